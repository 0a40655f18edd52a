package gate

import (
	"slices"
	"strings"

	"footnote/bot/wordnet"
)

// A role is what a name is to a word beside it.
type role string

const (
	agent   role = "agent"   // does it
	patient role = "patient" // has it done to it
	owner   role = "owner"   // as in "Luther's hymns", "the hymns of Luther"
	title   role = "title"   // as in "President Kintner"
)

// A part is a name's role to a word of the text.
type part struct {
	name int // index among the mentions
	word int
	role role
}

// A mention is a place of a text where a name stands, or a pronoun for it.
type mention struct {
	first, end int
	// names are the words of the names that it may mean.
	names [][]word
}

// pronouns stand for names.
var pronouns = map[string]bool{"he": true, "she": true, "they": true, "it": true, "his": true, "her": true, "their": true,
	"its": true, "him": true, "them": true}

var auxiliaries = map[string]bool{"is": true, "was": true, "were": true, "are": true, "be": true, "been": true, "being": true,
	"has": true, "have": true, "had": true, "will": true, "would": true, "may": true, "might": true, "can": true, "could": true,
	"should": true, "must": true, "did": true, "does": true, "do": true, "also": true, "not": true, "then": true, "later": true,
	"first": true, "never": true, "soon": true, "still": true, "to": true, "that": true, "who": true, "which": true, "both": true, "all": true, "even": true}

var forms = map[string]bool{"is": true, "was": true, "were": true, "are": true, "be": true, "been": true, "being": true}

var prepositions = map[string]bool{"by": true, "for": true, "of": true, "against": true, "from": true, "to": true, "with": true,
	"in": true, "at": true, "under": true, "over": true, "between": true, "toward": true, "towards": true, "into": true, "on": true}

var determiners = map[string]bool{"the": true, "a": true, "an": true, "his": true, "her": true, "their": true, "its": true, "both": true}

// verbal reports whether the i-th word may be a verb.
func (c *Checker) verbal(t text, i int) bool {
	w := t.words[i]
	return !w.stop && !w.capital() && c.gate.thesaurus != nil && c.gate.thesaurus.Parts(w.lower)&wordnet.Verb != 0
}

// adverbial reports whether the word may stand between a name and its verb.
func (c *Checker) adverbial(w word) bool {
	return auxiliaries[w.lower] || c.adverb(w)
}

func (c *Checker) adverb(w word) bool {
	if strings.HasSuffix(w.lower, "ly") {
		return true
	}
	return c.gate.thesaurus != nil && c.gate.thesaurus.Parts(w.lower)&wordnet.Adverb != 0
}

// modifies reports whether the name only modifies the noun behind it, as in
// "the Chinese telecom giant".
func (c *Checker) modifies(t text, m mention) bool {
	if m.end >= len(t.words) || t.between(m.end-1) != " " {
		return false
	}
	next := t.words[m.end]
	if next.stop || next.capital() || strings.HasSuffix(next.lower, "ed") || c.adverb(next) {
		return false
	}
	return c.gate.thesaurus == nil || c.gate.thesaurus.Parts(next.lower)&wordnet.Verb == 0 ||
		c.gate.thesaurus.Parts(next.lower)&wordnet.Noun != 0
}

// possesses reports whether the mention stands in the genitive.
func possesses(t text, m mention) bool {
	last := t.words[m.end-1].lower
	gap := t.between(m.end - 1)
	return strings.HasSuffix(last, "'s") || strings.HasSuffix(last, "’s") || strings.HasPrefix(gap, "'s") || strings.HasPrefix(gap, "’s") ||
		strings.HasPrefix(gap, "' ") || strings.HasPrefix(gap, "’ ") || strings.HasSuffix(last, "s'") || strings.HasSuffix(last, "s’") || possessive[last]
}

// partsOf tells the roles of the mentions of a text.
func (c *Checker) partsOf(t text, mentions []mention) []part {
	var parts []part
	for k, m := range mentions {
		if len(m.names[0]) == 1 && roman(m.names[0][0].surface) {
			continue
		}
		if possesses(t, m) {
			if p, ok := c.owned(t, m); ok {
				p.name = k
				parts = append(parts, p)
			}
			continue
		}
		if c.modifies(t, m) {
			continue
		}
		governed := false
		if p, ok := c.before(t, m); ok {
			p.name = k
			parts = append(parts, p)
			governed = prepositions[string(p.role)] || p.role == owner || p.role == agent
		}
		if p, ok := c.behind(t, m); ok && !governed {
			p.name = k
			parts = append(parts, p)
		}
	}
	return c.shared(t, mentions, parts)
}

