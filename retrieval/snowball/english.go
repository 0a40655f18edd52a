package snowball

import (
	_ "embed"
	"slices"
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
	for _, ending := range sEndings {
		stem, ok := strings.CutSuffix(word, ending)
		if ok && len(stem) >= 3 && !endsWithAny(stem, keepS) {
			return stem + "iz" + ending[2:]
		}
	}
	return word
}

var sEndings = []string{"ise", "ised", "ises", "iser", "isers", "ising", "isation", "isations", "isational"}

// keepS are ends of what comes before -ise where it is no suffix, so that
// exercise, precise and revise stay beside precisely and revision.
var keepS = []string{
	"a", "o", "u", "w", "erc", "exc", "prec", "conc", "inc", "circumc", "xpert", "vert", "prem", "prom", "dem", "surm",
	"pr", "nr", "adv", "dev", "rev", "superv", "telev", "improv", "franch", "merchand", "parad", "desp", "treat",
}

func endsWithAny(s string, endings []string) bool {
	return slices.ContainsFunc(endings, func(e string) bool { return strings.HasSuffix(s, e) })
}
