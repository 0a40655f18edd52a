package gate

import (
	"fmt"
	"slices"
)

// A claimed role is what words of a text are to another word of it.
type claimedRole struct {
	first, end int // the words that have the role
	role       role
	head       int // the word they have it to
	sure       bool
	named      bool
	pronoun    bool
	last       int  // the head of the words
	upon       bool // done to "it"
}

// rolesIn lists the roles of the noun phrases of a text, and of the names that
// stand before a noun: "the Chinese government".
func rolesIn(r *analysis) []claimedRole {
	var all []claimedRole
	first := 0
	for n, t := range r.trees {
		for first < len(r.tree) && r.tree[first] != n {
			first++
		}
		for _, x := range t.ties {
			b, h := t.chunks[x.bearer], t.chunks[x.head]
			if b.kind != nounChunk || x.role == listRole {
				continue
			}
			at := claimedRole{role: x.role, head: first + h.head, sure: x.sure, pronoun: b.pronoun, last: first + b.head}
			at.first, at.end, at.named = r.bearerWords(first+b.first, first+b.end, first+b.head)
			all = append(all, at)
			if c, ok := t.complements[x.head]; ok && adjunct(x.role) && t.chunks[x.head].copula {
				at.head = first + t.chunks[c].head
				all = append(all, at)
			}
			if x.role == sameRole {
				at.head, at.named = first+b.head, false
				at.first, at.end, at.named = r.bearerWords(first+h.first, first+h.end, first+h.head)
				at.pronoun, at.last = h.pronoun, first+h.head
				all = append(all, at)
			}
		}
	}
	all = append(all, deeds(all)...)
	for _, n := range r.names {
		if c, ok := r.chunk(n.first); ok && c.kind == nounChunk {
			for i := r.first[n.first] + c.first; i < n.first; i++ {
				if isDigit(r.words[i].surface[0]) {
					all = append(all, claimedRole{n.first, n.end, countRole, i, true, true, false, n.end - 1, false})
				}
			}
			if head := r.first[n.first] + c.head; head < n.first || head >= n.end {
				all = append(all, claimedRole{n.first, n.end, ownerRole, head, true, true, false, n.end - 1, false})
			}
		}
	}
	return all
}

// countRole is what "Jews" are to the number in "18,189 Jews".
const countRole role = "count"

// deedRole is what the doer is to what it is done to, whatever the verb: "gave a
// presentation", "made a presentation".
const deedRole role = "deed"

// deeds joins the doers and the objects of the same verbs.
func deeds(roles []claimedRole) []claimedRole {
	var found []claimedRole
	for _, a := range roles {
		for _, o := range roles {
			if a.role == agentRole && o.role == patientRole && a.head == o.head && a.first != o.first {
				found = append(found, claimedRole{a.first, a.end, deedRole, o.last, a.sure && o.sure, a.named, a.pronoun, a.last, o.pronoun})
			}
		}
	}
	return found
}

// bearerWords are the words of a noun phrase that bear its roles: its name if it
// has one for a head.
func (r *analysis) bearerWords(first, end, head int) (int, int, bool) {
	for _, n := range r.names {
		if head >= n.first && head < n.end {
			return n.first, n.end, true
		}
	}
	return first, end, false
}

// opposed reports whether nothing can have both roles to the same word.
func opposed(a, b role) bool {
	return a == agentRole && b == patientRole || a == patientRole && b == agentRole ||
		a == sameRole && b == ownerRole || a == ownerRole && b == sameRole || a == "from" && b == "to" || a == "to" && b == "from"
}

// adjunct reports whether the role is told by a preposition.
func adjunct(r role) bool {
	switch r {
	case agentRole, patientRole, ownerRole, sameRole, listRole, deedRole, countRole:
		return false
	}
	return true
}

// besides reports whether a name that has the first role can hardly have the
// second to the same word, although the grammar leaves room for it.
func besides(said, held role) bool {
	if !adjunct(held) {
		said, held = held, said
	}
	switch held {
	case "on", "upon", "from", "against", "to", "under", "over", "than":
		return said == agentRole || said == sameRole
	}
	return false
}

// misplaced tells of a name of the statement whose role another name has in the
// evidence.
func (x *comparison) misplaced() string {
	held := rolesIn(x.held)
	for _, r := range rolesIn(x.said) {
		if !r.sure || !r.named || x.gate.grammar.is("mutual", x.s.words[r.head].lower) {
			continue
		}
		slot, ok := x.slotAt(r.first)
		if !ok || len(x.same[r.head]) == 0 || x.office(slot) {
			continue
		}
		if other := x.otherBearer(r, slot, held); other != "" {
			return fmt.Sprintf("the passage says this of %s, not of %s", other, x.wording(slot))
		}
	}
	return ""
}

// office reports whether the name is an office rather than someone's: "CEO of
// Astra".
func (x *comparison) office(s slot) bool {
	return s.end > s.first+2 && x.gate.grammar.is("title", x.s.words[s.first].lower) && x.s.words[s.first+1].lower == "of"
}

