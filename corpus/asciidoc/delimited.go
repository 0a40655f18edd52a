package asciidoc

import (
	"regexp"
	"strings"
)

// delimiter is a line that opens and closes a block.
var delimiter = regexp.MustCompile("^(?:--|-{4,}|\\.{4,}|={4,}|\\*{4,}|_{4,}|\\+{4,}|/{4,}|~{4,}|[|,:!]={3,}|```+[^`]*|\"\")$")

// delimited reads a block between two equal lines.
func (p *parser) delimited(f frame, lines []string) int {
	if !delimiter.MatchString(lines[0]) {
		return 0
	}
	closing := lines[0]
	if strings.HasPrefix(closing, "```") {
		closing = closing[:len(closing)-len(strings.TrimLeft(closing, "`"))]
	}
	inside, n := upTo(closing, lines[1:])
	switch kind := lines[0][0]; {
	case strings.HasSuffix(lines[0], "==="+"") && strings.ContainsRune("|,:!", rune(kind)):
		p.table(f, lines[0], inside)
	case kind == '/' || f.style == "comment":
	case kind == '+':
		p.passed(f, inside)
	case kind == '-' && lines[0] != "--" || kind == '.' || kind == '`' || isCode(f.style):
		p.verbatim(f, inside)
	case f.style == "verse":
		p.code(f, inside)
	default:
		p.compound(f, kind, inside)
	}
	return 1 + n
}

func isCode(style string) bool {
	return style == "source" || style == "listing" || style == "literal"
}

// passed reads a block that is handed to the browser as it is: only formulas
// are for people.
func (p *parser) passed(f frame, inside []string) {
	switch f.style {
	case "stem", "latexmath", "asciimath":
		p.code(f, inside)
	}
}

// verbatim reads lines of code, or of a picture that is drawn from them.
func (p *parser) verbatim(f frame, inside []string) {
	switch f.style {
	case "graphviz", "plantuml", "ditaa", "mermaid", "blockdiag", "seqdiag", "svgbob", "vega":
		p.out.Paragraph(f.title)
	default:
		p.code(f, inside)
	}
}

// compound reads a block that holds others.
func (p *parser) compound(f frame, kind byte, inside []string) {
	p.out.Paragraph(f.title)
	if admonitions[f.style] {
		p.out.Label(f.style + ": ")
	}
	p.within(inside)
	p.out.EndLabel()
	if kind == '_' || f.style == "quote" {
		p.attribution(f)
	}
}
