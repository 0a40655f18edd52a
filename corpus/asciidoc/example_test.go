package asciidoc_test

import (
	"context"
	"fmt"
	"log"

	"footnote/corpus/asciidoc"
)

func ExampleReader() {
	doc, err := asciidoc.Reader{}.Read(context.Background(), "mill.adoc", []byte(`= The mill
Mara Oduya
v1, 2024-05-01
:year: 1788

It was *built* in {year}.

NOTE: The wheel is made of oak.
`))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(doc.Title, "by", doc.Author, "on", doc.Date)
	fmt.Println()
	fmt.Print(doc.Text)
	// Output:
	// The mill by Mara Oduya on 2024-05-01
	//
	// # The mill
	//
	// Mara Oduya
	// v1, 2024-05-01
	//
	// It was built in 1788.
	//
	// NOTE: The wheel is made of oak.
}
