package asciidoc

import (
	"context"
	"regexp"
	"strings"

	"footnote/corpus/compose"
)

// A parser reads the blocks of one file, in order, into a Writer.
type parser struct {
	ctx        context.Context
	out        *compose.Writer
	attributes attributes
	// titles are those of sections by the names that links call them.
	titles map[string]string
	// title, authors and about are what the header says: about are its lines.
	title          string
	authors, about []string
	// notes are the numbers of the footnotes that have a name, noted their
	// texts, in order.
	notes map[string]int
	noted []string
	// depth is how many blocks the place is in, inner how many of them can hold
	// no sections, inlines how many texts with marks.
	depth, inner, inlines int
	// listed is set when the place is right inside of an item of a list.
	listed bool
	// grown is how many bytes were put in place of attributes.
	grown int
}

// A frame is what the lines above a block say about it.
type frame struct {
	title, style string
	positional   []string
	named        map[string]string
	options      string
}

func (f frame) option(name string) bool {
	return strings.Contains(","+f.options+","+f.named["options"]+","+f.named["opts"]+",", ","+name+",")
}

// stopped reports whether reading is to end before the file does.
func (p *parser) stopped() bool { return p.ctx.Err() != nil || p.out.Full() }

// blocks reads lines.
func (p *parser) blocks(lines []string) {
	if p.depth >= maxDepth {
		p.out.Paragraph(strings.Join(lines, "\n"))
		return
	}
	p.depth++
	defer func() { p.depth-- }()
	for i := 0; i < len(lines) && !p.stopped(); {
		if lines[i] == "" || lines[i] == "+" {
			i++
			continue
		}
		i += p.block(lines[i:])
	}
}

// within reads lines that stand in a block which can hold no sections.
func (p *parser) within(lines []string) {
	listed := p.listed
	p.listed = false
	p.inner++
	p.blocks(lines)
	p.inner--
	p.listed = listed
}

// block reads the block that begins at the first line, with the lines that say
// something about it, and returns how many lines it takes.
func (p *parser) block(lines []string) int {
	f := frame{named: map[string]string{}}
	n := 0
	for n < len(lines) {
		taken := p.framing(&f, lines[n:])
		if taken == 0 {
			break
		}
		for n += taken; n < len(lines) && lines[n] == ""; {
			n++
		}
	}
	if n == len(lines) {
		return n
	}
	// Each kind returns 0 when it is not its own.
	kinds := [...]func(*parser, frame, []string) int{
		(*parser).section, (*parser).delimited, (*parser).blockMacro, (*parser).lineOfMarks,
		(*parser).styled, (*parser).list, (*parser).literal,
	}
	for _, kind := range kinds {
		if taken := kind(p, f, lines[n:]); taken > 0 {
			return n + taken
		}
	}
	return n + p.paragraph(f, lines[n:])
}

var (
	blockAttributes = regexp.MustCompile(`^\[(?:|[\w.#%"',{].*|\[[^\]]*\])\]$`)
	blockTitle      = regexp.MustCompile(`^\.[^\s.].*$`)
)

func isComment(line string) bool {
	return strings.HasPrefix(line, "//") && !strings.HasPrefix(line, "///")
}

// framing reads a line that says something about the block below: its
// attributes, its title, or an attribute of the document.
func (p *parser) framing(f *frame, lines []string) int {
	switch line := lines[0]; {
	case isComment(line):
		return 1
	case line[0] == '/':
		return p.commentBlock(lines)
	case line[0] == ':':
		return p.attributes.set(lines, p.expanded)
	case blockAttributes.MatchString(line):
		f.read(p.expanded(line[1 : len(line)-1]))
		return 1
	case blockTitle.MatchString(line) && len(lines) > 1 && lines[1] != "":
		f.title = p.inline(line[1:])
		return 1
	}
	return 0
}

// commentBlock passes over lines between lines of slashes.
func (p *parser) commentBlock(lines []string) int {
	if len(lines[0]) < 4 || strings.Trim(lines[0], "/") != "" {
		return 0
	}
	_, n := upTo(lines[0], lines[1:])
	return 1 + n
}

// upTo returns the lines before one that is equal to the delimiter, and how
// many lines there are with it. Without one, they are all.
func upTo(delimiter string, lines []string) (inside []string, n int) {
	for i, line := range lines {
		if line == delimiter {
			return lines[:i], i + 1
		}
	}
	return lines, len(lines)
}

// read takes up a list of attributes: a style, values in order, and names with
// values.
func (f *frame) read(list string) {
	if strings.HasPrefix(list, "[") {
		return // a name for links
	}
	for i, part := range splitAttributes(list) {
		name, value, named := strings.Cut(part, "=")
		if named && isName(name) {
			f.named[name] = strings.Trim(value, `"'`)
			continue
		}
		part = strings.Trim(part, `"'`)
		if i == 0 {
			end := strings.IndexAny(part+"#", "#.%")
			if end > 0 {
				f.style = part[:end]
			}
			for option := range strings.SplitSeq(part[end:], "%") {
				f.options += "," + option[:strings.IndexAny(option+"#", "#.")]
			}
		}
		f.positional = append(f.positional, part)
	}
}

func isName(s string) bool {
	return s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") == ""
}

