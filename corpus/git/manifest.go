package git

import (
	"encoding/json"
	"io/fs"
	"maps"
	"os"

	"github.com/go-git/go-git/v6/plumbing"
)

// A stamp is how a file of the checkout was when it was written. The zero stamp
// is that of no file.
type stamp struct {
	// Hash is that of its object, in hexadecimal.
	Hash string `json:"hash"`
	// Size is in bytes, Modified a Unix time in nanoseconds.
	Size     int64 `json:"size"`
	Modified int64 `json:"modified"`
}

func stampOf(info fs.FileInfo, hash plumbing.Hash) stamp {
	return stamp{Hash: hash.String(), Size: info.Size(), Modified: info.ModTime().UnixNano()}
}

// A manifest says what the checkout is.
type manifest struct {
	// Key says what all documents depend on: where the repository is, and which
	// branch it is.
	Key string
	// Commit is the last one that was fetched, in hexadecimal.
	Commit string
	// Fetches counts those since the store was made.
	Fetches int
	files   map[string]stamp
}

// stored is a manifest in its file. The names of files are any bytes.
type stored struct {
	Key     string        `json:"key"`
	Commit  string        `json:"commit"`
	Fetches int           `json:"fetches"`
	Files   []storedEntry `json:"files"`
}

type storedEntry struct {
	Path []byte `json:"path"`
	stamp
}

// readManifest reads a manifest. One that is damaged or not there is empty:
// then all files are written anew.
func readManifest(source *os.Root) manifest {
	m := manifest{files: map[string]stamp{}}
	data, err := source.ReadFile(manifestName)
	var s stored
	if err != nil || json.Unmarshal(data, &s) != nil {
		return m
	}
	m.Key, m.Commit, m.Fetches = s.Key, s.Commit, s.Fetches
	for _, e := range s.Files {
		m.files[string(e.Path)] = e.stamp
	}
	return m
}

// save writes the manifest in one step.
func (m manifest) save(source *os.Root) error {
	s := stored{Key: m.Key, Commit: m.Commit, Fetches: m.Fetches}
	for name, held := range m.files {
		s.Files = append(s.Files, storedEntry{[]byte(name), held})
	}
	data, err := json.Marshal(s)
	if err != nil {
		return err
	}
	return replace(source, manifestName, data)
}

func (m manifest) equal(other manifest) bool {
	return m.Key == other.Key && m.Commit == other.Commit && m.Fetches == other.Fetches && maps.Equal(m.files, other.files)
}

// replace writes a file in one step, whatever is in its place.
func replace(root *os.Root, name string, data []byte) error {
	if err := root.RemoveAll(newName); err != nil {
		return err
	}
	if err := root.WriteFile(newName, data, 0o666); err != nil {
		return err
	}
	if err := root.Rename(newName, name); err == nil {
		return nil
	}
	if err := root.RemoveAll(name); err != nil {
		return err
	}
	return root.Rename(newName, name)
}
