package phrases

import (
	"slices"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// A grammar is what must be known of a language to say something in it.
type grammar struct {
	code string
	// locales are Discord's codes, other than those of English.
	locales []string
	// cardinal and ordinal are the forms that words have beside quantities and
	// ranks.
	cardinal, ordinal []plural.Form
}

// grammars are the languages that the bot speaks. The first steps in for others.
func grammars() []grammar {
	two := []plural.Form{plural.One, plural.Other}
	one := []plural.Form{plural.Other}
	return []grammar{
		{"en", nil, two, []plural.Form{plural.One, plural.Two, plural.Few, plural.Other}},
		{"ru", []string{"ru"}, []plural.Form{plural.One, plural.Few, plural.Many}, one},
		{"zh", []string{"zh-CN", "zh-TW"}, one, one},
		{"de", []string{"de"}, two, one},
		{"es", []string{"es-ES", "es-419"}, two, one},
		{"fr", []string{"fr"}, two, two},
	}
}

// codeOf is the language of one of Discord's locales, such as es-419.
func codeOf(locale string) string {
	code, _, _ := strings.Cut(strings.ToLower(locale), "-")
	return code
}

// form is the index of the form that goes with a number.
func (g grammar) form(rank bool, n int) int {
	rules, forms := plural.Cardinal, g.cardinal
	if rank {
		rules, forms = plural.Ordinal, g.ordinal
	}
	// The rules look at the last digits alone.
	if n %= 1_000_000; n < 0 {
		n = -n
	}
	match := rules.MatchPlural(language.Make(g.code), n, 0, 0, 0, 0)
	if i := slices.Index(forms, match); i >= 0 {
		return i
	}
	return len(forms) - 1
}
