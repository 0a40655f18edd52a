package render

import (
	"fmt"
	"strings"
	"testing"

	"footnote/bot"
)

// longTexts are answers of several messages.
func longTexts() map[string]string {
	sentence := "The harbour of Lindvik was dug in 1887 by men from Bergen, and it has been dredged ever since [1]. "
	var list, program, table strings.Builder
	for i := range 60 {
		fmt.Fprintf(&list, "%d. Item %d of the list, which says that %s\n   - below it: more\n", i+1, i+1, sentence)
		fmt.Fprintf(&program, "fmt.Println(%d, `a line of a program that goes on`) // %d\n", i, i)
		fmt.Fprintf(&table, "| ship %d, called *Freya* | %d | Bergen |\n", i, 1900+i)
	}
	return map[string]string{
		"paragraphs": strings.Repeat(strings.Repeat(sentence, 5)+"\n\n", 7),
		"sentences":  strings.Repeat(sentence, 40),
		"bold":       "**" + strings.Repeat(strings.TrimSpace(sentence)+" ", 40) + "end**",
		"words":      "**" + strings.Repeat("word, ", 700) + "*and `code*" + strings.Repeat(" code", 300) + "`",
		"letters":    strings.Repeat("北", 2500) + strings.Repeat("👩‍👩‍👧‍👦", 200),
		"list":       "Some items:\n\n" + list.String(),
		"quote":      "> " + strings.Repeat(sentence, 40),
		"code":       "A program:\n\n```go\n" + program.String() + "```\n\nIt ends.",
		"table":      "| ship | built | where |\n|---|---|---|\n" + table.String(),
		"headings":   strings.Repeat(sentence, 18) + "\n\n## Heading\n\n" + strings.Repeat(sentence, 18),
		"accents":    strings.Repeat("e"+strings.Repeat("\u0301", 500), 8),
	}
}

// TestLong: where long answers are cut.
func TestLong(t *testing.T) {
	for name, text := range longTexts() {
		t.Run(name, func(t *testing.T) {
			o := testOptions()
			o.MaxMessages = 10
			answer := bot.Answer{Text: text, Citations: testCitations()}
			messages := Answer(answer, o)
			if len(messages) < 2 || len(messages) > 9 {
				t.Errorf("%d messages", len(messages))
			}
			for _, m := range messages {
				check(t, m, o)
			}
			checkWhole(t, text, messages)
			golden(t, "long/"+name, dump(t, messages...))
		})
	}
}
