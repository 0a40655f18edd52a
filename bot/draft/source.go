package draft

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	saying     = `(?:states?|says?|mentions?|notes?|reports?|explains?|tells us|indicates?|confirms?|shows?)`
	attributes = `(?:according to|as (?:stated|described|mentioned|noted|reported|explained|shown) (?:in|by)|as per|per|based on)`
	count      = `(\d{1,3}(?:(?:,| and|, and| &) \d{1,3})*)`
	nameNumber = `(?:the )?(?:passages?|sources?|documents?) (?:no\.? |#)?` + count
)

// namedSource are the forms of naming a passage in words; the first group holds
// its numbers, if there are any. "The passages" without a number are those of
// the prompt, of which the reader knows nothing.
var namedSource = []*regexp.Regexp{
	regexp.MustCompile(`(?i)^` + attributes + ` ` + nameNumber + `, `),
	regexp.MustCompile(`(?i)^as ` + nameNumber + ` ` + saying + `, `),
	regexp.MustCompile(`(?i)^` + nameNumber + ` ` + saying + ` that `),
	regexp.MustCompile(`(?i)^` + attributes + ` the (?:(?:provided|given) )?passages?(), `),
	regexp.MustCompile(`(?i)^` + attributes + ` the (?:provided|given) (?:sources?|documents?|texts?|context|information)(), `),
}

var (
	// attributed is what stands before a marker that tells where a statement
	// comes from, as in "According to [1], ...".
	attributed = regexp.MustCompile(`(?i)^(?:according to|as (?:stated|described|mentioned|noted|reported|explained|shown) (?:in|by)|as per|per|based on|selon|d'après|según|de acordo com|segundo|secondo|согласно|volgens|enligt)(?: (?:the )?(?:passages?|sources?|documents?))?$`)
	// subject stands before a marker that is the subject of the sentence, and
	// says behind it, as in "Passage [1] says that ...".
	subject = regexp.MustCompile(`(?i)^(?:(?:the )?(?:passages?|sources?|documents?))?$`)
	says    = regexp.MustCompile(`(?i)^ ` + saying + ` that `)
	// aside is the same within "As passage [1] says, ...".
	aside  = regexp.MustCompile(`(?i)^as (?:the )?(?:passages?|sources?|documents?)?$`)
	saysSo = regexp.MustCompile(`(?i)^ ` + saying + `,`)
	joined = regexp.MustCompile(`(?i)^\s*(?:and|und|et|y|e|и|&)$`)
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
	case aside.MatchString(strings.TrimSpace(before)):
		behind = " " + strings.TrimSpace(behind)
		if n := len(saysSo.FindString(behind)); n > 0 {
			return capitalised(strings.TrimSpace(behind[n:]))
		}
	case subject.MatchString(before):
		if n := len(says.FindString(" " + strings.TrimSpace(behind))); n > 0 {
			return capitalised((" " + strings.TrimSpace(behind))[n:])
		}
	}
	return text
}

// withoutNames leaves out of a sentence what names a passage in words, as in
// "According to passage 1, ...", and returns the numbers.
func (s *scanner) withoutNames(text string) (string, []int) {
	for _, form := range namedSource {
		found := form.FindStringSubmatch(text)
		if found == nil {
			continue
		}
		markers := markersIn(found[1])
		if rest := text[len(found[0]):]; strings.ContainsFunc(rest, isWordRune) && (found[1] == "" || s.offered(markers)) {
			return capitalised(rest), markers
		}
	}
	return text, nil
}

func capitalised(text string) string {
	r, w := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(r)) + text[w:]
}
