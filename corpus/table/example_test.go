package table_test

import (
	"context"
	"fmt"

	"footnote/corpus/compose"
	"footnote/corpus/table"
)

func ExampleWrite() {
	var w compose.Writer
	table.Write(&w, table.Table{Headers: 1, Rows: [][]string{
		{"City", "Country", "Population"},
		{"Oslo", "Norway", "717710"},
		{"Bergen", "Norway", "291940"},
	}})
	fmt.Print(w.Text())
	// Output:
	// - City: Oslo; Country: Norway; Population: 717710
	// - City: Bergen; Country: Norway; Population: 291940
}

func ExampleReader() {
	doc, err := table.Reader{}.Read(context.Background(), "mills.csv", []byte("Mill;Built\nUpper;1788\n"))
	fmt.Print(doc.Text, err)
	// Output:
	// - Mill: Upper; Built: 1788
	// <nil>
}
