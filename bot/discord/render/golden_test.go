package render

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"footnote/bot"
)

// TestMarkdown renders the samples in testdata/markdown as answers.
func TestMarkdown(t *testing.T) {
	samples, err := filepath.Glob("testdata/markdown/*.md")
	if err != nil || len(samples) < 8 {
		t.Fatalf("%d samples, %v", len(samples), err)
	}
	for _, sample := range samples {
		name := strings.TrimSuffix(filepath.Base(sample), ".md")
		t.Run(name, func(t *testing.T) {
			text, err := os.ReadFile(sample)
			if err != nil {
				t.Fatal(err)
			}
			o := testOptions()
			o.Verbosity = Short
			answer := bot.Answer{Text: string(text), Citations: testCitations()[:2]}
			messages := Answer(answer, o)
			for _, m := range messages {
				check(t, m, o)
			}
			golden(t, "markdown/"+name, dump(t, messages...))
		})
	}
}
