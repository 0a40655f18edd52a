package gate

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// A Saying is a sentence of a document, with what tells what it is about.
type Saying struct {
	Text string
	// Language is an ISO 639-1 code; "" is English.
	Language string
	// Before is the sentence before, which it may lean on.
	Before string
	// Title and Section are the document's title and the heading above.
	Title, Section string
}

// Disagree tells in plain words in what two sentences of different documents say
// otherwise of the same thing: another number, date or name, or the contrary.
// "" is that they do not, or that it is not certain. Akin tells that the
// documents are versions of one text, so that both are about the same thing.
//
// Certain it is only where the sentences share all words that say something but
// those in dispute: "The fee for adults" and "The fee for children" are two
// fees, and what the fee was in 2022 and in 2023 is a history.
func (g *Gate) Disagree(a, b Saying, akin bool) string {
	if a.Language != b.Language {
		return ""
	}
	c := g.Open(nil)
	p := c.pairOf(a, b)
	if isRow(a.Text) && isRow(b.Text) {
		if !p.sameMatter(a, b, akin) {
			return ""
		}
		return otherCells(a.Text, b.Text)
	}
	if len(p.shared) == 0 || !akin && len(p.shared) < leastShared || !p.sameMatter(a, b, akin) || p.otherTime() {
		return ""
	}
	return p.dispute(akin)
}

// leastShared is how many words that say something two sentences must share that
// stand in documents of which nothing tells that they are versions of one text.
const leastShared = 2

// A pair is two sentences with what they share.
type pair struct {
	*Checker
	a, b side
	// shared are the words of a that b has too, and to the counterparts of
	// all words of a, -1 for none.
	shared, to []int
}

// A side is one sentence of a pair.
type side struct {
	facts
	names []name
	// own are the words that the other sentence does not have, without its
	// numbers and those that add nothing.
	own []int
	// odd are the numbers that the other sentence does not have.
	odd []quantity
}

func (c *Checker) pairOf(a, b Saying) *pair {
	p := &pair{Checker: c}
	texts := []text{readText(c.gate.analyzer, a.Text, a.Language), readText(c.gate.analyzer, b.Text, b.Language)}
	for _, t := range texts {
		c.learnNames(t)
	}
	p.a = side{facts: c.gate.lexicon.readFacts(texts[0]), names: c.namesOf(texts[0])}
	p.b = side{facts: c.gate.lexicon.readFacts(texts[1]), names: c.namesOf(texts[1])}
	p.match()
	p.a.odd = p.a.oddTo(&p.b)
	p.b.odd = p.b.oddTo(&p.a)
	if n := len(p.a.odd) - len(p.b.odd); n > 0 {
		p.b.countOnes()
	} else if n < 0 {
		p.a.countOnes()
	}
	return p
}

// match pairs the words of the sentences, by their stems or as synonyms.
func (p *pair) match() {
	counted := [2]map[int]bool{p.a.counted(), p.b.counted()}
	taken := map[int]bool{}
	p.to = make([]int, len(p.a.words))
	for i := range p.to {
		p.to[i] = -1
	}
	for _, same := range []bool{true, false} {
		for i, w := range p.a.words {
			for j, v := range p.b.words {
				if p.to[i] < 0 && !taken[j] && !counted[0][i] && !counted[1][j] &&
					(w.term == v.term || !same && !w.stop && !v.stop && p.relate(w, v) >= Synonym) {
					p.to[i], taken[j] = j, true
				}
			}
		}
	}
	for i, w := range p.a.words {
		switch {
		case w.stop || counted[0][i]:
		case p.to[i] >= 0:
			p.shared = append(p.shared, i)
		case !p.a.addsNothing(i):
			p.a.own = append(p.a.own, i)
		}
	}
	for j, w := range p.b.words {
		if !w.stop && !counted[1][j] && !taken[j] && !p.b.addsNothing(j) {
			p.b.own = append(p.b.own, j)
		}
	}
}

// counted are the words that numbers and dates are made of.
func (s *side) counted() map[int]bool {
	words := map[int]bool{}
	for _, q := range s.quantities {
		if q.hint {
			continue
		}
		for _, t := range s.tokens[q.first:q.end] {
			words[t.word] = true
		}
	}
	return words
}

// meets reports whether two dates say something of the same: a Monday and the 9 May
// do not.
func (d date) meets(o date) bool {
	return d.year != 0 && o.year != 0 || d.month != 0 && o.month != 0 || d.weekday != 0 && o.weekday != 0
}

// countOnes takes each "one" that the other sentence does not have for a number.
func (s *side) countOnes() {
	for _, q := range s.quantities {
		word := s.tokens[q.first].word
		if q.hint && q.kind == cardinal && q.value == 1 && slices.Contains(s.own, word) {
			s.odd = append(s.odd, q)
			s.own = slices.DeleteFunc(s.own, func(w int) bool { return w == word })
		}
	}
}

