package corpus

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A found is a file that a walk came upon.
type found struct {
	// root is the root it was found under, path where it is, both absolute; id
	// is the slash-separated path below root.
	root, path, id string
	// named is set for a root that is a file itself.
	named bool
	stamp Stamp
}

// A walk lists the files below the roots. Links come after everything else of
// their root, so that a file is known by its own path and not by that of a
// link to it.
type walk struct {
	ctx    context.Context
	files  []found
	faults []*Fault
	// seen holds the real paths of all files and folders met.
	seen map[string]bool
	// unruled is set when ignore files are not obeyed; left counts what they
	// leave out.
	unruled   bool
	left      int
	selection selection

	root  string
	links []link
}

// A link is a symbolic link with the rules of the folder that it is in.
type link struct {
	path  string
	rules *rules
}

func (w *walk) list(roots []string) {
	for _, root := range roots {
		if root == "" { // which would be the current folder
			w.fault(root, refused("the path of a file or folder to read is empty"))
			continue
		}
		absolute, err := filepath.Abs(root)
		if err != nil {
			w.fault(root, unread("cannot be found (%w)", err))
			continue
		}
		first := len(w.files)
		w.root = absolute
		w.visit(absolute, nil)
		for len(w.links) > 0 {
			links := w.links
			w.links = nil
			for _, l := range links {
				w.visit(l.path, l.rules)
			}
		}
		slices.SortFunc(w.files[first:], func(a, b found) int { return strings.Compare(a.id, b.id) })
	}
	slices.SortFunc(w.faults, func(a, b *Fault) int { return strings.Compare(a.Path, b.Path) })
}

func (w *walk) fault(path string, f *Fault) {
	f.Path = path
	w.faults = append(w.faults, f)
}

// visit takes up a file, or all that is in a folder. A link is followed.
func (w *walk) visit(path string, above *rules) {
	if w.ctx.Err() != nil {
		return
	}
	info, err := os.Stat(path)
	if err != nil {
		w.fault(path, missing(path, path == w.root, err))
		return
	}
	real, err := filepath.EvalSymlinks(path)
	if err != nil {
		w.fault(path, unread("cannot be followed (%w)", reason(err)))
		return
	}
	if w.seen[real] { // as all folders are that hold it
		if info.IsDir() && w.loops(path, real) {
			w.fault(path, refused("is a link to a folder that holds it, which would never end; it was not followed"))
		}
		return
	}
	w.seen[real] = true
	switch {
	case info.IsDir():
		w.folder(path, above)
	case info.Mode().IsRegular():
		w.file(path, StampOf(info))
	case path == w.root:
		w.fault(path, refused("is neither a file nor a folder"))
	}
}

func (w *walk) file(path string, stamp Stamp) {
	f := found{root: w.root, path: path, named: path == w.root, stamp: stamp}
	if f.named {
		f.id = filepath.Base(path)
	} else if below, err := filepath.Rel(w.root, path); err == nil {
		f.id = filepath.ToSlash(below)
	}
	if !f.named && !w.selection.includes(f.id) {
		w.left++
		return
	}
	w.files = append(w.files, f)
}

func (w *walk) folder(path string, above *rules) {
	entries, err := os.ReadDir(path)
	if err != nil {
		w.fault(path, unread("the folder cannot be read (%w)", reason(err)))
	}
	here, fault := w.rulesOf(path, above)
	if fault != nil {
		w.fault(path, fault)
		return
	}
	siblings := map[string]bool{}
	for _, e := range entries {
		siblings[e.Name()] = true
	}
	for _, e := range entries {
		if ignored(e.Name()) || accompanies(e.Name(), siblings) {
			continue
		}
		below := filepath.Join(path, e.Name())
		switch {
		case here.leaveOut(below, e.IsDir()), w.selection.excludes(w.root, below, e.IsDir()):
			w.left++
		case e.Type()&fs.ModeSymlink != 0:
			w.links = append(w.links, link{below, here})
		default:
			w.visit(below, here)
		}
	}
}

// loops reports whether path leads to one of the folders that it is in.
func (w *walk) loops(path, real string) bool {
	for above := filepath.Dir(path); len(above) >= len(w.root); above = filepath.Dir(above) {
		if realAbove, err := filepath.EvalSymlinks(above); err == nil && realAbove == real {
			return true
		}
		if above == filepath.Dir(above) {
			break
		}
	}
	return false
}

// ignored reports whether a name is that of something that holds no documents:
// hidden, an editor's backup, or the packages of a program.
func ignored(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") ||
		strings.HasSuffix(name, "~") || name == "node_modules"
}

// accompanies reports whether a name is that of what comes along with a
// document and is none: the questions and judgements of a BEIR benchmark, the
// folder of images and styles that browsers save beside a page.
func accompanies(name string, siblings map[string]bool) bool {
	benchmark := (siblings["corpus.jsonl"] || siblings["corpus.jsonl.gz"]) && siblings["qrels"]
	if benchmark && (name == "qrels" || FormatOf(name) == JSONLines && !strings.HasPrefix(name, "corpus.jsonl")) {
		return true
	}
	page, ok := strings.CutSuffix(name, "_files")
	return ok && (siblings[page+".html"] || siblings[page+".htm"])
}

// missing explains why a path leads nowhere.
func missing(path string, named bool, err error) *Fault {
	link, linkErr := os.Lstat(path)
	switch {
	case linkErr == nil && link.Mode()&fs.ModeSymlink != 0 && errors.Is(err, fs.ErrNotExist):
		return refused("is a link to something that is not there; mend or remove it")
	case linkErr == nil && link.Mode()&fs.ModeSymlink != 0 && !errors.Is(err, fs.ErrPermission):
		return refused("is a link that leads nowhere (%w); mend or remove it", reason(err))
	case errors.Is(err, fs.ErrNotExist) && named:
		return unread("there is no such file or folder; check the path")
	case errors.Is(err, fs.ErrNotExist):
		return refused("vanished while the folder was being read")
	}
	return unread("cannot be read (%w)", reason(err))
}

// reason strips the operation and the path, which the fault names already, off
// an error, and adds what helps against it.
func reason(err error) error {
	var pathError *fs.PathError
	if errors.As(err, &pathError) {
		err = pathError.Err
	}
	if errors.Is(err, fs.ErrPermission) {
		return &hinted{err, "give the user who runs this the right to read it"}
	}
	return err
}

type hinted struct {
	error
	hint string
}

func (h *hinted) Error() string { return h.error.Error() + "; " + h.hint }
func (h *hinted) Unwrap() error { return h.error }
