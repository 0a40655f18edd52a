package gate

import "strings"

// noun finds the role of a noun phrase.
func (p *parser) noun(k int) {
	c := p.chunks[k]
	if (c.genitive || c.title) && p.heads(k) {
		p.held = append(p.held, k)
		return
	}
	at := k
	for i := len(p.held) - 1; i >= 0; i-- {
		h := p.held[i]
		if p.chunks[h].title {
			p.titled(h, at)
		} else {
			p.owns(h, at)
			at = k
		}
	}
	gap := c.gap
	first := k
	if len(p.held) > 0 {
		if p.held[0] >= 0 && p.held[0] < k {
			first = p.held[0]
			gap = p.chunks[first].gap
		}
		p.held = nil
	}
	p.place(k, first, gap)
	p.preposition, p.coordinated = "", false
}

// titled joins a name with the title before it. In ", the first town Rome had
// founded" it is none.
func (p *parser) titled(h, k int) {
	n, ok := p.next(k)
	verb := ok && n.kind == verbChunk && p.tags[p.chunks[h].first] == determinerTag && strings.Contains(p.chunks[h].gap, ",")
	p.join(h, k, sameLength)
	p.tie(tie{h, k, sameRole, !verb})
}

// heads reports whether a noun phrase follows without a break.
func (p *parser) heads(k int) bool {
	n, ok := p.next(k)
	return ok && n.kind == nounChunk && !pauses(n.gap)
}

// place settles a noun phrase that begins with the chunk first.
func (p *parser) place(k, first int, gap string) {
	adjacent := p.last >= 0 && first > 0 && p.chunks[first-1].kind == nounChunk || p.coordinated
	switch {
	case p.inverted >= 0:
		p.join(k, p.inverted, argumentLength)
		p.tie(tie{k, p.inverted, agentRole, true})
		p.last, p.subject, p.inverted = k, k, -1
	case p.preposition != "":
		p.prepositional(k, gap)
	case strings.Contains(gap, "(") && p.last >= 0:
		p.same(k, p.last)
		if n, ok := p.next(k); ok && strings.HasPrefix(n.gap, ",") {
			p.last = k // a list in parentheses
		}
	case p.verb >= 0 && (p.coordinated || strings.Contains(gap, ",")) && (p.startsClause(k) || p.lacksMain() && p.startsLong(k)):
		p.clauseBeside(k)
	case p.main >= 0 && (p.coordinated || strings.Contains(gap, ",")) && p.lacksVerb(k):
		p.join(k, p.main, clauseLength)
		p.clauseBeside(k)
	case p.coordinated && p.last >= 0:
		p.listed(k, p.partner(k))
	case pauses(gap) && p.subject < 0 && p.antecedent < 0 && p.main < 0 && (p.startsClause(k) || p.startsLong(k)):
		p.subjectOrFronted(k)
	case adjacent && pauses(gap) && p.last >= 0 && !p.chunks[p.last].when && !p.isFronted(p.last):
		p.beside(k)
	case p.verb < 0:
		p.subjectOrFronted(k)
	default:
		p.object(k)
	}
}

// lacksVerb reports whether the noun phrase is the subject of a clause that
// leaves out the verb: "..., and Sten chairman".
func (p *parser) lacksVerb(k int) bool {
	for k+2 < len(p.chunks) && p.chunks[k+1].kind == coordinatorChunk && p.chunks[k+2].kind == nounChunk {
		k += 2
	}
	n, ok := p.next(k)
	return ok && n.kind == nounChunk && !pauses(n.gap) && !n.when && !n.pronoun && p.chunks[k].kind == nounChunk && !p.chunks[k].genitive && !p.chunks[k].title && !p.chunks[k].when
}

// lacksMain reports whether the sentence has begun with phrases and clauses that
// depend on one still to come.
func (p *parser) lacksMain() bool {
	for _, o := range p.outer {
		if o.subject >= 0 || o.main >= 0 {
			return false
		}
	}
	return len(p.outer) > 0 || p.main < 0 || p.dependent
}

