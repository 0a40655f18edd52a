package gate

import "strings"

// An analysis is the analysis of a statement, or of evidence sentence by sentence.
type analysis struct {
	text
	names []name
	trees []*tree
	// tree and first tell for each word its tree, and the first word of it.
	tree, first []int
}

// readStatement analyses a statement.
func (c *Checker) readStatement(s *statement) *analysis {
	r := &analysis{text: s.text, names: s.names}
	r.append(c.gate.grammar.parse(s.text, s.names, c.gate.lists.dates), len(s.words))
	return r
}

// readEvidence analyses the sentences of the evidence, each once for all
// statements.
func (c *Checker) readEvidence(e evidence) *analysis {
	r := &analysis{text: e.text, names: e.names}
	for _, s := range e.sources {
		t := c.trees[s]
		if t == nil {
			t = c.gate.grammar.parse(s.text, s.names, c.gate.lists.dates)
			c.trees[s] = t
		}
		r.append(t, len(s.words))
	}
	return r
}

func (r *analysis) append(t *tree, words int) {
	first := len(r.tree)
	for range words {
		r.tree = append(r.tree, len(r.trees))
		r.first = append(r.first, first)
	}
	r.trees = append(r.trees, t)
}

// distance is how little two words have to do with each other.
func (r *analysis) distance(i, j int) float64 {
	if r.tree[i] != r.tree[j] {
		return 2 * sentenceLength
	}
	return r.trees[r.tree[i]].distance(i-r.first[i], j-r.first[j])
}

// chunk returns the chunk that the i-th word stands in.
func (r *analysis) chunk(i int) (chunk, bool) {
	t := r.trees[r.tree[i]]
	if k := t.of[i-r.first[i]]; k >= 0 {
		return t.chunks[k], true
	}
	return chunk{}, false
}

// equal reports whether two words stand in phrases for the same.
func (r *analysis) equal(i, j int) bool {
	if r.tree[i] != r.tree[j] {
		return false
	}
	t := r.trees[r.tree[i]]
	a, b := t.of[i-r.first[i]], t.of[j-r.first[j]]
	for _, x := range t.ties {
		if x.role == sameRole && (x.bearer == a && x.head == b || x.bearer == b && x.head == a) {
			return true
		}
	}
	return a == b
}

// tag returns the part of speech of the i-th word.
func (r *analysis) tag(i int) tag { return r.trees[r.tree[i]].tags[i-r.first[i]] }

// beside reports whether two words stand in one chunk.
func (r *analysis) beside(i, j int) bool {
	if r.tree[i] != r.tree[j] {
		return false
	}
	of := r.trees[r.tree[i]].of
	return of[i-r.first[i]] == of[j-r.first[j]]
}

// parallel reports whether the phrases of two words have the same role, for
// sure if need be.
func (r *analysis) parallel(i, j int, sure bool) bool {
	if r.tree[i] != r.tree[j] {
		return false
	}
	t := r.trees[r.tree[i]]
	a, b := t.of[i-r.first[i]], t.of[j-r.first[j]]
	for _, x := range t.ties {
		for _, y := range t.ties {
			if x.bearer == a && y.bearer == b && x.role == y.role && (x.sure && y.sure || !sure) {
				return true
			}
		}
	}
	return false
}

// coordinate reports whether two words stand in one list.
func (r *analysis) coordinate(i, j int) bool {
	if r.tree[i] != r.tree[j] {
		return false
	}
	t := r.trees[r.tree[i]]
	return t.listOf(t.of[i-r.first[i]]) == t.listOf(t.of[j-r.first[j]])
}

// listOf is the first member of the list that the chunk belongs to.
func (t *tree) listOf(k int) int {
	for _, x := range t.ties {
		if x.role == listRole && x.bearer == k {
			return x.head
		}
	}
	return k
}

// A place is where words may stand for a name.
type places struct {
	// sure are the words of the name itself, maybe those that may stand for it.
	sure, maybe []int
}

// placesOf finds where the evidence speaks of the name, or may do so.
func (c *Checker) placesOf(name []word, e evidence, r *analysis) places {
	var p places
	here := map[int]bool{} // sentences that name it
	for _, n := range e.names {
		if c.sameBearer(e.words[n.first:n.end], name) {
			for i := n.first; i < n.end; i++ {
				p.sure = append(p.sure, i)
			}
			here[e.words[n.first].sentence] = true
		}
	}
	for i, w := range e.words {
		switch {
		case personal(w.lower):
			if c.mayPrecede(name, e, i) {
				p.maybe = append(p.maybe, i)
			}
		case possessive(w.lower) && !c.hasSubject(r, i):
			if c.mayPrecede(name, e, i) {
				p.maybe = append(p.maybe, i)
			}
		case !here[w.sentence] && c.describing(r, i) && !c.saidOfOther(name, e, r, i):
			p.maybe = append(p.maybe, i)
		}
	}
	return p
}