// splitAttributes cuts a list at the commas that are not in quotation marks.
func splitAttributes(list string) []string {
	var parts []string
	quote, start := byte(0), 0
	for i := range len(list) {
		switch c := list[i]; {
		case c == quote:
			quote = 0
		case quote == 0 && (c == '"' || c == '\'') && (i == start || list[i-1] == '=' || list[i-1] == ' ' || list[i-1] == ','):
			quote = c
		case quote == 0 && c == ',':
			parts = append(parts, strings.TrimSpace(list[start:i]))
			start = i + 1
		}
	}
	return append(parts, strings.TrimSpace(list[start:]))
}

// section reads a heading.
func (p *parser) section(f frame, lines []string) int {
	title, level, n := "", 0, 1
	if found := heading.FindStringSubmatch(lines[0]); found != nil {
		title, level = found[2], len(found[1])
	} else if p.inner == 0 {
		title, level, n = underlined(lines)
	}
	if title == "" {
		return 0
	}
	title = p.inline(title)
	if p.inner > 0 {
		p.out.Paragraph(title)
		return n
	}
	p.out.Heading(level, title)
	return n
}

// lineOfMarks passes over breaks between parts and pages.
func (p *parser) lineOfMarks(_ frame, lines []string) int {
	switch lines[0] {
	case "'''", "<<<", "---", "- - -", "***", "* * *":
		return 1
	}
	return 0
}

var macro = regexp.MustCompile(`^([a-z][\w-]*)::(\S*)\[(.*)\]$`)

// blockMacro reads what stands for a picture or something else on a line of
// its own.
func (p *parser) blockMacro(f frame, lines []string) int {
	found := macro.FindStringSubmatch(lines[0])
	if found == nil || conditional.MatchString(lines[0]) || include.MatchString(lines[0]) {
		return 0
	}
	if found[1] == "image" {
		text := f.title
		if text == "" {
			text = p.inline(describing(found[3]))
		}
		p.out.Paragraph(text)
	}
	return 1
}

// admonitions are the words that a paragraph or a block may begin with.
var admonitions = map[string]bool{"NOTE": true, "TIP": true, "IMPORTANT": true, "WARNING": true, "CAUTION": true}

// styled reads a paragraph whose style says that it is code, or nothing.
func (p *parser) styled(f frame, lines []string) int {
	switch f.style {
	case "source", "listing", "literal", "stem", "latexmath", "asciimath", "verse":
	case "pass", "comment", "graphviz", "plantuml", "ditaa", "mermaid":
		return untilBlank(lines)
	default:
		return 0
	}
	n := untilBlank(lines)
	p.code(f, lines[:n])
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

// literal reads a paragraph that is moved in.
func (p *parser) literal(f frame, lines []string) int {
	if lines[0][0] != ' ' && lines[0][0] != '\t' || f.style == "normal" {
		return 0
	}
	n := untilBlank(lines)
	p.code(f, lines[:n])
	return n
}

// code writes lines as they are. Attributes are substituted in them only where
// the block says so, verse is text.
func (p *parser) code(f frame, lines []string) {
	p.out.Paragraph(f.title)
	text := strings.Join(dedent(lines), "\n")
	if f.style == "verse" {
		p.out.Paragraph(p.inline(text))
		p.attribution(f)
		return
	}
	if subs := f.named["subs"]; strings.Contains(subs, "attributes") || strings.Contains(subs, "normal") {
		text = p.expanded(text)
	}
	p.out.Code(text)
}

// dedent moves lines out by the white space that they share.
func dedent(lines []string) []string {
	least := -1
	for _, line := range lines {
		if indent := len(line) - len(strings.TrimLeft(line, " \t")); line != "" && (least < 0 || indent < least) {
			least = indent
		}
	}
	out := make([]string, len(lines))
	for i, line := range lines {
		out[i] = line[min(max(least, 0), len(line)):]
	}
	return out
}

// attribution writes who is quoted, and from where.
func (p *parser) attribution(f frame) {
	var parts []string
	for i, name := range []string{"attribution", "citetitle"} {
		part := f.named[name]
		if part == "" && len(f.positional) > i+1 {
			part = f.positional[i+1]
		}
		if part != "" {
			parts = append(parts, p.inline(part))
		}
	}
	if len(parts) > 0 {
		p.out.Paragraph("-- " + strings.Join(parts, ", "))
	}
}

// paragraph reads the lines up to a blank one or another block.
func (p *parser) paragraph(f frame, lines []string) int {
	n := 1
	for n < len(lines) && lines[n] != "" && lines[n] != "+" && !blockAttributes.MatchString(lines[n]) && !delimiter.MatchString(lines[n]) &&
		!(p.listed && startOf(lines[n]).kind != "") {
		n++
	}
	var text []string
	for _, line := range lines[:n] {
		if !isComment(line) {
			text = append(text, strings.TrimPrefix(line, "> "))
		}
	}
	p.out.Paragraph(f.title)
	if admonitions[f.style] {
		p.out.Label(f.style + ": ")
	}
	p.out.Paragraph(p.inline(strings.Join(text, "\n")))
	p.out.EndLabel()
	if f.style == "quote" {
		p.attribution(f)
	}
	return n
}
