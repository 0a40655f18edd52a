package bot

import (
	"regexp"
	"strings"

	"footnote/corpus"
)

var (
	listItem = regexp.MustCompile(`^\s{0,8}([-*+•–]|\d{1,3}[.)]|[a-z][.)])\s+\S`)
	bullet   = regexp.MustCompile(`^\s*([-*+•–>]\s+)+`)
)

func isListItem(line string) bool { return listItem.MatchString(line) }

func isTableRow(line string) bool { return strings.HasPrefix(strings.TrimSpace(line), "|") }

// withoutBullet leaves out the bullet of an item that is quoted alone, or the
// mark of a quotation in Markdown.
func withoutBullet(text string, span corpus.Span) corpus.Span {
	if mark := bullet.FindString(text[span.Start:span.End]); len(mark) < span.End-span.Start {
		span.Start += len(mark)
	}
	return span
}

// maxList bounds a quoted list, in bytes.
const maxList = 1600

// A textLine is a line of a text: [start, end) without its line break.
type textLine struct{ start, end int }

// linesAround returns the lines of text within reach of the span, and the
// number of the line that the span begins in.
func linesAround(text string, span corpus.Span) ([]textLine, int) {
	from := max(0, span.Start-maxList)
	if i := strings.IndexByte(text[from:span.Start], '\n'); from > 0 && i >= 0 {
		from += i + 1
	} else if from > 0 {
		from = span.Start
	}
	to := min(len(text), span.End+maxList)
	var lines []textLine
	at := 0
	for pos := from; pos < to; {
		end := len(text)
		if i := strings.IndexByte(text[pos:], '\n'); i >= 0 {
			end = pos + i
		}
		if pos <= span.Start {
			at = len(lines)
		}
		lines = append(lines, textLine{pos, end})
		pos = end + 1
	}
	return lines, at
}

// listAround returns the list that the sentence belongs to or introduces, with
// the sentence that introduces it; ok is false when there is none.
func listAround(text string, span corpus.Span) (list corpus.Span, ok bool) {
	lines, at := linesAround(text, span)
	if len(lines) == 0 {
		return span, false
	}
	is := func(i int) bool { return i >= 0 && i < len(lines) && isListItem(text[lines[i].start:lines[i].end]) }
	blank := func(i int) bool {
		return i >= 0 && i < len(lines) && strings.TrimSpace(text[lines[i].start:lines[i].end]) == ""
	}
	indented := func(i int) bool {
		return i >= 0 && i < len(lines) && !blank(i) && strings.HasPrefix(text[lines[i].start:lines[i].end], "  ")
	}
	first := at
	if !is(at) { // an introduction, or the continuation of an item
		var ok bool
		if first, ok = listBelow(text, lines, lineAt(lines, span.End-1)+1, is, blank); !ok {
			return span, false
		}
	}
	for is(first-1) || (indented(first-1) || blank(first-1)) && is(first-2) {
		first--
	}
	last := first
	for is(last+1) || indented(last+1) || blank(last+1) && is(last+2) {
		last++
	}
	list = corpus.Span{Start: lines[first].start, End: lines[last].end}
	if start, ok := introduction(text, lines, first); ok {
		list.Start = start
	}
	if !is(at) {
		list.Start = min(list.Start, span.Start)
	}
	return trimmed(text, list), list.End-list.Start <= maxList
}

// linesBetween is how many lines of a sentence's paragraph may stand between it
// and the list that it speaks of; the last of them ends with a colon.
const linesBetween = 3

// listBelow finds the first line of a list from the given line on, right there
// or behind a few lines that introduce it.
func listBelow(text string, lines []textLine, from int, is, blank func(int) bool) (first int, ok bool) {
	between, paragraph := "", true
	for n := 0; from < len(lines); from++ {
		switch {
		case blank(from):
			paragraph = false
		case is(from):
			return from, between == "" || endsWithColon(between)
		case !paragraph || n == linesBetween:
			return 0, false
		default:
			n++
			between = text[lines[from].start:lines[from].end]
		}
	}
	return 0, false
}

func endsWithColon(s string) bool {
	s = strings.TrimRight(s, " \t\r")
	return strings.HasSuffix(s, ":") || strings.HasSuffix(s, "：")
}

func lineAt(lines []textLine, offset int) int {
	for i, l := range lines {
		if offset <= l.end {
			return i
		}
	}
	return len(lines) - 1
}

// introduction finds the start of the sentence before the list's first line
// when it ends with a colon.
func introduction(text string, lines []textLine, first int) (int, bool) {
	before := strings.TrimRight(text[lines[0].start:lines[first].start], " \t\r\n")
	if !endsWithColon(before) {
		return 0, false
	}
	if i := strings.LastIndex(before, "\n\n"); i >= 0 {
		before = before[i+2:]
	}
	end := lines[first].start
	sentences := corpus.Sentences(before, "")
	if len(sentences) == 0 {
		return 0, false
	}
	trimmedEnd := len(strings.TrimRight(text[lines[0].start:end], " \t\r\n")) + lines[0].start
	return trimmedEnd - len(before) + sentences[len(sentences)-1].Start, true
}

func trimmed(text string, s corpus.Span) corpus.Span {
	for s.Start < s.End && strings.ContainsRune(" \t\r\n", rune(text[s.Start])) {
		s.Start++
	}
	for s.End > s.Start && strings.ContainsRune(" \t\r\n", rune(text[s.End-1])) {
		s.End--
	}
	return s
}
