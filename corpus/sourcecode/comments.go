package sourcecode

import "strings"

// withComment is where the comment begins that describes what starts at a
// place: comments on lines of their own right above, with no blank line
// between. Lines that may stand between are passed over.
func (g *grammar) withComment(text string, m masked, start int) int {
	start = lineStart(text, start)
	last := len(m.comments) // those before are still to be looked at
	for start > 0 {
		above := lineStart(text, start-1)
		if line := string(m.code[above : start-1]); g.above != nil && g.above.MatchString(line) {
			start = above
			continue
		}
		c, i := commentEndingIn(m.comments[:last], above, start)
		if i < 0 || !startsLine(text, c.start) || strings.TrimSpace(text[c.end:start]) != "" {
			break
		}
		start, last = lineStart(text, c.start), i
	}
	return start
}

// commentEndingIn finds the last comment that ends on the line told; its place
// is -1 if there is none.
func commentEndingIn(comments []span, from, to int) (span, int) {
	low, high := 0, len(comments)
	for low < high { // the first that ends behind the line
		if middle := (low + high) / 2; comments[middle].end > to {
			high = middle
		} else {
			low = middle + 1
		}
	}
	if low == 0 || comments[low-1].end <= from {
		return span{}, -1
	}
	return comments[low-1], low - 1
}

// longestLine is how far back the start of a line is looked for; in the lines
// that programs write, there may be thousands of declarations.
const longestLine = 4096

// lineStart is where the line of a place starts, or the place itself if that
// is far away.
func lineStart(text string, at int) int {
	from := max(0, at-longestLine)
	i := strings.LastIndexByte(text[from:at], '\n')
	if i < 0 && from > 0 {
		return at
	}
	return from + i + 1
}

// proseOf is what is said in comments, up to what tells the language.
func proseOf(text string, m masked) string {
	const enough = 16 << 10
	var b strings.Builder
	for _, spans := range [][]span{m.comments, m.prose} {
		for _, s := range spans {
			if b.Len() > enough {
				return b.String()
			}
			b.WriteString(strings.Trim(text[s.start:min(s.end, s.start+enough)], "/*#-!;=\"' \t"))
			b.WriteByte('\n')
		}
	}
	return strings.ToValidUTF8(b.String(), "")
}
