package retrieval

import (
	"slices"

	"footnote/corpus"
)

// mergedLimit bounds how many bytes a merged passage may have: a few chunks,
// so that a passage stays something that can be read at a glance.
const mergedLimit = 3000

// mergeNeighbours joins passages that overlap in their document into one, at
// the place and with the score of the better, so that one document does not
// fill the list with near-copies. The passages come and go best first.
func mergeNeighbours(passages []Passage) []Passage {
	merged := make([]Passage, 0, len(passages))
	for _, p := range passages {
		merged = joinLast(append(merged, p))
	}
	return merged
}

// joinLast joins the last passage with one that it overlaps, and that one,
// which has grown, with others, as long as there are any.
func joinLast(merged []Passage) []Passage {
	grown := len(merged) - 1
	for {
		other := slices.IndexFunc(merged, func(p Passage) bool { return p.Chunk != merged[grown].Chunk && joinable(p, merged[grown]) })
		if other < 0 {
			return merged
		}
		better, worse := min(other, grown), max(other, grown)
		merged[better] = join(merged[better], merged[worse])
		merged = slices.Delete(merged, worse, worse+1)
		grown = better
	}
}

func joinable(a, b Passage) bool {
	return a.Document == b.Document && a.Start <= b.End && b.Start <= a.End &&
		max(a.End, b.End)-min(a.Start, b.Start) <= mergedLimit
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
