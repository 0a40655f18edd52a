package snowball_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"footnote/retrieval"
	"footnote/retrieval/snowball"
)

var analyzer = snowball.New()

func tokens(text, language string) (found []retrieval.Token) {
	analyzer.Terms(text, language, func(t retrieval.Token) bool {
		found = append(found, t)
		return true
	})
	return found
}

// terms joins the terms of a text, with stop words in brackets.
func terms(text, language string) string {
	var found []string
	for _, t := range tokens(text, language) {
		if t.Stop {
			t.Term = "(" + t.Term + ")"
		}
		found = append(found, t.Term)
	}
	return strings.Join(found, " ")
}

func TestTerms(t *testing.T) {
	for _, test := range []struct{ language, text, want string }{
		// What words are.
		{"en", "", ""},
		{"en", "?! – … -", ""},
		{"en", "data-hub", "data hub"},
		{"en", "COVID-19 and Covid19", "covid19 covid 19 (and) covid19"},
		{"en", "e-mail, email", "email e mail email"},
		{"en", "F-16", "f16 f 16"},
		{"en", "state-of-the-art", "state (of) (the) art"},
		{"en", "a - b", "(a) b"},
		{"en", "@harbourmaster_7 #Astana", "harbormast 7 astana"},
		{"en", "10.1234/abcd-ef56", "10.1234 abcd ef56"},
		{"en", "www.example.com/a_path", "www exampl com (a) path"},
		{"en", "the U.S. and the U.K.'s", "(the) us (and) (the) uk"},
		{"en", "It ends with a U.", "(it) end (with) (a) u"},
		{"en", "J.R.R. Tolkien", "jrr tolkien"},
		{"en", "C++, C# and C", "c++ c# (and) c"},
		{"en", "See § 3(a).", "see 3 (a)"},
		{"en", "don’t, won't", "(dont) (wont)"},
		{"en", "India's and India’s", "india (and) india"},
		{"en", "O'Brien", "obrien"},
		{"en", "rock 'n' roll", "rock n roll"},
		{"en", "soft\u00adware", "softwar"},
		{"en", "\xff\xfeharbour\xff", "harbor"},
		// Numbers.
		{"en", "90,000 and 90000", "90000 (and) 90000"},
		{"en", "1,190", "1190"},
		{"en", "3.14, 1,190.5", "3.14 1190.5"},
		{"en", "1,2,3", "1,2,3"},
		{"de", "90.000 Menschen, 1.190,5, 3,141", "90000 mensch 1190,5 3,141"},
		{"fr", "3,141 personnes", "3,141 person"},
		{"de", "1’000.5", "1000.5"},
		{"fr", "90\u202f000, 90\u00a0000", "90000 90000"},
		{"en", "in 2024\u00a0100 people", "(in) 2024 100 person"},
		{"en", "the 1990s", "(the) 1990"},
		{"en", "10m² and x²", "10m (and) x"},
		{"en", "٣٤", "34"},
		// Stop words.
		{"en", "What is WHO, and who is IT?", "(what) (is) who (and) (who) (is) it"},
		{"en", "WHAT IS THE CAPITAL", "(what) (is) (the) capit"},
		{"en", "die", "die"},
		{"de", "die", "(die)"},
		{"xx", "what is the capital", "what is the capital"},
		// Stems and spellings.
		{"en", "challenges challenging", "challeng challeng"},
		{"en", "organisation organization organise organizing", "organ organ organ organ"},
		{"en", "colour color, centre centers, defence defense", "color color center center defens defens"},
		{"en", "promise exercise wise", "promis exercis wise"},
		{"en", "children women criteria", "child woman criterion"},
		{"en", "wrote written", "write write"},
		{"en-GB", "challenges", "challeng"},
		{"EN", "challenges", "challeng"},
		{"xx", "challenges", "challenges"},
		{"", "challenges", "challenges"},
		{"de", "Häuser Haus Straße", "haus haus strass"},
		{"es", "naciones unidas", "nacion unid"},
		{"fr", "l’homme, qu'il", "(l) homm (qu) (il)"},
		{"it", "dell'arte", "(dell) arte"},
		{"ru", "библиотеки ещё", "библиотек (ещ)"},
		{"tr", "Ankara'nın İstanbul ILIK", "ankar istanbul ilik"},
		{"sv", "flickorna", "flick"},
		{"nn", "ikkje jentene", "(ikkj) jent"},
		// Scripts.
		{"en", "café Zürich naïve Łódź", "cafe zurich naiv lodz"},
		{"en", "ﬁnance ＡＢＣ", "financ abc"},
		{"zh", "網絡安全", "網絡 絡安 安全"},
		{"zh", "水", "水"},
		{"zh", "第3章 GDP增长", "第 3 章 gdp 增长"},
		{"ja", "コンピュータの", "コン ンピ ピュ ュー ータ タの"},
		{"ko", "한국어", "한국 국어"},
		{"th", "น้ำดี", "น้ํา ําดี"},
		{"el", "Αθήνας", "αθηνα"},
		{"", "Αθήνας", "αθηνασ"},
		{"hi", "हिन्दी", "हिन्दी"},
		{"ar", "كِتَاب", "کتاب"},
		{"ar", "المكتبة مكتبة", "مکتب مکتب"},
		{"fa", "كتاب", "کتاب"},
		// Words cut short.
		{"pl", "biblioteka bibliotekę w książkach", "bibli bibli (w) ksiaz"},
		{"uk", "бібліотека бібліотеку", "біблі біблі"},
		{"cs", "knihovny 1912 led", "kniho 1912 led"},
	} {
		t.Run(test.language+" "+test.text, func(t *testing.T) {
			if got := terms(test.text, test.language); got != test.want {
				t.Errorf("terms of %q in %q are\n%s, want\n%s", test.text, test.language, got, test.want)
			}
		})
	}
}

