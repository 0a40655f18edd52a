package corpus

import (
	"math"
	"slices"
)

// breaks chooses where to cut units into chunks: the ranges of units that are
// chunks, with the repeated unit. Of all ways it takes the one of the least
// cost, where a chunk costs the more the further it stays below the limit, so
// that there are few and even ones, and a cut costs the more it tears apart.
func (s Splitter) breaks(units []unit) []Span {
	sizes, repeats := s.sizes(units)
	costs := make([]float64, len(units)+1) // of the best chunks up to each place
	from := make([]int32, len(units)+1)    // where the last of these starts
	limit, scale := int32(min(s.MaxTokens, math.MaxInt32/2)), 1/float64(s.MaxTokens)
	for j := 1; j <= len(units); j++ {
		least := -1.0
		for i := j - 1; i >= 0; i-- {
			size := sizes[j] - sizes[i]
			if i < j-1 {
				if size > limit {
					break
				}
				if size += repeats[i]; size > limit {
					continue // fewer new units leave room for the repeated one
				}
			} else if size+repeats[i] <= limit {
				size += repeats[i]
			}
			short := float64(limit-size) * scale
			if cost := costs[i] + short*short; least < 0 || cost < least {
				least = cost
				from[j] = int32(i)
			}
		}
		costs[j] = least + cutCost(units, j)
	}
	var chunks []Span
	for j := len(units); j > 0; {
		i := int(from[j])
		chunk := Span{i, j}
		if again := repeats[i]; again > 0 && sizes[j]-sizes[i]+again <= limit {
			chunk.Start--
		}
		chunks = append(chunks, chunk)
		j = i
	}
	slices.Reverse(chunks)
	return chunks
}

// sizes returns, for each place to cut at, how many tokens stand before it, and
// how many the unit right before it has if the next chunk may start with it,
// else 0. What ends a section does not start the next.
func (s Splitter) sizes(units []unit) (sizes, repeats []int32) {
	sizes = make([]int32, len(units)+1)
	repeats = make([]int32, len(units)+1)
	for i := range units {
		u := &units[i]
		sizes[i+1] = sizes[i] + int32(u.tokens)
		if i+1 < len(units) && u.section == units[i+1].section && u.isQuotable() && !u.torn &&
			u.tokens <= s.MaxTokens/4 && (u.kind == proseBlock || u.kind == itemBlock) {
			repeats[i+1] = int32(u.tokens)
		}
	}
	return sizes, repeats
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
