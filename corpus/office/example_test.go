package office_test

import (
	"fmt"

	"footnote/corpus/compose"
	"footnote/corpus/office"
)

func ExampleWrite() {
	var w compose.Writer
	office.Write(&w, []office.Block{
		{Kind: office.Heading, Level: 1, Text: "The mill"},
		{Text: "It was built in 1788.", After: []office.Block{{Text: "The year stands above its door."}}},
		{Kind: office.Item, Marker: "- ", Text: "the wheel"},
		{Kind: office.Item, Level: 1, Marker: "- ", Text: "its axle"},
	})
	doc, err := office.Properties{Title: "Word Document", Author: "Mara Oduya", Modified: "2024-03-05T10:00:00Z"}.Document("mill.docx", "", &w)
	fmt.Printf("%s by %s, %s\n\n%s%v\n", doc.Title, doc.Author, doc.Date, doc.Text, err)
	// Output:
	// The mill by Mara Oduya, 2024-03-05
	//
	// # The mill
	//
	// It was built in 1788.
	//
	// The year stands above its door.
	//
	// - the wheel
	//   - its axle
	// <nil>
}
