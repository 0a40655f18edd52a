package git

import (
	"context"
	"fmt"
	"maps"
	"net/url"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"footnote/corpus/ignore"

	"github.com/go-git/go-git/v6/plumbing"
	"github.com/go-git/go-git/v6/plumbing/filemode"
	"github.com/go-git/go-git/v6/plumbing/object"
	"github.com/go-git/go-git/v6/plumbing/storer"
)

// A selection says what of a repository is read.
type selection struct {
	// folder is the path of the only folder that is read, "" for all.
	folder           string
	include, exclude ignore.Patterns
	// entries limits how many files and folders there may be.
	entries int
}

// A listing is what a selection takes of a commit: the objects of files by
// their paths. Those of links are in links until it is known where they lead.
type listing struct {
	ctx     context.Context
	objects storer.EncodedObjectStorer
	selection
	files, links map[string]plumbing.Hash
	refused      []string // names that no file can have here
	folded       map[string]bool
	count        int
	// ignored counts what the patterns leave out, skipped what leads out of
	// the repository.
	ignored, skipped int
}

// Limits of one folder and of a path, in bytes and in steps.
const (
	maxTree  = 16 << 20
	maxDepth = 200
	maxName  = 255
	maxLink  = 4096
)

// list finds the files of a commit. Errors that mean that objects are damaged
// or missing are errDamaged.
func list(ctx context.Context, objects storer.EncodedObjectStorer, commit plumbing.Hash, what selection) (*listing, error) {
	l := &listing{ctx: ctx, objects: objects, selection: what, files: map[string]plumbing.Hash{}, links: map[string]plumbing.Hash{}, folded: map[string]bool{}}
	raw, err := sound(objects, plumbing.CommitObject, commit)
	if err != nil {
		return nil, err
	}
	decoded, err := object.DecodeCommit(objects, raw)
	if err != nil {
		return nil, damage(err)
	}
	if what.folder != "" {
		if _, mode, err := l.find(decoded.TreeHash, what.folder); err != nil {
			return nil, err
		} else if mode != filemode.Dir {
			return nil, fmt.Errorf("the branch has no folder %q; if it was renamed, name the new one", what.folder)
		}
	}
	if err := l.folderAt(decoded.TreeHash, "", what.include.Empty(), 0); err != nil {
		return nil, err
	}
	return l, l.follow(decoded.TreeHash)
}

// folderAt lists a folder. In is set when all in it is included.
func (l *listing) folderAt(hash plumbing.Hash, at string, in bool, depth int) error {
	if err := l.ctx.Err(); err != nil {
		return err
	}
	tree, err := l.tree(hash)
	if err != nil {
		return err
	}
	if depth > maxDepth {
		return tooMuch("has folders %d deep", depth)
	}
	if l.count += len(tree.Entries); l.count > l.entries {
		return tooMuch("has more than %d files and folders", l.entries)
	}
	seen := map[string]bool{}
	for _, e := range tree.Entries {
		if seen[e.Name] {
			continue
		}
		seen[e.Name] = true
		if !possible(e.Name) && !hiddenName(e.Name) {
			l.refused = append(l.refused, path.Join(at, url.PathEscape(e.Name)))
			continue
		}
		if err := l.entry(e, path.Join(at, e.Name), in, depth); err != nil {
			return err
		}
	}
	return nil
}

// entry lists what is in a folder under one name.
func (l *listing) entry(e object.TreeEntry, at string, in bool, depth int) error {
	folder := e.Mode == filemode.Dir
	below := l.below(at)
	switch {
	case isRules(e.Name) && e.Mode.IsRegular():
		l.files[at] = e.Hash // whatever the patterns say: it says what is read
		return nil
	case hiddenName(e.Name) || !below && !(folder && strings.HasPrefix(l.folder, at+"/")):
		return nil
	case l.clashes(at):
		l.refused = append(l.refused, at)
		return nil
	case e.Mode == filemode.Submodule:
		l.skipped++
		return nil
	}
	if l.exclude.Match(at, folder) == ignore.Out {
		l.ignored++
		return nil
	}
	switch l.include.Match(at, folder) {
	case ignore.Out: // which here means what it names
		in = true
	case ignore.In:
		in = false
	}
	switch {
	case folder:
		return l.folderAt(e.Hash, at, in, depth+1)
	case !in:
		l.ignored++
	case e.Mode == filemode.Symlink:
		l.links[at] = e.Hash
	default:
		l.files[at] = e.Hash
	}
	return nil
}