// oddTo are the numbers that are not, and cannot be, among those of the other
// sentence.
func (s *side) oddTo(o *side) []quantity {
	var odd []quantity
	for _, q := range s.quantities {
		if q.hint || slices.ContainsFunc(o.quantities, func(p quantity) bool {
			return q.supportedBy(p, &o.facts) || p.supportedBy(q, &s.facts) || !p.hint && q.mayBe(p)
		}) {
			continue
		}
		odd = append(odd, q)
	}
	return odd
}

const (
	// roundingShare is how far two numbers may be from each other, of the greater
	// one, for one to be the other in round figures, and leastRounded from which on
	// numbers are rounded without a word.
	roundingShare = 0.05
	leastRounded  = 10_000
)

// mayBe reports whether one number may be the other, told less exactly.
func (q quantity) mayBe(p quantity) bool {
	if !alikeKinds(q, p) || q.excludes(p) || q.kind == exact || q.kind == clock || q.yearly() && !q.year().meets(p.year()) {
		return false
	}
	greater := max(math.Abs(q.value), math.Abs(p.value))
	return q.yearly() || q.unit != p.unit || q.approximation != p.approximation ||
		greater >= leastRounded && math.Abs(q.value-p.value) <= roundingShare*greater || sameValue(q.value, p.value)
}

// addsNothing reports whether a word only leads to what is said.
func (s *side) addsNothing(word int) bool {
	switch s.words[word].lower {
	case "longer":
		return word > 0 && (s.words[word-1].lower == "no" || s.words[word-1].lower == "any")
	case "now", "currently", "today", "presently", "already", "also", "all", "each", "every", "per", "always", "please", "amount", "amounts",
		"total", "totals", "new", "jetzt", "derzeit", "nun", "alle", "je", "pro", "heute", "maintenant", "actuellement", "tous", "chaque",
		"ahora", "actualmente", "todos", "cada":
		return true
	}
	return false
}

// dispute tells what the sentences say otherwise.
func (p *pair) dispute(akin bool) string {
	if len(p.a.odd)+len(p.b.odd) > 0 {
		return p.otherNumbers()
	}
	if reason := p.otherNames(akin); reason != "" {
		return reason
	}
	return p.contrary()
}

// otherNumbers: each number that the one does not have must have its counterpart
// in the other, in the same place.
func (p *pair) otherNumbers() string {
	if len(p.a.own)+len(p.b.own) > 0 || len(p.a.odd) != len(p.b.odd) || (p.a.denials()-p.b.denials())%2 != 0 {
		return ""
	}
	binding := newBinder(&p.a.facts, &p.b.facts, p.to)
	left := slices.Clone(p.b.odd)
	years, reason := 0, ""
	for _, q := range p.a.odd {
		best, most := -1, inPlace
		for k, o := range left {
			if near := binding.closeness(p.a.wordsOf(q), p.b.wordsOf(o)); p.rivals(q, o) && near >= most {
				best, most = k, near
			}
		}
		if best < 0 || p.selects(&p.a, q) || p.selects(&p.b, left[best]) {
			return ""
		}
		if p.a.dated(q) {
			years++
		}
		if reason == "" {
			reason = fmt.Sprintf("one says %q, the other %q", p.a.said(q), p.b.said(left[best]))
		}
		left = slices.Delete(left, best, best+1)
	}
	if years > 0 && years < len(p.a.odd) {
		return "" // what was so then, and what was so at another time
	}
	return reason
}

// rivals reports whether one number can stand in the place of the other, and says
// otherwise.
func (p *pair) rivals(q, o quantity) bool {
	switch year, yearToo := p.a.isYear(q), p.b.isYear(o); {
	case year != yearToo, q.kind != o.kind:
		return false
	case q.kind == exact || q.kind == clock:
		return true
	case q.kind == cardinal && !year && q.unit == o.unit:
		return !q.mayBe(o)
	}
	return q.excludes(o)
}

// isYear reports whether a number is a date or a year, and does not count
// something, such as "1200 entries" and "1,000".
func (s *side) isYear(q quantity) bool {
	if q.kind == day || !q.yearly() {
		return q.kind == day
	}
	return !strings.Contains(s.said(q), ",") && !s.counts(q)
}

// counts reports whether things stand behind a number, and before it no word that
// makes it a year.
func (s *side) counts(q quantity) bool {
	if q.first > 0 {
		switch s.tokens[q.first-1].lower {
		case "in", "of", "since", "during", "by", "until", "from", "before", "after", "the", "im", "seit", "bis", "en", "depuis", "desde":
			return false
		}
	}
	return q.end < len(s.tokens) && s.tokens[q.end].kind == letters && !s.tokens[q.end].capital(s.raw) && strings.HasSuffix(s.tokens[q.end].lower, "s") &&
		s.tokens[q.end].word >= 0 && !s.words[s.tokens[q.end].word].stop
}

