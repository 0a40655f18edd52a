package gate

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

const quotedPassage = "The old mill was built in 1852 by the *Weaver* family — “a place of dust and noise”, as one visitor wrote. " +
	"It was not re­stored until 1990; the ﬁrst wheel turns again.\nChildren's tours start at noon."

func TestQuoteStands(t *testing.T) {
	for _, x := range []struct {
		quote, want string // want is what the span covers; "" if it does not stand
	}{
		{"The old mill was built in 1852", "The old mill was built in 1852"},
		{"the OLD mill  was\nbuilt in 1852.", "The old mill was built in 1852"},
		{"built in 1852 by the Weaver family", "built in 1852 by the *Weaver* family"},
		{`family - "a place of dust and noise"`, "family — “a place of dust and noise"},
		{"It was not restored until 1990", "It was not re­stored until 1990"},
		{"the first wheel turns again", "the ﬁrst wheel turns again"},
		{"Children’s tours start at noon", "Children's tours start at noon"},
		{"The old mill ... a place of dust and noise", "The old mill was built in 1852 by the *Weaver* family — “a place of dust and noise"},
		{"The old mill […] dust and noise", "The old mill was built in 1852 by the *Weaver* family — “a place of dust and noise"},
		{"a place of dust and noise ... The old mill", ""},
		{"The old mill was built in 1852 by them", "The old mill was built in 1852 by the"},
		{"The old mill was torn down in 1852", ""},
		{"It was restored in 1990", ""},
		{"old mill", ""},
		{"the mill", ""},
		{"", ""},
		{"...", ""},
		{"****", ""},
	} {
		span, ok := quoteStands(x.quote, quotedPassage)
		got := ""
		if ok {
			got = quotedPassage[span.Start:span.End]
		}
		if got != x.want {
			t.Errorf("%q stands as %q, want %q", x.quote, got, x.want)
		}
	}
}

// What is cut from a passage stands in it, with its own bytes.
func TestCutQuoteStands(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.SampledFrom(strings.Fields(quotedPassage)), 4, 40).Draw(t, "words")
		first := rapid.IntRange(0, len(words)-1).Draw(t, "first")
		passage, quote := strings.Join(words, " "), strings.Join(words[first:], " ")
		span, ok := quoteStands(quote, passage)
		if size := len(plainOf(quote).runes); ok != (size >= leastQuote) {
			t.Fatalf("%q of %q: %v", quote, passage, ok)
		}
		if ok && len(plainOf(passage[span.Start:span.End]).runes) < leastQuote*85/100 {
			t.Fatalf("%q stands as %q", quote, passage[span.Start:span.End])
		}
	})
}

func TestQuotedClaims(t *testing.T) {
	for _, x := range []struct {
		statement string
		stands    bool
	}{
		{"A visitor called it “a place of dust and noise”.", true},
		{`A visitor called it "a place of dust and noise."`, true},
		{"A visitor called it “a place of joy and light”.", false},
		{"A visitor called it 'a place of joy and light', twice.", false},
		{"It was called “the mill”.", true}, // two words are a name
		{"The family's mill and the visitors' tours start at noon.", true},
		{"Er nannte sie „ein Ort des Glücks“.", false},
		{"Il l'appelle « un lieu de joie ».", false},
	} {
		if fault := checkQuoted(x.statement, []string{quotedPassage}); (fault == "") != x.stands {
			t.Errorf("%q: %q", x.statement, fault)
		}
	}
}

func FuzzQuoteStands(f *testing.F) {
	f.Add("a place of dust", quotedPassage)
	f.Add("…", "…")
	f.Add("ﬁﬁﬁﬁﬁﬁﬁ", "fifififififififi")
	f.Add("\xff\xfe0123456789012", "0123456789012\xff")
	f.Fuzz(func(t *testing.T, quote, passage string) {
		span, ok := quoteStands(quote, passage)
		if ok && (span.Start < 0 || span.End > len(passage) || span.Start >= span.End) {
			t.Fatalf("%q in %q: %v", quote, passage, span)
		}
		quoted(quote)
	})
}

func BenchmarkQuoteStands(b *testing.B) {
	passage := strings.Repeat(quotedPassage, 8)
	for b.Loop() {
		for range 16 {
			quoteStands("no such words stand anywhere in the old passage", passage)
		}
	}
}
