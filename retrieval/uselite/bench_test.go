package uselite

import (
	"context"
	"math"
	"strings"
	"testing"
	"time"

	"footnote/retrieval/uselite/internal/weights"
	"footnote/retrieval/uselite/kernel"
)

// question has 13 tokens, about as many as people's questions have.
const question = "How many points did the Panthers defense surrender?"

// passage is cut into sentences for the benchmarks.
const passage = `The lighthouse stands on the northern edge of the island, where the currents of two seas meet.
It was built of granite in the middle of the nineteenth century, after a merchant ship with ninety people on board was lost on the reef.
Three keepers lived there with their families until the lamp was automated.
They grew vegetables in the lee of the wall, kept a few goats and rowed to the village for everything else, weather permitting.
In winter months could pass without a visitor.
The lamp, which could be seen from a distance of twenty miles, burned rape oil at first, then paraffin, and was electrified only after the war.
Today the building is a museum.
Visitors climb one hundred and sixty-eight steps to the gallery, from which they see the whole coast on a clear day.
Funds for the restoration of the lens were collected by schoolchildren all over the country.`

// multiplications is how many of them the dense layers make for a token.
func multiplications(m *weights.Model) float64 {
	var n float64
	for _, l := range m.Layers {
		for _, x := range []kernel.Matrix{l.QueryKeyValue, l.Attention, l.FeedForward1, l.FeedForward2} {
			n += float64(x.Inputs * x.Outputs)
		}
	}
	return n
}

// peak is what path can do at the very best, in GFLOP/s, measured now.
func peak(path *kernel.Path) float64 {
	var best float64
	for range 5 {
		start := time.Now()
		operations := path.Peak(1 << 19)
		best = max(best, operations/time.Since(start).Seconds()/1e9)
	}
	return best
}

// BenchmarkEmbedDocuments embeds on one core. GFLOP/s counts a multiplication
// and an addition of the dense layers as two, though they are of integers;
// peak-GFLOP/s is what the core's multiplications and additions of floats make.
// Both are of the best round, since others may use the core as well.
func BenchmarkEmbedDocuments(b *testing.B) {
	sentences := strings.Split(strings.Repeat(passage+"\n", 3), "\n")
	for _, path := range kernel.Paths() {
		b.Run(path.Name(), func(b *testing.B) {
			m := modelOn(b, path)
			m.workers = 1
			tokens := 0
			for _, s := range sentences {
				tokens += len(m.tokens(nil, s, new(lattice)))
			}
			top := peak(path)
			best := time.Duration(math.MaxInt64)
			for b.Loop() {
				start := time.Now()
				if _, err := m.EmbedDocuments(context.Background(), sentences); err != nil {
					b.Fatal(err)
				}
				best = min(best, time.Since(start))
			}
			rate := float64(tokens) / best.Seconds()
			flops := rate * 2 * multiplications(m.encoder.model) / 1e9
			b.ReportMetric(rate, "tokens/s")
			b.ReportMetric(flops, "GFLOP/s")
			b.ReportMetric(top, "peak-GFLOP/s")
			b.ReportMetric(100*flops/top, "%peak")
		})
	}
}

// BenchmarkEmbedQuery embeds one question, on one core, tokenization included.
func BenchmarkEmbedQuery(b *testing.B) {
	for _, path := range kernel.Paths() {
		b.Run(path.Name(), func(b *testing.B) {
			m := modelOn(b, path)
			for b.Loop() {
				if _, err := m.EmbedQuery(context.Background(), question); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		if _, err := New(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkTokenizer(b *testing.B) {
	m := newModel(b)
	var scratch lattice
	var tokens []uint16
	b.SetBytes(int64(len(passage)))
	for b.Loop() {
		tokens = m.tokenizer.tokens(tokens[:0], passage, &scratch)
	}
}

func modelOn(t testing.TB, path *kernel.Path) *Model {
	t.Helper()
	m, err := load(file, path)
	if err != nil {
		t.Fatal(err)
	}
	return m
}
