package beir

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The expected values are worked out by hand: discounts are 1, 1/log2(3) =
// .630930, .5, 1/log2(5) = .430677.
func TestMetrics(t *testing.T) {
	graded := Judgements{"q": {"a": 2, "b": 1, "c": 0}}
	tests := []struct {
		name       string
		judgements Judgements
		ranking    []string
		want       Metrics
	}{
		{"perfect", graded, []string{"a", "b"}, Metrics{.5, 1, 1, 1, 1, 1}},
		// (1 + 2*.630930) / (2 + .630930)
		{"swapped", graded, []string{"b", "a"}, Metrics{.5, 1, 1, 1, 1, .859717}},
		// (2*.5 + .430677) / 2.630930
		{"irrelevant first", graded, []string{"c", "x", "a", "b"}, Metrics{0, 1, 1, 1, 1.0 / 3, .543792}},
		{"repetitions do not count", graded, []string{"c", "c", "c", "x", "a", "x", "b"}, Metrics{0, 1, 1, 1, 1.0 / 3, .543792}},
		{"nothing found", graded, nil, Metrics{}},
		{"sixth", graded, []string{"1", "2", "3", "4", "5", "b"}, Metrics{0, 0, .5, .5, 1.0 / 6, .135391}},
		{"eleventh", graded, strings.Split("1 2 3 4 5 6 7 8 9 10 a", " "), Metrics{0, 0, 0, .5, 0, 0}},
		{"negative relevance", Judgements{"q": {"a": 1, "b": -1}}, []string{"b", "a"}, Metrics{0, 1, 1, 1, .5, .630930}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := Evaluate([]Query{{ID: "q"}}, [][]string{test.ranking}, test.judgements)
			if !near(got, test.want) {
				t.Errorf("got %+v, want %+v", got, test.want)
			}
		})
	}
}

func TestMetricsAreMeansOverJudgedQueries(t *testing.T) {
	queries := []Query{{ID: "q1"}, {ID: "q2"}, {ID: "unjudged"}, {ID: "nothing relevant"}}
	judgements := Judgements{"q1": {"a": 1}, "q2": {"b": 1}, "nothing relevant": {"a": 0}}
	got := Evaluate(queries, [][]string{{"a"}, {"a", "b"}, {"a"}, {"a"}}, judgements)
	if want := (Metrics{.5, 1, 1, 1, .75, (1 + .630930) / 2}); !near(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got := Evaluate(nil, nil, nil); got != (Metrics{}) {
		t.Errorf("without queries: %+v", got)
	}
}

func near(a, b Metrics) bool {
	x := []float64{a.Recall1, a.Recall5, a.Recall10, a.Recall100, a.MRR10, a.NDCG10}
	y := []float64{b.Recall1, b.Recall5, b.Recall10, b.Recall100, b.MRR10, b.NDCG10}
	for i := range x {
		if math.IsNaN(x[i]) || math.Abs(x[i]-y[i]) > 1e-5 {
			return false
		}
	}
	return true
}

func TestReadQueries(t *testing.T) {
	got, err := ReadQueries(strings.NewReader("\ufeff{\"_id\":\"2\",\"text\":\"b\",\"metadata\":{}}\r\n\n{\"_id\":\"1\",\"text\":\"\"}"))
	if err != nil || fmt.Sprint(got) != "[{2 b} {1 }]" {
		t.Errorf("got %v, %v", got, err)
	}
	faults := map[string]string{
		"{\"_id\":\"1\"}\n{\"text\":\"x\"}":  "line 2: the query has no _id",
		"{\"_id\":\"1\"}\n\n{\"_id\":\"1\"}": `line 3: the _id "1" stands in line 1 already`,
		"what?":                              "line 1: no query in JSON",
		"{\"_id\": 1}":                       "line 1: no query in JSON",
	}
	for text, want := range faults {
		if _, err := ReadQueries(strings.NewReader(text)); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: got %v, want %s", text, err, want)
		}
	}
}

