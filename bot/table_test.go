package bot

import (
	"strings"
	"testing"

	"footnote/corpus"
)

func TestTableAround(t *testing.T) {
	const table = "| month | mean |\n|---|---|\n| June | 11 |\n| July | 13 |"
	long := table + strings.Repeat("\n| again | and again and again and again |", 40)
	tests := []struct{ name, text, row, want string }{
		{"whole table", "Before.\n\n" + table + "\n\nAfter.", "| July | 13 |", table},
		{"alone in its text", table, "| June | 11 |", table},
		{"too long", "Before.\n\n" + long, "| July | 13 |", ""},
		{"no row", "Before.\n\n" + table, "Before.", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			start := strings.Index(test.text, test.row)
			got, ok := tableAround(test.text, corpus.Span{Start: start, End: start + len(test.row)})
			if ok != (test.want != "") || ok && test.text[got.Start:got.End] != test.want {
				t.Errorf("got %q, %v; want %q", test.text[got.Start:got.End], ok, test.want)
			}
		})
	}
}
