package bot_test

import (
	"strings"
	"testing"

	"footnote/bot"
	"footnote/retrieval/retrievaltest"
)

// What stands around a text is never quoted, not even where a sentence leans
// on the one before.
func TestQuotesLeaveOutWhatIsNoSentence(t *testing.T) {
	tests := []struct{ name, text, question, first string }{
		{"a notice before a sentence that leans", "# The choir\n\nThe choir of Lindvik meets in the church on Mondays.\n\nSubscribe to our newsletter!\n\nIt sings old songs of the sea in the summer.\n",
			"Which songs of the sea does the choir sing in the summer?", "It sings old songs of the sea in the summer."},
		{"a heading before a sentence that leans", "# The choir\n\nNothing is known.\n\n## The songs of the choir\n\nThey are old songs of the sea that the choir sings in summer.\n",
			"Which songs does the choir sing in summer?", "They are old songs of the sea that the choir sings in summer."},
		{"the heading above a list", "# The choir\n\nThe choir meets on Mondays in the church.\n\n## Members of the choir:\n\n- Anna Berg, who sings soprano\n- Jon Lie, who sings bass\n",
			"Which members of the choir sing soprano?", "- Anna Berg, who sings soprano\n- Jon Lie, who sings bass"},
		{"a row of a table before a sentence that leans", "# Rain\n\n| month | days of rain |\n|---|---|\n| July | 13 |\n\nIt rains on 210 days of the year in Lindvik.\n",
			"On how many days of the year does it rain in Lindvik?", "It rains on 210 days of the year in Lindvik."},
		{"a title that answers", "# The choir of Lindvik was founded in 1911\n\nThe choir of Lindvik was founded in the year 1911 by Anna Berg.\n",
			"When was the choir of Lindvik founded?", "The choir of Lindvik was founded in the year 1911 by Anna Berg."},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := openDesk(t, retrievaltest.NewEmbedder(64), stream(file("choir.md", test.text)))
			answer, err := d.Answer(t.Context(), bot.Question{Text: test.question})
			if err != nil {
				t.Fatal(err)
			}
			checkAnswer(t, d, answer, nil)
			if answer.Refused || answer.Citations[0].Quote != test.first {
				t.Errorf("got %q first, want %q (answerable %.2f)", answer.Text, test.first, answer.Answerable)
			}
			if strings.Contains(answer.Text, "Subscribe") || strings.Contains(answer.Text, "#") {
				t.Errorf("quoted what is no sentence: %q", answer.Text)
			}
		})
	}
}
