package pdf

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A segment is what stands together on one line: a line of a column, a cell of
// a table.
type segment struct {
	box
	font
	text  string
	base  float64
	order int
	// first is the width of its first word.
	first float64
	// scripted is set when it starts with a raised number or mark, as
	// footnotes do.
	scripted bool
}

// segmentsOf joins runs that follow each other on a line. What is raised is the
// mark of a footnote for certain if a note on the page starts with it.
func segmentsOf(runs []run) []segment {
	all := segmentsWith(runs, nil)
	notes := map[string]bool{}
	for _, s := range all {
		if s.scripted {
			mark, _, _ := strings.Cut(s.text, " ")
			notes[mark] = true
		}
	}
	if len(notes) > 0 {
		return segmentsWith(runs, notes)
	}
	return all
}

func segmentsWith(runs []run, notes map[string]bool) []segment {
	var all []segment
	for start := 0; start < len(runs); {
		end := start + 1
		for end < len(runs) && follows(runs[start:end], runs[end]) {
			end++
		}
		all = append(all, segmentOf(runs[start:end], notes))
		start = end
	}
	return all
}

// follows reports whether a run goes on with the line that others make up.
func follows(line []run, r run) bool {
	last := line[len(line)-1]
	if last.quarters != r.quarters {
		return false
	}
	size := max(last.size, r.size)
	gap := r.left - last.right
	if isRightToLeft(r.text) || isRightToLeft(last.text) {
		return last.apart(r.box) <= wideGap*size && math.Abs(r.base-last.base) <= .7*size
	}
	switch {
	case gap > wideGap*size || gap < -backGap*size:
		return false
	case math.Abs(r.base-mainOf(line).base) <= .2*size:
		return true
	case isInitial(last, r):
		return true
	}
	// Raised and lowered text is smaller and stands close.
	script := min(last.size, r.size) < .9*size || utf8.RuneCountInString(r.text) <= 3
	return script && gap < .6*size && mainOf(line).overlap(r.box) > .2
}

// isInitial reports whether a letter as high as some lines starts a text.
func isInitial(letter, r run) bool {
	return utf8.RuneCountInString(letter.text) == 1 && letter.size > 1.7*r.size &&
		r.bottom >= letter.bottom-.2*r.size && r.top <= letter.top+.3*r.size
}

// mainOf is the run of a line that counts: the last of the largest, initials
// apart.
func mainOf(line []run) run {
	main := line[0]
	for i, r := range line[1:] {
		if r.size >= main.size*.98 || i == 0 && isInitial(line[0], r) {
			main = r
		}
	}
	return main
}

// segmentOf makes one segment of the runs of a line.
func segmentOf(line []run, notes map[string]bool) segment {
	main := mainOf(line)
	s := segment{box: line[0].box, font: main.font, base: main.base, order: line[0].order}
	var text strings.Builder
	letters, bold, italic, mono := 0, 0, 0, 0
	for i, r := range line {
		n := utf8.RuneCountInString(r.text)
		script := isRaised(r, main)
		if i > 0 && script && (notes[r.text] || raised(line[i-1].text, r.text) == "") {
			s.box = s.join(r.box)
			continue
		}
		if i > 0 && !isInitial(line[i-1], r) {
			spaceBetween(&text, line[i-1], r)
		}
		switch {
		case script && i == 0 && len(line) > 1 && isMarker(r.text):
			s.scripted = true
			text.WriteString(r.text + " ")
		case script && i > 0:
			text.WriteString(raised(line[i-1].text, r.text))
		default:
			text.WriteString(r.text)
		}
		s.box = s.join(r.box)
		if script {
			continue
		}
		letters += n
		for _, style := range []struct {
			set   bool
			count *int
		}{{r.bold, &bold}, {r.italic, &italic}, {r.mono, &mono}} {
			if style.set {
				*style.count += n
			}
		}
	}
	most := letters * 9 / 10
	s.bold, s.italic, s.mono = bold > most, italic > most, mono > most
	s.text = strings.Join(strings.Fields(text.String()), " ")
	word, _, _ := strings.Cut(s.text, " ")
	if strings.IndexFunc(word, isIdeograph) >= 0 {
		_, width := utf8.DecodeRuneInString(word)
		word = word[:width]
	}
	s.first = s.width() * float64(utf8.RuneCountInString(word)) / float64(max(1, utf8.RuneCountInString(s.text)))
	return s
}

