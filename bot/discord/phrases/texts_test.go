package phrases

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// constants are the keys in the files of them.
func constants(t *testing.T) []Key {
	t.Helper()
	var keys []Key
	for _, name := range []string{"keys.go", "keys_corpus.go"} {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if literal, ok := n.(*ast.BasicLit); ok {
				key, err := strconv.Unquote(literal.Value)
				if err != nil {
					t.Fatal(err)
				}
				keys = append(keys, key)
			}
			return true
		})
	}
	slices.Sort(keys)
	return keys
}

func catalog(t *testing.T) *Catalog {
	t.Helper()
	c, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestEveryLanguageHasEveryKeyAndNoOther(t *testing.T) {
	keys := constants(t)
	if len(keys) == 0 || len(slices.Compact(slices.Clone(keys))) != len(keys) {
		t.Fatalf("%d keys, some of which may be twice in keys.go", len(keys))
	}
	for _, l := range catalog(t).languages {
		for _, key := range keys {
			if strings.TrimSpace(l.Text(key)) == "" || l.texts[key] == nil {
				t.Errorf("%s has no text for %s", l.Code(), key)
			}
		}
		for key := range l.texts {
			if _, known := slices.BinarySearch(keys, key); !known {
				t.Errorf("%s has the key %s, which is not in keys.go", l.Code(), key)
			}
		}
	}
}

// used are the arguments that a text uses.
func used(t text) map[int]bool {
	args := map[int]bool{}
	for _, p := range t {
		if p.arg >= 0 {
			args[p.arg] = true
		}
	}
	return args
}

func TestEveryLanguageUsesTheSameArguments(t *testing.T) {
	c := catalog(t)
	for _, l := range c.languages[1:] {
		for key, english := range c.languages[0].texts {
			if want, got := used(english), used(l.texts[key]); !maps.Equal(got, want) {
				t.Errorf("%s: %s uses the arguments %v, in English %v", l.Code(), key, got, want)
			}
		}
	}
}

// limits are what Discord takes, by beginnings and ends of keys; the first that
// fits counts.
var limits = []struct {
	begin, end string
	most       int
}{
	{"command.", ".name", 32}, {"message.", ".name", 32}, {"option.", ".name", 32}, {"", ".about", 100},
	{"corpus.every.", "", 100}, {"corpus.ask", "", 80}, {"corpus.letgo", "", 80}, {"corpus.remove.yes", "", 80}, {"corpus.remove.no", "", 80},
	{"corpus.seen.roles", "", 150}, {"corpus.seen.channels", "", 150}, {"corpus.seen.reset", "", 80}, {"corpus.option.", ".name", 32},
	{"button.", "", 80}, {"answer.again", "", 80}, {"answer.share", "", 80}, {"answer.delete", "", 80},
	{"footnote.before", "", 80}, {"footnote.after", "", 80}, {"footnote.open", "", 80}, {"document.open", "", 80},
	{"feedback.title", "", 45}, {"feedback.reason", "", 45}, {"settings.quotas", "", 45},
	{"settings.choose", "", 150}, {"answer.footnotes", "", 140}, {"documents.select", "", 150}, {"search.select", "", 150},
	{"settings.verbosity", "", 100}, {"settings.language", "", 100}, {"settings.on", "", 100}, {"settings.off", "", 100},
	{"", "", 500},
}

func TestTextsFitIntoDiscord(t *testing.T) {
	for _, l := range catalog(t).languages {
		for key := range l.texts {
			if key == QuotasAre {
				continue // stands in a message
			}
			for _, limit := range limits {
				if !strings.HasPrefix(key, limit.begin) || !strings.HasSuffix(key, limit.end) {
					continue
				}
				if n := utf8.RuneCountInString(l.Text(key)); n > limit.most {
					t.Errorf("%s: %s has %d characters, more than %d", l.Code(), key, n, limit.most)
				}
				break
			}
		}
	}
}

// Discord's pattern for the names of slash commands and of options.
var commandName = regexp.MustCompile(`^[-_\p{L}\p{N}]{1,32}$`)

func TestNamesOfCommands(t *testing.T) {
	for _, l := range catalog(t).languages {
		taken := map[string]Key{}
		for key := range l.texts {
			room, _, _ := strings.Cut(key, ".")
			if !strings.HasSuffix(key, ".name") {
				continue
			}
			name := l.Text(key)
			if room != "message" && (!commandName.MatchString(name) || strings.ToLower(name) != name) {
				t.Errorf("%s: %s is %q", l.Code(), key, name)
			}
			if other := taken[room+name]; other != "" {
				t.Errorf("%s: %s and %s are both %q", l.Code(), key, other, name)
			}
			taken[room+name] = key
		}
	}
}

// sameAsEnglish are the texts that another language words just like English.
var sameAsEnglish = map[string][]Key{
	"ru": {NameFootnote},
	"zh": {NameFootnote},
	"de": {NameFootnote, NameStatus, StatusTitle, StatusShard, StatusVersion, NameName, KindGit, KindWebsite, KindFeed},
	"es": {NameFootnote, NameCorpus},
	"fr": {NameFootnote, NameQuestion, NameSourceOption, NameDocument, DocumentVersion, CountDocuments, StatusVersion,
		NameCorpus, NameOneSource, ListTitle, StatusSources},
}

func TestEverythingIsTranslated(t *testing.T) {
	c := catalog(t)
	script := map[string]*unicode.RangeTable{"ru": unicode.Cyrillic, "zh": unicode.Han}
	for _, l := range c.languages[1:] {
		for key := range l.texts {
			got, listed := l.Text(key), slices.Contains(sameAsEnglish[l.Code()], key)
			if same := strings.EqualFold(got, c.languages[0].Text(key)); same != listed {
				t.Errorf("%s: %s is %q; the same as in English: %v, listed as such: %v", l.Code(), key, got, same, listed)
			}
			table := script[l.Code()]
			if table != nil && !listed && !strings.ContainsFunc(got, func(r rune) bool { return unicode.Is(table, r) }) {
				t.Errorf("%s: %s is %q, which is not in its script", l.Code(), key, got)
			}
		}
	}
}

func TestTextsAreTidy(t *testing.T) {
	for _, l := range catalog(t).languages {
		for key := range l.texts {
			if s := l.Text(key); strings.TrimSpace(s) != s || strings.Contains(s, "  ") || strings.ContainsAny(s, "\n\t\"@") {
				t.Errorf("%s: %s is %q", l.Code(), key, s)
			}
		}
	}
}

// What the help says of names is what they are.
func TestHelpNamesWhatThereIs(t *testing.T) {
	for _, l := range catalog(t).languages {
		for _, name := range []Key{NameAskAbout, NameCheck} {
			if !strings.Contains(l.Text(HelpMessages), l.Text(name)) {
				t.Errorf("%s: the help does not name %q", l.Code(), l.Text(name))
			}
		}
		help := l.Text(HelpAsk) + l.Text(HelpSource) + l.Text(HelpManage)
		help += l.Text(HelpCorpus)
		for _, command := range []string{"`/ask`", "`/source`", "`/sources`", "`/status`", "`/footnote settings`", "`/corpus add`", "`/corpus list`"} {
			if !strings.Contains(help, command) {
				t.Errorf("%s: the help does not name %s", l.Code(), command)
			}
		}
	}
}
