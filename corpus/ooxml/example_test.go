package ooxml_test

import (
	"context"
	"fmt"
	"log"
	"os"

	"footnote/corpus/ooxml"
)

func ExampleReader() {
	const name = "testdata/python-bold.docx"
	data, err := os.ReadFile(name)
	if err != nil {
		log.Fatal(err)
	}
	doc, err := ooxml.Reader{}.Read(context.Background(), name, data)
	fmt.Printf("%s, %s\n%s%v\n", doc.Author, doc.Date, doc.Text, err)
	// Output:
	// Mara Oduya, 2024-03-05
	// ## Opening hours
	//
	// The mill is open from nine to five.
	//
	// ## Tickets
	//
	// A ticket costs 4 crowns.
	// <nil>
}
