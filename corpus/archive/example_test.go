package archive_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"footnote/corpus"
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

func ExampleUnpackers() {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	f, err := w.Create("manual/mill.md")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Fprint(f, "# The mill\n\nIt was built in 1788.\n")
	if err := w.Close(); err != nil {
		log.Fatal(err)
	}
	folder, err := os.MkdirTemp("", "example")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(folder)
	if err := os.WriteFile(filepath.Join(folder, "notes.zip"), b.Bytes(), 0o644); err != nil {
		log.Fatal(err)
	}

	files := corpus.Files{Roots: []string{folder}, Archives: archive.Unpackers(archive.SourceLimits)}
	for doc, err := range files.Documents(context.Background()) {
		fmt.Println(doc.ID, doc.Title, err)
	}
	// Output:
	// notes.zip/manual/mill.md The mill <nil>
}