// above is the noun phrase that this one belongs to, as in "the house of the
// man", -1 for none.
func (p *parser) above(k int) int {
	above := -1
	for _, t := range p.ties {
		if t.bearer == k && t.head < k && p.chunks[t.head].kind == nounChunk && t.role != listRole && t.role != sameRole {
			above = t.head
		}
	}
	return above
}

// partner is the phrase that a coordinator joins this one to: the last one, or
// what that belongs to if this is more of the kind.
func (p *parser) partner(k int) int {
	best := p.last
	for at := p.last; ; {
		above := p.above(at)
		for _, t := range p.ties {
			if t.role == sameRole && t.bearer == at && t.head < at {
				above = t.head
			}
		}
		if above < 0 {
			return best
		}
		if p.likeness(k, above) > p.likeness(k, best) {
			best = above
		}
		at = above
	}
}

// likeness is how much two noun phrases look like members of one list.
func (p *parser) likeness(a, b int) int {
	x, y := p.chunks[a], p.chunks[b]
	n := 0
	if x.name == y.name {
		n += 2
	}
	if p.words[x.head].term == p.words[y.head].term {
		n += 2
	}
	if p.tags[x.first] == p.tags[y.first] {
		n++
	}
	return n
}

func (p *parser) isFronted(k int) bool {
	return p.subject < 0 && len(p.fronted) > 0 && p.fronted[len(p.fronted)-1] == k && p.verb < 0
}

// clauseBeside begins a clause that stands beside the one before: "A did this,
// and B did that".
func (p *parser) clauseBeside(k int) {
	before := p.firstVerb()
	if len(p.outer) > 0 && p.matrix >= 0 && p.length == complementLength && p.coordinated {
		before = p.main
	}
	p.clause, p.outer = newClause(), nil
	p.matrix, p.length = before, clauseLength
	p.subject, p.last = k, k
}

func (p *parser) subjectOrFronted(k int) {
	if p.chunks[k].when && !p.startsClause(k) {
		p.fronted = append(p.fronted, k)
		p.last = k
		return
	}
	if p.subject < 0 {
		p.subject = k
	} else if p.antecedent < 0 && p.last >= 0 {
		p.join(k, p.last, argumentLength)
	}
	p.last = k
}

// prepositional settles a noun phrase behind a preposition.
func (p *parser) prepositional(k int, gap string) {
	r := role(p.preposition)
	near := p.governor
	if near < 0 && p.last >= 0 && p.verb < 0 {
		near = p.last
	}
	if n, ok := p.next(k); ok && n.kind == nounChunk && p.main >= 0 && (p.coordinated || strings.Contains(p.chunks[max(k-1, 0)].gap, ",")) && p.startsClause(k+1) {
		p.clauseBeside(k) // "..., and in 1988 he ..."
		p.subject, p.fronted = -1, []int{k}
		return
	}
	switch {
	case p.preposition == "according to":
		p.accordingTo(k)
		return
	case p.preposition == "such as" || p.preposition == "including" || p.preposition == "like" && near >= 0 && p.verb < 0:
		p.same(k, near)
	case p.preposition == "of" && near >= 0:
		p.join(k, near, ownerLength)
		p.tie(tie{k, near, ownerRole, true})
	case p.preposition == "by" && p.verb >= 0 && p.byAgent():
		p.join(k, p.verb, argumentLength)
		p.tie(tie{k, p.verb, agentRole, true})
	case p.preposition == "by" && p.main >= 0 && p.chunks[p.main].passive:
		p.join(k, p.main, argumentLength)
		p.tie(tie{k, p.main, agentRole, true})
	case p.preposition == "as" && p.verb >= 0:
		p.complement(k)
	case p.verb >= 0:
		p.join(k, p.verb, adjunctLength)
		p.tie(tie{k, p.verb, r, near < 0 || directed(r)})
		if near >= 0 {
			p.join(k, near, adjunctLength)
			p.tie(tie{k, near, r, false})
		}
	case near >= 0:
		p.join(k, near, adjunctLength)
		p.tie(tie{k, near, r, true})
	default:
		p.fronted = append(p.fronted, k)
	}
	p.last = k
}

