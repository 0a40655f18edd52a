package liar

import (
	"regexp"
	"slices"
	"strings"
)

var (
	auxiliary = regexp.MustCompile(`^(.*?) (is|are|was|were|has|have|had|can|will|would|must) (\p{Ll}[\p{L}-]*)\b(.*)$`)
	denied    = regexp.MustCompile(`\b(is|are|was|were|has|have|had|can|could|will|would|should|must) not (\p{Ll}+)`)
	didNot    = regexp.MustCompile(`\bdid not (\p{Ll}+)`)
)

// notDenied are words after an auxiliary with which "not" says something else.
var notDenied = set(`not only also still often usually sometimes always never just even all both either to long more most
	now then already generally likely probably possibly in on at by for that later first`)

// polar are words that hang on a negation.
var polar = set("any ever yet either anymore nor but until necessarily only just all")

// negate adds a negation, drops one, or says the contrary.
func negate(_ *guesser, _ *page, s *sentence) []candidate {
	if s.leans {
		return nil
	}
	text := s.body()
	if holdsAny(text, negations) {
		return affirm(text)
	}
	var list []candidate
	if m := auxiliary.FindStringSubmatch(text); m != nil && !notDenied[m[3]] && !(strings.HasPrefix(m[2], "ha") && determiners[m[3]]) && !holdsAny(m[1], subordinators) && !holdsAny(m[1], quantities) {
		not := m[2] + " not"
		if m[2] == "can" {
			not = "cannot"
		}
		list = append(list, candidate{text: m[1] + " " + not + " " + m[3] + m[4] + ".", change: m[2] + " → " + not})
	} else if m := doneVerb.FindStringSubmatch(text); m != nil && m[2] == "" && isPlainNoun(m[1]) && !isDoing(m[1]) && !endsInNonDoer(m[1]) {
		if v, ok := words().past[m[3]]; ok && !holdsAny(m[1], quantities) {
			list = append(list, candidate{text: m[1] + " did not " + v.base + " " + m[4] + ".", change: m[3] + " → did not " + v.base})
		}
	}
	return append(list, contrary(text)...)
}

// determiners tell that "has" before them is no auxiliary.
var determiners = set("the a an no its his her their two three four five six seven eight nine ten many several some")

// quantities before a verb make its negation doubtful.
var quantities = set("all every each some many most few several half any only")

// affirm drops the one negation of a sentence.
func affirm(text string) []candidate {
	count := 0
	for _, w := range fieldsOf(strings.ToLower(text)) {
		if negations[w] {
			count++
		}
	}
	if count != 1 || strings.Contains(text, "whether or not") {
		return nil
	}
	if m := didNot.FindStringSubmatchIndex(text); m != nil && !holdsAny(text[m[3]:], polar) {
		for _, v := range words().verbs {
			if v.base == text[m[2]:m[3]] {
				return []candidate{{text: text[:m[0]] + v.past + text[m[3]:] + ".", change: "did not dropped"}}
			}
		}
	}
	if m := denied.FindStringSubmatchIndex(text); m != nil && !polar[text[m[4]:m[5]]] && !holdsAny(text[m[5]:], polar) {
		return []candidate{{text: text[:m[3]] + text[m[4]-1:] + ".", change: "not dropped"}}
	}
	if i := indexes(text, "cannot"); len(i) == 1 && !holdsAny(text[i[0]:], polar) {
		return []candidate{{text: text[:i[0]] + "can" + text[i[0]+len("cannot"):] + ".", change: "cannot → can"}}
	}
	return nil
}

// contrary replaces a word by its contrary.
func contrary(text string) []candidate {
	var list []candidate
	for _, r := range words().antonyms {
		at := indexes(text, r.from)
		if len(at) != 1 || hasPhrase(text, r.to) || at[0] == 0 || !r.allow(text, at[0]) {
			continue
		}
		if doubtful(text, r, at[0]) {
			continue
		}
		list = append(list, candidate{text: put(text, at[0], at[0]+len(r.from), r.to) + ".", change: r.from + " → " + r.to})
	}
	return list
}

// doubtful reports whether the contrary of a word may not be one of the
// statement.
func doubtful(text string, r replacement, i int) bool {
	before, after := wordBefore(text, i), wordAfter(text, i+len(r.from))
	switch r.from {
	case "before":
		return !isCapital(after) && after != "the"
	case "often", "frequently":
		return slices.Contains([]string{"more", "most", "less", "how", "as", "too", "so", "very", "not"}, before)
	case "more than":
		return before == "no" || before == "little"
	case "the first":
		return before == "for" || after == "time" || after == "two" || after == "and" || after == "of"
	}
	return false
}

// unhedge removes a reservation.
func unhedge(_ *guesser, _ *page, s *sentence) []candidate {
	if s.leans && !strings.HasPrefix(s.text, "Some ") {
		return nil
	}
	text := s.body()
	var list []candidate
	for _, r := range words().hedges {
		small := strings.ToLower(text[:1]) + text[1:]
		for _, i := range indexes(small, r.from) {
			if !r.allow(small, i) || holdsAny(text, negations) || i == 0 && strings.HasSuffix(r.to, "s") && !strings.Contains(r.from, " ") || i == 0 && r.to == "certainly" {
				continue
			}
			lie := put(small, i, i+len(r.from), r.to)
			if i > 0 {
				lie = text[:1] + lie[1:]
			}
			list = append(list, candidate{text: capital(lie) + ".", change: r.from + " → " + r.to})
		}
	}
	if m := oneOfThe.FindStringSubmatchIndex(text); m != nil {
		lie := text[:m[0]] + text[m[2]:m[3]] + " of all " + text[m[4]:m[5]] + text[m[5]:]
		list = append(list, candidate{text: lie + ".", change: "one of the → the"})
	}
	return list
}

// oneOfThe is a superlative that others share.
var oneOfThe = regexp.MustCompile(`\bone of (the (?:\p{Ll}+est|most \p{Ll}+)) ((?:\p{Ll}+ ){0,2}\p{Ll}+s)\b`)
