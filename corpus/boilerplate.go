package corpus

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Bounds of what may be boilerplate, in bytes and units.
const (
	longestNotice = 300     // a sentence
	longestAround = 600     // the paragraph that it is in
	longestTeaser = 250     // a headline or the truncated line below it
	mostTeasers   = 40      // lines after a line that announces them
	captionReach  = 1 << 14 // how far a caption's twin may be
)

// markBoilerplate marks the units that are indexed but never quoted: what pages
// carry around their text.
func markBoilerplate(text string, units []unit) {
	m := boilerplateMarker{text: text, units: units, rules: boilerplateRules()}
	blocks := m.blocks()
	announced := 0 // how many more blocks may be teasers
	for i, b := range blocks {
		kind := m.notices(b)
		switch {
		case kind == related:
			announced = mostTeasers
		case kind == credit:
			m.caption(b)
		case announced > 0 && m.units[b.Start].kind != headingBlock && (m.isHeadline(b) || m.isTruncated(b)) && i > 0:
			m.mark(b)
			announced--
		case m.isByline(b):
			m.mark(b)
		case kind == noRule:
			announced = 0
		}
	}
	m.teasers(blocks)
}

type boilerplateMarker struct {
	text  string
	units []unit
	rules *ruleSet
	words []wordID // reused
}

// blocks returns the ranges of units that are one block.
func (m *boilerplateMarker) blocks() []Span {
	var blocks []Span
	for i := range m.units {
		if m.units[i].opens || len(blocks) == 0 {
			blocks = append(blocks, Span{i, i})
		}
		blocks[len(blocks)-1].End = i + 1
	}
	return blocks
}

// bytes is the range of the text that a range of units covers.
func (m *boilerplateMarker) bytes(b Span) Span {
	return Span{m.units[b.Start].Start, m.units[b.End-1].End}
}

func (m *boilerplateMarker) mark(b Span) {
	for i := b.Start; i < b.End; i++ {
		m.units[i].unquoted = true
	}
}

// notices marks the sentences of a block that a rule matches, and returns the
// kind of the last.
func (m *boilerplateMarker) notices(b Span) ruleKind {
	at := m.bytes(b)
	if at.End-at.Start > longestAround || m.units[b.Start].kind == codeBlock || m.units[b.Start].kind == markupBlock {
		return noRule
	}
	found := noRule
	for i := b.Start; i < b.End; i++ {
		u := &m.units[i]
		sentence := m.text[u.Start:u.End]
		if len(sentence) > longestNotice || isQuotation(sentence) {
			continue
		}
		m.words = m.rules.appendWords(m.words[:0], sentence)
		ends := i == b.End-1 && !isFinished(sentence)
		if kind := m.rules.match(m.words, i == b.Start, ends); kind != noRule {
			u.unquoted = true
			found = kind
		}
	}
	return found
}

// caption marks the sentences of a block with a picture's credit that stand
// elsewhere in the text, word for word.
func (m *boilerplateMarker) caption(b Span) {
	at := m.bytes(b)
	before := m.text[max(0, at.Start-captionReach):at.Start]
	after := m.text[at.End:min(len(m.text), at.End+captionReach)]
	for i := b.Start; i < b.End; i++ {
		u := &m.units[i]
		sentence := strings.TrimRight(m.text[u.Start:u.End], ".!?…。")
		if sentence != "" && (strings.Contains(after, sentence) || strings.Contains(before, sentence)) {
			u.unquoted = true
		}
	}
}

// teasers marks the pairs of a headline and a truncated line at the text's end.
// A single pair may be how a story ends.
func (m *boilerplateMarker) teasers(blocks []Span) {
	end := len(blocks)
	for end > 0 && m.units[blocks[end-1].Start].unquoted {
		end--
	}
	start := end
	for start >= 2 && m.isTruncated(blocks[start-1]) && m.isHeadline(blocks[start-2]) {
		start -= 2
	}
	if end-start < 4 {
		return
	}
	for _, b := range blocks[start:end] {
		m.mark(b)
	}
}

// isHeadline reports whether a block is one short line that is no sentence.
func (m *boilerplateMarker) isHeadline(b Span) bool {
	at := m.bytes(b)
	line := m.text[at.Start:at.End]
	first, _ := utf8.DecodeRuneInString(line)
	return len(line) <= longestTeaser && m.units[b.Start].kind != codeBlock && !isFinished(line) &&
		!isTruncation(line) && !unicode.IsLower(first) && strings.Count(line, " ") < 16
}

// isByline reports whether a block is the one line that names the author.
func (m *boilerplateMarker) isByline(b Span) bool {
	at := m.bytes(b)
	return b.End-b.Start == 1 && at.End-at.Start <= longestTeaser && isByline(m.text[at.Start:at.End])
}

// isTruncated reports whether a block is short and breaks off.
func (m *boilerplateMarker) isTruncated(b Span) bool {
	at := m.bytes(b)
	line := m.text[at.Start:at.End]
	first, _ := utf8.DecodeRuneInString(line)
	return len(line) <= longestAround && isTruncation(line) && !unicode.IsLower(first) && !isQuotation(line)
}

func isTruncation(line string) bool {
	line = strings.TrimRight(line, "]) ")
	return strings.HasSuffix(line, "...") || strings.HasSuffix(line, "…")
}

// isFinished reports whether a line ends in a full stop.
func isFinished(line string) bool {
	line = strings.TrimRight(line, "\"'”’»)] ")
	return !isTruncation(line) && (strings.HasSuffix(line, ".") || strings.HasSuffix(line, "。"))
}

// isQuotation reports whether a sentence starts with a quote.
func isQuotation(sentence string) bool {
	first, _ := utf8.DecodeRuneInString(sentence)
	return strings.ContainsRune("\"'“‘«„「『", first)
}
