package retrievaltest

import (
	"slices"
	"testing"

	"footnote/retrieval"
)

// textWithin checks that a range leaves out what is not in it, and changes
// nothing else: scores, ideals and terms are those of the whole index.
func textWithin(t *testing.T, x textIndex) {
	x.add(briefs()...)
	query := retrieval.TextQuery{Text: "the storm at the harbour, ministry revenue", K: 100}
	all := x.ask(query)
	for _, test := range []struct {
		why    string
		within retrieval.Range
		want   []retrieval.ChunkID
	}{
		{"one chunk", retrieval.Range{First: 7, End: 8}, []retrieval.ChunkID{7}},
		{"several", retrieval.Range{First: 2, End: 7}, []retrieval.ChunkID{2, 3}},
		{"up to the last", retrieval.Range{First: 7, End: 4001}, []retrieval.ChunkID{7, 4000}},
		{"everything", retrieval.Range{First: 1, End: 70_000}, []retrieval.ChunkID{2, 3, 7, 4000}},
		{"a gap", retrieval.Range{First: 8, End: 4000}, nil},
		{"behind the last", retrieval.Range{First: 4001, End: 5000}, nil},
		{"no chunk", retrieval.Range{First: 3, End: 3}, nil},
	} {
		query.Within = test.within
		got := x.ask(query)
		ids := byWords(got)
		if slices.Sort(ids); !slices.Equal(ids, test.want) {
			t.Errorf("%s, %v: found %v by words, want %v", test.why, test.within, ids, test.want)
		}
		want := slices.DeleteFunc(slices.Clone(all.Hits), func(h retrieval.TextHit) bool {
			return h.ID < test.within.First || h.ID >= test.within.End
		})
		if !slices.Equal(got.Hits, want) {
			t.Errorf("%s, %v: found %v, want the scores of all, %v", test.why, test.within, got.Hits, want)
		}
		if got.IdealWords != all.IdealWords || got.IdealGrams != all.IdealGrams || !slices.EqualFunc(got.Terms, all.Terms, equalTerms) {
			t.Errorf("%s, %v: ideals or terms are not those of all", test.why, test.within)
		}
	}
}

func equalTerms(a, b retrieval.Term) bool {
	return a.Surface == b.Surface && a.DocumentFrequency == b.DocumentFrequency && a.IDF == b.IDF
}

// textWithinFills checks that the list is filled from a range, however much
// better what stands outside, and that the audience counts inside.
func textWithinFills(t *testing.T, x textIndex) {
	var entries []retrieval.TextEntry
	for id := retrieval.ChunkID(1); id <= 900; id++ {
		e := english(id, "storm storm storm")
		switch {
		case id > 400 && id <= 700 && id%60 == 0:
			e.Text = "A storm, with many other words that make the chunk longer and its score lower."
		case id > 400 && id <= 700:
			e.Audience = []string{"staff"}
		}
		entries = append(entries, e)
	}
	x.add(entries...)
	query := retrieval.TextQuery{Text: "storm", K: 5, Within: retrieval.Range{First: 401, End: 701}}
	if got, want := byWords(x.ask(query)), []retrieval.ChunkID{420, 480, 540, 600, 660}; !slices.Equal(got, want) {
		t.Errorf("found %v, want every visible chunk of the range, %v", got, want)
	}
	query.Audience = retrieval.Audience{"staff"}
	if got, want := byWords(x.ask(query)), []retrieval.ChunkID{401, 402, 403, 404, 405}; !slices.Equal(got, want) {
		t.Errorf("found %v for who may see all, want the best, %v", got, want)
	}
	x.remove(420, 480)
	query.Audience = nil
	if got, want := byWords(x.ask(query)), []retrieval.ChunkID{540, 600, 660}; !slices.Equal(got, want) {
		t.Errorf("found %v after a deletion, want %v", got, want)
	}
}
