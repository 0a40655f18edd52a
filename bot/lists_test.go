package bot

import (
	"strings"
	"testing"

	"footnote/corpus"
)

func TestListAround(t *testing.T) {
	const text = "Intro of the page.\n\nThe forum had three aims:\n\n- peace\n- trade, which\n  goes on\n- sport\n\nIt ended at noon.\n\n1. one\n2. two\n\nFour teams came.\nThese were:\n- reds\n"
	tests := []struct {
		name, sentence, want string
	}{
		{"from the introduction", "The forum had three aims:", "The forum had three aims:\n\n- peace\n- trade, which\n  goes on\n- sport"},
		{"from an item", "- sport", "The forum had three aims:\n\n- peace\n- trade, which\n  goes on\n- sport"},
		{"from the middle", "- trade, which\n  goes on", "The forum had three aims:\n\n- peace\n- trade, which\n  goes on\n- sport"},
		{"a list without introduction", "2. two", "1. one\n2. two"},
		{"a paragraph above the introduction", "Intro of the page.", ""},
		{"a line above the introduction", "Four teams came.", "Four teams came.\nThese were:\n- reds"},
		{"a sentence right above a list", "It ended at noon.", "It ended at noon.\n\n1. one\n2. two"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			start := strings.Index(text, test.sentence)
			list, ok := listAround(text, corpus.Span{Start: start, End: start + len(test.sentence)})
			if got := text[list.Start:list.End]; ok != (test.want != "") || ok && got != test.want {
				t.Errorf("got %q, %v; want %q", got, ok, test.want)
			}
		})
	}
}

func TestListAroundLeavesLongListsAlone(t *testing.T) {
	text := "These are all:\n" + strings.Repeat("- a long item of a long list\n", 200)
	if list, ok := listAround(text, corpus.Span{Start: 0, End: len("These are all:")}); ok {
		t.Errorf("took a list of %d bytes", list.End-list.Start)
	}
}

func TestReadable(t *testing.T) {
	tests := []struct{ quote, want string }{
		{"One line.", "One line."},
		{"Two\n  lines.", "Two lines."},
		{"A list:\n\n- one\n- two\n  and a half", "A list:\n- one\n- two and a half"},
		{"Run:\n```sh\nmake  it\n\nmake test\n```", "Run:\n```sh\nmake  it\n\nmake test\n```"},
		{"| a | b |\r\n| 1 | 2 |", "| a | b |\n| 1 | 2 |"},
	}
	for _, test := range tests {
		if got := readable(test.quote); got != test.want {
			t.Errorf("readable(%q) = %q, want %q", test.quote, got, test.want)
		}
	}
}
