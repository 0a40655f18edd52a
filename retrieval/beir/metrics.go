package beir

import (
	"math"
	"slices"
)

// Depth is how many documents a ranking needs for every measure.
const Depth = 100

// Metrics are means over the queries.
type Metrics struct {
	Recall1   float64 `json:"recall@1"`
	Recall5   float64 `json:"recall@5"`
	Recall10  float64 `json:"recall@10"`
	Recall100 float64 `json:"recall@100"`
	MRR10     float64 `json:"mrr@10"`
	NDCG10    float64 `json:"ndcg@10"`
}

// Evaluate judges the rankings of the queries, each the IDs of documents, best
// first. Later repetitions of a document are left out. Queries without a
// relevant document are not counted.
func Evaluate(queries []Query, rankings [][]string, judgements Judgements) Metrics {
	var sum Metrics
	n := 0.0
	for i, q := range queries {
		if judgements.relevant(q.ID) == 0 {
			continue
		}
		n++
		m := judge(distinct(rankings[i]), judgements[q.ID], judgements.relevant(q.ID))
		sum.Recall1 += m.Recall1
		sum.Recall5 += m.Recall5
		sum.Recall10 += m.Recall10
		sum.Recall100 += m.Recall100
		sum.MRR10 += m.MRR10
		sum.NDCG10 += m.NDCG10
	}
	if n == 0 {
		return Metrics{}
	}
	return Metrics{Recall1: sum.Recall1 / n, Recall5: sum.Recall5 / n, Recall10: sum.Recall10 / n,
		Recall100: sum.Recall100 / n, MRR10: sum.MRR10 / n, NDCG10: sum.NDCG10 / n}
}

func judge(ranking []string, gains map[string]int, relevant int) Metrics {
	recall := func(k int) float64 {
		hits := 0
		for _, document := range ranking[:min(k, len(ranking))] {
			if gains[document] > 0 {
				hits++
			}
		}
		return float64(hits) / float64(relevant)
	}
	m := Metrics{Recall1: recall(1), Recall5: recall(5), Recall10: recall(10), Recall100: recall(Depth)}
	top := ranking[:min(10, len(ranking))]
	if first := slices.IndexFunc(top, func(d string) bool { return gains[d] > 0 }); first >= 0 {
		m.MRR10 = 1 / float64(first+1)
	}
	m.NDCG10 = gained(top, gains) / ideal(gains, 10)
	return m
}

// gained is the discounted cumulative gain, linear in the relevance as
// trec_eval has it.
func gained(ranking []string, gains map[string]int) float64 {
	sum := 0.0
	for i, document := range ranking {
		sum += float64(max(0, gains[document])) / math.Log2(float64(i+2))
	}
	return sum
}

// ideal is the most that k documents could gain.
func ideal(gains map[string]int, k int) float64 {
	var best []int
	for _, gain := range gains {
		best = append(best, max(0, gain))
	}
	slices.SortFunc(best, func(a, b int) int { return b - a })
	sum := 0.0
	for i, gain := range best[:min(k, len(best))] {
		sum += float64(gain) / math.Log2(float64(i+2))
	}
	return sum
}

func distinct(ranking []string) []string {
	seen := make(map[string]bool, len(ranking))
	var first []string
	for _, document := range ranking {
		if !seen[document] {
			seen[document] = true
			first = append(first, document)
		}
	}
	return first
}
