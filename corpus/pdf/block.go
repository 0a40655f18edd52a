package pdf

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A kind is what a block of a document is.
type kind int

const (
	paragraph kind = iota
	heading
	item
	table
	code
)

// A block is a paragraph, a heading, a list item, a table or code.
type block struct {
	kind kind
	box
	font
	text  string
	level int // of a heading
	cells [][]string
	// headers is how many rows of cells name the columns.
	headers int
	// lines is how many lines it has, and open whether the last is full, so
	// that the text may go on elsewhere.
	lines int
	open  bool
	// indented is set when the first line is, as paragraphs begin.
	indented bool
	// note is set when it is small and starts with a raised mark.
	note bool
	// centred is set when it stands in the middle of its column.
	centred bool
	page    int
	// turns are where in the text later pages begin.
	turns []turn
}

// A turn is where in a text a page begins.
type turn struct{ at, page int }

// A textLine is a row of running text.
type textLine struct {
	segment
	row row
}

// lineOf makes one line of a row.
func lineOf(r row) textLine {
	l := textLine{segment: r[0], row: r}
	l.box, l.text = r.box(), leaders.ReplaceAllString(r.text(), " ")
	l.text = strings.TrimSpace(l.text)
	letters := utf8.RuneCountInString(r[0].text)
	for _, s := range r[1:] {
		n := utf8.RuneCountInString(s.text)
		if n > letters {
			l.size, letters = s.size, n
		}
		l.bold, l.italic, l.mono = l.bold && s.bold, l.italic && s.italic, l.mono && s.mono
	}
	return l
}

// marker is the mark that a list item starts with.
var (
	marker     = regexp.MustCompile(`^(?:[•◦▪■□●○‣▸►➢➤✓✔∙·*–—-]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]|\(\d{1,3}\))\s`)
	bullet     = regexp.MustCompile(`^[•◦▪■□●○‣▸►➢➤✓✔∙·]\s*|^[*–—-]\s+`)
	enumerator = regexp.MustCompile(`^\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]\s+`)
)

// A blockReader makes blocks of a region.
type blockReader struct {
	rows    region
	page    int
	known   words
	body    font // how most of the document is set
	left    float64
	right   float64
	leading map[int]float64 // by size
	tables  region          // the rows as tables have them
	starts  map[int]int     // where rows begin such rows
	counts  []int           // how many rows these are
	blocks  []block
}

// blocksOf makes blocks of the rows of a region.
func blocksOf(rows region, page int, known words, body font) []block {
	b := blockReader{rows: rows, page: page, known: known, body: body}
	b.measure()
	b.tables, b.counts = staggered(rows)
	b.starts = map[int]int{}
	for at, i := 0, 0; i < len(b.counts); i++ {
		b.starts[at] = i
		at += b.counts[i]
	}
	for at := 0; at < len(rows); {
		if n := b.code(at); n > 0 {
			at += n
			continue
		}
		if cells, n, headers := b.table(at); n > 0 {
			whole := rows[at].box()
			for _, r := range rows[at : at+n] {
				whole = whole.join(r.box())
			}
			b.blocks = append(b.blocks, block{kind: table, box: whole, font: rows[at][0].font, cells: cells, headers: headers, page: page})
			at += n
			continue
		}
		at += b.paragraph(at)
	}
	return b.blocks
}

// measure finds the edges of the column and how far its lines stand apart.
func (b *blockReader) measure() {
	whole := b.rows[0].box()
	apart := map[int][]float64{}
	for i, r := range b.rows {
		whole = whole.join(r.box())
		if i == 0 {
			continue
		}
		above := b.rows[i-1]
		d := above[0].base - r[0].base
		if len(above)+len(r) > 2 && len(b.rows) > 8 || sizeKey(above[0].size) != sizeKey(r[0].size) {
			continue // rows of tables stand otherwise
		}
		if size := sizeKey(r[0].size); d > .5*r[0].size && d < 3*r[0].size {
			apart[size] = append(apart[size], d)
		}
	}
	b.left, b.right = whole.left, whole.right
	b.leading = map[int]float64{}
	for size, all := range apart {
		slices.Sort(all)
		b.leading[size] = all[len(all)/4]
	}
}

