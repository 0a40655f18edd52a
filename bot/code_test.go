package bot

import (
	"testing"

	"footnote/corpus"
)

func TestCodeBelow(t *testing.T) {
	tests := []struct{ name, sentence, below, want string }{
		{"fence", "Mark it like so:", "\n```go\nmark(it)\n\ndone()\n```\nMore.", "Mark it like so:\n```go\nmark(it)\n\ndone()\n```"},
		{"fence behind a blank line", "Run:", "\n\n~~~\nmake\n~~~\n", "Run:\n\n~~~\nmake\n~~~"},
		{"indented", "Run:", "\n\n    make\n\n    make test\nThen rest.", "Run:\n\n    make\n\n    make test"},
		{"no colon", "Run it.", "\n```\nmake\n```\n", ""},
		{"prose below", "Run this:", "\nOnce a day.", ""},
		{"a fence that never ends", "Run:", "\n```\nmake\n", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			text := test.sentence + test.below
			got, ok := codeBelow(text, corpus.Span{Start: 0, End: len(test.sentence)})
			if ok != (test.want != "") || ok && text[got.Start:got.End] != test.want {
				t.Errorf("got %q, %v; want %q", text[got.Start:max(got.End, 0)], ok, test.want)
			}
		})
	}
}

func TestWithoutBullet(t *testing.T) {
	for quote, want := range map[string]string{"- one": "one", "  * two": "two", "3. three": "3. three", "plain - text": "plain - text", "-": "-"} {
		s := withoutBullet(quote, corpus.Span{Start: 0, End: len(quote)})
		if got := quote[s.Start:s.End]; got != want {
			t.Errorf("%q without its bullet is %q, want %q", quote, got, want)
		}
	}
}

func TestLooksLikeCode(t *testing.T) {
	for text, want := range map[string]bool{
		`cmd.Flags().StringVarP(&name, "name", "n", "", "a name")`:        true,
		"goldmark.WithExtensions(extension.GFM),":                         false,
		"The Shanghai Cooperation Organisation (SCO) was founded (2001).": false,
		"for (i = 0; i < n; i++) { sum += a[i]; }":                        true,
	} {
		if got := looksLikeCode(text); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}
