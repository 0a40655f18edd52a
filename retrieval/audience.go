package retrieval

import (
	"slices"
	"strings"
)

// An Audience lists the labels that the asker holds. A chunk is visible when
// its own audience is empty or has a label that the asker holds. Of a label of
// several, such as "guild:1&role:2", all must be held.
type Audience []string

// Sees reports whether a chunk or document with the labels is visible.
func (a Audience) Sees(labels []string) bool {
	return len(labels) == 0 || slices.ContainsFunc(labels, a.holds)
}

func (a Audience) holds(label string) bool {
	for part := range strings.SplitSeq(label, bothLabels) {
		if !slices.Contains(a, part) {
			return false
		}
	}
	return true
}

// bothLabels joins labels that must be held together.
const bothLabels = "&"

// Restrict returns the labels of what is visible only to who sees both what has
// the labels a and what has the labels b.
func Restrict(a, b []string) []string {
	switch {
	case len(a) == 0:
		return leastLabels(slices.Clone(b))
	case len(b) == 0:
		return slices.Clone(a)
	}
	var both []string
	for _, x := range a {
		for _, y := range b {
			both = append(both, jointly(x, y))
		}
	}
	return leastLabels(both)
}

// leastLabels leaves out labels that say nothing beside others: who holds a
// and b need not be named where a alone is enough. What is restricted once more
// in the same way so stays as it is.
func leastLabels(labels []string) []string {
	slices.Sort(labels)
	labels = slices.Compact(labels)
	return slices.DeleteFunc(slices.Clone(labels), func(label string) bool {
		parts := Audience(strings.Split(label, bothLabels))
		return slices.ContainsFunc(labels, func(other string) bool { return other != label && parts.holds(other) })
	})
}

// jointly joins two labels, with each of their parts once.
func jointly(x, y string) string {
	parts := strings.Split(x+bothLabels+y, bothLabels)
	slices.Sort(parts)
	return strings.Join(slices.Compact(parts), bothLabels)
}
