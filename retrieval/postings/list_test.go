package postings

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestList encodes and decodes postings with gaps and frequencies of all sizes.
func TestList(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		gaps := rapid.SliceOfN(rapid.OneOf(
			rapid.Uint32Range(1, 3), rapid.Uint32Range(1, 2*windowSize), rapid.Uint32Range(1, 200*windowSize),
		), 1, 600).Draw(t, "gaps")
		frequencies := rapid.OneOf(rapid.Just(uint32(1)), rapid.Uint32Range(1, 300))
		var postings []posting
		doc := gaps[0] - 1
		for _, gap := range gaps {
			postings = append(postings, posting{doc, frequencies.Draw(t, "frequency")})
			doc += gap
		}
		list := appendList(nil, postings)
		if _, n := newCursor(list); n != len(postings) {
			t.Fatalf("the list says that it has %d postings, not %d", n, len(postings))
		}
		for i := range postings {
			postings[i].frequency = min(postings[i].frequency, maxFrequency)
		}
		if got := appendPostings(nil, list); !slices.Equal(got, postings) {
			t.Fatalf("decoded %v, want %v", got, postings)
		}
		c, _ := newCursor(list)
		target := int(rapid.SampledFrom(postings).Draw(t, "target").doc >> windowBits)
		if c.seek(target); c.window != target {
			t.Fatalf("seeking window %d found %d", target, c.window)
		}
	})
}

// TestMergePolicy adds chunks one by one and checks that segments stay few.
func TestMergePolicy(t *testing.T) {
	var parts []part
	for id := range uint32(2000) {
		s, err := assemble([]uint32{id + 1}, []uint32{0}, []kind{{}}, [fields]content{{lengths: []uint32{0}}, {lengths: []uint32{0}}})
		if err != nil {
			t.Fatal(err)
		}
		if parts, err = mergeSome(append(parts, newPart(s))); err != nil {
			t.Fatal(err)
		}
		if most := mergeFactor * (level(int(id)+1) + 1); len(parts) > most {
			t.Fatalf("%d segments for %d chunks, want at most %d", len(parts), id+1, most)
		}
	}
	if n := newSnapshot(parts).live; n != 2000 {
		t.Errorf("%d chunks are left after merging, want 2000", n)
	}
}

// TestMergeDead checks that a segment with many dead chunks is rewritten.
func TestMergeDead(t *testing.T) {
	ids := make([]uint32, 100)
	lengths := make([]uint32, len(ids))
	for i := range ids {
		ids[i] = uint32(i + 1)
	}
	s, err := assemble(ids, make([]uint32, len(ids)), []kind{{}}, [fields]content{{lengths: lengths}, {lengths: lengths}})
	if err != nil {
		t.Fatal(err)
	}
	p := newPart(s)
	p.dead = newBitmap(p.n)
	for doc := range 26 {
		p.kill(doc)
	}
	parts, err := mergeSome([]part{p})
	if err != nil {
		t.Fatal(err)
	}
	if len(parts) != 1 || parts[0].n != 74 || parts[0].dead != nil || parts[0].id(0) != 27 {
		t.Errorf("merging a segment with 26 of 100 dead gives %d segments, the first of %d", len(parts), parts[0].n)
	}
}
