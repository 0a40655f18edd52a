package draft

import (
	"slices"
	"strings"
	"unicode"

	"footnote/bot/gate"
)

// plain reads a draft in plain text or Markdown: line by line, and within lines
// of running text word by word.
type plain struct {
	language string
	passages int  // that there are
	whole    bool // the text is a whole reply, which may turn out to be JSON

	buf    string // not yet consumed
	begun  bool   // something but white space was read
	inLine bool   // the rest of the line belongs to the open unit
	tags   tags   // of the line
	// broken is set when a tag broke the line: a line break behind it is none.
	broken bool
	unit   *unit // the open paragraph or list item
	// blank is set when something ended the paragraph or item before.
	blank bool
	block int
	lead  string // of the unit before
	fence *fence
	table table
	// last is complete, but markers and quotes may follow it.
	last *Statement
	// released is set when last was given out before anything followed it.
	released bool
	out      []Statement
	noAnswer bool
	over     bool // what follows is a list of sources
	turned   bool // JSON begins at buf
	// cited are the markers that statements bore so far.
	cited map[int]bool
}

// feed takes the next piece and returns the statements that are complete by it.
func (p *plain) feed(text string) []Statement {
	p.buf += text
	p.run(false)
	return p.take()
}

// close returns the statements that are left.
func (p *plain) close() []Statement {
	p.buf += "\n"
	p.run(true)
	p.endParagraph()
	p.endLast()
	return p.take()
}

// visible leaves out what has no place in a statement: characters that cannot
// be seen, but for white space and those that join letters in some scripts.
func visible(r rune) rune {
	switch {
	case r == '\n' || r == '\r' || r == '\t' || r == '\u200c' || r == '\u200d':
		return r
	case unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r):
		return -1
	}
	return r
}

func (p *plain) run(final bool) {
	for !p.turned && p.buf != "" && p.step(final) {
	}
}

func (p *plain) take() []Statement {
	out := p.out
	p.out = nil
	return out
}

// step reads on; it returns false when more text is needed.
func (p *plain) step(final bool) bool {
	if !p.inLine && p.fence == nil {
		p.buf = strings.TrimLeftFunc(p.buf, isIndent)
		if p.buf == "" {
			return false
		}
		if read, wait := p.startingTag(final); read || wait {
			return read
		}
	}
	line, _, complete := strings.Cut(p.buf, "\n")
	if p.inLine {
		return p.goOn(line, complete)
	}
	switch is, wait := p.json(final); {
	case wait:
		return false
	case is:
		p.endParagraph()
		p.endLast()
		p.turned = true
		return false
	case !complete && p.fence == nil && len(line) <= longestLine && !headKnown(line):
		return false
	}
	return p.line(line, complete)
}

// longestLine is how many bytes a line may have to be anything but running
// text, so that a reply without line breaks is not looked at over and over.
const longestLine = 2048

func isIndent(r rune) bool { return r != '\n' && unicode.IsSpace(r) }

// consume takes a line, and its end if it has one, from what is to be read.
func (p *plain) consume(line string, complete bool) {
	p.buf = p.buf[len(line):]
	if complete {
		p.buf = p.buf[1:]
	}
}

// headKnown reports whether enough of a line was read to tell what it is: its
// first word.
func headKnown(line string) bool { return strings.ContainsFunc(line, unicode.IsSpace) }

// line reads a line from its start; it returns false when more of it is needed.
func (p *plain) line(line string, complete bool) bool {
	kind := codeLine
	if p.fence == nil {
		kind = kindOf(line)
	}
	switch {
	case kind == runningText:
		return p.running(line, complete)
	case !complete:
		return false
	}
	text := strings.TrimSpace(line)
	if kind != codeLine {
		between := " "
		if kind == rowLine {
			between = "; "
		}
		text = strings.TrimSpace(untagged(text, between))
	}
	p.consume(line, true)
	p.begun = p.begun || text != ""
	switch kind {
	case codeLine:
		p.codeLine(line)
	case quoteLine:
		p.quoteLine(text)
	case rowLine:
		p.endUnit()
		p.row(text)
	default:
		p.endParagraph()
		p.release()
		switch kind {
		case fenceLine:
			p.fence = &fence{mark: fenceMark(text)}
		case headingLine:
			p.ended(p.open("").whole(strings.Trim(text, "# \t")))
			p.blank = true
		}
	}
	return true
}

// running reads the start of a line of running text.
func (p *plain) running(text string, complete bool) bool {
	if mark := itemStart.FindString(text); mark != "" {
		p.endParagraph()
		// The number of an item may be a date's: no number is shown that is
		// not proven.
		p.begin(p.open("- "), len(mark))
		return true
	}
	led, markers, wait := leadingMarkers(text, complete)
	if wait {
		return false
	}
	if led == len(text) && led < longestRun { // markers alone
		p.consume(text, true)
		p.begun = true
		p.endUnit()
		if p.last != nil {
			addMarkers(&p.last.Claim, markers)
		}
		return true
	}
	if led > 0 && len(text) <= longestLine && strings.HasPrefix(text[led:], ":") && p.endnote(markers) {
		if complete {
			p.consume(text, true)
		}
		return complete
	}
	u := p.unit
	switch {
	case u == nil || led > 0 || !u.joins(text):
		p.endUnit()
		p.endTable()
		u = p.open(p.lead)
	default:
		u.write(" ")
	}
	p.begin(u, 0)
	return true
}

