package retrieval

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"footnote/corpus"
)

// ruler is a document whose bytes tell where they stand; every ten are a
// sentence.
func ruler(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte('a' + i%23)
	}
	return string(b)
}

// stretch is a passage of the ruler, with a vector a sentence that tells where
// the sentence starts.
func stretch(document string, score float64, start, end int) Passage {
	p := Passage{Chunk: ChunkID(start + 1), Document: document, Score: score, Start: start, End: end,
		Text: ruler(5000)[start:end], Section: fmt.Sprint("section at ", start)}
	for at := start; at < end; at += 10 {
		p.Sentences = append(p.Sentences, corpus.Span{Start: at, End: at + 10})
		p.Vectors = append(p.Vectors, []float32{float32(at)})
	}
	return p
}

func TestMergeNeighbours(t *testing.T) {
	tests := []struct {
		name     string
		passages []Passage
		want     string
	}{
		{"none", nil, "[]"},
		{"apart", []Passage{stretch("a", 3, 0, 50), stretch("a", 2, 60, 90)}, "[a 0-50 3, a 60-90 2]"},
		{"in two documents", []Passage{stretch("a", 3, 0, 50), stretch("b", 2, 20, 90)}, "[a 0-50 3, b 20-90 2]"},
		{"overlapping", []Passage{stretch("a", 3, 0, 50), stretch("a", 2, 40, 90)}, "[a 0-90 3]"},
		{"the better comes later in the text", []Passage{stretch("a", 3, 40, 90), stretch("b", 2, 0, 10), stretch("a", 1, 0, 50)}, "[a 0-90 3, b 0-10 2]"},
		{"one within the other", []Passage{stretch("a", 3, 10, 20), stretch("a", 2, 0, 90)}, "[a 0-90 3]"},
		{"touching", []Passage{stretch("a", 3, 0, 50), stretch("a", 2, 50, 90)}, "[a 0-90 3]"},
		{"the third joins the first two", []Passage{stretch("a", 3, 60, 90), stretch("b", 2.5, 0, 10), stretch("a", 2, 0, 30), stretch("a", 1, 20, 70)}, "[a 0-90 3, b 0-10 2.5]"},
		{"the third joins the second to the first", []Passage{stretch("a", 3, 0, 30), stretch("a", 2, 60, 90), stretch("a", 1, 20, 70)}, "[a 0-90 3]"},
		{"too long together", []Passage{stretch("a", 3, 0, 2000), stretch("a", 2, 1900, 3500)}, "[a 0-2000 3, a 1900-3500 2]"},
		{"just not too long", []Passage{stretch("a", 3, 0, 2000), stretch("a", 2, 1900, 3000)}, "[a 0-3000 3]"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			merged := mergeNeighbours(slices.Clone(test.passages))
			if got := outline(merged); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
			for _, p := range merged {
				checkStretch(t, p)
			}
		})
	}
}

func outline(passages []Passage) string {
	all := ""
	for i, p := range passages {
		if i > 0 {
			all += ", "
		}
		all += fmt.Sprintf("%s %d-%d %v", p.Document, p.Start, p.End, p.Score)
	}
	return "[" + all + "]"
}

// checkStretch fails unless the passage is just what stretch makes of the same
// place, but for the chunk.
func checkStretch(t *testing.T, p Passage) {
	t.Helper()
	want := stretch(p.Document, p.Score, p.Start, p.End)
	want.Chunk = p.Chunk
	if fmt.Sprintf("%+v", p) != fmt.Sprintf("%+v", want) {
		t.Errorf("got %+v, want %+v", p, want)
	}
}

// In whatever order chunks come, the passages cover the same text, and none can
// be joined with another.
func TestMergeNeighboursInAnyOrder(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		var passages []Passage
		covered := map[int]bool{}
		for at := range 40 {
			if random.IntN(3) > 0 {
				passages = append(passages, stretch("a", 0, at*90, at*90+100))
				for i := range 100 {
					covered[at*90+i] = true
				}
			}
		}
		random.Shuffle(len(passages), func(i, j int) { passages[i], passages[j] = passages[j], passages[i] })
		merged := mergeNeighbours(passages)
		for i, p := range merged {
			checkStretch(t, p)
			for at := p.Start; at < p.End; at++ {
				delete(covered, at)
			}
			for _, o := range merged[:i] {
				if joinable(o, p) {
					t.Fatalf("%s: two can be joined", outline(merged))
				}
			}
		}
		if len(covered) > 0 {
			t.Fatalf("%s lacks %d bytes", outline(merged), len(covered))
		}
	}
}

// Sentences without vectors, as beyond the candidates that are looked at
// closely, leave the whole passage without.
func TestMergedVectorsBelongToTheirSentences(t *testing.T) {
	bare := stretch("a", 1, 40, 90)
	bare.Vectors = nil
	p := mergeNeighbours([]Passage{stretch("a", 3, 0, 50), bare})[0]
	if p.Vectors != nil || len(p.Sentences) != 9 {
		t.Errorf("%d vectors for %d sentences", len(p.Vectors), len(p.Sentences))
	}
}
