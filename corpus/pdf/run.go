package pdf

import (
	"math"
	"slices"
	"strings"
	"unicode"
)

// A run is text of one font on one line, without wide gaps.
type run struct {
	box
	font
	text     string
	base     float64 // where its letters stand
	quarters int     // of a turn
	order    int     // its place in the file
	// spaced is set when there is a space in front of it.
	spaced bool
}

const (
	// wideGap is the gap from which on text is apart, in sizes of its font.
	wideGap = .85
	// spaceGap is the gap that is a space between letters even if there is
	// none, and noSpaceGap the one that is no space whatever there is. Where
	// each letter is put in its place alone, PDFium makes many mistakes.
	spaceGap   = .26
	noSpaceGap = .09
	// backGap is how far text may go back over what stands before.
	backGap = .6
)

// runsOf cuts the glyphs of a page into runs.
func runsOf(glyphs []glyph) []run {
	var b runBuilder
	for _, g := range glyphs {
		switch {
		case g.char == '\r' || g.char == '\n':
			b.end()
			b.spaced = false
		case unicode.IsSpace(g.char) || g.char == 0xa0:
			b.spaced = true
		case g.char == '\u00ad' && g.width() < .1*g.size:
			// a hyphen that is not shown
		default:
			if text := spelled(g.char); text != "" {
				b.add(g, text)
			}
		}
	}
	b.end()
	return b.runs
}

// A runBuilder gathers the runs of a page.
type runBuilder struct {
	runs   []run
	text   strings.Builder
	word   []glyph // the word at hand, if it is written from the right
	run    run
	last   glyph
	sure   []float64 // estimates of the base
	unsure []float64
	spaced bool // a space waits for what follows
}

func (b *runBuilder) add(g glyph, text string) {
	quarters := g.quarters()
	g.box = g.turned(quarters)
	if (b.text.Len() > 0 || len(b.word) > 0) && (quarters != b.run.quarters || b.parted(g)) {
		b.end()
	}
	if b.text.Len() == 0 && len(b.word) == 0 {
		b.run = run{box: g.box, font: g.font, quarters: quarters, order: len(b.runs), spaced: b.spaced}
	} else if b.parts(g) {
		b.endWord()
		b.text.WriteByte(' ')
	}
	b.spaced = false
	if rightToLeft(g.char) {
		b.word = append(b.word, g)
	} else {
		b.endWord()
		b.text.WriteString(text)
	}
	b.run.box = b.run.join(g.box)
	if at, sure := baseline(g.char, g.box, g.size); sure {
		b.sure = append(b.sure, at)
	} else {
		b.unsure = append(b.unsure, at)
	}
	b.last = g
}

// endWord writes a word from the right as it is read: files have some of them
// in the order of reading and some from the left.
func (b *runBuilder) endWord() {
	slices.SortStableFunc(b.word, func(a, c glyph) int { return compare(c.left+c.right, a.left+a.right) })
	for _, g := range b.word {
		b.text.WriteString(spelled(g.char))
	}
	b.word = b.word[:0]
}

// gap is how far a glyph stands from the last.
func (b *runBuilder) gap(g glyph) float64 {
	if rightToLeft(g.char) || rightToLeft(b.last.char) {
		return b.last.apart(g.box)
	}
	return g.left - b.last.right
}

// parts reports whether there is a space between a glyph and the last.
func (b *runBuilder) parts(g glyph) bool {
	gap := b.gap(g) / g.size
	if !g.mono && isSpaced(g.char) && (strings.ContainsRune(",.;:!?)”’", b.last.char) || unicode.IsDigit(b.last.char)) {
		return b.spaced || gap > .28
	}
	if g.mono || !isSpaced(g.char) || !isSpaced(b.last.char) {
		return b.spaced
	}
	return gap > spaceGap || b.spaced && gap > noSpaceGap
}

// isSpaced reports whether a character is a letter that fills most of its
// place, of a script that puts spaces between words.
func isSpaced(char rune) bool { return char < 0x590 && unicode.IsLetter(char) }

// parted reports whether a glyph starts another run.
func (b *runBuilder) parted(g glyph) bool {
	if g.font != b.run.font {
		return true
	}
	if g.box == b.last.box {
		return false // letters of one ligature
	}
	gap := b.gap(g)
	if rightToLeft(g.char) && rightToLeft(b.last.char) { // letters reach below each other
		return gap > wideGap*g.size || math.Abs(g.bottom-b.last.bottom) > g.size
	}
	if gap > wideGap*g.size || gap < -backGap*g.size {
		return true
	}
	return (g.stretch != b.last.stretch || g.stretch == 0) && b.run.overlap(g.box) < .3 && isSpaced(g.char)
}

// end completes the run at hand.
func (b *runBuilder) end() {
	b.endWord()
	if b.text.Len() == 0 {
		return
	}
	estimates := b.sure
	if len(estimates) == 0 {
		estimates = b.unsure
	}
	slices.Sort(estimates)
	b.run.base = estimates[len(estimates)/2]
	b.run.text = b.text.String()
	b.runs = append(b.runs, b.run)
	b.text.Reset()
	b.sure, b.unsure = b.sure[:0], b.unsure[:0]
}

func rightToLeft(char rune) bool {
	return char >= 0x590 && unicode.In(char, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana)
}

// upright returns the runs that are read in the direction of most of the text
// of a page, and the others.
func upright(runs []run) (most, others []run) {
	var weights [4]int
	for _, r := range runs {
		weights[r.quarters] += len(r.text)
	}
	main := 0
	for quarters, weight := range weights {
		if weight > weights[main] {
			main = quarters
		}
	}
	for _, r := range runs {
		if r.quarters == main {
			most = append(most, r)
		} else {
			others = append(others, r)
		}
	}
	return most, others
}