func personal(w string) bool {
	switch w {
	case "he", "she", "they", "it", "him", "them":
		return true
	}
	return false
}

func possessive(w string) bool {
	switch w {
	case "his", "her", "their", "its":
		return true
	}
	return false
}

// hasSubject reports whether the clause of the word has a name for its subject
// before it, which a possessive then means.
func (c *Checker) hasSubject(r *analysis, i int) bool {
	t := r.trees[r.tree[i]]
	k := t.of[i-r.first[i]]
	for _, tie := range t.ties {
		b := t.chunks[tie.bearer]
		if tie.sure && b.name && (tie.role == agentRole || tie.role == patientRole) && b.head < i-r.first[i] &&
			k >= 0 && t.apart[tie.head*len(t.chunks)+k] <= 2*adjunctLength+ownerLength && tie.head < k {
			return true
		}
	}
	return false
}

// saidOfOther reports whether the sentence says that the description is another
// name's: "Voigt became the first woman".
func (c *Checker) saidOfOther(name []word, e evidence, r *analysis, i int) bool {
	t := r.trees[r.tree[i]]
	k := t.of[i-r.first[i]]
	for _, x := range t.ties {
		if x.role != sameRole || x.bearer != k || !t.chunks[x.head].name {
			continue
		}
		head := r.first[i] + t.chunks[x.head].head
		for _, n := range e.names {
			if head >= n.first && head < n.end && !c.sameBearer(e.words[n.first:n.end], name) {
				return true
			}
		}
	}
	return false
}

// describing reports whether the word is the head of a description such as
// "the forum", which may mean anything that was named before.
func (c *Checker) describing(r *analysis, i int) bool {
	k, ok := r.chunk(i)
	if !ok || k.kind != nounChunk || k.head != i-r.first[i] || k.name || k.title {
		return false
	}
	first := r.words[k.first+r.first[i]].lower
	if first != "the" && first != "this" && first != "these" && first != "both" && first != "such" {
		return false
	}
	for j := k.first + r.first[i]; j < k.end+r.first[i]; j++ {
		if r.words[j].capital() && j > k.first+r.first[i] {
			return false
		}
	}
	end := k.end + r.first[i]
	return end >= len(r.words) || r.words[end].lower != "of" || r.between(end-1) != " "
}

// mayPrecede reports whether a pronoun may mean the name: it stands before it in
// its sentence, or in the sentences before, or in the title.
func (c *Checker) mayPrecede(name []word, e evidence, at int) bool {
	sentence := e.words[at].sentence
	for _, n := range e.names {
		if e.words[n.first].sentence == sentence && c.sameBearer(e.words[n.first:n.end], name) {
			return n.first < at
		}
	}
	source := e.sources[sentence]
	for k := source.number - 1; k >= 0 && k >= source.number-3; k-- {
		before := &c.sources[source.passage][k]
		for _, n := range before.names {
			if c.sameBearer(before.words[n.first:n.end], name) {
				return true
			}
		}
	}
	heading := c.contexts[source.passage]
	for _, w := range heading.words {
		for _, v := range name {
			if !w.stop && !v.stop && c.sameName(w, v) {
				return true
			}
		}
	}
	return false
}

// sameBearer reports whether two names may mean the same: they share a word,
// and not both have others that the other lacks. A title is no such word.
func (c *Checker) sameBearer(a, b []word) bool {
	if initials(a[0], b) && len(a) == 1 || initials(b[0], a) && len(b) == 1 {
		return true
	}
	if len(a) == len(b) && a[0].lower == b[0].lower && a[len(a)-1].lower == b[len(b)-1].lower {
		return true
	}
	shared, onlyA := c.unshared(a, b)
	if !shared {
		return false
	}
	_, onlyB := c.unshared(b, a)
	return !onlyA || !onlyB
}

// unshared tells whether the first name shares a word with the second, and has
// one that the second lacks.
func (c *Checker) unshared(a, b []word) (shared, only bool) {
	for _, x := range a {
		x.lower = ungenitive(x.lower)
		if x.stop || connects(x.lower) || len(x.surface) == 1 && !isDigit(x.surface[0]) {
			continue
		}
		found := false
		for _, y := range b {
			y.lower = ungenitive(y.lower)
			found = found || !y.stop && c.sameName(x, y)
		}
		shared = shared || found
		only = only || !found && !c.gate.grammar.is("title", x.lower)
	}
	return shared, only
}

// ungenitive drops the ending of the genitive.
func ungenitive(w string) string {
	return strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")
}
