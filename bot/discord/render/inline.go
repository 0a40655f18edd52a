package render

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

// A span is a stretch of text of one style, a link, or a line break.
type span struct {
	text  string
	style style
	link  bool
	url   string
}

var lineBreak = span{text: "\n"}

// A gatherer collects the spans below a node.
type gatherer struct {
	scribe *scribe
	source []byte
	spans  []span
}

// gather adds the spans of a node's children.
func (g *gatherer) gather(n ast.Node, s style) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		g.one(c, s)
	}
}

func (g *gatherer) one(n ast.Node, s style) {
	switch n := n.(type) {
	case *ast.Text:
		g.add(span{text: unescaped(n.Segment.Value(g.source)), style: s})
		if n.SoftLineBreak() || n.HardLineBreak() {
			g.spans = append(g.spans, lineBreak)
		}
	case *ast.String:
		g.add(span{text: string(n.Value), style: s})
	case *ast.CodeSpan:
		text := strings.ReplaceAll(rawText(n, g.source), "\n", " ")
		if visible(text) {
			s |= code
		}
		g.add(span{text: text, style: s})
	case *ast.Emphasis:
		g.gather(n, s|[]style{plain, italic, bold}[min(n.Level, 2)])
	case *east.Strikethrough:
		g.gather(n, s|struck)
	case *east.TaskCheckBox:
		box := "☐ "
		if n.IsChecked {
			box = "☑ "
		}
		g.add(span{text: box, style: s})
	case *ast.AutoLink:
		g.autoLink(n, s)
	case *ast.Link:
		g.link(n, s)
	default: // an image is its description
		g.gather(n, s)
	}
}

// add adds a span to those of its kind.
func (g *gatherer) add(s span) {
	if i := len(g.spans) - 1; i >= 0 && !s.link && !g.spans[i].link && g.spans[i] != lineBreak && g.spans[i].style == s.style {
		g.spans[i].text += s.text
		return
	}
	if s.text != "" || s.link {
		g.spans = append(g.spans, s)
	}
}

func (g *gatherer) autoLink(n *ast.AutoLink, s style) {
	address := string(n.URL(g.source))
	if n.AutoLinkType == ast.AutoLinkEmail {
		g.add(span{text: string(n.Label(g.source)), style: s})
		return
	}
	g.add(span{text: address, style: s, link: true, url: address})
}

// link adds a link, or a marker that was written as one.
func (g *gatherer) link(n *ast.Link, s style) {
	inner := gatherer{scribe: g.scribe, source: g.source}
	inner.gather(n, plain)
	text := textOf(inner.spans)
	address := unescaped(n.Destination)
	if marker := "[" + strings.Trim(text, "[] ") + "]"; len(g.scribe.marker(marker, s)) == 1 {
		g.add(span{text: marker, style: s})
		if _, ok := g.scribe.link(address); ok || address == "" || address[0] == '#' {
			return
		}
		g.add(span{text: " (", style: s})
		g.add(span{text: address, style: s | code})
		g.add(span{text: ")", style: s})
		return
	}
	g.add(span{text: text, style: s, link: true, url: address})
}

// clusters makes clusters of spans that stand on one line.
func (g *gatherer) clusters(spans []span) []cluster {
	var out []cluster
	for _, s := range spans {
		switch {
		case s.link:
			out = append(out, g.scribe.masked(s.text, s.url, s.style)...)
		default:
			out = append(out, g.scribe.prose(s.text, s.style)...)
		}
	}
	return join(out)
}

// lines parts spans at their line breaks.
func lines(spans []span) [][]span {
	var out [][]span
	var one []span
	for _, s := range spans {
		if s == lineBreak {
			out, one = append(out, one), nil
			continue
		}
		one = append(one, s)
	}
	return append(out, one)
}

// textOf is what spans say, without their markup.
func textOf(spans []span) string {
	var b strings.Builder
	for _, s := range spans {
		text := s.text
		if s == lineBreak {
			text = " "
		}
		b.WriteString(text)
		if s.link && s.url != "" && s.url[0] != '#' && s.url != text {
			b.WriteString(" (" + s.url + ")")
		}
	}
	return b.String()
}

// rawText is the text below a node as it stands in the source.
func rawText(n ast.Node, source []byte) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			b.Write(c.Segment.Value(source))
		case *ast.String:
			b.Write(c.Value)
		}
	}
	return b.String()
}

// unescaped is a text without Markdown's escapes.
func unescaped(raw []byte) string {
	var b strings.Builder
	rest := raw
	for len(rest) > 0 {
		at := 0
		for at < len(rest) && !(rest[at] == '\\' && at+1 < len(rest) && util.IsPunct(rest[at+1])) {
			at++
		}
		b.Write(util.ResolveEntityNames(util.ResolveNumericReferences(rest[:at])))
		if at < len(rest) {
			b.WriteByte(rest[at+1])
			at += 2
		}
		rest = rest[at:]
	}
	return clean(b.String())
}
