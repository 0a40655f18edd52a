package corpus

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// fragments are what random documents are made of.
var fragments = []string{
	"The cat sat on the mat. ", "Mr. Su spoke to the U.S. Secretary. ", "one ", "two, ", "three; ", "\n", "\n\n", "# Title\n\n", "## Part\n",
	"- item\n", "1. first\n", "| a | b |\n", "|---|---|\n", "```\n", "    code()\n", "你好。我来了！", "“Why?” she asked. ", "...", "3.14", ".",
	"supercalifragilisticexpialidocious", "привет, мир. ", "สวัสดี", "👩‍👩‍👧 ", "\t", "Intro:\n", "Subscribe to our newsletter!\n", "a\r\n", "\u00a0",
}

func drawText(t *rapid.T) string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(fragments), 0, 120).Draw(t, "fragments"), "")
}

func drawDocument(t *rapid.T) Document {
	doc := Document{Text: drawText(t), Language: rapid.SampledFrom([]string{"", "en", "de", "zh"}).Draw(t, "language")}
	boundary := func(i int) int {
		for i < len(doc.Text) && !utf8.RuneStart(doc.Text[i]) {
			i++
		}
		return i
	}
	at := boundary(rapid.IntRange(0, len(doc.Text)).Draw(t, "body"))
	doc.Body = at
	for at < len(doc.Text) && rapid.Bool().Draw(t, "more") {
		end := boundary(rapid.IntRange(at, len(doc.Text)).Draw(t, "end"))
		doc.Sections = append(doc.Sections, Section{Title: rapid.SampledFrom([]string{"", "A", "B"}).Draw(t, "title"), Start: at, End: end})
		at = end
	}
	return doc
}

// checkChunks reports what is wrong with the chunks of doc.
func checkChunks(t interface {
	Helper()
	Fatalf(string, ...any)
}, doc Document, chunks []Chunk, limit int) {
	t.Helper()
	covered, prev := doc.Body, Chunk{}
	for i, c := range chunks {
		if c.Start < doc.Body || c.Start >= c.End || c.End > len(doc.Text) || c.Text != doc.Text[c.Start:c.End] {
			t.Fatalf("chunk %d: [%d,%d) of %d bytes", i, c.Start, c.End, len(doc.Text))
		}
		if utf8.ValidString(doc.Text) && !utf8.ValidString(c.Text) {
			t.Fatalf("chunk %d cuts a rune: %q", i, c.Text)
		}
		if n := Tokens(c.Text); n > limit && utf8.RuneCountInString(c.Text) > 1 {
			t.Fatalf("chunk %d has %d tokens, over %d: %q", i, n, limit, c.Text)
		}
		if c.Start > covered && strings.TrimSpace(doc.Text[covered:c.Start]) != "" {
			t.Fatalf("not covered before chunk %d: %q", i, doc.Text[covered:c.Start])
		}
		if c.End <= prev.End || i > 0 && c.Start <= prev.Start {
			t.Fatalf("chunk %d is out of order", i)
		}
		if i > 0 && c.Start < prev.End {
			last := prev.Sentences[len(prev.Sentences)-1]
			if c.Start != last.Start || prev.End != last.End {
				t.Fatalf("chunk %d repeats more than a sentence: %q", i, doc.Text[c.Start:prev.End])
			}
		}
		checkSpans(t, doc.Text, c.Sentences, Span{c.Start, c.End})
		covered, prev = c.End, c
	}
	if strings.TrimSpace(doc.Text[min(covered, len(doc.Text)):]) != "" {
		t.Fatalf("not covered at the end: %q", doc.Text[covered:])
	}
}

