package bot

import (
	"cmp"
	"slices"

	"footnote/corpus"
	"footnote/retrieval"
)

// A quoter picks the sentences that answer a question best.
type quoter struct {
	analyzer  retrieval.Analyzer
	cues      cues
	evidence  evidence
	dependent map[string]bool // languages and first words that point back
	ordinals  map[string]bool // words that number the members of a list
	further   map[string]bool // words that add a member
	// references and openings tell a follow-up, behind their language.
	references, openings map[string]bool
	// leads are what stands before statements that disagree.
	leads map[string]string
}

func newQuoter(analyzer retrieval.Analyzer) *quoter {
	return &quoter{
		analyzer: analyzer, cues: newCues(), evidence: newEvidence(),
		dependent: wordSet("cues/dependent.txt"), ordinals: wordSet("cues/ordinals.txt"),
		further: wordSet("cues/further.txt"), references: wordSet("cues/references.txt"), openings: wordSet("cues/openings.txt"), leads: newLeads(),
	}
}

// Weights of what makes a sentence a good answer.
const (
	coverageWeight = 1.0
	cosineWeight   = 1.0
	evidenceWeight = 0.3
	pairsWeight    = 0.2
	passageWeight  = 0.8
	// bareWords is how many words beyond the question's own a sentence must
	// have to say anything; bareLoss is what one without them, or a line of
	// code, loses.
	bareWords = 2
	bareLoss  = 0.6
	// headedCoverage is how much of the question a heading must hold, together
	// with the title, for the list or table under it to be what is asked for,
	// and headedGain what its rows gain by that.
	headedCoverage = 0.8
	headedGain     = 0.5
	// besideCredit is what a term of the question is worth that does not stand
	// in the sentence but in its title, heading or the sentence before.
	besideCredit = 0.4
	// leaningCredit is the same for a sentence that begins with "She" or
	// "This", and is quoted together with the one before.
	leaningCredit = 0.8
)

// A candidate is a sentence that may become part of an answer.
type candidate struct {
	passage  int
	document string
	span     corpus.Span
	text     string
	language string
	credit   []float64 // of each term, by the sentence alone
	evidence float64
	score    float64
}

// candidates rates the sentences of the passages, best first. Passages of
// documents that are not given are left out.
func (q *quoter) candidates(result retrieval.Result, m *retrieval.Matcher, documents map[string]retrieval.StoredDocument) []candidate {
	asked := q.cues.asksFor(result.Query.Text, corpus.DetectLanguage(result.Query.Text))
	var all []candidate
	for i, p := range result.Passages {
		doc, ok := documents[p.Document]
		if !ok {
			continue
		}
		share := p.Score / result.Passages[0].Score
		all = append(all, q.rate(result, m, asked, i, share, newHeadings(m, doc))...)
	}
	slices.SortStableFunc(all, func(a, b candidate) int { return cmp.Compare(b.score, a.score) })
	return all
}

// rate rates the sentences of the i-th passage, whose score is the given share
// of the best one's.
func (q *quoter) rate(result retrieval.Result, m *retrieval.Matcher, asked kind, i int, share float64, above *headings) []candidate {
	p := result.Passages[i]
	var before []float64 // by the sentence before
	candidates := make([]candidate, len(p.Sentences))
	for j, span := range p.Sentences {
		c := candidate{passage: i, document: p.Document, span: span, text: p.Sentence(j), language: p.Language}
		match := m.Match(c.text, p.Language)
		c.credit = match.Credit
		c.evidence = q.evidence.holds(asked, result.Query.Text, c.text) * deedDone(m.Terms(), c.credit)
		beside, headed := above.at(span.Start)
		if before != nil {
			beside = most(beside, before, 1)
		}
		weight := besideCredit
		if q.leans(c.text, c.language) {
			weight = leaningCredit
		}
		c.score = coverageWeight*m.Coverage(most(match.Credit, beside, weight)) +
			evidenceWeight*c.evidence + pairsWeight*m.Pairs(match) + passageWeight*share
		if bare := match.Words-len(match.Places) < bareWords; bare && !isTableRow(c.text) || looksLikeCode(c.text) {
			c.score -= bareLoss
		}
		if headed && (isListItem(c.text) || isTableRow(c.text)) {
			c.score += headedGain
		}
		if result.Vector != nil && len(p.Vectors) == len(p.Sentences) {
			c.score += cosineWeight * retrieval.Cosine(result.Vector, p.Vectors[j])
		}
		candidates[j] = c
		before = match.Credit
	}
	return candidates
}

// withoutDeed is what is left of the evidence for a person in a sentence that
// does not say what the person did.
const withoutDeed = 0.4

// deedDone tells how surely a sentence speaks of the deed behind a "who".
func deedDone(terms []retrieval.Term, credit []float64) float64 {
	for i, t := range terms {
		if t.Deed && !t.Frame {
			return withoutDeed + (1-withoutDeed)*credit[i]
		}
	}
	return 1
}

// most is the greater of a and weight*b, term by term.
func most(a, b []float64, weight float64) []float64 {
	c := make([]float64, len(a))
	for i := range a {
		c[i] = max(a[i], weight*b[i])
	}
	return c
}
