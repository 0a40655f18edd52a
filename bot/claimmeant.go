package bot

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/bot/claims"
	"footnote/corpus"
)

// meant is what is looked up for a claim: itself or, when it begins with a word
// such as "It", that with the subject of the sentence before in its place. Where
// the subject is not plain, both sentences are looked up together.
func (q *quoter) meant(claim claims.Claim) string {
	language := corpus.DetectLanguage(claim.Text)
	if claim.Before == "" || !q.leans(claim.Text, language) {
		return claim.Text
	}
	first, rest, _ := strings.Cut(claim.Text, " ")
	switch strings.ToLower(first) {
	case "he", "she", "it", "they":
		if subject := subjectOf(claim.Before); subject != "" {
			return subject + " " + rest
		}
	}
	if asks(claim.Before) {
		return claim.Text // a question is no claim to look up
	}
	return claim.Before + " " + claim.Text
}

// subjectWords is how many words a subject has at most that stands in front of a
// form of be, have or do.
const subjectWords = 8

// subjectOf is the subject of an English sentence as far as it is plain: the
// words in front of a form of be, have or do, or else a name that the sentence
// begins with.
func subjectOf(sentence string) string {
	if asks(sentence) {
		return ""
	}
	words := strings.Fields(sentence)
	for i, w := range words[:min(len(words), subjectWords+1)] {
		if auxiliary(w) {
			return strings.Join(words[:i], " ")
		}
		if strings.ContainsAny(w, ",;:()") {
			break
		}
	}
	n := 0
	for n < len(words) && capital(words[n]) && !strings.HasSuffix(words[n], ",") {
		n++
	}
	if n < 2 { // any first word has a capital
		return ""
	}
	return strings.Join(words[:n], " ")
}

func auxiliary(word string) bool {
	switch word {
	case "is", "are", "was", "were", "has", "have", "had", "does", "did", "will", "would", "can", "could", "may", "might", "must", "should":
		return true
	}
	return false
}

func capital(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}
