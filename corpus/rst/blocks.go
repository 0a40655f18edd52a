package rst

import (
	"context"
	"strings"

	"footnote/corpus/compose"
)

// A parser reads the blocks of one file, in order, into a Writer.
type parser struct {
	ctx   context.Context
	out   *compose.Writer
	names *names
	about about
	// styles are the marks of the titles met, outermost first: the mark of the
	// underline, twice where there is an overline as well.
	styles []string
	// depth is how many blocks the place is in, inner how many of them can hold
	// no sections.
	depth, inner int
	// substituting is how many substitutions the place is in; unnamedNotes and
	// unnamedReferences count the footnotes without a name and what refers to
	// them.
	substituting, unnamedNotes, unnamedReferences int
	// grown is how many bytes were put in place of other text.
	grown int
}

// stopped reports whether reading is to end before the file does.
func (p *parser) stopped() bool { return p.ctx.Err() != nil || p.out.Full() }

// blocks reads lines that are not moved in.
func (p *parser) blocks(lines []string) {
	if p.depth >= maxDepth {
		p.out.Paragraph(strings.Join(lines, "\n"))
		return
	}
	p.depth++
	defer func() { p.depth-- }()
	for i := 0; i < len(lines) && !p.stopped(); {
		if lines[i] == "" {
			i++
			continue
		}
		i += p.block(lines[i:])
	}
}

// within reads lines that stand in a block which can hold no sections.
func (p *parser) within(lines []string) {
	p.inner++
	p.blocks(lines)
	p.inner--
}

// block reads the block that begins at the first line, and returns how many
// lines it takes. Each kind returns 0 when it is not its own.
func (p *parser) block(lines []string) int {
	kinds := [...]func(*parser, []string) int{
		(*parser).quote, (*parser).explicit, (*parser).title, (*parser).gridTable, (*parser).simpleTable,
		(*parser).transition, (*parser).bulletList, (*parser).doctest, (*parser).fieldList, (*parser).optionList,
		(*parser).enumeratedList, (*parser).lineBlock, (*parser).definitionList,
	}
	for _, kind := range kinds {
		if n := kind(p, lines); n > 0 {
			return n
		}
	}
	return p.paragraph(lines)
}

// quote reads lines that are moved in.
func (p *parser) quote(lines []string) int {
	if lines[0][0] != ' ' {
		return 0
	}
	n := indented(lines)
	p.within(dedent(lines[:n]))
	return n
}

func (p *parser) transition(lines []string) int {
	if len(lines[0]) >= 4 && isRule(lines[0]) && (len(lines) == 1 || lines[1] == "") {
		return 1
	}
	return 0
}

// doctest reads an interactive session, which ends with a blank line.
func (p *parser) doctest(lines []string) int {
	if !strings.HasPrefix(lines[0], ">>> ") {
		return 0
	}
	n := untilBlank(lines)
	p.out.Code(strings.Join(lines[:n], "\n"))
	return n
}

func untilBlank(lines []string) int {
	for i, line := range lines {
		if line == "" {
			return i
		}
	}
	return len(lines)
}

// lineBlock reads lines that begin with a bar, whose breaks are meant.
func (p *parser) lineBlock(lines []string) int {
	isBar := func(line string) bool { return line == "|" || strings.HasPrefix(line, "| ") }
	if !isBar(lines[0]) {
		return 0
	}
	n := 0
	var text []string
	for ; n < len(lines) && (isBar(lines[n]) || lines[n] != "" && lines[n][0] == ' '); n++ {
		line := strings.TrimSpace(strings.TrimPrefix(lines[n], "|"))
		if line == "" {
			p.out.Paragraph(p.inline(strings.Join(text, "\n")))
			text = nil
			continue
		}
		text = append(text, line)
	}
	p.out.Paragraph(p.inline(strings.Join(text, "\n")))
	return n
}

// paragraph reads the lines up to a blank one, and the literal block that two
// colons at their end announce.
func (p *parser) paragraph(lines []string) int {
	n := 1
	for n < len(lines) && lines[n] != "" && lines[n][0] != ' ' && !strings.HasPrefix(lines[n], ".. ") {
		n++
	}
	text := strings.Join(lines[:n], "\n")
	bare, literal := strings.CutSuffix(text, "::")
	if !literal || strings.HasSuffix(bare, "\\") {
		p.out.Paragraph(p.inline(text))
		return n
	}
	if trimmed := strings.TrimRight(bare, " \n"); trimmed != bare {
		p.out.Paragraph(p.inline(trimmed))
	} else if bare != "" {
		p.out.Paragraph(p.inline(bare + ":"))
	}
	return n + p.literal(lines[n:])
}

// literal reads a literal block: lines that are moved in, or that begin with
// the same mark.
func (p *parser) literal(lines []string) int {
	at := 0
	for at < len(lines) && lines[at] == "" {
		at++
	}
	if at == len(lines) {
		return at
	}
	n := indented(lines[at:])
	if n == 0 && isPunctuation(lines[at][0]) {
		for mark := lines[at][0]; at+n < len(lines) && lines[at+n] != "" && lines[at+n][0] == mark; {
			n++
		}
	}
	if n > 0 {
		p.out.Code(strings.Join(dedent(lines[at:at+n]), "\n"))
	}
	return at + n
}

// title reads a heading: a line with a line of one mark below, and perhaps the
// same above.
func (p *parser) title(lines []string) int {
	text, style, n := titleOf(lines)
	if n == 0 {
		return 0
	}
	if p.inner > 0 {
		p.out.Paragraph(p.inline(text))
		return n
	}
	level := len(p.styles) + 1
	for i, known := range p.styles {
		if known == style {
			level = i + 1
		}
	}
	if level > len(p.styles) {
		p.styles = append(p.styles, style)
	}
	p.out.Heading(level, p.inline(text))
	return n
}

// titleOf returns the title that the first lines are, the style of its marks,
// and how many lines it takes; 0 if it is none.
func titleOf(lines []string) (text, style string, n int) {
	if len(lines) >= 3 && isRule(lines[0]) && lines[2] == lines[0] && lines[1] != "" && width(strings.TrimSpace(lines[1])) <= len(lines[0]) && !isRule(lines[1]) {
		return strings.TrimSpace(lines[1]), lines[0][:1] + lines[0][:1], 3
	}
	if len(lines) < 2 || !isRule(lines[1]) || lines[0] == "" || lines[0][0] == ' ' || isRule(lines[0]) {
		return "", "", 0
	}
	// One that is too short is forgiven, unless it may be something else.
	if short := width(lines[0]) > len(lines[1]); short && len(lines[1]) < 4 {
		return "", "", 0
	}
	return lines[0], lines[1][:1], 2
}
