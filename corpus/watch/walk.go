package watch

import (
	"context"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"footnote/corpus/ignore"
)

// A walk goes through the folders below one.
type walk struct {
	ctx     context.Context
	unruled bool
	// folder is called with a folder before it is listed, and says whether that
	// is to be done; file with every file that counts.
	folder func(path string, here *rules) (bool, error)
	file   func(path string, info fs.FileInfo)
}

// root goes through a root, by its real path.
func (w *walk) root(path string) error {
	info, err := os.Stat(path)
	if err != nil || !info.IsDir() {
		return nil
	}
	return w.enter(path, nil)
}

// enter goes through a folder, by its real path.
func (w *walk) enter(path string, above *rules) error {
	here := &rules{folder: path, above: above}
	if !w.unruled {
		here.read()
	}
	enter, err := w.folder(path, here)
	if err != nil || !enter {
		return err
	}
	entries, err := os.ReadDir(path)
	if err != nil {
		return nil // it is gone or may not be read: nothing in it counts
	}
	for _, e := range entries {
		if w.ctx.Err() != nil {
			return nil
		}
		if err := w.entry(filepath.Join(path, e.Name()), e, here); err != nil {
			return err
		}
	}
	return nil
}

func (w *walk) entry(path string, entry fs.DirEntry, here *rules) error {
	if passedOver(entry.Name()) && !(isRules(entry.Name()) && !w.unruled) || here.leaveOut(path, entry.IsDir()) {
		return nil
	}
	link := entry.Type()&fs.ModeSymlink != 0
	if !entry.IsDir() && !link && w.file == nil {
		return nil
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil
	}
	if !info.IsDir() {
		if w.file != nil {
			w.file(path, info)
		}
		return nil
	}
	if link {
		if path, err = filepath.EvalSymlinks(path); err != nil {
			return nil
		}
	}
	return w.enter(path, here)
}

// passedOver reports whether a name is that of something that is never read:
// hidden, an editor's backup, or the packages of a program.
func passedOver(name string) bool {
	return strings.HasPrefix(name, ".") && !isRules(name) || strings.HasPrefix(name, "~$") ||
		strings.HasSuffix(name, "~") || name == "node_modules"
}

func isRules(name string) bool { return name == ".gitignore" || name == ".footnoteignore" }

// rules are what the ignore files of a folder and of those above it leave out.
type rules struct {
	folder   string
	patterns ignore.Patterns
	above    *rules
	// alone is set for a folder of which only the roots in it count.
	alone bool
}

// maxRules is how much of an ignore file is read, in bytes.
const maxRules = 1 << 20

// read reads the ignore files of the folder. One that cannot be read leaves
// nothing out: what is told too often does no harm.
func (r *rules) read() {
	for _, name := range []string{".gitignore", ".footnoteignore"} {
		path := filepath.Join(r.folder, name)
		if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
			continue
		}
		if file, err := os.Open(path); err == nil {
			data, _ := io.ReadAll(io.LimitReader(file, maxRules))
			file.Close()
			r.patterns.Add(data)
		}
	}
}

// leaveOut reports whether a file or folder is left out. The folder nearest to
// it that says anything decides.
func (r *rules) leaveOut(path string, folder bool) bool {
	for ; r != nil; r = r.above {
		below, err := filepath.Rel(r.folder, path)
		if err != nil || strings.HasPrefix(below, "..") {
			continue // it was reached by a link
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
