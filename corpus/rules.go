package corpus

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"footnote/corpus/ignore"
)

// ruleFiles are the ignore files that a walk obeys. What the later one says
// goes before what the earlier one says.
var ruleFiles = []string{".gitignore", ".footnoteignore"}

// maxRules bounds the size of an ignore file, in bytes.
const maxRules = 1 << 20

// rules are the patterns of a folder's ignore files, and those of the folders
// above it. There are none if they are nil.
type rules struct {
	folder   string
	patterns ignore.Patterns
	above    *rules
}

// rulesOf reads the ignore files of a folder. If that cannot be done, the
// folder cannot be read either: it may hold what must not be shown.
func (w *walk) rulesOf(folder string, above *rules) (*rules, *Fault) {
	if w.unruled {
		return nil, nil
	}
	here := &rules{folder: folder, above: above}
	for _, name := range ruleFiles {
		data, err := readRules(filepath.Join(folder, name))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, unread("its %s cannot be read (%w), so the folder was left out; mend or remove that file", name, reason(err))
		}
		here.patterns.Add(data)
	}
	if here.patterns.Empty() {
		return above, nil
	}
	return here, nil
}

func readRules(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return nil, fs.ErrNotExist // what is called so is no ignore file
	}
	if !info.Mode().IsRegular() || info.Size() > maxRules {
		return nil, errors.New("it is no file, or larger than 1 MiB")
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, maxRules))
}

// leaveOut reports whether a file or folder is left out. The folder nearest to
// it that says anything decides.
func (r *rules) leaveOut(path string, folder bool) bool {
	for ; r != nil; r = r.above {
		below, err := filepath.Rel(r.folder, path)
		if err != nil {
			continue
		}
		switch r.patterns.Match(filepath.ToSlash(below), folder) {
		case ignore.Out:
			return true
		case ignore.In:
			return false
		}
	}
	return false
}
