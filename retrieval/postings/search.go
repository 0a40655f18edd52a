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
		newScorer(&s.parts[i], &query, q).search(&tops)
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
		if c := &cursors[0]; len(cursors) == 1 && p.dead.empty(window) {
			n += len(c.ones) + len(c.others)
			c.next()
			continue
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
