package corpus

import (
	"errors"
	"testing"
	"unicode/utf8"
)

// checkDocument fails unless a document keeps every promise of its type.
func checkDocument(t interface {
	Helper()
	Errorf(string, ...any)
}, doc Document) {
	t.Helper()
	if !utf8.ValidString(doc.Text) {
		t.Errorf("the text is not UTF-8")
	}
	if doc.Body < 0 || doc.Body > len(doc.Text) || !onRune(doc.Text, doc.Body) {
		t.Errorf("the body starts at %d of %d", doc.Body, len(doc.Text))
	}
	at := doc.Body
	for i, s := range doc.Sections {
		switch {
		case s.Start < at || s.End < s.Start || s.End > len(doc.Text):
			t.Errorf("section %d is %d-%d, after %d, in a text of %d", i, s.Start, s.End, at, len(doc.Text))
			return
		case i > 0 && s.Start != at:
			t.Errorf("section %d starts at %d, but the one before ends at %d", i, s.Start, at)
		case !onRune(doc.Text, s.Start) || !onRune(doc.Text, s.End):
			t.Errorf("section %d is %d-%d, in the middle of a character", i, s.Start, s.End)
		case s.Title == "" && (s.Level > 0 || i > 0):
			t.Errorf("section %d has level %d and title %q", i, s.Level, s.Title)
		}
		at = s.End
	}
	if len(doc.Sections) > 0 && at != len(doc.Text) {
		t.Errorf("the last section ends at %d of %d", at, len(doc.Text))
	}
	if doc.Hash != doc.ContentHash() {
		t.Errorf("the hash is not that of the content")
	}
}

func onRune(s string, i int) bool { return i == len(s) || utf8.RuneStart(s[i]) }

// faultOf returns err as a *Fault; it fails on any other error.
func faultOf(t *testing.T, err error) *Fault {
	t.Helper()
	var fault *Fault
	if !errors.As(err, &fault) {
		t.Fatalf("the error is no *Fault: %v", err)
	}
	return fault
}
