package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"footnote/bot/scorecard"
	"footnote/cmd/footnote/internal/terminal"
)

// beirPage shows a measurement as a table.
func beirPage(style terminal.Style, r beirReport) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s, %s\n\n", style.Bold(count(r.Documents, "document")), strings.Replace(count(r.Queries, "query"), "querys", "queries", 1))
	for _, row := range []struct {
		name  string
		value float64
	}{{"recall@1", r.Recall1}, {"recall@5", r.Recall5}, {"recall@10", r.Recall10}, {"recall@100", r.Recall100},
		{"MRR@10", r.MRR10}, {"nDCG@10", r.NDCG10}} {
		fmt.Fprintf(&b, "%-10s  %.4f\n", row.name, row.value)
	}
	fmt.Fprintf(&b, "\nindexed in %.1f s; a query took %.1f ms (median), %.1f ms (95 %%)\n", r.IndexSeconds, r.QueryMedian, r.QueryP95)
	return b.String()
}

// cardPage shows what was right, and each question that was not.
func cardPage(style terminal.Style, card scorecard.Card) string {
	var b strings.Builder
	for _, o := range card.Outcomes {
		if o.Right {
			continue
		}
		fmt.Fprintf(&b, "%s %s\n", style.Warn(terminal.Line(o.ID)+": "+terminal.Line(o.Problem)), terminal.Line(o.Question))
		for _, c := range o.Citations {
			fmt.Fprintf(&b, "    [%d] %s: %s\n", c.Marker, terminal.Line(c.Document), terminal.Line(c.Quote))
		}
	}
	if b.Len() > 0 {
		b.WriteByte('\n')
	}
	fmt.Fprintf(&b, "answered right  %d of %d\n", card.Right, card.Answerable)
	fmt.Fprintf(&b, "first sentence  %d of %d\n", card.First, card.Answerable)
	fmt.Fprintf(&b, "refused         %d of %d unanswerable\n", card.Refused, card.Unanswerable)
	if !card.DocumentsJudged {
		b.WriteString("The index holds none of the documents that the questions name: only the quotes were judged.\n")
	}
	return b.String()
}

// writtenPage tells what part a language model had, nil if there was none.
func writtenPage(style terminal.Style, w *writtenJSON) string {
	if w == nil {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, "model           %d written, %d by quotes instead; statements: %d verified, %d mended, %d dropped\n",
		w.Written, w.Quoted, w.Verified, w.Mended, w.Dropped)
	for _, why := range slices.Sorted(maps.Keys(w.Fallbacks)) {
		b.WriteString(style.Wrap(fmt.Sprintf("%d x %s", w.Fallbacks[why], terminal.Line(why)), "  ") + "\n")
	}
	return b.String()
}