// TestSameTerm checks pairs that a reader would type for each other.
func TestSameTerm(t *testing.T) {
	for _, test := range []struct{ language, one, other string }{
		{"en", "organisations", "organization"},
		{"en", "modelling", "modeled"},
		{"en", "analyses", "analysis"},
		{"en", "tumours", "tumor"},
		{"en", "theatres", "theater"},
		{"en", "aeroplanes", "airplane"},
		{"en", "analysed", "analyzing"},
		{"en", "improvise", "improvisation"},
		{"en", "precise", "precisely"},
		{"en", "totalling", "totaled"},
		{"en", "programmes", "programs"},
		{"en", "enrolment", "enrollment"},
		{"de", "Universitäten", "Universität"},
		{"de", "GROSSE", "große"},
		{"fr", "nationaux", "nationale"},
		{"es", "canción", "canciones"},
		{"it", "libertà", "liberta"},
		{"pt", "nações", "nacoes"},
		{"ru", "чёрные", "черная"},
		{"pl", "książki", "książkami"},
		{"cs", "založila", "založena"},
		{"hr", "knjižnicu", "knjižnica"},
		{"lv", "bibliotēkas", "bibliotēku"},
		{"ar", "المكتبة", "مكتبة"},
		{"fa", "ايران", "ایران"},
		{"tr", "KAPI", "kapı"},
		{"", "Zürich", "zurich"},
	} {
		if one, other := terms(test.one, test.language), terms(test.other, test.language); one != other {
			t.Errorf("in %q %q becomes %q but %q becomes %q", test.language, test.one, one, test.other, other)
		}
	}
}

func TestSpans(t *testing.T) {
	const text = "The COVID-19 pandemic 網絡安全: India’s"
	var found []string
	for _, token := range tokens(text, "en") {
		found = append(found, text[token.Start:token.End])
	}
	want := []string{"The", "COVID-19", "COVID", "19", "pandemic", "網絡", "絡安", "安全", "India’s"}
	if !slices.Equal(found, want) {
		t.Errorf("tokens stand at %q, want %q", found, want)
	}
}

func TestTermsStops(t *testing.T) {
	for _, text := range []string{"one two three", "e-mail two", "網絡安全"} {
		for most := 1; most <= 3; most++ {
			n := 0
			analyzer.Terms(text, "en", func(retrieval.Token) bool {
				n++
				return n < most
			})
			if n != most {
				t.Errorf("%q: %d tokens after asking for %d", text, n, most)
			}
		}
	}
}

func TestLanguages(t *testing.T) {
	codes := analyzer.Languages()
	if !slices.IsSorted(codes) {
		t.Errorf("Languages() = %v, want them sorted", codes)
	}
	for _, code := range codes {
		stops := 0
		for _, token := range tokens("in i y e a og da и і és ve ja de και في dan ir در של का", code) {
			if token.Stop {
				stops++
			}
		}
		if stops == 0 {
			t.Errorf("%s has no stop words", code)
		}
	}
}

// TestConcurrent shares an analyzer; the race detector watches.
func TestConcurrent(t *testing.T) {
	shared := snowball.New()
	var wg sync.WaitGroup
	for worker := range 4 {
		wg.Go(func() {
			for i := range 500 {
				text, want := fmt.Sprintf("word%d", (i+worker)%100), ""
				shared.Terms(text, "en", func(token retrieval.Token) bool {
					want = token.Term
					return true
				})
				if want != text {
					t.Errorf("%q became %q", text, want)
				}
			}
		})
	}
	wg.Wait()
}

// checkTokens checks what holds of the tokens of any text.
func checkTokens(t interface{ Fatalf(string, ...any) }, text, language string) {
	last := 0
	for _, token := range tokens(text, language) {
		switch {
		case token.Start < last || token.End <= token.Start || token.End > len(text):
			t.Fatalf("%q in %q: %+v begins before %d, or is no part of the text", text, language, token, last)
		case token.Term == "" || !utf8.ValidString(token.Term) && utf8.ValidString(text):
			t.Fatalf("%q in %q: bad term in %+v", text, language, token)
		case strings.ContainsAny(token.Term, " \t\n"):
			t.Fatalf("%q in %q: a space in %+v", text, language, token)
		case utf8.ValidString(text) && !utf8.ValidString(text[token.Start:token.End]):
			t.Fatalf("%q in %q: %+v cuts a character", text, language, token)
		}
		last = token.Start
	}
}

func TestTokensOfAnyText(t *testing.T) {
	languages := append(analyzer.Languages(), "", "zh")
	pieces := []string{"e", "E", "ß", "İ", "'", "’", "-", ".", ",", " ", "\u00a0", "1", "000", "水", "ー", "é", "e\u0301", "#", "++", "s", "\u00ad", "น้"}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOf(rapid.SampledFrom(pieces)).Draw(t, "pieces"), "")
		checkTokens(t, text, rapid.SampledFrom(languages).Draw(t, "language"))
	})
}

func FuzzTerms(f *testing.F) {
	for _, text := range []string{"", "The U.S. don't e-mail 90,000 C++", "l'été à 3.14", "網絡安全 น้ำ", "\xff\xfe", "a\u0301\u0301-b", "1’000.5", "ß\u00a0000", strings.Repeat("x", 200)} {
		f.Add(text, "en")
		f.Add(text, "tr")
	}
	f.Fuzz(func(t *testing.T, text, language string) { checkTokens(t, text, language) })
}

func BenchmarkTerms(b *testing.B) {
	text := strings.Repeat("The organisation's data-hubs described four challenges of cybersecurity in 2024. ", 10)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		analyzer.Terms(text, "en", func(retrieval.Token) bool { return true })
	}
}
