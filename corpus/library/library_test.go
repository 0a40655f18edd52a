package library

import (
	"bytes"
	"fmt"
	"io/fs"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
)

// frontMatter is all that a brief may say about its article outside the text.
type frontMatter struct {
	Title     string `yaml:"title"`
	Author    string `yaml:"author"`
	Publisher string `yaml:"publisher"`
	Note      string `yaml:"note"`
	Date      string `yaml:"date"`
	Language  string `yaml:"language"`
	URL       string `yaml:"url"`
}

// brief is one document of the library, taken apart.
type brief struct {
	frontMatter
	name string
	body string
}

// readBriefs reads every document, so that a file that is no brief fails.
func readBriefs(t *testing.T) []brief {
	t.Helper()
	entries, err := fs.ReadDir(Documents(), ".")
	if err != nil {
		t.Fatal(err)
	}
	var briefs []brief
	for _, entry := range entries {
		b, err := readBrief(entry.Name())
		if err != nil {
			t.Fatalf("%s: %v", entry.Name(), err)
		}
		briefs = append(briefs, b)
	}
	return briefs
}

func readBrief(name string) (brief, error) {
	data, err := fs.ReadFile(Documents(), name)
	if err != nil {
		return brief{}, err
	}
	if !utf8.Valid(data) || bytes.ContainsRune(data, '\r') {
		return brief{}, fmt.Errorf("not UTF-8 with Unix line ends")
	}
	head, body, found := strings.Cut(strings.TrimPrefix(string(data), "---\n"), "\n---\n")
	if !found {
		return brief{}, fmt.Errorf("no front matter")
	}
	b := brief{name: name, body: body}
	if err := yaml.UnmarshalWithOptions([]byte(head), &b.frontMatter, yaml.Strict()); err != nil {
		return brief{}, fmt.Errorf("reading the front matter: %w", err)
	}
	return b, nil
}

func TestFrontMatter(t *testing.T) {
	briefs := readBriefs(t)
	if len(briefs) != 5 {
		t.Errorf("%d briefs, want 5", len(briefs))
	}
	isoDate := regexp.MustCompile(`^\d{4}(-\d{2}(-\d{2})?)?$`)
	for _, b := range briefs {
		t.Run(b.name, func(t *testing.T) {
			if !strings.HasPrefix(b.Title, "Brief: ") {
				t.Errorf("title %q does not say that this is a brief", b.Title)
			}
			if !strings.HasPrefix(b.body, "\n# "+b.Title+"\n\n") {
				t.Error("the text does not open with the title")
			}
			if !strings.HasPrefix(b.Note, "This is a brief, written in our own words,") {
				t.Error("no note says that this is a brief")
			}
			if b.Publisher == "" {
				t.Error("no publisher")
			}
			if b.Language != "en" {
				t.Errorf("language %q, want en", b.Language)
			}
			if b.Date != "" && !isoDate.MatchString(b.Date) {
				t.Errorf("date %q is not ISO 8601", b.Date)
			}
			unsigned := regexp.MustCompile(`article names (no|neither an) author`).MatchString(b.Note)
			if (b.Author == "") != unsigned {
				t.Errorf("author is %q, but the text says that there is none: %t", b.Author, unsigned)
			}
		})
	}
}

func TestHeadings(t *testing.T) {
	for _, b := range readBriefs(t) {
		seen := map[string]bool{}
		sections := strings.Split(b.body, "\n## ")
		for _, section := range sections[1:] {
			heading, text, _ := strings.Cut(section, "\n")
			if seen[heading] {
				t.Errorf("%s: heading %q stands twice", b.name, heading)
			}
			seen[heading] = true
			if strings.TrimSpace(text) == "" {
				t.Errorf("%s: nothing under %q", b.name, heading)
			}
		}
		if len(seen) < 4 {
			t.Errorf("%s: %d sections, too few to find one's way", b.name, len(seen))
		}
	}
}

// A sentence that opens with a pronoun cannot be quoted alone.
func TestSentencesStandAlone(t *testing.T) {
	opening := regexp.MustCompile(`(?m)(?:^|[.?!:] |^- |^\d\. )(He|She|It|They|His|Her|Its|Their|This|That|These|Those|There) [a-z]+`)
	for _, b := range readBriefs(t) {
		for _, line := range strings.Split(b.body, "\n") {
			if strings.HasPrefix(line, ">") {
				continue
			}
			if m := opening.FindString(line); m != "" {
				t.Errorf("%s: %q leans on the sentence before it", b.name, m)
			}
		}
	}
}
