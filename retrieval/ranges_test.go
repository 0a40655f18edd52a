package retrieval

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// drawRanges draws ranges of small IDs, overlapping and empty ones too.
func drawRanges(t *rapid.T, label string) []Range {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Range {
		first := rapid.IntRange(1, 60).Draw(t, "first")
		return Range{ChunkID(first), ChunkID(first + rapid.IntRange(0, 9).Draw(t, "length"))}
	}), 0, 12).Draw(t, label)
}

func members(ranges []Range) map[ChunkID]bool {
	set := map[ChunkID]bool{}
	for _, r := range ranges {
		for id := r.First; id < r.End; id++ {
			set[id] = true
		}
	}
	return set
}

// Ranges behave as the sets of numbers that they stand for.
func TestRangesAreSets(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rawA, rawB := drawRanges(t, "a"), drawRanges(t, "b")
		a, b := MakeRanges(rawA), MakeRanges(rawB)
		inA, inB := members(rawA), members(rawB)
		without, with, hull := members(a.Without(b)), members(a.With(b)), members(a.hull())
		for id := ChunkID(0); id < 80; id++ {
			if got, want := a.contains(id), inA[id]; got != want {
				t.Fatalf("%v contains %d: %v", a, id, got)
			}
			if got, want := without[id], inA[id] && !inB[id]; got != want {
				t.Fatalf("%v without %v: %d is in it: %v", a, b, id, got)
			}
			if got, want := with[id], inA[id] || inB[id]; got != want {
				t.Fatalf("%v with %v: %d is in it: %v", a, b, id, got)
			}
			if inA[id] && !hull[id] {
				t.Fatalf("the hull of %v lacks %d", a, id)
			}
		}
		if a.Len() != len(inA) || len(a.IDs()) != len(inA) || !slices.IsSorted(a.IDs()) {
			t.Fatalf("%v has length %d and IDs %v", a, a.Len(), a.IDs())
		}
		for i := 1; i < len(a); i++ {
			if a[i-1].End >= a[i].First {
				t.Fatalf("%v is not normal", a)
			}
		}
	})
}
