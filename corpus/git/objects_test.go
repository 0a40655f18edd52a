package git

import (
	"errors"
	"os"
	"testing"

	"github.com/go-git/go-git/v6/plumbing"
	"github.com/go-git/go-git/v6/storage/memory"
)

// A liar gives one object for all that it is asked for.
type liar struct {
	*memory.Storage
	object plumbing.EncodedObject
}

func (l liar) EncodedObject(plumbing.ObjectType, plumbing.Hash) (plumbing.EncodedObject, error) {
	return l.object, nil
}

// TestObjectsAreWhatTheyShouldBe reads objects that have become others.
func TestObjectsAreWhatTheyShouldBe(t *testing.T) {
	l := liar{memory.NewStorage(), nil}
	l.object = l.NewEncodedObject()
	l.object.SetType(plumbing.BlobObject)
	w, err := l.object.Writer()
	if err != nil {
		t.Fatal(err)
	}
	w.Write([]byte("What it is.\n"))
	root, err := os.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	c := checkout{source: root, limit: 1 << 20}
	right := l.object.Hash()
	wrong, _ := plumbing.FromHex("1234567890123456789012345678901234567890")
	long, _ := plumbing.FromHex("1234567890123456789012345678901234567890123456789012345678901234")
	for _, hash := range []plumbing.Hash{right, wrong, long} {
		_, err := sound(l, plumbing.BlobObject, hash)
		_, written := c.write(l, "a/b.md", hash)
		if hash == right && (err != nil || written != nil) {
			t.Errorf("%v, %v", err, written)
		}
		if hash != right && (!errors.Is(err, errDamaged) || !errors.Is(written, errDamaged)) {
			t.Errorf("another object is taken for %s: %v, %v", hash, err, written)
		}
	}
}
