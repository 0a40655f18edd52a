package terminal

import (
	"strings"

	"github.com/rivo/uniseg"
)

// Wrap breaks lines where they may be broken, so that none is wider than the
// style's width, and puts indent in front of each. It counts columns, so CJK
// characters and emoji count for two.
func (s Style) Wrap(text, indent string) string {
	var b strings.Builder
	for i, line := range strings.Split(strings.TrimRight(text, "\n"), "\n") {
		if i > 0 {
			b.WriteByte('\n')
		}
		s.wrapLine(&b, strings.TrimRight(line, " \t"), indent)
	}
	return b.String()
}

func (s Style) wrapLine(b *strings.Builder, line, indent string) {
	if line == "" {
		return
	}
	b.WriteString(indent)
	limit := max(s.Width-uniseg.StringWidth(indent), minWidth/2)
	if s.Width == 0 {
		b.WriteString(line)
		return
	}
	column, blanks := 0, ""
	state := -1
	for line != "" {
		var segment string
		segment, line, _, state = uniseg.FirstLineSegmentInString(line, state)
		word := strings.TrimRight(segment, " \t")
		width := uniseg.StringWidth(word)
		if column > 0 && column+len(blanks)+width > limit {
			b.WriteString("\n" + indent)
			column, blanks = 0, ""
		}
		b.WriteString(blanks)
		b.WriteString(word)
		column += len(blanks) + width
		blanks = strings.ReplaceAll(segment[len(word):], "\t", " ")
	}
}
