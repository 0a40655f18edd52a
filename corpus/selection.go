package corpus

import (
	"path"
	"path/filepath"
	"strings"

	"footnote/corpus/ignore"
)

// A selection says which of the files below a root are read.
type selection struct{ include, exclude ignore.Patterns }

func newSelection(include, exclude []string) (s selection) {
	s.include.Add([]byte(strings.Join(include, "\n")))
	s.exclude.Add([]byte(strings.Join(exclude, "\n")))
	return s
}

// excludes reports whether a file or folder is left out, with all in it.
func (s *selection) excludes(root, at string, folder bool) bool {
	below, err := filepath.Rel(root, at)
	return err == nil && s.exclude.Match(filepath.ToSlash(below), folder) == ignore.Out
}

// includes reports whether a file is read: it or a folder that it is in is
// named, or nothing is.
func (s *selection) includes(id string) bool {
	if s.include.Empty() {
		return true
	}
	for folder := false; id != "."; id, folder = path.Dir(id), true {
		if s.include.Match(id, folder) == ignore.Out {
			return true
		}
	}
	return false
}
