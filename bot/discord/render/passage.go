package render

import (
	"regexp"
	"strings"

	"github.com/rivo/uniseg"

	"footnote/corpus"
)

// passage makes lines of a stretch of a document as it stands there, with a
// quote in bold. Of what does not fit into room characters, the quote is kept
// longest, and what stands nearest to it.
func (s *scribe) passage(text string, quote corpus.Span, room int) []line {
	start, end := within(text, quote)
	before, quoted, after := clean(text[:start]), clean(text[start:end]), clean(text[end:])
	if start == end {
		before, after = "", clean(text)
	}
	for most := room; ; most = most * 3 / 4 {
		spans := s.highlighted(before, quoted, after, most)
		var out []line
		space := 1
		for _, one := range lines(spans) {
			g := gatherer{scribe: s}
			clusters := g.clusters(one)
			if !shown(clusters) {
				space = 2
				continue
			}
			out = append(out, line{clusters: clusters, space: space})
			space = 1
		}
		if len(out) == 0 {
			return []line{s.outside("", "…", plain)}
		}
		if size(compose(out)) <= room || most < 8 {
			return out
		}
	}
}

// within keeps a range inside of a text.
func within(text string, span corpus.Span) (start, end int) {
	if span.Start < 0 || span.Start >= span.End || span.End > len(text) {
		return 0, 0
	}
	return span.Start, span.End
}

// highlighted lays out a quote between its surroundings, at most so many
// characters of text.
func (s *scribe) highlighted(before, quoted, after string, most int) []span {
	quote := head(quoted, most*3/4)
	rest := most - size(quote)
	behind := head(after, max(rest/2, rest-size(before)))
	if quote != quoted {
		behind = ""
	}
	var spans []span
	add := func(text string, st style) {
		for i, part := range strings.Split(text, "\n") {
			if i > 0 {
				spans = append(spans, lineBreak)
			}
			if part != "" {
				spans = append(spans, headed(part, st))
			}
		}
	}
	add(tail(before, rest-size(behind)), plain)
	add(quote, bold)
	add(behind, plain)
	return spans
}

// headingMark is what a heading begins with in Markdown.
var headingMark = regexp.MustCompile(`^#{1,6} +`)

// headed is a line of a passage, without the marks of a heading. A quote stays
// as it stands.
func headed(text string, st style) span {
	if st != plain {
		return span{text: text, style: st}
	}
	if mark := headingMark.FindString(text); mark != "" && len(mark) < len(text) {
		return span{text: text[len(mark):], style: italic}
	}
	return span{text: text, style: st}
}

// headingMarks are the marks of all headings of a text.
var headingMarks = regexp.MustCompile(`(?m)^#{1,6} +`)

// unheaded is a text on one line, without the marks of its headings.
func unheaded(text string) string { return oneLine(headingMarks.ReplaceAllString(text, "")) }

// head is the beginning of a text, cut behind a word where there is one near.
func head(text string, max int) string {
	short, cut := cutText(text, max-1)
	if !cut || size(text) <= max {
		return text
	}
	if at := strings.LastIndexAny(short, " \n"); at > len(short)/2 {
		short = short[:at]
	}
	return strings.TrimRight(short, " \n") + "…"
}

// tail is the end of a text, cut in front of a word where there is one near.
func tail(text string, max int) string {
	total := size(text)
	if total <= max {
		return text
	}
	state, rest := -1, text
	for rest != "" && total > max-1 {
		var c string
		c, rest, _, state = uniseg.StepString(rest, state)
		total -= size(c)
	}
	if at := strings.IndexAny(rest, " \n"); at >= 0 && at < len(rest)/2 {
		rest = rest[at:]
	}
	return "…" + strings.TrimLeft(rest, " \n")
}
