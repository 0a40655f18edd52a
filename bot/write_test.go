package bot_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"footnote/bot"
	"footnote/bot/gate"
	"footnote/retrieval"
)

// Sentences of the island.
const (
	dug    = "The harbour of Lindvik was dug in 1887."
	crane  = "Marta Olsen, an engineer from Bergen, designed the great crane on the quay."
	light  = "She also built the lighthouse at Cape Skarv."
	quoted = dug + " [1]" // what the quotes answer says
)

func statuses(answer bot.Answer) string {
	var b strings.Builder
	for _, s := range answer.Statements {
		fmt.Fprintf(&b, "%s%v ", s.Status, s.Markers)
	}
	return strings.TrimSpace(b.String())
}

func TestWrittenAnswers(t *testing.T) {
	c := can(t, harbourQuestion)
	tests := []struct {
		name, reply, want, statuses string
	}{
		{"one statement", dug + " [1]", dug + " [1]", "verified[1]"},
		{"renumbered in order of use", crane + " [7]\n\n" + dug + " [1]", crane + " [1]\n\n" + dug + " [2]", "mended[1] verified[2]"},
		{"a lie between", dug + " [1] It is deep. [1] " + crane + " [1]", dug + " [1] " + crane + " [2]", "verified[1] dropped[] verified[2]"},
		{"leans on a lie", dug + " [1] Ole built a crane. [1] " + light + " [1]", dug + " [1]", "verified[1] dropped[] dropped[]"},
		{"leans on what leans on a lie", "Ole came. " + light + " " + light + " " + dug + " [1]", dug + " [1]", "dropped[] dropped[] dropped[] verified[1]"},
		{"leans on what is delivered", crane + " [1] " + light + " [1]", crane + " [1] " + light + " [2]", "verified[1] verified[2]"},
		{"behind an introduction", "This is what I found:\n\n" + light, light + " [1]", "dropped[] mended[1]"},
		{"said twice", dug + " [1] " + strings.ToUpper(dug[:1]) + dug[1:] + " [1] " + light, dug + " [1] " + light + " [2]", "verified[1] dropped[] mended[2]"},
		{"a list", "These:\n- " + dug + " [1]\n- Nothing. [1]\n- " + crane + " [1]\n\n" + light, "- " + dug + " [1]\n- " + crane + " [2]\n\n" + light + " [3]", "dropped[] verified[1] dropped[] verified[2] mended[3]"},
		{"JSON", `{"statements":[{"text":"` + dug + `","markers":[1],"quotes":[]},{"text":"No.","markers":[1]},{"text":"` + crane + `","markers":[1]}],"answered":true}`, dug + " [1] " + crane + " [2]", "verified[1] dropped[] verified[2]"},
		{"numbers without square brackets", dug + "¹ " + crane[:len(crane)-1] + " (1).", dug + " [1] " + crane + " [2]", "verified[1] verified[2]"},
		{"HTML", "<p><b>" + dug + "</b><sup>1</sup><br>" + crane + " [1]</p>", dug + " [1] " + crane + " [2]", "verified[1] verified[2]"},
		{"no answer, but one", dug + " [1]\nNO_ANSWER", dug + " [1]", "verified[1]"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := c.with(says(test.reply, nil))
			answer, err := a.Answer(t.Context(), bot.Question{Text: harbourQuestion})
			if err != nil {
				t.Fatal(err)
			}
			streamed, _, err := collect(t, a.Stream(t.Context(), bot.Question{Text: harbourQuestion}))
			if err != nil || streamed.Text != answer.Text {
				t.Errorf("streamed %q (%v), answered %q", streamed.Text, err, answer.Text)
			}
			if answer.Text != test.want || statuses(answer) != test.statuses {
				t.Errorf("got  %q (%s)\nwant %q (%s)", answer.Text, statuses(answer), test.want, test.statuses)
			}
			if answer.Mode != bot.ModeModel || answer.Fallback != "" || answer.Refused {
				t.Errorf("mode %s, fallback %q, refused %v", answer.Mode, answer.Fallback, answer.Refused)
			}
			checkWritten(t, c, answer)
		})
	}
}

