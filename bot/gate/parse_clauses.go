package gate

import "strings"

// A clause is what the parser knows of the clause that it is in.
type clause struct {
	subject int // chunks, -1 for none
	verb    int // the last verb
	main    int // the finite verb
	last    int // the last noun phrase
	// antecedent is the noun phrase that a relative clause describes.
	antecedent int
	// matrix is the verb of the clause that this one depends on, or stands
	// beside, and how far away it is.
	matrix int
	length float64
	nested bool // inside a clause that goes on behind it
	// fronted are phrases before the subject.
	fronted []int
	gapped  bool // the object of a relative clause stands before it
	// dependent clauses begin with "while" and the like.
	dependent bool
}

func newClause() clause {
	return clause{subject: -1, verb: -1, main: -1, last: -1, antecedent: -1, matrix: -1}
}

// A parser walks over the chunks of a text from left to right.
type parser struct {
	*grammar
	text
	tags []tag
	*tree
	clause
	outer []clause
	// What waits for the next noun phrase.
	preposition string
	governor    int  // the noun phrase before the preposition, -1 for none
	coordinated bool // a coordinator came before
	held        []int
	inverted    int // the verb that waits for its subject: "said"
}

func (p *parser) run() {
	p.clause = newClause()
	p.inverted = -1
	for k, c := range p.chunks {
		if k > 0 && p.words[c.first].sentence != p.words[p.chunks[k-1].first].sentence || k > 0 && strings.Contains(c.gap, ". ") {
			p.restart(sentenceLength)
		} else if breaks(c.gap) || strings.Contains(c.gap, ". ") {
			p.restart(clauseLength)
		}
		switch c.kind {
		case nounChunk:
			p.noun(k)
		case verbChunk:
			p.verbPhrase(k)
			p.coordinated, p.preposition = false, ""
		case prepositionChunk:
			p.preposition = p.text.raw[p.words[c.first].Start:p.words[c.end-1].End]
			p.preposition = strings.ToLower(p.preposition)
			p.governor = -1
			if k > 0 && p.chunks[k-1].kind == nounChunk {
				p.governor = k - 1
			}
		case subordinatorChunk:
			p.subordinate(k)
		case relativeChunk:
			p.relate(k)
		case coordinatorChunk:
			p.coordinated = true
			p.preposition = ""
		}
	}
}

// restart begins a clause that has nothing to do with the one before.
func (p *parser) restart(length float64) {
	before := p.firstVerb()
	p.clause, p.outer = newClause(), nil
	p.matrix, p.length = before, length
	p.preposition, p.coordinated, p.held, p.inverted = "", false, nil, -1
}

// firstVerb is the verb of the outermost clause.
func (p *parser) firstVerb() int {
	for _, o := range p.outer {
		if o.main >= 0 {
			return o.main
		}
	}
	if p.main >= 0 {
		return p.main
	}
	return p.verb
}

// subordinate begins a clause with "that" or "while".
func (p *parser) subordinate(k int) {
	w := p.words[p.chunks[k].head].lower
	length := clauseLength
	if w == "that" || w == "whether" || w == "how" || w == "why" {
		length = complementLength
	}
	before := p.verb
	if length == clauseLength {
		before = p.firstVerb()
	}
	if p.subject >= 0 && p.main < 0 || len(p.outer) > 0 && p.verb < 0 {
		inner := p.clause
		p.outer = append(p.outer, inner)
		p.clause = newClause()
		p.nested = true
	} else {
		p.clause = newClause()
	}
	p.matrix, p.length, p.dependent = before, length, length == clauseLength && before < 0
	p.preposition, p.coordinated = "", false
}

// relate begins a relative clause.
func (p *parser) relate(k int) {
	antecedent := p.last
	if k > 0 && p.chunks[k-1].kind == prepositionChunk && p.governor >= 0 {
		antecedent = p.governor // "the house in which"
	}
	if p.words[p.chunks[k].head].lower == "whose" {
		p.held = append(p.held, antecedent)
	}
	p.outer = append(p.outer, p.clause)
	p.clause = newClause()
	p.antecedent, p.nested = antecedent, true
	p.preposition, p.coordinated = "", false
}

// startsClause reports whether the noun phrase is the subject of a finite verb
// that follows.
func (p *parser) startsClause(k int) bool {
	for j := k + 1; j < len(p.chunks) && j < k+10; j++ {
		c := p.chunks[j]
		if pauses(c.gap) && !(c.kind == verbChunk && strings.HasPrefix(c.gap, ")")) && !strings.HasPrefix(c.gap, "(") && !p.inParentheses(c.first) {
			return false
		}
		switch c.kind {
		case verbChunk:
			if c.finite {
				return true
			}
			if c.infinitive || c.form == gerund {
				return false
			}
			if !p.reduced(j) {
				return true
			}
		case subordinatorChunk, relativeChunk:
			return false
		case coordinatorChunk:
			if j+1 >= len(p.chunks) || p.chunks[j+1].kind != nounChunk {
				return false
			}
		}
	}
	return false
}

// startsLong reports whether the noun phrase is the subject of a finite verb that
// follows behind something between commas.
func (p *parser) startsLong(k int) bool {
	commas := 0
	for j := k + 1; j < len(p.chunks) && j < k+14; j++ {
		c := p.chunks[j]
		if breaks(c.gap) {
			return false
		}
		if pauses(c.gap) {
			commas++
			if commas == 2 || strings.HasPrefix(c.gap, ")") {
				return c.kind == verbChunk && (c.finite || c.form == pastParticiple && !p.reduced(j))
			}
		} else if commas == 0 && (c.kind == verbChunk || c.kind == coordinatorChunk) {
			return false
		}
	}
	return false
}

// inParentheses reports whether the i-th word stands in parentheses.
func (p *parser) inParentheses(i int) bool {
	before := p.raw[:p.words[i].Start]
	return strings.LastIndexByte(before, '(') > strings.LastIndexByte(before, ')')
}

// reduced decides whether a participle without an auxiliary describes the noun
// before it, as in "the forum organized by the institute", or is its verb.
func (p *parser) reduced(k int) bool {
	c := p.chunks[k]
	if c.form == participle {
		return true
	}
	if k+1 < len(p.chunks) && p.chunks[k+1].kind == prepositionChunk && p.words[p.chunks[k+1].first].lower == "by" {
		return true
	}
	if n, ok := p.next(k); ok && n.kind == nounChunk && !n.when && !pauses(n.gap) {
		return false
	}
	for j := k + 1; j < len(p.chunks); j++ {
		n := p.chunks[j]
		if n.kind == coordinatorChunk || n.kind == subordinatorChunk || n.kind == relativeChunk || pauses(n.gap) {
			return false
		}
		if n.kind == verbChunk && (n.finite || n.form == pastParticiple) {
			return true
		}
	}
	return false
}

// next returns the chunk behind the k-th.
func (p *parser) next(k int) (chunk, bool) {
	if k+1 < len(p.chunks) {
		return p.chunks[k+1], true
	}
	return chunk{}, false
}
