package retrievaltest

import (
	"slices"
	"strings"
	"testing"

	"footnote/retrieval"
)

func textEmpty(t *testing.T, x textIndex) {
	x.wantLen(0)
	result := x.search("anything at all", 10)
	if len(result.Hits) != 0 {
		t.Errorf("an empty index found %v", result.Hits)
	}
	x.remove(1, 2, 3)
	x.add()
	x.remove()
	x.wantLen(0)
}

func textMatching(t *testing.T, x textIndex) {
	x.add(briefs()...)
	x.wantLen(6)
	for _, test := range []struct {
		why, query string
		want       []retrieval.ChunkID
	}{
		{"a word", "ministry", []retrieval.ChunkID{2}},
		{"in capitals", "MINISTRY", []retrieval.ChunkID{2}},
		{"by its stem", "challenge", []retrieval.ChunkID{2}},
		{"an inflected query", "demanding payments", []retrieval.ChunkID{1}},
		{"in the title", "ransomware", []retrieval.ChunkID{1}},
		{"in the heading", "background", []retrieval.ChunkID{1}},
		{"a word of two", "harbour storm", []retrieval.ChunkID{3, 7}},
		{"any of the words", "ministry revenue", []retrieval.ChunkID{2, 4000}},
		{"a name", "Who is Su Chang?", []retrieval.ChunkID{4}},
		{"beside punctuation", "(storm)", []retrieval.ChunkID{3, 7}},
		{"nowhere", "xylophone", nil},
	} {
		t.Run(test.why, func(t *testing.T) {
			textIndex{x.TextIndex, t}.wantWords(test.query, test.want...)
		})
	}
	textTypo(t, x)
	if best := x.search("storm", 10).Hits[0].ID; best != 7 {
		t.Errorf("best chunk for a word is %d, want the one that has it twice, 7", best)
	}
}

// textTypo checks that a misspelt word is found by its 4-grams alone.
func textTypo(t *testing.T, x textIndex) {
	for query, want := range map[string]retrieval.ChunkID{"cybersecurty": 2, "artifical inteligence": 4, "ransomwear": 1} {
		hits := x.search(query, 3).Hits
		if len(hits) == 0 || hits[0].ID != want {
			t.Errorf("Search(%q) = %v, want chunk %d first", query, hits, want)
			continue
		}
		if hits[0].Words != 0 || hits[0].Grams <= 0 {
			t.Errorf("Search(%q) = %+v, want a score by 4-grams alone", query, hits[0])
		}
	}
}

func textLanguages(t *testing.T, x textIndex) {
	x.add(
		english(1, "Two houses were sold."),
		retrieval.TextEntry{ID: 2, Text: "Die alten Häuser stehen am Fluss.", Language: "de"},
		retrieval.TextEntry{ID: 3, Text: "В новой библиотеке открылась выставка.", Language: "ru"},
		retrieval.TextEntry{ID: 4, Text: "Talo myytiin zorblefax.", Language: "xx"},
		retrieval.TextEntry{ID: 5, Text: "網絡安全是一項挑戰。", Language: "zh"},
		retrieval.TextEntry{ID: 6, Text: "Un texte sans langue, quixotically."},
	)
	x.wantWords("house", 1)
	x.wantWords("Haus", 2)
	x.wantWords("библиотека", 3)
	x.wantWords("zorblefax", 4)
	x.wantWords("quixotically", 6)
	if hits := x.search("網絡安全", 5).Hits; len(hits) == 0 || hits[0].ID != 5 {
		t.Errorf("Chinese text is not found: %v", hits)
	}
}

func textOddQueries(t *testing.T, x textIndex) {
	x.add(briefs()...)
	for _, query := range []string{"", " \t\n", "?!…", "🙂🙂", "\x00", "\xff\xfe", "-", "a"} {
		for _, hit := range x.search(query, 5).Hits {
			if hit.Words > 0 {
				t.Errorf("Search(%q) found %+v by words", query, hit)
			}
		}
	}
	stops := x.search("what is the of and", 5)
	for _, hit := range stops.Hits {
		if hit.Words > 0 {
			t.Errorf("stop words alone found %+v by words", hit)
		}
	}
	if len(stops.Terms) > 0 {
		t.Errorf("stop words became terms: %v", stops.Terms)
	}
	long := strings.Repeat("harbour something else entirely ", 3000)
	if got := x.search(long, 1); len(byWords(got)) == 0 {
		t.Error("a question of 100 kB that holds the word does not find the harbour")
	}
}

