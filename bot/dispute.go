package bot

import (
	"slices"

	"footnote/corpus"
)

// update takes, for each chosen sentence, the same one of the newest version of
// its text, and leaves out what disagrees with one that was chosen before: it
// will follow that.
func (c *comparison) update(chosen, all []candidate) []candidate {
	var kept []candidate
	for _, own := range chosen {
		if document, span := c.newest(own); document != own.document {
			own = candidateAt(all, document, span, own)
		}
		known := slices.ContainsFunc(kept, func(k candidate) bool {
			return k.document == own.document && k.span == own.span || c.rival(k, own)
		})
		if !known {
			kept = append(kept, own)
		}
	}
	return kept
}

// candidateAt finds the candidate of a place, or returns another.
func candidateAt(all []candidate, document string, span corpus.Span, or candidate) candidate {
	for _, o := range all {
		if o.document == document && o.span == span {
			return o
		}
	}
	return or
}

// rival reports whether one candidate is among what disagrees with another.
func (c *comparison) rival(own, o candidate) bool {
	return slices.ContainsFunc(c.rivals(own.document, own.span), func(r saying) bool { return r.document == o.document && r.span == o.span })
}

// dispute puts behind each statement what other passages say otherwise, or that
// before it where that is newer.
func (q *quoter) dispute(statements []statement, chosen, all []candidate, c *comparison) []statement {
	for _, own := range chosen {
		rivals := c.rivals(own.document, own.span)
		at := slices.IndexFunc(statements, func(s statement) bool { return s.holds(own.document, own.span) })
		if len(rivals) == 0 || at < 0 || statements[at].lead != "" {
			continue
		}
		group := []statement{statements[at]}
		statements = slices.Delete(statements, at, at+1)
		for _, r := range rivals {
			o := candidateAt(all, r.document, r.span, candidate{document: r.document, span: r.span, text: r.Text, language: r.Language})
			other := newStatement(c.documents[r.document], q.spans(c.documents[r.document], o, all, false)[0])
			told := slices.IndexFunc(statements, func(s statement) bool { return s.holds(r.document, other.span()) })
			switch {
			case told < 0:
				group = append(group, other)
			case statements[told].label == "" && statements[told].lead == "":
				group = append(group, statements[told])
				statements = slices.Delete(statements, told, told+1)
			}
		}
		statements = slices.Insert(statements, min(at, len(statements)), q.led(group, c)...)
	}
	return statements
}

// led sorts statements that disagree, the newest first as far as that is known,
// and tells of each which version it is of.
func (q *quoter) led(group []statement, c *comparison) []statement {
	slices.SortStableFunc(group, func(a, b statement) int { return c.newer(b.source.Document, a.source.Document) })
	for i := range group {
		id := group[i].source.Document
		group[i].label = c.label(id)
		if i > 0 {
			group[i].lead = q.lead(c, id, group[0].source.Document)
		}
	}
	return group
}

// holds reports whether the statement quotes a place.
func (s statement) holds(document string, span corpus.Span) bool {
	return s.source.Document == document && s.source.Start < span.End && span.Start < s.source.End
}

// labelOf tells which version a model's statement is of, where others disagree
// with what proves it; "" if its proofs are of several.
func (w *writing) labelOf(proofs []statement) string {
	label := ""
	for _, p := range proofs {
		if len(w.rivals(p.source.Document, p.span())) == 0 {
			continue
		}
		of := w.label(p.source.Document)
		if label != "" && label != of {
			return ""
		}
		label = of
	}
	return label
}

// tellOthers lets follow, as quotes, what disagrees with what was written and was
// not told.
func (w *writing) tellOthers() {
	for _, cited := range slices.Clone(w.page.citations) {
		span := corpus.Span{Start: cited.Start, End: cited.End}
		for _, r := range w.rivals(cited.Document, span) {
			if w.told(r, cited) {
				continue
			}
			quote := newStatement(w.documents[r.document], withoutBullet(w.documents[r.document].Text, r.span))
			quote.lead, quote.label = w.quoter.lead(w.comparison, r.document, cited.Document), w.label(r.document)
			w.page.addQuote(quote)
		}
	}
}

// told reports whether what disagrees with a citation is cited too, be it in the
// words of another document.
func (w *writing) told(r saying, than Citation) bool {
	return slices.ContainsFunc(w.page.citations, func(c Citation) bool {
		span := corpus.Span{Start: c.Start, End: c.End}
		if c.Document == r.document && c.Start < r.span.End && r.span.Start < c.End {
			return true
		}
		return c.Document != than.Document && slices.ContainsFunc(w.at(c.Document, span), func(x saying) bool {
			return overlap(x.words, r.words) >= twinShare && !w.disagree(x, r) && w.contradicts(x, than)
		})
	})
}

// contradicts reports whether a sentence disagrees with one that is cited.
func (w *writing) contradicts(x saying, than Citation) bool {
	return slices.ContainsFunc(w.at(than.Document, corpus.Span{Start: than.Start, End: than.End}), func(own saying) bool { return w.disagree(x, own) })
}
