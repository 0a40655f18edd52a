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
	trailingTime = regexp.MustCompile(`^(([^,]+) (?:was|were) (\p{Ll}+)(?: (?:in|at|by) (?:the )?(?:\p{Lu}[\p{L}'-]*)(?: \p{Lu}[\p{L}'-]*)*)?) ((?:in|on) (?:\p{Lu}\p{Ll}+ )?(?:\d{1,2}, )?\d{4})$`)
	// trailingClause ends it with a clause.
	trailingClause = regexp.MustCompile(`^([^,]+?),? ((?:because|although|though) [^,]+)$`)
	// enumeration is a list of four names or more.
	enumeration = regexp.MustCompile(`\b(include|including|are|such as|like|namely|of) ((?:\p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+)*, ){2,}\p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+)*),? and (\p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+)*)$`)
)

// reorder moves a leading part to the end or a trailing one to the front.
func reorder(_ *guesser, p *page, s *sentence) []candidate {
	for _, text := range cores(s.body()) {
		if list := moved(p, s, text); len(list) > 0 {
			return list
		}
	}
	return nil
}

// moved returns the orders that the parts of a text can have.
func moved(p *page, s *sentence, text string) []candidate {
	if dangling[strings.Trim(strings.Fields(text)[0], ",")] {
		return nil
	}
	var list []candidate
	add := func(t, change string) {
		list = append(list, candidate{text: capital(t) + ".", change: change})
	}
	if m := leadingTime.FindStringSubmatch(text); m != nil && isPlainMain(m[2]) && !isDoing(m[1]) && !holdsAny(m[1], pronouns) && !holdsAny(m[2], timeWords) && !yearOrNumber.MatchString(m[2]) {
		if lead, ok := p.world.uncapital(m[1]); ok {
			add(m[2]+" "+lead, "leading time moved to the end")
		}
	}
	if m := lead.FindString(text); m != "" && len(list) == 0 {
		if t, ok := inserted(p, m, text[len(m):]); ok {
			add(t, "leading time moved behind the subject")
		}
	}
	if m := leadingClause.FindStringSubmatch(text); m != nil && isMain(m[2]) && !holdsAny(m[2], set("and but to")) && !holdsAny(m[1], pronouns) {
		lead := strings.ToLower(m[1][:1]) + m[1][1:]
		add(m[2]+comma(lead)+lead, "leading clause moved to the end")
	}
	if m := trailingTime.FindStringSubmatch(text); m != nil && !s.leans {
		_, known := words().participles[m[3]]
		if main, ok := p.world.uncapital(m[1]); ok && known && isPlainNoun(m[2]) {
			add(m[4]+", "+main, "trailing date moved to the front")
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

// subject finds the subject of a clause and its verb.
var subject = regexp.MustCompile(`^([^,()–—]+?) (is|are|was|were|has|had|have|\p{Ll}+ed|became|began|wrote|held|made|took|led|won|built) (.+)$`)

// inserted puts a time between a subject and its verb, or behind an auxiliary.
func inserted(p *page, time, main string) (string, bool) {
	m := subject.FindStringSubmatch(main)
	if m == nil || !isPlainNoun(m[1]) || endsInNonDoer(m[1]) || isDoing(m[1]) || countWords(m[1]) > 6 || year.MatchString(m[1]) || !isMain(main) && pronouns[strings.ToLower(m[1])] {
		return "", false
	}
	time, ok := p.world.uncapital(strings.TrimSuffix(time, ", "))
	if !ok {
		return "", false
	}
	if finite[m[2]] && m[2] != "became" && m[2] != "began" {
		return m[1] + " " + m[2] + ", " + time + ", " + m[3], true
	}
	return m[1] + ", " + time + ", " + m[2] + " " + m[3], true
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
	if len(f) < 4 || year.MatchString(strings.Trim(f[0], ",")) {
		return false // "On October 6, 1973, Syria …" was cut at the wrong comma
	}
	first := strings.ToLower(f[0])
	return !pronouns[first] && !dangling[capital(first)] && first != "and" && first != "but" &&
		!subordinators[first] && isClause(text) && !holdsAny(text, subordinators)
}

// isPlainMain is stricter: one verb, to which alone an adverbial can belong.
func isPlainMain(text string) bool {
	return isMain(text) && !holdsAny(text, saying) && countWords(text) <= 16
}
