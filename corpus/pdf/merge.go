package pdf

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

// merged puts the parts of paragraphs together that go on in the next column
// or on the next page, past the notes at the foot of the column. The blocks
// come by region, in the order of reading.
func merged(regions [][]block, known words) []block {
	var all []block
	for _, blocks := range regions {
		if len(blocks) == 0 {
			continue
		}
		if at := lastText(all, blocks[0].size); at >= 0 && goesOn(&all[at], &blocks[0]) {
			all[at] = appended(all[at], blocks[0], known)
			blocks = blocks[1:]
		}
		all = append(all, blocks...)
	}
	return all
}

// lastText is the last block that text of a size may go on from: notes, small
// print and tables may stand below it, a heading not. It returns -1 if there is none.
func lastText(blocks []block, size float64) int {
	for at := len(blocks) - 1; at >= max(0, len(blocks)-12); at-- {
		switch b := &blocks[at]; {
		case b.kind == heading || b.kind == code:
			return -1
		case b.kind == table || b.note || captioned.MatchString(b.text):
		case belowNote(blocks, at) || b.size < .94*size && len(b.text) > 60:
		default:
			return at
		}
	}
	return -1
}

// belowNote reports whether a block is set as small as the note above it.
func belowNote(blocks []block, at int) bool {
	for i := at - 1; i >= max(0, at-6); i-- {
		if blocks[i].note {
			return math.Abs(blocks[i].size-blocks[at].size) < .3
		}
		if math.Abs(blocks[i].size-blocks[at].size) > .3 {
			return false
		}
	}
	return false
}

// goesOn reports whether b is the rest of the paragraph a.
func goesOn(a, b *block) bool {
	if a.kind != paragraph && a.kind != item || b.kind != paragraph || b.note || a.mono != b.mono ||
		math.Abs(a.size-b.size) > .06*a.size || a.centred && b.centred || a.bold != b.bold || a.text == "" || b.text == "" {
		return false
	}
	end, _ := utf8.DecodeLastRuneInString(strings.TrimRight(a.text, "\"'”’»)"))
	start, _ := utf8.DecodeRuneInString(b.text)
	closed := strings.ContainsRune(".!?:;。！？：；", end)
	switch {
	case isContentsText(a.text):
		return false
	case unicode.IsLower(start) && !closed:
		return true
	case closed:
		// A sentence may end where the column does.
		return a.open && unicode.IsLower(start)
	}
	return a.open && (!b.indented || end == '-' || end == ',') && !b.centred && a.lines > 1
}

// isContentsText reports whether a text ends in the number of a page behind a
// title, as in tables of contents.
func isContentsText(text string) bool {
	fields := strings.Fields(text)
	return len(fields) > 1 && len(fields) < 15 && strings.Trim(fields[len(fields)-1], "0123456789") == ""
}

// appended joins b to a.
func appended(a, b block, known words) block {
	text := joined(a.text, b.text, known)
	at := len(text) - len(b.text)
	if b.page != a.lastPage() {
		a.turns = append(a.turns, turn{at: at, page: b.page})
	}
	for _, t := range b.turns {
		a.turns = append(a.turns, turn{at: at + t.at, page: t.page})
	}
	a.text, a.open, a.lines = text, b.open, a.lines+b.lines
	return a
}

// lastPage is the page on which a block ends.
func (b *block) lastPage() int {
	if n := len(b.turns); n > 0 {
		return b.turns[n-1].page
	}
	return b.page
}
