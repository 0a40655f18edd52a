package render

import (
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// newParser returns a parser of the Markdown that models write. HTML is text
// to it, and so are definitions of links: "[1]: https://…" would make links of
// the markers.
func newParser() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(parser.NewSetextHeadingParser(), 100),
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(parser.NewListParser(), 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewCodeBlockParser(), 500),
			util.Prioritized(parser.NewATXHeadingParser(), 600),
			util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
			util.Prioritized(parser.NewBlockquoteParser(), 800),
			util.Prioritized(parser.NewParagraphParser(), 1000)),
		parser.WithInlineParsers(
			util.Prioritized(extension.NewTaskCheckBoxParser(), 0),
			util.Prioritized(mathParser{}, 50),
			util.Prioritized(parser.NewCodeSpanParser(), 100),
			util.Prioritized(parser.NewLinkParser(), 200),
			util.Prioritized(parser.NewAutoLinkParser(), 300),
			util.Prioritized(parser.NewEmphasisParser(), 500),
			util.Prioritized(extension.NewStrikethroughParser(), 500)),
		parser.WithParagraphTransformers(util.Prioritized(extension.NewTableParagraphTransformer(), 200)),
	)
}

// A typesetter makes lines of a Markdown document.
type typesetter struct {
	scribe *scribe
	source []byte
	lines  []line
	// space and mark are for the line that comes next: how far it stands from
	// the last, and the bullet in front of it.
	space int
	mark  string
	// glued is set behind a heading.
	glued bool
}

// A place is where in lists and quotes a block stands.
type place struct {
	// quote is "> " within a quote.
	quote string
	// depth counts the lists around the block.
	depth int
	// block is the number of the outermost list; 0 outside of lists.
	block int
}

// deepest is how many levels of lists are shown as such.
const deepest = 3

func (p place) indent() string { return strings.Repeat("  ", max(0, min(p.depth, deepest)-1)) }

// markdown makes lines of a text in Markdown.
func (s *scribe) markdown(markdown string) []line {
	source := []byte(apart(clean(markdown)))
	t := typesetter{scribe: s, source: source}
	t.blocks(newParser().Parse(text.NewReader(source)), place{})
	if len(t.lines) > 0 {
		t.lines[0].space = 1
	}
	return t.lines
}

// apart puts an empty line between a table and what follows it: a marker below
// a table is no row of it.
func apart(markdown string) string {
	var b strings.Builder
	fenced, row := false, false
	for line := range strings.Lines(markdown) {
		bare := strings.TrimSpace(line)
		if strings.HasPrefix(bare, "```") || strings.HasPrefix(bare, "~~~") {
			fenced = !fenced
		}
		if row && !fenced && bare != "" && !strings.Contains(bare, "|") {
			b.WriteByte('\n')
		}
		row = strings.HasPrefix(bare, "|")
		b.WriteString(line)
	}
	return b.String()
}

// blocks adds the blocks below a node.
func (t *typesetter) blocks(parent ast.Node, p place) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		t.space = 1
		if p.depth == 0 && n.HasBlankPreviousLines() {
			t.space = 2
		}
		switch n := n.(type) {
		case *ast.ThematicBreak:
		case *ast.Heading:
			t.heading(n, p)
		case *ast.List:
			t.list(n, p)
		case *ast.Blockquote:
			inner := p
			inner.quote = "> "
			t.blocks(n, inner)
		case *ast.FencedCodeBlock:
			t.code(n, string(n.Language(t.source)))
		case *ast.CodeBlock:
			t.code(n, "")
		case *east.Table:
			t.table(n, p)
		case *ast.Paragraph, *ast.TextBlock:
			t.paragraph(n, p)
		default:
			t.blocks(n, p)
		}
	}
}

// add adds a line, with the spacing and the bullet that wait for one.
func (t *typesetter) add(l line) {
	l.space, l.glued = t.space, t.glued
	if t.glued {
		l.space = 1
	}
	t.lines = append(t.lines, l)
	t.space, t.glued = 1, false
}