// checkWritten checks what holds of every answer, written or not.
func checkWritten(t require, c *canned, answer bot.Answer) {
	t.Helper()
	if answer.Refused == (len(answer.Citations) > 0) || answer.Text == "" || answer.Citations == nil || answer.Nearest == nil {
		t.Fatalf("refused %v with %d citations: %q", answer.Refused, len(answer.Citations), answer.Text)
	}
	known := map[string]bool{}
	for i, citation := range answer.Citations {
		if citation.Marker != i+1 {
			t.Fatalf("citation %d has the marker %d", i, citation.Marker)
		}
		known[fmt.Sprintf("[%d]", citation.Marker)] = true
		if text := c.documents[citation.Document].Text; text[citation.Start:citation.End] != citation.Quote || citation.Quote == "" {
			t.Fatalf("%q does not stand at %d to %d of %s", citation.Quote, citation.Start, citation.End, citation.Document)
		}
	}
	for _, m := range marker.FindAllString(answer.Text, -1) {
		if !known[m] {
			t.Fatalf("no citation of ours: %s in %q", m, answer.Text)
		}
	}
	for _, s := range answer.Statements {
		if (s.Status == gate.Dropped || answer.Mode == bot.ModeQuotes && answer.Refused) && len(s.Markers) > 0 || s.Markers == nil || s.Reason == "" {
			t.Fatalf("the statement %+v", s)
		}
		for _, m := range s.Markers {
			if !known[fmt.Sprintf("[%d]", m)] {
				t.Fatalf("the statement %+v names no citation", s)
			}
		}
	}
}

// faults are all ways in which a model may fail, with what people are told.
var faults = []struct {
	err  error
	want string
}{
	{&bot.ModelError{Fault: bot.FaultDown, Model: "parrot", Endpoint: "http://key:secret@host", Err: errors.New("secret"), Advice: "start\nthe server"}, "the model parrot cannot be reached; start the server"},
	{&bot.ModelError{Fault: bot.FaultLoading, Model: "parrot"}, "loaded"},
	{&bot.ModelError{Fault: bot.FaultBusy, Model: "parrot"}, "too much to do"},
	{&bot.ModelError{Fault: bot.FaultNoModel, Model: "parrot"}, "no model parrot"},
	{&bot.ModelError{Fault: bot.FaultKey, Model: "parrot"}, "key"},
	{&bot.ModelError{Fault: bot.FaultSlow, Model: "parrot"}, "too long"},
	{&bot.ModelError{Fault: bot.FaultCut, Model: "parrot"}, "cut off"},
	{&bot.ModelError{Fault: bot.FaultEmpty, Model: "parrot"}, "empty"},
	{&bot.ModelError{Fault: bot.FaultTooLong, Model: "parrot"}, "prompt is too long"},
	{&bot.ModelError{Fault: bot.FaultFiltered, Model: "parrot"}, "withheld"},
	{&bot.ModelError{Fault: bot.FaultRejected, Model: "parrot"}, "request"},
	{&bot.ModelError{Fault: bot.FaultFailed, Model: "parrot", Status: 500, Err: errors.New("secret")}, "the server of the model parrot failed (status 500)"},
	{&bot.ModelError{Fault: bot.FaultFailed, Model: "parrot"}, "the server of the model parrot failed"},
	{&bot.ModelError{Fault: bot.FaultBroken, Model: "parrot"}, "cannot be read"},
	{&bot.ModelError{Fault: "new", Model: "parrot"}, "the model parrot failed"},
	{fmt.Errorf("asking: %w", context.DeadlineExceeded), "took too long"},
	{errors.New("secret"), "the model failed"},
}

