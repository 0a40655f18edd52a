package snowball

import (
	"embed"
	"strings"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/danish"
	"github.com/blevesearch/snowballstem/dutch"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/finnish"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/german"
	"github.com/blevesearch/snowballstem/hungarian"
	"github.com/blevesearch/snowballstem/italian"
	"github.com/blevesearch/snowballstem/norwegian"
	"github.com/blevesearch/snowballstem/portuguese"
	"github.com/blevesearch/snowballstem/romanian"
	"github.com/blevesearch/snowballstem/russian"
	"github.com/blevesearch/snowballstem/spanish"
	"github.com/blevesearch/snowballstem/swedish"
	"github.com/blevesearch/snowballstem/turkish"
)

// An apostrophe is what a language uses it for.
type apostrophe uint8

const (
	// apostropheJoins as in don't, with the 's of a genitive cut off.
	apostropheJoins apostrophe = iota
	// apostropheSplits as in l'homme and dell'arte.
	apostropheSplits
	// apostropheEnds a name in front of its endings, as in Ankara'nın.
	apostropheEnds
)

// A language analyses words. The zero language only folds them.
type language struct {
	stem       func(*snowballstem.Env) bool
	apostrophe apostrophe
	turkish    bool
	// dots is set where 90.000 is ninety thousand.
	dots bool
	// spelling brings a word into its usual spelling, or an irregular form to
	// its base, before it is stemmed.
	spelling func(string) string

	stops map[string]bool
	words cache
}

//go:embed stopwords/*.txt
var stopLists embed.FS

func newLanguages() map[string]*language {
	norwegianWords := &language{stem: norwegian.Stem, dots: true}
	all := map[string]*language{
		"da": {stem: danish.Stem, dots: true},
		"de": {stem: german.Stem, dots: true},
		"en": {stem: english.Stem, spelling: newEnglishSpelling()},
		"es": {stem: spanish.Stem, dots: true},
		"fi": {stem: finnish.Stem},
		"fr": {stem: french.Stem, apostrophe: apostropheSplits},
		"hu": {stem: hungarian.Stem, dots: true},
		"it": {stem: italian.Stem, apostrophe: apostropheSplits, dots: true},
		"nb": norwegianWords,
		"nl": {stem: dutch.Stem, dots: true},
		"nn": norwegianWords,
		"no": norwegianWords,
		"pt": {stem: portuguese.Stem, dots: true},
		"ro": {stem: romanian.Stem, dots: true},
		"ru": {stem: russian.Stem},
		"sv": {stem: swedish.Stem},
		"tr": {stem: turkish.Stem, apostrophe: apostropheEnds, turkish: true, dots: true},
	}
	for code, l := range all {
		if l.stops == nil {
			l.stops = stopWords(code)
		}
	}
	return all
}

func languageCodes() []string {
	return []string{"da", "de", "en", "es", "fi", "fr", "hu", "it", "nb", "nl", "nn", "no", "pt", "ro", "ru", "sv", "tr"}
}

func stopWords(code string) map[string]bool {
	if code == "nb" || code == "nn" {
		code = "no"
	}
	text, err := stopLists.ReadFile("stopwords/" + code + ".txt")
	if err != nil {
		panic("snowball: no stop words for " + code)
	}
	stops := map[string]bool{}
	for word := range strings.FieldsSeq(string(text)) {
		stops[word] = true
	}
	return stops
}

// entry is what a word comes to, from the cache where possible.
func (l *language) entry(surface string) *entry {
	return l.words.get(surface, l.analyze)
}

func (l *language) analyze(surface string) entry {
	word := normalize(surface, l.turkish)
	if n, ok := l.number(word); ok {
		return entry{term: n}
	}
	stop := l.stops[word]
	word = l.bare(word)
	stop = stop || l.stops[word]
	if l.spelling != nil {
		word = l.spelling(word)
	}
	if l.stem != nil && !strings.ContainsAny(word, "0123456789+#") {
		env := snowballstem.NewEnv(word)
		l.stem(env)
		word = env.Current()
	}
	return entry{term: fold(word), stop: stop}
}

// bare takes apostrophes and the dots of acronyms out of a word.
func (l *language) bare(word string) string {
	if before, _, ok := strings.Cut(word, "'"); ok {
		if l.apostrophe == apostropheEnds || strings.HasSuffix(word, "'s") && len(before) == len(word)-2 {
			word = before
		}
		word = strings.ReplaceAll(word, "'", "")
	}
	return strings.ReplaceAll(word, ".", "")
}

// number gives a word that starts with a digit the form it shares with other
// spellings of the same number.
func (l *language) number(word string) (string, bool) {
	if word[0] < '0' || word[0] > '9' {
		return "", false
	}
	word = strings.TrimSuffix(word, "'s")
	marks := ",' \u202f\u00a0"
	if l.dots {
		marks = "." + marks
	}
	if i := strings.IndexAny(word, marks); i > 0 && grouped(word[i:], marks) {
		word = strings.Map(func(r rune) rune {
			if strings.ContainsRune(marks, r) {
				return -1
			}
			return r
		}, word)
	}
	if strings.TrimRight(word, "0123456789") == "s" {
		word = word[:len(word)-1] // the 1990s
	}
	return fold(word), true
}

// grouped reports whether each mark of a number has three digits behind it,
// up to a decimal fraction.
func grouped(s, marks string) bool {
	for s != "" {
		i := strings.IndexAny(s, marks)
		if i != 0 {
			return s[0] == '.' || s[0] == ','
		}
		_, rest, _ := strings.Cut(s, s[:len(string([]rune(s)[0]))])
		n := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
		if n != 3 {
			return false
		}
		s = rest[n:]
	}
	return true
}
