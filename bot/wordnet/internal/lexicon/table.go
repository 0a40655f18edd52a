package lexicon

// column is a table of numbers.
type column string

func (c column) len() int { return len(c) / cellSize }

// at is the number in row i, and 0 where there is none: a broken file must not
// break the program.
func (c column) at(i int) int {
	if i < 0 || i >= c.len() {
		return 0
	}
	return cell(string(c[i*cellSize:]))
}

// cell is the number that starts a string of at least its size.
func cell(s string) int {
	_ = s[cellSize-1]
	return int(s[0]) | int(s[1])<<8 | int(s[2])<<16
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
	end := start
	for end < p.Len() && p.At(end).From < high {
		end++
	}
	return p[start*pairSize : end*pairSize]
}

// search is the first row that starts from n or more.
func (p Pairs) search(n int) int {
	low, high := 0, p.Len()
	for low < high {
		if middle := (low + high) / 2; cell(string(p[middle*pairSize:])) < n {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return low
}
