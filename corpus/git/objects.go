package git

import (
	"errors"
	"fmt"
	"io"

	"github.com/go-git/go-git/v6/plumbing"
	"github.com/go-git/go-git/v6/plumbing/format/config"
	"github.com/go-git/go-git/v6/plumbing/storer"
)

// errDamaged says that what is kept here is not what was fetched.
var errDamaged = errors.New("what was fetched of the repository is damaged")

func damage(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%w: %w", errDamaged, err)
}

// sound reads an object and makes sure that it is the one that was asked for.
func sound(objects storer.EncodedObjectStorer, kind plumbing.ObjectType, hash plumbing.Hash) (plumbing.EncodedObject, error) {
	raw, err := objects.EncodedObject(kind, hash)
	if err != nil {
		return nil, damage(err)
	}
	if kind == plumbing.TreeObject && raw.Size() > maxTree {
		return nil, tooMuch("has a folder with more than %d MiB of names", maxTree>>20)
	}
	sum := hasher(hash, kind, raw.Size())
	reader, err := raw.Reader()
	if err != nil {
		return nil, damage(err)
	}
	defer reader.Close()
	if _, err := io.Copy(sum, reader); err != nil {
		return nil, damage(err)
	}
	if !sum.Sum().Equal(hash) {
		return nil, damage(fmt.Errorf("the object %s has become another one", hash))
	}
	return raw, nil
}

func contentOf(raw plumbing.EncodedObject) ([]byte, error) {
	reader, err := raw.Reader()
	if err != nil {
		return nil, damage(err)
	}
	defer reader.Close()
	content, err := io.ReadAll(reader)
	return content, damage(err)
}

// hasher makes hashes as long as another one.
func hasher(like plumbing.Hash, kind plumbing.ObjectType, size int64) plumbing.Hasher {
	format := config.SHA1
	if like.Size() == config.SHA256.Size() {
		format = config.SHA256
	}
	return plumbing.NewHasher(format, kind, size)
}
