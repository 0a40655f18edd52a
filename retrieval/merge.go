package retrieval

import "footnote/corpus"

// mergedLimit bounds how many bytes a merged passage may have: a few chunks,
// so that a passage stays something that can be read at a glance.
const mergedLimit = 3000

// mergeNeighbours joins passages that overlap in their document into one, at
// the place and with the score of the better, so that one document does not
// fill the list with near-copies. The passages come and go best first.
func mergeNeighbours(passages []Passage) []Passage {
	merged := make([]Passage, 0, len(passages))
	for _, p := range passages {
		if !joinAny(merged, p) {
			merged = append(merged, p)
		}
	}
	return merged
}

func joinAny(better []Passage, p Passage) bool {
	for i := range better {
		b := &better[i]
		if b.Document != p.Document || p.Start > b.End || b.Start > p.End {
			continue
		}
		if max(b.End, p.End)-min(b.Start, p.Start) <= mergedLimit {
			*b = join(*b, p)
			return true
		}
	}
	return false
}

// join returns better, extended by what only p holds.
func join(better, p Passage) Passage {
	first, last := better, p
	if p.Start < better.Start {
		first, last = p, better
	}
	if last.End > first.End {
		better.Text = first.Text + last.Text[first.End-last.Start:]
	} else {
		better.Text = first.Text
	}
	better.Start, better.End = first.Start, max(first.End, last.End)
	better.Section = first.Section
	better.Sentences, better.Vectors = joinSentences(first, last)
	return better
}

func joinSentences(first, last Passage) ([]corpus.Span, [][]float32) {
	sentences := append([]corpus.Span(nil), first.Sentences...)
	vectors := append([][]float32(nil), first.Vectors...)
	embedded := len(first.Vectors) == len(first.Sentences) && len(last.Vectors) == len(last.Sentences)
	for i, s := range last.Sentences {
		if n := len(sentences); n > 0 && s.Start < sentences[n-1].End {
			continue
		}
		sentences = append(sentences, s)
		if embedded {
			vectors = append(vectors, last.Vectors[i])
		}
	}
	if !embedded {
		vectors = nil
	}
	return sentences, vectors
}
