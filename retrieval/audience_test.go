package retrieval_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"footnote/corpus"
	"footnote/retrieval"
)

var (
	labels = []string{"red", "green", "blue"}
	nouns  = []string{"harbour", "crane", "ferry", "windmill", "school", "lighthouse", "Marta", "Olsen", "Lindvik", "1931", "boats", "storm"}
)

// Of random documents, what is found is what stands there, and nothing of what
// the asker may not see.
func TestRetrieveFromRandomDocuments(t *testing.T) {
	s := newShelf(t)
	rapid.Check(t, func(r *rapid.T) {
		s.t = r
		s.splitter.MaxTokens = rapid.IntRange(8, 80).Draw(r, "tokens")
		var documents []corpus.Document
		for i := range rapid.IntRange(1, 6).Draw(r, "documents") {
			documents = append(documents, drawDocument(r, i))
		}
		s.fill()
		s.fill(documents...)
		for range 3 {
			query := retrieval.Query{
				Text:     strings.Join(rapid.SliceOfN(rapid.SampledFrom(nouns), 1, 6).Draw(r, "query"), " ") + "?",
				K:        rapid.IntRange(0, 20).Draw(r, "k"),
				Audience: drawLabels(r),
			}
			result := s.search(query)
			checkResult(r, s, result)
			checkSecrets(r, documents, result)
		}
	})
	s.t = t
}

func drawLabels(r *rapid.T) []string {
	return rapid.SliceOfNDistinct(rapid.SampledFrom(labels), 0, 2, rapid.ID).Draw(r, "labels")
}

// drawDocument draws Markdown in which a word stands that stands nowhere else.
func drawDocument(r *rapid.T, number int) corpus.Document {
	var b strings.Builder
	if rapid.Bool().Draw(r, "front matter") {
		fmt.Fprintf(&b, "---\nauthor: %s\n---\n", secret(number))
	}
	for range rapid.IntRange(1, 8).Draw(r, "blocks") {
		switch rapid.SampledFrom([]string{"paragraph", "paragraph", "paragraph", "heading", "list", "notice"}).Draw(r, "block") {
		case "paragraph":
			for range rapid.IntRange(1, 5).Draw(r, "sentences") {
				b.WriteString(drawSentence(r, number) + " ")
			}
		case "heading":
			fmt.Fprintf(&b, "## The %s of %s", rapid.SampledFrom(nouns).Draw(r, "heading"), secret(number))
		case "list":
			for range rapid.IntRange(1, 4).Draw(r, "items") {
				b.WriteString("- " + drawSentence(r, number) + "\n")
			}
		case "notice":
			b.WriteString("Subscribe to our newsletter!")
		}
		b.WriteString("\n\n")
	}
	return file(fmt.Sprintf("%s.md", secret(number)), b.String(), drawLabels(r)...)
}

func drawSentence(r *rapid.T, number int) string {
	words := rapid.SliceOfN(rapid.SampledFrom(nouns), 1, 12).Draw(r, "words")
	return "The " + strings.Join(words, " über ") + " " + secret(number) + "."
}

func secret(number int) string { return fmt.Sprintf("xq%czy", 'a'+number) }

// checkSecrets fails when anything in a result tells a word of a document that
// the asker may not see.
func checkSecrets(t require, documents []corpus.Document, result retrieval.Result) {
	t.Helper()
	all := fmt.Sprintf("%+v", result)
	for i, d := range documents {
		if !result.Query.Audience.Sees(d.Audience) && strings.Contains(all, secret(i)) {
			t.Fatalf("a result for %q tells of %s, which is for %q:\n%s", result.Query.Audience, d.ID, d.Audience, all)
		}
	}
}

// However many better passages the asker may not see, those that may be seen
// are all found.
func TestRetrieveFillsAFilteredList(t *testing.T) {
	var documents []corpus.Document
	for i := range 800 { // more than any way of searching looks at
		documents = append(documents, file(fmt.Sprintf("secret%03d.txt", i), "The crane in the harbour was built by Marta Olsen.", "red"))
	}
	for i := range 12 {
		documents = append(documents, file(fmt.Sprintf("public%02d.txt", i), strings.Repeat("So it goes on and on. ", 5)+"There is a harbour.", "green", "blue"))
	}
	s := newShelf(t, documents...)
	query := retrieval.Query{Text: "Who built the crane in the harbour?", K: 10, Audience: retrieval.Audience{"blue"}}
	result := s.search(query)
	checkResult(t, s, result)
	if len(result.Passages) != 10 {
		t.Errorf("found %d passages: %s", len(result.Passages), found(result))
	}
	query.Audience = nil
	if result := s.search(query); len(result.Passages) > 0 || result.Answerable.Probability != 0 {
		t.Errorf("one without labels finds %s, answerable %v", found(result), result.Answerable)
	}
	query.Audience = retrieval.Audience{"green", "red"}
	if result := s.search(query); !strings.HasPrefix(found(result), "secret") {
		t.Errorf("one who may see all finds %s", found(result))
	}
}

// A changed audience holds from the next question on.
func TestRetrieveByNewAudience(t *testing.T) {
	const text = "The crane was built by Marta Olsen."
	s := newShelf(t, file("crane.txt", text))
	query := retrieval.Query{Text: "Who built the crane?", Audience: retrieval.Audience{"blue"}}
	for _, audience := range [][]string{nil, {"red"}, {"red", "blue"}, {"green"}, {"blue"}} {
		s.fill(file("crane.txt", text, audience...))
		want := 0
		if len(audience) == 0 || slices.Contains(audience, "blue") {
			want = 1
		}
		if got := len(s.search(query).Passages); got != want {
			t.Errorf("for %q: %d passages, want %d", audience, got, want)
		}
	}
}
