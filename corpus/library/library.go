package library

import (
	"embed"
	"io/fs"
)

//go:embed documents/*.md
var embedded embed.FS

// Documents returns the briefs as Markdown files in one flat folder.
func Documents() fs.FS {
	documents, err := fs.Sub(embedded, "documents")
	if err != nil {
		// fs.Sub fails only on an invalid path, and this one is constant.
		panic(err)
	}
	return documents
}
