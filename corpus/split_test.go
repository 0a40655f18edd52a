package corpus

import (
	"os"
	"path/filepath"
	"slices"
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

// sentenceOf makes a sentence of n tokens that starts with name.
func sentenceOf(name string, n int) string {
	return name + strings.Repeat(" word", n-2) + ". "
}

func TestSplitKeepsTogether(t *testing.T) {
	rows := strings.Repeat("| a cell with words | another cell with words | 12 |\n", 30)
	lines := strings.Repeat("    call(argument)\n", 12)
	tests := []struct {
		name, text string
		together   [2]string // one chunk holds both
	}{
		{"a list and its introduction", sentenceOf("A", 60) + "\n\n" + sentenceOf("B", 60) + "\n\nThe steps are these:\n\n- " + sentenceOf("one", 40) + "\n- " + sentenceOf("two", 40), [2]string{"The steps", "- one"}},
		{"the head of a table and its first row", sentenceOf("A", 170) + "\n\n| Name | Value | Count |\n|---|---|---|\n" + rows, [2]string{"| Name", "| a cell"}},
		{"a block of code", sentenceOf("A", 120) + "\n\n```\nfirst(line)\n" + lines + "last(line)\n```\n\n" + sentenceOf("B", 90), [2]string{"first(line)", "last(line)"}},
		{"an underlined heading and its text", sentenceOf("A", 190) + "\n\nPart\n====\n\n" + sentenceOf("B", 50), [2]string{"Part", "B word"}},
		{"a heading and its text", sentenceOf("A", 190) + "\n\n## Part\n\n" + sentenceOf("B", 50), [2]string{"## Part", "B word"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := Document{Text: tt.text}
			chunks := Splitter{}.Split(doc)
			checkChunks(t, doc, chunks, DefaultMaxTokens)
			if len(chunks) < 2 {
				t.Fatalf("only %d chunk", len(chunks))
			}
			for _, c := range chunks {
				if strings.Contains(c.Text, tt.together[0]) && strings.Contains(c.Text, tt.together[1]) {
					return
				}
			}
			for _, c := range chunks {
				t.Logf("%q", c.Text)
			}
			t.Errorf("%q are not together", tt.together)
		})
	}
}

// headed makes a document of sections, whose titles are the texts' first lines.
func headed(parts ...string) Document {
	var doc Document
	for _, p := range parts {
		title, _, _ := strings.Cut(p, "\n")
		level := len(title) - len(strings.TrimLeft(title, "#"))
		start := len(doc.Text)
		doc.Text += p + "\n\n"
		doc.Sections = append(doc.Sections, Section{Title: strings.Trim(title, "# "), Level: level, Start: start, End: len(doc.Text)})
	}
	return doc
}

func TestSplitSections(t *testing.T) {
	tests := []struct {
		name string
		doc  Document
		want []string // the sections of the chunks
	}{
		{"big ones alone", headed("# A\n"+sentenceOf("A", 50), "# B\n"+sentenceOf("B", 50), "# C\n"+sentenceOf("C", 50)), []string{"A", "B", "C"}},
		{"small ones together", headed("# A\n"+sentenceOf("A", 5), "# B\n"+sentenceOf("B", 5), "# C\n"+sentenceOf("C", 5)), []string{"A"}},
		{"small ones apart from big ones", headed("# A\n"+sentenceOf("A", 5), "# B\n"+sentenceOf("B", 50), "# C\n"+sentenceOf("C", 5)), []string{"A", "B", "C"}},
		{"a title with the first part", headed("# A", "## B\n"+sentenceOf("B", 50), "## C\n"+sentenceOf("C", 50)), []string{"B", "C"}},
		{"a short introduction with the first part", headed("# A\n"+sentenceOf("A", 5), "## B\n"+sentenceOf("B", 50)), []string{"A"}},
		{"nothing to quote with the part before", headed("# A\n"+sentenceOf("A", 50), "# B\nAll rights reserved."), []string{"A"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			chunks := Splitter{}.Split(tt.doc)
			checkChunks(t, tt.doc, chunks, DefaultMaxTokens)
			var got []string
			for i, c := range chunks {
				got = append(got, c.Section)
				if i > 0 && c.Start < chunks[i-1].End {
					t.Errorf("chunk %d repeats the end of another section: %q", i, c.Text)
				}
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("sections %q, want %q", got, tt.want)
			}
		})
	}
}

func TestSplitRepeatsOneSentence(t *testing.T) {
	for size, repeats := range map[int]bool{30: true, 45: true, 60: false} {
		doc := Document{Text: strings.Repeat(sentenceOf("A", size), 20)}
		chunks := Splitter{}.Split(doc)
		checkChunks(t, doc, chunks, DefaultMaxTokens)
		if len(chunks) < 3 {
			t.Fatalf("sentences of %d tokens make %d chunks", size, len(chunks))
		}
		for i, c := range chunks[1:] {
			if (c.Start < chunks[i].End) != repeats {
				t.Errorf("sentences of %d tokens: chunk %d starts at %d, the one before ends at %d", size, i+1, c.Start, chunks[i].End)
			}
		}
	}
}

func TestSplitLeavesFrontMatterOut(t *testing.T) {
	doc := Document{Text: "---\ntitle: A\n---\nThe body.", Body: 17}
	chunks := Splitter{}.Split(doc)
	if len(chunks) != 1 || chunks[0].Text != "The body." || chunks[0].Start != 17 {
		t.Errorf("%+v", chunks)
	}
	for _, empty := range []Document{{}, {Text: " \n"}, {Text: "abc", Body: 3}, {Text: "abc", Body: 9}} {
		if chunks := (Splitter{}).Split(empty); len(chunks) != 0 {
			t.Errorf("%+v: %+v", empty, chunks)
		}
	}
}

func BenchmarkSplit(b *testing.B) {
	texts := map[string]string{
		"prose":   strings.Repeat("The cat, they said, sat on the mat for Mr. Su. It was good, wasn't it? He paid 3.14 for it.\n\n", 20000),
		"line":    strings.Repeat("word and word ", 5<<20/14),
		"rune":    strings.Repeat("字", 5<<20/3),
		"stops":   strings.Repeat(".", 5<<20),
		"breaks":  strings.Repeat("\n", 5<<20),
		"digits":  strings.Repeat("7", 5<<20),
		"spaced":  strings.Repeat(". ", 5<<19),
		"short":   strings.Repeat("a\n", 5<<19),
		"items":   strings.Repeat("- a\n", 5<<20/4),
		"credits": strings.Repeat("The people of the town. Photo credit: Jane\n\n", 5<<20/45),
		"blanks":  strings.Repeat("a."+strings.Repeat(" ", 1<<20)+strings.Repeat("der 2. Weg ", 1000), 4),
		"openers": strings.Repeat("a. ((((((((", 5<<20/11),
		"fences":  strings.Repeat("~~~ x\n```` y\n", 5<<20/13),
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
