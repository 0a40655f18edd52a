package postings

import (
	"cmp"
	"context"
	"math/bits"
	"runtime"
	"slices"

	"footnote/retrieval"
)

// The parameters of BM25.
const (
	k1 = 1.2
	b  = .75
)

// Search finds the best chunks by words and by 4-grams. Document frequencies
// and mean lengths are those of the whole index, whoever asks. An empty index
// has no languages to analyse a query in, and gives an empty result.
func (x *Index) Search(ctx context.Context, q retrieval.TextQuery) (retrieval.TextResult, error) {
	if err := ctx.Err(); err != nil {
		return retrieval.TextResult{}, err
	}
	s := x.snapshot.Load()
	defer runtime.KeepAlive(s)
	if s.live == 0 {
		return retrieval.TextResult{}, nil
	}
	query := x.newQuery(s, q.Text)
	result := retrieval.TextResult{Terms: query.terms}
	result.IdealWords, result.IdealGrams = query.ideal(words), query.ideal(grams)
	if q.K <= 0 {
		return result, nil
	}
	k := min(q.K, s.live)
	tops := [fields]best{{field: words, k: k}, {field: grams, k: k}}
	for i := range s.parts {
		if err := ctx.Err(); err != nil {
			return retrieval.TextResult{}, err
		}
		newScorer(&s.parts[i], &query, q.Audience).search(&tops)
	}
	result.Hits = union(tops)
	return result, nil
}

// ideal is the score that a chunk approaches that holds every term often.
func (q *query) ideal(f field) (sum float64) {
	for _, t := range q.fields[f] {
		sum += t.idf * (k1 + 1)
	}
	return sum
}

func union(tops [fields]best) []retrieval.TextHit {
	var hits []retrieval.TextHit
	for _, top := range tops {
		for _, s := range top.hits {
			hits = append(hits, retrieval.TextHit{ID: s.id, Words: s.scores[words], Grams: s.scores[grams]})
		}
	}
	slices.SortFunc(hits, func(a, b retrieval.TextHit) int {
		return cmp.Or(cmp.Compare(b.Words, a.Words), cmp.Compare(b.Grams, a.Grams), cmp.Compare(a.ID, b.ID))
	})
	return slices.CompactFunc(hits, func(a, b retrieval.TextHit) bool { return a.ID == b.ID })
}

// documentFrequency counts the living chunks that hold one of some terms.
func (s *snapshot) documentFrequency(f field, hashes []uint64) (df int) {
	for i := range s.parts {
		p := &s.parts[i]
		var cursors []cursor
		sum := 0
		for _, hash := range hashes {
			if list := p.index[f].lookup(hash); list != nil {
				c, n := newCursor(list)
				cursors = append(cursors, c)
				sum += n
			}
		}
		if len(cursors) > 1 || len(cursors) == 1 && p.dead != nil {
			sum = p.countLiving(cursors)
		}
		df += sum
	}
	return df
}

// countLiving counts the living chunks that are in one of some lists.
func (p *part) countLiving(cursors []cursor) (n int) {
	for {
		window := ended
		for i := range cursors {
			window = min(window, cursors[i].window)
		}
		if window == ended {
			return n
		}
		var held [windowSize / 64]uint64
		for i := range cursors {
			c := &cursors[i]
			if c.window != window {
				continue
			}
			for _, places := range [][]byte{c.ones, c.others} {
				for _, doc := range places {
					held[doc/64] |= 1 << (doc % 64)
				}
			}
			c.next()
		}
		for i, w := range held {
			if p.dead != nil {
				w &^= p.dead[window*len(held)+i]
			}
			n += bits.OnesCount64(w)
		}
	}
}

// A scorer scores the chunks of a part.
type scorer struct {
	part    *part
	visible []bool
	fields  [fields]fieldScorer
}

// A fieldScorer scores one field, a window at a time.
type fieldScorer struct {
	index *inverted
	terms []termScorer
	// base and slope make the part of BM25's denominator that depends on a
	// chunk's length.
	base, slope float64
	window      [windowSize]float64
	norms       [windowSize]float64
}

// A termScorer walks over the lists of a term's forms.
type termScorer struct {
	weight float64
	forms  []cursor
}

func newScorer(p *part, q *query, audience retrieval.Audience) *scorer {
	s := &scorer{part: p, visible: make([]bool, len(p.kinds))}
	for i, k := range p.kinds {
		s.visible[i] = audience.Sees(k.audience)
	}
	for f := range fields {
		x := &s.fields[f]
		x.index = &p.index[f]
		x.base, x.slope = k1*(1-b), k1*b/max(q.lengths[f], 1e-9)
		for _, t := range q.fields[f] {
			var forms []cursor
			for _, hash := range t.hashes {
				if list := x.index.lookup(hash); list != nil {
					c, _ := newCursor(list)
					forms = append(forms, c)
				}
			}
			if len(forms) > 0 {
				x.terms = append(x.terms, termScorer{weight: t.idf * (k1 + 1), forms: forms})
			}
		}
	}
	return s
}

func (s *scorer) search(tops *[fields]best) {
	for first := 0; first < s.part.n; first += windowSize {
		n := min(windowSize, s.part.n-first)
		any := false
		for f := range fields {
			any = s.fields[f].score(first, n) || any
		}
		if !any {
			continue
		}
		for i := range n {
			w, g := s.fields[words].window[i], s.fields[grams].window[i]
			inWords, inGrams := tops[words].admits(w), tops[grams].admits(g)
			if !inWords && !inGrams || !s.part.lives(first+i) || !s.visible[s.part.kind(first+i)] {
				continue
			}
			hit := scored{s.part.id(first + i), [fields]float64{w, g}}
			if inWords {
				tops[words].offer(hit)
			}
			if inGrams {
				tops[grams].offer(hit)
			}
		}
	}
}

// score scores the n chunks of a window. It reports whether any of them has a
// score.
func (x *fieldScorer) score(first, n int) bool {
	window, any := first>>windowBits, false
	for i := range x.terms {
		t := &x.terms[i]
		if !t.seek(window) {
			continue
		}
		if !any {
			any = true
			clear(x.window[:])
			for i := range n {
				x.norms[i] = x.base + x.slope*float64(x.index.length(first+i))
			}
		}
		if len(t.forms) == 1 {
			x.add(&t.forms[0], t.weight)
		} else {
			x.addForms(t, window)
		}
	}
	if !any {
		clear(x.window[:])
	}
	return any
}

// seek moves to a window and reports whether the term occurs there.
func (t *termScorer) seek(window int) bool {
	found := false
	for i := range t.forms {
		t.forms[i].seek(window)
		found = found || t.forms[i].window == window
	}
	return found
}

func (x *fieldScorer) add(c *cursor, weight float64) {
	for _, doc := range c.ones {
		x.window[doc] += weight / (1 + x.norms[doc])
	}
	for i, doc := range c.others {
		frequency := float64(c.frequencies[i])
		x.window[doc] += weight * frequency / (frequency + x.norms[doc])
	}
}

// addForms scores several forms as if they were one term.
func (x *fieldScorer) addForms(t *termScorer, window int) {
	var frequencies [windowSize]float64
	for i := range t.forms {
		c := &t.forms[i]
		if c.window != window {
			continue
		}
		for _, doc := range c.ones {
			frequencies[doc]++
		}
		for i, doc := range c.others {
			frequencies[doc] += float64(c.frequencies[i])
		}
	}
	for doc, frequency := range frequencies {
		if frequency > 0 {
			x.window[doc] += t.weight * frequency / (frequency + x.norms[doc])
		}
	}
}
