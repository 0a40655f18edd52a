package bot

import (
	"strings"

	"footnote/corpus"
)

// codeBelow returns the sentence together with the block of code that it
// introduces; ok is false when it introduces none, or one that is too long.
func codeBelow(text string, span corpus.Span) (both corpus.Span, ok bool) {
	if !endsWithColon(text[span.Start:span.End]) {
		return span, false
	}
	end := -1
	fence := ""
	for pos := span.End; pos < len(text) && pos-span.End < maxList; {
		stop := len(text)
		if i := strings.IndexByte(text[pos:], '\n'); i >= 0 {
			stop = pos + i
		}
		line := text[pos:stop]
		switch mark := fenceMark(line); {
		case strings.TrimSpace(line) == "":
		case fence != "":
			if mark != "" && strings.HasPrefix(mark, fence) && strings.TrimSpace(line) == mark {
				return corpus.Span{Start: span.Start, End: stop}, true
			}
		case end < 0 && mark != "":
			fence = mark
		case strings.HasPrefix(line, "    ") || strings.HasPrefix(line, "\t"):
			end = stop
		default:
			return corpus.Span{Start: span.Start, End: end}, end > 0
		}
		pos = stop + 1
	}
	return corpus.Span{Start: span.Start, End: end}, end > 0
}

// fenceMark returns the backquotes or tildes that a line of a Markdown fence
// begins with, "" for other lines.
func fenceMark(line string) string {
	line = strings.TrimSpace(line)
	for _, c := range []string{"`", "~"} {
		if n := len(line) - len(strings.TrimLeft(line, c)); n >= 3 {
			return line[:n]
		}
	}
	return ""
}

// looksLikeCode reports whether the text is a line of a program: a thirteenth of it
// and more are brackets and operators.
func looksLikeCode(text string) bool {
	marks := 0
	for _, r := range text {
		if strings.ContainsRune("{}()[];=<>&$_\\", r) {
			marks++
		}
	}
	return marks >= 4 && 13*marks >= len(text)
}
