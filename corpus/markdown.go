package corpus

import (
	"bytes"
	"html"
	"regexp"
	"strings"
	"unicode/utf8"

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
	flatten(data)
	// Only blocks are parsed here: inline markup of a whole file costs much
	// and tells nothing about headings.
	blocks := parser.NewParser(
		parser.WithBlockParsers(parser.DefaultBlockParsers()...),
		parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...))
	inline := parser.NewParser(
		parser.WithBlockParsers(util.Prioritized(parser.NewParagraphParser(), 1)),
		parser.WithInlineParsers(parser.DefaultInlineParsers()...))
	var headings []head
	root := blocks.Parse(text.NewReader(data))
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		if block, ok := n.(*ast.HTMLBlock); ok && len(headings) == 0 {
			headings = htmlTitle(source, data, body, block)
			continue
		}
		h, ok := n.(*ast.Heading)
		if !ok || h.Lines().Len() == 0 {
			continue
		}
		title := plainInline(inline, string(h.Lines().Value(data)))
		if title == "" || utf8.RuneCountInString(title) > maxTitle {
			continue // a paragraph with a rule right under it is parsed as a heading
		}
		start := lineStart(source, body+h.Lines().At(0).Start)
		headings = append(headings, head{title: title, level: h.Level, start: max(start, body)})
	}
	return headings
}

var (
	htmlHeading = regexp.MustCompile(`(?is)<h([1-6])\b[^>]*>(.*?)</h[1-6]\s*>`)
	htmlTag     = regexp.MustCompile(`<[^>]*>`)
)

// htmlTitle finds the heading that many Markdown files begin with in HTML, so
// that it can be centred.
func htmlTitle(source string, data []byte, body int, block *ast.HTMLBlock) []head {
	lines := block.Lines()
	if lines.Len() == 0 {
		return nil
	}
	start, end := lines.At(0).Start, lines.At(lines.Len()-1).Stop
	found := htmlHeading.FindSubmatchIndex(data[start:end])
	if found == nil {
		return nil
	}
	part := func(i int) string { return string(data[start+found[2*i] : start+found[2*i+1]]) }
	title := oneLine(html.UnescapeString(htmlTag.ReplaceAllString(part(2), " ")))
	if title == "" || utf8.RuneCountInString(title) > maxTitle {
		return nil
	}
	return []head{{title: title, level: int(part(1)[0] - '0'), start: max(lineStart(source, body+start+found[0]), body)}}
}

// maxNesting is how many quotes and lists may start on one line.
const maxNesting = 100

// flatten overwrites the starts of lines that open more blocks in each other
// than any text does: the time to parse them grows with their square.
func flatten(data []byte) {
	for at := 0; at < len(data); {
		end := len(data)
		if i := bytes.IndexByte(data[at:], '\n'); i >= 0 {
			end = at + i
		}
		line := data[at:end]
		i, opened := 0, 0
		for ; i < len(line) && bytes.IndexByte([]byte(" \t>-+*.)0123456789"), line[i]) >= 0; i++ {
			if line[i] == '>' || (line[i] == ' ' || line[i] == '\t') && i > 0 && bytes.IndexByte([]byte("-+*.)"), line[i-1]) >= 0 {
				opened++
			}
		}
		if opened > maxNesting {
			for j := range line[:i] {
				line[j] = 'x'
			}
		}
		at = end + 1
	}
}

// plainInline strips the inline markup off a line of Markdown.
func plainInline(inline parser.Parser, line string) string {
	data := []byte(strings.Join(strings.Fields(line), " "))
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