// endnote reports whether a line that these markers begin, with a colon behind
// them, tells what they stand for: statements bore them before.
func (p *plain) endnote(markers []int) bool {
	p.endUnit()
	for _, m := range markers {
		if !p.cited[m] && (p.last == nil || !slices.Contains(p.last.Markers, m)) {
			return false
		}
	}
	return true
}

// longestRun bounds, in bytes, the markers at the start of a line that are
// looked at together.
const longestRun = 256

// leadingMarkers reads the markers that a line begins with. It must wait when
// further text may be one more, or nothing else stands in the line so far.
func leadingMarkers(text string, complete bool) (n int, markers []int, wait bool) {
	for n < min(len(text), longestRun) {
		length, more, wait := markerAt(text[n:], complete)
		if wait {
			return n, markers, true
		}
		if length == 0 {
			break
		}
		markers = append(markers, more...)
		n += length
		n += len(text[n:]) - len(strings.TrimLeft(text[n:], " \t\r,;."))
	}
	return n, markers, n == len(text) && n < longestRun && !complete
}

// open begins a unit. With the lead of the one before, and nothing between, it
// stands in the same block.
func (p *plain) open(lead string) *unit {
	p.endLast()
	p.released = false
	if p.blank {
		p.block++
	}
	p.blank, p.lead = false, lead
	return &unit{scanner: scanner{passages: p.passages}, language: p.language, block: p.block, lead: lead}
}

// begin lets the unit take the rest of the line behind n bytes.
func (p *plain) begin(u *unit, n int) {
	p.unit, p.inLine, p.begun = u, true, true
	u.width = 0
	p.buf = p.buf[n:]
}

// emit gives out statements that nothing more belongs to.
func (p *plain) emit(statements []Statement) {
	for _, s := range statements {
		for _, m := range s.Markers {
			if p.cited == nil {
				p.cited = map[int]bool{}
			}
			p.cited[m] = true
		}
		switch {
		case saysNoAnswer(s.Text):
			p.noAnswer = true
		case p.over || sourcesStart.MatchString(s.Text):
			p.over = true
		default:
			p.out = append(p.out, s)
		}
	}
}

// ended gives out the statements of a unit that ended, but for the last:
// markers and quotes may follow.
func (p *plain) ended(statements []Statement) {
	if n := len(statements); n > 0 {
		p.endLast()
		p.emit(statements[:n-1])
		p.last = &statements[n-1]
	}
}

func (p *plain) endUnit() {
	if p.unit != nil {
		p.ended(p.unit.end())
		p.unit = nil
	}
}

// endParagraph ends whatever is open, so that a new block begins.
func (p *plain) endParagraph() {
	p.endUnit()
	p.endTable()
	p.blank, p.lead = true, ""
}

func (p *plain) endLast() {
	if p.last != nil {
		p.emit([]Statement{*p.last})
		p.last = nil
	}
}

// release gives out the last statement if it names its passages, so that nobody
// waits for what may follow.
func (p *plain) release() {
	if p.last != nil && len(p.last.Markers) > 0 && !strings.HasSuffix(p.last.Text, ":") {
		p.endLast()
		p.released = true
	}
}

// quoteLine reads a quotation: of the statement before, or a statement itself
// when there is none before, or one that introduces it.
func (p *plain) quoteLine(text string) {
	p.endUnit()
	text = strings.TrimSpace(strings.TrimLeft(text, "> \t"))
	if text == "" || p.released { // one quote is enough
		return
	}
	if p.last == nil || strings.HasSuffix(p.last.Text, ":") {
		p.endParagraph()
		p.ended(p.open("").whole(text))
		p.blank = true
		return
	}
	markers, words := readQuote(text)
	quote := gate.Quote{Text: words}
	if len(markers) > 0 {
		quote.Marker = markers[0]
	}
	if len(p.last.Markers) == 0 {
		addMarkers(&p.last.Claim, markers)
	}
	if strings.ContainsFunc(words, isWordRune) {
		p.last.Quotes = append(p.last.Quotes, quote)
		p.release()
	}
}

// readQuote tells the words of a quotation from the markers around them.
func readQuote(text string) (markers []int, words string) {
	n, markers, _ := leadingMarkers(text, true)
	words = strings.TrimLeft(text[n:], ": ")
	if at := trailingMarkers.FindStringIndex(words); at != nil {
		markers = append(markers, markersIn(words[at[0]:])...)
		words = words[:at[0]]
	}
	return markers, strings.Trim(words, " \t\"“”„«»")
}
