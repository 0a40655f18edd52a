package main

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"strings"

	"golang.org/x/term"
)

// A lineReader reads lines: with editing and history from a terminal, plainly
// from anything else.
type lineReader struct {
	plain *bufio.Reader

	input  *os.File // nil unless it is a terminal
	editor *term.Terminal
}

const prompt = "> "

func newLineReader(stdin io.Reader, stdout io.Writer) *lineReader {
	input, ok := stdin.(*os.File)
	output, out := stdout.(*os.File)
	if !ok || !out || !term.IsTerminal(int(input.Fd())) || !term.IsTerminal(int(output.Fd())) {
		return &lineReader{plain: bufio.NewReader(stdin)}
	}
	both := struct {
		io.Reader
		io.Writer
	}{input, output}
	return &lineReader{input: input, editor: term.NewTerminal(both, prompt)}
}

func (l *lineReader) interactive() bool { return l.input != nil }

// read returns the next line, and io.EOF after the last. It does not outlast
// the context.
func (l *lineReader) read(ctx context.Context) (string, error) {
	next := l.next
	if l.interactive() {
		giveBack, err := l.takeOver()
		if err != nil {
			return "", err
		}
		defer giveBack()
		next = l.edit
	}
	return orDone(ctx, next)
}

// next reads a line of a pipe.
func (l *lineReader) next() (string, error) {
	line, err := l.plain.ReadString('\n')
	if errors.Is(err, io.EOF) && line != "" {
		err = nil
	}
	return strings.TrimRight(line, "\r\n"), err
}

// takeOver takes the terminal over for one line only, so that everything
// printed between two lines needs no care.
func (l *lineReader) takeOver() (giveBack func(), err error) {
	before, err := term.MakeRaw(int(l.input.Fd()))
	if err != nil {
		return nil, err
	}
	if width, height, err := term.GetSize(int(l.input.Fd())); err == nil && width > 0 && height > 0 {
		_ = l.editor.SetSize(width, height)
	}
	return func() { _ = term.Restore(int(l.input.Fd()), before) }, nil
}

// edit reads a line that is typed. Ctrl-C reads as the end.
func (l *lineReader) edit() (string, error) {
	line, err := l.editor.ReadLine()
	if errors.Is(err, term.ErrPasteIndicator) {
		err = nil
	}
	return line, err
}
