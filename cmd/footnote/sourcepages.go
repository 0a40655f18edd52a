package main

import (
	"fmt"
	"strings"

	"github.com/rivo/uniseg"

	"footnote/bot"
	"footnote/cmd/footnote/internal/terminal"
	"footnote/corpus"
)

// listPage lists documents: in columns on a terminal, between tabs in a pipe.
func listPage(style terminal.Style, list []sourceJSON, all int) string {
	if len(list) == 0 {
		return fmt.Sprintf("None of %s.\n", count(all, "document"))
	}
	widest := 0
	for _, d := range list {
		widest = max(widest, uniseg.StringWidth(terminal.Line(d.Document)))
	}
	var b strings.Builder
	for _, d := range list {
		id := terminal.Line(d.Document)
		if style.Width == 0 {
			b.WriteString(id + "\t" + terminal.Line(d.Title))
			if d.Version != "" {
				b.WriteString("\t" + terminal.Line(d.Version))
			}
			b.WriteByte('\n')
			continue
		}
		blanks := strings.Repeat(" ", min(widest, style.Width/2)+2)
		pad := blanks[min(len(blanks)-2, uniseg.StringWidth(id)):]
		version := ""
		if d.Version != "" {
			version = " " + style.Dim("· "+terminal.Line(corpus.VersionName(d.Version)))
		}
		fmt.Fprintf(&b, "%s%s%s%s\n", style.Bold(id), pad, terminal.Line(d.Title), version)
	}
	return b.String()
}

// documentPage shows what is known of a document, and its sections.
func documentPage(style terminal.Style, d sourceJSON, size int) string {
	var b strings.Builder
	b.WriteString(style.Bold(terminal.Line(d.Title)) + "\n")
	for _, field := range [][2]string{{"document", d.Document}, {"path", d.Path}, {"author", d.Author}, {"publisher", d.Publisher},
		{"version", d.Version}, {"date", d.Date}, {"url", d.URL}, {"language", d.Language}} {
		if field[1] != "" {
			fmt.Fprintf(&b, "%s %s\n", style.Dim(fmt.Sprintf("%-10s", field[0])), terminal.Line(field[1]))
		}
	}
	fmt.Fprintf(&b, "%s %d bytes, %s\n", style.Dim(fmt.Sprintf("%-10s", "size")), size, count(d.Chunks, "chunk"))
	if len(d.Sections) > 0 {
		b.WriteByte('\n')
	}
	for _, s := range d.Sections {
		title := terminal.Line(s.Title)
		if title == "" {
			title = "(before the first heading)"
		}
		fmt.Fprintf(&b, "%s%s %s\n", strings.Repeat("  ", max(0, s.Level-1)), title, style.Dim(fmt.Sprintf("%d-%d", s.Start, s.End)))
	}
	return b.String()
}

// passagePage shows a passage between its surroundings.
func passagePage(style terminal.Style, v passageView) string {
	var b strings.Builder
	b.WriteString(style.Bold(heading(v.Document, v.Title, v.Section)) + "\n")
	b.WriteString(style.Dim(placeOnPage(bot.Source{Document: v.Document, Page: v.Page, Version: v.Version, Date: v.Date, Start: v.Start, End: v.End})) + "\n\n")
	if before := strings.TrimSpace(v.Before); before != "" {
		b.WriteString(dimmed(style, before) + "\n\n")
	}
	for line := range strings.Lines(style.Wrap(terminal.Sanitize(strings.TrimSpace(v.Text)), "> ") + "\n") {
		b.WriteString(style.Bold(strings.TrimSuffix(line, "\n")) + "\n")
	}
	if after := strings.TrimSpace(v.After); after != "" {
		b.WriteString("\n" + dimmed(style, after) + "\n")
	}
	return b.String()
}

func dimmed(style terminal.Style, text string) string {
	lines := strings.Split(style.Wrap(terminal.Sanitize(text), "  "), "\n")
	for i, line := range lines {
		lines[i] = style.Dim(line)
	}
	return strings.Join(lines, "\n")
}

// textPage is a document's text: byte by byte in a pipe, where offsets must
// hold, and harmless on a terminal.
func textPage(style terminal.Style, text string) string {
	if style.Width == 0 {
		return text
	}
	return terminal.Sanitize(text)
}
