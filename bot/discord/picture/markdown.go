package picture

import (
	"regexp"
	"strings"
)

// The kinds of blocks.
type kind int

const (
	plain kind = iota
	blank
	heading
	subtext
	item
	code
)

// A block is a line of Markdown, or the lines of a piece of code.
type block struct {
	kind
	// quoted is set inside a quotation.
	quoted bool
	// level is that of a heading, or how deep an item stands.
	level int
	// mark is that of an item.
	mark string
	text string
}

var (
	headingLine = regexp.MustCompile(`^(#{1,3}) +(\S.*)$`)
	itemLine    = regexp.MustCompile(`^( *)([-*]|\d{1,9}\.) +(\S.*)$`)
)

// blocks reads the lines of a text.
func blocks(text string) []block {
	var all []block
	lines := strings.Split(text, "\n")
	rest := false // of a text is quoted
	for i := 0; i < len(lines); i++ {
		line := lines[i]
		if inside, ok := strings.CutPrefix(line, ">>> "); ok {
			rest, line = true, inside
		}
		inside, quoted := strings.CutPrefix(line, "> ")
		if quoted {
			line = inside
		}
		b, last := lineOrCode(lines, i, line)
		i = last
		b.quoted = quoted || rest
		all = append(all, b)
	}
	return all
}

// lineOrCode reads the block that begins with a line, and tells at which line
// it ends.
func lineOrCode(lines []string, at int, line string) (block, int) {
	opening, ok := strings.CutPrefix(line, "```")
	if !ok {
		return lineBlock(line), at
	}
	if inside, ok := strings.CutSuffix(opening, "```"); ok && inside != "" {
		return block{kind: code, text: inside}, at
	}
	var body []string
	for n := at + 1; n < len(lines); n++ {
		before, _, closed := strings.Cut(strings.TrimPrefix(lines[n], "> "), "```")
		if !closed {
			body = append(body, before)
			continue
		}
		if before != "" {
			body = append(body, before)
		}
		return block{kind: code, text: strings.Join(body, "\n")}, n
	}
	return lineBlock(line), at
}

func lineBlock(line string) block {
	if strings.TrimSpace(line) == "" {
		return block{kind: blank}
	}
	if m := headingLine.FindStringSubmatch(line); m != nil {
		return block{kind: heading, level: len(m[1]), text: m[2]}
	}
	if small, ok := strings.CutPrefix(line, "-# "); ok {
		return block{kind: subtext, text: small}
	}
	if m := itemLine.FindStringSubmatch(line); m != nil {
		mark := m[2]
		if mark == "-" || mark == "*" {
			mark = "•"
		}
		return block{kind: item, level: len(m[1]) / 2, mark: mark, text: m[3]}
	}
	return block{kind: plain, text: line}
}
