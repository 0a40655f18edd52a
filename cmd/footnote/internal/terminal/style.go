package terminal

import (
	"io"
	"os"
	"regexp"
	"strconv"

	"golang.org/x/term"
)

// A Style says how text is laid out. The zero Style is plain.
type Style struct {
	// Color allows escape sequences.
	Color bool
	// Width is the number of columns to wrap at; 0 is no limit.
	Width int
}

// StyleOf returns the style that fits what w writes to: the terminal's width
// and colour for a terminal, plain otherwise.
func StyleOf(w io.Writer) Style {
	file, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(file.Fd())) {
		return Style{}
	}
	width, _, err := term.GetSize(int(file.Fd()))
	if err != nil || width < minWidth {
		width = minWidth
	}
	return Style{Color: true, Width: min(width, maxWidth)}
}

// Lines longer than maxWidth are hard to read; narrower than minWidth nothing
// can be laid out.
const (
	minWidth = 40
	maxWidth = 100
)

func (s Style) sgr(code int, text string) string {
	if !s.Color || text == "" {
		return text
	}
	return "\x1b[" + strconv.Itoa(code) + "m" + text + "\x1b[0m"
}

// Bold emphasises text.
func (s Style) Bold(text string) string { return s.sgr(1, text) }

// Dim sets text back.
func (s Style) Dim(text string) string { return s.sgr(2, text) }

// Accent colours text, such as a marker.
func (s Style) Accent(text string) string { return s.sgr(36, text) }

// Warn colours what went wrong.
func (s Style) Warn(text string) string { return s.sgr(33, text) }

var (
	strong   = regexp.MustCompile(`\*\*(\S(?:[^*\n]*\S)?)\*\*`)
	verbatim = regexp.MustCompile("`([^`\n]+)`")
	marker   = regexp.MustCompile(`\[\d+\]`)
)

// Markdown shows the light Markdown of an answer: bold, code and markers. Plain
// style leaves the text as it is.
func (s Style) Markdown(text string) string {
	if !s.Color {
		return text
	}
	text = strong.ReplaceAllStringFunc(text, func(m string) string { return s.Bold(m[2 : len(m)-2]) })
	text = verbatim.ReplaceAllStringFunc(text, func(m string) string { return s.Bold(m[1 : len(m)-1]) })
	return marker.ReplaceAllStringFunc(text, s.Accent)
}
