package postings_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"footnote/retrieval"
	"footnote/retrieval/postings"
)

// indexOf makes an index of texts, with rising IDs from 1, each with its
// language in front: "en: Some text."
func indexOf(t *testing.T, texts ...string) *postings.Index {
	t.Helper()
	index := postings.New(analyzer)
	for i, text := range texts {
		language, text, _ := strings.Cut(text, ": ")
		entry := retrieval.TextEntry{ID: retrieval.ChunkID(i + 1), Text: text, Language: language}
		if err := index.Add(t.Context(), []retrieval.TextEntry{entry}); err != nil {
			t.Fatal(err)
		}
	}
	return index
}

// TestQueryTerms checks how a query is read for the languages of an index.
func TestQueryTerms(t *testing.T) {
	corpus := []string{
		"en: People die of thirst. The war in the desert.",
		"de: Die Häuser der Stadt waren alt.",
		"de: Der Krieg in der Wüste, die Flucht.",
		"xx: Laipni lūdzam Rīgā, houses of Covid19",
		"en-GB: They run.",
		"en: Send an email from the database of dq-69.",
	}
	for _, test := range []struct{ query, want string }{
		{"", ""},
		{"What is the war?", "war[war]=1"},
		{"what is it", ""},
		{"die", "die[die]=1"},
		{"Was ist die Wüste?", "Wüste[wuste wust]=1"},
		{"Wie alt waren die Häuser der Stadt?", "alt[alt]=1 Häuser[hauser haus]=1 Stadt[stadt]=1"},
		{"How many die in the war?", "die[die]=1 war[war]=1"},
		{"houses", "houses[houses hous]=1"},
		{"war wars war", "war[war wars]=1"},
		{"zebra", "zebra[zebra]=0"},
		{"e-mail", "e-mail[email]=1"},
		{"data-base", "data[data]=0 base[base bas]=0"},
		{"COVID-19", "COVID-19[covid19]=1"},
		{"running", "running[running run]=1"},
		{"dq69 DQ-69", "dq69[dq69]=1 DQ[dq]=1 69[69]=1"},
	} {
		t.Run(test.query, func(t *testing.T) {
			var got []string
			for _, term := range search(t, indexOf(t, corpus...), test.query).Terms {
				slices.Sort(term.Forms[1:])
				got = append(got, fmt.Sprintf("%s%v=%d", term.Surface, term.Forms, term.DocumentFrequency))
			}
			if got := strings.Join(got, " "); got != test.want {
				t.Errorf("terms of %q are\n%s, want\n%s", test.query, got, test.want)
			}
		})
	}
}

// TestGrams checks what is found though no word is the same.
func TestGrams(t *testing.T) {
	index := indexOf(t,
		"en: The Präsident of São Tomé", "zh: 網絡安全是一項挑戰。", "ru: Йод и ёлка", "th: น้ำดี",
		"en: Ｆｕｌｌ width ﬁnance", "ja: カタカナ", "ko: 한국어", "xx: emoji 🙂🙂🙂🙂 here", "hi: हिन्दी",
	)
	for _, test := range []struct {
		query string
		want  retrieval.ChunkID
	}{
		{"prasidnt", 1}, {"PRASIDENTEN", 1}, {"saotome Sao Tomee", 1}, {"安全", 2}, {"елкой", 3}, {"иод", 3},
		{"น้ำ", 4}, {"fullness", 5}, {"financial", 5}, {"カタ", 6}, {"국어", 7}, {"🙂🙂🙂🙂", 8}, {"हिन्दि", 9},
	} {
		hits := search(t, index, test.query).Hits
		if len(hits) == 0 || hits[0].ID != test.want || hits[0].Grams <= 0 {
			t.Errorf("%q finds %+v, want chunk %d by its 4-grams", test.query, hits, test.want)
		}
	}
	for _, query := range []string{"", "?", "a", "\xff\xff\xff\xff\xff", "\u0301\u0301\u0301\u0301", "水"} {
		if result := search(t, index, query); result.IdealGrams != 0 {
			t.Errorf("%q has an ideal by 4-grams of %g, want none", query, result.IdealGrams)
		}
	}
}

// TestLongQuery checks that a long query keeps the words that find something
// and leaves out the most frequent of them.
func TestLongQuery(t *testing.T) {
	index := postings.New(analyzer)
	var entries []retrieval.TextEntry
	for id := retrieval.ChunkID(1); id <= 200; id++ {
		entries = append(entries, retrieval.TextEntry{ID: id, Text: fmt.Sprintf("common rare%d", id), Language: "en"})
	}
	if err := index.Add(t.Context(), entries); err != nil {
		t.Fatal(err)
	}
	var query strings.Builder
	query.WriteString("common")
	for id := range 3000 {
		fmt.Fprintf(&query, " unknown%d rare%d", id, id+100)
	}
	result := search(t, index, query.String())
	if len(result.Terms) != 64 {
		t.Fatalf("a long query has %d terms, want 64", len(result.Terms))
	}
	for _, term := range result.Terms {
		if term.DocumentFrequency != 1 {
			t.Errorf("term %q is in %d chunks, want one of those in 1", term.Surface, term.DocumentFrequency)
		}
	}
}
