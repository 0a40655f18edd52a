package opendocument_test

import (
	"context"
	"fmt"
	"log"
	"os"

	"footnote/corpus/opendocument"
)

func ExampleReader() {
	const name = "testdata/libreoffice-cities.ods"
	data, err := os.ReadFile(name)
	if err != nil {
		log.Fatal(err)
	}
	doc, err := opendocument.Reader{}.Read(context.Background(), name, data)
	fmt.Printf("%.48s\n%v\n", doc.Text[doc.Sections[0].Start:], err)
	// Output:
	// # cities
	//
	// - City: Oslo; Country: Norway; Populat
	// <nil>
}
