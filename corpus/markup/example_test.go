package markup_test

import (
	"context"
	"fmt"
	"strings"

	"footnote/corpus/markup"
)

func ExampleReader() {
	r := markup.New(context.Background(), strings.NewReader(`<books><book year="1788"><title>The mill</title><price>3</price></book></books>`))
	err := r.Each(func(books markup.Element) error {
		return r.Each(func(book markup.Element) error {
			return r.Each(func(e markup.Element) error {
				if e.Name.Local != "title" {
					return nil
				}
				title, err := r.Text()
				fmt.Println(title, markup.Attr(book, "year"))
				return err
			})
		})
	})
	fmt.Println(err)
	// Output:
	// The mill 1788
	// <nil>
}
