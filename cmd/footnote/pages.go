package main

import (
	"fmt"
	"regexp"
	"strings"

	"footnote/bot"
	"footnote/bot/gate"
	"footnote/cmd/footnote/internal/terminal"
	"footnote/corpus"
	"footnote/retrieval"
)

// A page is what a result looks like to people. All text that comes from
// documents passes terminal.Sanitize or terminal.Line here.

// answerPage shows an answer with its footnotes, or a refusal with the nearest
// sources.
func answerPage(style terminal.Style, answer bot.Answer) string {
	return laidOut(style, answer.Text) + "\n" + belowAnswer(style, answer)
}

// laidOut is the text of an answer, or of its beginning, without a line feed
// at its end.
func laidOut(style terminal.Style, text string) string {
	return style.Markdown(wrapAnswer(style, terminal.Sanitize(text)))
}

// belowAnswer are the footnotes of an answer, or the nearest sources.
func belowAnswer(style terminal.Style, answer bot.Answer) string {
	var b strings.Builder
	for _, c := range answer.Citations {
		b.WriteString(footnotePage(style, c))
	}
	if answer.Refused && len(answer.Nearest) > 0 {
		b.WriteString("\nNearest:\n")
		for _, s := range answer.Nearest {
			for line := range strings.SplitSeq(style.Wrap(heading(s.Document, s.Title, s.Section), "  "), "\n") {
				b.WriteString("  " + style.Bold(strings.TrimPrefix(line, "  ")) + "\n")
			}
			b.WriteString("  " + style.Dim(place(s)) + "\n")
		}
	}
	return b.String()
}

// footnotePage shows a citation, below an empty line.
func footnotePage(style terminal.Style, c bot.Citation) string {
	return "\n" + headline(style, fmt.Sprintf("[%d]", c.Marker), heading(c.Document, c.Title, c.Section)) + "\n" +
		style.Wrap("“"+terminal.Sanitize(c.Quote)+"”", "    ") + "\n" +
		"    " + style.Dim(placeOnPage(c.Source)) + "\n"
}

// tiedMarker is a marker behind a word, and markers one behind the other.
var (
	tiedMarker  = regexp.MustCompile(`[ \x{a0}](\[\d+\])`)
	nextMarkers = regexp.MustCompile(`\](\[\d+\])`)
)

// wordJoiner keeps a line from being broken, and takes no room.
const wordJoiner = "\u2060"

// wrapAnswer keeps markers on the line of the word before them.
func wrapAnswer(style terminal.Style, text string) string {
	if style.Width == 0 {
		return style.Wrap(text, "")
	}
	text = tiedMarker.ReplaceAllString(text, "\u00a0$1")
	text = style.Wrap(nextMarkers.ReplaceAllString(text, "]"+wordJoiner+"$1"), "")
	text = strings.ReplaceAll(text, "]"+wordJoiner+"[", "][")
	return tiedMarker.ReplaceAllString(text, " $1")
}

// heading names a source by its title and section, or else by its document.
func heading(document, title, section string) string {
	title, section = terminal.Line(title), terminal.Line(section)
	switch {
	case title == "" && section == "":
		return terminal.Line(document)
	case section == "" || section == title:
		return title
	case title == "":
		return section
	}
	return title + " — " + section
}

// headline is a heading behind its number, wrapped so that the number stands
// out.
func headline(style terminal.Style, number, heading string) string {
	indent := strings.Repeat(" ", len(number)+1)
	lines := strings.Split(strings.TrimPrefix(style.Wrap(heading, indent), indent), "\n")
	for i, line := range lines {
		text := strings.TrimPrefix(line, indent)
		lines[i] = line[:len(line)-len(text)] + style.Bold(text)
	}
	return style.Accent(number) + " " + strings.Join(lines, "\n")
}

// place is where a source stands, in the form that sources --at takes.
func place(s bot.Source) string {
	return fmt.Sprintf("%s:%d-%d", terminal.Line(s.Document), s.Start, s.End)
}

