package corpus

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// contentRoot is the element that holds what a page is about: the one that the
// page marks as such, narrowed down to where the running text is. The pruner
// it returns is for that.
func contentRoot(body *html.Node) *pruner {
	marked := markedRoot(newPruner(body, true), body)
	p := newPruner(marked, true)
	p.marked = marked != body
	d := density{pruner: p, score: map[*html.Node]int{}, prose: map[*html.Node]int{}}
	d.measure(marked)
	narrow := newPruner(d.narrow(marked), true)
	narrow.marked = p.marked
	return narrow
}

// markedRoot is the main element or the article of a page, or else its body.
// A page of several articles is read whole.
func markedRoot(p *pruner, body *html.Node) *html.Node {
	var main, article *html.Node
	for n := range body.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch {
		case n.DataAtom == atom.Main || attribute(n, "role") == "main":
			if main == nil || p.size[n] > p.size[main] {
				main = n
			}
		case n.DataAtom == atom.Article || strings.EqualFold(attribute(n, "itemprop"), "articleBody"):
			if article == nil || p.size[n] > p.size[article] {
				article = n
			}
		}
	}
	total := p.size[body]
	switch {
	case main != nil && p.size[main]*5 > total:
		return main
	case article != nil && p.size[article]*3 > total:
		return article
	}
	return body
}

// longBlock is how many letters make a block of text certainly prose.
const longBlock = 100

// A density tells where on a page the text is that is no link.
type density struct {
	*pruner
	// score counts the letters that are in no link, prose only those of them
	// that run on in long blocks.
	score, prose map[*html.Node]int
}

// measure fills in the counts of n and of all below, and returns the letters
// that run on in the block around n.
func (d *density) measure(n *html.Node) (running int) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			running += letters(c.Data)
		case c.Type != html.ElementNode || d.drop(c):
		case c.DataAtom == atom.A:
			d.measure(c)
		default:
			inner := d.measure(c)
			d.score[n] += d.score[c]
			d.prose[n] += d.prose[c]
			running += inner
		}
	}
	if !isBlock(n) && n.DataAtom != atom.Li && n.DataAtom != atom.Pre {
		return running
	}
	d.score[n] += running
	if running >= longBlock {
		d.prose[n] += running
	}
	return 0
}

// narrow goes down from root as long as one child holds nearly all there is.
func (d *density) narrow(root *html.Node) *html.Node {
	n := root
	for {
		var best *html.Node
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if isContainer(c) && (best == nil || d.score[c] > d.score[best]) {
				best = c
			}
		}
		if best == nil || d.score[best]*10 < d.score[root]*8 || (d.prose[n]-d.prose[best])*12 > d.prose[root] {
			return n
		}
		n = best
	}
}

// isContainer reports whether an element may hold a whole article.
func isContainer(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Article, atom.Center, atom.Div, atom.Form, atom.Main, atom.Section, atom.Table, atom.Tbody, atom.Td, atom.Tr:
		return true
	}
	return false
}
