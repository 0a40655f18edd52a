package corpus

import (
	"strings"
	"unicode/utf8"
)

// A blockKind tells what a run of lines is.
type blockKind uint8

const (
	proseBlock blockKind = iota
	headingBlock
	itemBlock   // a list item with the lines it wraps over
	rowBlock    // a line of a table
	codeBlock   // a line of code
	markupBlock // a fence, a rule, an underline: no words at all
)

// A block is a run of lines that no sentence crosses the edges of, without the
// white space around it.
type block struct {
	Span
	kind blockKind
	// opens is set when a blank line, or nothing, stands before the block.
	opens bool
}

// A blockLine is one line of the text while the blocks are told apart.
type blockLine struct {
	Span         // the line without white space around it; empty if blank
	from     int // where the line starts
	next     int // where the next line starts
	indented int // columns of white space in front
	columns  int // all columns up to the end of what is no white space
}

// A blockReader tells the blocks of text[pos:end] apart in one pass.
type blockReader struct {
	text     string
	pos, end int

	inList     bool   // an item was seen, and nothing unindented since
	afterBlank bool   // a blank line, or nothing, stands before
	unclosed   [2]int // shortest fence known to have no end, by mark; 0 if none
	blocks     []block
}

// blocksOf returns the blocks of text[start:end] in order. Together they hold
// all that is not white space.
func blocksOf(text string, start, end int) []block {
	r := blockReader{text: text, pos: start, end: end, afterBlank: true}
	for r.pos < r.end {
		l := r.peek()
		r.read(l)
	}
	return r.blocks
}

// peek returns the line at pos.
func (r *blockReader) peek() blockLine {
	l := blockLine{from: r.pos, next: r.end}
	if n := strings.IndexByte(r.text[r.pos:r.end], '\n'); n >= 0 {
		l.next = r.pos + n + 1
	}
	l.Span = trim(r.text, Span{r.pos, l.next})
	for _, c := range []byte(r.text[l.from:l.Start]) {
		if c == '\t' {
			l.indented += 4 - l.indented%4
		} else {
			l.indented++
		}
	}
	l.columns = l.indented + utf8.RuneCountInString(r.text[l.Start:l.End])
	return l
}

// read takes the line l, and those that belong to it.
func (r *blockReader) read(l blockLine) {
	content := r.text[l.Start:l.End]
	switch {
	case content == "":
		r.pos = l.next
		r.afterBlank = true
		return
	case isFence(content) && r.fenced(l, content):
		return
	case isMarkup(content):
		r.underline(content)
		r.add(l, markupBlock)
	case isHeading(content):
		r.inList = false
		r.add(l, headingBlock)
	case l.indented >= 4 && !r.inList && (r.afterBlank || r.last() == codeBlock) && !r.isIndentedProse(l):
		r.add(l, codeBlock)
	case markerLength(content) > 0:
		r.inList = true
		r.paragraph(l, itemBlock)
	case isRow(content):
		r.add(l, rowBlock)
	default:
		if l.indented == 0 && r.afterBlank {
			r.inList = false
		}
		r.paragraph(l, proseBlock)
	}
	r.afterBlank = false
}

func (r *blockReader) add(l blockLine, kind blockKind) {
	r.blocks = append(r.blocks, block{l.Span, kind, r.afterBlank})
	r.pos = l.next
}

// last is the kind of the block before, prose if there is none.
func (r *blockReader) last() blockKind {
	if len(r.blocks) == 0 {
		return proseBlock
	}
	return r.blocks[len(r.blocks)-1].kind
}

// underline makes a heading of a single line that is underlined by content.
func (r *blockReader) underline(content string) {
	if r.afterBlank || len(r.blocks) == 0 || content[0] != '=' && content[0] != '-' {
		return
	}
	if b := &r.blocks[len(r.blocks)-1]; b.kind == proseBlock && b.opens &&
		strings.IndexByte(r.text[b.Start:b.End], '\n') < 0 && strings.Trim(content, content[:1]) == "" {
		b.kind = headingBlock
	}
}

// fenced takes a fenced block of code that starts at l, if it has an end. A
// fence without one is mere decoration in plain text.
func (r *blockReader) fenced(l blockLine, opening string) bool {
	mark, length := opening[0], min(fenceLength(opening), 8)
	known := &r.unclosed[0]
	if mark == '~' {
		known = &r.unclosed[1]
	}
	if *known != 0 && length >= *known {
		return false
	}
	start, size := r.pos, len(r.blocks)
	r.add(l, markupBlock)
	for r.pos < r.end {
		l := r.peek()
		content := r.text[l.Start:l.End]
		switch {
		case content == "":
			r.pos = l.next
		case content[0] == mark && fenceLength(content) >= length && fenceLength(content) == len(content):
			r.add(l, markupBlock)
			r.afterBlank = false
			return true
		default:
			r.blocks = append(r.blocks, block{l.Span, codeBlock, false})
			r.pos = l.next
		}
	}
	*known = length
	r.pos, r.blocks = start, r.blocks[:size]
	return false
}

// paragraph takes the lines from l that make up one paragraph or item.
func (r *blockReader) paragraph(l blockLine, kind blockKind) {
	b := block{l.Span, kind, r.afterBlank}
	width := r.width(l, kind)
	for r.pos = l.next; r.pos < r.end; {
		next := r.peek()
		if !r.continues(l, next, kind) {
			break
		}
		if r.isBreak(l, next, width) {
			r.blocks = append(r.blocks, b)
			b = block{Span: next.Span, kind: proseBlock}
		}
		b.End = next.End
		l = next
		r.pos = next.next
	}
	r.blocks = append(r.blocks, b)
}

