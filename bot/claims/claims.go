package claims

import (
	"strings"

	"footnote/corpus"
)

// A Claim is a sentence of a message that claims something.
type Claim struct {
	// Text is the sentence without Markdown.
	Text string
	// Before is the sentence before it in the message, whatever that is, by which
	// one that begins with "It" is understood; "" for none.
	Before string
}

// Split returns the claims of a message in their order, each once.
func Split(message string) []Claim {
	var all []Claim
	seen := map[string]bool{}
	before := ""
	for _, block := range blocks(message) {
		language := corpus.DetectLanguage(block)
		for _, span := range corpus.Sentences(block, language) {
			sentence := oneLine(block[span.Start:span.End])
			text, ok := claimed(sentence, language)
			if !ok {
				before = sentence
				continue
			}
			if key := strings.ToLower(strings.TrimRight(text, ".! ")); !seen[key] {
				seen[key] = true
				all = append(all, Claim{Text: text, Before: before})
			}
			before = text
		}
	}
	return all
}

// oneLine is the text with all white space made single spaces.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
