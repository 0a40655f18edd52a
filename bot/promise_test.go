package bot_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"footnote/bot"
	"footnote/bot/gate"
	"footnote/corpus"
	"footnote/retrieval"
)

// A whim is a gate that decides at random, and proves by anything at all.
type whim struct {
	r        *rapid.T
	passages []retrieval.Passage
}

func (w whim) Check(context.Context, gate.Claim) gate.Verdict {
	v := gate.Verdict{
		Status: rapid.SampledFrom([]gate.Status{gate.Verified, gate.Mended, gate.Dropped}).Draw(w.r, "status"), Reason: "a whim",
	}
	if rapid.Bool().Draw(w.r, "sane") {
		i := rapid.IntRange(0, len(w.passages)-1).Draw(w.r, "passage")
		v.Proofs = append(v.Proofs, gate.Proof{Passage: i, Span: rapid.SampledFrom(w.passages[i].Sentences).Draw(w.r, "sentence")})
	}
	for range rapid.IntRange(0, 2).Draw(w.r, "proofs") {
		i := rapid.IntRange(-1, len(w.passages)).Draw(w.r, "passage")
		p := w.passages[max(0, min(i, len(w.passages)-1))]
		start := p.Start + rapid.IntRange(-5, 40).Draw(w.r, "start")
		v.Proofs = append(v.Proofs, gate.Proof{Passage: i, Span: corpus.Span{Start: start, End: start + rapid.IntRange(-1, 60).Draw(w.r, "length")}})
	}
	return v
}

// bits are what random replies are made of.
var bits = []string{
	dug, crane, light, " ", "\n", "\n\n", "- ", "1. ", "[1]", "[2][7]", "【3】", "[Passage 1]", "[99]", "(1)", "She came. ", "```\n", "`x[1]` ", "> [1] \"dug\"\n",
	"NO_ANSWER", "| a | b |\n", "# Head\n", "See [1](http://x.example). ", "[", "]", ".", "It is 3.5 m [12, 3", "é", "\xff",
	`{"statements":[`, `{"text":"` + dug + ` [5]","markers":[1]}`, ",", `],"answered":`, "false}", "```json\n",
}

// TestThePromise: whatever model and gate do, what was shown is not taken back,
// and every marker names a citation of ours that stands in a document.
func TestThePromise(t *testing.T) {
	c := can(t, harbourQuestion)
	delivered, followed := 0, 0
	rapid.Check(t, func(r *rapid.T) {
		pieces := rapid.SliceOfN(rapid.OneOf(rapid.SampledFrom(bits), rapid.SampledFrom(bits[:5])), 0, 30).Draw(r, "pieces")
		if rapid.Bool().Draw(r, "well begun") {
			pieces = append([]string{crane + " [1] And then it goes on. "}, pieces...)
		}
		fault := rapid.SampledFrom([]error{nil, nil, errors.New("broken"), &bot.ModelError{Fault: bot.FaultCut}, context.DeadlineExceeded}).Draw(r, "fault")
		m := &model{context: 8192, reply: func(_ context.Context, _ bot.Prompt, yield func(bot.Piece, error) bool) {
			for _, p := range pieces {
				if !yield(bot.Piece{Text: p}, nil) {
					return
				}
			}
			if fault != nil {
				yield(bot.Piece{}, fault)
			}
		}}
		c.probably(rapid.SampledFrom([]float64{0.05, 0.3, 0.9, 0.9}).Draw(r, "answerable"))
		prover := func(passages []retrieval.Passage) bot.Checker { return whim{r, passages} }
		a := c.answerer().WithModel(m, prover, bot.ModelOptions{})
		answer, shown, err := collect(r, a.Stream(r.Context(), bot.Question{Text: harbourQuestion}))
		if err != nil {
			r.Fatal(err)
		}
		checkWritten(r, c, answer)
		if answer.Mode == bot.ModeModel {
			delivered++
		}
		if answer.Fallback != "" && len(shown) > 1 {
			followed++
		}
		whole, err := a.Answer(r.Context(), bot.Question{Text: harbourQuestion})
		if err != nil {
			r.Fatal(err)
		}
		checkWritten(r, c, whole)
		if fault != nil && whole.Mode == bot.ModeModel && whole.Answerable >= bot.DefaultThreshold {
			r.Fatalf("a reply that was cut passes for whole: %q", whole.Text)
		}
	})
	t.Logf("%d answers of the model, %d with quotes behind it", delivered, followed)
	// Few replies are tried in short runs, and chance may leave a sort out.
	if !t.Failed() && !testing.Short() && (delivered == 0 || followed == 0) {
		t.Errorf("%d answers of the model and %d with quotes behind it: too few to test anything", delivered, followed)
	}
}

// TestCutAnywhere: a reply that is cut off at any byte never delivers the
// sentence, or the half of one, that it was cut in.
func TestCutAnywhere(t *testing.T) {
	c := can(t, harbourQuestion).probably(0.3) // the model's statements alone
	cut := &bot.ModelError{Fault: bot.FaultCut, Model: "parrot"}
	for _, reply := range []string{
		dug + " [1] " + crane + " [1] " + light + " [1]",
		"- " + dug + " [1]\n- " + crane + " [1]\n",
		`{"statements":[{"text":"` + dug + `","markers":[1]},{"text":"` + crane + `","markers":[1]}]`,
	} {
		for n := range len(reply) {
			answer, err := c.with(says(reply[:n], cut)).Answer(t.Context(), bot.Question{Text: harbourQuestion})
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range answer.Statements {
				at := strings.Index(reply, s.Text)
				if s.Text != dug && s.Text != crane && s.Text != light || at+len(s.Text) >= n {
					t.Fatalf("%q gives the statement %q", reply[:n], s.Text)
				}
			}
		}
	}
}
