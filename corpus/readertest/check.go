package readertest

import (
	"context"
	"errors"
	"strings"
	"unicode/utf8"

	"footnote/corpus"
)

// A Tester is a *testing.T, *testing.B or *testing.F.
type Tester interface {
	Helper()
	Errorf(format string, args ...any)
}

// Read reads data and checks what came of it: a document, a doubt with a
// document, or a fault, each as corpus.Reader promises. It returns the document
// and the error.
func Read(t Tester, reader corpus.Reader, name string, data []byte) (corpus.Document, error) {
	t.Helper()
	doc, err := reader.Read(context.Background(), name, data)
	if err == nil {
		Check(t, doc)
		return doc, nil
	}
	var fault *corpus.Fault
	if !errors.As(err, &fault) {
		t.Errorf("the error is no fault: %v", err)
		return doc, err
	}
	if says := fault.Error(); says == "" || strings.ContainsAny(says, "\r\n") || !utf8.ValidString(says) {
		t.Errorf("the fault is not one line of text: %q", says)
	}
	if fault.Kind == corpus.Doubtful {
		Check(t, doc)
	}
	return doc, err
}

// Check fails for a document that does not keep the promises of its type.
func Check(t Tester, doc corpus.Document) {
	t.Helper()
	switch {
	case strings.TrimSpace(doc.Text) == "":
		t.Errorf("the document holds no text")
	case !utf8.ValidString(doc.Text):
		t.Errorf("the text is not UTF-8")
	case !utf8.ValidString(doc.Title + doc.Author + doc.Publisher + doc.Date + doc.Language):
		t.Errorf("what the document says of itself is not UTF-8")
	case doc.Body != 0:
		t.Errorf("the body starts at %d", doc.Body)
	}
	at := 0
	for i, p := range doc.Pages {
		if p.Label == "" || p.Start < at || p.Start > len(doc.Text) || !utf8.RuneStart((doc.Text + "\n")[p.Start]) {
			t.Errorf("page %d is %+v, after %d, in a text of %d", i, p, at, len(doc.Text))
			return
		}
		at = p.Start
	}
	at = 0
	for i, s := range doc.Sections {
		switch {
		case s.Start != at || s.End < s.Start || s.End > len(doc.Text):
			t.Errorf("section %d is %d-%d, after %d, in a text of %d", i, s.Start, s.End, at, len(doc.Text))
			return
		case s.Title == "" && (s.Level > 0 || i > 0):
			t.Errorf("section %d has level %d and title %q", i, s.Level, s.Title)
		case s.Level > 0 && !strings.HasPrefix(strings.TrimLeft(doc.Text[s.Start:], "#"), " "+s.Title) && !strings.HasPrefix(strings.TrimLeft(doc.Text[s.Start:], " "), s.Title):
			t.Errorf("section %d is called %q but starts %.40q", i, s.Title, doc.Text[s.Start:])
		}
		at = s.End
	}
	if len(doc.Sections) > 0 && at != len(doc.Text) {
		t.Errorf("the last section ends at %d of %d", at, len(doc.Text))
	}
}

// WantFault fails unless err is a fault that says something.
func WantFault(t Tester, err error, says string) {
	t.Helper()
	var fault *corpus.Fault
	if !errors.As(err, &fault) || !strings.Contains(err.Error(), says) {
		t.Errorf("the error is %v, want a fault that says %q", err, says)
	}
}
