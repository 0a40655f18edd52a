package draft

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	// attributed is what stands before a marker that tells where a statement
	// comes from, as in "According to [1], ...".
	attributed = regexp.MustCompile(`(?i)^(?:according to|as (?:stated|described|mentioned|noted|reported|explained|shown) (?:in|by)|as per|per|based on|selon|d'après|según|de acordo com|segundo|secondo|согласно|volgens|enligt)(?: (?:the )?(?:passages?|sources?|documents?))?$`)
	// subject stands before a marker that is the subject of the sentence, and
	// says behind it, as in "Passage [1] says that ...".
	subject = regexp.MustCompile(`(?i)^(?:(?:the )?(?:passages?|sources?|documents?))?$`)
	says    = regexp.MustCompile(`(?i)^ (?:states?|says?|mentions?|notes?|reports?|explains?|tells us|indicates?|confirms?) that `)
	joined  = regexp.MustCompile(`(?i)^\s*(?:and|und|et|y|e|и|&)$`)
)

// withoutSource leaves out of a sentence what only tells which passage it comes
// from: the markers, which are kept, say so.
func withoutSource(text string, marks []mark) string {
	for i := len(marks) - 1; i > 0; i-- { // "[1] and [2]"
		if a, b := marks[i-1].at, marks[i].at; a <= b && b <= len(text) && joined.MatchString(text[a:b]) {
			text = text[:a] + text[b:]
			for j := i; j < len(marks); j++ {
				marks[j].at -= b - a
			}
		}
	}
	if len(marks) == 0 || marks[0].at > len(text) {
		return text
	}
	before, behind := text[:marks[0].at], text[marks[0].at:]
	switch {
	case attributed.MatchString(before) && strings.HasPrefix(behind, ","):
		return capitalised(strings.TrimSpace(behind[1:]))
	case subject.MatchString(before):
		if n := len(says.FindString(" " + strings.TrimSpace(behind))); n > 0 {
			return capitalised((" " + strings.TrimSpace(behind))[n:])
		}
	}
	return text
}

func capitalised(text string) string {
	r, w := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(r)) + text[w:]
}
