package bot

import (
	"context"
	"strings"
	"unicode/utf8"

	"footnote/bot/draft"
	"footnote/bot/gate"
	"footnote/corpus"
	"footnote/retrieval"
)

// take checks statements, and writes down and shows those that pass.
func (w *writing) take(ctx context.Context, statements []draft.Statement, show show) error {
	for _, s := range statements {
		verdict, proofs := w.check(ctx, s)
		record := Statement{Text: s.Text, Status: verdict.Status, Reason: verdict.Reason, Markers: []int{}}
		w.verdicts = append(w.verdicts, record)
		if verdict.Status != gate.Dropped {
			w.deliver(s, proofs, len(w.verdicts)-1)
		}
		w.log.DebugContext(ctx, "checked a statement", "status", record.Status, "reason", record.Reason, "statement", record.Text)
		if text, citations := w.page.news(); show != nil && text != "" && !show(text, citations) {
			return errStopped
		}
	}
	return nil
}

// check decides on a statement and returns what proves it.
func (w *writing) check(ctx context.Context, s draft.Statement) (gate.Verdict, []statement) {
	claim := s.Claim
	claim.Question = w.asked.text
	verdict := gate.Verdict{Status: gate.Dropped, Reason: unfit(s)}
	if verdict.Reason == "" {
		verdict = w.checker.Check(ctx, claim)
	}
	var proofs []statement
	if verdict.Status != gate.Dropped {
		proofs = quotesOf(verdict.Proofs, w.offered, w.documents)
	}
	key := strings.ToLower(strings.TrimRight(oneLine(s.Text), ".!"))
	reason := ""
	switch {
	case verdict.Status == gate.Dropped:
		reason = verdict.Reason
	case len(proofs) == 0:
		reason = "no proof of it stands in a passage"
	case w.said[key]:
		// It stands in the answer: what leans on it may follow.
		return gate.Verdict{Status: gate.Dropped, Reason: "it was said before"}, nil
	case w.orphaned && w.quoter.leans(s.Text, w.parser.Language):
		reason = "it leans on a statement that was dropped"
	case w.judge != nil && w.overruled(ctx, s.Text, proofs):
		reason = "the judge does not find it borne out"
	}
	if reason != "" {
		// What only introduces others is no loss to them.
		w.orphaned = w.orphaned || !strings.HasSuffix(s.Text, ":")
		return gate.Verdict{Status: gate.Dropped, Reason: reason}, nil
	}
	w.orphaned = false
	w.said[key] = true
	return verdict, proofs
}

// quotesOf turns the gate's proofs into quotes of the documents. One that is not
// within the passage that it names is left out.
func quotesOf(proofs []gate.Proof, offered []retrieval.Passage, documents map[string]retrieval.StoredDocument) []statement {
	var quotes []statement
	for _, p := range proofs {
		if p.Passage < 0 || p.Passage >= len(offered) {
			continue
		}
		passage := offered[p.Passage]
		if p.Span.Start < passage.Start || p.Span.End > passage.End || p.Span.Start >= p.Span.End {
			continue
		}
		doc := documents[passage.Document]
		span := trimmed(doc.Text, corpus.Span{Start: p.Span.Start, End: p.Span.End})
		if text := doc.Text[span.Start:span.End]; text != "" && utf8.ValidString(text) {
			quotes = append(quotes, newStatement(doc, span))
		}
	}
	return quotes
}