func TestReadJudgements(t *testing.T) {
	for name, header := range map[string]string{"header": "query-id\tcorpus-id\tscore\n", "no header": ""} {
		got, err := ReadJudgements(strings.NewReader(header + "q1\ta\t1\nq1\tb\t0\r\n\nq2\tc d\t2\n"))
		if err != nil || fmt.Sprint(got) != "map[q1:map[a:1 b:0] q2:map[c d:2]]" {
			t.Errorf("%s: got %v, %v", name, got, err)
		}
	}
	faults := map[string]string{
		"q1\ta\t1\nq1\ta\tyes": `line 2: the relevance "yes" is not a whole number`,
		"q1\ta":                "line 1: 2 columns",
		"q1 a 1":               "line 1: 1 columns",
	}
	for text, want := range faults {
		if _, err := ReadJudgements(strings.NewReader(text)); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: got %v, want %s", text, err, want)
		}
	}
}

// folder writes files given as name, text, name, text ...
func folder(t *testing.T, files ...string) string {
	t.Helper()
	dir := t.TempDir()
	for i := 0; i < len(files); i += 2 {
		path := filepath.Join(dir, files[i])
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(files[i+1]), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestOpen(t *testing.T) {
	var compressed bytes.Buffer
	z := gzip.NewWriter(&compressed)
	fmt.Fprintln(z, `{"_id":"q1","text":"a"}`)
	fmt.Fprintln(z, `{"_id":"q2","text":"never judged"}`)
	z.Close()
	set, err := Open(folder(t, "corpus.jsonl.gz", "", "queries.jsonl.gz", compressed.String(),
		"qrels/train.tsv", "x", "qrels/test.tsv", "q1\td\t1\nq9\td\t1\n"))
	if err != nil {
		t.Fatal(err)
	}
	if len(set.Queries) != 1 || set.Queries[0].ID != "q1" || filepath.Base(set.Corpus) != "corpus.jsonl.gz" {
		t.Errorf("got %+v", set)
	}
}

func TestOpenFaults(t *testing.T) {
	query := `{"_id":"q","text":"a"}`
	tests := []struct {
		want  string
		files []string
	}{
		{"it has no corpus.jsonl", nil},
		{"it has no queries.jsonl", []string{"corpus.jsonl", ""}},
		{"it has no qrels/test.tsv", []string{"corpus.jsonl", "", "queries.jsonl", query}},
		{"several files of judgements", []string{"corpus.jsonl", "", "queries.jsonl", query, "qrels/a.tsv", "", "qrels/b.tsv", ""}},
		{"a.tsv: line 1: 1 columns", []string{"corpus.jsonl", "", "queries.jsonl", query, "qrels/a.tsv", "x"}},
		{"no query of queries.jsonl has a relevant document in test.tsv", []string{"corpus.jsonl", "", "queries.jsonl", query, "qrels/test.tsv", "q\td\t0"}},
		{"queries.jsonl: line 1: no query in JSON", []string{"corpus.jsonl", "", "queries.jsonl", "?", "qrels/test.tsv", ""}},
		{"gzip", []string{"corpus.jsonl", "", "queries.jsonl.gz", "not compressed", "qrels/test.tsv", ""}},
	}
	for _, test := range tests {
		if _, err := Open(folder(t, test.files...)); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("got %v, want %s", err, test.want)
		}
	}
}

func FuzzReadJudgements(f *testing.F) {
	f.Add("query-id\tcorpus-id\tscore\nq\td\t1\n")
	f.Add("q\td\t-1")
	f.Fuzz(func(t *testing.T, text string) {
		judgements, err := ReadJudgements(strings.NewReader(text))
		if err != nil {
			return
		}
		for query := range judgements {
			ranking := []string{"d", "x", "d"}
			m := Evaluate([]Query{{ID: query}}, [][]string{ranking}, judgements)
			if math.IsNaN(m.NDCG10) || m.NDCG10 < 0 || m.NDCG10 > 1+1e-9 || m.Recall1 > m.Recall100 {
				t.Errorf("impossible measures %+v", m)
			}
		}
	})
}