// dated reports whether a number is a date, or the first day of "3 to 5 July".
func (s *side) dated(q quantity) bool {
	return s.isYear(q) || q.unit == "" && slices.ContainsFunc(s.quantities, func(o quantity) bool { return o.kind == day && o.first == q.end+1 })
}

// subjectWords is how many tokens before a number make up the beginning of a
// sentence, with a number in it that tells of what it speaks.
const subjectWords = 2

// selects reports whether a number tells of what a sentence speaks, and not what
// it says of that: "In 2022 ...", "Step 2 ...", "the second ...", "the 2022
// report".
func (p *pair) selects(s *side, q quantity) bool {
	if q.kind == ordinal && q.unit == "" {
		return true
	}
	opening := q.first <= subjectWords
	if s.isYear(q) {
		next := q.end < len(s.tokens) && s.tokens[q.end].word >= 0 && !s.words[s.tokens[q.end].word].stop
		return opening || next && (q.kind != day || q.date.weekday == 0)
	}
	if q.first > 0 && s.tokens[q.first-1].kind == letters && (q.first == 1 && q.unit == "" || !s.tokens[q.first].spaced) {
		return true // "Release 4 ...", "A4"
	}
	return opening && q.first > 0 && q.unit == "" && (p.gate.grammar.is("numbered", s.tokens[q.first-1].lower) || numbersParts(s.tokens[q.first-1].lower))
}

// numbersParts tells words that the number of a part stands behind.
func numbersParts(w string) bool {
	switch w {
	case "step", "part", "unit", "lesson", "page", "question", "item", "task", "bus", "gate", "track", "floor", "option", "rule", "paragraph",
		"day", "week", "schritt", "teil", "seite", "kapitel", "zimmer", "raum", "étape", "partie", "paso", "parte":
		return true
	}
	return false
}

// otherNames finds a name in the place of another at the end of what is said: "is
// led by Anna Berg".
func (p *pair) otherNames(akin bool) string {
	n, ok := p.a.oddName()
	m, also := p.b.oddName()
	if !ok || !also || p.together(p.a.words[n.first:n.end], p.b.words) || p.together(p.b.words[m.first:m.end], p.a.words) || !leadsToName(lead(p.a.text, n), akin) || lead(p.a.text, n) != lead(p.b.text, m) {
		return ""
	}
	return fmt.Sprintf("one says %q, the other %q", called(p.a.text, n), called(p.b.text, m))
}

// oddName is the name at the end of a clause that is all that the other
// sentence does not have.
func (s *side) oddName() (name, bool) {
	for _, n := range s.names {
		if n.first == 0 || len(s.own) == 0 || n.first != s.own[0] || n.end-1 != s.own[len(s.own)-1] || len(s.own) != n.end-n.first {
			continue
		}
		behind := strings.TrimLeft(s.raw[s.words[n.end-1].End:], " ")
		return n, behind == "" || strings.ContainsAny(behind[:1], ".,;:!?)|")
	}
	return name{}, false
}

// leadsToName tells the small words behind which a sentence says whom or what it
// tells of; of versions of one text a place may be told too.
func leadsToName(w string, akin bool) bool {
	switch w {
	case "is", "are", "was", "were", "by", "ist", "sind", "war", "waren", "von", "est", "par", "es", "por":
		return true
	case "in", "at", "to", "from", "with", "on", "aus", "mit", "à", "en":
		return akin
	}
	return false
}

// contrary: the one denies what the other says, or says the contrary by a word of
// its own.
func (p *pair) contrary() string {
	odd := (p.a.denials()-p.b.denials())%2 != 0
	switch {
	case len(p.a.own) == 0 && len(p.b.own) == 0 && odd && len(p.shared) >= 2:
		return "one denies what the other says"
	case len(p.a.own) != 1 || len(p.b.own) != 1:
		return ""
	}
	w, v := p.a.words[p.a.own[0]], p.b.words[p.b.own[0]]
	if odd && !p.a.denies(p.a.own[0]) && !p.b.denies(p.b.own[0]) {
		return ""
	}
	if p.relate(w, v) == Antonym || negativePrefix(w.lower, v.lower) || negativePrefix(v.lower, w.lower) || p.opposed() {
		return fmt.Sprintf("one says %q, the other %q", w.surface, v.surface)
	}
	return ""
}

// denies reports whether a word denies by itself, such as "forbidden".
func (s *side) denies(word int) bool {
	return slices.ContainsFunc(s.negations, func(c cue) bool { return c.word == word })
}

// opposed reports whether the words that only one of the sentences has stand on
// two sides of a scale of the lists.
func (p *pair) opposed() bool {
	for _, x := range p.a.poles {
		for _, y := range p.b.poles {
			if x.word == p.a.own[0] && y.word == p.b.own[0] && x.scale == y.scale && x.side != y.side && x.scale[0] != '~' {
				return true
			}
		}
	}
	return false
}