func textOddEntries(t *testing.T, x textIndex) {
	x.add(
		english(1, ""),
		english(2, " \n"),
		english(3, "\xff\xfe broken encoding harbour"),
		english(4, strings.Repeat("x", 70_000)),
		retrieval.TextEntry{ID: 5, Context: "Harbour", Language: "en"},
		english(70_000, "The last chunk there can be lies in the harbour."),
	)
	x.wantLen(6)
	x.wantWords("harbour", 3, 5, 70_000)
	x.add(english(6, "the first of two"), english(6, "only the second counts"))
	x.wantLen(7)
	x.wantWords("second", 6)
	x.wantWords("two")
}

func textLimit(t *testing.T, x textIndex) {
	x.add(briefs()...)
	if hits := x.search("storm", 0).Hits; len(hits) != 0 {
		t.Errorf("K of 0 found %v", hits)
	}
	if hits := x.search("storm", -1).Hits; len(hits) != 0 {
		t.Errorf("K of -1 found %v", hits)
	}
	all := hitIDs(x.search("storm harbour ministry", 1_000_000).Hits)
	for _, id := range []retrieval.ChunkID{2, 3, 7} {
		if !slices.Contains(all, id) {
			t.Errorf("K above the size of the index misses chunk %d in %v", id, all)
		}
	}
}

func textAudience(t *testing.T, x textIndex) {
	labelled := func(id retrieval.ChunkID, audience ...string) retrieval.TextEntry {
		return retrieval.TextEntry{ID: id, Text: "The harbour plan.", Language: "en", Audience: audience}
	}
	x.add(labelled(1), labelled(2, "staff"), labelled(3, "board"), labelled(4, "staff", "board"), labelled(5, "staff", "staff"))
	for _, test := range []struct {
		audience []string
		want     []retrieval.ChunkID
	}{
		{nil, []retrieval.ChunkID{1}},
		{[]string{"stranger"}, []retrieval.ChunkID{1}},
		{[]string{"staff"}, []retrieval.ChunkID{1, 2, 4, 5}},
		{[]string{"board"}, []retrieval.ChunkID{1, 3, 4}},
		{[]string{"board", "staff"}, []retrieval.ChunkID{1, 2, 3, 4, 5}},
		{[]string{"Staff"}, []retrieval.ChunkID{1}},
		{[]string{""}, []retrieval.ChunkID{1}},
	} {
		got := hitIDs(x.search("harbour", 10, test.audience...).Hits)
		slices.Sort(got)
		if !slices.Equal(got, test.want) {
			t.Errorf("audience %q sees %v, want %v", test.audience, got, test.want)
		}
	}
	x.add(labelled(2))
	if got := len(x.search("harbour", 10).Hits); got != 2 {
		t.Errorf("after chunk 2 was made public %d chunks are visible, want 2", got)
	}
	x.add(labelled(1, "board"))
	if got := hitIDs(x.search("harbour", 10).Hits); !slices.Equal(got, []retrieval.ChunkID{2}) {
		t.Errorf("after chunk 1 was restricted %v is visible, want chunk 2", got)
	}
}

func textFilteredFills(t *testing.T, x textIndex) {
	var entries []retrieval.TextEntry
	for id := retrieval.ChunkID(1); id <= 300; id++ {
		e := english(id, "storm storm storm")
		if e.Audience = []string{"staff"}; id%60 == 0 {
			e.Audience, e.Text = nil, "A storm, with many other words that make the chunk longer and its score lower."
		}
		entries = append(entries, e)
	}
	x.add(entries...)
	got := byWords(x.search("storm", 5))
	if want := []retrieval.ChunkID{60, 120, 180, 240, 300}; !slices.Equal(got, want) {
		t.Errorf("found %v, want every visible chunk, %v", got, want)
	}
}