// width is the length of the longest of the first lines of a paragraph: where
// its lines wrap.
func (r *blockReader) width(l blockLine, kind blockKind) int {
	const enough = 50
	width := l.columns
	back := r.pos
	r.pos = l.next
	for range enough {
		if r.pos >= r.end {
			break
		}
		next := r.peek()
		if !r.continues(l, next, kind) {
			break
		}
		width = max(width, next.columns)
		l = next
		r.pos = next.next
	}
	r.pos = back
	return width
}

// continues reports whether next can belong to the paragraph or item that l is
// in.
func (r *blockReader) continues(l, next blockLine, kind blockKind) bool {
	content := r.text[next.Start:next.End]
	if content == "" || isFence(content) || isMarkup(content) || isHeading(content) || isRow(content) {
		return false
	}
	return markerLength(content) == 0 || !r.interrupts(content, l, kind)
}

// interrupts reports whether a list item starts at content, which looks like
// one: a number or a dash may be a wrapped line's first word.
func (r *blockReader) interrupts(content string, l blockLine, kind blockKind) bool {
	switch {
	case kind == itemBlock, content[0] == '-', content[0] == '*', content[0] == '+':
		return true
	case strings.HasPrefix(content, "1.") || strings.HasPrefix(content, "1)"):
		return true
	case content[0] >= utf8.RuneSelf && content[:3] != "–" && content[:3] != "—": // a bullet
		return true
	}
	return strings.IndexByte(".:;!?", r.text[l.End-1]) >= 0
}

// isBreak reports whether the line break between l and next was meant. A break
// that wraps a line stands where the next word would not have fitted, or within
// a sentence.
func (r *blockReader) isBreak(l, next blockLine, width int) bool {
	const unwrapped = 160
	first, _ := utf8.DecodeRuneInString(r.text[next.Start:next.End])
	if isLower(first) {
		return false
	}
	switch r.text[l.End-1] {
	case ',', ';', '-', '(':
		return false
	}
	short := width * 6 / 10
	return width > unwrapped || l.columns < short || next.columns < short && isLabelled(r.text[next.Start:next.End])
}

// isLabelled reports whether a line is like "Author: Somebody".
func isLabelled(content string) bool {
	n := strings.Index(content, ": ")
	return 0 < n && n <= 20 && isCapitalised(content) && strings.Count(content[:n], " ") <= 1
}

// isIndentedProse reports whether the indented line l is prose: indented as the
// first line of a paragraph is, or as a whole text may be.
func (r *blockReader) isIndentedProse(l blockLine) bool {
	content := r.text[l.Start:l.End]
	if strings.ContainsAny(content[:min(len(content), 200)], "{}[]=<>|\\$_#;`") {
		return false
	}
	return strings.Count(content[:min(len(content), 200)], " ") >= 4 && !strings.Contains(content, "  ")
}

// isFence reports whether a line opens fenced code.
func isFence(content string) bool {
	return fenceLength(content) >= 3
}

func fenceLength(content string) int {
	if content[0] != '`' && content[0] != '~' {
		return 0
	}
	return len(content) - len(strings.TrimLeft(content, content[:1]))
}

// isMarkup reports whether a line is made of nothing but marks, as the rules
// between rows of a table and the underlines of headings are.
func isMarkup(content string) bool {
	if len(content) < 3 {
		return false
	}
	for i := range len(content) {
		switch content[i] {
		case '-', '=', '_', '*', '~', '`', '#', '+', '|', ':', ' ', '\t':
		default:
			return false
		}
	}
	return true
}

// isHeading reports whether a line is a heading of Markdown.
func isHeading(content string) bool {
	n := 0
	for n < len(content) && content[n] == '#' {
		n++
	}
	return 1 <= n && n <= 6 && n < len(content) && (content[n] == ' ' || content[n] == '\t')
}

// isRow reports whether a line is a row of a table, in Markdown or with tabs.
func isRow(content string) bool {
	return content[0] == '|' || strings.IndexByte(content, '\t') > 0 || strings.Count(content, " | ") >= 2
}

// markerLength is the length of the marker that a list item starts with,
// together with the white space after it; 0 if there is none.
func markerLength(content string) int {
	n := 0
	switch c := content[0]; {
	case c == '-' || c == '*' || c == '+':
		n = 1
	case strings.HasPrefix(content, "•") || strings.HasPrefix(content, "–") || strings.HasPrefix(content, "—") ||
		strings.HasPrefix(content, "‣") || strings.HasPrefix(content, "▪") || strings.HasPrefix(content, "●"):
		n = 3
	case strings.HasPrefix(content, "·"):
		n = 2
	default:
		n = enumerator(content)
	}
	if n == 0 || n >= len(content) || content[n] != ' ' && content[n] != '\t' {
		return 0
	}
	return n + 1
}

// enumerator is the length of "1.", "12)", "a)", "(a)" or "(12)" at the start.
func enumerator(content string) int {
	i := 0
	if content[0] == '(' {
		i = 1
	}
	start := i
	for i < len(content) && i < start+3 && '0' <= content[i] && content[i] <= '9' {
		i++
	}
	digits := i - start
	if digits == 0 && i < len(content) && ('a' <= content[i] && content[i] <= 'z') {
		i++
	}
	if i == start || i >= len(content) {
		return 0
	}
	if content[i] == ')' || content[i] == '.' && digits > 0 && start == 0 {
		return i + 1
	}
	return 0
}
