package bot

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"footnote/bot/draft"
)

// A statement is a piece of an answer: a quote and where it stands.
type statement struct {
	source Source
	quote  string
	// lead and label stand before and behind a statement that others disagree
	// with.
	lead, label string
}

// A transcript is the text of an answer while it is written. What stands in it
// is never changed, only added to.
type transcript struct {
	text      strings.Builder
	citations []Citation
	markers   map[statement]int
	// block and lead are those of the statement written last.
	block int
	lead  string
	// shown and cited are how much of text and citations was taken by news.
	shown, cited int
}

// foreignMarker is a marker of the source's own, which would pass for one of
// the answer's.
var foreignMarker = regexp.MustCompile(`\[(\d+)\]`)

// footnoted joins quotes into a text with a marker behind each. Quotes from the
// very same place share a marker.
func footnoted(quotes []statement) (string, []Citation) {
	var t transcript
	for _, q := range quotes {
		t.addQuote(q)
	}
	return t.text.String(), t.citations
}

// cite returns the marker of a quote.
func (t *transcript) cite(s statement) int {
	s.lead, s.label = "", ""
	if marker, ok := t.markers[s]; ok {
		return marker
	}
	if t.markers == nil {
		t.markers = map[statement]int{}
	}
	marker := len(t.citations) + 1
	t.markers[s] = marker
	t.citations = append(t.citations, Citation{Marker: marker, Source: s.source, Quote: s.quote})
	return marker
}

// holds reports whether a quote that was cited holds this one.
func (t *transcript) holds(s statement) bool {
	for _, c := range t.citations {
		if c.Document == s.source.Document && c.Start <= s.source.Start && s.source.End <= c.End {
			return true
		}
	}
	return false
}

// addQuote writes a quote as a paragraph of its own.
func (t *transcript) addQuote(q statement) {
	if t.text.Len() > 0 {
		t.text.WriteString("\n\n")
	}
	text := foreignMarker.ReplaceAllString(readable(q.quote), "($1)")
	switch {
	case q.lead == "":
	case isListItem(text) || isTableRow(text) || fenceMark(text) != "":
		text = q.lead + "\n" + text
	default:
		text = q.lead + " " + text
	}
	t.put(text, []int{t.cite(q)})
	t.text.WriteString(q.label)
}

// add writes a statement with its proofs, laid out as in the draft, and a label
// behind it, and returns its markers.
func (t *transcript) add(s draft.Statement, proofs []statement, label string) []int {
	var markers []int
	for _, p := range proofs {
		if marker := t.cite(p); !slices.Contains(markers, marker) {
			markers = append(markers, marker)
		}
	}
	text := draft.Unmarked(s.Text)
	if s.Code {
		fence := "```"
		for strings.Contains(text, fence) {
			fence += "`"
		}
		text = fence + "\n" + text + "\n" + fence
	}
	switch {
	case t.text.Len() == 0:
		t.text.WriteString(s.Lead)
	case s.Block == t.block:
		t.text.WriteString(" ")
	case s.Lead != "" && t.lead != "":
		t.text.WriteString("\n" + s.Lead)
	default:
		t.text.WriteString("\n\n" + s.Lead)
	}
	t.block, t.lead = s.Block, s.Lead
	t.put(text, markers)
	t.text.WriteString(label)
	return markers
}

// put writes a text and its markers.
func (t *transcript) put(text string, markers []int) {
	t.text.WriteString(text)
	t.text.WriteString(beforeMarker(t.text.String()))
	for _, m := range markers {
		fmt.Fprintf(&t.text, "[%d]", m)
	}
}

// news is what was added since the last call.
func (t *transcript) news() (string, []Citation) {
	text, citations := t.text.String()[t.shown:], t.citations[t.cited:]
	t.shown, t.cited = t.text.Len(), len(t.citations)
	return text, citations
}

// beforeMarker is what keeps a marker apart from the text: a space, or a line
// break where it would become part of a table or keep a fence from closing.
func beforeMarker(text string) string {
	last := text[strings.LastIndexByte(text, '\n')+1:]
	if isTableRow(last) || fenceMark(last) != "" {
		return "\n"
	}
	return " "
}

// readable is a quote with the line breaks of wrapped text taken out; lists,
// tables and fenced code keep theirs.
func readable(quote string) string {
	lines := strings.Split(strings.TrimSpace(quote), "\n")
	var b strings.Builder
	fence := ""
	for i, line := range lines {
		line = strings.TrimRight(line, " \t\r")
		mark := fenceMark(line)
		switch {
		case i == 0:
		case fence != "" || mark != "" || isListItem(line) || isTableRow(line):
			b.WriteString("\n")
		case strings.TrimSpace(line) == "":
			continue
		default:
			b.WriteString(" ")
			line = strings.TrimSpace(line)
		}
		if fence == "" {
			fence = mark
		} else if mark == fence {
			fence = ""
		}
		b.WriteString(line)
	}
	return b.String()
}