// before looks at what stands in front of a name.
func (c *Checker) before(t text, m mention) (part, bool) {
	i := m.first - 1
	for i >= 0 && joined2(t, i) && (determiners[t.words[i].lower]) {
		i--
	}
	if i < 0 || !joined2(t, i) {
		return part{}, false
	}
	w := t.words[i]
	if prepositions[w.lower] {
		for j := i - 1; j >= 0 && j >= i-3 && joined2(t, j); j-- {
			if t.words[j].stop {
				continue
			}
			if c.adverb(t.words[j]) {
				return part{}, false
			}
			switch {
			case w.lower == "by" && c.verbal(t, j):
				return part{word: j, role: agent}, true
			case w.lower == "of":
				return part{word: j, role: owner}, true
			}
			return part{word: j, role: role(w.lower)}, true
		}
		return part{}, false
	}
	if reporting[w.lower] {
		return part{word: i, role: agent}, true
	}
	if c.verbal(t, i) && !c.adverb(w) {
		return part{word: i, role: patient}, true
	}
	if !w.stop && !c.adverb(w) {
		return part{word: i, role: title}, true
	}
	return part{}, false
}

// behind looks at what follows a name: its verb, behind an apposition too.
func (c *Checker) behind(t text, m mention) (part, bool) {
	i := m.end
	if i >= len(t.words) {
		return part{}, false
	}
	gap := t.between(m.end - 1)
	if strings.HasPrefix(strings.TrimSpace(gap), "(") {
		for i < len(t.words) && !strings.Contains(t.between(i), ")") && i < m.end+12 {
			i++
		}
		i++
	} else if strings.HasPrefix(gap, ",") && relative[t.words[i].lower] {
		i++
	} else if strings.HasPrefix(gap, ",") {
		j := i
		for j < len(t.words) && !strings.Contains(t.between(j), ",") && j < i+14 {
			j++
		}
		if j >= len(t.words)-1 || j == i+14 {
			return part{}, false
		}
		i = j + 1
	} else if gap != " " {
		return part{}, false
	}
	passive := false
	for ; i < len(t.words) && i < m.end+24 && c.adverbial(t.words[i]); i++ {
		passive = passive || forms[t.words[i].lower]
	}
	if i >= len(t.words) || !c.verbal(t, i) {
		return part{}, false
	}
	lower := t.words[i].lower
	if passive && !strings.HasSuffix(lower, "ing") {
		return part{word: i, role: patient}, true
	}
	return part{word: i, role: agent}, true
}

// owned is what a name in the genitive owns.
func (c *Checker) owned(t text, m mention) (part, bool) {
	for i := m.end; i < len(t.words) && i < m.end+3; i++ {
		if !t.words[i].stop {
			return part{word: i, role: owner}, true
		}
	}
	return part{}, false
}

// roman reports whether the word is a Roman numeral or a single letter.
func roman(w string) bool { return strings.Trim(w, "IVXLCDM") == "" || len(w) == 1 }

var relative = map[string]bool{"who": true, "which": true}

var reporting = map[string]bool{"said": true, "says": true, "added": true, "adds": true, "noted": true, "notes": true, "explained": true, "argued": true,
	"stated": true, "wrote": true, "writes": true, "concluded": true, "warned": true, "observed": true, "remarked": true, "claimed": true, "stressed": true, "emphasized": true}

var possessive = map[string]bool{"his": true, "her": true, "their": true, "its": true}

// joined2 reports whether nothing but a space stands behind the i-th word.
func joined2(t text, i int) bool {
	gap := t.between(i)
	return gap == " " || gap == " \"" || gap == " “" || gap == "-"
}

// shared gives names that are listed with others the roles of those.
func (c *Checker) shared(t text, mentions []mention, parts []part) []part {
	listed := false // a comma came before
	linked := func(a, b mention) bool {
		if t.words[a.end-1].End > t.words[b.first].Start {
			return false
		}
		switch strings.TrimSuffix(strings.TrimSpace(t.raw[t.words[a.end-1].End:t.words[b.first].Start]), " the") {
		case ",", "and", "or", "&", ", or", "/":
			return true
		case ", and":
			return a.first > 0 && b.first > 1 && listed
		}
		return false
	}
	for k := 0; k+1 < len(mentions); k++ {
		end := k
		for listed = false; end+1 < len(mentions) && linked(mentions[end], mentions[end+1]); end++ {
			listed = true
		}
		if end == k {
			continue
		}
		governed := slices.ContainsFunc(parts, func(p part) bool {
			return p.name == k && prepositions[string(p.role)] || p.name == k && p.role == owner
		})
		if governed {
			parts = slices.DeleteFunc(parts, func(p part) bool { return p.name > k && p.name <= end && (p.role == agent || p.role == patient) })
		}
		for _, p := range parts {
			if p.name >= k && p.name <= end {
				for o := k; o <= end; o++ {
					if o != p.name {
						parts = append(parts, part{o, p.word, p.role})
					}
				}
			}
		}
		k = end
	}
	return parts
}

