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

// breaks chooses where to cut units into chunks: the ranges of units that are
// chunks, with the repeated unit. Of all ways it takes the one of the least
// cost, where a chunk costs the more the further it stays below the limit, so
// that there are few and even ones, and a cut costs the more it tears apart.
func (s Splitter) breaks(units []unit) []Span {
	type state struct {
		cost float64
		from int // the first new unit of the chunk that ends here
		with int // the first unit, the repeated one if there is one
	}
	best := make([]state, len(units)+1)
	for j := 1; j <= len(units); j++ {
		best[j].cost = -1
		tear := cutCost(units, j)
		size := 0
		for i := j - 1; i >= 0; i-- {
			size += units[i].tokens
			if size > s.MaxTokens && i < j-1 {
				break
			}
			with, total := i, size
			if i > 0 && s.repeats(units[i-1]) && size+units[i-1].tokens <= s.MaxTokens {
				with, total = i-1, size+units[i-1].tokens
			}
			short := float64(s.MaxTokens-total) / float64(s.MaxTokens)
			if cost := best[i].cost + short*short + tear; best[j].cost < 0 || cost < best[j].cost {
				best[j] = state{cost, i, with}
			}
		}
	}
	var chunks []Span
	for j := len(units); j > 0; j = best[j].from {
		chunks = append(chunks, Span{best[j].with, j})
	}
	for i, j := 0, len(chunks)-1; i < j; i, j = i+1, j-1 {
		chunks[i], chunks[j] = chunks[j], chunks[i]
	}
	return chunks
}

// repeats reports whether u may stand at the end of one chunk and at the start
// of the next.
func (s Splitter) repeats(u unit) bool {
	return u.isQuotable() && !u.torn && u.tokens <= s.MaxTokens/3 && (u.kind == proseBlock || u.kind == itemBlock)
}

// cutCost is what it costs to cut before units[j], where 1 is the cost of an
// empty chunk.
func cutCost(units []unit, j int) float64 {
	if j == len(units) {
		return 0
	}
	before, after := units[j-1], units[j]
	switch {
	case before.kind == headingBlock:
		return 4
	case before.kind == rowBlock && after.kind == markupBlock, before.kind == markupBlock && after.kind == rowBlock:
		return 2
	case before.introduces && (after.kind == itemBlock || after.kind == rowBlock || after.kind == codeBlock || after.kind == markupBlock):
		return .5
	case before.kind == codeBlock && after.kind == codeBlock, after.kind == markupBlock, before.kind == markupBlock && after.kind == codeBlock:
		return .5
	case before.torn && !after.opens:
		return .2
	case before.kind == itemBlock && after.kind == itemBlock:
		return .1
	case before.kind == rowBlock && after.kind == rowBlock:
		return .05
	case !after.opens:
		return .03
	}
	return 0
}
