package readertest_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"footnote/corpus"
	"footnote/corpus/readertest"
)

// shout reads text in capitals.
type shout struct{}

func (shout) Read(_ context.Context, _ string, data []byte) (corpus.Document, error) {
	if len(data) == 0 {
		return corpus.Document{}, &corpus.Fault{Err: errors.New("the file is empty")}
	}
	return corpus.Document{Title: "Shout", Text: string(data)}, nil
}

func ExampleRead() {
	var t testing.T
	doc, err := readertest.Read(&t, shout{}, "a.txt", []byte("MILL\n"))
	fmt.Print(readertest.Dump(doc, err))
	_, err = readertest.Read(&t, shout{}, "a.txt", nil)
	fmt.Println(err, t.Failed())
	// Output:
	// title: Shout
	// ----
	// MILL
	// the file is empty false
}

// report counts what a check finds.
type report struct{ found int }

func (*report) Helper()                 {}
func (r *report) Errorf(string, ...any) { r.found++ }

func TestCheckFinds(t *testing.T) {
	for name, doc := range map[string]corpus.Document{
		"no text":       {Text: " \n"},
		"no UTF-8":      {Text: "\xff"},
		"title":         {Text: "a", Title: "\xff"},
		"a gap":         {Text: "# A\n", Sections: []corpus.Section{{Title: "A", Level: 1, Start: 1, End: 4}}},
		"an end":        {Text: "# A\n", Sections: []corpus.Section{{Title: "A", Level: 1, End: 3}}},
		"another title": {Text: "# A\n", Sections: []corpus.Section{{Title: "B", Level: 1, End: 4}}},
		"a page":        {Text: "a", Pages: []corpus.Page{{Label: "1", Start: 2}}},
		"no title":      {Text: "# A\n", Sections: []corpus.Section{{Level: 1, End: 4}}},
	} {
		var r report
		if readertest.Check(&r, doc); r.found != 1 {
			t.Errorf("%s: %d faults were found", name, r.found)
		}
	}
	var r report
	if readertest.WantFault(&r, errors.New("x"), "x"); r.found != 1 {
		t.Error("an error that is no fault was taken for one")
	}
}
