package gate

import (
	"math"
	"slices"
)

// A role is what a noun phrase is to a verb or to another noun.
type role string

const (
	agentRole   role = "agent"   // does it
	patientRole role = "patient" // has it done to it
	ownerRole   role = "owner"   // as in "Luther's hymns", "the hymns of Luther"
	sameRole    role = "same"    // as in "Smith, the mayor"
	// Any other role is a preposition.
)

// A tie is the role of one chunk to another.
type tie struct {
	bearer, head int
	role         role
	// sure is unset where the grammar leaves more than one reading.
	sure bool
}

// A tree is the shallow analysis of a sentence. Its chunks are joined by edges
// that are the longer the less two chunks have to do with each other.
type tree struct {
	chunks []chunk
	// of is the chunk of each word.
	of []int
	// complements are what copulas say of their subjects: "is dependent".
	complements map[int]int
	tags        []tag
	ties        []tie
	edges       []edge
	// apart are the lengths of the shortest ways between chunks.
	apart []float64
}

type edge struct {
	a, b   int
	length float64
}

// The lengths of edges.
const (
	sameLength       = 0.3 // appositions and listed phrases
	ownerLength      = 0.7
	argumentLength   = 1.0 // subject, object
	adjunctLength    = 1.2 // with a preposition
	complementLength = 1.5 // "said that ..."
	clauseLength     = 3.0 // "while ..."
	sentenceLength   = 5.0
	wordLength       = 0.5 // from a word to the head of its chunk
)

// maxChunks is how long a sentence is analysed. What is longer is a table, or no
// sentence at all.
const maxChunks = 120

// parse analyses a text, which may have several sentences.
func (g *grammar) parse(t text, names []name, dates map[string]bool) *tree {
	tags := g.tag(t, names)
	chunks := g.chunk(t, names, tags, dates)
	if len(chunks) > maxChunks {
		return &tree{tags: tags, of: slices.Repeat([]int{-1}, len(t.words))}
	}
	p := &parser{grammar: g, text: t, tags: tags, tree: &tree{chunks: chunks, complements: map[int]int{}, tags: tags, of: chunkOf(chunks, len(t.words))}}
	p.run()
	p.respective()
	p.connect()
	p.doubt()
	p.tree.share()
	p.tree.measure()
	return p.tree
}

// doubt makes nothing sure in a heading or a fragment, which has no verb.
func (p *parser) doubt() {
	for _, c := range p.chunks {
		if c.kind == verbChunk && (c.finite || c.form == pastParticiple) {
			return
		}
	}
	for i := range p.ties {
		p.ties[i].sure = false
	}
}

// connect joins what hangs together with nothing.
func (p *parser) connect() {
	group := make([]int, len(p.chunks))
	for i := range group {
		group[i] = i
	}
	var root func(int) int
	root = func(i int) int {
		if group[i] != i {
			group[i] = root(group[i])
		}
		return group[i]
	}
	for _, e := range p.edges {
		group[root(e.a)] = root(e.b)
	}
	last := -1
	for i, c := range p.chunks {
		if c.kind > verbChunk {
			continue
		}
		if last >= 0 && root(last) != root(i) {
			p.join(last, i, clauseLength)
			group[root(i)] = root(last)
		}
		last = i
	}
}

// share gives phrases that are listed together, or stand for the same, each
// other's roles.
func (t *tree) share() {
	for range 3 {
		n := len(t.ties)
		for _, same := range t.ties[:n] {
			if same.role != sameRole && same.role != listRole {
				continue
			}
			for _, r := range t.ties[:n] {
				if r.role == sameRole && same.role == listRole && r.head == same.head && same.bearer != r.bearer {
					t.tie(tie{r.bearer, same.bearer, sameRole, r.sure && same.sure})
				}
				if r.role == listRole || r.role == sameRole {
					continue
				}
				for _, way := range [2][2]int{{same.bearer, same.head}, {same.head, same.bearer}} {
					if r.bearer == way[0] && r.head != way[1] {
						t.tie(tie{way[1], r.head, r.role, r.sure && same.sure && (same.role == listRole || !t.chunks[way[0]].name)})
					}
				}
			}
		}
		if len(t.ties) == n {
			return
		}
	}
}

// listRole joins members of a list: "X and Y".
const listRole role = "list"

// tie notes a role once.
func (t *tree) tie(n tie) {
	if n.bearer < 0 || n.head < 0 || n.bearer == n.head {
		return
	}
	for i, o := range t.ties {
		if o.bearer == n.bearer && o.head == n.head && o.role == n.role {
			t.ties[i].sure = o.sure || n.sure
			return
		}
	}
	t.ties = append(t.ties, n)
}

func (t *tree) join(a, b int, length float64) {
	if a >= 0 && b >= 0 && a != b {
		t.edges = append(t.edges, edge{a, b, length})
	}
}

// measure finds the shortest ways between all chunks.
func (t *tree) measure() {
	n := len(t.chunks)
	t.apart = make([]float64, n*n)
	for i := range t.apart {
		t.apart[i] = math.Inf(1)
	}
	for i := range n {
		t.apart[i*n+i] = 0
	}
	for _, e := range t.edges {
		t.apart[e.a*n+e.b] = min(t.apart[e.a*n+e.b], e.length)
		t.apart[e.b*n+e.a] = t.apart[e.a*n+e.b]
	}
	for k := range n {
		row := t.apart[k*n : k*n+n]
		for i := range n {
			d := t.apart[i*n+k]
			if math.IsInf(d, 1) {
				continue
			}
			to := t.apart[i*n : i*n+n]
			for j, e := range row {
				if d+e < to[j] {
					to[j] = d + e
				}
			}
		}
	}
}

// distance is how little two words have to do with each other.
func (t *tree) distance(i, j int) float64 {
	a, b := t.of[i], t.of[j]
	if a < 0 || b < 0 {
		return sentenceLength
	}
	d := min(t.apart[a*len(t.chunks)+b], 3*sentenceLength)
	if i != t.chunks[a].head {
		d += wordLength
	}
	if j != t.chunks[b].head {
		d += wordLength
	}
	return d
}
