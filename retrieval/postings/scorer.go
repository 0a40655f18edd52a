package postings

import "footnote/retrieval"

// A scorer scores the chunks of a part.
type scorer struct {
	part *part
	// Chunks from first to before end may be found, of the kinds that are
	// visible.
	first, end int
	visible    []bool
	fields     [fields]fieldScorer
}

// A fieldScorer scores one field, a window at a time.
type fieldScorer struct {
	index *inverted
	terms []termScorer
	// base and slope make the part of BM25's denominator that depends on a
	// chunk's length.
	base, slope float64
	window      [windowSize]float64
	norms, once [windowSize]float64
	// here are the terms that occur in the window.
	here []*termScorer
}

// A termScorer walks over the lists of a term's forms.
type termScorer struct {
	weight float64
	forms  []cursor
}

func newScorer(p *part, q *query, asked retrieval.TextQuery) *scorer {
	s := &scorer{part: p, end: p.n, visible: make([]bool, len(p.kinds))}
	if asked.Within != (retrieval.Range{}) {
		s.first, _ = p.find(asked.Within.First)
		s.end, _ = p.find(asked.Within.End)
	}
	for i, k := range p.kinds {
		s.visible[i] = asked.Audience.Sees(k.audience)
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

// search offers the chunks of the part to the best of each field.
func (s *scorer) search(tops *[fields]best) {
	for first := s.first / windowSize * windowSize; first < s.end; first += windowSize {
		n := min(windowSize, s.part.n-first)
		byWords, byGrams := &s.fields[words], &s.fields[grams]
		leastWords, leastGrams := tops[words].least(), tops[grams].least()
		someWords, someGrams := byWords.score(first, n), byGrams.score(first, n)
		if !someWords && !someGrams {
			continue
		}
		for i := range n {
			if byWords.window[i] < leastWords && byGrams.window[i] < leastGrams || !s.sees(first+i) {
				continue
			}
			hit := scored{s.part.id(first + i), [fields]float64{byWords.window[i], byGrams.window[i]}}
			for f := range tops {
				if hit.scores[f] >= tops[f].least() {
					tops[f].offer(hit)
				}
			}
			leastWords, leastGrams = tops[words].least(), tops[grams].least()
		}
	}
}

// sees reports whether a chunk lives and may be found by the asker.
func (s *scorer) sees(doc int) bool {
	return doc >= s.first && doc < s.end && s.part.lives(doc) && s.visible[s.part.kind(doc)]
}

// score scores the n chunks of a window. It reports whether there are any
// scores.
func (x *fieldScorer) score(first, n int) bool {
	x.here = x.here[:0]
	clear(x.window[:])
	postings := 0
	for i := range x.terms {
		t := &x.terms[i]
		if held := t.seek(first >> windowBits); held > 0 {
			x.here = append(x.here, t)
			postings += held
		}
	}
	if postings < windowSize/4 {
		x.prepareHeld(first)
	} else {
		for i := range n {
			x.prepare(first, i)
		}
	}
	for _, t := range x.here {
		x.add(t)
	}
	return postings > 0
}

// prepareHeld prepares the chunks that hold a term.
func (x *fieldScorer) prepareHeld(first int) {
	for _, t := range x.here {
		for i := range t.forms {
			c := &t.forms[i]
			if c.window != first>>windowBits {
				continue
			}
			for _, doc := range c.ones {
				x.prepare(first, int(doc))
			}
			for _, doc := range c.others {
				x.prepare(first, int(doc))
			}
		}
	}
}

// prepare computes what the scores of a chunk of the window have in common.
func (x *fieldScorer) prepare(first, i int) {
	norm := x.base + x.slope*float64(x.index.length(first+i))
	x.norms[i], x.once[i] = norm, 1/(1+norm)
}

// seek moves to a window and counts the postings there.
func (t *termScorer) seek(window int) (postings int) {
	for i := range t.forms {
		c := &t.forms[i]
		if c.seek(window); c.window == window {
			postings += len(c.ones) + len(c.others)
		}
	}
	return postings
}

// add adds the scores of a term in the window.
func (x *fieldScorer) add(t *termScorer) {
	if len(t.forms) > 1 {
		x.addForms(t)
		return
	}
	c, weight := &t.forms[0], t.weight
	for _, doc := range c.ones {
		x.window[doc] += weight * x.once[doc]
	}
	for i, doc := range c.others {
		frequency := float64(c.frequencies[i])
		x.window[doc] += weight * frequency / (frequency + x.norms[doc])
	}
}

// addForms scores several forms as if they were one term.
func (x *fieldScorer) addForms(t *termScorer) {
	window := ended
	for i := range t.forms {
		window = min(window, t.forms[i].window)
	}
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
