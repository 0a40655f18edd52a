package epub_test

import (
	"context"
	"fmt"
	"log"
	"os"

	"footnote/corpus/epub"
)

func ExampleReader() {
	const name = "testdata/pandoc-hafen-epub3.epub"
	data, err := os.ReadFile(name)
	if err != nil {
		log.Fatal(err)
	}
	doc, err := epub.Reader{}.Read(context.Background(), name, data)
	fmt.Println(doc.Title, "by", doc.Author, "in", doc.Language, err)
	for _, s := range doc.Sections {
		fmt.Println(s.Level, s.Title)
	}
	// Output:
	// Handbuch des Hafens by Jörg Süß in de-DE <nil>
	// 1 Handbuch des Hafens
	// 1 Überblick
	// 2 Öffnungszeiten
}
