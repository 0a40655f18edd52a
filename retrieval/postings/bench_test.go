package postings_test

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/retrieval"
	"footnote/retrieval/beir"
	"footnote/retrieval/postings"
)

// benchmarkChunks is the size of the index in the benchmarks.
const benchmarkChunks = 100_000

// evaluationText returns the words of two test sets, and their questions.
func evaluationText(t testing.TB) (text, questions []string) {
	for _, name := range []string{"xquad-en", "cranfield"} {
		set, err := beir.Open(setFolder(t, name))
		if err != nil {
			t.Fatal(err)
		}
		entries, _ := readCorpus(t, set.Corpus)
		for _, e := range entries {
			text = append(text, strings.Fields(e.Text)...)
		}
		for _, q := range set.Queries {
			questions = append(questions, q.Text)
		}
	}
	return text, questions
}

// syntheticChunks makes chunks of 600 bytes out of pieces of real text, so that
// words and 4-grams have the frequencies of language, with a tail of words
// that occur only once or twice.
func syntheticChunks(t testing.TB, n int) (entries []retrieval.TextEntry, questions []string) {
	source, questions := evaluationText(t)
	r := rand.New(rand.NewPCG(1, 2))
	for i := range n {
		var b strings.Builder
		for b.Len() < 600 {
			at, length := r.IntN(len(source)-12), 3+r.IntN(8)
			b.WriteString(strings.Join(source[at:at+length], " "))
			fmt.Fprintf(&b, " n%d ", r.IntN(n*4))
		}
		entries = append(entries, retrieval.TextEntry{ID: retrieval.ChunkID(i + 1), Text: b.String(), Language: "en"})
	}
	return entries, questions
}

func BenchmarkBuild(b *testing.B) {
	entries, _ := syntheticChunks(b, benchmarkChunks)
	b.ResetTimer()
	for b.Loop() {
		index := postings.New(analyzer)
		if err := index.Add(b.Context(), entries); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkSearch reports percentiles, since queries differ much in length.
func BenchmarkSearch(b *testing.B) {
	entries, questions := syntheticChunks(b, benchmarkChunks)
	index := postings.New(analyzer)
	before := heap()
	if err := index.Add(b.Context(), entries); err != nil {
		b.Fatal(err)
	}
	b.Logf("heap of the index: %d MiB", (heap()-before)>>20)
	for _, k := range []int{10, 100, 1000} {
		b.Run(fmt.Sprintf("K=%d", k), func(b *testing.B) { benchmarkSearch(b, index, questions, k) })
	}
}

func benchmarkSearch(b *testing.B, index *postings.Index, questions []string, k int) {
	b.ReportAllocs()
	var times []time.Duration
	for i := 0; b.Loop(); i++ {
		start := time.Now()
		_, err := index.Search(b.Context(), retrieval.TextQuery{Text: questions[i%len(questions)], K: k})
		if err != nil {
			b.Fatal(err)
		}
		times = append(times, time.Since(start))
	}
	slices.Sort(times)
	b.ReportMetric(float64(times[len(times)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(times[len(times)*95/100].Microseconds())/1000, "p95-ms")
}

func heap() int64 {
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return int64(stats.HeapAlloc)
}
