package lexicon

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// sample has more words than a block, senses of all kinds and pairs out of order.
func sample() Contents {
	c := Contents{
		Derived:   []Pair{{5, 1}, {0, 2}, {0, 1}, {5, 1}},
		Antonyms:  []Pair{{3, 4}},
		Opposites: []Pair{{7, 8}},
		Hypernyms: []Pair{{1, 100}, {2, 100}, {2, 101}},
		Similar:   []Pair{{9, 10}},
		Entailed:  []Pair{{11, 12}},
		Irregular: [partsOfSpeech][]Pair{{{1, 2}}, {{3, 4}}, {{5, 6}}, {{7, 8}}},
	}
	for i := range 40 {
		c.Words = append(c.Words, fmt.Sprintf("word%02d", i))
		var senses []Sense
		for s := range i % 3 {
			senses = append(senses, Sense{Synset: i * s, Part: 1 << (i % partsOfSpeech), Frequent: s == 1})
		}
		c.Senses = append(c.Senses, senses)
	}
	return c
}

func encoded(t testing.TB, c Contents) string {
	t.Helper()
	file, err := Encode(c)
	if err != nil {
		t.Fatal(err)
	}
	return string(file)
}

func TestRoundTrip(t *testing.T) {
	c := sample()
	file := encoded(t, c)
	if err := Verify(file); err != nil {
		t.Fatal(err)
	}
	l, err := Open(file)
	if err != nil {
		t.Fatal(err)
	}
	next := 0
	for i, want := range c.Senses {
		low, high := l.Senses(i)
		if low != next || high != next+len(want) {
			t.Fatalf("the senses of word %d are %d to %d", i, low, high)
		}
		for s := low; s < high; s++ {
			if got := l.Sense(s); got != want[s-low] {
				t.Errorf("sense %d is %+v, want %+v", s, got, want[s-low])
			}
			if got := l.WordOf(s); got != i {
				t.Errorf("sense %d is of word %d, want %d", s, got, i)
			}
		}
		next = high
	}
	if got := all(l.Derived); !slices.Equal(got, []Pair{{0, 1}, {0, 2}, {5, 1}}) {
		t.Errorf("the derived words are %v", got)
	}
	for name, table := range map[string]struct {
		got  Pairs
		want []Pair
	}{
		"antonyms": {l.Antonyms, c.Antonyms}, "opposites": {l.Opposites, c.Opposites},
		"hypernyms": {l.Hypernyms, c.Hypernyms}, "similar": {l.Similar, c.Similar},
		"entailed": {l.Entailed, c.Entailed}, "nouns": {l.Irregular(Noun), c.Irregular[0]},
		"adverbs": {l.Irregular(Adverb), c.Irregular[3]}, "no part": {l.Irregular(0), nil},
	} {
		if got := all(table.got); !slices.Equal(got, table.want) {
			t.Errorf("%s: %v, want %v", name, got, table.want)
		}
	}
}

func all(p Pairs) []Pair {
	var pairs []Pair
	for i := range p.Len() {
		pairs = append(pairs, p.At(i))
	}
	return pairs
}

// TestWords: each word is found under its number and no other string is found.
func TestWords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfNDistinct(rapid.StringMatching(`[ab]{1,9}c?`), 0, 60, rapid.ID[string]).Draw(t, "words")
		slices.Sort(words)
		file, err := Encode(Contents{Words: words, Senses: make([][]Sense, len(words))})
		if err != nil {
			t.Fatal(err)
		}
		l, err := Open(string(file))
		if err != nil {
			t.Fatal(err)
		}
		for i, word := range words {
			if got := l.Text(i); got != word {
				t.Fatalf("word %d is %q, want %q", i, got, word)
			}
		}
		for _, word := range append(words, rapid.SliceOfN(rapid.StringMatching(`[ab]{0,9}c?`), 20, 20).Draw(t, "others")...) {
			want, known := slices.BinarySearch(words, word)
			if got, ok := l.Find(word); ok != known || ok && got != want {
				t.Fatalf("%q is word %d, %v; want %d, %v", word, got, ok, want, known)
			}
		}
	})
}

func TestPairsFrom(t *testing.T) {
	l, err := Open(encoded(t, sample()))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ low, high, want int }{
		{0, 1, 0}, {1, 2, 1}, {2, 3, 2}, {1, 3, 3}, {0, 99, 3}, {3, 99, 0}, {2, 2, 0},
	} {
		if got := l.Hypernyms.From(c.low, c.high).Len(); got != c.want {
			t.Errorf("%d pairs start from %d to %d, want %d", got, c.low, c.high, c.want)
		}
	}
}

func TestEncodeRefuses(t *testing.T) {
	for name, c := range map[string]Contents{
		"senses of no word":  {Senses: make([][]Sense, 1)},
		"words in disorder":  {Words: []string{"b", "a"}, Senses: make([][]Sense, 2)},
		"a word twice":       {Words: []string{"a", "a"}, Senses: make([][]Sense, 2)},
		"an empty word":      {Words: []string{""}, Senses: make([][]Sense, 1)},
		"a word too long":    {Words: []string{strings.Repeat("a", 256)}, Senses: make([][]Sense, 1)},
		"no part of speech":  {Words: []string{"a"}, Senses: [][]Sense{{{Synset: 1}}}},
		"two of them":        {Words: []string{"a"}, Senses: [][]Sense{{{Part: Noun | Verb}}}},
		"a synset too large": {Words: []string{"a"}, Senses: [][]Sense{{{Part: Noun, Synset: 1 << 22}}}},
		"a number too large": {Similar: []Pair{{0, 1 << 24}}},
		"a negative number":  {Similar: []Pair{{-1, 0}}},
	} {
		if _, err := Encode(c); err == nil {
			t.Errorf("%s: encoded", name)
		}
	}
}

func TestVerifyFindsAnyChange(t *testing.T) {
	file := []byte(encoded(t, sample()))
	for i := range file {
		file[i] ^= 1
		if Verify(string(file)) == nil {
			t.Errorf("byte %d was changed unnoticed", i)
		}
		file[i] ^= 1
	}
}

// FuzzOpen: whatever a file holds, it is refused or looked up in without a panic.
func FuzzOpen(f *testing.F) {
	file := encoded(f, sample())
	f.Add(file, 0)
	f.Add(file[:headerSize], 1)
	for i := headerSize; i < len(file); i += 7 {
		f.Add(file[:i]+"\xff"+file[i+1:], i)
	}
	f.Fuzz(func(t *testing.T, file string, n int) {
		l, err := Open(file)
		if err != nil {
			return
		}
		for _, i := range []int{n, 0, 1, 15, 16, 39, 40, -1} {
			l.Find(l.Text(i) + "x")
			low, high := l.Senses(i)
			if high > len(file) {
				t.Fatalf("word %d has senses up to %d", i, high)
			}
			l.Sense(low)
			l.WordOf(i)
			l.Derived.From(i, i+1).At(0)
			l.Irregular(Verb).From(low, high).Len()
		}
	})
}
