package beir_test

import (
	"fmt"
	"strings"

	"footnote/retrieval/beir"
)

func Example() {
	queries, _ := beir.ReadQueries(strings.NewReader(`{"_id": "q1", "text": "what eats mice?"}`))
	judgements, _ := beir.ReadJudgements(strings.NewReader("q1\tcats\t1\nq1\towls\t1\n"))

	found := [][]string{{"cats", "dogs", "owls"}}
	m := beir.Evaluate(queries, found, judgements)
	fmt.Printf("recall@1 %.3f, mrr@10 %.3f, ndcg@10 %.3f\n", m.Recall1, m.MRR10, m.NDCG10)
	// Output: recall@1 0.500, mrr@10 1.000, ndcg@10 0.920
}
