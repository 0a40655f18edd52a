package uselite

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"footnote/retrieval/uselite/internal/weights"
	"footnote/retrieval/uselite/kernel"
)

// golden holds checksums of vectors. They are the same on every path and every
// processor; when they change, so must the name of the model.
var golden = []struct {
	text     string
	first    [3]float32
	checksum string
}{
	{"hello", [3]float32{0.0408, -0.0232, -0.0477}, "38fc53bb6fb3d8d1"},
	{"How tall is the lighthouse?", [3]float32{0.0156, -0.0273, -0.0499}, "d5cd11ce85504702"},
	{"The keeper climbs 168 steps — in every weather — to light the lamp.", [3]float32{-0.0608, 0.0247, -0.0585}, "4faa96e6f4040f9b"},
	{"Ünïcödé, 北京, ﬁne print and a 👍🏽", [3]float32{-0.0557, -0.0274, 0.0227}, "cf90b3565918cdff"},
	{strings.Repeat("a long text is cut off after a while, ", 30), [3]float32{-0.0543, -0.0671, 0.0619}, "9361320b05db9002"},
}

func TestGoldenVectors(t *testing.T) {
	for _, path := range kernel.Paths() {
		m := modelOn(t, path)
		for _, g := range golden {
			v := embed(t, m, g.text)
			for i, want := range g.first {
				if d := math.Abs(float64(v[i] - want)); d > 5e-5 {
					t.Errorf("%s: element %d of %.30q is %.4f, want %.4f", path.Name(), i, g.text, v[i], want)
				}
			}
			if got := checksum(v); got != g.checksum {
				t.Errorf("%s: vector of %.30q begins %.4f and has checksum %s, want %s", path.Name(), g.text, v[:3], got, g.checksum)
			}
		}
	}
}

// checksum is the beginning of the hash of the bits of v.
func checksum(v []float32) string {
	h := sha256.New()
	for _, x := range v {
		h.Write(binary.LittleEndian.AppendUint32(nil, math.Float32bits(x)))
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

func embed(t testing.TB, m *Model, text string) []float32 {
	t.Helper()
	v, err := m.EmbedQuery(context.Background(), text)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestModelDescription(t *testing.T) {
	m := newModel(t)
	d := m.Model()
	if d.Name != "use-lite-en-int8/1" || !d.PerSentence || !slices.Equal(d.Languages, []string{"en"}) {
		t.Errorf("the description is %+v", d)
	}
	if got := len(embed(t, m, "length")); got != d.Dimensions {
		t.Errorf("a vector has %d elements, the description says %d", got, d.Dimensions)
	}
}

// TestBatchesDoNotMatter embeds texts of all lengths together, in two orders,
// and each alone.
func TestBatchesDoNotMatter(t *testing.T) {
	m := newModel(t)
	words := strings.Fields(passage)
	random := rand.New(rand.NewPCG(1, 1))
	var texts []string
	for n := range 150 {
		start := random.IntN(len(words))
		texts = append(texts, strings.Join(words[start:min(start+n, len(words))], " "))
	}
	texts = append(texts, "", "🦊", strings.Repeat("z", 5000), passage)
	for _, workers := range []int{1, 3} {
		m.workers = workers
		random.Shuffle(len(texts), func(i, j int) { texts[i], texts[j] = texts[j], texts[i] })
		vectors, err := m.EmbedDocuments(context.Background(), texts)
		if err != nil {
			t.Fatal(err)
		}
		for i, v := range vectors {
			if alone := embed(t, m, texts[i]); !slices.Equal(v, alone) {
				t.Errorf("%d workers: the vector of %.40q differs from the one it has alone", workers, texts[i])
			}
		}
	}
}

func TestVectorsHaveLengthOne(t *testing.T) {
	m := newModel(t)
	for _, text := range []string{"a", " ", "?", "\x00", "\xff\xfe", "word", passage} {
		v := embed(t, m, text)
		var square float64
		for _, x := range v {
			square += float64(x) * float64(x)
		}
		if math.Abs(square-1) > 1e-5 {
			t.Errorf("the vector of %.20q has a square of %v, want 1", text, square)
		}
	}
}

func TestEmptyTextHasZeroVector(t *testing.T) {
	m := newModel(t)
	zero := make([]float32, weights.HiddenSize)
	if v := embed(t, m, ""); !slices.Equal(v, zero) {
		t.Error("the vector of the empty question is not zero")
	}
	vectors, err := m.EmbedDocuments(context.Background(), []string{"", "some", ""})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(vectors[0], zero) || !slices.Equal(vectors[2], zero) || slices.Equal(vectors[1], zero) {
		t.Error("not just the vectors of the empty texts are zero")
	}
	if vectors, err := m.EmbedDocuments(context.Background(), nil); err != nil || len(vectors) != 0 {
		t.Errorf("no texts give %d vectors and error %v", len(vectors), err)
	}
}

func TestCancelled(t *testing.T) {
	m := newModel(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := m.EmbedQuery(ctx, "too late"); !errors.Is(err, context.Canceled) {
		t.Errorf("EmbedQuery: error %v, want context.Canceled", err)
	}
	if _, err := m.EmbedDocuments(ctx, []string{"too late"}); !errors.Is(err, context.Canceled) {
		t.Errorf("EmbedDocuments: error %v, want context.Canceled", err)
	}
}

func TestSimilarTextsAreNear(t *testing.T) {
	m := newModel(t)
	question := embed(t, m, "How old are you?")
	near := cosine(question, embed(t, m, "What is your age?"))
	far := cosine(question, embed(t, m, "My phone is good."))
	if near < far+.3 {
		t.Errorf("cosines are %.2f with what means the same and %.2f with what does not", near, far)
	}
}

func TestLogProbability(t *testing.T) {
	m := newModel(t)
	fromCommon := []string{"the", "people", "lighthouse", "archetypal", "zqxjkv", "北京"}
	for i := 1; i < len(fromCommon); i++ {
		a, b := m.LogProbability(fromCommon[i-1]), m.LogProbability(fromCommon[i])
		if a <= b || b >= 0 {
			t.Errorf("%q has %.2f and %q has %.2f, want falling and below 0", fromCommon[i-1], a, fromCommon[i], b)
		}
	}
	if got := m.LogProbability("the"); math.Abs(got+3.566) > .001 {
		t.Errorf("the has %v, want the score of its piece, -3.566", got)
	}
	if got := m.LogProbability(""); got != 0 {
		t.Errorf("nothing has %v, want 0", got)
	}
}

func TestDamagedWeights(t *testing.T) {
	for _, n := range []int{0, 10, 64, 100, 5000, 100_000, len(file) / 2, len(file) - 1} {
		if _, err := load(file[:n], kernel.Generic()); err == nil {
			t.Errorf("the first %d bytes load without an error", n)
		}
	}
	if _, err := load(file+strings.Repeat("\x00", 64), kernel.Generic()); err == nil {
		t.Error("a file that is too long loads without an error")
	}
}

func TestEmbeddedFileIsIntact(t *testing.T) {
	if err := weights.Verify(file); err != nil {
		t.Error(err)
	}
	if err := weights.Verify(file[:1000] + "x" + file[1001:]); err == nil {
		t.Error("a changed file is not noticed")
	}
}