// sizeKey makes sizes that are nearly the same equal.
func sizeKey(size float64) int { return int(math.Round(size * 2)) }

// paragraph takes a paragraph, and returns how many rows it has.
func (b *blockReader) paragraph(at int) int {
	first := lineOf(b.rows[at])
	lines := []textLine{first}
	for i := at + 1; i < len(b.rows); i++ {
		next := lineOf(b.rows[i])
		if b.breaks(lines, next, i) {
			break
		}
		lines = append(lines, next)
	}
	b.blocks = append(b.blocks, b.blockOf(lines))
	return len(lines)
}

func (b *blockReader) blockOf(lines []textLine) block {
	first, last := lines[0], lines[len(lines)-1]
	whole := block{box: first.box, font: first.font, page: b.page, lines: len(lines)}
	for i, l := range lines {
		whole.box = whole.join(l.box)
		if i > 0 {
			whole.bold, whole.italic, whole.mono = whole.bold && l.bold, whole.italic && l.italic, whole.mono && l.mono
		}
		whole.text = joined(whole.text, l.text, b.known)
	}
	width := b.right - b.left
	whole.open = last.right > b.right-.12*width || strings.HasSuffix(last.text, "-")
	whole.indented = first.left > b.left+.8*first.size
	whole.note = first.scripted
	whole.centred = isCentred(first.box, b.left, b.right, first.size)
	if !first.scripted && marker.MatchString(first.text+" ") {
		whole.kind = item
	}
	return whole
}

func isCentred(l box, left, right, size float64) bool {
	return l.left > left+.4*size && math.Abs((l.left-left)-(right-l.right)) < size
}

// breaks reports whether the line next does not go on with the paragraph that
// lines are of.
func (b *blockReader) breaks(lines []textLine, next textLine, at int) bool {
	last := lines[len(lines)-1]
	size := max(last.size, next.size)
	distance := last.base - next.base
	lead := b.leading[sizeKey(next.size)]
	if lead == 0 {
		lead = 1.2 * next.size
	}
	switch {
	case math.Abs(last.size-next.size) > .1*size && !sameHeightAs(last, next):
		return true
	case distance > max(1.3*lead, lead+.25*size) || distance < 0:
		return true
	case next.scripted && next.size < b.usual(at)*.95:
		return true
	case isLeft(lines, next) && last.bold != next.bold && (len(lines) == 1 || next.bold):
		return true
	case isContents(last) || isContents(next):
		return true
	case isCentred(last.box, b.left, b.right, size) && isCentred(next.box, b.left, b.right, size):
		return math.Abs(last.size-next.size) > .05*size || last.bold != next.bold || last.italic != next.italic
	case b.startsItem(lines, next):
		return true
	case next.size >= largeEnough*b.body.size && last.bold == next.bold:
		return false // a heading of some lines
	}
	return !isRightToLeft(next.text) && b.indents(lines, next, at) || b.isShort(last, next)
}

// sameHeightAs forgives lines that differ in the size of most of their text.
func sameHeightAs(a, b textLine) bool {
	for _, s := range b.row {
		if math.Abs(s.size-a.size) <= .1*a.size {
			return true
		}
	}
	for _, s := range a.row {
		if math.Abs(s.size-b.size) <= .1*b.size {
			return true
		}
	}
	return false
}

// isLeft reports whether a line begins where the paragraph does.
func isLeft(lines []textLine, next textLine) bool {
	return math.Abs(lines[0].left-next.left) < 4*next.size
}

// usual is the size of the text above a row.
func (b *blockReader) usual(at int) float64 {
	most := 0.0
	for i := max(0, at-3); i < at; i++ {
		most = max(most, b.rows[i][0].size)
	}
	return most
}

// isContents reports whether a line is one of a table of contents.
func isContents(l textLine) bool { return leaders.MatchString(l.row.text()) }

