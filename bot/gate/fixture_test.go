package gate

import (
	"testing"

	"footnote/bot/wordnet"
	"footnote/retrieval/snowball"
)

// plainGate is a gate that does not know how common words are.
func plainGate(t testing.TB) *Gate {
	t.Helper()
	thesaurus, err := wordnet.New()
	if err != nil {
		t.Fatal(err)
	}
	g, err := New(snowball.New(), thesaurus)
	if err != nil {
		t.Fatal(err)
	}
	return g
}
