package corpus

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// readMarkdown makes a document of CommonMark. Its text is the file.
func readMarkdown(data []byte) (Document, *Fault) {
	source, fault := decode(data)
	if fault != nil && fault.Kind != Doubtful {
		return Document{}, fault
	}
	doc := Document{Text: source}
	meta, body, metaFault := frontMatter(source)
	if metaFault != nil {
		if metaFault.Kind != Doubtful {
			return Document{}, metaFault
		}
		fault = metaFault
	}
	meta.apply(&doc)
	doc.Body = body
	headings := markdownHeadings(source, body)
	doc.Sections = sectionsOf(source, body, headings)
	if doc.Title == "" {
		doc.Title = markdownTitle(headings)
	}
	return doc, fault
}

// markdownTitle is the first heading of level 1, or else the first of all.
func markdownTitle(headings []head) string {
	for _, h := range headings {
		if h.level == 1 {
			return h.title
		}
	}
	if len(headings) > 0 {
		return headings[0].title
	}
	return ""
}

// markdownHeadings finds the headings that are not inside lists and quotes.
func markdownHeadings(source string, body int) []head {
	data := []byte(source[body:])
	// Only blocks are parsed here: inline markup of a whole file costs much
	// and tells nothing about headings.
	blocks := parser.NewParser(
		parser.WithBlockParsers(parser.DefaultBlockParsers()...),
		parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...))
	var headings []head
	root := blocks.Parse(text.NewReader(data))
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		h, ok := n.(*ast.Heading)
		if !ok || h.Lines().Len() == 0 {
			continue
		}
		title := plainInline(string(h.Lines().Value(data)))
		if title == "" {
			continue
		}
		start := lineStart(source, body+h.Lines().At(0).Start)
		headings = append(headings, head{title: title, level: h.Level, start: max(start, body)})
	}
	return headings
}

// plainInline strips the inline markup off a line of Markdown.
func plainInline(line string) string {
	data := []byte(strings.Join(strings.Fields(line), " "))
	inline := parser.NewParser(
		parser.WithBlockParsers(util.Prioritized(parser.NewParagraphParser(), 1)),
		parser.WithInlineParsers(parser.DefaultInlineParsers()...))
	var b strings.Builder
	_ = ast.Walk(inline.Parse(text.NewReader(data)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Text:
			b.Write(util.UnescapePunctuations(util.ResolveEntityNames(util.ResolveNumericReferences(n.Value(data)))))
		case *ast.AutoLink:
			b.Write(n.Label(data))
		}
		return ast.WalkContinue, nil
	})
	return strings.Join(strings.Fields(b.String()), " ")
}
