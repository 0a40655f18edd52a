package render

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"footnote/bot/discord/wire"
)

// pings matches what no output may hold, once invisible characters other than
// the gap are taken out.
var pings = regexp.MustCompile(`(?i)@(everyone|here)|<@[!&]?\d|<#\d|<id:|<t:-?\d|<a?:\w+:\d|</[^<>:\n]+:\d|discord(app)?\.(gg|gift|new)\b|discord(app)?\.com/(invite|gift)`)

// check holds a message to all that is promised of every message.
func check(t *testing.T, m wire.Message, o Options) {
	t.Helper()
	data, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	var shown struct{ Content string }
	if err := json.Unmarshal(data, &shown); err != nil {
		t.Fatal(err)
	}
	checkLength(t, m.Content, 2000)
	checkFences(t, m.Content)
	checkHarmless(t, m.Content)
	checkLinks(t, m.Content, o)
	if !m.V2() && len(m.Embeds) == 0 && !visible(m.Content) {
		t.Errorf("an empty message: %q", m.Content)
	}
	if shown.Content != m.Content {
		t.Errorf("the message is not valid UTF-8: %q", m.Content)
	}
	checkComponents(t, m, o)
	checkEmbeds(t, m, o)
}

func checkLength(t *testing.T, text string, most int) {
	t.Helper()
	if runes, units := utf8.RuneCountInString(text), len(utf16.Encode([]rune(text))); runes > most || units > most {
		t.Errorf("%d characters, %d in UTF-16, of at most %d: %q", runes, units, most, text)
	}
}

func checkFences(t *testing.T, text string) {
	t.Helper()
	if n := strings.Count(text, "```"); n%2 != 0 {
		t.Errorf("%d fences: %q", n, text)
	}
}

func checkHarmless(t *testing.T, text string) {
	t.Helper()
	seen := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) && string(r) != gap || unicode.Is(unicode.Variation_Selector, r) {
			return -1
		}
		return r
	}, text)
	if found := pings.FindString(seen); found != "" {
		t.Errorf("%q may ping, in %q", found, text)
	}
}

var anyLink = regexp.MustCompile(`(?i)<?https?://[^\s>]*>?`)

// checkLinks: addresses outside of code are linked, and are the corpus's.
func checkLinks(t *testing.T, text string, o Options) {
	t.Helper()
	outside := checkMarkup(t, text)
	for _, found := range anyLink.FindAllString(outside, -1) {
		address := strings.TrimSuffix(strings.TrimPrefix(found, "<"), ">")
		if len(address) != len(found)-2 {
			t.Errorf("%q is previewed, in %q", found, text)
		}
		if !ofCorpus(address, o) {
			t.Errorf("%q is linked, in %q", found, text)
		}
	}
	for rest := outside; ; {
		at := strings.Index(rest, "](")
		if at < 0 {
			break
		}
		rest = rest[at+2:]
		if lower := strings.ToLower(rest); !strings.HasPrefix(lower, "<https://") && !strings.HasPrefix(lower, "<http://") {
			t.Errorf("a link that is not ours, in %q: %q", text, rest)
		}
	}
}

// ofCorpus reports whether an address, as it stands in a message, may be linked.
func ofCorpus(address string, o Options) bool {
	for id := range corpusOf {
		if address == escapeURL(o.Document(id).URL) {
			return true
		}
	}
	return strings.HasPrefix(address, "https://lindvik.example/")
}

// checkMarkup returns what of a text is neither code nor escaped, and checks
// that all markup is closed on its line.
func checkMarkup(t *testing.T, text string) string {
	t.Helper()
	var out strings.Builder
	for rest := text; rest != ""; {
		skip, kept := 1, rest[:1]
		switch run := len(rest) - len(strings.TrimLeft(rest, "`")); {
		case run > 0:
			end := strings.Index(rest[run:], rest[:run])
			if end < 0 || run < 3 && strings.Contains(rest[run:run+end], "\n") || run > 3 {
				t.Errorf("code that is not closed, in %q: %q", text, rest)
				return out.String()
			}
			skip, kept = run+end+run, " "
		case rest[0] == '\\' && len(rest) > 1:
			_, width := utf8.DecodeRuneInString(rest[1:])
			skip, kept = 1+width, "¤"
		}
		out.WriteString(kept)
		rest = rest[skip:]
	}
	for line := range strings.Lines(out.String()) {
		if strings.Count(line, "*")%2 != 0 || strings.Count(line, "~~")%2 != 0 {
			t.Errorf("markup that is not closed, in %q: %q", text, line)
		}
	}
	return out.String()
}

