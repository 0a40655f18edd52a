package snowball

import (
	"embed"
	"strings"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/arabic"
	"github.com/blevesearch/snowballstem/danish"
	"github.com/blevesearch/snowballstem/dutch"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/german"
	"github.com/blevesearch/snowballstem/hungarian"
	"github.com/blevesearch/snowballstem/italian"
	"github.com/blevesearch/snowballstem/norwegian"
	"github.com/blevesearch/snowballstem/portuguese"
	"github.com/blevesearch/snowballstem/romanian"
	"github.com/blevesearch/snowballstem/russian"
	"github.com/blevesearch/snowballstem/spanish"
	"github.com/blevesearch/snowballstem/swedish"
	"github.com/blevesearch/snowballstem/turkish"
)

// An apostrophe is what a language uses it for.
type apostrophe uint8

const (
	// apostropheJoins as in don't, with the 's of a genitive cut off.
	apostropheJoins apostrophe = iota
	// apostropheSplits as in l'homme and dell'arte.
	apostropheSplits
	// apostropheEnds a name in front of its endings, as in Ankara'nın.
	apostropheEnds
)

// A language analyses words. One without a stemmer only folds them and may cut
// them short.
type language struct {
	stem func(*snowballstem.Env) bool
	// letters is how many letters of a word count, 0 if all do.
	letters    int
	apostrophe apostrophe
	turkish    bool
	// thousands is the sign that groups digits, beside spaces and apostrophes.
	thousands string
	// spelling brings a word into its usual spelling, or an irregular form to
	// its base, before it is stemmed.
	spelling func(string) string

	stops map[string]bool
	words cache
}

//go:embed stopwords/*.txt
var stopLists embed.FS

func newLanguages() map[string]*language {
	norwegianWords := &language{stem: norwegian.Stem, thousands: "."}
	all := map[string]*language{
		"ar": {stem: arabic.Stem},
		"da": {stem: danish.Stem, thousands: "."},
		"de": {stem: german.Stem, thousands: "."},
		"en": {stem: english.Stem, spelling: newEnglishSpelling(), thousands: ","},
		"es": {stem: spanish.Stem, thousands: "."},
		"fa": {},
		"fr": {stem: french.Stem, apostrophe: apostropheSplits},
		"he": {thousands: ","},
		"hi": {thousands: ","},
		"hu": {stem: hungarian.Stem, thousands: "."},
		"it": {stem: italian.Stem, apostrophe: apostropheSplits, thousands: "."},
		"nb": norwegianWords,
		"nl": {stem: dutch.Stem, thousands: "."},
		"nn": norwegianWords,
		"no": norwegianWords,
		"pt": {stem: portuguese.Stem, thousands: "."},
		"ro": {stem: romanian.Stem, thousands: "."},
		"ru": {stem: russian.Stem, spelling: withoutYo},
		"sv": {stem: swedish.Stem},
		"tr": {stem: turkish.Stem, apostrophe: apostropheEnds, turkish: true, thousands: "."},
	}
	for _, code := range cutShort {
		all[code] = &language{letters: stemLetters, thousands: "."}
	}
	for code, l := range all {
		if l.stops == nil {
			l.stops = stopWords(code)
		}
	}
	return all
}

// cutShort are languages that put endings to their words and that Snowball has
// no stemmer for, or in Finnish one that finds less. The beginnings of their
// words stand for the stems, which is as good as the stemmers that others have
// written for some of them: docs/languages.md.
var cutShort = []string{
	"be", "bg", "ca", "cs", "el", "et", "eu", "fi", "gl", "hr", "id", "lt", "lv", "mk", "pl", "sk", "sl", "sr", "uk",
}

// stemLetters is how long the beginning is that stands for a stem. From 4 to 6
// the ranking hardly differs; shorter ones mix more words up.
const stemLetters = 5

func stopWords(code string) map[string]bool {
	if code == "nb" || code == "nn" {
		code = "no"
	}
	text, err := stopLists.ReadFile("stopwords/" + code + ".txt")
	if err != nil {
		panic("snowball: no stop words for " + code)
	}
	stops := map[string]bool{}
	for word := range strings.FieldsSeq(string(text)) {
		stops[word] = true
	}
	return stops
}

// longest is the length in bytes above which something is no word of any
// language, but rather a key or a picture in letters. It is not stemmed, and
// not worth a place in the cache.
const longest = 128

// entry is what a word comes to, from the cache where possible.
func (l *language) entry(surface string) *entry {
	if len(surface) > longest {
		return &entry{term: fold(normalize(surface, l.turkish))}
	}
	return l.words.get(surface, l.analyze)
}

func (l *language) analyze(surface string) entry {
	word := normalize(surface, l.turkish)
	if n, ok := l.number(word); ok {
		return entry{term: n}
	}
	stop := l.stops[word]
	word = l.bare(word)
	stop = stop || l.stops[word]
	if l.spelling != nil {
		word = l.spelling(word)
	}
	if l.stem != nil && !strings.ContainsAny(word, "0123456789+#") {
		env := snowballstem.NewEnv(word)
		l.stem(env)
		word = env.Current()
	}
	return entry{term: beginning(fold(word), l.letters), stop: stop}
}

// beginning is the first letters of a word that is longer; 0 letters are all.
func beginning(word string, letters int) string {
	if letters == 0 || len(word) <= letters {
		return word
	}
	for at := range word {
		if letters == 0 {
			return word[:at]
		}
		letters--
	}
	return word
}

// bare takes apostrophes and the dots of acronyms out of a word.
func (l *language) bare(word string) string {
	if before, _, ok := strings.Cut(word, "'"); ok {
		if l.apostrophe == apostropheEnds || strings.HasSuffix(word, "'s") && len(before) == len(word)-2 {
			word = before
		}
		word = strings.ReplaceAll(word, "'", "")
	}
	return strings.ReplaceAll(word, ".", "")
}

// number gives a word that starts with a digit the form it shares with other
// spellings of the same number.
func (l *language) number(word string) (string, bool) {
	if word[0] < '0' || word[0] > '9' {
		return "", false
	}
	word = strings.TrimSuffix(word, "'s")
	if whole, ok := strings.CutSuffix(word, "s"); ok && strings.Trim(whole, digits) == "" {
		word = whole // the 1990s
	}
	return fold(ungrouped(word, l.thousands+"' ")), true
}

const digits = "0123456789"

// ungrouped takes the sign out of a number that groups its digits, if it is one
// of signs and always has three digits behind it.
func ungrouped(number, signs string) string {
	i := strings.IndexAny(number, "., '")
	if i < 0 || !strings.Contains(signs, number[i:i+1]) {
		return number
	}
	groups := strings.Split(number[i+1:], number[i:i+1])
	last := groups[len(groups)-1]
	whole := strings.TrimRight(strings.TrimRight(last, digits), ".,")
	if whole == "" || strings.Trim(whole, digits) != "" {
		whole = last
	}
	groups[len(groups)-1] = whole
	for _, group := range groups {
		if len(group) != 3 || strings.Trim(group, digits) != "" {
			return number
		}
	}
	return number[:i] + strings.Join(groups, "") + last[len(whole):]
}

// withoutYo spells Russian as most do, without the letter ё.
func withoutYo(word string) string { return strings.ReplaceAll(word, "ё", "е") }
