package gate

import (
	"strings"
	"testing"

	"footnote/bot/wordnet"
	"footnote/retrieval/snowball"
)

// A table without sentences must neither take long nor contradict anything.
func TestExchangedInLongText(t *testing.T) {
	thesaurus, err := wordnet.New()
	if err != nil {
		t.Fatal(err)
	}
	g, err := New(snowball.New(), thesaurus)
	if err != nil {
		t.Fatal(err)
	}
	passage := strings.Repeat("Oslo, Bergen of Norway; Malmö, Lund in Sweden; ", 200)
	if fault := exchangeFault(g, passage, "Lund and Malmö are in Sweden."); fault != "" {
		t.Error(fault)
	}
}
