package snowball

import (
	_ "embed"
	"strings"
)

// british lists British spellings and the American ones, as beginnings of
// words: the longest that fits counts.
//
//go:embed english/british.txt
var british string

// irregular lists words with the inflected forms that no rule would lead back.
//
//go:embed english/irregular.txt
var irregular string

// newEnglishSpelling returns a function that gives words that differ by the
// Atlantic, or by an irregular inflection, the same spelling.
func newEnglishSpelling() func(string) string {
	american, base := map[string]string{}, map[string]string{}
	for line := range strings.Lines(british) {
		pair := strings.Fields(line)
		american[pair[0]] = pair[1]
	}
	for line := range strings.Lines(irregular) {
		forms := strings.Fields(line)
		for _, form := range forms[1:] {
			base[form] = forms[0]
		}
	}
	return func(word string) string {
		if b, ok := base[word]; ok {
			return b
		}
		for n := len(word); n >= 4; n-- {
			if a, ok := american[word[:n]]; ok {
				word = a + word[n:]
				break
			}
		}
		return withZ(word)
	}
}

// withZ spells organise, organising and organisation with a z.
func withZ(word string) string {
	if strings.Contains(word, "isation") {
		return strings.Replace(word, "isation", "ization", 1)
	}
	for _, ending := range []string{"ise", "ised", "ises", "iser", "isers", "ising"} {
		stem, ok := strings.CutSuffix(word, ending)
		if ok && len(stem) >= 3 && !endsWithAny(stem, keepS) {
			return stem + "iz" + ending[2:]
		}
	}
	return word
}

// keepS are ends of words after which -ise is no suffix: exercise, promise,
// surprise, advertise, television and the like.
var keepS = []string{
	"a", "o", "u", "erc", "exc", "prec", "conc", "inc", "xpert", "vert", "prem", "prom", "dem", "surm", "chem",
	"pr", "gu", "adv", "dev", "rev", "superv", "telev", "prov", "improv", "franch", "merchand", "parad", "desp",
	"cert", "mort", "treat", "like", "other", "clock", "length",
}

func endsWithAny(s string, endings []string) bool {
	for _, e := range endings {
		if strings.HasSuffix(s, e) {
			return true
		}
	}
	return false
}
