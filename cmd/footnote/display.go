package main

import (
	"strings"

	"footnote/bot"
	"footnote/cmd/footnote/internal/terminal"
)

// A display prints an answer while it grows. What is printed stays.
type display struct {
	*program
	text    string // of the answer so far
	printed string // of what was printed of it
}

// show prints the text of the answer as far as it is new, laid out as one
// text: a statement may go on in the line of the one before.
func (d *display) show(more string) error {
	if more == "" {
		return nil
	}
	d.text += more
	page := laidOut(d.style, d.text)
	rest, grown := strings.CutPrefix(page, d.printed)
	if !grown { // such as Markdown that only the end of a statement completes
		rest = "\n" + laidOut(d.style, strings.TrimLeft(more, " \n"))
		page = d.printed + rest
	}
	d.printed = page
	return d.print(rest)
}

// finish prints what is left of an answer that was shown up to its last event,
// and what belongs below it.
func (d *display) finish(last bot.Event) error {
	answer := *last.Answer
	if answer.Fallback != "" {
		if err := d.print(d.fallback(answer.Fallback)); err != nil {
			return err
		}
		d.text, d.printed = "", ""
		last.Text = strings.TrimLeft(last.Text, "\n")
	}
	if err := d.show(last.Text); err != nil {
		return err
	}
	if err := d.print("\n" + belowAnswer(d.style, answer)); err != nil {
		return err
	}
	for _, w := range answer.Warnings { // not before: the answer's last line has no end yet
		d.notice("%s", w)
	}
	return nil
}

// fallback tells that quotes follow instead of, or behind, what the model
// wrote.
func (d *display) fallback(why string) string {
	line, before := "The model did not answer: ", ""
	if d.printed != "" {
		line, before = "The model did not go on: ", "\n\n"
	}
	line += strings.TrimRight(why, ".") + ". These are the sources' own words:"
	lines := strings.Split(d.style.Wrap(terminal.Line(line), ""), "\n")
	for i, l := range lines {
		lines[i] = d.style.Warn(l)
	}
	return before + strings.Join(lines, "\n") + "\n\n"
}

// breakOff ends the line of an answer that comes to nothing more.
func (d *display) breakOff() {
	if d.printed != "" {
		_ = d.print("\n")
	}
}
