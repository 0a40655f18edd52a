package render

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"footnote/bot"
	"footnote/bot/discord/phrases"
	"footnote/bot/discord/wire"
)

var update = flag.Bool("update", false, "write the golden files anew")

// plainTexts are texts that tell their keys.
type plainTexts struct{}

func (plainTexts) Text(key phrases.Key, args ...any) string {
	text := string(key)
	for _, a := range args {
		text += fmt.Sprintf(" {%v}", a)
	}
	return text
}

// corpusOf is a small corpus: some documents have an address, some have not.
var corpusOf = map[string]About{
	"harbour.md": {
		Title: "The harbour of Lindvik", Author: "Marta Olsen", Publisher: "Lindvik Council", Date: "1999-05-04", Language: "en",
		URL: "https://lindvik.example/harbour_(old)", Hash: "0123456789abcdef",
	},
	"weather.md": {Title: "Weather [notes] *2024*", Date: "2024-01-31"},
	"evil.md":    {Title: "@everyone <@1> https://evil.example/x", URL: "javascript:alert(1)"},
}

func testOptions() Options {
	return Options{
		Texts:    plainTexts{},
		Document: func(id string) About { return corpusOf[id] },
		Linkable: func(url string) bool { return strings.HasPrefix(url, "https://lindvik.example/") },
	}
}

func citation(marker int, document, section, quote string) bot.Citation {
	return bot.Citation{Marker: marker, Quote: quote, Source: bot.Source{
		Document: document, Title: "Title of " + document, Section: section, Start: 10, End: 10 + len(quote),
	}}
}

func testCitations() []bot.Citation {
	return []bot.Citation{
		citation(1, "harbour.md", "What may be landed", "The harbour of Lindvik was **dug** in 1887\nby men from Bergen."),
		citation(2, "weather.md", "Weather [notes] *2024*", strings.Repeat("It rains often in Lindvik, even in July. ", 12)),
		citation(3, "evil.md", "# @here", "||secret|| <#123> <:emoji:1> [x](https://evil.example)"),
		citation(4, "unknown.md", "", "Nothing is known of this document."),
	}
}

// golden compares with a file in testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", filepath.FromSlash(name)+".golden")
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("differs from the golden file (-want +got); if that is right, run with -update:\n%s", diff)
	}
}

// dump writes messages for people to read.
func dump(t *testing.T, messages ...wire.Message) string {
	t.Helper()
	var b strings.Builder
	for i, m := range messages {
		fmt.Fprintf(&b, "===== message %d, flags %d, %d characters\n", i+1, m.Flags, size(m.Content))
		if m.Content != "" {
			b.WriteString(strings.ReplaceAll(m.Content, gap, "␣") + "\n")
		}
		for _, e := range m.Embeds {
			b.WriteString("----- embed\n" + strings.ReplaceAll(indented(t, e), gap, "␣"))
		}
		for _, c := range m.Components {
			b.WriteString("----- component\n" + strings.ReplaceAll(indented(t, c), gap, "␣"))
		}
		for _, f := range m.Files {
			fmt.Fprintf(&b, "----- file %s, %s\n%s", f.Name, f.ContentType, f.Data)
		}
	}
	return b.String()
}

func indented(t *testing.T, v any) string {
	t.Helper()
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(v); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
