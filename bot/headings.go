package bot

import (
	"footnote/corpus"
	"footnote/retrieval"
)

// headings tells what the title and the headings of a document hold of a
// question.
type headings struct {
	m        *retrieval.Matcher
	language string
	sections []corpus.Section
	title    []float64 // credit of the question's terms
	// What was told last, since sentences come in order.
	section string
	credit  []float64
	headed  bool
}

func newHeadings(m *retrieval.Matcher, doc retrieval.StoredDocument) *headings {
	title := m.Match(doc.Title, doc.Language).Credit
	return &headings{m: m, language: doc.Language, sections: doc.Sections, title: title, credit: title}
}

// at returns the credit that the terms have from the title and the heading
// above the offset, and whether that heading, with the title, names what is
// asked for.
func (h *headings) at(offset int) (credit []float64, headed bool) {
	if section := sectionAt(h.sections, offset); section != h.section {
		own := h.m.Match(section, h.language).Credit
		h.section, h.credit = section, most(h.title, own, 1)
		h.headed = h.m.Coverage(own) > 0 && h.m.Coverage(h.credit) >= headedCoverage
	}
	return h.credit, h.headed
}
