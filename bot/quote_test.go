package bot

import (
	"fmt"
	"strings"
	"testing"

	"footnote/corpus"
	"footnote/retrieval"
)

func TestAppendStatement(t *testing.T) {
	const text = "One. Two. Three.\nFour.\n\nFive. Six."
	tests := []struct {
		name   string
		quotes []string
		want   string
	}{
		{"apart", []string{"One.", "Three."}, "One. / Three."},
		{"in the order in which they come", []string{"Six.", "One."}, "Six. / One."},
		{"the same twice", []string{"Two.", "Two."}, "Two."},
		{"one within another", []string{"One. Two. Three.", "Two."}, "One. Two. Three."},
		{"overlapping", []string{"Two. Three.", "One. Two."}, "One. Two. Three."},
		{"following", []string{"Two.", "Three."}, "Two. Three."},
		{"going before", []string{"Two.", "One."}, "One. Two."},
		{"in the next line", []string{"Three.", "Four."}, "Three.\nFour."},
		{"in the next paragraph", []string{"Four.", "Five."}, "Four. / Five."},
		{"between two others", []string{"Six.", "One.", "Three.", "Two."}, "Six. / One. Two. Three."},
		{"over two others", []string{"Three.", "Six.", "One.", "One. Two. Three."}, "One. Two. Three. / Six."},
	}
	doc := retrieval.StoredDocument{Document: corpus.Document{ID: "a", Text: text}}
	elsewhere := retrieval.StoredDocument{Document: corpus.Document{ID: "b", Text: text}}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			statements := appendStatement(nil, elsewhere, corpus.Span{Start: 0, End: 4})
			for _, quote := range test.quotes {
				start := strings.Index(text, quote)
				statements = appendStatement(statements, doc, corpus.Span{Start: start, End: start + len(quote)})
			}
			var got []string
			for _, s := range statements[1:] {
				got = append(got, s.quote)
			}
			if joined := strings.Join(got, " / "); joined != test.want {
				t.Errorf("got %q, want %q", joined, test.want)
			}
			if statements[0].source.Document != "b" || statements[0].quote != "One." {
				t.Errorf("the quote of another document became %+v", statements[0])
			}
		})
	}
}

func TestSectionAt(t *testing.T) {
	sections := []corpus.Section{{Title: "one", Start: 5, End: 10}, {Title: "two", Start: 12, End: 20}}
	for offset, want := range map[int]string{0: "", 4: "", 5: "one", 9: "one", 10: "", 12: "two", 19: "two", 20: ""} {
		if got := sectionAt(sections, offset); got != want {
			t.Errorf("at %d stands %q, want %q", offset, got, want)
		}
	}
}

func TestFootnoted(t *testing.T) {
	tests := []struct {
		quotes []string
		want   string
	}{
		{nil, ""},
		{[]string{"One."}, "One. [1]"},
		{[]string{"One,\n  and a half.", "Two."}, "One, and a half. [1]\n\nTwo. [2]"},
		{[]string{"As [2] has shown [1, 3].", "So it is.[1]"}, "As (2) has shown [1, 3]. [1]\n\nSo it is.(1) [2]"},
	}
	for _, test := range tests {
		var statements []statement
		for _, q := range test.quotes {
			statements = append(statements, statement{quote: q})
		}
		text, citations := footnoted(statements)
		if text != test.want {
			t.Errorf("got %q, want %q", text, test.want)
		}
		for i, c := range citations {
			if c.Marker != i+1 || c.Quote != test.quotes[i] {
				t.Errorf("citation %d is %+v", i, c)
			}
		}
	}
}

func TestNearestNamesDifferentSources(t *testing.T) {
	var passages []retrieval.Passage
	for _, place := range []string{"a one", "a one", "b one", "a two", "c one"} {
		document, section, _ := strings.Cut(place, " ")
		passages = append(passages, retrieval.Passage{Document: document, Section: section})
	}
	var got []string
	for _, s := range nearest(passages) {
		got = append(got, s.Document+" "+s.Section)
	}
	if fmt.Sprint(got) != "[a one b one a two]" {
		t.Errorf("got %v", got)
	}
}
