package git

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/go-git/go-git/v6/plumbing"
	"github.com/go-git/go-git/v6/plumbing/storer"
)

// Names in the folder of a source.
const (
	checkoutName = "files"
	storeName    = "objects.git"
	manifestName = "checkout.json"
	newName      = "new-file"
)

// A checkout is the files of a commit in a folder. All that is done to it stays
// in the folder of the source, whatever names and links are there.
type checkout struct {
	source *os.Root
	manifest
	// size is that of the files in bytes, which has a limit.
	size, limit int64
	// pointers counts the files that stand for others kept elsewhere.
	pointers int
}

// become makes the checkout equal to a listing, and leaves untouched what is
// equal already.
func (c *checkout) become(ctx context.Context, l *listing) error {
	if info, err := c.source.Lstat(checkoutName); err != nil || !info.IsDir() {
		if err := errors.Join(c.source.RemoveAll(checkoutName), c.source.Mkdir(checkoutName, 0o777)); err != nil {
			return err
		}
	}
	if err := c.source.RemoveAll(newName); err != nil {
		return err
	}
	there, err := c.clear(l.files)
	if err != nil {
		return err
	}
	held := manifest{Key: c.Key, Commit: c.Commit, Fetches: c.Fetches, files: map[string]stamp{}}
	for _, at := range slices.Sorted(maps.Keys(l.files)) {
		if err := ctx.Err(); err != nil {
			return err
		}
		now, ok := there[at]
		c.size += now.Size
		if !ok {
			if now, err = c.write(l.objects, at, l.files[at]); err != nil {
				return err
			}
		}
		if now != (stamp{}) {
			held.files[at] = now
		}
	}
	c.manifest = held
	return nil
}

// clear removes what is not as it should be, and returns what stays.
func (c *checkout) clear(wanted map[string]plumbing.Hash) (map[string]stamp, error) {
	there := map[string]stamp{}
	var folders, wrong []string
	err := fs.WalkDir(c.source.FS(), checkoutName, func(name string, entry fs.DirEntry, err error) error {
		at, below := strings.CutPrefix(name, checkoutName+"/")
		switch {
		case err != nil:
			return err
		case !below && entry.IsDir():
			return nil
		case entry.IsDir():
			folders = append(folders, name)
			return nil
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		now := stampOf(info, wanted[at])
		if _, want := wanted[at]; want && info.Mode().IsRegular() && c.files[at] == now {
			there[at] = now
			return nil
		}
		wrong = append(wrong, name)
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, name := range wrong {
		if err := c.source.Remove(name); err != nil {
			return nil, err
		}
	}
	for _, name := range slices.Backward(folders) {
		at := strings.TrimPrefix(name, checkoutName+"/")
		if _, file := wanted[at]; file || !holds(c.source, name) {
			if err := c.source.RemoveAll(name); err != nil {
				return nil, err
			}
		}
	}
	return there, nil
}

// holds reports whether there is anything in a folder.
func holds(root *os.Root, name string) bool {
	folder, err := root.Open(name)
	if err != nil {
		return true
	}
	defer folder.Close()
	_, err = folder.ReadDir(1)
	return err == nil
}

// write writes a file, under another name until it is whole. One that stands
// for a large file elsewhere is not written, and has no stamp.
func (c *checkout) write(objects storer.EncodedObjectStorer, at string, hash plumbing.Hash) (stamp, error) {
	raw, err := objects.EncodedObject(plumbing.BlobObject, hash)
	if err != nil {
		return stamp{}, damage(err)
	}
	if c.size += raw.Size(); c.size > c.limit {
		return stamp{}, tooMuch("has more than %d MiB of files", c.limit>>20)
	}
	if pointer, err := isPointer(raw); err != nil || pointer {
		c.pointers++
		return stamp{}, err
	}
	if err := c.copy(raw, hash); err != nil {
		return stamp{}, err
	}
	name := checkoutName + "/" + at
	if err := c.source.MkdirAll(path.Dir(name), 0o777); err != nil {
		return stamp{}, err
	}
	if err := c.source.Rename(newName, name); err != nil {
		return stamp{}, err
	}
	info, err := c.source.Lstat(name)
	if err != nil {
		return stamp{}, err
	}
	return stampOf(info, hash), nil
}

// copy writes the content of an object to the new file.
func (c *checkout) copy(raw plumbing.EncodedObject, hash plumbing.Hash) error {
	reader, err := raw.Reader()
	if err != nil {
		return damage(err)
	}
	defer reader.Close()
	file, err := c.source.OpenFile(newName, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o666)
	if err != nil {
		return err
	}
	defer file.Close()
	sum := hasher(hash, plumbing.BlobObject, raw.Size())
	source := &failing{Reader: reader}
	if _, err := io.Copy(io.MultiWriter(file, sum), source); err != nil && source.err != nil {
		return damage(err)
	} else if err != nil {
		return err
	}
	if !sum.Sum().Equal(hash) {
		return damage(fmt.Errorf("the object %s has become another one", hash))
	}
	return file.Close()
}

// failing remembers whether it was reading that failed.
type failing struct {
	io.Reader
	err error
}

func (f *failing) Read(p []byte) (int, error) {
	n, err := f.Reader.Read(p)
	if err != nil && err != io.EOF {
		f.err = err
	}
	return n, err
}

// isPointer reports whether an object is a pointer of Git LFS, which names a
// file that is kept elsewhere.
func isPointer(raw plumbing.EncodedObject) (bool, error) {
	const begins, most = "version https://git-lfs.github.com/spec/", 1024
	if raw.Size() < int64(len(begins)) || raw.Size() > most {
		return false, nil
	}
	content, err := contentOf(raw)
	return strings.HasPrefix(string(content), begins), err
}