// startsItem reports whether a line starts a list item.
func (b *blockReader) startsItem(lines []textLine, next textLine) bool {
	if next.scripted || !marker.MatchString(next.text+" ") {
		return false
	}
	if bullet.MatchString(next.text) && !strings.ContainsAny(next.text[:1], "-*") && !strings.HasPrefix(next.text, "–") && !strings.HasPrefix(next.text, "—") {
		return true
	}
	first, last := lines[0], lines[len(lines)-1]
	if marker.MatchString(first.text + " ") {
		return next.left < first.left+1.5*next.size
	}
	end, _ := utf8.DecodeLastRuneInString(last.text)
	return strings.ContainsRune(".:;!?。：；", end) || last.right < b.right-.2*(b.right-b.left)
}

// indents reports whether a line is set in as a paragraph's first, or ends one
// that is set in.
func (b *blockReader) indents(lines []textLine, next textLine, at int) bool {
	first, last := lines[0], lines[len(lines)-1]
	step := .8 * next.size
	isItem := marker.MatchString(first.text + " ")
	switch {
	case next.left > last.left+step:
		if isItem && len(lines) == 1 {
			return false
		}
		if len(lines) > 1 || last.left > b.left+step {
			return true
		}
		// A hanging indent goes on, the indent of a paragraph does not.
		if at+1 < len(b.rows) {
			after := lineOf(b.rows[at+1])
			return math.Abs(after.left-next.left) > step/2 || last.right < b.right-.15*(b.right-b.left)
		}
		return false
	case next.left < last.left-step:
		return len(lines) > 1 || isItem
	}
	return false
}

// isShort reports whether a line ends although the next one's first word would
// have fitted.
func (b *blockReader) isShort(last, next textLine) bool {
	end, _ := utf8.DecodeLastRuneInString(last.text)
	start, _ := utf8.DecodeRuneInString(next.text)
	room := b.right - last.right - .3*next.size
	if isRightToLeft(last.text) {
		room = last.left - b.left - .3*next.size
	}
	slack := .02 * (b.right - b.left)
	if strings.ContainsRune(",-–", end) || unicode.IsLower(start) && !strings.ContainsRune(".:;!?", end) {
		slack = .35 * (b.right - b.left) // within a sentence it takes more
	}
	return room > next.first+slack+.3*next.size
}

// code takes lines set in a font of fixed width, and returns how many.
func (b *blockReader) code(at int) int {
	if b.body.mono {
		return 0
	}
	end := at
	for end < len(b.rows) && lineOf(b.rows[end]).mono {
		if end > at && b.rows[end-1][0].base-b.rows[end][0].base > 3*b.rows[end][0].size {
			break
		}
		end++
	}
	if end == at || end == at+1 && len(strings.Fields(b.rows[at].text())) < 2 && at > 0 {
		return 0
	}
	whole := b.rows[at].box()
	for _, r := range b.rows[at:end] {
		whole = whole.join(r.box())
	}
	var lines []string
	for _, r := range b.rows[at:end] {
		lines = append(lines, typed(r, whole.left))
	}
	b.blocks = append(b.blocks, block{kind: code, box: whole, font: b.rows[at][0].font, text: strings.Join(lines, "\n"), page: b.page})
	return end - at
}

// typed writes a row of fixed width with its blanks.
func typed(r row, left float64) string {
	var line strings.Builder
	for _, s := range r {
		width := s.width() / float64(max(1, utf8.RuneCountInString(s.text)))
		if width <= 0 {
			width = .6 * s.size
		}
		column := min(int(math.Round((s.left-left)/width)), 200)
		for n := utf8.RuneCountInString(line.String()); n < column; n++ {
			line.WriteByte(' ')
		}
		if line.Len() > 0 && column > 0 && !strings.HasSuffix(line.String(), " ") {
			line.WriteByte(' ')
		}
		line.WriteString(s.text)
	}
	return strings.TrimRight(line.String(), " ")
}
