package claims

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"
)

// greetingList are words that greet, thank or agree. They claim nothing, nor
// does what is said to someone with them in a few words.
//
//go:embed lists/greetings.txt
var greetingList string

// requestList are words that sentences begin with which ask for something to be
// done.
//
//go:embed lists/requests.txt
var requestList string

// opinionList are openings such as "I think" that what is claimed stands behind.
//
//go:embed lists/opinions.txt
var opinionList string

var (
	greetings = lines(greetingList)
	requests  = lines(requestList)
	opinions  = lines(opinionList)
)

// lines are the lines of an embedded list, longest openings first where it
// matters; # starts a comment.
func lines(list string) []string {
	var all []string
	for line := range strings.Lines(list) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			all = append(all, line)
		}
	}
	return all
}

const (
	// leastWords is how many words a claim has at least, leastUnspaced how many
	// letters in scripts that put no space between words.
	leastWords    = 3
	leastUnspaced = 6
	// greetingWords is how many words a greeting has at most.
	greetingWords = 5
)

// claimed returns what a sentence claims; ok is false when that is nothing.
func claimed(sentence, language string) (text string, ok bool) {
	text = withoutOpening(sentence)
	switch {
	case asks(text), introduces(text), !enough(text), looksLikeCode(text), requested(text),
		opensWith(text, greetings) && words(text) <= greetingWords:
		return "", false
	}
	return text, true
}

// withoutOpening leaves out a greeting in front of a comma, and "I think".
func withoutOpening(sentence string) string {
	if i := strings.IndexAny(sentence, ",!:"); i > 0 && opensWith(sentence, greetings) && words(sentence[:i]) < greetingWords {
		sentence = strings.TrimLeft(sentence[i+1:], " ")
	}
	for _, o := range opinions {
		if rest, found := cutOpening(sentence, o); found && words(rest) >= leastWords {
			sentence = rest
			break
		}
	}
	return sentence
}

// cutOpening returns what stands behind the words that a sentence begins with.
func cutOpening(sentence, opening string) (string, bool) {
	if len(sentence) <= len(opening) || !strings.EqualFold(sentence[:len(opening)], opening) {
		return sentence, false
	}
	rest := sentence[len(opening):]
	if r, _ := utf8.DecodeRuneInString(rest); unicode.IsLetter(r) || unicode.IsDigit(r) {
		return sentence, false
	}
	return strings.TrimLeft(rest, " ,:"), true
}

func opensWith(sentence string, openings []string) bool {
	for _, o := range openings {
		if _, found := cutOpening(sentence, o); found || strings.EqualFold(strings.TrimRight(sentence, ".!… "), o) {
			return true
		}
	}
	return false
}

// objects are words behind a verb such as "open" that tell it from a noun.
var objects = map[string]bool{"the": true, "a": true, "an": true, "this": true, "that": true, "these": true, "those": true, "it": true,
	"them": true, "me": true, "us": true, "him": true, "her": true, "my": true, "your": true, "our": true, "their": true, "at": true,
	"up": true, "here": true, "there": true, "what": true, "how": true, "why": true, "if": true, "for": true, "to": true, "all": true}

// requested reports whether a sentence asks for something to be done.
func requested(sentence string) bool {
	for _, r := range requests {
		verb, ambiguous := strings.CutSuffix(r, " ...")
		rest, found := cutOpening(sentence, verb)
		if !found {
			continue
		}
		next, _, _ := strings.Cut(strings.ToLower(rest), " ")
		if !ambiguous || objects[strings.TrimRight(next, ".!,")] {
			return true
		}
	}
	return false
}

// asks reports whether a sentence is a question.
func asks(sentence string) bool {
	sentence = strings.TrimRight(sentence, ` "”'’)»!`)
	r, _ := utf8.DecodeLastRuneInString(sentence)
	return strings.ContainsRune("?？؟", r)
}

// introduces reports whether a sentence only says what follows.
func introduces(sentence string) bool {
	return strings.HasSuffix(sentence, ":") || strings.HasSuffix(sentence, "：")
}

func words(text string) int {
	return len(strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && r != '\'' && r != '’'
	}))
}

// enough reports whether a sentence has enough words to claim something.
func enough(sentence string) bool {
	letters, unspaced := 0, 0
	for _, r := range sentence {
		if unicode.IsLetter(r) {
			letters++
		}
		if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer) {
			unspaced++
		}
	}
	return letters > 0 && (words(sentence) >= leastWords || unspaced >= leastUnspaced)
}

// looksLikeCode reports whether much of a sentence is brackets and operators.
func looksLikeCode(sentence string) bool {
	marks := 0
	for _, r := range sentence {
		if strings.ContainsRune("{}()[];=<>&$_\\/|", r) {
			marks++
		}
	}
	return marks >= 4 && 8*marks >= len(sentence)
}
