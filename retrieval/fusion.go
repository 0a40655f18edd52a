package retrieval

import (
	"cmp"
	"slices"
)

// Weights of the parts when all three take part. Words lead, the embedding
// helps; see docs/design.md for how flat the optimum is.
const (
	wordsWeight = 0.35
	gramsWeight = 0.25
	denseWeight = 0.25
)

// fuse orders all candidates by the weighted sum of their scores. Each score is
// divided by the best one's, above a floor that does not depend on how deep
// the lists are: 0 for BM25, the average chunk's cosine for the embedding.
func fuse(f found) []candidate {
	text := make(map[ChunkID]TextHit, len(f.text.Hits))
	bestWords, bestGrams := f.best.words, f.best.grams
	for _, h := range f.text.Hits {
		text[h.ID] = h
		bestWords, bestGrams = max(bestWords, h.Words), max(bestGrams, h.Grams)
	}
	bestDense := max(f.floor, f.best.dense)
	for _, cosine := range f.dense {
		bestDense = max(bestDense, cosine)
	}
	candidates := make([]candidate, 0, len(text)+len(f.dense))
	add := func(id ChunkID) {
		p := Parts{
			Words: share(text[id].Words, bestWords),
			Grams: share(text[id].Grams, bestGrams),
		}
		if cosine, ok := f.dense[id]; ok {
			p.Dense = max(0, share(float64(cosine-f.floor), float64(bestDense-f.floor)))
		}
		score := wordsWeight*p.Words + gramsWeight*p.Grams + denseWeight*p.Dense
		candidates = append(candidates, candidate{id: id, score: score, parts: p})
	}
	for id := range text {
		add(id)
	}
	for id := range f.dense {
		if _, seen := text[id]; !seen {
			add(id)
		}
	}
	slices.SortFunc(candidates, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.id, b.id))
	})
	return candidates
}

func share(part, whole float64) float64 {
	if whole <= 0 {
		return 0
	}
	return part / whole
}
