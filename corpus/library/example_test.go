package library_test

import (
	"fmt"
	"io/fs"

	"footnote/corpus/library"
)

func ExampleDocuments() {
	names, err := fs.Glob(library.Documents(), "*.md")
	if err != nil {
		panic(err)
	}
	for _, name := range names {
		fmt.Println(name)
	}
	// Output:
	// gorchakov-fund-discussion-on-digital-diplomacy.md
	// necessity-of-cyber-diplomacy.md
	// role-of-the-sco-in-shaping-cyber-norms.md
	// sco-forum-on-digital-diplomacy-in-astana.md
	// shifting-cyber-agenda-in-the-sco.md
}
