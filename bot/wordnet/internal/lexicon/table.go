package lexicon

import "sort"

// column is a table of numbers.
type column string

func (c column) len() int { return len(c) / cellSize }

// at is the number in row i, and 0 where there is none: a broken file must not
// break the program.
func (c column) at(i int) int {
	if i < 0 || i >= c.len() {
		return 0
	}
	cell := c[i*cellSize:][:cellSize]
	return int(cell[0]) | int(cell[1])<<8 | int(cell[2])<<16
}

// Pairs is a table of pairs in their order.
type Pairs string

// Len is the number of pairs.
func (p Pairs) Len() int { return len(p) / pairSize }

// At is the pair in row i.
func (p Pairs) At(i int) Pair {
	return Pair{From: column(p).at(2 * i), To: column(p).at(2*i + 1)}
}

// From is the part of the table that starts from the numbers of low to high,
// without high itself.
func (p Pairs) From(low, high int) Pairs {
	start := p.search(low)
	if start == p.Len() || p.At(start).From >= high {
		return ""
	}
	end := start
	for end < p.Len() && p.At(end).From < high {
		end++
	}
	return p[start*pairSize : end*pairSize]
}

// search is the first row that starts from n or more.
func (p Pairs) search(n int) int {
	return sort.Search(p.Len(), func(i int) bool { return column(p).at(2*i) >= n })
}