// paragraph adds the lines of a paragraph; in an item, the first bears the
// bullet.
func (t *typesetter) paragraph(n ast.Node, p place) {
	g := gatherer{scribe: t.scribe, source: t.source}
	g.gather(n, plain)
	block := p.block
	if block == 0 {
		block = t.scribe.block()
	}
	for _, spans := range lines(g.spans) {
		clusters := g.clusters(spans)
		if len(trimmed(clusters)) == 0 {
			continue
		}
		if onlyMarkers(clusters) {
			t.space = 1
		}
		prefix, item := t.prefix(p)
		t.add(line{prefix: prefix, hang: p.quote, clusters: clusters, block: block, item: item})
	}
}

// prefix is what stands in front of the next line of a place.
func (t *typesetter) prefix(p place) (prefix string, item bool) {
	if t.mark != "" {
		prefix, t.mark = p.quote+p.indent()+t.mark, ""
		return prefix, true
	}
	if p.depth > 0 {
		return p.quote + p.indent() + "  ", false
	}
	return p.quote, false
}

func onlyMarkers(clusters []cluster) bool {
	for _, c := range clusters {
		if !c.marker && !c.space {
			return false
		}
	}
	return true
}

const (
	// longestHeading bounds what is taken for a heading: a paragraph with a
	// rule right under it is parsed as one.
	longestHeading = 120
	// smallestHeading is the last level that Discord knows.
	smallestHeading = 3
)

// heading adds a heading; within lists and quotes, and beyond the third level,
// it is bold.
func (t *typesetter) heading(n *ast.Heading, p place) {
	g := gatherer{scribe: t.scribe, source: t.source}
	g.gather(n, plain)
	parts := lines(g.spans)
	if len(parts) > 1 || size(textOf(g.spans)) > longestHeading {
		t.paragraph(n, p)
		return
	}
	prefix := strings.Repeat("#", n.Level) + " "
	if n.Level > smallestHeading || p.depth > 0 || p.quote != "" {
		prefix, _ = t.prefix(p)
		for i := range g.spans {
			if g.spans[i].style&code == 0 {
				g.spans[i].style |= bold
			}
		}
	}
	clusters := g.clusters(g.spans)
	if len(trimmed(clusters)) == 0 {
		return
	}
	t.add(line{prefix: prefix, hang: prefix, clusters: clusters, block: t.scribe.block()})
	t.glued = true
}

// list adds the items of a list.
func (t *typesetter) list(n *ast.List, p place) {
	p.depth++
	if p.block == 0 {
		p.block = t.scribe.block()
	}
	number := n.Start
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		t.mark = "- "
		if n.IsOrdered() {
			t.mark = fmt.Sprintf("%d. ", number)
			number++
		}
		t.item(item, p)
		t.mark = ""
	}
}

// item adds an item of a list. The first stands as far from what comes before
// as the list does.
func (t *typesetter) item(n ast.Node, p place) {
	from, space := len(t.lines), t.space
	t.blocks(n, p)
	if len(t.lines) > from && !t.lines[from].glued {
		t.lines[from].space = space
	}
	t.space = 1
}

// code adds the lines of a block of code; an empty one is nothing.
func (t *typesetter) code(n ast.Node, language string) {
	var text strings.Builder
	for i := range n.Lines().Len() {
		at := n.Lines().At(i)
		text.Write(at.Value(t.source))
	}
	t.fenced(strings.Split(strings.Trim(text.String(), "\n"), "\n"), language)
}

// fenced adds lines of code.
func (t *typesetter) fenced(code []string, language string) {
	if !visible(strings.Join(code, "")) {
		return
	}
	if t.mark != "" { // an item that begins with code keeps its number
		t.space = 1
		t.add(line{clusters: join(literal(strings.TrimSpace(t.mark), plain)), block: t.scribe.block(), item: true})
		t.mark = ""
	}
	f := &fence{language: languageOf(language)}
	block := t.scribe.block()
	for _, c := range code {
		t.add(line{clusters: verbatim(strings.TrimRight(c, " \t"), plain), fence: f, block: block})
	}
}

// languageOf is a language that Discord takes for one.
func languageOf(info string) string {
	for _, r := range info {
		if !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("+-#_.", r)) {
			return ""
		}
	}
	if len(info) > 20 {
		return ""
	}
	return info
}