func (x *comparison) slotAt(i int) (slot, bool) {
	if k := x.in[i]; k >= 0 {
		return x.slots[k], true
	}
	return slot{}, false
}

// otherBearer returns the name that has the role in the evidence when the one in
// the statement cannot have it.
func (x *comparison) otherBearer(r claimedRole, slot slot, held []claimedRole) string {
	other := ""
	// Others may be "a poet" as well, unless this one is his pupil.
	found := r.role != sameRole || !x.indefinite(r.head)
	for _, h := range held {
		if r.role == deedRole && h.upon && overlapsRange(slot.sure, h.first, h.end) {
			return "" // did it to "it"
		}
		if !slices.Contains(x.same[r.head], h.head) {
			continue
		}
		if !h.named && h.role == r.role && x.belongs(slot, h) {
			return ""
		}
		mine := overlapsRange(slot.sure, h.first, h.end) || overlapsRange(slot.maybe, h.first, h.end) && (h.role == r.role || h.pronoun)
		switch {
		case mine && x.reports(x.said, r.head, x.s.words[r.head]) && x.echo(r.head, h.head, slot) == 0:
			continue // it says something else
		case mine && besides(r.role, h.role) && !h.pronoun:
			found = true
		case mine && !(opposed(r.role, h.role) && h.sure):
			return ""
		case mine:
			found = true
		case (h.named || x.describedBy(h)) && h.sure && (h.role == r.role):
			if overlapsSlot(x, slot, h) {
				return ""
			}
			if x.alsoSaid(r, h) || r.role != countRole && x.listed(r.first, name{first: h.first, end: h.end}) || !x.echoes(r.head, h.head, slot) {
				continue
			}
			other = x.e.raw[x.e.words[h.first].Start:x.e.words[h.end-1].End]
		}
	}
	if !found {
		return ""
	}
	return other
}

// indefinite reports whether the i-th word of the statement is the head of "a
// poet".
func (x *comparison) indefinite(i int) bool {
	c, ok := x.said.chunk(i)
	first := x.s.words[c.first].lower
	return ok && (first == "a" || first == "an" || first == "one")
}

// alsoSaid reports whether the statement gives the role to the other name too.
func (x *comparison) alsoSaid(r, h claimedRole) bool {
	for _, o := range rolesIn(x.said) {
		if o.head == r.head && o.role == r.role && o.named && o.first != r.first &&
			x.sameBearer(x.s.words[o.first:o.end], x.e.words[h.first:h.end]) {
			return true
		}
	}
	return false
}

// describedBy reports whether a description holds a name that tells whom it
// means: "the counsellor of the embassy in Beijing".
func (x *comparison) describedBy(h claimedRole) bool {
	if h.pronoun || h.named || x.held.tag(h.last) != nounTag || h.role != agentRole && h.role != deedRole {
		return false
	}
	for _, n := range x.e.names {
		if x.held.tree[n.first] == x.held.tree[h.last] && x.held.distance(n.end-1, h.last) <= ownerLength+wordLength && !x.speaksOf(n) {
			return true
		}
	}
	return false
}

// speaksOf reports whether the statement has the name of the evidence too.
func (x *comparison) speaksOf(n name) bool {
	return slices.ContainsFunc(x.slots, func(s slot) bool { return overlapsRange(s.sure, n.first, n.end) })
}

// The evidence speaks of the same deed when it has enough of what the statement
// says around it.
const (
	aroundDeed = 3.2
	sameDeed   = 0.5
)

// echoes reports whether what stands around the word in the statement stands
// around its counterpart in the evidence.
func (x *comparison) echoes(said, held int, s slot) bool {
	return x.echo(said, held, s) >= sameDeed
}

// echo is the share of what stands around the one that stands around the other.
func (x *comparison) echo(said, held int, s slot) float64 {
	all, found := 0.0, 0.0
	for i, w := range x.s.weights {
		if w == 0 || i == said || i >= s.first && i < s.end || x.said.distance(i, said) > aroundDeed {
			continue
		}
		all += w
		if slices.ContainsFunc(x.same[i], func(j int) bool { return x.held.distance(j, held) <= aroundDeed+1 }) {
			found += w
		}
	}
	if all == 0 {
		return 1
	}
	return found / all
}

// overlapsSlot reports whether the name of the evidence is another for the slot.
func overlapsSlot(x *comparison, s slot, h claimedRole) bool {
	return slices.ContainsFunc(append(slices.Clone(s.sure), s.maybe...), func(i int) bool { return x.held.equal(i, h.last) })
}

// belongs reports whether the words of the evidence speak of something of the
// slot's, as "the island of Hest".
func (x *comparison) belongs(s slot, h claimedRole) bool {
	return slices.ContainsFunc(s.sure, func(i int) bool {
		return x.held.tree[i] == x.held.tree[h.last] && x.held.distance(i, h.last) <= ownerLength+wordLength
	})
}

func overlapsRange(words []int, first, end int) bool {
	return slices.ContainsFunc(words, func(i int) bool { return i >= first && i < end })
}
