package corpus

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
// sections, but a small one goes together with those after it, or with the one
// before if none comes after.
func groupSections(units []unit, sections []Section, limit int) []Span {
	var groups []Span
	small := limit / 4
	size, last := 0, 0 // of the group at hand and of the last group
	start := 0
	for i := range units {
		size += units[i].tokens
		if i+1 < len(units) && units[i+1].section == units[i].section {
			continue
		}
		if i+1 < len(units) && size < small {
			continue
		}
		if size < small && len(groups) > 0 && last+size <= limit {
			groups[len(groups)-1].End = i + 1
			break
		}
		groups = append(groups, Span{start, i + 1})
		start, last, size = i+1, size, 0
	}
	return groups
}
