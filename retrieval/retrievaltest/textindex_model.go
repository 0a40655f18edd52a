package retrievaltest

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"footnote/retrieval"
)

// syllables are joined to words that are in no language's list of stop words
// and share 4-grams with each other.
var syllables = []string{"zor", "blex", "quim", "fard"}

// textModel changes an index at random beside a map of what it should hold, and
// compares what they find.
func textModel(t *testing.T, open func(t *testing.T) retrieval.TextIndex) {
	rapid.Check(t, func(r *rapid.T) {
		x, held := textIndex{open(t), r}, map[retrieval.ChunkID]retrieval.TextEntry{}
		for range rapid.IntRange(1, 6).Draw(r, "rounds") {
			changeTextIndex(r, x, held)
			compareTextIndex(r, x, held)
		}
	})
}

func changeTextIndex(r *rapid.T, x textIndex, held map[retrieval.ChunkID]retrieval.TextEntry) {
	ids := rapid.Map(rapid.Uint32Range(1, 12), func(n uint32) retrieval.ChunkID { return retrieval.ChunkID(n) })
	if rapid.Bool().Draw(r, "delete") {
		gone := rapid.SliceOfN(ids, 0, 6).Draw(r, "gone")
		x.remove(gone...)
		for _, id := range gone {
			delete(held, id)
		}
		return
	}
	entries := rapid.SliceOfN(rapid.Custom(func(r *rapid.T) retrieval.TextEntry {
		return retrieval.TextEntry{
			ID:       ids.Draw(r, "id"),
			Text:     strings.Join(drawWords(r, 12), " "),
			Audience: drawAudience(r),
		}
	}), 0, 8).Draw(r, "entries")
	x.add(entries...)
	for _, e := range entries {
		held[e.ID] = e
	}
}

func drawWords(r *rapid.T, most int) []string {
	return rapid.SliceOfN(rapid.Custom(func(r *rapid.T) string {
		one, two := rapid.SampledFrom(syllables), rapid.SampledFrom(syllables)
		return one.Draw(r, "first") + two.Draw(r, "second")
	}), 0, most).Draw(r, "words")
}

func drawAudience(r *rapid.T) []string {
	return rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"a", "b", "c"}), 0, 2, rapid.ID).Draw(r, "audience")
}

// compareTextIndex asks for everything, checks that against the model, and then
// checks a shorter and filtered list against everything.
func compareTextIndex(r *rapid.T, x textIndex, held map[retrieval.ChunkID]retrieval.TextEntry) {
	words := drawWords(r, 3)
	query := strings.Join(words, " ")
	all := x.search(query, 100, "a", "b", "c").Hits
	if x.Len() != len(held) {
		r.Fatalf("Len() = %d, want %d", x.Len(), len(held))
	}
	found := byWords(retrieval.TextResult{Hits: all})
	slices.Sort(found)
	if want := sharing(held, words); !slices.Equal(found, want) {
		r.Fatalf("%q: found %v by words, want %v", query, found, want)
	}

	k, audience, within := rapid.IntRange(1, 4).Draw(r, "k"), retrieval.Audience(drawAudience(r)), drawRange(r)
	visible := slices.DeleteFunc(slices.Clone(all), func(hit retrieval.TextHit) bool {
		inside := within == retrieval.Range{} || hit.ID >= within.First && hit.ID < within.End
		return !inside || !audience.Sees(held[hit.ID].Audience)
	})
	got, want := x.ask(retrieval.TextQuery{Text: query, K: k, Audience: audience, Within: within}).Hits, bestHits(visible, k)
	if !slices.Equal(got, want) {
		r.Fatalf("%q, K %d, audience %q, within %v: found %v, want %v", query, k, audience, within, got, want)
	}
}

// drawRange draws a range of chunks, or the zero Range.
func drawRange(r *rapid.T) retrieval.Range {
	first := retrieval.ChunkID(rapid.Uint32Range(0, 12).Draw(r, "first"))
	if first == 0 {
		return retrieval.Range{}
	}
	return retrieval.Range{First: first, End: first + retrieval.ChunkID(rapid.Uint32Range(0, 6).Draw(r, "length"))}
}

// sharing returns the chunks that hold one of the words, by rising ID.
func sharing(held map[retrieval.ChunkID]retrieval.TextEntry, words []string) (ids []retrieval.ChunkID) {
	for _, id := range slices.Sorted(maps.Keys(held)) {
		text := strings.Fields(held[id].Text)
		if slices.ContainsFunc(words, func(w string) bool { return slices.Contains(text, w) }) {
			ids = append(ids, id)
		}
	}
	return ids
}

// bestHits is the union of the k best by words and the k best by 4-grams.
func bestHits(hits []retrieval.TextHit, k int) []retrieval.TextHit {
	union := map[retrieval.TextHit]bool{}
	for _, score := range []func(retrieval.TextHit) float64{
		func(h retrieval.TextHit) float64 { return h.Words },
		func(h retrieval.TextHit) float64 { return h.Grams },
	} {
		best := slices.DeleteFunc(slices.Clone(hits), func(h retrieval.TextHit) bool { return score(h) <= 0 })
		slices.SortFunc(best, func(a, b retrieval.TextHit) int { return compareScored(score(a), score(b), a.ID, b.ID) })
		for _, hit := range best[:min(k, len(best))] {
			union[hit] = true
		}
	}
	return slices.SortedFunc(maps.Keys(union), compareHits)
}