func TestQuotesWhenTheModelFails(t *testing.T) {
	c := can(t, harbourQuestion)
	question := bot.Question{Text: harbourQuestion}
	for _, fault := range faults {
		for _, said := range []string{"", crane + " [1] And half a", `{"statements":[{"text":"` + crane + `"}`} {
			t.Run(fault.want+said[:min(len(said), 1)], func(t *testing.T) {
				a := c.with(says(said, fault.err))
				answer, err := a.Answer(t.Context(), question)
				if err != nil {
					t.Fatal(err)
				}
				checkWritten(t, c, answer)
				if answer.Text != quoted || answer.Mode != bot.ModeQuotes || !strings.Contains(answer.Fallback, fault.want) {
					t.Errorf("got %q in mode %s because %q", answer.Text, answer.Mode, answer.Fallback)
				}
				for _, s := range answer.Statements {
					if s.Status != gate.Dropped || s.Reason != "proven, but not shown: "+answer.Fallback {
						t.Errorf("%q is %s: %s", s.Text, s.Status, s.Reason)
					}
				}
				if strings.Contains(answer.Fallback, "secret") || strings.Contains(answer.Fallback, "\n") {
					t.Errorf("people are told %q", answer.Fallback)
				}
				streamed, _, err := collect(t, a.Stream(t.Context(), question))
				want := quoted
				if said != "" {
					want = crane + " [1]\n\n" + dug + " [2]"
				}
				if shown := statuses(streamed); said != "" && !strings.HasSuffix(shown, "ed[1]") {
					t.Errorf("streamed %s", shown)
				}
				if err != nil || streamed.Text != want || streamed.Mode != bot.ModeQuotes || streamed.Fallback != answer.Fallback {
					t.Errorf("streamed %q because %q (%v), want %q", streamed.Text, streamed.Fallback, err, want)
				}
				checkWritten(t, c, streamed)
			})
		}
	}
}

func TestQuotesWhenTheDraftIsWorthless(t *testing.T) {
	c := can(t, harbourQuestion)
	tests := []struct{ name, reply, fallback string }{
		{"all lies", "It was dug in 1987. [1]", "borne out"},
		{"nothing", "", "no statement"},
		{"no statements", `{"statements":[],"answered":true}`, "no statement"},
		{"no answer", "NO_ANSWER", "found no answer"},
		{"no answer in JSON", `{"statements":[],"answered":false}`, "found no answer"},
		{"no draft", `{"answer":"` + dug + `"}`, "cannot be read"},
		{"bad JSON", `{"statements":[{"text":1}]}`, "cannot be read"},
		{"cut JSON", `{"statements":[{"text":"` + dug, "cannot be read"},
		{"endless", strings.Repeat("It is so. ", 10000), "cannot be read"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := c.with(says(test.reply, nil))
			answer, err := a.Answer(t.Context(), bot.Question{Text: harbourQuestion})
			if err != nil {
				t.Fatal(err)
			}
			checkWritten(t, c, answer)
			if answer.Text != quoted || answer.Mode != bot.ModeQuotes || !strings.Contains(answer.Fallback, test.fallback) {
				t.Errorf("got %q because %q, want the quotes because %q", answer.Text, answer.Fallback, test.fallback)
			}
			if streamed, _, err := collect(t, a.Stream(t.Context(), bot.Question{Text: harbourQuestion})); err != nil || streamed.Text != quoted {
				t.Errorf("streamed %q (%v)", streamed.Text, err)
			}
		})
	}
}

// Between what is hopeless and what quotes would answer, it is up to the model.
func TestDoubtfulQuestions(t *testing.T) {
	const refusal = "The corpus does not answer this question."
	c := can(t, harbourQuestion)
	cut := &bot.ModelError{Fault: bot.FaultCut, Model: "parrot"}
	tests := []struct {
		name        string
		probability float64
		model       *model
		want        string
		mode        bot.Mode
		fallback    string
		asked       int
	}{
		{"hopeless", 0.04, says(dug, nil), refusal, bot.ModeQuotes, "", 0},
		{"doubtful", 0.3, says(dug, nil), quoted, bot.ModeModel, "", 1},
		{"doubtful, and the model finds nothing", 0.3, says("NO_ANSWER", nil), refusal, bot.ModeQuotes, "", 1},
		{"doubtful, and the model lies", 0.3, says("No.", nil), refusal, bot.ModeQuotes, "borne out", 1},
		{"doubtful, and the model fails", 0.3, says("", cut), refusal, bot.ModeQuotes, "cut off", 1},
		{"doubtful, and the model fails half-way", 0.3, says(dug+" [1] And half a", cut), quoted, bot.ModeModel, "", 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			answer, err := c.probably(test.probability).with(test.model).Answer(t.Context(), bot.Question{Text: harbourQuestion})
			if err != nil {
				t.Fatal(err)
			}
			checkWritten(t, c, answer)
			if answer.Text != test.want || answer.Mode != test.mode || !strings.Contains(answer.Fallback, test.fallback) || (answer.Fallback == "") != (test.fallback == "") {
				t.Errorf("got %q in mode %s because %q", answer.Text, answer.Mode, answer.Fallback)
			}
			if asked := len(test.model.prompts()); asked != test.asked {
				t.Errorf("the model was asked %d times", asked)
			}
			if cutOff := strings.Contains(test.name, "half-way"); cutOff != (len(answer.Warnings) > 0) {
				t.Errorf("warned of %q", answer.Warnings)
			}
		})
	}
}

