package retrieval

import "slices"

// A Range is the half-open range of chunk IDs [First, End).
type Range struct {
	First, End ChunkID
}

// all reports whether the range, being the zero Range, stands for all chunks.
func (r Range) all() bool { return r == Range{} }

// Ranges is a set of chunk IDs, as ranges in rising order that neither overlap
// nor touch. The zero value is the empty set.
type Ranges []Range

// MakeRanges returns the set of all IDs in the given ranges, in any order.
func MakeRanges(ranges []Range) Ranges {
	sorted := slices.Clone(ranges)
	slices.SortFunc(sorted, func(a, b Range) int { return int(int64(a.First) - int64(b.First)) })
	var set Ranges
	for _, r := range sorted {
		if r.First < r.End {
			set = set.append(r)
		}
	}
	return set
}

// append adds a range that starts no earlier than the last one.
func (s Ranges) append(r Range) Ranges {
	if n := len(s); n > 0 && r.First <= s[n-1].End {
		s[n-1].End = max(s[n-1].End, r.End)
		return s
	}
	return append(s, r)
}

// Without returns the IDs of s that are not in other.
func (s Ranges) Without(other Ranges) Ranges {
	var rest Ranges
	for _, r := range s {
		for len(other) > 0 && other[0].End <= r.First {
			other = other[1:]
		}
		for _, o := range other {
			if o.First >= r.End || r.First >= r.End {
				break
			}
			if r.First < o.First {
				rest = append(rest, Range{r.First, o.First})
			}
			r.First = max(r.First, o.End)
		}
		if r.First < r.End {
			rest = append(rest, r)
		}
	}
	return rest
}

// With returns the IDs that are in s or in other.
func (s Ranges) With(other Ranges) Ranges {
	return MakeRanges(append(slices.Clone(s), other...))
}

// Len counts the IDs.
func (s Ranges) Len() int {
	n := 0
	for _, r := range s {
		n += int(r.End - r.First)
	}
	return n
}

// IDs lists the IDs in rising order.
func (s Ranges) IDs() []ChunkID {
	ids := make([]ChunkID, 0, s.Len())
	for _, r := range s {
		for id := r.First; id < r.End; id++ {
			ids = append(ids, id)
		}
	}
	return ids
}

// hull joins ranges that lie close together, so that reading them takes few
// reads; it may cover IDs that are not in the set.
func (s Ranges) hull() Ranges {
	const near = 64
	var joined Ranges
	for _, r := range s {
		if n := len(joined); n > 0 && r.First-joined[n-1].End <= near {
			joined[n-1].End = r.End
			continue
		}
		joined = append(joined, r)
	}
	return joined
}

// contains reports whether the set holds the ID.
func (s Ranges) contains(id ChunkID) bool {
	i, _ := slices.BinarySearchFunc(s, id, func(r Range, id ChunkID) int {
		if r.End <= id {
			return -1
		}
		return 1
	})
	return i < len(s) && s[i].First <= id
}
