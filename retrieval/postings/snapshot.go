package postings

import (
	"iter"
	"slices"

	"footnote/retrieval"
)

// A bitmap is a set of chunks of a segment, a window to every four words.
type bitmap []uint64

func newBitmap(n int) bitmap {
	return make(bitmap, (n+windowSize-1)/windowSize*(windowSize/64))
}

func (b bitmap) has(doc int) bool { return b[doc/64]&(1<<(doc%64)) != 0 }

// empty reports whether nothing of a window is in the set.
func (b bitmap) empty(window int) bool {
	const words = windowSize / 64
	w := b[window*words : window*words+words]
	return w[0]|w[1]|w[2]|w[3] == 0
}

func (b bitmap) add(doc int) { b[doc/64] |= 1 << (doc % 64) }

// A part is a segment with what was deleted from it. It is never changed.
type part struct {
	*segment
	// dead is nil when every chunk lives.
	dead bitmap
	live int
	// lengths are the sums over the living.
	lengths [fields]int
	// ofKind counts the living of each kind.
	ofKind []int
}

func newPart(s *segment) part {
	p := part{segment: s, live: s.n, ofKind: make([]int, len(s.kinds))}
	for doc := range s.n {
		p.ofKind[s.kind(doc)]++
		for f := range fields {
			p.lengths[f] += s.index[f].length(doc)
		}
	}
	return p
}

// kill marks a chunk as dead in the bitmap, which must be there. Like ofKind, it
// must not be shared with another part.
func (p *part) kill(doc int) {
	p.dead.add(doc)
	p.live--
	p.ofKind[p.kind(doc)]--
	for f := range fields {
		p.lengths[f] -= p.index[f].length(doc)
	}
}

func (p *part) lives(doc int) bool { return p.dead == nil || !p.dead.has(doc) }

// A snapshot is a state of an Index. It is never changed.
type snapshot struct {
	parts   []part
	live    int
	lengths [fields]int
	// languages of the living chunks.
	languages map[string]bool
}

func newSnapshot(parts []part) *snapshot {
	s := &snapshot{parts: parts, languages: map[string]bool{}}
	for i := range parts {
		p := &parts[i]
		s.live += p.live
		for f := range fields {
			s.lengths[f] += p.lengths[f]
		}
		for k, n := range p.ofKind {
			if n > 0 {
				s.languages[p.kinds[k].language] = true
			}
		}
	}
	return s
}

// without returns the parts of the snapshot with the chunks of ids dead.
func (s *snapshot) without(ids iter.Seq[retrieval.ChunkID]) []part {
	parts := slices.Clone(s.parts)
	owned := make([]bool, len(parts))
	for id := range ids {
		for i := range parts {
			p := &parts[i]
			doc, ok := p.find(id)
			if !ok || !p.lives(doc) {
				continue
			}
			if !owned[i] {
				owned[i] = true
				p.ofKind = slices.Clone(p.ofKind)
				if p.dead = slices.Clone(p.dead); p.dead == nil {
					p.dead = newBitmap(p.n)
				}
			}
			p.kill(doc)
		}
	}
	return slices.DeleteFunc(parts, func(p part) bool { return p.live == 0 })
}
