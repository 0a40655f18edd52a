package bot_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"footnote/bot"
	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/retrievaltest"
)

// Whatever the documents are and whatever is asked, a citation's quote stands
// where the citation says, markers count up, and nothing is cited that the
// asker may not see or that is no sentence.
func TestAnswersFromRandomDocuments(t *testing.T) {
	embedder := retrievaltest.NewEmbedder(32)
	d := openDesk(t, embedder, stream())
	d.Answerer = d.WithComparer(newComparer(t))
	answered, disputed := 0, 0
	rapid.Check(t, func(r *rapid.T) {
		var documents []corpus.Document
		var sentences []string
		for i := range rapid.IntRange(1, 5).Draw(r, "documents") {
			text := drawText(r, &sentences)
			name := rapid.SampledFrom([]string{"%d.md", "a-v%d.md", "202%d/b.md"}).Draw(r, "name")
			documents = append(documents, file(fmt.Sprintf(name, i), text, drawLabels(r)...))
		}
		d.fill(r, embedder, documents)
		for range 2 {
			words := strings.Fields(rapid.SampledFrom(sentences).Draw(r, "sentence"))
			question := bot.Question{Audience: retrieval.Audience(drawLabels(r))}
			question.Text = rapid.SampledFrom([]string{"Who ", "When ", "Which boats ", "What are the "}).Draw(r, "word") + strings.Join(words[1:], " ") + "?"
			answer, err := d.Answer(r.Context(), question)
			if err != nil {
				r.Fatal(err)
			}
			checkAnswer(r, d, answer, question.Audience)
			checkQuotable(r, answer)
			if !answer.Refused {
				answered++
			}
			if strings.Contains(answer.Text, " says: ") {
				disputed++
			}
		}
	})
	t.Logf("%d answers, %d with disagreements", answered, disputed)
	if !t.Failed() && (answered == 0 || disputed == 0 && !testing.Short()) {
		t.Error("no question was answered, or no disagreement shown, so nothing was tested")
	}
}

// fill makes the desk hold just these documents.
func (d *desk) fill(r *rapid.T, embedder retrieval.Embedder, documents []corpus.Document) {
	indexer := retrieval.NewIndexer(d.store, embedder, corpus.Splitter{MaxTokens: rapid.IntRange(10, 80).Draw(r, "tokens")}, nil)
	for _, all := range [][]corpus.Document{nil, documents} { // from scratch, as the splitter changed
		if _, err := indexer.Sync(r.Context(), stream(all...)); err != nil {
			r.Fatal(err)
		}
	}
	if _, err := indexer.Embed(r.Context()); err != nil {
		r.Fatal(err)
	}
}

// checkQuotable fails when a quote holds a heading or a notice.
func checkQuotable(t require, answer bot.Answer) {
	t.Helper()
	for _, c := range answer.Citations {
		for _, never := range []string{"#", "Subscribe", "Follow us"} {
			if strings.Contains(c.Quote, never) {
				t.Fatalf("quoted %q", c.Quote)
			}
		}
	}
}

func drawLabels(r *rapid.T) []string {
	return rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"red", "green"}), 0, 1, rapid.ID).Draw(r, "labels")
}

// drawText draws Markdown and adds its sentences to the list.
func drawText(r *rapid.T, sentences *[]string) string {
	var b strings.Builder
	line := func(text string) {
		*sentences = append(*sentences, text)
		b.WriteString(text)
	}
	line(drawSentence(r))
	for range rapid.IntRange(0, 8).Draw(r, "blocks") {
		b.WriteString("\n\n")
		switch rapid.SampledFrom([]string{"paragraph", "paragraph", "heading", "list", "notice"}).Draw(r, "block") {
		case "paragraph":
			for range rapid.IntRange(1, 5).Draw(r, "sentences") {
				line(drawSentence(r))
				b.WriteString(rapid.SampledFrom([]string{" ", "\n"}).Draw(r, "space"))
			}
		case "heading":
			b.WriteString("## The " + rapid.SampledFrom(nouns).Draw(r, "heading") + rapid.SampledFrom([]string{"", ":"}).Draw(r, "colon"))
		case "list":
			if rapid.Bool().Draw(r, "introduced") {
				b.WriteString("These are all:\n\n")
			}
			for range rapid.IntRange(1, 4).Draw(r, "items") {
				b.WriteString("- ")
				line(drawSentence(r))
				b.WriteString("\n")
			}
		case "notice":
			b.WriteString(rapid.SampledFrom([]string{"Subscribe to our newsletter!", "Follow us on Facebook and Twitter."}).Draw(r, "notice"))
		}
	}
	return b.String() + "\n"
}

var nouns = []string{"harbour", "crane", "ferry", "windmill", "school", "lighthouse", "Olsen", "Lindvik", "1931", "boats", "storm", "[1]", "brücke"}

// twins are sentences that disagree in a number or by a denial.
var twins = []string{
	"The ferry of Lindvik carries 3 boats.", "The ferry of Lindvik carries 5 boats.", "The ferry of Lindvik carries nine boats.",
	"She carries 3 boats.", "She carries 9 boats.", "The school of Lindvik is open.", "The school of Lindvik is not open.",
}

func drawSentence(r *rapid.T) string {
	if rapid.IntRange(0, 2).Draw(r, "twin") == 0 {
		return rapid.SampledFrom(twins).Draw(r, "which")
	}
	start := rapid.SampledFrom([]string{"The", "A", "She", "This", "It", "The first", "The second", "Also the"}).Draw(r, "start")
	words := rapid.SliceOfN(rapid.SampledFrom(nouns), 1, 10).Draw(r, "words")
	return start + " " + strings.Join(words, " ") + "."
}