// below reports whether a path is in the folder that is read.
func (l *listing) below(at string) bool {
	return l.folder == "" || strings.HasPrefix(at, l.folder+"/") || at == l.folder
}

// follow makes files of the links to files that are not read under their own
// path. Where a link leads is looked up in the commit, so that it cannot lead
// out of it.
func (l *listing) follow(root plumbing.Hash) error {
	for _, at := range slices.Sorted(maps.Keys(l.links)) {
		to, err := l.target(at, l.links[at])
		if err != nil {
			return err
		}
		if _, taken := l.files[to]; taken {
			continue // which is read once, under its own name
		}
		found, mode, err := l.find(root, to)
		if err != nil {
			return err
		}
		if found.IsZero() || !mode.IsRegular() && mode != filemode.Executable {
			l.skipped++
			continue
		}
		l.files[at] = found
	}
	return nil
}

// target is the path in the repository that a link names, or "".
func (l *listing) target(at string, hash plumbing.Hash) (string, error) {
	raw, err := sound(l.objects, plumbing.BlobObject, hash)
	if err != nil {
		return "", err
	}
	if raw.Size() > maxLink {
		return "", nil
	}
	content, err := contentOf(raw)
	to := string(content)
	if err != nil || path.IsAbs(to) {
		return "", err
	}
	return path.Join(path.Dir(at), to), nil // which find does not find if it leads out
}

// find finds the object that a path names, if nothing on the way is hidden,
// excluded or a link.
func (l *listing) find(root plumbing.Hash, to string) (found plumbing.Hash, mode filemode.FileMode, err error) {
	if to == "" || to == "." {
		return plumbing.ZeroHash, 0, nil
	}
	found, mode = root, filemode.Dir
	parts := strings.Split(to, "/")
	for i, part := range parts {
		if mode != filemode.Dir || hiddenName(part) {
			return plumbing.ZeroHash, 0, nil
		}
		tree, err := l.tree(found)
		if err != nil {
			return plumbing.ZeroHash, 0, err
		}
		found, mode = plumbing.ZeroHash, 0
		for _, e := range tree.Entries {
			if e.Name == part {
				found, mode = e.Hash, e.Mode
			}
		}
		if l.exclude.Match(strings.Join(parts[:i+1], "/"), mode == filemode.Dir) == ignore.Out {
			return plumbing.ZeroHash, 0, nil
		}
	}
	return found, mode, nil
}

func (l *listing) tree(hash plumbing.Hash) (*object.Tree, error) {
	raw, err := sound(l.objects, plumbing.TreeObject, hash)
	if err != nil {
		return nil, err
	}
	tree, err := object.DecodeTree(l.objects, raw)
	return tree, damage(err)
}

func isRules(name string) bool    { return name == ".gitignore" || name == ".footnoteignore" }
func hiddenName(name string) bool { return strings.HasPrefix(name, ".") }

// possible reports whether a file of this system can have a name.
func possible(name string) bool {
	return len(name) <= maxName && filepath.IsLocal(name) && !strings.ContainsAny(name, "/\\\x00") &&
		(runtime.GOOS != "windows" || !strings.ContainsAny(name, `<>:"|?*`))
}

// clashes reports whether a path would be that of another one where case does
// not matter.
func (l *listing) clashes(at string) bool {
	if runtime.GOOS != "windows" && runtime.GOOS != "darwin" {
		return false
	}
	fold := strings.ToLower(at)
	clash := l.folded[fold]
	l.folded[fold] = true
	return clash
}
