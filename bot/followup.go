package bot

import (
	"slices"
	"strings"

	"footnote/corpus"
)

// turnsRemembered is how many turns back the topic of a follow-up may lie.
const turnsRemembered = 2

// topics returns the earlier questions that a question leans on, newest first;
// none when it stands alone: "and who organised it?" needs the one before.
func (q *quoter) topics(question Question) []string {
	if len(question.History) == 0 || !q.followsUp(question.Text) {
		return nil
	}
	var topics []string
	for i := len(question.History) - 1; i >= 0 && len(topics) < turnsRemembered; i-- {
		earlier := question.History[i].Question
		topics = append(topics, earlier)
		if !q.followsUp(earlier) {
			break
		}
	}
	return topics
}

// topicOf is what is searched for beside the question.
func topicOf(earlier []string) string { return strings.Join(earlier, "\n") }

// carriedOver tells people how a follow-up was understood without rewriting it.
func carriedOver(question string, earlier []string) string {
	lines := []string{}
	for _, e := range slices.Backward(earlier) {
		lines = append(lines, oneLine(e))
	}
	return oneLine(question) + " (following up: " + strings.Join(lines, " ") + ")"
}

// oneLine is the text with all white space made single spaces.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// shortQuestion is how many words a question has at most that cannot stand
// alone, such as "In which year?".
const shortQuestion = 3

// followsUp reports whether the question refers to something before it.
func (q *quoter) followsUp(question string) bool {
	language := corpus.DetectLanguage(question)
	if language == "" {
		language = "en"
	}
	words := plainWords(strings.ToLower(question))
	if len(words) <= shortQuestion {
		return true
	}
	for i, w := range words {
		opening := language + " " + strings.Join(words[:i+1], " ")
		if i < 3 && q.openings[opening] || q.references[language+" "+w] {
			return true
		}
	}
	return false
}
