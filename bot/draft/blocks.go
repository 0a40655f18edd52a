package draft

import (
	"strings"

	"footnote/bot/gate"
)

// NoAnswer is what a model writes, alone, when the passages hold no answer.
const NoAnswer = "NO_ANSWER"

// A fence is a block of code that is being read.
type fence struct {
	mark  string
	lines []string
}

// fenceMark is the run of backquotes or tildes that a line begins with.
func fenceMark(line string) string {
	return line[:len(line)-len(strings.TrimLeft(line, line[:1]))]
}

func (p *plain) codeLine(line string) {
	text := strings.TrimSpace(line)
	if !strings.HasPrefix(text, p.fence.mark) || strings.Trim(text, p.fence.mark[:1]) != "" {
		p.fence.lines = append(p.fence.lines, strings.TrimRight(line, " \t\r"))
		return
	}
	code := strings.Join(p.fence.lines, "\n")
	p.fence = nil
	p.blank = true
	s := Statement{Block: p.open("").block, Code: true, Claim: gate.Claim{Text: strings.Trim(code, "\n")}}
	p.blank = true
	if strings.ContainsFunc(code, isWordRune) {
		p.last = &s
	}
}

// A table is one whose rows are being read.
type table struct {
	open bool
	// first is the first row, until it is known whether it is the head.
	first string
}

// row reads a row of a table. The head says nothing by itself.
func (p *plain) row(text string) {
	switch {
	case tableRule.MatchString(text):
		p.table = table{open: true}
		return
	case !p.table.open:
		p.table = table{open: true, first: text}
		return
	}
	first := p.table.first
	p.table.first = ""
	p.statement(first)
	p.statement(text)
}

func (p *plain) endTable() {
	first := p.table.first
	p.table = table{}
	p.statement(first)
}

// statement makes list items of the sentences in a row: its first cell names
// what the others are about.
func (p *plain) statement(row string) {
	var cells []string
	for cell := range strings.SplitSeq(strings.Trim(row, "| \t"), "|") {
		cells = append(cells, strings.TrimSpace(cell))
	}
	text := cells[0]
	if len(cells) > 1 {
		text += ": " + strings.Join(cells[1:], ", ")
	}
	if strings.ContainsFunc(text, isWordRune) {
		p.blank = true
		p.ended(p.open("- ").whole(text))
		p.blank, p.lead = true, ""
	}
}
