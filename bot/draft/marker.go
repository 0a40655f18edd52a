package draft

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// The forms of markers: [1], \[1\], [1, 2], [1-3], [^1], [Passage 1], 【1】 and
// 【1†source】, alone or several in brackets, as in (see [1], [2]) and [[1]].
const (
	labelled = `\^?(?:(?:passages?|sources?|documents?|docs?|refs?|references?|quellen?|textstellen?)\.?\s*)?[#№]?\d{1,3}`
	numbers  = labelled + `(?::\d{1,3})?(?:†[^\]】\n]{0,30})?(?:\s*(?:,|;|–|—|-|&|and|und)\s*` + labelled + `)*`
	bracket  = `(?:\\?\[\s*` + numbers + `\s*\\?\]|【\s*` + numbers + `\s*】|［\s*` + numbers + `\s*］)`
	enclosed = `[(（]\s*(?:(?:see|cf\.?|siehe|vgl\.?|voir|véase|sources?:?|quellen?:?|passages?:?)\s*)?` +
		bracket + `(?:\s*(?:,|;|&|and|und)?\s*` + bracket + `)*\s*[)）]`
	doubled = `\[\s*` + bracket + `(?:\s*[,;]?\s*` + bracket + `)*\s*\]`
)

var (
	anyMarker    = regexp.MustCompile(`(?i)` + bracket)
	markerStart  = regexp.MustCompile(`(?i)^(?:` + bracket + `|` + enclosed + `|` + doubled + `)`)
	markerNumber = regexp.MustCompile(`(\d{1,3})(?:\s*[-–—]\s*(\d{1,3}))?`)
	asideNumber  = regexp.MustCompile(`:\d{1,3}|†[^\]】\n,;]*`)
)

// longestMarker bounds a marker in bytes.
const longestMarker = 64

// longestRange bounds what [1-9] stands for; of a longer one the ends count.
const longestRange = 16

// markerAt reads the marker that the text begins with. The length is 0 if it
// begins with none, and wait is set when only further text can tell.
func markerAt(text string, final bool) (n int, markers []int, wait bool) {
	closing := ""
	switch r, _ := utf8.DecodeRuneInString(text); r {
	case '\\':
		if len(text) > 1 && text[1] != '[' {
			return 0, nil, false
		}
		closing = "]"
	case '[':
		closing = "]"
		if strings.HasPrefix(strings.TrimLeft(text[1:], " \t"), "[") {
			closing = "]]"
		}
	case '【':
		closing = "】"
	case '［':
		closing = "］"
	case '(', '（':
		closing = ")"
		if !strings.Contains(text, closing) {
			closing = "）"
		}
	default:
		return 0, nil, false
	}
	head := text[:min(len(text), longestMarker)]
	if !strings.Contains(head, closing) {
		return 0, nil, !final && len(head) < longestMarker
	}
	found := markerStart.FindString(head)
	return len(found), markersIn(found), false
}

// markersIn lists the numbers that markers name, each once.
func markersIn(text string) []int {
	var list []int
	for _, m := range markerNumber.FindAllStringSubmatch(asideNumber.ReplaceAllString(text, ""), -1) {
		first, _ := strconv.Atoi(m[1])
		list = appendNew(list, first)
		if m[2] == "" {
			continue
		}
		last, _ := strconv.Atoi(m[2])
		if last-first <= longestRange {
			for n := first + 1; n < last; n++ {
				list = appendNew(list, n)
			}
		}
		list = appendNew(list, last)
	}
	return list
}

func appendNew(list []int, n int) []int {
	for _, have := range list {
		if have == n {
			return list
		}
	}
	return append(list, n)
}

var (
	openBrackets  = strings.NewReplacer("[", "(", "【", "(", "［", "(")
	closeBrackets = strings.NewReplacer("]", ")", "】", ")", "］", ")")
)

// anyNumber is what a reader might take for a marker, be it one or not.
var anyNumber = regexp.MustCompile(`[\[［【]\s*\^?\d+\s*[\]］】]`)

// Unmarked is the text with round brackets in place of those of markers, so
// that nothing in it passes for one.
func Unmarked(text string) string {
	round := func(m string) string { return openBrackets.Replace(closeBrackets.Replace(m)) }
	return anyNumber.ReplaceAllStringFunc(anyMarker.ReplaceAllStringFunc(text, round), round)
}