// checkSpans reports spans that are out of bounds or order, empty or untrimmed.
func checkSpans(t interface {
	Helper()
	Fatalf(string, ...any)
}, text string, spans []Span, within Span) {
	t.Helper()
	at := within.Start
	for i, sp := range spans {
		if sp.Start < at || sp.Start >= sp.End || sp.End > within.End {
			t.Fatalf("sentence %d: [%d,%d) after %d, within %v", i, sp.Start, sp.End, at, within)
		}
		if s := text[sp.Start:sp.End]; strings.TrimSpace(s) != s {
			t.Fatalf("sentence %d is not trimmed: %q", i, s)
		}
		at = sp.End
	}
}

func TestSplitHoldsTheText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		doc := drawDocument(t)
		limit := rapid.IntRange(1, 250).Draw(t, "limit")
		checkChunks(t, doc, Splitter{MaxTokens: limit}.Split(doc), limit)
	})
}

func FuzzSplit(f *testing.F) {
	f.Add("# Title\n\nMr. Su spoke. He left.\n\n- one\n- two\n", 2, 9, 40, uint8(30))
	f.Add("| a | b |\n|---|---|\n| 1 | 2 |\n```\ncode. Code\n```\n", 0, 0, 0, uint8(3))
	f.Add("你好。“这是什么？”他问。\n\n版权所有", 0, 3, 6, uint8(1))
	f.Add("\xff\xfe.\x80\x80\x80 A", 1, 2, 3, uint8(2))
	f.Fuzz(func(t *testing.T, text string, body, section, end int, limit uint8) {
		doc := Document{Text: text, Body: body, Sections: []Section{{Title: "A", Level: 1, Start: section, End: end}}}
		chunks := Splitter{MaxTokens: int(limit)}.Split(doc)
		if utf8.ValidString(text) && 0 <= body && body <= section && section <= end && end <= len(text) &&
			onBoundary(text, body) && onBoundary(text, section) && onBoundary(text, end) {
			if limit == 0 {
				limit = DefaultMaxTokens
			}
			checkChunks(t, doc, chunks, int(limit))
		}
	})
}

func onBoundary(text string, i int) bool { return i == len(text) || utf8.RuneStart(text[i]) }

func TestTokensOfPartsAreNoFewer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawText(t), drawText(t)
		if whole, parts := Tokens(a+b), Tokens(a)+Tokens(b); whole > parts {
			t.Fatalf("%d tokens of the whole, %d of the parts", whole, parts)
		}
	})
}

func TestSplitBalances(t *testing.T) {
	sentence := "One two three four five six seven eight nine. " // 10 tokens
	doc := Document{Text: strings.Repeat(sentence, 21)}
	chunks := Splitter{}.Split(doc)
	if len(chunks) != 2 {
		t.Fatalf("%d chunks", len(chunks))
	}
	for _, c := range chunks {
		if n := Tokens(c.Text); n < 100 || n > 120 {
			t.Errorf("a chunk of %d tokens", n)
		}
	}
}

func BenchmarkSplit(b *testing.B) {
	texts := map[string]string{
		"prose":  strings.Repeat("The cat, they said, sat on the mat for Mr. Su. It was good, wasn't it? He paid 3.14 for it.\n\n", 20000),
		"line":   strings.Repeat("word and word ", 5<<20/14),
		"rune":   strings.Repeat("字", 5<<20/3),
		"stops":  strings.Repeat(".", 5<<20),
		"breaks": strings.Repeat("\n", 5<<20),
		"digits": strings.Repeat("7", 5<<20),
		"spaced": strings.Repeat(". ", 5<<19),
		"short":  strings.Repeat("a\n", 5<<19),
		"fences": strings.Repeat("~~~ x\n```` y\n", 5<<20/13),
	}
	samples, err := filepath.Glob("testdata/split/documents/*")
	if err != nil {
		b.Fatal(err)
	}
	for _, sample := range samples {
		data, err := os.ReadFile(sample)
		if err != nil {
			b.Fatal(err)
		}
		texts[filepath.Base(sample)] = strings.Repeat(string(data), 1<<20/len(data))
	}
	for name, text := range texts {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				Splitter{}.Split(Document{Text: text})
			}
		})
	}
}
