package uselite

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"footnote/retrieval/uselite/internal/weights"
)

func (t *tokenizer) texts(text string) []string {
	byID := map[uint16]string{weights.Unknown: "�"}
	for _, p := range t.pieces {
		byID[p.ID] = p.Text
	}
	var texts []string
	for _, id := range t.tokens(nil, text, new(lattice)) {
		texts = append(texts, byID[id])
	}
	return texts
}

func TestTokens(t *testing.T) {
	tests := map[string]struct {
		text string
		want string
	}{
		"empty":                   {"", ""},
		"words":                   {"The cat sat", " The| cat| sat"},
		"rare word":               {"lighthouse", " light|house"},
		"ligature":                {"ﬁne", " fine"},
		"full width":              {"ＡＢ", " A|B"},
		"decomposed":              {"cafe\u0301", " ca|f|é"},
		"unknown run":             {"a 北京", " a| |�"},
		"unknown apart":           {"北a京", " |�|a|�"},
		"invalid":                 {"a\xff\xfeb", " a|�|b"},
		"replacement mark itself": {"�", " |�"},
		"spaces":                  {"a  b", " a| | b"},
		"mark of the vocabulary":  {"a▁b", " a| b"},
		"line ends":               {"a\nb", " a|�|b"},
	}
	tok := newModel(t).tokenizer
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if got := strings.Join(tok.texts(test.text), "|"); got != test.want {
				t.Errorf("%q is cut into %q, want %q", test.text, got, test.want)
			}
		})
	}
}

func TestEveryPieceIsFound(t *testing.T) {
	tok := newModel(t).tokenizer
	for i, p := range tok.pieces {
		node, ok := uint32(0), true
		for j := 0; ok && j < len(p.Text); j++ {
			node, ok = tok.trie.child(node, p.Text[j])
		}
		if !ok || int(tok.trie.nodes[node].piece) != i {
			t.Fatalf("piece %d, %q, is not found", i, p.Text)
		}
	}
}

// naiveTokens does the same as tokens, more plainly, from every start to every
// end.
func naiveTokens(pieces map[string]weights.Piece, text string) []uint16 {
	text = normalize(text)
	runes := []rune(text)
	type node struct {
		score  float64
		start  int
		id     uint16
		filled bool
	}
	nodes := make([]node, len(runes)+1)
	for end := 1; end <= len(runes); end++ {
		nodes[end].start = end - 1
		for start := max(0, end-20); start < end; start++ {
			p, ok := pieces[string(runes[start:end])]
			if !ok {
				continue
			}
			score := nodes[start].score + float64(p.Score)
			if nodes[end].score == 0 || score >= nodes[end].score {
				nodes[end] = node{score, start, p.ID, true}
			}
		}
	}
	var ids []uint16
	for end := len(runes); end > 0; end = nodes[end].start {
		ids = append(ids, nodes[end].id)
	}
	slices.Reverse(ids)
	return slices.CompactFunc(ids, func(a, b uint16) bool { return a == b && a == weights.Unknown })
}

func TestTokensAgainstNaive(t *testing.T) {
	tok := newModel(t).tokenizer
	pieces := map[string]weights.Piece{}
	for _, p := range tok.pieces {
		pieces[p.Text] = p
	}
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOf(rapid.OneOf(
			rapid.SampledFrom([]string{" ", ":", ":)", "://", "the", "ing", "北", "é", "'", "▁", "1"}),
			rapid.StringN(0, 4, 12),
		)).Draw(t, "parts")
		text := strings.Join(parts, "")
		got, want := tok.tokens(nil, text, new(lattice)), naiveTokens(pieces, text)
		if !slices.Equal(got, want) {
			t.Fatalf("%q gives %v, want %v", text, got, want)
		}
	})
}

func FuzzTokenizer(f *testing.F) {
	for _, s := range []string{
		"", "How tall is it?", "👩‍👩‍👧‍👦 and 👍🏽", "\xff\xfe\x00", strings.Repeat("a", 100_000), strings.Repeat("e\u0301", 10_000),
		strings.Repeat("\u0301", 1000), strings.Repeat("北", 1000), strings.Repeat("ﷺ", 500), "a▁▁b", ":) ://", "\u0000", strings.Repeat(" ", 1000),
	} {
		f.Add(s)
	}
	m, err := New()
	if err != nil {
		f.Fatal(err)
	}
	scratch := new(lattice)
	f.Fuzz(func(t *testing.T, text string) {
		tokens := m.tokenizer.tokens([]uint16{7}, text, scratch)
		if tokens[0] != 7 {
			t.Fatal("what was there before is gone")
		}
		tokens = tokens[1:]
		if (len(tokens) == 0) != (text == "") {
			t.Fatalf("%d tokens of %d bytes", len(tokens), len(text))
		}
		if n := utf8.RuneCountInString(norm.NFKC.String(text)); len(tokens) > n+1 {
			t.Fatalf("%d tokens of %d characters", len(tokens), n)
		}
		for i, id := range tokens {
			if id >= weights.Vocabulary || i > 0 && id == weights.Unknown && tokens[i-1] == weights.Unknown {
				t.Fatalf("token %d is %d, after %d", i, id, tokens[max(i-1, 0)])
			}
		}
		if again := m.tokenizer.tokens(nil, text, new(lattice)); !slices.Equal(tokens, again) {
			t.Fatal("the scratch space changes the result")
		}
		if p := m.LogProbability(text); p > 0 {
			t.Fatalf("the logarithm of the probability is %v", p)
		}
	})
}