func TestStatementsInJSON(t *testing.T) {
	c := can(t, harbourQuestion)
	answer, err := c.with(says("No. "+dug, nil)).Answer(t.Context(), bot.Question{Text: harbourQuestion})
	if err != nil {
		t.Fatal(err)
	}
	got, err := json.Marshal(answer.Statements)
	want := `[{"text":"No.","status":"dropped","reason":"it stands nowhere","markers":[]},` +
		`{"text":"` + dug + `","status":"mended","reason":"another passage bears it out","markers":[1]}]`
	if err != nil || string(got) != want {
		t.Errorf("got %s (%v), want %s", got, err, want)
	}
}

func TestWarningsOfTheModel(t *testing.T) {
	c := can(t, harbourQuestion)
	m := &model{context: 8192, reply: func(_ context.Context, _ bot.Prompt, yield func(bot.Piece, error) bool) {
		yield(bot.Piece{Text: dug, Report: &bot.Report{Warnings: []string{"the prompt was cut"}}}, nil)
	}}
	answer, err := c.with(m).Answer(t.Context(), bot.Question{Text: harbourQuestion})
	if err != nil || len(answer.Warnings) != 1 || answer.Text != quoted {
		t.Errorf("got %+v, %v", answer, err)
	}
}

func TestStreamWithoutAModel(t *testing.T) {
	c := can(t, harbourQuestion)
	answer, pieces, err := collect(t, c.answerer().Stream(t.Context(), bot.Question{Text: harbourQuestion}))
	if err != nil || len(pieces) != 1 || answer.Text != quoted || answer.Mode != bot.ModeQuotes {
		t.Errorf("got %q in %d pieces (%v)", answer.Text, len(pieces), err)
	}
}

// TestStreamStops: whoever asked may leave at any time.
func TestStreamStops(t *testing.T) {
	c := can(t, harbourQuestion)
	stopped := make(chan struct{})
	m := &model{context: 8192, reply: func(ctx context.Context, _ bot.Prompt, yield func(bot.Piece, error) bool) {
		defer close(stopped)
		for yield(bot.Piece{Text: dug + " " + crane + " "}, nil) {
		}
	}}
	for event, err := range c.with(m).Stream(t.Context(), bot.Question{Text: harbourQuestion}) {
		if err != nil || event.Text != quoted {
			t.Errorf("got %q, %v", event.Text, err)
		}
		break
	}
	<-stopped
}

// TestOnlyWhatStandsIsOffered: a document that changed since it was found is
// neither shown to the model nor quoted.
func TestOnlyWhatStandsIsOffered(t *testing.T) {
	c := can(t, harbourQuestion)
	doc := c.documents["harbour.md"]
	doc.Text = strings.Replace(doc.Text, "1887", "1987", 1)
	c.documents["harbour.md"] = doc
	m, v := says(dug, nil), new(verbatim)
	answer, err := c.answerer().WithModel(m, v.prove, bot.ModelOptions{}).Answer(t.Context(), bot.Question{Text: harbourQuestion})
	if err != nil || strings.Contains(answer.Text, "1887") {
		t.Errorf("got %q, %v", answer.Text, err)
	}
	for _, p := range v.passages {
		if p.Document == "harbour.md" {
			t.Errorf("the changed document was offered: %q", p.Text)
		}
	}
	c.documents = map[string]retrieval.StoredDocument{}
	answer, err = c.with(m).Answer(t.Context(), bot.Question{Text: harbourQuestion})
	if err != nil || !answer.Refused || !strings.Contains(answer.Fallback, "any more") || len(m.prompts()) != 1 {
		t.Errorf("got %q because %q (%v) after %d prompts", answer.Text, answer.Fallback, err, len(m.prompts()))
	}
}
