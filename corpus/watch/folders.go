package watch

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/fsnotify/fsnotify"
)

// A root is a file or folder that somebody named.
type root struct {
	path string
	// stamp is what it was when it was last looked at, "" if it was not there.
	stamp string
	// real is where it is without links; folder is the one that is watched for
	// it: itself, or the one that the file is in.
	real, folder string
	file         bool
}

// folders are those that are watched.
type folders struct {
	watcher  *Watcher
	notifier *fsnotify.Watcher
	ctx      context.Context
	// held are the folders by their real paths, with the rules in each.
	held map[string]*rules
}

// look looks at the roots, sets up those that came or became others, and
// reports whether anything is new.
func (f *folders) look() (changed bool, err error) {
	for _, r := range f.watcher.roots {
		stamp := stampOf(r.path)
		same := stamp == r.stamp
		if _, held := f.held[r.folder]; same && (held || stamp == "") {
			continue
		}
		if err := f.setUp(r, stamp); err != nil {
			return changed, err
		}
		// What still cannot be watched is no news.
		_, held := f.held[r.folder]
		changed = changed || !same || held
	}
	return changed, nil
}

// setUp watches a root.
func (f *folders) setUp(r *root, stamp string) error {
	if !r.file && r.folder != "" {
		f.drop(r.folder)
	}
	r.stamp = stamp
	real, err := filepath.EvalSymlinks(r.path)
	if err != nil {
		return nil // it is not there, or gone already; it is looked at again
	}
	info, err := os.Stat(real)
	if err != nil {
		return nil
	}
	r.real, r.file, r.folder = real, !info.IsDir(), real
	if !r.file {
		return f.watch(real, nil)
	}
	r.folder = filepath.Dir(real)
	if _, held := f.held[r.folder]; held {
		return nil
	}
	_, err = f.hold(r.folder, &rules{alone: true})
	return err
}

// watch watches a folder and all below it. What came into one before it was
// watched is seen since it is listed afterwards.
func (f *folders) watch(folder string, above *rules) error {
	walk := walk{ctx: f.ctx, unruled: f.watcher.options.NoIgnore, folder: func(folder string, here *rules) (bool, error) {
		if held, ok := f.held[folder]; ok && !held.alone {
			return false, nil // by another way
		}
		return f.hold(folder, here)
	}}
	return walk.enter(folder, above)
}

// hold watches one folder. It is not, and that is no error, if the folder has
// gone or may not be read.
func (f *folders) hold(folder string, here *rules) (bool, error) {
	err := f.watcher.add(f.notifier, folder)
	switch {
	case err == nil:
		f.held[folder] = here
		return true, nil
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.ENOTDIR):
		return false, nil
	}
	return false, fmt.Errorf("watching %s: %w", folder, err)
}

// drop ends the watching of a folder and all below it.
func (f *folders) drop(folder string) {
	for held := range f.held {
		if held == folder || strings.HasPrefix(held, strings.TrimSuffix(folder, sep)+sep) {
			f.notifier.Remove(held) // which fails if it is gone
			delete(f.held, held)
		}
	}
}

const sep = string(filepath.Separator)

// take reports whether an event means that something changed, and follows what
// happens to folders.
func (f *folders) take(event fsnotify.Event) (changed bool, err error) {
	if event.Op&^fsnotify.Chmod == 0 {
		return false, nil
	}
	if _, held := f.held[event.Name]; held && (event.Has(fsnotify.Remove) || event.Has(fsnotify.Rename)) {
		f.drop(event.Name)
		return true, nil
	}
	in := filepath.Dir(event.Name)
	here, held := f.held[in]
	if !held || !f.counts(event.Name, here) {
		return false, nil
	}
	if isRules(filepath.Base(event.Name)) && !f.watcher.options.NoIgnore && !here.alone {
		f.drop(in)
		return true, f.watch(in, here.above)
	}
	if event.Has(fsnotify.Create) {
		if info, err := os.Stat(event.Name); err == nil && info.IsDir() && !here.alone {
			return true, f.enter(event.Name, here)
		}
	}
	return true, nil
}

// enter watches a folder that is new under a name, which may be a link.
func (f *folders) enter(name string, here *rules) error {
	real, err := filepath.EvalSymlinks(name)
	if err != nil {
		return nil // gone again
	}
	f.drop(name)
	return f.watch(real, here)
}

// counts reports whether what happens to a name is of interest.
func (f *folders) counts(name string, here *rules) bool {
	named := false
	for _, r := range f.watcher.roots {
		if r.file && (r.real == name || r.path == name) {
			named = true
			r.stamp = stampOf(r.path) // or it would be told once more
		}
	}
	if named || here.alone || passedOver(filepath.Base(name)) {
		return named
	}
	info, err := os.Stat(name)
	return !here.leaveOut(name, err == nil && info.IsDir())
}

// stampOf tells a file or folder from what is under its name later: another
// one, or one with other content. It is "" if there is none.
func stampOf(path string) string {
	real, err := filepath.EvalSymlinks(path)
	if err != nil {
		return ""
	}
	info, err := os.Stat(real)
	if err != nil {
		return ""
	}
	if info.IsDir() {
		return real + " " + identity(info)
	}
	return fmt.Sprint(real, " ", identity(info), " ", info.Size(), " ", info.ModTime().UnixNano())
}
