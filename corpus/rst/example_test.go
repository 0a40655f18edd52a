package rst_test

import (
	"context"
	"fmt"
	"log"

	"footnote/corpus/rst"
)

func ExampleReader() {
	doc, err := rst.Reader{}.Read(context.Background(), "mill.rst", []byte(`
The mill
========

:Author: Mara Oduya

.. |year| replace:: 1788

It was *built* in |year|.

.. note:: The wheel is made of oak.
`))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(doc.Title, "by", doc.Author)
	fmt.Println()
	fmt.Print(doc.Text)
	// Output:
	// The mill by Mara Oduya
	//
	// # The mill
	//
	// - Author: Mara Oduya
	//
	// It was built in 1788.
	//
	// Note: The wheel is made of oak.
}
