package corpus

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A pruner tells the parts of a page that people read from those around them:
// menus, headers, footers, controls and advertisements.
type pruner struct {
	root *html.Node
	// size is the number of letters of the text below each element, links how
	// many of them stand in links.
	size, links map[*html.Node]int
	// byName is set to judge by classes and identifiers as well, marked if the
	// page says that root is its content.
	byName, marked bool
}

func newPruner(root *html.Node, byName bool) *pruner {
	p := &pruner{root: root, size: map[*html.Node]int{}, links: map[*html.Node]int{}, byName: byName}
	p.measure(root)
	return p
}

// measure counts what can be read in n and below.
func (p *pruner) measure(n *html.Node) (size, links int) {
	if n.Type == html.TextNode {
		return letters(n.Data), 0
	}
	if n.Type == html.ElementNode && neverRead(n) {
		return 0, 0
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		s, l := p.measure(c)
		size, links = size+s, links+l
	}
	if n.DataAtom == atom.A && attribute(n, "href") != "" {
		links = size
	}
	p.size[n], p.links[n] = size, links
	return size, links
}

func letters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			n++
		}
	}
	return n
}

// neverRead reports whether an element holds no text for people at all.
func neverRead(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Iframe, atom.Object, atom.Embed, atom.Svg,
		atom.Canvas, atom.Video, atom.Audio, atom.Map, atom.Head, atom.Title, atom.Link, atom.Meta, atom.Button,
		atom.Select, atom.Input, atom.Option, atom.Datalist, atom.Textarea, atom.Progress, atom.Meter, atom.Del,
		atom.Applet, atom.Frameset, atom.Noframes, atom.Rp:
		return true
	}
	return isHidden(n)
}

// isHidden reports whether an element is not shown. What a click unfolds is
// shown in the end.
func isHidden(n *html.Node) bool {
	style := strings.ReplaceAll(strings.ToLower(attribute(n, "style")), " ", "")
	hidden := strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") ||
		attribute(n, "aria-hidden") == "true"
	for _, a := range n.Attr {
		if a.Key == "hidden" && a.Val != "until-found" {
			hidden = true
		}
	}
	if !hidden {
		return false
	}
	for _, name := range names(n) {
		switch name {
		case "accordion", "collapse", "collapsible", "panel", "tab", "tabpanel", "faq", "answer":
			return false
		}
	}
	return attribute(n, "role") != "tabpanel"
}

// drop reports whether n is no part of what people read.
func (p *pruner) drop(n *html.Node) bool {
	if neverRead(n) {
		return true
	}
	if n == p.root {
		return false
	}
	switch n.DataAtom {
	case atom.Body, atom.Main, atom.Article, atom.Html, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return false
	case atom.Nav:
		return true
	case atom.A: // the sign behind a heading that links to it
		return strings.HasPrefix(attribute(n, "href"), "#") && letters(rawText(n)) == 0
	case atom.Header, atom.Footer:
		return p.frames(n)
	case atom.Aside:
		return !isNote(n)
	case atom.Form, atom.Fieldset, atom.Label:
		return p.size[n] < 200 && p.small(n)
	}
	switch attribute(n, "role") {
	case "navigation", "contentinfo", "search", "menu", "menubar", "dialog", "alertdialog", "toolbar":
		return true
	case "banner", "complementary":
		return p.small(n)
	}
	if p.byName && p.small(n) && p.namedAsChrome(n) {
		return true
	}
	return p.isMenu(n)
}

// small reports whether n holds but a part of the page, so that leaving it out
// cannot leave nothing.
func (p *pruner) small(n *html.Node) bool {
	return p.size[n]*3 < p.size[p.root]
}

// frames reports whether a header or footer is that of the page, or of no use
// in its article.
func (p *pruner) frames(n *html.Node) bool {
	for up := n.Parent; up != nil && up != p.root.Parent; up = up.Parent {
		switch up.DataAtom {
		case atom.Blockquote:
			return false
		case atom.Article, atom.Main, atom.Section:
			return n.DataAtom == atom.Footer && p.small(n)
		}
	}
	return n.DataAtom == atom.Footer || firstElement(n, atom.H1) == nil
}

