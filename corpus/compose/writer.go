package compose

import (
	"strings"
	"unicode/utf8"

	"footnote/corpus"
)

// maxHeading is how many characters a heading may have; what is longer is
// written as a paragraph.
const maxHeading = 200

// A Writer writes the text of one document. The zero Writer is ready to use.
type Writer struct {
	// Max bounds the text in bytes; 0 is no bound. What would go beyond it is
	// not written, see Full.
	Max int

	out      strings.Builder
	sections []corpus.Section
	// gap is how many line ends must come before the next block.
	gap int
	// marker is the start of an item that has no text yet, label what stands
	// in front of the next paragraph.
	marker, label string
	// depth is how many items the place is in.
	depth int
	full  bool
	// blocks counts what was written other than headings.
	blocks int
}

// Full reports whether something was left out because of Max.
func (w *Writer) Full() bool { return w.full }

// Len is how many bytes were written so far.
func (w *Writer) Len() int { return w.out.Len() }

// Blocks is how many paragraphs, tables and pieces of code were written.
func (w *Writer) Blocks() int { return w.blocks }

// Headings is how many headings were written.
func (w *Writer) Headings() int { return len(w.sections) }

// Text is what was written, with a line end after the last line.
func (w *Writer) Text() string {
	if w.out.Len() == 0 {
		return ""
	}
	return w.out.String() + "\n"
}

// Sections are the sections of Text: from each heading to the next, and what
// stands before the first one.
func (w *Writer) Sections() []corpus.Section {
	if len(w.sections) == 0 {
		return nil
	}
	var all []corpus.Section
	end := len(w.Text())
	if start := w.sections[0].Start; start > 0 {
		all = append(all, corpus.Section{End: start})
	}
	for i, s := range w.sections {
		s.End = end
		if i+1 < len(w.sections) {
			s.End = w.sections[i+1].Start
		}
		all = append(all, s)
	}
	return all
}

// Heading begins a section. Level is 1 for the top one.
func (w *Writer) Heading(level int, title string) {
	title = strings.Join(strings.Fields(title), " ")
	if title == "" || utf8.RuneCountInString(title) > maxHeading {
		w.Paragraph(title)
		return
	}
	w.drop()
	w.depth = 0
	w.need(2)
	level = min(max(level, 1), 6)
	if start, ok := w.write(strings.Repeat("#", level)+" "+title, ""); ok {
		w.sections = append(w.sections, corpus.Section{Title: title, Level: level, Start: start})
	}
	w.need(2)
}

// Paragraph writes a paragraph. Its lines stay lines, without the white space
// around them.
func (w *Writer) Paragraph(text string) {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	kept := lines[:0]
	for _, line := range lines {
		if line = strings.TrimSpace(line); line != "" {
			kept = append(kept, line)
		}
	}
	if len(kept) == 0 {
		return
	}
	kept[0] = w.label + kept[0]
	w.label = ""
	w.block(strings.Join(kept, "\n"))
}

// Label puts a word in front of the next paragraph, as "Note: ". If something
// else comes next, the label is a paragraph of its own.
func (w *Writer) Label(label string) { w.label += label }

// EndLabel writes a label that no paragraph took.
func (w *Writer) EndLabel() { w.flush() }

// Item begins an item of a list, with a marker such as "- " or "2. ". What is
// written up to EndItem belongs to it. Items may stand in items.
func (w *Writer) Item(marker string) {
	w.flush()
	if w.depth == 0 {
		w.need(w.gapOfList())
	} else {
		w.gap = min(w.gap, 1)
		w.need(1)
	}
	w.marker = strings.Repeat("  ", min(w.depth, maxIndent)) + marker
	w.depth++
}

// maxIndent bounds how far items in items are moved in.
const maxIndent = 8

// gapOfList keeps the items of a list together.
func (w *Writer) gapOfList() int {
	if w.gap == 1 {
		return 1
	}
	return 2
}

// EndItem ends an item.
func (w *Writer) EndItem() {
	w.drop()
	w.depth = max(w.depth-1, 0)
	if w.gap > 0 {
		w.gap = 1
	}
}

// EndList says that the next item begins another list.
func (w *Writer) EndList() {
	if w.depth == 0 {
		w.need(2)
	}
}

// Code writes lines as they are, in fences.
func (w *Writer) Code(code string) {
	code = strings.Trim(strings.ReplaceAll(code, "\r\n", "\n"), "\n")
	if strings.TrimSpace(code) == "" {
		return
	}
	w.flush()
	fence := strings.Repeat("`", max(3, longestRun(code, '`')+1))
	w.block(fence + "\n" + code + "\n" + fence)
}

// Table writes rows of cells; the first headers of them head the columns.
// Rows without a word are left out.
func (w *Writer) Table(rows [][]string, headers int) {
	w.flush()
	var lines []string
	for i, row := range rows {
		cells := make([]string, len(row))
		filled := false
		for j, cell := range row {
			cells[j] = strings.Join(strings.Fields(cell), " ")
			filled = filled || cells[j] != ""
		}
		if !filled {
			continue
		}
		lines = append(lines, "| "+strings.Join(cells, " | ")+" |")
		if i == headers-1 {
			lines = append(lines, "|"+strings.Repeat(" --- |", len(cells)))
		}
	}
	if len(lines) > 0 {
		w.block(strings.Join(lines, "\n"))
	}
}

// longestRun is the length of the longest run of a byte.
func longestRun(s string, c byte) int {
	longest, run := 0, 0
	for i := range len(s) {
		if s[i] != c {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	return longest
}

// block writes lines with blank lines around them.
func (w *Writer) block(lines string) {
	w.blocks++
	if w.marker == "" {
		w.need(2)
	}
	w.write(lines, strings.Repeat("  ", min(w.depth, maxIndent)))
	w.need(2)
}

func (w *Writer) need(lines int) { w.gap = max(w.gap, lines) }

// flush writes the label that no paragraph took.
func (w *Writer) flush() {
	if label := strings.TrimSpace(w.label); label != "" {
		w.label = ""
		w.block(label)
	}
}

// drop forgets the marker of an item without text.
func (w *Writer) drop() {
	w.flush()
	w.marker = ""
}

// write writes lines, each after the first moved in, and returns where they
// start.
func (w *Writer) write(lines, indent string) (start int, ok bool) {
	lead := w.marker
	if lead == "" {
		lead = indent
	}
	if indent != "" {
		lines = strings.ReplaceAll(lines, "\n", "\n"+indent)
	}
	gap := w.gap
	if w.out.Len() == 0 {
		gap = 0
	}
	if w.Max > 0 && w.out.Len()+gap+len(lead)+len(lines) > w.Max {
		w.full = true
		return 0, false
	}
	w.out.WriteString(strings.Repeat("\n", gap))
	start = w.out.Len()
	w.out.WriteString(lead + lines)
	w.gap, w.marker = 0, ""
	return start, true
}
