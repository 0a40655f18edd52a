package bot

import (
	"strings"
	"unicode/utf8"

	"footnote/bot/draft"
)

// unfit tells why a statement of a draft cannot be one of an answer, whatever
// the passages say; "" if it may be.
func unfit(s draft.Statement) string {
	switch {
	case strings.ContainsRune(s.Text, utf8.RuneError):
		return "it holds characters that cannot be read"
	case !s.Code && isQuestion(s.Text):
		return "it is a question"
	}
	return ""
}

// isQuestion reports whether a sentence asks. One that ends in a quotation
// tells what someone asked.
func isQuestion(sentence string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(sentence, "*_)] "))
	return strings.ContainsRune("?？؟\u037e", r)
}
