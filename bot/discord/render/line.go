package render

import (
	"strings"
	"unicode/utf8"
)

// A line of a message.
type line struct {
	// prefix stands in front of it, and hang in front of what is cut off it.
	prefix, hang string
	clusters     []cluster
	// fence is the block of code that the line belongs to; nil for others.
	fence *fence
	// space is how many line breaks part it from the line before, 1 or 2.
	space int
	// block numbers what it is a line of: a paragraph, a list, a table.
	block int
	// item is set for the first line of a list's item.
	item bool
	// glued is set for a line that belongs below the one before.
	glued bool
}

// A fence is a block of code.
type fence struct{ language string }

func (f *fence) opening() string { return "```" + f.language + "\n" }

const closing = "\n```"

// text is the line as it is sent.
func (l line) text() string {
	w := writer{}
	w.begin(l)
	for _, c := range l.body() {
		w.add(c)
	}
	w.to(plain)
	return w.text.String()
}

// body is what of the line is sent: blanks at the ends of code are kept.
func (l line) body() []cluster {
	if l.fence != nil {
		return l.clusters
	}
	clusters := trimmed(l.clusters)
	if at := lineStart(clusters); at >= 0 {
		clusters = append([]cluster{}, clusters...)
		clusters[at].out = `\` + clusters[at].out
	}
	return clusters
}

// lineStart finds the cluster that has to be escaped lest the line begin a
// heading, a list or a quote; -1 if there is none.
func lineStart(clusters []cluster) int {
	for i, c := range clusters {
		if c.style != plain {
			return -1
		}
		switch out := c.out; {
		case len(out) == 1 && out[0] >= '0' && out[0] <= '9':
		case i > 0 && (out == "." || out == ")") && (i+1 == len(clusters) || clusters[i+1].space):
			return i
		case i == 0 && len(out) == 1 && strings.Contains("#>-+", out):
			return i
		default:
			return -1
		}
	}
	return -1
}

// A writer writes the clusters of a line with their markup.
type writer struct {
	text strings.Builder
	size int
	open []style
	last rune
	// marked is set when markup was written last: whether it was opened.
	marked struct{ just, opened bool }
}

// begin writes what stands in front of a line.
func (w *writer) begin(l line) { w.put(l.prefix) }

func (w *writer) put(text string) {
	if text == "" {
		return
	}
	w.text.WriteString(text)
	w.size += size(text)
	w.last, _ = utf8.DecodeLastRuneInString(text)
	w.marked.just = false
}

// add writes a cluster.
func (w *writer) add(c cluster) {
	w.to(c.style)
	w.put(c.out)
}

// kinds lists the kinds of markup, from the outermost to the innermost.
var kinds = [...]style{bold, italic, struck, code, code | ticked}

// to closes and opens markup until the style is the one that is wanted.
func (w *writer) to(want style) {
	keep := 0
	for keep < len(w.open) && holds(want, w.open[keep]) {
		keep++
	}
	for i := len(w.open) - 1; i >= keep; i-- {
		w.mark(w.open[i], false)
	}
	w.open = w.open[:keep]
	have := plain
	for _, k := range w.open {
		have |= k
	}
	for _, k := range kinds {
		if holds(want, k) && have&k&^ticked == 0 {
			w.open = append(w.open, k)
			w.mark(k, true)
		}
	}
}

// holds reports whether the style has the kind; code with backquotes is
// another kind than code without.
func holds(s, kind style) bool {
	if kind&code != 0 {
		return s&(code|ticked) == kind
	}
	return s&kind != 0
}

// mark writes the mark of a kind of markup. A gap keeps it apart from a like
// character, unless both open or both close.
func (w *writer) mark(kind style, opens bool) {
	mark := markOf(kind, opens)
	together := w.marked.just && w.marked.opened == opens
	if first, _ := utf8.DecodeRuneInString(mark); first == w.last && !together {
		w.put(gap)
	}
	w.put(mark)
	w.marked.just, w.marked.opened = true, opens
}

func markOf(kind style, opens bool) string {
	switch kind {
	case bold:
		return "**"
	case italic:
		return "*"
	case struck:
		return "~~"
	case code:
		return "`"
	}
	if opens {
		return "`` "
	}
	return " ``"
}

// closed is how long the text is at most when all markup is closed.
func (w *writer) closed() int {
	n := w.size
	for _, kind := range w.open {
		n += size(markOf(kind, false)) + size(gap)
	}
	return n
}
