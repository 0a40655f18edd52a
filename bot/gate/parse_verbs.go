package gate

import "strings"

// verbPhrase finds the subject of a verb.
func (p *parser) verbPhrase(k int) {
	c := p.chunks[k]
	switch {
	case p.inverts(k):
		p.join(k, p.firstVerb(), complementLength)
		p.clause, p.outer = newClause(), nil
		p.inverted, p.verb, p.main = k, k, k
	case c.infinitive:
		p.infinitiveVerb(k)
	case !c.finite && c.form == gerund:
		p.gerundVerb(k)
	case !c.finite && !p.coordinated && p.participial(k):
		p.participleVerb(k)
	default:
		p.finiteVerb(k)
	}
}

// participial reports whether a participle without auxiliary describes a noun.
func (p *parser) participial(k int) bool {
	if p.chunks[k].copula || p.chunks[k].form == baseForm {
		return false
	}
	if p.subject < 0 && p.antecedent < 0 {
		return true
	}
	return p.reduced(k) || p.verb >= 0 && !p.awaitsVerb() && !p.lastOpens(k)
}

// awaitsVerb reports whether a clause around this one still lacks its verb.
func (p *parser) awaitsVerb() bool {
	for _, o := range p.outer {
		if o.subject >= 0 && o.main < 0 {
			return true
		}
	}
	return p.subject >= 0 && p.main < 0
}

// lastOpens reports whether the noun phrase before the verb is its subject
// without "that": "she believed he sang".
func (p *parser) lastOpens(k int) bool {
	return p.verb >= 0 && k > 0 && p.chunks[k-1].kind == nounChunk && p.is("reporting", p.words[p.chunks[p.verb].head].lower)
}

func (p *parser) infinitiveVerb(k int) {
	near := -1
	if k > 0 && p.chunks[k-1].kind == nounChunk {
		near = k - 1
	}
	p.join(k, p.verb, argumentLength)
	if near >= 0 {
		p.join(k, near, argumentLength)
		p.tie(tie{near, k, p.done(k), false})
	}
	p.tie(tie{p.subject, k, p.done(k), false})
	if p.verb < 0 && near < 0 {
		p.join(k, p.last, argumentLength)
	}
	p.verb = k
}

// done is what the subject of a verb is to it.
func (p *parser) done(k int) role {
	if p.chunks[k].passive {
		return patientRole
	}
	return agentRole
}

func (p *parser) gerundVerb(k int) {
	near := -1
	if k > 0 && p.chunks[k-1].kind == nounChunk {
		near = k - 1
	}
	switch {
	case near >= 0 && !pauses(p.chunks[k].gap):
		p.join(k, near, argumentLength)
		p.tie(tie{near, k, agentRole, p.subject < 0 || near == p.subject})
	case p.coordinated && p.verb >= 0:
		p.join(k, p.verb, argumentLength)
	case p.subject >= 0:
		p.join(k, p.subject, argumentLength)
		p.tie(tie{p.subject, k, agentRole, false})
		if p.preposition != "" {
			p.join(k, p.verb, adjunctLength)
		}
	case p.verb >= 0:
		p.join(k, p.verb, adjunctLength)
	}
	if p.subject < 0 && near < 0 {
		p.fronted = append(p.fronted, k)
		if p.verb < 0 {
			p.verb = k
		}
		return
	}
	if p.main < 0 && p.subject >= 0 {
		p.descend(near)
	}
	p.verb = k
}

// descend goes into a reduced clause, which the clause around goes on behind.
func (p *parser) descend(subject int) {
	p.outer = append(p.outer, p.clause)
	p.clause = newClause()
	p.subject, p.last, p.nested = subject, subject, true
}

// participleVerb settles "organized by ..." behind or before a noun.
func (p *parser) participleVerb(k int) {
	near := -1
	if k > 0 && p.chunks[k-1].kind == nounChunk {
		near = k - 1
	}
	if near < 0 {
		near = p.last
	}
	if near < 0 {
		p.fronted = append(p.fronted, k)
		p.verb = k
		return
	}
	pause := pauses(p.chunks[k].gap)
	p.join(k, near, argumentLength)
	p.tie(tie{near, k, patientRole, !pause})
	if pause && p.subject >= 0 {
		p.join(k, p.subject, argumentLength)
		p.tie(tie{p.subject, k, patientRole, false})
	}
	if p.main < 0 && p.subject >= 0 {
		p.descend(near)
	}
	p.verb = k
	p.chunks[k].passive = true
}

