package bot_test

import (
	"os"
	"path/filepath"
	"testing"

	"footnote/bot/scorecard"
	"footnote/corpus"
	"footnote/corpus/library"
	"footnote/retrieval/precomputed"
	"footnote/retrieval/uselite"
)

// TestQuality asks questions with known answers of the articles that they were
// written for, and of the briefs on these articles in the embedded library. The
// floors leave room for a little bad luck with other changes.
func TestQuality(t *testing.T) {
	if testing.Short() {
		t.Skip("embedding the articles takes some seconds")
	}
	model, err := uselite.New()
	if err != nil {
		t.Fatal(err)
	}
	known, err := precomputed.Decode(library.Vectors())
	if err != nil {
		t.Fatal(err)
	}
	t.Run("articles", func(t *testing.T) {
		files := corpus.Files{Roots: []string{shared(t, "corpus")}}
		judge(t, openDesk(t, model, files.Documents(t.Context())), true)
	})
	t.Run("library", func(t *testing.T) {
		judge(t, openDesk(t, precomputed.NewEmbedder(model, known), library.All()), false)
	})
}

func judge(t *testing.T, d *desk, documents bool) {
	file, err := os.Open(shared(t, "eval", "seed-questions.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	questions, err := scorecard.ReadQuestions(file)
	if err != nil {
		t.Fatal(err)
	}
	card, err := scorecard.Run(t.Context(), d, questions, d.holds(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range card.Outcomes {
		if !o.Right {
			t.Logf("%s %s: %s", o.ID, o.Question, o.Problem)
		}
	}
	t.Logf("%d of %d right, %d of %d refused", card.Right, card.Answerable, card.Refused, card.Unanswerable)
	if card.DocumentsJudged != documents {
		t.Errorf("documents judged: %v", card.DocumentsJudged)
	}
	if card.Right < 23 || card.Refused < 8 {
		t.Errorf("%d right and %d refused, want at least 23 and 8", card.Right, card.Refused)
	}
}

// shared is the path of test data, which need not be there.
func shared(t *testing.T, path ...string) string {
	t.Helper()
	dir := filepath.Join(append([]string{"..", "..", "shared"}, path...)...)
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("the test data is not at %s", dir)
	}
	return dir
}
