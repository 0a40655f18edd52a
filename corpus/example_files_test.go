package corpus_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"footnote/corpus"
)

// A folder is read into documents; what is wrong with a file is one error, and
// the rest is read.
func ExampleFiles() {
	folder, err := os.MkdirTemp("", "example")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(folder)
	for name, content := range map[string]string{
		"empty.txt":     "",
		"mill.md":       "---\nauthor: Mara Oduya\n---\n# The mill\n\nIt was built in 1788.\n\n## The wheel\n\nIt is made of oak.\n",
		"notes/bees.md": "# Bees\n\nThe garden has two hives.\n",
	} {
		path := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			log.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			log.Fatal(err)
		}
	}

	files := corpus.Files{Roots: []string{folder}}
	for doc, err := range files.Documents(context.Background()) {
		var fault *corpus.Fault
		switch {
		case errors.As(err, &fault):
			fmt.Printf("%s: %v\n", filepath.Base(fault.Path), fault.Err)
			continue
		case err != nil:
			log.Fatal(err)
		}
		fmt.Printf("%s is %q, in %q\n", doc.ID, doc.Title, doc.Language)
		for _, s := range doc.Sections {
			fmt.Printf("  from byte %d: %s\n", s.Start, s.Title)
		}
	}
	// Output:
	// empty.txt: the file is empty
	// mill.md is "The mill", in "en"
	//   from byte 27: The mill
	//   from byte 62: The wheel
	// notes/bees.md is "Bees", in "en"
	//   from byte 0: Bees
}

// Read makes a document of data that is in memory.
func ExampleRead() {
	doc, err := corpus.Read("bridge.html", []byte(`<html lang="en"><title>The bridge | The Coast Post</title>
<nav><a href="/">Home</a></nav><main><p>It opened in 1931.</p></main></html>`))
	fmt.Printf("%s: %q %v\n", doc.Title, doc.Text, err)
	// Output:
	// The bridge: "It opened in 1931.\n" <nil>
}

func ExampleDetectLanguage() {
	fmt.Println(corpus.DetectLanguage("Wer hat die Brücke gebaut?"))
	fmt.Println(corpus.DetectLanguage("Кто построил мост?"))
	// Output:
	// de
	// ru
}