// mentionsOf lists the names of a text and the pronouns that stand for one.
func mentionsOf(t text, names []name) []mention {
	var all []mention
	for _, n := range names {
		all = append(all, mention{n.first, n.end, [][]word{t.words[n.first:n.end]}})
	}
	return all
}

// mentionsIn adds the pronouns of the evidence.
func (c *Checker) mentionsIn(e evidence) []mention {
	all := mentionsOf(e.text, e.names)
	for i, w := range e.text.words {
		if pronouns[w.lower] {
			if names := c.antecedents(e, i); len(names) > 0 {
				all = append(all, mention{i, i + 1, names})
			}
		}
	}
	slices.SortFunc(all, func(a, b mention) int { return a.first - b.first })
	return all
}

// antecedents are the names that a pronoun may stand for: those before it in
// its sentence, or else in the nearest sentence before that has any, or else the
// title's.
func (c *Checker) antecedents(e evidence, at int) [][]word {
	source := e.sources[e.text.words[at].sentence]
	var found [][]word
	for _, n := range e.names {
		if n.end <= at && e.text.words[n.first].sentence == e.text.words[at].sentence {
			found = append(found, e.text.words[n.first:n.end])
		}
	}
	for k := source.number - 1; k >= 0 && k >= source.number-3; k-- {
		before := c.sources[source.passage][k]
		for _, n := range before.names {
			found = append(found, before.text.words[n.first:n.end])
		}
	}
	heading := c.contexts[source.passage]
	for _, n := range c.namesOf(heading) {
		found = append(found, heading.words[n.first:n.end])
	}
	return found
}

// means reports whether the mention may mean the name.
func (c *Checker) means(m mention, name []word) bool {
	for _, words := range m.names {
		if c.sameBearer(words, name) {
			return true
		}
	}
	return false
}

// sameBearer reports whether two names share a word that tells them apart from
// others.
func (c *Checker) sameBearer(a, b []word) bool {
	for _, x := range a {
		for _, y := range b {
			if !x.stop && !connects(x.lower) && c.sameName(x, y) {
				return true
			}
		}
	}
	return false
}

// exchanged tells of a name that stands where the evidence has another.
func (c *Checker) exchanged(s *statement, e evidence, a alignment) string {
	said := mentionsOf(s.text, s.names)
	held := c.mentionsIn(e)
	sParts, eParts := c.partsOf(s.text, said), c.partsOf(e.text, held)
	for _, p := range sParts {
		j := a.to[p.word]
		if j < 0 || a.credit[p.word] < 0.95 {
			continue
		}
		name := said[p.name].names[0]
		own, other := false, -1
		for _, q := range eParts {
			if e.text.words[q.word].term != e.text.words[j].term {
				continue
			}
			mine := c.means(held[q.name], name)
			switch {
			case mine && !opposite(q.role, p.role):
				own = true
			case mine && other < 0 && len(held[q.name].names) == 1, !mine && q.role == p.role:
				other = q.name
			}
		}
		if other < 0 || own || c.idle(e, held, eParts, name, e.text.words[held[other].first].sentence) {
			continue
		}
		return "the passage does not say this of " + s.raw[s.words[said[p.name].first].Start:s.words[said[p.name].end-1].End] +
			" [" + s.words[p.word].surface + " " + string(p.role) + " / " + e.text.words[held[other].first].surface + "]"
	}
	return ""
}

// idle reports whether the sentence names the name without a role that is
// known.
func (c *Checker) idle(e evidence, held []mention, parts []part, name []word, sentence int) bool {
	for k, m := range held {
		if e.text.words[m.first].sentence == sentence && c.means(m, name) &&
			!slices.ContainsFunc(parts, func(p part) bool { return p.name == k }) {
			return true
		}
	}
	return false
}

func opposite(a, b role) bool {
	return a == agent && b == patient || a == patient && b == agent
}
