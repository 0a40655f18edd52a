package corpus

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestMarkdownHeadings(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"ATX", "# One\ntext\n### Three ###\n", []string{"1 One 0", "3 Three 11"}},
		{"setext", "One\n===\ntext\n\nTwo\nlines\n---\n", []string{"1 One 0", "2 Two lines 14"}},
		{"indented", "  ## Two\n    ## code\n", []string{"2 Two 0"}},
		{"in a fence", "```\n# no\n```\n~~~\n# no\n~~~\n# One\n", []string{"1 One 26"}},
		{"in an open fence", "# One\n```\n# no\n", []string{"1 One 0"}},
		{"in a quote", "> # no\n\n# One\n", []string{"1 One 8"}},
		{"in a list", "- # no\n\n# One\n", []string{"1 One 8"}},
		{"in a comment", "<!--\n# no\n-->\n# One\n", []string{"1 One 14"}},
		{"inline markup", "# *One* `two` [three](http://x.example) ![four](i.png) <http://five.example>\n", []string{"1 One two three four http://five.example 0"}},
		{"escapes", "# One \\# &amp; &#50;\n", []string{"1 One # & 2 0"}},
		{"empty", "#\n##  \n# One\n", []string{"1 One 7"}},
		{"a paragraph with a rule under it", strings.Repeat("word ", 50) + "\n---\n", nil},
		{"HTML in front", "<p align=center>\n  <h1 class='x'>One &amp; <b>two</b></h1>\n</p>\n\n## Three\n", []string{"1 One & two 17", "2 Three 65"}},
		{"HTML without a heading", "<p>x</p>\n\n## Three\n\n<h1>no</h1>\n", []string{"2 Three 10"}},
		{"no blank", "#One\n", nil},
		{"seven", "####### One\n", nil},
		{"carriage returns", "# One\r\n\r\ntext\r\n\r\nTwo\r\n---\r\n", []string{"1 One 0", "2 Two 17"}},
		{"after a rule", "---\n\n# One\n", []string{"1 One 5"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := Read("file.md", []byte(tt.text))
			if err != nil {
				t.Fatal(err)
			}
			checkDocument(t, doc)
			var got []string
			for _, s := range doc.Sections {
				if s.Level > 0 {
					got = append(got, fmt.Sprintf("%d %s %d", s.Level, s.Title, s.Start))
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("headings (-want +got):\n%s", diff)
			}
		})
	}
}

func TestMarkdownTitle(t *testing.T) {
	for text, want := range map[string]string{
		"## Two\n\n# One\n\n# Other\n":      "One",
		"## Two\n\ntext\n":                  "Two",
		"text\n":                            "file",
		"---\ntitle: Own\n---\n# One\n":     "Own",
		"---\ntitle:\n---\n# One\n":         "One",
		"---\nTitle: 1984\n---\ntext\n":     "1984",
		"+++\ntitle = 'Own'\n+++\n# One\n":  "Own",
		"---\r\ntitle: Own\r\n---\r\ntext":  "Own",
		"\ufeff---\ntitle: Own\n...\ntext ": "Own",
	} {
		doc, err := Read("dir/file.md", []byte(text))
		if err != nil {
			t.Errorf("%q: %v", text, err)
		}
		if doc.Title != want {
			t.Errorf("title of %q is %q, want %q", text, doc.Title, want)
		}
	}
}

