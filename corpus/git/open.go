package git

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/go-git/go-billy/v6/osfs"
	"github.com/go-git/go-git/v6/plumbing"
	"github.com/go-git/go-git/v6/plumbing/cache"
	"github.com/go-git/go-git/v6/storage/filesystem"
	"github.com/go-git/go-git/v6/storage/filesystem/dotgit"
)

// objects finds the head of the branch and the objects that it needs. It counts
// fetches in the manifest.
func (o *Origin) objects(ctx context.Context, held *manifest, limits Limits) (head, *filesystem.Storage, error) {
	if o.remote.address == nil {
		return openFolder(o.remote.folder, o.branch)
	}
	w := &wire{remote: o.remote, transport: o.transport, limit: limits.Fetched}
	if err := w.dial(ctx); err != nil {
		return head{}, nil, err
	}
	defer w.session.Close()
	tip, err := w.head(ctx, o.branch)
	if err != nil {
		return head{}, nil, err
	}
	folder := filepath.Join(o.folder, storeName)
	have, _ := plumbing.FromHex(held.Commit)
	s, err := openStore(folder, have, limits.Unpacked)
	if err != nil {
		return head{}, nil, damage(err)
	}
	if s.HasEncodedObject(tip.commit) == nil {
		return tip, s.Storage, nil
	}
	defer s.Close()
	switch {
	case len(s.have) == 0:
		held.Fetches = 0
	case held.Fetches >= maxFetches:
		return head{}, nil, damage(errors.New("it was fetched too often"))
	}
	held.Fetches++
	var limit limitError
	if err := w.fetch(ctx, s, tip.commit); err != nil && (w.broken.Load() || ctx.Err() != nil || errors.As(err, &limit)) {
		return head{}, nil, err
	} else if err != nil {
		return head{}, nil, damage(err)
	}
	return tip, openObjects(folder), nil
}

// openFolder opens a repository of this machine and reads it where it is.
func openFolder(folder, branch string) (head, *filesystem.Storage, error) {
	place, err := gitFolder(folder)
	if err != nil {
		return head{}, nil, err
	}
	files := osfs.New(place)
	if common, err := os.ReadFile(filepath.Join(place, "commondir")); err == nil {
		files = dotgit.NewRepositoryFilesystem(files, osfs.New(from(place, strings.TrimSpace(string(common)))))
	}
	objects := filesystem.NewStorageWithOptions(files, cache.NewObjectLRU(cachedObjects),
		filesystem.Options{LargeObjectThreshold: largeObject, AlternatesFS: osfs.New(filepath.VolumeName(place) + string(filepath.Separator))})
	tip, err := pick(branch, func(name plumbing.ReferenceName) *plumbing.Reference {
		reference, err := objects.Reference(name)
		if err != nil {
			return nil
		}
		return reference
	})
	if err != nil {
		objects.Close()
		return head{}, nil, err
	}
	return tip, objects, nil
}

// gitFolder finds where the repository of a folder is kept: in .git, where a
// file .git says, or in the folder itself.
func gitFolder(folder string) (string, error) {
	place := filepath.Join(folder, ".git")
	info, err := os.Stat(place)
	if err == nil && info.Mode().IsRegular() {
		data, err := os.ReadFile(place)
		to, ok := strings.CutPrefix(strings.TrimSpace(string(data)), "gitdir: ")
		if err != nil || !ok {
			return "", fmt.Errorf("%s does not say where the repository is", place)
		}
		return from(folder, to), nil
	}
	if err != nil {
		place = folder
	}
	for _, name := range []string{"HEAD", "objects"} {
		if _, err := os.Stat(filepath.Join(place, name)); err != nil {
			return "", errors.New("there is no git repository in this folder; check the path, or read it as a folder of files")
		}
	}
	return place, nil
}

// from is a path as it is written in a folder.
func from(folder, to string) string {
	if filepath.IsAbs(to) {
		return to
	}
	return filepath.Join(folder, to)
}
