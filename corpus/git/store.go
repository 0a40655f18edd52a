package git

import (
	"bufio"
	"crypto"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/go-git/go-billy/v6/osfs"
	"github.com/go-git/go-git/v6/plumbing"
	"github.com/go-git/go-git/v6/plumbing/cache"
	"github.com/go-git/go-git/v6/plumbing/format/config"
	"github.com/go-git/go-git/v6/plumbing/format/idxfile"
	"github.com/go-git/go-git/v6/plumbing/format/packfile"
	"github.com/go-git/go-git/v6/plumbing/hash"
	"github.com/go-git/go-git/v6/storage/filesystem"
)

// A store holds the objects of commits, each without its history. Beyond them
// it knows nothing: a fetch starts from the commits that it is told of.
type store struct {
	*filesystem.Storage
	folder string
	have   []plumbing.Hash
	// unpacked limits what the objects of a fetch make, in bytes.
	unpacked int64
}

// Sizes in bytes: of the objects that a store keeps in memory, and up to which
// it takes them there at all.
const (
	cachedObjects = 16 << 20
	largeObject   = 32 << 20
)

// fetchedName is the pattern of names of packs that are on their way.
const fetchedName = "fetched-*.pack"

// maxFetches is how many fetches a store takes until it is made anew: what no
// commit needs any more has to go at some time.
const maxFetches = 40

// openStore opens the store in a folder, or makes one. have is a commit that it
// may hold from an earlier fetch.
func openStore(folder string, have plumbing.Hash, unpacked int64) (*store, error) {
	if err := os.MkdirAll(filepath.Join(folder, "objects", "pack"), 0o777); err != nil {
		return nil, err
	}
	for _, cut := range matches(folder, fetchedName) { // by a kill
		os.Remove(cut)
	}
	s := &store{Storage: openObjects(folder), folder: folder, unpacked: unpacked}
	if _, err := s.Reference(plumbing.HEAD); err != nil {
		// The library takes over the server's kind of hashes into what is empty.
		if err := errors.Join(s.Init(), s.SetReference(plumbing.NewSymbolicReference(plumbing.HEAD, plumbing.Invalid))); err != nil {
			return nil, err
		}
	}
	if !have.IsZero() && s.HasEncodedObject(have) == nil {
		s.have = []plumbing.Hash{have}
	}
	return s, nil
}

func openObjects(folder string) *filesystem.Storage {
	return filesystem.NewStorageWithOptions(osfs.New(folder), cache.NewObjectLRU(cachedObjects), filesystem.Options{LargeObjectThreshold: largeObject})
}

// matches lists the files of a folder with names of a pattern.
func matches(folder, pattern string) (paths []string) {
	entries, _ := os.ReadDir(folder)
	for _, e := range entries {
		if ok, _ := filepath.Match(pattern, e.Name()); ok {
			paths = append(paths, filepath.Join(folder, e.Name()))
		}
	}
	return paths
}

// Shallow are the commits without history, which are all.
func (s *store) Shallow() ([]plumbing.Hash, error) { return s.have, nil }

// SetShallow has nothing to note.
func (s *store) SetShallow([]plumbing.Hash) error { return nil }

// PackfileWriter takes the objects of a fetch.
func (s *store) PackfileWriter() (io.WriteCloser, error) {
	file, err := os.CreateTemp(s.folder, fetchedName)
	if err != nil {
		return nil, err
	}
	return &incoming{File: file, store: s}, nil
}

// incoming is a pack on its way into the store. It does what the library's own
// writer does, but checks the pack before, and in the same goroutine, where a
// panic can be caught.
type incoming struct {
	*os.File
	store *store
}

// Close puts the pack into the store, with an index.
func (p *incoming) Close() error {
	defer os.Remove(p.Name())
	defer p.File.Close()
	size, err := p.Seek(0, io.SeekCurrent)
	if err != nil || size == 0 {
		return err
	}
	format := p.store.format()
	if _, err := p.Seek(0, io.SeekStart); err != nil {
		return err
	}
	thin, err := checkPack(bufio.NewReaderSize(p.File, 1<<16), format.Size(), p.store.unpacked, p.store.sizeOf)
	if err != nil {
		return err
	}
	if _, err := p.Seek(0, io.SeekStart); err != nil {
		return err
	}
	if thin { // its objects build on others, and are stored one by one
		_, err := packfile.NewParser(p.File, packfile.WithStorage(p.store.Storage), packfile.WithObjectFormat(format)).Parse()
		return err
	}
	return p.install(format)
}

// sizeOf is the size of an object that is here, or 0.
func (s *store) sizeOf(hash []byte) int64 {
	id, _ := plumbing.FromBytes(hash)
	size, err := s.EncodedObjectSize(id)
	if err != nil {
		return 0
	}
	return size
}

func (s *store) format() config.ObjectFormat {
	if c, err := s.Config(); err == nil && c.Extensions.ObjectFormat == config.SHA256 {
		return config.SHA256
	}
	return config.SHA1
}

// install writes the index, and then moves the pack to where it is found.
func (p *incoming) install(format config.ObjectFormat) error {
	writer := new(idxfile.Writer)
	parser := packfile.NewParser(p.File, packfile.WithScannerObservers(writer), packfile.WithObjectFormat(format))
	sum, err := parser.Parse()
	if err != nil {
		return fmt.Errorf("the objects that the server sent cannot be understood: %w", err)
	}
	index, err := writer.Index()
	if err != nil {
		return err
	}
	name := filepath.Join(p.store.folder, "objects", "pack", "pack-"+sum.String())
	file, err := os.Create(name + ".idx")
	if err != nil {
		return err
	}
	algorithm := crypto.SHA1
	if format == config.SHA256 {
		algorithm = crypto.SHA256
	}
	buffered := bufio.NewWriter(file)
	if err := errors.Join(idxfile.Encode(buffered, hash.New(algorithm), index), buffered.Flush(), file.Close()); err != nil {
		return err
	}
	if err := p.File.Close(); err != nil {
		return err
	}
	return os.Rename(p.Name(), name+".pack")
}
