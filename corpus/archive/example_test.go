package archive_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"log"

	"footnote/corpus/archive"
)

func ExampleOpen() {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	f, err := w.Create("notes/mill.txt")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Fprint(f, "It was built in 1788.")
	if err := w.Close(); err != nil {
		log.Fatal(err)
	}

	a, err := archive.Open(b.Bytes(), archive.Limits{Total: 1 << 20})
	if err != nil {
		log.Fatal(err)
	}
	data, err := a.Read(context.Background(), a.Names()[0])
	fmt.Printf("%s: %s %v\n", a.Names()[0], data, err)
	// Output:
	// notes/mill.txt: It was built in 1788. <nil>
}
