package git_test

import (
	"context"
	"fmt"
	"net/http"
	"os"

	"footnote/corpus"
	"footnote/corpus/git"
	"footnote/corpus/sources"
)

func Example() {
	folder, err := os.MkdirTemp("", "handbook")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(folder)

	origin, err := git.New(http.DefaultTransport, &corpus.Files{}, folder, sources.Source{
		Name: "handbook", Kind: sources.Git, Location: "/srv/no/repository",
		Options: sources.Options{Branch: "main", Folder: "docs", Exclude: []string{"drafts/"}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for doc, err := range origin.Documents(context.Background()) {
		if fault, ok := err.(*corpus.Fault); ok {
			fmt.Println(fault.Err)
			continue
		}
		fmt.Println(doc.ID, doc.URL)
	}
	// Output: the repository /srv/no/repository could not be read: there is no git repository in this folder; check the path, or read it as a folder of files
}
