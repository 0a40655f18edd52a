package corpus

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A renderer turns nodes of HTML into text: paragraphs between blank lines,
// lists, tables and preformatted text as Markdown writes them, headings on
// lines of their own.
type renderer struct {
	out   strings.Builder
	heads []head

	// gap is how many line ends, and blank whether a blank, must come before
	// the next text; marker is what a list item starts with.
	gap    int
	blank  bool
	marker string
	// depth is how many lists the place is in.
	depth int
	// drop reports whether a node is not to be rendered.
	drop func(*html.Node) bool
}

// render appends a node and what is in it.
func (r *renderer) render(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		r.text(n.Data)
		return
	case html.DocumentNode:
		r.children(n)
		return
	case html.ElementNode:
	default:
		return
	}
	if r.drop != nil && r.drop(n) {
		return
	}
	switch n.DataAtom {
	case atom.Br: // two of them part paragraphs
		r.need(min(r.gap+1, 2))
	case atom.Hr:
		r.need(2)
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		r.heading(n)
	case atom.Pre, atom.Textarea:
		r.preformatted(n)
	case atom.Ul, atom.Ol, atom.Menu, atom.Dir:
		r.list(n)
	case atom.Li:
		r.item(n, "- ")
	case atom.Table:
		r.table(n)
	case atom.Sup:
		r.superscript(n)
	case atom.Q:
		r.text("“")
		r.children(n)
		r.text("”")
	default:
		if isBlock(n) {
			r.need(2)
			r.children(n)
			r.need(2)
			return
		}
		r.children(n)
	}
}

func (r *renderer) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		r.render(c)
	}
}

// need asks for a number of line ends before the next text. A list item's
// marker and its text stay on one line.
func (r *renderer) need(lines int) {
	if r.marker == "" {
		r.gap = max(r.gap, lines)
	}
	r.blank = false
}

// begin writes the line ends that are owed, and returns where text goes on.
func (r *renderer) begin() int {
	if r.out.Len() > 0 {
		for range r.gap {
			r.out.WriteByte('\n')
		}
		if r.gap == 0 && r.blank {
			r.out.WriteByte(' ')
		}
	}
	r.gap, r.blank = 0, false
	at := r.out.Len()
	r.out.WriteString(r.marker)
	r.marker = ""
	return at
}

// text appends running text, white space collapsed.
func (r *renderer) text(s string) {
	for _, c := range s {
		switch {
		case unicode.IsSpace(c):
			r.blank = true
		case c == '\u00ad' || c == '\u200b' || c == '\ufeff' || c == 0:
			// invisible, and in the way of searching
		default:
			if r.gap > 0 || r.blank || r.marker != "" {
				r.begin()
			}
			r.out.WriteRune(c)
		}
	}
}

func (r *renderer) heading(n *html.Node) {
	title := r.inline(n)
	r.marker = ""
	if title == "" || utf8.RuneCountInString(title) > maxTitle {
		r.need(2)
		r.text(title)
		r.need(2)
		return
	}
	r.need(2)
	r.heads = append(r.heads, head{title: title, level: int(n.Data[1] - '0'), start: r.begin()})
	r.out.WriteString(title)
	r.need(2)
}

// inline renders what is in a node as one line of text.
func (r *renderer) inline(n *html.Node) string {
	in := renderer{drop: r.drop}
	in.children(n)
	return oneLine(in.out.String())
}

func (r *renderer) preformatted(n *html.Node) {
	code := strings.Trim(strings.ReplaceAll(rawText(n), "\r\n", "\n"), "\n")
	if strings.TrimSpace(code) == "" {
		return
	}
	fence := "```"
	for strings.Contains(code, fence) {
		fence += "`"
	}
	r.need(2)
	r.begin()
	r.out.WriteString(fence + "\n" + code + "\n" + fence)
	r.need(2)
}

// rawText is the text of a node as it stands.
func rawText(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			b.WriteString(n.Data)
		case n.DataAtom == atom.Br:
			b.WriteByte('\n')
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(n)
	return b.String()
}

func (r *renderer) list(n *html.Node) {
	gap := 2
	if r.depth > 0 {
		gap = 1
	}
	r.marker = ""
	r.need(gap)
	r.depth++
	number := 1
	if start := attribute(n, "start"); start != "" {
		fmt.Sscan(start, &number)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.DataAtom == atom.Li && n.DataAtom == atom.Ol:
			r.item(c, fmt.Sprintf("%d. ", number))
			number++
		default:
			r.render(c)
		}
	}
	r.depth--
	r.need(gap)
}

func (r *renderer) item(n *html.Node, marker string) {
	if r.drop != nil && r.drop(n) {
		return
	}
	r.need(1)
	// What is left of an item without text must not start the next one.
	r.marker = strings.Repeat("  ", max(r.depth-1, 0)) + marker
	r.children(n)
	r.marker = ""
	r.gap = min(r.gap, 1)
	r.need(1)
}

// superscript keeps 10^6 from becoming 106, and leaves out references to
// footnotes.
func (r *renderer) superscript(n *html.Node) {
	s := r.inline(n)
	if s == "" {
		return
	}
	if link := firstElement(n, atom.A); link != nil && strings.HasPrefix(attribute(link, "href"), "#") {
		return
	}
	if strings.ContainsAny(s[:1], "0123456789-−+") && !r.blank && r.gap == 0 {
		s = "^" + s
	}
	r.text(s)
}

// isBlock reports whether an element starts on a new line.
func isBlock(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Caption, atom.Center, atom.Dd,
		atom.Details, atom.Dialog, atom.Div, atom.Dl, atom.Dt, atom.Fieldset, atom.Figcaption, atom.Figure,
		atom.Footer, atom.Form, atom.Header, atom.Hgroup, atom.Html, atom.Legend, atom.Main, atom.Nav, atom.P,
		atom.Section, atom.Summary, atom.Tbody, atom.Td, atom.Tfoot, atom.Th, atom.Thead, atom.Tr:
		return true
	}
	return false
}

// attribute returns the value of an attribute, "" if it is not there.
func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// firstElement returns the first element of a kind below n.
func firstElement(n *html.Node, kind atom.Atom) *html.Node {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.DataAtom == kind {
			return d
		}
	}
	return nil
}
