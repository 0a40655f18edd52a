package corpus

import "slices"

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
	limit := s.MaxTokens
	repeat := s.repeatable(units)
	best := make([]state, len(units)+1)
	for j := 1; j <= len(units); j++ {
		least := state{cost: -1}
		size := 0
		for i := j - 1; i >= 0; i-- {
			size += units[i].tokens
			if size > limit && i < j-1 {
				break
			}
			with, total := i, size
			if again := repeat[i]; again > 0 && size+again <= limit {
				with, total = i-1, size+again
			}
			short := float64(limit-total) / float64(limit)
			if cost := best[i].cost + short*short; least.cost < 0 || cost < least.cost {
				least = state{cost, i, with}
			}
		}
		least.cost += cutCost(units, j)
		best[j] = least
	}
	var chunks []Span
	for j := len(units); j > 0; j = best[j].from {
		chunks = append(chunks, Span{best[j].with, j})
	}
	slices.Reverse(chunks)
	return chunks
}

// repeatable returns, for each place to cut at, how many tokens the unit before
// it has if the next chunk may start with it, else 0. What ends a section does
// not start the next.
func (s Splitter) repeatable(units []unit) []int {
	repeat := make([]int, len(units))
	for i := range units[:len(units)-1] {
		u := &units[i]
		if u.section == units[i+1].section && u.isQuotable() && !u.torn && u.tokens <= s.MaxTokens/3 && (u.kind == proseBlock || u.kind == itemBlock) {
			repeat[i+1] = u.tokens
		}
	}
	return repeat
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
