package asciidoc

import (
	"fmt"
	"regexp"
	"strings"
)

var (
	unordered = regexp.MustCompile(`^[ \t]*(-|\*{1,5}|•)[ \t]+(\S.*)$`)
	ordered   = regexp.MustCompile(`^[ \t]*(\.{1,5}|\d{1,9}\.|[a-zA-Z]\.|[ivxIVX]{1,9}\))[ \t]+(\S.*)$`)
	callout   = regexp.MustCompile(`^<(\d{1,9}|\.)>[ \t]+(\S.*)$`)
	described = regexp.MustCompile(`^[ \t]*(\S.*?|\S)(:{2,4}|;;)(?:[ \t]+(\S.*))?$`)
)

// callouts is the kind of the list that explains the marks in a piece of code.
const callouts = "<1>"

// A start is the line that an item of a list begins with.
type start struct {
	// kind is the marker, made the same for all items of a list.
	kind string
	// marker is what is written before the item; term is what it describes.
	marker, term, text string
}

// startOf reads the start of an item; its kind is "" if the line is none.
func startOf(line string) start {
	if isComment(line) {
		return start{}
	}
	if found := unordered.FindStringSubmatch(line); found != nil {
		return start{kind: found[1], marker: "- ", text: found[2]}
	}
	if found := ordered.FindStringSubmatch(line); found != nil {
		kind := found[1]
		switch c := kind[0]; {
		case '0' <= c && c <= '9':
			return start{kind: "1.", marker: found[1] + " ", text: found[2]}
		case c != '.':
			kind = "a" + kind[len(kind)-1:]
			return start{kind: kind, marker: found[1] + " ", text: found[2]}
		}
		return start{kind: kind, text: found[2]}
	}
	if found := callout.FindStringSubmatch(line); found != nil {
		return start{kind: callouts, marker: "- ", text: "<" + found[1] + "> " + found[2]}
	}
	if found := described.FindStringSubmatch(line); found != nil && !macro.MatchString(line) {
		return start{kind: found[2], marker: "- ", term: found[1], text: found[3]}
	}
	return start{}
}

// An openList is a list whose end was not met yet.
type openList struct {
	kind  string
	count int
}

// list reads a list and those in it: an item with a marker of its own opens one
// inside of the item before.
func (p *parser) list(f frame, lines []string) int {
	if startOf(lines[0]).kind == "" {
		return 0
	}
	p.out.Paragraph(f.title)
	p.out.EndList()
	var open []openList
	n := 0
	for n < len(lines) && !p.stopped() {
		first, ends := n, false
		for n < len(lines) && (lines[n] == "" || isComment(lines[n])) {
			ends = ends || strings.HasPrefix(lines[n], "//-")
			n++
		}
		if n == len(lines) {
			break
		}
		s := startOf(lines[n])
		apart := len(open) > 0 && (s.kind == callouts) != (open[0].kind == callouts)
		if s.kind == "" || apart || ends {
			n = max(first, 1)
			break
		}
		open = p.enter(open, s.kind)
		n += p.item(&open[len(open)-1], s, lines[n:])
	}
	for range open {
		p.out.EndItem()
	}
	p.out.EndList()
	return max(n, 1)
}

// enter closes the items that one of a kind does not stand in.
func (p *parser) enter(open []openList, kind string) []openList {
	for i, list := range open {
		if list.kind == kind {
			for range len(open) - i {
				p.out.EndItem()
			}
			return open[:i+1]
		}
	}
	if len(open) >= maxDepth {
		p.out.EndItem()
		return open
	}
	return append(open, openList{kind: kind})
}

// item reads an item, which stays open, and returns how many lines it takes.
func (p *parser) item(list *openList, s start, lines []string) int {
	list.count++
	if s.marker == "" {
		s.marker = fmt.Sprintf("%d. ", list.count)
	}
	p.out.Item(s.marker)
	text, n := []string{s.text}, 1
	if s.term != "" {
		terms := []string{s.term}
		// Several terms may share what describes them.
		for s.text == "" && n < len(lines) {
			next := startOf(lines[n])
			if next.kind != s.kind {
				break
			}
			terms, s.text = append(terms, next.term), next.text
			text = []string{next.text}
			n++
		}
		p.out.Label(withColon(p.inline(strings.Join(terms, ", "))))
		if s.text == "" {
			n = p.described(lines, n)
		}
	}
	for n < len(lines) && p.goesOn(lines[n]) {
		if !isComment(lines[n]) {
			text = append(text, strings.TrimSpace(lines[n]))
		}
		n++
	}
	p.out.Paragraph(p.inline(strings.Join(text, "\n")))
	return p.attached(lines, n)
}

// described passes over blank lines below a term, if what describes it follows.
func (p *parser) described(lines []string, n int) int {
	for i := n; i < len(lines); i++ {
		if lines[i] != "" {
			if p.goesOn(lines[i]) && !heading.MatchString(lines[i]) {
				return i
			}
			break
		}
	}
	return n
}

func withColon(term string) string {
	if strings.HasSuffix(term, "?") || strings.HasSuffix(term, ":") {
		return term + " "
	}
	return term + ": "
}

// goesOn reports whether a line belongs to the text of an item above it.
func (p *parser) goesOn(line string) bool {
	return line != "" && line != "+" && !blockAttributes.MatchString(line) && !delimiter.MatchString(line) && startOf(line).kind == "" && !blockTitle.MatchString(line)
}

// attached reads the blocks that belong to an item: those behind a plus, and
// those that are moved in.
func (p *parser) attached(lines []string, n int) int {
	for n < len(lines) && !p.stopped() {
		if lines[n] == "+" {
			if n++; n < len(lines) && lines[n] != "" {
				n += p.attach(lines[n:])
			}
			continue
		}
		at := n
		for at < len(lines) && lines[at] == "" {
			at++
		}
		switch {
		case at < len(lines) && lines[at] == "+":
			n = at
		case at > n && at < len(lines) && (lines[at][0] == ' ' || lines[at][0] == '\t') && startOf(lines[at]).kind == "":
			n = at + p.attach(lines[at:])
		default:
			return n
		}
	}
	return n
}

// attach reads one block that belongs to an item.
func (p *parser) attach(lines []string) int {
	if p.depth >= maxDepth {
		return p.paragraph(frame{}, lines)
	}
	p.depth++
	p.inner++
	listed := p.listed
	p.listed = true
	n := p.block(lines)
	p.listed = listed
	p.inner--
	p.depth--
	return n
}
