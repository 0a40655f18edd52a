package corpus

import "slices"

// DefaultMaxTokens is the limit of a Splitter that sets none.
const DefaultMaxTokens = 200

// A Splitter cuts documents into chunks. The zero Splitter is ready to use.
type Splitter struct {
	// MaxTokens is the most tokens, as Tokens estimates them, that a chunk may
	// have; 0 is DefaultMaxTokens. Chunks come close to it and never go over.
	MaxTokens int
}

// Split returns the chunks of a document in order. Together they hold all of
// the body that is not white space. A chunk ends where a sentence ends, unless
// the sentence alone is over the limit, and repeats the last sentence of the
// chunk before unless that is long or a new section starts.
func (s Splitter) Split(doc Document) []Chunk {
	if s.MaxTokens <= 0 {
		s.MaxTokens = DefaultMaxTokens
	}
	units, sections := unitsOf(doc, s.MaxTokens)
	markBoilerplate(doc.Text, units)
	var chunks []Chunk
	for _, g := range groupSections(units, sections, s.MaxTokens) {
		for _, b := range s.breaks(units[g.Start:g.End]) {
			chunks = append(chunks, s.chunk(doc, sections, units[g.Start+b.Start:g.Start+b.End]))
		}
	}
	return chunks
}

// chunk makes a chunk of neighbouring units.
func (s Splitter) chunk(doc Document, sections []Section, units []unit) Chunk {
	c := Chunk{Start: units[0].Start, End: units[len(units)-1].End}
	c.Text = doc.Text[c.Start:c.End]
	c.Section = sections[units[0].section].Title
	for _, u := range units {
		if !u.isQuotable() {
			continue
		}
		if len(c.Sentences) == 0 {
			c.Section = sections[u.section].Title
		}
		c.Sentences = append(c.Sentences, u.Span)
	}
	return c
}

// groupSections returns the ranges of units that are split on their own: the
// sections, but small ones that follow each other go together, an introduction
// goes with the first part of what it introduces, and a section that holds
// nothing to quote goes with the one before.
func groupSections(units []unit, sections []Section, limit int) []Span {
	small := limit / 6
	var groups []Span
	last := 0 // tokens of the last group
	for _, part := range sectionRanges(units) {
		size, level := 0, sections[units[part.Start].section].Level
		for _, u := range units[part.Start:part.End] {
			size += u.tokens
		}
		if n := len(groups); n > 0 {
			before := groups[n-1]
			first := sections[units[before.Start].section].Level
			introduces := size < small || first < level || !hasQuotable(units[before.Start:before.End])
			if last < small && introduces || last+size <= limit && !hasQuotable(units[part.Start:part.End]) {
				groups[n-1].End = part.End
				last += size
				continue
			}
		}
		groups = append(groups, part)
		last = size
	}
	return groups
}

// sectionRanges returns the ranges of units that are in one section.
func sectionRanges(units []unit) []Span {
	var ranges []Span
	for i := range units {
		if i == 0 || units[i].section != units[i-1].section {
			ranges = append(ranges, Span{i, i})
		}
		ranges[len(ranges)-1].End = i + 1
	}
	return ranges
}

func hasQuotable(units []unit) bool {
	return slices.ContainsFunc(units, unit.isQuotable)
}
