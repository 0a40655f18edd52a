package corpus

import (
	"path/filepath"
	"strings"
)

// Kept is an error in a stream of documents, and no failure: a file was not
// read because it is as it was, and the documents that were read from it stand.
type Kept struct {
	// Path is the file, written as Document.Path is.
	Path string
}

// Error implements error.
func (k *Kept) Error() string { return k.Path + " is as it was" }

// Keeps reports whether a document that was read from path stands.
func (k *Kept) Keeps(path string) bool { return atOrBelow(path, k.Path) }

// atOrBelow reports whether a path is that of a file or folder, or of something
// in it. Addresses have slashes on every system.
func atOrBelow(path, above string) bool {
	rest, ok := strings.CutPrefix(path, strings.TrimRight(above, "/"+string(filepath.Separator)))
	return ok && (rest == "" || rest[0] == '/' || rest[0] == filepath.Separator)
}
