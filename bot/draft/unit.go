package draft

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/bot/gate"
	"footnote/corpus"
)

// A unit is a paragraph or a list item: sentences follow each other in it.
type unit struct {
	scanner
	language string
	block    int
	lead     string
	from     int // where the sentence at hand begins in clean
	// halved is set when the sentence at hand is the rest of one that was too
	// long to be kept.
	halved bool
	// width is the length of the line read last.
	width int
}

// add takes in text and returns the sentences that are complete by it.
func (u *unit) add(text string) []Statement {
	u.write(text)
	var out []Statement
	for u.scan(false) {
		out = append(out, u.cut()...)
	}
	return out
}

// cut returns the sentences before the last complete word that it does not
// belong to.
func (u *unit) cut() []Statement {
	var out []Statement
	for {
		spans := corpus.Sentences(string(u.clean[u.from:]), u.language)
		if len(spans) < 2 {
			return out
		}
		out = append(out, u.sentence(spans[0], true)...)
		u.from += spans[1].Start
	}
}

// end returns the sentences that are left when the unit ends.
func (u *unit) end() []Statement {
	var out []Statement
	for u.scan(true) {
		out = append(out, u.cut()...)
	}
	spans := corpus.Sentences(string(u.clean[u.from:]), u.language)
	for i, span := range spans {
		out = append(out, u.sentence(span, i+1 < len(spans))...)
	}
	return out
}

// sentence makes a statement of a span behind from. One that goes on, though
// it does not end as sentences do, was cut for its length: neither it nor its
// rest is a statement.
func (u *unit) sentence(span corpus.Span, goesOn bool) []Statement {
	text := string(u.clean[u.from:][span.Start:span.End])
	halved := u.halved
	u.halved = goesOn && !endsSentence(text)
	if halved || u.halved {
		return nil
	}
	start, end := u.from+span.Start, u.from+span.End
	var marks []mark
	for _, m := range u.marks {
		if m.at > start && m.at <= end || m.at == 0 && start == 0 {
			marks = append(marks, mark{m.at - start, m.markers})
		}
	}
	text, named := u.withoutNames(withoutSource(text, marks))
	text, numbers := u.withoutNumbers(text)
	s := Statement{Block: u.block, Lead: u.lead, Claim: gate.Claim{Text: polish(text)}}
	for _, m := range append(marks, mark{markers: named}, mark{markers: numbers}) {
		addMarkers(&s.Claim, m.markers)
	}
	if !strings.ContainsFunc(s.Text, isWordRune) {
		return nil
	}
	return []Statement{s}
}

func endsSentence(text string) bool {
	text = strings.TrimRight(text, `)]}"'*_`+"`”’»›“」』）】")
	r, _ := utf8.DecodeLastRuneInString(text)
	return strings.ContainsRune(".!?…。！？｡．।॥؟۔։።៕", r)
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// polish takes out the emphasis of Markdown and the marks that a marker at the
// start leaves behind.
func polish(text string) string {
	if !strings.Contains(text, "`") {
		text = strings.ReplaceAll(text, "**", "")
	}
	return strings.TrimSpace(strings.TrimLeft(text, ":;, "))
}
