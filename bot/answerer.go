package bot

import (
	"context"
	"fmt"
	"regexp"
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

// An Answerer answers questions with quotes. It is safe for concurrent use.
type Answerer struct {
	search    Retriever
	documents Documents
	quoter    *quoter
	threshold float64
}

// DefaultThreshold is the probability of being answerable below which a
// question is refused.
const DefaultThreshold = 0.5

// NewAnswerer returns an answerer over a retriever and the documents that its
// passages come from.
func NewAnswerer(search Retriever, documents Documents, analyzer retrieval.Analyzer) *Answerer {
	return &Answerer{search: search, documents: documents, quoter: newQuoter(analyzer), threshold: DefaultThreshold}
}

// Answer answers the question from the corpus, or refuses. Each statement of
// the answer is a verbatim quote with a citation.
func (a *Answerer) Answer(ctx context.Context, question Question) (Answer, error) {
	answer := Answer{Question: question.Text, Mode: ModeQuotes, Citations: []Citation{}, Nearest: []Source{}}
	result, err := a.retrieve(ctx, question)
	if err != nil {
		return answer, err
	}
	answer.Answerable = result.Answerable.Probability
	answer.Reasons = result.Answerable.Reasons
	if len(result.Terms) > 0 { // without a word to look for, all are equally far
		answer.Nearest = nearest(result.Passages)
	}
	if answer.Answerable < a.threshold {
		return refuse(answer), nil
	}
	statements, err := a.quote(ctx, result)
	if err != nil {
		return answer, err
	}
	if len(statements) == 0 {
		return refuse(answer), nil
	}
	answer.Text, answer.Citations = footnoted(statements)
	return answer, nil
}

// retrieve looks for passages, first with what a follow-up leans on; when that
// leads nowhere, the question may have changed the subject.
func (a *Answerer) retrieve(ctx context.Context, question Question) (retrieval.Result, error) {
	query := retrieval.Query{Text: question.Text, K: passagesAsked, Audience: question.Audience}
	query.Topic = a.quoter.topic(question)
	result, err := a.search.Retrieve(ctx, query)
	if err == nil && query.Topic != "" && result.Answerable.Probability < a.threshold {
		query.Topic = ""
		result, err = a.search.Retrieve(ctx, query)
	}
	if err != nil {
		return result, fmt.Errorf("looking for passages: %w", err)
	}
	return result, nil
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
	answer.Text = "The corpus does not answer this question."
	if len(answer.Nearest) == 0 {
		answer.Text = "The corpus holds nothing on this question."
	}
	return answer
}

// A statement is a piece of an answer: a quote and where it stands.
type statement struct {
	source Source
	quote  string
}

// foreignMarker is a marker of the source's own, which would pass for one of
// the answer's.
var foreignMarker = regexp.MustCompile(`\[(\d+)\]`)

// footnoted joins statements into a text with a marker behind each. Quotes
// from the very same place share a marker.
func footnoted(statements []statement) (string, []Citation) {
	var text strings.Builder
	citations := make([]Citation, 0, len(statements))
	for i, s := range statements {
		marker := i + 1
		citations = append(citations, Citation{Marker: marker, Source: s.source, Quote: s.quote})
		if i > 0 {
			text.WriteString("\n\n")
		}
		text.WriteString(foreignMarker.ReplaceAllString(readable(s.quote), "($1)"))
		text.WriteString(beforeMarker(text.String()))
		fmt.Fprintf(&text, "[%d]", marker)
	}
	return text.String(), citations
}

// beforeMarker is what keeps a marker apart from the text: a space, or a line
// break where it would become part of a table or keep a fence from closing.
func beforeMarker(text string) string {
	last := text[strings.LastIndexByte(text, '\n')+1:]
	if isTableRow(last) || fenceMark(last) != "" {
		return "\n"
	}
	return " "
}

// readable is a quote with the line breaks of wrapped text taken out; lists,
// tables and fenced code keep theirs.
func readable(quote string) string {
	lines := strings.Split(strings.TrimSpace(quote), "\n")
	var b strings.Builder
	fence := ""
	for i, line := range lines {
		line = strings.TrimRight(line, " \t\r")
		mark := fenceMark(line)
		switch {
		case i == 0:
		case fence != "" || mark != "" || isListItem(line) || isTableRow(line):
			b.WriteString("\n")
		case strings.TrimSpace(line) == "":
			continue
		default:
			b.WriteString(" ")
			line = strings.TrimSpace(line)
		}
		if fence == "" {
			fence = mark
		} else if mark == fence {
			fence = ""
		}
		b.WriteString(line)
	}
	return b.String()
}
