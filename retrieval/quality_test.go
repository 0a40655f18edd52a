package retrieval_test

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	"golang.org/x/sync/errgroup"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/beir"
	"footnote/retrieval/uselite"
)

// TestQuality guards the ranking and the judgement of what can be answered, with
// the embedded model, on a public test set. The floors lie a little below what
// was measured. The paragraph that answers a question, or its whole article,
// is taken away by not letting the asker see it.
func TestQuality(t *testing.T) {
	if testing.Short() {
		t.Skip("embedding a test set takes some seconds")
	}
	e := openEvaluation(t, "xquad-en")
	whole := e.ask(1, func(string) retrieval.Audience { return e.everyone() })
	t.Run("ranking", func(t *testing.T) {
		var rankings [][]string
		for _, result := range whole {
			rankings = append(rankings, documentsOf(result))
		}
		got := beir.Evaluate(e.set.Queries, rankings, e.set.Judgements)
		t.Logf("R@1 %.4f  R@5 %.4f  nDCG@10 %.4f", got.Recall1, got.Recall5, got.NDCG10)
		if got.Recall1 < .955 || got.NDCG10 < .978 {
			t.Errorf("R@1 %.4f and nDCG@10 %.4f, want at least .955 and .978", got.Recall1, got.NDCG10)
		}
	})
	answerable := probabilities(whole)
	for _, gone := range []struct {
		name     string
		audience func(document string) retrieval.Audience
		auc      float64
	}{
		{"without the paragraph", e.allBut(e.paragraph), .93},
		{"without the article", e.allBut(e.article), .97},
	} {
		t.Run(gone.name, func(t *testing.T) {
			judgeCalibration(t, answerable, probabilities(e.ask(4, gone.audience)), gone.auc)
		})
	}
}

// judgeCalibration compares the probabilities of questions that can be
// answered with those of questions that cannot, as if there were as many.
func judgeCalibration(t *testing.T, answerable, unanswerable []float64, floor float64) {
	const bins = 5
	var yes, no [bins]float64
	for _, p := range answerable {
		yes[min(bins-1, int(p*bins))]++
	}
	weight := float64(len(answerable)) / float64(len(unanswerable))
	for _, p := range unanswerable {
		no[min(bins-1, int(p*bins))] += weight
	}
	before := -1.0
	for i := range bins {
		share := yes[i] / max(1, yes[i]+no[i])
		t.Logf("%.1f to %.1f: %4.0f can be answered, %4.0f cannot: %.2f", float64(i)/bins, float64(i+1)/bins, yes[i], no[i], share)
		if yes[i]+no[i] >= 20 { // fewer tell nothing
			if share < before-.02 {
				t.Errorf("more probable questions can be answered less often: %.2f after %.2f", share, before)
			}
			before = share
		}
	}
	auc := areaUnderCurve(answerable, unanswerable)
	t.Logf("AUC %.4f", auc)
	if auc < floor {
		t.Errorf("AUC %.4f, want at least %.2f", auc, floor)
	}
}

// areaUnderCurve is how often one of the positives is above one of the
// negatives; a tie counts half.
func areaUnderCurve(positives, negatives []float64) float64 {
	sorted := slices.Sorted(slices.Values(negatives))
	sum := 0.0
	for _, p := range positives {
		below, _ := slices.BinarySearch(sorted, p)
		notAbove, _ := slices.BinarySearchFunc(sorted, p, func(x, p float64) int { return cmp.Or(cmp.Compare(x, p), -1) })
		sum += float64(below+notAbove) / 2
	}
	return sum / float64(len(positives)) / float64(len(negatives))
}

func probabilities(results []retrieval.Result) []float64 {
	var all []float64
	for _, r := range results {
		all = append(all, r.Answerable.Probability)
	}
	return all
}

func documentsOf(result retrieval.Result) []string {
	var ids []string
	for _, p := range result.Passages {
		ids = append(ids, p.Document)
	}
	return ids
}

// An evaluation is a test set of records, each labelled so that an asker can be
// kept from any one of them, or from those of one title.
type evaluation struct {
	*shelf
	set                beir.Set
	paragraph, article map[string]number // of documents
}

// sharedFolder is the path of test data, which need not be there.
func sharedFolder(t testing.TB, path ...string) string {
	t.Helper()
	dir := filepath.Join(append([]string{"..", "..", "shared"}, path...)...)
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("the test data is not at %s", dir)
	}
	return dir
}

func openEvaluation(t *testing.T, name string) *evaluation {
	set, err := beir.Open(sharedFolder(t, "eval", name))
	if err != nil {
		t.Fatal(err)
	}
	model, err := uselite.New()
	if err != nil {
		t.Fatal(err)
	}
	e := &evaluation{set: set, paragraph: map[string]number{}, article: map[string]number{}}
	var documents []corpus.Document
	titles := map[string]number{}
	files := corpus.Files{Roots: []string{set.Corpus}}
	for d, err := range files.Documents(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if _, known := titles[d.Title]; !known {
			titles[d.Title] = number{"article", len(titles)}
		}
		e.paragraph[d.ID], e.article[d.ID] = number{"paragraph", len(documents)}, titles[d.Title]
		d.Audience = slices.Concat(e.paragraph[d.ID].labels(), e.article[d.ID].labels())
		d.Hash = d.ContentHash()
		documents = append(documents, d)
	}
	e.shelf = newShelfFor(t, model, documents...)
	return e
}

// ask asks every step-th question on all cores, each as one who holds the
// labels that audience gives for the document that answers it.
func (e *evaluation) ask(step int, audience func(document string) retrieval.Audience) []retrieval.Result {
	results := make([]retrieval.Result, (len(e.set.Queries)+step-1)/step)
	group, ctx := errgroup.WithContext(e.t.Context())
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i := range results {
		q := e.set.Queries[i*step]
		group.Go(func() (err error) {
			query := retrieval.Query{Text: q.Text}
			for document := range e.set.Judgements[q.ID] {
				query.Audience = audience(document)
			}
			results[i], err = e.searcher.Retrieve(ctx, query)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		e.t.Fatal(err)
	}
	return results
}

func (e *evaluation) everyone() retrieval.Audience {
	one := number{"paragraph", 0}
	return slices.Concat(one.labels(), one.others())
}

// allBut gives the labels of one who sees all but the documents of the same
// number.
func (e *evaluation) allBut(numbers map[string]number) func(document string) retrieval.Audience {
	return func(document string) retrieval.Audience { return numbers[document].others() }
}

// A number of a kind has a label for each of its binary digits, so that few
// labels leave out any one number.
type number struct {
	kind string
	n    int
}

const digits = 8

func (n number) labels() []string {
	var labels []string
	for d := range digits {
		labels = append(labels, fmt.Sprintf("%s %d %d", n.kind, d, n.n>>d&1))
	}
	return labels
}

// others are the labels of which every other number has one.
func (n number) others() []string { return number{n.kind, ^n.n}.labels() }
