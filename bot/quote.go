package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"footnote/corpus"
	"footnote/retrieval"
)

// quote picks the sentences that answer best and makes statements of them. What
// other passages say otherwise follows behind each.
func (a *Answerer) quote(result retrieval.Result, compared *comparison) []statement {
	m := a.quoter.matcher(result)
	all := a.quoter.candidates(result, m, compared.documents)
	chosen := compared.update(a.quoter.choose(m, all), all)
	many := asksForMany(result.Query.Text)
	var statements []statement
	for i, c := range chosen {
		doc := compared.documents[c.document]
		for _, span := range a.quoter.spans(doc, c, all, many && i == 0) {
			statements = appendStatement(statements, doc, span)
		}
	}
	if a.quoter.counts(result.Query.Text) && !a.quoter.holdNumber(result.Query.Text, statements) {
		return nil
	}
	return a.quoter.dispute(statements, chosen, all, compared)
}

// open returns the documents that the passages come from, by ID. One that was
// deleted or changed since it was found is left out: what was found does not
// stand there any more.
func (a *Answerer) open(ctx context.Context, passages []retrieval.Passage) (map[string]retrieval.StoredDocument, error) {
	documents := map[string]retrieval.StoredDocument{}
	for _, p := range passages {
		if _, ok := documents[p.Document]; ok {
			continue
		}
		doc, err := a.documents.Document(ctx, p.Document)
		if err != nil && !errors.Is(err, retrieval.ErrNotFound) {
			return nil, fmt.Errorf("opening %s to quote it: %w", p.Document, err)
		}
		documents[p.Document] = doc
	}
	for _, p := range passages {
		if doc := documents[p.Document]; !standsIn(doc.Text, p) {
			delete(documents, p.Document)
		}
	}
	// What a name says of a version shows only beside the other names.
	for id, e := range editionsOf(documents) {
		doc := documents[id]
		doc.Version, doc.Date = e.Version, e.Date
		documents[id] = doc
	}
	return documents, nil
}

// standsIn reports whether the passage stands in the text where it should.
func standsIn(text string, p retrieval.Passage) bool {
	return p.End <= len(text) && text[p.Start:p.End] == p.Text
}

// counts reports whether the question asks for a number.
func (q *quoter) counts(question string) bool {
	return q.cues.asksFor(question, corpus.DetectLanguage(question)) == kindNumber
}

// holdNumber reports whether a statement holds a number that the question does
// not: without one, nothing answers how many there are.
func (q *quoter) holdNumber(question string, statements []statement) bool {
	return slices.ContainsFunc(statements, func(s statement) bool {
		return q.evidence.holds(kindNumber, question, s.quote) > 0
	})
}

func (q *quoter) matcher(result retrieval.Result) *retrieval.Matcher {
	return retrieval.NewMatcher(q.analyzer, result.Terms)
}

// spans returns what is quoted for a chosen sentence: the list or table that it
// belongs to, the code that it introduces, the members of an enumeration, or
// itself with what it needs to stand alone.
func (q *quoter) spans(doc retrieval.StoredDocument, c candidate, all []candidate, many bool) []corpus.Span {
	if many || endsWithColon(c.text) {
		if list, ok := listAround(doc.Text, c.span); ok && oneSection(doc.Sections, list) {
			return []corpus.Span{belowHeading(doc, list)}
		}
	}
	if table, ok := tableAround(doc.Text, c.span); ok {
		return []corpus.Span{table}
	}
	if code, ok := codeBelow(doc.Text, c.span); ok && oneSection(doc.Sections, code) {
		return []corpus.Span{code}
	}
	if many {
		if members := q.enumeration(doc, c, all); len(members) > 1 {
			return members
		}
	}
	return []corpus.Span{withoutBullet(doc.Text, q.standalone(doc, c, all))}
}

// appendStatement adds a quote. Statements that it overlaps or continues in the
// same paragraph become one with it, at the place of the first.
func appendStatement(statements []statement, doc retrieval.StoredDocument, span corpus.Span) []statement {
	place := len(statements)
	for {
		i := slices.IndexFunc(statements, func(s statement) bool {
			return s.source.Document == doc.ID && continues(doc.Text, span, s.span())
		})
		if i < 0 {
			return slices.Insert(statements, place, newStatement(doc, span))
		}
		other := statements[i].span()
		span = corpus.Span{Start: min(span.Start, other.Start), End: max(span.End, other.End)}
		statements = slices.Delete(statements, i, i+1)
		place = min(place, i)
	}
}

func (s statement) span() corpus.Span { return corpus.Span{Start: s.source.Start, End: s.source.End} }

// continues reports whether the spans overlap or follow each other with nothing
// but white space between, and no blank line.
func continues(text string, first, last corpus.Span) bool {
	if last.Start < first.Start {
		first, last = last, first
	}
	if last.Start <= first.End {
		return true
	}
	between := text[first.End:last.Start]
	return strings.TrimSpace(between) == "" && strings.Count(between, "\n") < 2
}

func newStatement(doc retrieval.StoredDocument, span corpus.Span) statement {
	return statement{
		source: Source{
			Document: doc.ID, Title: doc.Title, Section: sectionAt(doc.Sections, span.Start), Page: doc.PagesOf(span),
			Version: doc.Version, Date: doc.Date, URL: doc.LinkOf(span), Start: span.Start, End: span.End,
		},
		quote: doc.Text[span.Start:span.End],
	}
}

// oneSection reports whether no section begins within the span.
func oneSection(sections []corpus.Section, span corpus.Span) bool {
	return !slices.ContainsFunc(sections, func(s corpus.Section) bool { return span.Start < s.Start && s.Start < span.End })
}

// sectionAt is the title of the section that holds the offset.
func sectionAt(sections []corpus.Section, offset int) string {
	i, found := slices.BinarySearchFunc(sections, offset, func(s corpus.Section, offset int) int { return s.Start - offset })
	if !found {
		i--
	}
	if i < 0 || offset >= sections[i].End {
		return ""
	}
	return sections[i].Title
}