// isNote reports whether an aside belongs to the text.
func isNote(n *html.Node) bool {
	for _, name := range names(n) {
		switch name {
		case "note", "tip", "warning", "caution", "important", "info", "admonition", "callout", "example", "footnote", "footnotes":
			return true
		}
	}
	return false
}

// isMenu reports whether a list, or a row of links, leads elsewhere and says
// nothing itself: a table of contents, or outside of the article any list of
// links.
func (p *pruner) isMenu(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Ul, atom.Ol, atom.Menu, atom.Dl:
	case atom.Div, atom.P, atom.Section, atom.Table:
		if p.size[n] > 2000 && p.links[n]*20 < p.size[n]*19 {
			return false
		}
	default:
		return false
	}
	size := p.size[n]
	if size == 0 || p.links[n]*10 < size*8 || !p.small(n) {
		return false
	}
	count, inside := 0, 0
	hosts := map[string]bool{}
	for d := range n.Descendants() {
		if d.DataAtom == atom.A && d.Type == html.ElementNode {
			count++
			link := attribute(d, "href")
			if strings.HasPrefix(link, "#") {
				inside++
			}
			if u, err := url.Parse(link); err == nil && u.Host != "" {
				hosts[u.Host] = true
			}
		}
	}
	if count < 3 || len(hosts) > 2 && len(hosts)*2 > count {
		return false // a menu leads to one site
	}
	return inside == count || !p.marked && n.DataAtom != atom.P && !introduced(n)
}

// introduced reports whether a paragraph of text leads up to n.
func introduced(n *html.Node) bool {
	before := n.PrevSibling
	for before != nil && (before.Type != html.ElementNode && strings.TrimSpace(before.Data) == "") {
		before = before.PrevSibling
	}
	return before != nil && before.DataAtom == atom.P && letters(rawText(before)) > 30
}

// namedAsChrome judges n by the words of its classes and its identifier.
func (p *pruner) namedAsChrome(n *html.Node) bool {
	for _, name := range names(n) {
		switch name {
		case "navbar", "navigation", "navbox", "breadcrumb", "breadcrumbs", "sidebar", "footer", "masthead",
			"cookie", "cookies", "consent", "gdpr", "share", "sharing", "sharedaddy", "social", "disqus",
			"comment", "comments", "commentlist", "respond", "subscribe", "subscription", "newsletter", "signup", "promo", "advert", "advertisement", "ad", "ads",
			"adsense", "sponsored", "outbrain", "taboola", "popup", "modal", "pagination", "pager", "toolbar",
			"skip", "noprint", "editsection", "catlinks", "printfooter", "screenreader":
			return true
		case "nav", "menu", "related", "recommended", "popular", "trending", "tags", "toc", "widget", "banner", "topics":
			// These are also what an article may be about.
			if p.links[n]*2 > p.size[n] {
				return true
			}
		case "header":
			if !hasHeading(n) {
				return true
			}
		}
	}
	return false
}

func hasHeading(n *html.Node) bool {
	for d := range n.Descendants() {
		switch d.DataAtom {
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
			return true
		}
	}
	return false
}

// names returns the words that the classes and the identifier of n are made
// of, in lower case: article, header for articleHeader and article-header.
func names(n *html.Node) []string {
	var out []string
	values := []string{attribute(n, "class"), attribute(n, "id")}
	if n.DataAtom == atom.Section || strings.Contains(values[0], "section") {
		// Generators make the identifier of a section out of its heading.
		values = values[:1]
	}
	for _, value := range values {
		start, lower := 0, false
		for i, r := range value {
			if !unicode.IsLetter(r) || unicode.IsUpper(r) && lower {
				if i > start {
					out = append(out, strings.ToLower(value[start:i]))
				}
				start = i
				if !unicode.IsLetter(r) {
					start += utf8.RuneLen(r)
				}
			}
			lower = unicode.IsLower(r)
		}
		if start < len(value) {
			out = append(out, strings.ToLower(value[start:]))
		}
	}
	return out
}
