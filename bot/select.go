package bot

import (
	"slices"
	"strings"

	"footnote/retrieval"
)

const (
	// maxSentences bounds an answer that is not a list.
	maxSentences = 3
	// rival is the share of the best sentence's score from which on another
	// one is likely to be meant as much.
	rival = 0.86
	// tie is the share from which on a sentence is as good as the best.
	tie = 0.97
	// equalCoverage is the share of the best sentence's coverage that one must
	// have to be quoted beside it for being as good.
	equalCoverage = 0.85
	// newShare is how much of the question, weighted by IDF, a further
	// sentence must bring that those before it leave open.
	newShare = 0.2
	// decent is the share of the best sentence's score below which a sentence
	// is no answer, whatever it brings.
	decent = 0.6
	// remote is the same for the sentence that holds the ordinal asked for, as
	// in "The first is ...", which shares few words with the question.
	remote = 0.45
)

// choose picks the best candidate and those that complete it: sentences that
// hold what the question also asks for, and such as are nearly as good in
// another document.
func (q *quoter) choose(m *retrieval.Matcher, all []candidate) []candidate {
	// A question answers nothing, however much it has of the one that is asked:
	// in what people say to each other, it often stands before its answer.
	all = slices.DeleteFunc(slices.Clone(all), func(c candidate) bool { return isQuestion(c.text) })
	if len(all) == 0 {
		return nil
	}
	best := all[0]
	chosen := []candidate{best}
	covered := best.credit
	elsewhere := map[string]bool{best.document: true}
	for _, c := range all[1:] {
		if len(chosen) == maxSentences || c.score < remote*best.score {
			break
		}
		numbered := q.numbers(m, covered, c)
		if repeats(chosen, c) || c.score < decent*best.score && !numbered {
			continue
		}
		both := most(covered, c.credit, 1)
		brings := m.Coverage(both) - m.Coverage(covered)
		covers := m.Coverage(c.credit) >= equalCoverage*m.Coverage(best.credit)
		asGood := covers && (c.score >= tie*best.score || c.score >= rival*best.score && !elsewhere[c.document])
		missing := best.evidence < c.evidence && c.score >= rival*best.score
		if brings >= newShare || asGood || missing || numbered {
			chosen, covered = append(chosen, c), both
			elsewhere[c.document] = true
		}
	}
	return chosen
}

// numbers reports whether the sentence holds an ordinal of the question that
// those before it lack.
func (q *quoter) numbers(m *retrieval.Matcher, covered []float64, c candidate) bool {
	for i, t := range m.Terms() {
		if q.ordinals[strings.ToLower(t.Surface)] && covered[i] == 0 && c.credit[i] > 0 {
			return true
		}
	}
	return false
}

// repeats reports whether the candidate says what was chosen already: the same
// place, found in overlapping passages, or the same words elsewhere.
func repeats(chosen []candidate, c candidate) bool {
	for _, o := range chosen {
		if o.document == c.document && o.span.Start < c.span.End && c.span.Start < o.span.End {
			return true
		}
		if overlap(plainWords(o.text), plainWords(c.text)) > 0.7 {
			return true
		}
	}
	return false
}

// overlap is the share of the shorter list's words that stand in the other.
func overlap(a, b []string) float64 {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) == 0 {
		return 0
	}
	have := map[string]int{}
	for _, w := range b {
		have[w]++
	}
	shared := 0
	for _, w := range a {
		if have[w] > 0 {
			have[w]--
			shared++
		}
	}
	return float64(shared) / float64(len(a))
}