// accordingTo settles the speaker of what stands beside it.
func (p *parser) accordingTo(k int) {
	for says := k - 1; says >= 0; says-- {
		if p.chunks[says].kind == prepositionChunk {
			p.last = k
			p.join(says, k, argumentLength)
			p.tie(tie{k, says, agentRole, true})
			if p.verb >= 0 {
				p.join(says, p.firstVerb(), complementLength)
			} else {
				p.fronted = append(p.fronted, says)
			}
			return
		}
	}
}

// directed reports whether the preposition goes with the verb rather than with
// the noun before it.
func directed(r role) bool {
	return r == "to" || r == "from" || r == "into" || r == "against"
}

// complement settles "as its members", which tells of the object of the verb, or
// of its subject when there is none.
func (p *parser) complement(k int) {
	p.join(k, p.verb, adjunctLength)
	p.tie(tie{k, p.verb, "as", true})
	of, sure := p.subject, p.chunks[p.verb].passive
	for _, t := range p.ties {
		if t.head == p.verb && (t.role == patientRole || t.role == "to") {
			of, sure = t.bearer, t.role == patientRole
			break
		}
	}
	p.join(k, of, argumentLength)
	p.tie(tie{k, of, sameRole, sure})
}

// byAgent reports whether "by" names the doer of the last verb.
func (p *parser) byAgent() bool {
	v := p.chunks[p.verb]
	return v.passive || !v.finite && (v.form == pastParticiple || v.form == participle)
}

// beside settles a noun phrase behind a comma: a member of a list or an
// apposition.
func (p *parser) beside(k int) {
	if p.chunks[k].name == p.chunks[p.last].name && p.inList(k) {
		p.listed(k, p.last)
		return
	}
	if p.main < 0 && p.subject >= 0 && p.startsClause(k) && p.words[p.chunks[p.last].first].lower != "the" && len(p.fronted) > 0 {
		p.subject, p.last = k, k
		return
	}
	p.same(k, p.partner(k))
	if !p.chunks[p.last].name {
		p.last = k
	}
}

// inList reports whether the phrases that follow make a list with this one: it
// goes on with commas to a coordinator.
func (p *parser) inList(k int) bool {
	for j := k + 1; j < len(p.chunks) && j < k+16; j++ {
		switch c := p.chunks[j]; {
		case c.kind == coordinatorChunk:
			return j+1 < len(p.chunks) && p.chunks[j+1].kind == nounChunk && (p.verb < 0 || !p.startsClause(j+1))
		case c.kind == nounChunk && (strings.HasPrefix(c.gap, ",") || p.chunks[j-1].kind != nounChunk || p.chunks[j-1].genitive || p.chunks[j-1].title):
		case c.kind == prepositionChunk && !pauses(c.gap):
		default:
			return false
		}
	}
	return false
}

func (p *parser) same(a, b int) {
	p.join(a, b, sameLength)
	p.tie(tie{a, b, sameRole, true})
}

func (p *parser) listed(k, with int) {
	root := with
	for {
		above := root
		for _, t := range p.ties {
			if t.role == listRole && t.bearer == root {
				above = t.head
			}
		}
		if above == root {
			break
		}
		root = above
	}
	length := sameLength
	if with != p.last {
		length = argumentLength // what stands between belongs to the other member
	}
	p.join(k, root, length)
	p.tie(tie{k, root, listRole, true})
	p.last = k
}

func (p *parser) owns(owner, of int) {
	if owner < 0 {
		return
	}
	p.join(owner, of, ownerLength)
	p.tie(tie{owner, of, ownerRole, true})
}

// object settles a noun phrase behind a verb.
func (p *parser) object(k int) {
	v := p.chunks[p.verb]
	p.join(k, p.verb, argumentLength)
	switch {
	case v.copula || v.passive || p.is("verbal", p.words[v.head].lower) && strings.HasPrefix(p.words[v.head].lower, "bec"):
		p.tie(tie{k, p.subject, sameRole, v.copula && p.subject >= 0})
		if _, ok := p.complements[p.verb]; !ok {
			p.complements[p.verb] = k
		}
		if v.passive && p.subject >= 0 {
			p.join(k, p.subject, argumentLength)
		}
	case p.chunks[k].when:
		p.tie(tie{k, p.verb, "in", false})
	default:
		p.tie(tie{k, p.verb, patientRole, !p.gapped})
	}
	p.last = k
}
