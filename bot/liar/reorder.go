package liar

import (
	"regexp"
	"strings"
)

var (
	// leadingTime begins a sentence with a time or place.
	leadingTime = regexp.MustCompile(`^((?:In|On|During|By|Since|Until|At|Throughout) [^,]{3,50}), ([^,]+)$`)
	// leadingClause begins it with a clause.
	leadingClause = regexp.MustCompile(`^((?:Although|Though|While|Because|When|After|Before|If|Despite|Due to|Along with|Unlike|According to|Until) [^,]+), ([^,]+)$`)
	// trailingTime ends a plain passive with a year.
	trailingTime = regexp.MustCompile(`^((?:[^,]+) (?:was|were) (\p{Ll}+)(?: (?:in|at|by) (?:the )?(?:\p{Lu}[\p{L}'-]*)(?: \p{Lu}[\p{L}'-]*)*)?) ((?:in|on) (?:\p{Lu}\p{Ll}+ )?(?:\d{1,2}, )?\d{4})$`)
	// trailingClause ends it with a clause.
	trailingClause = regexp.MustCompile(`^([^,]+?),? ((?:because|although|though) [^,]+)$`)
	// enumeration is a list of four names or more.
	enumeration = regexp.MustCompile(`\b(include|including|are|such as|like|namely|of) ((?:\p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+)*, ){2,}\p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+)*),? and (\p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+)*)$`)
)

// reorder moves a leading part to the end or a trailing one to the front.
func reorder(_ *guesser, p *page, s *sentence) []candidate {
	text := s.body()
	if dangling[strings.Trim(strings.Fields(text)[0], ",")] {
		return nil
	}
	var list []candidate
	add := func(t, change string) {
		list = append(list, candidate{text: capital(t) + ".", change: change})
	}
	if m := leadingTime.FindStringSubmatch(text); m != nil && isPlainMain(m[2]) && !isDoing(m[1]) && !holdsAny(m[2], timeWords) && !yearOrNumber.MatchString(m[2]) {
		if lead, ok := p.world.uncapital(m[1]); ok {
			add(m[2]+" "+lead, "leading time moved to the end")
		}
	}
	if m := leadingClause.FindStringSubmatch(text); m != nil && isMain(m[2]) {
		lead := strings.ToLower(m[1][:1]) + m[1][1:]
		add(m[2]+comma(lead)+lead, "leading clause moved to the end")
	}
	if m := trailingTime.FindStringSubmatch(text); m != nil && !s.leans {
		_, known := words().participles[m[2]]
		subject, _, _ := strings.Cut(m[1], " was ")
		if main, ok := p.world.uncapital(m[1]); ok && known && isPlainNoun(strings.Split(subject, " were ")[0]) {
			add(m[3]+", "+main, "trailing date moved to the front")
		}
	}
	if m := trailingClause.FindStringSubmatch(text); m != nil && !strings.Contains(m[2], "because of") && isMain(m[1]) && !holdsAny(m[1], negations) && !s.leans {
		if main, ok := p.world.uncapital(m[1]); ok {
			add(m[2]+", "+main, "trailing clause moved to the front")
		}
	}
	if m := enumeration.FindStringSubmatchIndex(text); m != nil && !s.leans && !strings.Contains(text, "respectively") {
		names, last := strings.Split(text[m[4]:m[5]], ", "), text[m[6]:m[7]]
		end := names[len(names)-1]
		front := append([]string{last}, names[:len(names)-1]...)
		add(text[:m[4]]+strings.Join(front, ", ")+" and "+end, "list in another order")
	}
	return list
}

var (
	timeWords    = set("before after since until later now then today already still year years month day century decade")
	yearOrNumber = regexp.MustCompile(`\d{3}`)
	negations    = set("not no never without neither nor none hardly cannot nothing nobody didn't wasn't")
	saying       = set("said says say believed argued claimed told stated and but or to")
)

// comma returns what parts a trailing clause from the main one.
func comma(clause string) string {
	for _, w := range []string{"although", "though", "while", "unlike", "according", "along", "despite"} {
		if strings.HasPrefix(clause, w) {
			return ", "
		}
	}
	return " "
}

// isMain reports whether the text can be a main clause, moved as a whole.
func isMain(text string) bool {
	f := strings.Fields(text)
	first := strings.ToLower(f[0])
	return len(f) >= 4 && !pronouns[first] && !dangling[capital(first)] && first != "and" && first != "but" &&
		!subordinators[first] && isClause(text) && !holdsAny(text, subordinators)
}

// isPlainMain is stricter: one verb, to which alone an adverbial can belong.
func isPlainMain(text string) bool {
	return isMain(text) && !holdsAny(text, saying) && countWords(text) <= 16
}
