package gate

// mostListed is the longest list of names whose count needs no proof.
const mostListed = 9

// sumsUp reports whether a number only counts the names that stand beside it, as
// in "Liu and Yao, two advisers" and "three rivers: the Rhine, the Aare and the
// Reuss".
func (f *facts) sumsUp(q quantity) bool {
	if q.kind != cardinal || q.unit != "" || q.value < 2 || q.value > mostListed {
		return false
	}
	n := int(q.value)
	if at := q.first - 1; at > 0 && f.tokens[at].kind == mark && f.named(at-1, -1) == n {
		return true
	}
	for at := q.end; at < len(f.tokens) && at < q.end+5; at++ {
		if f.tokens[at].kind == mark || f.tokens[at].capital(f.raw) {
			for at < len(f.tokens) && f.tokens[at].kind == mark {
				at++
			}
			return f.named(at, 1) == n
		}
	}
	return false
}

// named counts the names of the list that goes on from a token in a direction.
func (f *facts) named(at, step int) int {
	n, within, joined := 0, false, false
list:
	for ; at >= 0 && at < len(f.tokens); at += step {
		t := f.tokens[at]
		switch {
		case t.kind == letters && t.capital(f.raw):
			if !within {
				n++
			}
			within = true
		case t.lower == "and" || t.lower == ",":
			joined, within = joined || t.lower == "and", false
		case t.lower == "the" || t.lower == "of" || t.lower == "de" || t.lower == "-" || t.lower == ".":
		default:
			break list
		}
	}
	if !joined {
		return 0
	}
	return n
}