// placeOnPage is where a source stands, with the page of a printed document, and
// which version it is of and of when, and its address.
func placeOnPage(s bot.Source) string {
	text := place(s)
	if s.Page != "" {
		text += ", p. " + terminal.Line(s.Page)
	}
	for _, part := range []string{corpus.VersionName(s.Version), s.Date} {
		if part != "" && part != s.Version+s.Date {
			text += ", " + terminal.Line(part)
		}
	}
	if s.URL != "" {
		text += ", " + terminal.Line(s.URL)
	}
	return text
}

// resultPage shows the passages of a search.
func resultPage(style terminal.Style, result retrieval.Result) string {
	if len(result.Passages) == 0 {
		return "Nothing found.\n"
	}
	var b strings.Builder
	for i, p := range result.Passages {
		if i > 0 {
			b.WriteByte('\n')
		}
		score := style.Dim(fmt.Sprintf("(%.3f)", p.Score))
		b.WriteString(headline(style, fmt.Sprintf("%d.", i+1), heading(p.Document, p.Title, p.Section)) + " " + score + "\n")
		b.WriteString(style.Wrap(terminal.Sanitize(p.Text), "   ") + "\n")
		source := bot.Source{Document: p.Document, Start: p.Start, End: p.End}
		b.WriteString("   " + style.Dim(place(source)) + "\n")
	}
	return b.String()
}

// verdictPage tells how a question was understood and what became of each
// statement of the model's draft.
func verdictPage(style terminal.Style, answer bot.Answer) string {
	var b strings.Builder
	if answer.Understood != "" {
		b.WriteString(style.Bold("Understood as:") + "\n" + style.Wrap(terminal.Line(answer.Understood), "  ") + "\n")
	}
	if len(answer.Statements) > 0 {
		b.WriteString(style.Bold("The model's statements:") + "\n")
	}
	for _, s := range answer.Statements {
		fmt.Fprintf(&b, "  %s %s\n", verdict(style, s), strings.TrimLeft(style.Wrap(terminal.Line(s.Text), "    "), " "))
		if s.Reason != "" {
			b.WriteString(style.Wrap(terminal.Line(s.Reason), "      ") + "\n")
		}
	}
	if answer.Fallback != "" {
		b.WriteString(style.Bold("Quotes instead:") + "\n" + style.Wrap(terminal.Line(answer.Fallback), "  ") + "\n")
	}
	return b.String()
}

func verdict(style terminal.Style, s bot.Statement) string {
	text := string(s.Status)
	for _, m := range s.Markers {
		text += fmt.Sprintf(" [%d]", m)
	}
	if s.Status != gate.Verified {
		return style.Warn(text + ":")
	}
	return style.Bold(text + ":")
}

// explanation tells what the judgement and the scores are made of.
func explanation(style terminal.Style, result retrieval.Result) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %.2f\n", style.Bold("Answerable:"), result.Answerable.Probability)
	for _, reason := range result.Answerable.Reasons {
		b.WriteString(style.Wrap(terminal.Line(reason), "  ") + "\n")
	}
	if len(result.Terms) > 0 {
		b.WriteString(style.Bold("Words looked for:") + "\n")
	}
	for _, t := range result.Terms {
		fmt.Fprintf(&b, "  %s: in %s, weight %.2f\n", terminal.Line(t.Surface), count(t.DocumentFrequency, "passage"), t.IDF)
	}
	if len(result.Passages) > 0 {
		b.WriteString(style.Bold("Scores:") + "\n  score  words  grams  dense  cover  close  pairs  cosine\n")
	}
	for _, p := range result.Passages {
		fmt.Fprintf(&b, "  %5.3f  %5.3f  %5.3f  %5.3f  %5.3f  %5.3f  %5.3f  %6.3f  %s\n", p.Score, p.Parts.Words, p.Parts.Grams, p.Parts.Dense,
			p.Parts.Coverage, p.Parts.Proximity, p.Parts.Pairs, p.Parts.Cosine, place(bot.Source{Document: p.Document, Start: p.Start, End: p.End}))
	}
	return b.String()
}
