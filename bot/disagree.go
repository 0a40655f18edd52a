package bot

import (
	"cmp"
	_ "embed"
	"maps"
	"math"
	"slices"
	"strings"

	"footnote/bot/gate"
	"footnote/corpus"
	"footnote/retrieval"
)

//go:embed cues/disagreements.tsv
var disagreementCues string

// A Comparer tells in plain words in what two sentences of different documents
// disagree, "" if they do not; gate.Gate is one. Akin are documents that are
// versions of one text.
type Comparer interface {
	Disagree(a, b gate.Saying, akin bool) string
}

// WithComparer returns an answerer over the same corpus that shows what other
// passages say otherwise.
func (a *Answerer) WithComparer(c Comparer) *Answerer {
	with := *a
	with.comparer = c
	return &with
}

// A saying is a sentence that may be quoted.
type saying struct {
	gate.Saying
	document string
	span     corpus.Span
	words    []string
}

// comparison compares the sentences of the passages that were found.
type comparison struct {
	comparer  Comparer // nil compares nothing
	documents map[string]retrieval.StoredDocument
	editions  map[string]corpus.Edition
	all       []saying // by the rank of their passages
}

func (a *Answerer) compare(passages []retrieval.Passage, documents map[string]retrieval.StoredDocument) *comparison {
	c := &comparison{comparer: a.comparer, documents: documents, editions: editionsOf(documents)}
	if c.comparer == nil || len(documents) < 2 {
		c.comparer = nil
		return c
	}
	seen := map[Source]bool{}
	for _, p := range passages {
		doc, ok := documents[p.Document]
		if !ok {
			continue
		}
		before := ""
		for j, span := range p.Sentences {
			s := saying{document: doc.ID, span: span, Saying: gate.Saying{Text: p.Sentence(j), Language: p.Language, Before: before,
				Title: doc.Title, Section: sectionAt(doc.Sections, span.Start)}}
			s.words = plainWords(strings.ToLower(s.Text))
			key := Source{Document: doc.ID, Start: span.Start, End: span.End}
			if before = s.Text; !seen[key] {
				seen[key] = true
				c.all = append(c.all, s)
			}
		}
	}
	return c
}

// editionsOf tells which versions the documents are, by their IDs.
func editionsOf(documents map[string]retrieval.StoredDocument) map[string]corpus.Edition {
	var list []corpus.Document
	for _, id := range slices.Sorted(maps.Keys(documents)) {
		list = append(list, documents[id].Document)
	}
	editions := map[string]corpus.Edition{}
	for i, e := range corpus.Editions(list) {
		editions[list[i].ID] = e
	}
	return editions
}

func (c *comparison) akin(a, b string) bool { return c.editions[a].Family == c.editions[b].Family }

// newer tells which of two documents is the newer one, as corpus.Edition.Compare.
func (c *comparison) newer(a, b string) int { return c.editions[a].Compare(c.editions[b]) }

const (
	// twinShare is the share of the words of the shorter of two sentences that the
	// longer one holds, from which on they are compared, and sameWords that from
	// which on they say the same if they have the same numbers.
	twinShare = 0.4
	sameWords = 0.9
	// mostRivals is how many statements may stand beside one that they disagree
	// with.
	mostRivals = 2
)

// at are the sentences within a span of a document.
func (c *comparison) at(document string, span corpus.Span) []saying {
	var within []saying
	for _, s := range c.all {
		if s.document == document && span.Start < s.span.End && s.span.Start < span.End {
			within = append(within, s)
		}
	}
	return within
}

// rivals are sentences of other documents that disagree with one within the span,
// the newest first as far as that is known; of several that say the same only the
// newest.
func (c *comparison) rivals(document string, span corpus.Span) []saying {
	if c.comparer == nil {
		return nil
	}
	var rivals []saying
	for _, own := range c.at(document, span) {
		for _, o := range c.all {
			if o.document == document || overlap(own.words, o.words) < twinShare || !c.disagree(own, o) {
				continue
			}
			same := slices.IndexFunc(rivals, func(r saying) bool { return r.document == o.document || !c.disagree(r, o) })
			switch {
			case same < 0:
				rivals = append(rivals, o)
			case c.newer(o.document, rivals[same].document) > 0:
				rivals[same] = o
			}
		}
	}
	slices.SortStableFunc(rivals, func(a, b saying) int { return c.newer(b.document, a.document) })
	return rivals[:min(len(rivals), mostRivals)]
}

func (c *comparison) disagree(a, b saying) bool {
	return c.comparer.Disagree(a.Saying, b.Saying, c.akin(a.document, b.document)) != ""
}

// newest is the sentence of the newest version of the same text that says just
// what the given one does, or that itself.
func (c *comparison) newest(own candidate) (document string, span corpus.Span) {
	document, span = own.document, own.span
	if c.comparer == nil {
		return document, span
	}
	words := plainWords(strings.ToLower(own.text))
	for _, o := range c.all {
		if c.akin(document, o.document) && c.newer(o.document, document) > 0 && alike(words, o.words) {
			document, span = o.document, o.span
		}
	}
	return document, span
}

// alike reports whether two sentences are the same but for a few words, none of
// which holds a digit.
func alike(a, b []string) bool {
	if overlap(a, b) < sameWords || math.Abs(float64(len(a)-len(b))) > (1-sameWords)*float64(max(len(a), len(b))) {
		return false
	}
	digits := func(words []string) []string {
		return slices.DeleteFunc(slices.Clone(words), func(w string) bool { return !hasDigit(w) })
	}
	return slices.Equal(digits(a), digits(b))
}

// longestLabel bounds the version and the date that a label shows, in bytes.
const longestLabel = 80

// label tells which version a quote is of and of when, " (v2, 2024-05)"; "" if
// nothing is known.
func (c *comparison) label(document string) string {
	e := c.editions[document]
	var parts []string
	for _, part := range []string{e.Name(), e.Date} {
		part = foreignMarker.ReplaceAllString(oneLine(part), "($1)")
		if part != "" && len(part) <= longestLabel && !slices.ContainsFunc(parts, func(p string) bool { return strings.HasPrefix(part, p) || strings.HasPrefix(p, part) }) {
			parts = append(parts, part)
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return " (" + strings.Join(parts, ", ") + ")"
}

// lead is what leads to a statement of a document that disagrees with one of
// another before it.
func (q *quoter) lead(c *comparison, document, than string) string {
	when, what := "other", "document"
	switch n := c.newer(document, than); {
	case n > 0:
		when = "newer"
	case n < 0:
		when = "older"
	}
	if c.akin(document, than) {
		what = "version"
	}
	language := c.documents[document].Language
	return cmp.Or(q.leads[language+" "+when+" "+what], q.leads["en "+when+" "+what])
}

// newLeads reads the embedded table of what leads to statements that disagree.
func newLeads() map[string]string {
	leads := map[string]string{}
	for line := range strings.Lines(disagreementCues) {
		if f := strings.Split(strings.TrimSpace(line), "\t"); len(f) == 4 && !strings.HasPrefix(line, "#") {
			leads[strings.Join(f[:3], " ")] = f[3]
		}
	}
	return leads
}