// checkComponents holds rows, menus and buttons to Discord's limits.
func checkComponents(t *testing.T, m wire.Message, o Options) {
	t.Helper()
	data, err := json.Marshal(m.Components)
	if err != nil {
		t.Fatal(err)
	}
	var rows []component
	if err := json.Unmarshal(data, &rows); err != nil {
		t.Fatal(err)
	}
	if !m.V2() && len(rows) > 5 {
		t.Errorf("%d rows", len(rows))
	}
	seen := map[string]bool{}
	for _, r := range rows {
		r.check(t, seen)
	}
	for _, r := range rows {
		total := 0
		for _, part := range r.Components {
			total += size(part.Content)
			checkLinks(t, part.Content, o)
			checkFences(t, part.Content)
			if part.Type == 10 && !visible(part.Content) {
				t.Errorf("an empty text: %q", part.Content)
			}
		}
		if total > 4000 || len(r.Components) > 30 {
			t.Errorf("%d characters in %d components", total, len(r.Components))
		}
	}
}

// A component as Discord reads it.
type component struct {
	Type        int
	Label       string
	URL         string
	Placeholder string
	Content     string
	CustomID    string `json:"custom_id"`
	Components  []component
	Options     []struct{ Label, Value, Description string }
}

func (c component) check(t *testing.T, seen map[string]bool) {
	t.Helper()
	checkLength(t, c.Label, 80)
	checkLength(t, c.URL, 512)
	checkLength(t, c.Placeholder, 150)
	checkLength(t, c.CustomID, 100)
	for _, text := range []string{c.Label, c.Placeholder, c.Content} {
		checkHarmless(t, text)
	}
	if c.CustomID != "" && seen[c.CustomID] {
		t.Errorf("the custom_id %q stands there twice", c.CustomID)
	}
	seen[c.CustomID] = true
	if c.Type == 1 && (len(c.Components) == 0 || len(c.Components) > 5) {
		t.Errorf("%d components in a row", len(c.Components))
	}
	if c.Type == 3 && (len(c.Options) == 0 || len(c.Options) > 25) {
		t.Errorf("%d options in a menu", len(c.Options))
	}
	values := map[string]bool{}
	for _, o := range c.Options {
		checkLength(t, o.Label, 100)
		checkLength(t, o.Value, 100)
		checkLength(t, o.Description, 100)
		checkHarmless(t, o.Label+"\n"+o.Description)
		if o.Label == "" || o.Value == "" || values[o.Value] {
			t.Errorf("an option is empty or stands there twice: %+v", o)
		}
		values[o.Value] = true
	}
	for _, inner := range c.Components {
		inner.check(t, seen)
	}
}

// checkEmbeds holds embeds to Discord's limits.
func checkEmbeds(t *testing.T, m wire.Message, o Options) {
	t.Helper()
	total := 0
	for _, e := range m.Embeds {
		texts := []string{e.Title, e.Description}
		checkLength(t, e.Title, 256)
		checkLength(t, e.Description, 4096)
		if e.Footer != nil {
			checkLength(t, e.Footer.Text, 2048)
			texts = append(texts, e.Footer.Text)
		}
		for _, f := range e.Fields {
			checkLength(t, f.Name, 256)
			checkLength(t, f.Value, 1024)
			if f.Name == "" || f.Value == "" {
				t.Errorf("an empty field: %+v", f)
			}
			texts = append(texts, f.Name, f.Value)
			checkLinks(t, f.Value, o)
			checkFences(t, f.Value)
		}
		checkLinks(t, e.Description, o)
		checkFences(t, e.Description)
		for _, text := range texts {
			checkHarmless(t, text)
			total += size(text)
		}
		if len(e.Fields) > 25 {
			t.Errorf("%d fields", len(e.Fields))
		}
	}
	if total > 6000 {
		t.Errorf("%d characters in embeds", total)
	}
}
