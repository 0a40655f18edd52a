package bot_test

import (
	"context"
	"testing"

	"footnote/bot"
	"footnote/retrieval"
)

// rewritten gives documents as they are after someone has changed them.
type rewritten struct {
	bot.Documents
	change func(text string) string
}

func (r rewritten) Document(ctx context.Context, id string) (retrieval.StoredDocument, error) {
	doc, err := r.Documents.Document(ctx, id)
	doc.Text = r.change(doc.Text)
	return doc, err
}

// A document may change after its passages were found and before they are
// quoted; what was found does not stand there any more.
func TestChangedDocumentsAreNotQuoted(t *testing.T) {
	d := openIsland(t)
	question := bot.Question{Text: "When was the harbour of Lindvik dug?"}
	tests := []struct {
		name    string
		change  func(string) string
		refused bool
	}{
		{"unchanged", func(text string) string { return text }, false},
		{"added behind", func(text string) string { return text + "\nMore.\n" }, false},
		{"pushed down", func(text string) string { return "New. " + text }, true},
		{"cut short", func(text string) string { return text[:10] }, true},
		{"emptied", func(string) string { return "" }, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			answerer := bot.NewAnswerer(d.search, rewritten{d.store, test.change}, analyzer)
			answer, err := answerer.Answer(t.Context(), question)
			if err != nil {
				t.Fatal(err)
			}
			if answer.Refused != test.refused || test.refused && len(answer.Citations) > 0 {
				t.Errorf("refused: %v, with %d citations: %q", answer.Refused, len(answer.Citations), answer.Text)
			}
		})
	}
}
