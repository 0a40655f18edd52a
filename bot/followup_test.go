package bot

import "testing"

func TestTopic(t *testing.T) {
	first := Turn{Question: "When did the forum in Astana take place?"}
	second := Turn{Question: "And who organised it?"}
	tests := []struct {
		name, question string
		history        []Turn
		want           string
	}{
		{"no history", "And who organised it?", nil, ""},
		{"a question that stands alone", "Which nations make up the Quad?", []Turn{first}, ""},
		{"an opening", "And which think tank organised the event?", []Turn{first}, first.Question},
		{"a reference", "Which think tank organised it?", []Turn{first}, first.Question},
		{"a short question", "In which year?", []Turn{first}, first.Question},
		{"back to what the earlier follow-up leant on", "And where?", []Turn{first, second}, second.Question + "\n" + first.Question},
		{"no further than the last question that stands alone", "And where?", []Turn{second, first}, first.Question},
		{"Russian", "А кто его организовал?", []Turn{first}, first.Question},
	}
	q := newQuoter(nil)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := topicOf(q.topics(Question{Text: test.question, History: test.history})); got != test.want {
				t.Errorf("%q leans on %q, want %q", test.question, got, test.want)
			}
		})
	}
}
