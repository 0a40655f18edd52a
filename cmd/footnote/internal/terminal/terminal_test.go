package terminal

import (
	"strings"
	"testing"

	"github.com/rivo/uniseg"
	"pgregory.net/rapid"
)

func TestSanitize(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"plain text is kept", "Zwölf Boxkämpfer\tjagen\nViktor 日本", "Zwölf Boxkämpfer\tjagen\nViktor 日本"},
		{"colour", "a\x1b[31mred\x1b[0m", "a\ufffd[31mred\ufffd[0m"},
		{"title", "\x1b]0;pwned\x07", "\ufffd]0;pwned\ufffd"},
		{"C1 as a rune", "\u009b31m", "\ufffd31m"},
		{"C1 as a byte", "\x9b31m", "\ufffd31m"},
		{"backspace and delete", "a\bb\x7f", "a\ufffdb\ufffd"},
		{"line ends", "a\r\nb\rc", "a\nb\ufffdc"},
		{"direction turned round", "pay \u202e001\u202c", "pay \ufffd001\ufffd"},
		{"NUL", "a\x00b", "a\ufffdb"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := Sanitize(test.text); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
	if got := Line(" a\n\x1b[2Jb\t c "); got != "a \ufffd[2Jb c" {
		t.Errorf("Line gives %q", got)
	}
}

func TestNothingHarmfulPasses(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := Sanitize(string(rapid.SliceOf(rapid.Byte()).Draw(t, "bytes")) + rapid.String().Draw(t, "runes"))
		if i := strings.IndexFunc(text, control); i >= 0 {
			t.Errorf("%q holds a control character", text)
		}
		if Sanitize(text) != text {
			t.Errorf("%q changes again", text)
		}
	})
}

func TestWrap(t *testing.T) {
	tests := []struct {
		name         string
		width        int
		text, indent string
		want         string
	}{
		{"no limit", 0, "one two\nthree", "  ", "  one two\n  three"},
		{"words", 22, "the quick brown fox jumps over the lazy dog", "", "the quick brown fox\njumps over the lazy\ndog"},
		{"indent", 24, "the quick brown fox jumps over", "    ", "    the quick brown fox\n    jumps over"},
		{"two columns", 20, "日本語日本語日本語日本語", "", "日本語日本語日本語日\n本語"},
		{"empty lines", 20, "a\n\nb\n", "> ", "> a\n\n> b"},
		{"a word too long", 20, "a Donaudampfschifffahrtsgesellschaft b", "", "a\nDonaudampfschifffahrtsgesellschaft\nb"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := (Style{Width: test.width}).Wrap(test.text, test.indent); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

func TestWrapKeepsWords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.StringMatching(`[a-zé日]{1,12}`), 1, 40).Draw(t, "words")
		width := rapid.IntRange(20, 60).Draw(t, "width")
		wrapped := Style{Width: width}.Wrap(strings.Join(words, " "), "  ")
		unspaced := func(s string) string { return strings.Join(strings.Fields(s), "") }
		if unspaced(wrapped) != strings.Join(words, "") {
			t.Errorf("%q changed to %q", words, wrapped)
		}
		for line := range strings.Lines(wrapped) {
			if w := uniseg.StringWidth(strings.TrimRight(line, "\n")); w > max(width, 26) {
				t.Errorf("a line of %d columns at a width of %d", w, width)
			}
		}
	})
}

func TestMarkdown(t *testing.T) {
	const text = "**Bold** and `code` [1] a ** b ** c"
	if got := (Style{}).Markdown(text); got != text {
		t.Errorf("plain: %q", got)
	}
	want := "\x1b[1mBold\x1b[0m and \x1b[1mcode\x1b[0m \x1b[36m[1]\x1b[0m a ** b ** c"
	if got := (Style{Color: true}).Markdown(text); got != want {
		t.Errorf("colour: %q", got)
	}
}