// finiteVerb settles a verb that has a subject of its own or shares one.
func (p *parser) finiteVerb(k int) {
	c := &p.chunks[k]
	if !p.coordinated && p.verb >= 0 {
		p.ascend()
	}
	switch {
	case p.antecedent >= 0 && p.verb < 0:
		p.relativeVerb(k)
	case p.verb < 0 && p.subject >= 0:
		p.predicate(k, p.subject, true)
		p.join(k, p.matrix, p.length)
	case p.verb >= 0 && p.main < 0 && p.subject < 0 && p.last >= 0:
		p.predicate(k, p.last, false) // a gerund's clause was the subject
	case p.coordinated || pauses(c.gap):
		p.sharesSubject(k)
	case p.verb >= 0 && p.last >= 0:
		p.join(k, p.verb, complementLength)
		p.subject = p.last
		p.predicate(k, p.last, false)
	case p.verb >= 0:
		p.join(k, p.verb, argumentLength)
	}
	for _, f := range p.fronted {
		p.join(f, k, adjunctLength)
		if p.chunks[f].kind == verbChunk {
			p.join(f, p.subject, argumentLength)
			p.tie(tie{p.subject, f, agentRole, false})
			p.tie(tie{p.subject, f, patientRole, false})
		} else {
			p.tie(tie{f, k, "in", false})
		}
	}
	p.fronted = nil
	p.verb, p.main = k, k
}

// inverts reports whether the verb stands before its subject: "..., said Su".
func (p *parser) inverts(k int) bool {
	c := p.chunks[k]
	n, ok := p.next(k)
	return ok && p.is("reporting", p.words[c.head].lower) && n.kind == nounChunk && !pauses(n.gap) && !n.pronoun &&
		(quotation(c.gap) || strings.Contains(c.gap, ",")) && !p.subjectAt(k) && p.verb >= 0
}

// subjectAt reports whether the chunk before is a subject that still lacks a
// verb.
func (p *parser) subjectAt(k int) bool {
	return p.subject >= 0 && p.main < 0 && p.subject == k-1
}

// ascend leaves the clauses inside one whose verb is still to come.
func (p *parser) ascend() {
	for i := len(p.outer) - 1; i >= 0; i-- {
		if o := p.outer[i]; o.main < 0 && (o.subject >= 0 || o.antecedent >= 0) {
			p.clause = o
			p.outer = p.outer[:i]
			p.verb = -1
			return
		}
		if !p.nested {
			return
		}
	}
}

func (p *parser) relativeVerb(k int) {
	p.join(k, p.antecedent, argumentLength)
	if p.subject < 0 {
		above := p.above(p.antecedent)
		p.tie(tie{p.antecedent, k, p.done(k), above < 0})
		for ; above >= 0; above = p.above(above) {
			// "a leader of the movement who ..."
			p.join(k, above, argumentLength)
			p.tie(tie{above, k, p.done(k), false})
		}
		p.subject = p.antecedent
		return
	}
	p.gapped = true
	p.tie(tie{p.antecedent, k, patientRole, false})
	p.predicate(k, p.subject, true)
}

func (p *parser) predicate(k, subject int, sure bool) {
	p.join(k, subject, argumentLength)
	p.tie(tie{subject, k, p.done(k), sure})
}

// sharesSubject settles a verb beside another: "sang and danced".
func (p *parser) sharesSubject(k int) {
	if p.subject < 0 && p.verb >= 0 {
		p.join(k, p.verb, argumentLength)
		return
	}
	c := &p.chunks[k]
	if p.main >= 0 && p.chunks[p.main].passive && !c.finite && c.form != pastForm {
		c.passive = true
	}
	p.predicate(k, p.subject, len(p.outer) == 0)
}

// respective pairs the members of two lists: "A and B ... X and Y,
// respectively".
func (p *parser) respective() {
	for i, w := range p.words {
		if p.is("sequence", w.lower) {
			p.pairLists(i)
		}
	}
}

// pairLists joins the members of the two lists nearest to the i-th word.
func (p *parser) pairLists(i int) {
	lists := p.lists()
	var near [][]int
	for n := len(lists) - 1; n >= 0 && len(near) < 2; n-- {
		if len(near) == 0 && p.chunks[lists[n][0]].first > i {
			continue
		}
		if len(near) == 0 || len(near[0]) == len(lists[n]) {
			near = append(near, lists[n])
		}
	}
	if len(near) < 2 {
		return
	}
	var edges []edge
	for _, e := range p.edges {
		for _, list := range near {
			if e.length == sameLength && contains(list, e.a) && contains(list, e.b) {
				e.length = clauseLength
			}
		}
		edges = append(edges, e)
	}
	p.edges = edges
	for n := range near[0] {
		p.join(near[0][n], near[1][n], sameLength)
	}
}

// lists are the members of the lists of the text, in order.
func (p *parser) lists() [][]int {
	var lists [][]int
	for _, t := range p.ties {
		if t.role != listRole {
			continue
		}
		if n := len(lists) - 1; n >= 0 && lists[n][0] == t.head {
			lists[n] = append(lists[n], t.bearer)
		} else {
			lists = append(lists, []int{t.head, t.bearer})
		}
	}
	return lists
}

func contains(list []int, k int) bool {
	for _, x := range list {
		if x == k {
			return true
		}
	}
	return false
}
