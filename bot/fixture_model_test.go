package bot_test

import (
	"context"
	"iter"
	"slices"
	"strings"
	"sync"
	"testing"

	"footnote/bot"
	"footnote/bot/gate"
	"footnote/corpus"
	"footnote/retrieval"
)

// A model is a language model that does what a test tells it to.
type model struct {
	context int
	// reply writes; a nil one writes nothing at all.
	reply func(ctx context.Context, prompt bot.Prompt, yield func(bot.Piece, error) bool)

	mu    sync.Mutex
	asked []bot.Prompt
}

func (m *model) ContextTokens() int { return m.context }

func (m *model) Write(ctx context.Context, prompt bot.Prompt) iter.Seq2[bot.Piece, error] {
	m.mu.Lock()
	m.asked = append(m.asked, prompt)
	m.mu.Unlock()
	return func(yield func(bot.Piece, error) bool) {
		if m.reply != nil {
			m.reply(ctx, prompt, yield)
		}
	}
}

func (m *model) prompts() []bot.Prompt {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.asked)
}

// says is a model that writes a text in small pieces and then fails, unless
// the fault is nil.
func says(text string, fault error) *model {
	return &model{context: 8192, reply: func(_ context.Context, _ bot.Prompt, yield func(bot.Piece, error) bool) {
		for i := 0; i < len(text); i += 5 {
			if !yield(bot.Piece{Text: text[i:min(i+5, len(text))]}, nil) {
				return
			}
		}
		if fault != nil {
			yield(bot.Piece{}, fault)
			return
		}
		yield(bot.Piece{Report: &bot.Report{Model: "parrot"}}, nil)
	}}
}

// verbatim proves what stands word for word in a passage. It notes what it was
// opened over.
type verbatim struct {
	passages []retrieval.Passage
}

func (v *verbatim) prove(passages []retrieval.Passage) bot.Checker {
	v.passages = passages
	return v
}

func (v *verbatim) Check(_ context.Context, claim gate.Claim) gate.Verdict {
	for i, p := range v.passages {
		at := strings.Index(p.Text, claim.Text)
		if at < 0 || claim.Text == "" {
			continue
		}
		verdict := gate.Verdict{Status: gate.Mended, Reason: "another passage bears it out"}
		if slices.Contains(claim.Markers, i+1) {
			verdict = gate.Verdict{Status: gate.Verified, Reason: "the passage bears it out"}
		}
		verdict.Proofs = []gate.Proof{{Passage: i, Span: corpus.Span{Start: p.Start + at, End: p.Start + at + len(claim.Text)}}}
		return verdict
	}
	return gate.Verdict{Status: gate.Dropped, Reason: "it stands nowhere"}
}

// canned is a retriever that always finds the same, and the documents of it.
type canned struct {
	result    retrieval.Result
	documents map[string]retrieval.StoredDocument
	// queries are those asked; reply may find something else for one.
	queries []retrieval.Query
	answer  func(retrieval.Query, retrieval.Result) retrieval.Result

	made *bot.Answerer
}

func (c *canned) Retrieve(ctx context.Context, query retrieval.Query) (retrieval.Result, error) {
	c.queries = append(c.queries, query)
	result := c.result
	if c.answer != nil {
		result = c.answer(query, result)
	}
	return result, ctx.Err()
}

func (c *canned) Document(_ context.Context, id string) (retrieval.StoredDocument, error) {
	doc, ok := c.documents[id]
	if !ok {
		return doc, retrieval.ErrNotFound
	}
	return doc, nil
}

// probably makes what was found answerable with a probability.
func (c *canned) probably(p float64) *canned {
	c.result.Answerable.Probability = p
	return c
}

func (c *canned) answerer() *bot.Answerer {
	if c.made == nil {
		c.made = bot.NewAnswerer(c, c, analyzer)
	}
	return c.made
}

// with is an answerer with a model whose statements are proven word for word.
func (c *canned) with(m bot.LanguageModel) *bot.Answerer {
	return c.answerer().WithModel(m, new(verbatim).prove, bot.ModelOptions{})
}

// harbourQuestion is one that the island answers for certain.
const harbourQuestion = "When was the harbour of Lindvik dug?"

// can finds once what the island holds on a question.
func can(t testing.TB, question string) *canned {
	t.Helper()
	d := openIsland(t)
	c := &canned{documents: map[string]retrieval.StoredDocument{}}
	var err error
	if c.result, err = d.search.Retrieve(t.Context(), retrieval.Query{Text: question, K: 8}); err != nil {
		t.Fatal(err)
	}
	for _, doc := range island() {
		if c.documents[doc.ID], err = d.store.Document(t.Context(), doc.ID); err != nil {
			t.Fatal(err)
		}
	}
	return c
}

// collect reads a stream to its end and checks that nothing is taken back.
func collect(t require, events iter.Seq2[bot.Event, error]) (bot.Answer, []string, error) {
	t.Helper()
	var pieces []string
	var citations []bot.Citation
	var answer *bot.Answer
	for event, err := range events {
		if answer != nil {
			t.Fatal("something follows the last event")
		}
		if err != nil {
			return bot.Answer{}, pieces, err
		}
		pieces = append(pieces, event.Text)
		citations = append(citations, event.Citations...)
		answer = event.Answer
	}
	if answer == nil {
		t.Fatal("no event bears the answer")
	}
	if text := strings.Join(pieces, ""); text != answer.Text {
		t.Fatalf("the events say %q, the answer %q", text, answer.Text)
	}
	if !slices.Equal(citations, answer.Citations) {
		t.Fatalf("the events cite %v, the answer %v", citations, answer.Citations)
	}
	return *answer, pieces, nil
}
