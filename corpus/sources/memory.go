package sources

import (
	"encoding/json"
	"fmt"
	"os"
	"time"

	"footnote/corpus"
)

// A Memory is a corpus.Memory that is kept in a file, for one walk. It is a
// cache: when the file is lost or damaged, all files are read again.
type Memory struct {
	name, key string
	before    map[string]remembered
	now       map[string]remembered
	changed   bool
	clock     func() time.Time
}

// remembered is what a file gave.
type remembered struct {
	Stamp corpus.Stamp `json:"stamp"`
	// IDs and Hashes are those of its documents as they were indexed.
	IDs    []string `json:"ids,omitempty"`
	Hashes []string `json:"hashes,omitempty"`
}

// memoryFile is what the file holds. Key names all that documents depend on
// besides their files.
type memoryFile struct {
	Key   string                `json:"key"`
	Files map[string]remembered `json:"files"`
}

// OpenMemory opens the memory in a file. What was noted under another key is
// forgotten; so are files of which a document is not held as it was noted.
func OpenMemory(name, key string, held func(id, hash string) bool) *Memory {
	m := &Memory{name: name, key: key, now: map[string]remembered{}, clock: time.Now}
	data, err := os.ReadFile(name)
	var noted memoryFile
	if err != nil || json.Unmarshal(data, &noted) != nil || noted.Key != key {
		m.changed = true
		return m
	}
	m.before = noted.Files
	for path, file := range m.before {
		sound := len(file.IDs) == len(file.Hashes)
		for i := 0; sound && i < len(file.IDs); i++ {
			sound = held(file.IDs[i], file.Hashes[i])
		}
		if !sound {
			delete(m.before, path)
		}
	}
	return m
}

// Knows implements corpus.Memory.
func (m *Memory) Knows(path string, stamp corpus.Stamp) ([]string, bool) {
	file, known := m.before[path]
	if !known || file.Stamp != stamp {
		return nil, false
	}
	m.now[path] = file
	return file.IDs, true
}

// settled is how long ago a file must have been written: the clock of a file
// system may not tell two writes apart that follow each other at once.
const settled = 2 * time.Second

// Remember implements corpus.Memory.
func (m *Memory) Remember(path string, stamp corpus.Stamp, ids []string) {
	m.changed = true
	delete(m.now, path)
	if last := max(stamp.Modified, stamp.Changed); m.clock().UnixNano()-last > int64(settled) {
		m.now[path] = remembered{Stamp: stamp, IDs: ids}
	}
}

// Save writes the memory. hashOf tells the hash of a document as it is indexed
// now; where it does not know one, the file is forgotten.
func (m *Memory) Save(hashOf func(id string) (hash string, ok bool)) error {
	if !m.changed && len(m.now) == len(m.before) {
		return nil
	}
	noted := memoryFile{Key: m.key, Files: map[string]remembered{}}
	for path, file := range m.now {
		sound := true
		file.Hashes = nil
		for _, id := range file.IDs {
			hash, ok := hashOf(id)
			sound = sound && ok
			file.Hashes = append(file.Hashes, hash)
		}
		if sound {
			noted.Files[path] = file
		}
	}
	data, err := json.Marshal(noted)
	if err == nil {
		err = WriteFile(m.name, data)
	}
	if err != nil {
		return fmt.Errorf("noting how the files are: %w", err)
	}
	return nil
}
