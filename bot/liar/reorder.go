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

// A move puts a part of a text elsewhere; ok is false when it finds none that
// it is certain of.
type move struct {
	change string
	do     func(p *page, text string) (moved string, ok bool)
}

var moves = []move{
	{"leading time moved to the end", timeToEnd},
	{"leading time moved behind the subject", timeBehindSubject},
	{"leading clause moved to the end", clauseToEnd},
	{"trailing date moved to the front", dateToFront},
	{"trailing clause moved to the front", clauseToFront},
	{"list in another order", rotateList},
}

// reorder moves parts of the sentence, or of what is left when its tail is
// dropped.
func reorder(_ *guesser, p *page, s *sentence) []candidate {
	if s.leans {
		return nil
	}
	for _, text := range cores(s.body()) {
		var list []candidate
		for _, m := range moves {
			if moved, ok := m.do(p, text); ok {
				list = append(list, candidate{text: capital(moved) + ".", change: m.change})
			}
		}
		if len(list) > 0 {
			return list
		}
	}
	return nil
}

func timeToEnd(p *page, text string) (string, bool) {
	m := leadingTime.FindStringSubmatch(text)
	if m == nil || !isPlainMain(m[2]) || holdsAny(m[2], timeWords) || yearOrNumber.MatchString(m[2]) || isDoing(m[1]) || holdsAny(m[1], pronouns) {
		return "", false
	}
	time, ok := p.world.uncapital(m[1])
	return m[2] + " " + time, ok
}

func timeBehindSubject(p *page, text string) (string, bool) {
	time := lead.FindString(text)
	if _, simple := timeToEnd(p, text); time == "" || simple {
		return "", false
	}
	return inserted(p, time, text[len(time):])
}

func clauseToEnd(_ *page, text string) (string, bool) {
	m := leadingClause.FindStringSubmatch(text)
	if m == nil || !isMain(m[2]) || holdsAny(m[2], set("and but to")) || holdsAny(m[1], pronouns) {
		return "", false
	}
	clause := strings.ToLower(m[1][:1]) + m[1][1:]
	return m[2] + comma(clause) + clause, true
}

func dateToFront(p *page, text string) (string, bool) {
	m := trailingTime.FindStringSubmatch(text)
	if m == nil || words().participles[m[3]].base == "" || !isPlainNoun(m[2]) {
		return "", false
	}
	main, ok := p.world.uncapital(m[1])
	return m[4] + ", " + main, ok
}

func clauseToFront(p *page, text string) (string, bool) {
	m := trailingClause.FindStringSubmatch(text)
	if m == nil || strings.HasPrefix(m[2], "because of") || !isMain(m[1]) || holdsAny(m[1], negations) {
		return "", false
	}
	main, ok := p.world.uncapital(m[1])
	return m[2] + ", " + main, ok
}

func rotateList(_ *page, text string) (string, bool) {
	m := enumeration.FindStringSubmatchIndex(text)
	if m == nil || strings.Contains(text, "respectively") {
		return "", false
	}
	names, last := strings.Split(text[m[4]:m[5]], ", "), text[m[6]:m[7]]
	end := len(names) - 1
	return text[:m[4]] + strings.Join(append([]string{last}, names[:end]...), ", ") + " and " + names[end], true
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
