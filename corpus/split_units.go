package corpus

import (
	"strings"
	"unicode"
)

// A unit is what a Splitter never cuts: a sentence, a heading's line, or a
// piece of a sentence that is over the limit.
type unit struct {
	Span
	kind    blockKind
	section int // index into the sections
	tokens  int
	// opens is set on the first unit of a block.
	opens bool
	// introduces is set when the unit ends in a colon.
	introduces bool
	// torn is set when the next unit belongs to the same sentence.
	torn bool
	// unquoted is set when there is nothing in the unit to quote.
	unquoted bool
}

func (u unit) isQuotable() bool {
	return !u.unquoted && u.kind != headingBlock && u.kind != markupBlock
}

// unitsOf returns the units of a document's body and the sections they are in.
func unitsOf(doc Document, limit int) ([]unit, []Section) {
	sections := coveringSections(doc)
	b := unitBuilder{segmenter: segmenter{text: doc.Text, words: lexiconOf(doc.Language)}, limit: limit}
	for i, section := range sections {
		b.section = i
		start := section.Start
		if section.Level > 0 {
			start = b.headingLine(section)
		}
		blocks := blocksOf
		if section.Title != "" && section.Level == 0 {
			blocks = codeBlocksOf
		}
		for _, bl := range blocks(doc.Text, start, section.End) {
			b.block(bl)
		}
	}
	return b.units, sections
}

// coveringSections returns the document's sections, and untitled ones where
// they leave parts of the body out.
func coveringSections(doc Document) []Section {
	var all []Section
	at := min(max(doc.Body, 0), len(doc.Text))
	for _, s := range doc.Sections {
		s.End = min(s.End, len(doc.Text))
		if s.Start >= s.End || s.End <= at {
			continue
		}
		if s.Start > at {
			all = append(all, Section{Start: at, End: s.Start})
		}
		s.Start = max(s.Start, at)
		all = append(all, s)
		at = s.End
	}
	if at < len(doc.Text) {
		all = append(all, Section{Start: at, End: len(doc.Text)})
	}
	return all
}

// A unitBuilder gathers the units of a document.
type unitBuilder struct {
	segmenter
	limit   int
	section int
	units   []unit
	spans   []Span // reused
}

// headingLine adds the heading's line that a section starts with, and returns
// where the section goes on.
func (b *unitBuilder) headingLine(s Section) int {
	end := s.End
	if n := strings.IndexByte(b.text[s.Start:s.End], '\n'); n >= 0 {
		end = s.Start + n + 1
	}
	b.block(block{trim(b.text, Span{s.Start, end}), headingBlock, true})
	return end
}

// block adds the units of a block.
func (b *unitBuilder) block(bl block) {
	b.spans = b.spans[:0]
	if bl.kind == markupBlock && b.underlines(bl) {
		bl.kind = headingBlock
	}
	if bl.kind == markupBlock {
		b.spans = append(b.spans, bl.Span)
	} else {
		b.spans = b.segmenter.block(b.spans, bl)
	}
	for i, sp := range b.spans {
		first := len(b.units)
		b.sentence(unit{Span: sp, kind: bl.kind, section: b.section})
		if i == 0 && first < len(b.units) {
			b.units[first].opens = true
		}
	}
}

// underlines reports whether a block of marks stands right below a heading.
func (b *unitBuilder) underlines(bl block) bool {
	last := len(b.units) - 1
	return last >= 0 && b.units[last].kind == headingBlock &&
		strings.Count(b.text[b.units[last].End:bl.Start], "\n") == 1
}

// sentence adds u, in pieces if it is over the limit.
func (b *unitBuilder) sentence(u unit) {
	for {
		tokens, end := tokensWithin(b.text[u.Start:u.End], b.limit)
		if end == u.End-u.Start {
			u.tokens = tokens
			u.unquoted = strings.IndexFunc(b.text[u.Start:u.End], isWordRune) < 0
			u.introduces = strings.HasSuffix(b.text[u.Start:u.End], ":") || strings.HasSuffix(b.text[u.Start:u.End], "：")
			b.units = append(b.units, u)
			return
		}
		piece := u
		piece.torn = true
		piece.End = cutBefore(b.text[:u.End], u.Start, u.Start+end)
		piece.Span = trim(b.text, piece.Span)
		piece.tokens = Tokens(b.text[piece.Start:piece.End])
		b.units = append(b.units, piece)
		u.Span = trim(b.text, Span{piece.End, u.End})
	}
}

func isWordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}
