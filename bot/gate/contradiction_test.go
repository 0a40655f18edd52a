package gate_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"footnote/bot/gate"
	"footnote/corpus"
	"footnote/retrieval"
)

func TestContradiction(t *testing.T) {
	g := newGate(t)
	tests := []struct {
		name, claim string
		// reason must stand in the reason and proof in the text of the proofs; ""
		// when nothing contradicts the claim.
		reason, proof string
	}{
		{"year", "The harbour of Lindvik was dug in 1878 by prisoners from Orsund.", `"1887", not "1878"`, "dug in 1887"},
		{"number", "The mill above Lindvik ground rye for sixty years.", `"eighty years", not "sixty years"`, "eighty"},
		{"unit", "Marta Olsen's crane on the east quay could lift 12 kilograms.", `"12 tons", not "12 kilograms"`, "12 tons"},
		{"behind a pronoun", "The crane on the east quay could lift 14 tons.", `"12 tons", not "14 tons"`, "It could lift 12 tons"},
		{"place", "The harbour of Lindvik was dug in 1887 by prisoners from Bergen.", "of Orsund, not of Bergen", "prisoners from Orsund"},
		{"person", "Anna Dahl, a young engineer, designed the crane on the east quay.", "of Marta Olsen, not of Anna Dahl", "Marta Olsen"},
		{"denied", "Fishing boats are allowed in the basin at night.", "not allowed", "not allowed"},
		{"not denied", "The ferry does not link Lindvik and the island of Skar.", "not", "links Lindvik"},
		{"contrary", "The pier is open in winter.", `"closed"`, "closed in winter"},
		{"prefix", "The records of the harbour master are complete.", `"incomplete"`, "incomplete"},
		{"deed of another", "Marta Olsen sold the mill to the bakers' guild in 1931.", "of Jonas Berg, not of Marta Olsen", "Jonas Berg, sold it"},

		{"true", "The harbour of Lindvik was dug in 1887.", "", ""},
		{"invented", "The harbour of Lindvik smells of herring in August.", "", ""},
		{"of something else", "The school of Lindvik was built in 1905.", "", ""},
		{"more of it", "The council of Lindvik has seven members.", "", ""},
		{"doubt left out", "The town council will replace the crane next year.", "", ""},
		{"two numbers differ", "The mill above Tronby ground barley for sixty years.", "", ""},
		{"rounded", "Tickets cost about 40 crowns.", "", ""},
		{"no more than is said", "The crane could lift more than 10 tons.", "", ""},
		{"an order", "The ferry is free.", "", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			v := g.Open(harbour).Check(context.Background(), gate.Claim{Text: test.claim, Markers: []int{1}})
			if wanted := test.reason != "" || test.proof != ""; wanted != (v.Contradiction != nil) {
				t.Fatalf("%s: %s, contradiction %+v", v.Status, v.Reason, v.Contradiction)
			}
			if v.Contradiction == nil {
				return
			}
			if v.Status != gate.Dropped || len(v.Proofs) > 0 {
				t.Errorf("contradicted, but %s by %v", v.Status, v.Proofs)
			}
			if !strings.Contains(v.Contradiction.Reason, test.reason) {
				t.Errorf("because %s", v.Contradiction.Reason)
			}
			if said := textOf(harbour, v.Contradiction.Proofs); !strings.Contains(said, test.proof) {
				t.Errorf("by %q", said)
			}
		})
	}
}

// textOf is what stands at the places of proofs.
func textOf(passages []retrieval.Passage, proofs []gate.Proof) string {
	var all []string
	for _, p := range proofs {
		passage := passages[p.Passage]
		all = append(all, passage.Text[p.Span.Start-passage.Start:p.Span.End-passage.Start])
	}
	return strings.Join(all, " ")
}

// Nothing contradicts what is said of things that the passages do not tell of:
// the sentences of a passage are checked against those around it.
func TestNoContradictionElsewhere(t *testing.T) {
	t.Parallel()
	t.Run("library", func(t *testing.T) { checkElsewhere(t, libraryDocuments(t)) })
	t.Run("xquad", func(t *testing.T) {
		root := shared(t, "eval", "xquad-en")
		if testing.Short() {
			t.Skip("it takes long; run without -short")
		}
		checkElsewhere(t, readDocuments(t, filepath.Join(root, "corpus.jsonl")))
	})
}

func checkElsewhere(t *testing.T, documents []corpus.Document) {
	c := newCourt(newGate(t), documents)
	all, contradicted := 0, 0
	for i, p := range c.passages {
		var beside []retrieval.Passage
		for j, o := range c.passages[max(0, i-offeredAtOnce/2):min(len(c.passages), i+offeredAtOnce/2+1)] {
			overlaps := o.Document == p.Document && o.Start < p.End && p.Start < o.End
			if max(0, i-offeredAtOnce/2)+j != i && !overlaps {
				beside = append(beside, o)
			}
		}
		checker := c.gate.Open(beside)
		for k := range p.Sentences {
			v := checker.Check(context.Background(), gate.Claim{Text: p.Sentence(k)})
			if all++; v.Contradiction != nil {
				contradicted++
				t.Logf("%q: %s: %q", p.Sentence(k), v.Contradiction.Reason, textOf(beside, v.Contradiction.Proofs))
			}
		}
	}
	t.Logf("%d of %d are contradicted", contradicted, all)
	if all == 0 || contradicted > 1+all/1000 {
		t.Errorf("%d of %d sentences are contradicted by others", contradicted, all)
	}
}