func TestFrontMatter(t *testing.T) {
	tests := []struct {
		name, text string
		body       int
		want       metadata
		fault      string
		kind       FaultKind
	}{
		{name: "none", text: "text"},
		{name: "only a mark", text: "\ufefftext", body: 3},
		{name: "all", text: "---\ntitle: T\nauthor: A\npublisher: P\ndate: 4 March 2025\nurl: https://u.example\nlanguage: de\naudience: staff, board\nversion: 2.1\n---\n",
			body: 131, want: metadata{"T", "A", "P", "2025-03-04", "https://u.example", "de", []string{"staff", "board"}, "2.1"}},
		{name: "other names", text: "---\nauthors: [A, B]\nsite: P\npublished: 2025-03-04\nlink: U\nlang: fr\n---\n",
			body: 71, want: metadata{author: "A, B", publisher: "P", date: "2025-03-04", url: "U", language: "fr"}},
		{name: "a time", text: "---\ndate: 2025-03-04T10:00:00Z\n---\n", body: 35, want: metadata{date: "2025-03-04"}},
		{name: "a day of TOML", text: "+++\ndate = 2025-03-04\n+++\n", body: 26, want: metadata{date: "2025-03-04"}},
		{name: "empty", text: "---\n---\ntext", body: 8},
		{name: "no end", text: "---\ntitle: T\ntext"},
		{name: "an end too far", text: "---\n" + strings.Repeat("title: T\n", 9000) + "---\n"},
		{name: "no end, with an audience", text: "---\naudience: board\ntext", fault: "has no end", kind: Refused},
		{name: "a blank in front", text: " ---\ntitle: T\n---\n"},
		{name: "text between rules", text: "---\n\nWe met at seven [.\n\n---\n", body: 0},
		{name: "broken", text: "---\ntitle: [T\n---\ntext", body: 0, fault: "front matter cannot be understood", kind: Doubtful},
		{name: "broken, with an audience", text: "---\ntitle: [T\naudience: board\n---\ntext", fault: "limits the audience", kind: Refused},
		{name: "a wrong audience", text: "---\naudience: {a: b}\n---\ntext", fault: "list of labels", kind: Refused},
		{name: "a wrong label", text: "---\naudience: [[a]]\n---\ntext", fault: "list of labels", kind: Refused},
		{name: "an audience in capitals", text: "---\nAudience: Board\n---\n", body: 24, want: metadata{audience: []string{"Board"}}},
		{name: "an empty audience", text: "---\naudience: []\n---\n", body: 21},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, body, fault := frontMatter(tt.text)
			if diff := cmp.Diff(tt.want, got, cmp.AllowUnexported(metadata{})); diff != "" {
				t.Errorf("metadata (-want +got):\n%s", diff)
			}
			if body != tt.body {
				t.Errorf("body = %d, want %d", body, tt.body)
			}
			switch {
			case fault == nil && tt.fault != "":
				t.Errorf("no fault, want %q", tt.fault)
			case fault != nil && (tt.fault == "" || !strings.Contains(fault.Error(), tt.fault) || fault.Kind != tt.kind):
				t.Errorf("fault %d %q, want kind %d with %q", fault.Kind, fault.Error(), tt.kind, tt.fault)
			}
		})
	}
}

// TestFrontMatterBomb reads front matter that stands for more than there is
// memory.
func TestFrontMatterBomb(t *testing.T) {
	bomb := "a: &a [x,x,x,x,x,x,x,x,x]\n"
	for c := 'b'; c < 'p'; c++ {
		bomb += fmt.Sprintf("%c: &%c [%s]\n", c, c, strings.TrimSuffix(strings.Repeat("*"+string(c-1)+",", 9), ","))
	}
	for _, last := range []string{"author: *o", "audience: *o", "title: {name: *o}"} {
		doc, err := Read("a.md", []byte("---\n"+bomb+last+"\n---\ntext\n"))
		if len(doc.Author) > 100_000 || err != nil && len(err.Error()) > 1000 {
			t.Errorf("%s: author of %d bytes, error %v", last, len(doc.Author), err)
		}
	}
}

// TestMarkdownOfAnyShape goes through shapes that parsers have choked on. It
// does not fail but hang when one of them takes more than linear time.
func TestMarkdownOfAnyShape(t *testing.T) {
	units := []string{
		">", "> ", "- ", "1. ", "- > ", "  - x\n", "[", "*a ", "`", "```\n", "# a\n", "\n", "a\n", "<", "<!--\n",
		"[a]: b\n", "***", "|", "&amp;", "\x00\n", "    ", "\t",
	}
	for _, unit := range units {
		doc, err := Read("file.md", []byte("x\n"+strings.Repeat(unit, 20_000)+"\n\n# End\n"))
		if err != nil {
			if faultOf(t, err).Kind == Refused {
				continue
			}
		}
		checkDocument(t, doc)
	}
}
