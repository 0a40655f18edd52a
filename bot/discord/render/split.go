package render

import "strings"

// limit is how many characters a message may have.
const limit = 2000

// A sheet is a message while lines are put on it.
type sheet struct {
	lines []line
	// size is that of the text so far, an open fence not closed; ends are the
	// sizes of the text behind each line, all closed.
	size int
	ends []int
}

// with returns the size of the sheet's text with a line more, with the fence
// open and closed.
func (s *sheet) with(l line) (open, closed int) {
	open = s.size
	var before *fence
	if n := len(s.lines); n > 0 {
		before = s.lines[n-1].fence
		open += l.space
	}
	if before != nil && before != l.fence {
		open += size(closing)
	}
	if l.fence != nil && before != l.fence {
		open += size(l.fence.opening())
	}
	open += size(l.text())
	closed = open
	if l.fence != nil {
		closed += size(closing)
	}
	return open, closed
}

// put puts a line on the sheet if there is room, and reports whether there was.
func (s *sheet) put(l line, room int) bool {
	open, closed := s.with(l)
	if closed > room {
		return false
	}
	s.lines, s.ends, s.size = append(s.lines, l), append(s.ends, closed), open
	return true
}

// compose is the text of lines, with every fence closed.
func compose(lines []line) string {
	w := writer{}
	var open *fence
	for i, l := range lines {
		if open != nil && open != l.fence {
			w.put(closing)
			open = nil
		}
		if i > 0 {
			w.put("\n\n"[:l.space])
		} else {
			l.prefix = strings.TrimLeft(l.prefix, " ")
		}
		if l.fence != nil && open == nil {
			open = l.fence
			w.put(open.opening())
		}
		w.put(l.text())
	}
	if open != nil {
		w.put(closing)
	}
	return w.text.String()
}

// paginate distributes lines over messages of at most room characters.
func paginate(lines []line, room int) [][]line {
	var pages [][]line
	for lines = edged(lines); len(lines) > 0; lines = edged(lines) {
		var s sheet
		for len(s.lines) < len(lines) && s.put(lines[len(s.lines)], room) {
		}
		page, rest := s.lines, lines[len(s.lines):]
		if len(rest) > 0 {
			page, rest = cutLines(lines, &s, room)
		}
		if page = edged(page); visible(compose(page)) {
			pages = append(pages, page)
		}
		lines = rest
	}
	return pages
}

// edged is lines without blank lines of code at their ends.
func edged(lines []line) []line {
	for len(lines) > 0 && lines[0].blank() {
		lines = lines[1:]
	}
	for len(lines) > 0 && lines[len(lines)-1].blank() {
		lines = lines[:len(lines)-1]
	}
	return lines
}

func (l line) blank() bool { return l.fence != nil && !shown(l.clusters) }

// shown reports whether there is anything to see in clusters.
func shown(clusters []cluster) bool {
	for _, c := range clusters {
		if visible(c.out) {
			return true
		}
	}
	return false
}
