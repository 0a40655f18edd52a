package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"footnote/retrieval"
)

// A Retriever finds passages; retrieval.Searcher is one.
type Retriever interface {
	Retrieve(ctx context.Context, query retrieval.Query) (retrieval.Result, error)
}

// Documents gives a document with its text; a retrieval.Store does.
type Documents interface {
	Document(ctx context.Context, id string) (retrieval.StoredDocument, error)
}

// passagesAsked is how many passages an answer is looked for in.
const passagesAsked = 8

// An Answerer answers questions: with quotes, or with what a language model
// writes and a gate proves. It is safe for concurrent use.
type Answerer struct {
	search    Retriever
	documents Documents
	quoter    *quoter
	threshold float64
	writer    *writer  // nil without a language model
	prove     Prover   // checks claims; nil if there is none
	comparer  Comparer // finds disagreements; nil if there is none
}

// DefaultThreshold is the probability of being answerable below which a
// question is refused.
const DefaultThreshold = 0.5

// hopeless is the probability below which a language model is not even asked.
const hopeless = 0.05

// NewAnswerer returns an answerer over a retriever and the documents that its
// passages come from. It answers with quotes.
func NewAnswerer(search Retriever, documents Documents, analyzer retrieval.Analyzer) *Answerer {
	return &Answerer{search: search, documents: documents, quoter: newQuoter(analyzer), threshold: DefaultThreshold}
}

// Answer answers the question from the corpus, or refuses. Each statement of
// the answer has a citation that proves it. When a language model fails, or
// nothing of what it writes is proven, the answer is made of quotes and
// Fallback tells why. A question to a document that there is not, or that the
// asker may not see, gives retrieval.ErrNotFound.
func (a *Answerer) Answer(ctx context.Context, question Question) (Answer, error) {
	return a.answer(ctx, question, nil)
}

// answer shows statements as they are proven; a nil show takes the answer as a
// whole.
func (a *Answerer) answer(ctx context.Context, question Question, show show) (Answer, error) {
	answer := Answer{Question: question.Text, Mode: ModeQuotes, Citations: []Citation{}, Nearest: []Source{}}
	asked, err := a.retrieve(ctx, question)
	if err != nil {
		return answer, err
	}
	result := asked.result
	answer.Understood, answer.Searched = asked.understood, asked.query
	answer.Answerable = result.Answerable.Probability
	answer.Reasons = result.Answerable.Reasons
	if len(result.Terms) > 0 { // without a word to look for, all are equally far
		answer.Nearest = nearest(result.Passages)
	}
	written := a.writer != nil && answer.Answerable >= hopeless && len(result.Passages) > 0
	if answer.Answerable < a.threshold && !written {
		return refuse(answer), nil
	}
	documents, err := a.open(ctx, result.Passages)
	if err != nil {
		return answer, err
	}
	compared := a.compare(result.Passages, documents)
	var quotes []statement
	if answer.Answerable >= a.threshold {
		quotes = a.quote(result, compared)
	}
	if written {
		w := &writing{writer: a.writer, quoter: a.quoter, asked: asked, comparison: compared, quotes: quotes, said: map[string]bool{}}
		return w.answer(ctx, answer, show)
	}
	return quoted(answer, quotes), nil
}

// quoted is the answer made of quotes, or a refusal when there are none.
func quoted(answer Answer, quotes []statement) Answer {
	if len(quotes) == 0 {
		return refuse(answer)
	}
	answer.Text, answer.Citations = footnoted(quotes)
	return answer
}

// An inquiry is a question as it was searched for, and what was found.
type inquiry struct {
	// text is the question, perhaps rewritten to stand alone.
	text string
	// earlier are the questions that it leans on otherwise, newest first.
	earlier []string
	// understood tells people what was searched for, where it is not what was
	// asked.
	understood string
	// language is what the answer shall be written in; "" is the question's.
	language string
	query    retrieval.Query
	result   retrieval.Result
}

// retrieve looks for passages, first for what a follow-up seems to mean; when
// that leads nowhere, the question may have changed the subject.
func (a *Answerer) retrieve(ctx context.Context, question Question) (inquiry, error) {
	plain := inquiry{text: question.Text}
	first, err := a.understand(ctx, question)
	if err == nil {
		err = a.find(ctx, question, &first)
	}
	if err != nil || first.understood == "" || first.result.Answerable.Probability >= a.threshold {
		return first, err
	}
	if err := a.find(ctx, question, &plain); err != nil {
		return plain, err
	}
	if plain.result.Answerable.Probability < first.result.Answerable.Probability {
		return first, nil
	}
	return plain, nil
}

// understand makes of a follow-up what is to be searched for.
func (a *Answerer) understand(ctx context.Context, question Question) (inquiry, error) {
	asked := inquiry{text: question.Text}
	earlier := a.quoter.topics(question)
	if len(earlier) == 0 {
		return asked, nil
	}
	if a.writer != nil {
		text, err := a.rewrite(ctx, question)
		if err == nil {
			return inquiry{text: text, understood: text}, nil
		}
		if errors.Is(ctx.Err(), context.Canceled) {
			return asked, fmt.Errorf("rewriting the question: %w", ctx.Err())
		}
		a.writer.log.WarnContext(ctx, "the follow-up was not rewritten", "error", err)
	}
	asked.earlier = earlier
	asked.understood = carriedOver(question.Text, earlier)
	return asked, nil
}

// find searches for an inquiry that was made of a question.
func (a *Answerer) find(ctx context.Context, question Question, asked *inquiry) error {
	asked.query = retrieval.Query{Text: asked.text, Topic: topicOf(asked.earlier), K: passagesAsked,
		Audience: question.Audience, Document: question.Document}
	asked.language, _, _ = strings.Cut(strings.ToLower(question.Language), "-") // en-GB is English
	var err error
	asked.result, err = a.search.Retrieve(ctx, asked.query)
	if err != nil {
		return fmt.Errorf("looking for passages: %w", err)
	}
	if crowded(asked.text, asked.result.Passages) {
		asked.result.Passages, err = a.newestFound(ctx, asked.query)
	}
	return err
}

// nearestShown is how many of the nearest sources an answer names.
const nearestShown = 3

// nearest lists the best passages of different documents or sections.
func nearest(passages []retrieval.Passage) []Source {
	sources := []Source{}
	seen := map[[2]string]bool{}
	for _, p := range passages {
		key := [2]string{p.Document, p.Section}
		if len(sources) == nearestShown || seen[key] {
			continue
		}
		seen[key] = true
		sources = append(sources, Source{Document: p.Document, Title: p.Title, Section: p.Section, Start: p.Start, End: p.End})
	}
	return sources
}

func refuse(answer Answer) Answer {
	answer.Refused = true
	where := "corpus"
	if answer.Searched.Document != "" {
		where = "document"
	}
	answer.Text = "The " + where + " does not answer this question."
	if len(answer.Nearest) == 0 {
		answer.Text = "The " + where + " holds nothing on this question."
	}
	return answer
}