func spaceBetween(text *strings.Builder, a, b run) {
	gap := b.left - a.right
	if isRightToLeft(a.text) || isRightToLeft(b.text) {
		gap = a.apart(b.box)
	}
	if gap > spaceGap*min(a.size, b.size) || b.spaced && gap > .05*min(a.size, b.size) {
		text.WriteByte(' ')
	}
}

// isRaised reports whether a run is raised above its line.
func isRaised(r, main run) bool {
	return r.size < .9*main.size && r.base > main.base+.15*main.size || isMarker(r.text) && r.base > main.base+.25*main.size
}

// isMarker reports whether a text can be the mark of a footnote.
func isMarker(text string) bool {
	return utf8.RuneCountInString(text) <= 3 && strings.Trim(text, "0123456789*†‡§¶abcdefi[]()") == ""
}

// raised writes raised text so that 10^6 does not become 106, and leaves the
// marks of footnotes out.
func raised(before, text string) string {
	if !isMarker(text) {
		return text
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	words := strings.Fields(before)
	if strings.Trim(text, "0123456789") != "" || len(words) == 0 {
		return ""
	}
	word := strings.Trim(words[len(words)-1], "()[]/·")
	if unicode.IsDigit(last) || last == ')' || slices.Contains([]string{"m", "cm", "km", "mm", "s"}, word) ||
		utf8.RuneCountInString(word) == 1 {
		return "^" + text
	}
	return ""
}

func isIdeograph(r rune) bool {
	return r >= 0x2e80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

// isRightToLeft reports whether most letters of a text are of scripts that are
// written from the right.
func isRightToLeft(text string) bool {
	right, left := 0, 0
	for _, r := range text {
		switch {
		case rightToLeft(r):
			right++
		case unicode.IsLetter(r):
			left++
		}
	}
	return right > left
}

// A row is what stands side by side, from the left.
type row []segment

func (r row) box() box {
	b := r[0].box
	for _, s := range r[1:] {
		b = b.join(s.box)
	}
	return b
}

// text is all of a row.
func (r row) text() string {
	var text strings.Builder
	for i, s := range r {
		if i > 0 && (r[i-1].apart(s.box) > spaceGap*s.size || r[i-1].apart(s.box) < 0) {
			text.WriteByte(' ')
		}
		text.WriteString(s.text)
	}
	return text.String()
}

// rowsOf puts segments into rows, from the top.
func rowsOf(segments []segment) []row {
	sorted := slices.Clone(segments)
	slices.SortStableFunc(sorted, func(a, b segment) int {
		switch {
		case a.base > b.base:
			return -1
		case a.base < b.base:
			return 1
		}
		return a.order - b.order
	})
	var rows []row
	for _, s := range sorted {
		if n := len(rows); n > 0 && beside(rows[n-1], s) {
			rows[n-1] = append(rows[n-1], s)
			continue
		}
		rows = append(rows, row{s})
	}
	for _, r := range rows {
		right := isRightToLeft(r.text())
		slices.SortStableFunc(r, func(a, b segment) int {
			if right {
				a, b = b, a
			}
			switch {
			case a.left < b.left:
				return -1
			case a.left > b.left:
				return 1
			}
			return a.order - b.order
		})
	}
	return rows
}

// maxRow is how many segments a row may have.
const maxRow = 300

// beside reports whether a segment stands in a row: at its height, and over
// none of it.
func beside(r row, s segment) bool {
	if math.Abs(r[0].base-s.base) > .35*min(r[0].size, s.size) || len(r) >= maxRow {
		return false
	}
	for _, t := range r {
		if min(t.right, s.right)-max(t.left, s.left) > .3*min(t.width(), s.width()) {
			return false
		}
	}
	return true
}
