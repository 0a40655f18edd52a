package history

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// A shelf is the folder in which a source keeps what it read. All of it may
// vanish or be damaged: it is read again then.
type shelf struct{ dir string }

// A place is where messages stand one after another: a channel, a thread, a
// post of a forum.
type place struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Thread bool   `json:"thread"`
	// Owner is the ID of who opened a thread.
	Owner string `json:"owner"`
	// Resolved is set for a post with a tag that says so.
	Resolved bool `json:"resolved"`
	// Seen is what a list of threads said of it when it was last read: as long
	// as an archived thread is listed like that, nothing was written or deleted.
	Seen string `json:"seen"`
	// Whole is when it was last read from its end to its beginning, or as far as
	// is read of a long one.
	Whole time.Time `json:"whole"`
	// Complete is set once it was, and Cut where it is longer than what is read.
	Complete bool `json:"complete"`
	Cut      bool `json:"cut"`
	// Messages are in order.
	Messages []message `json:"messages"`

	// saved is the checksum of what is on the shelf.
	saved string
}

// form is the version of the files. What has another is read again.
const form = 1

// load reads a place; what is not there, or damaged, is empty.
func (s shelf) load(id string) *place {
	data, err := os.ReadFile(s.file(id))
	if err != nil {
		return &place{ID: id}
	}
	return placeOf(data, id)
}

// placeOf reads the file of a place.
func placeOf(data []byte, id string) *place {
	p := new(place)
	sum, err := open(data, p)
	if err != nil || p.ID != id {
		return &place{ID: id}
	}
	p.saved = sum
	return p
}

// save writes a place, unless it stands there like that.
func (s shelf) save(p *place) error {
	sum, err := s.write(p.ID, p, p.saved)
	if err == nil {
		p.saved = sum
	}
	return err
}

// places are the IDs of the places on the shelf.
func (s shelf) places() []string {
	entries, err := os.ReadDir(s.dir)
	if err != nil { // there is none yet
		return nil
	}
	var ids []string
	for _, e := range entries {
		if id, ok := strings.CutSuffix(e.Name(), ".json"); ok && isID(id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// remove removes a place.
func (s shelf) remove(id string) error {
	if err := os.Remove(s.file(id)); err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("removing what was read of a channel: %w", err)
	}
	return nil
}

// known is what was known of the channel as a whole; nothing if that is lost.
func (s shelf) known() known {
	var k known
	data, err := os.ReadFile(s.file(overview))
	if err == nil {
		_, err = open(data, &k)
	}
	if err != nil {
		return known{}
	}
	return k
}

func (s shelf) saveKnown(k known) error {
	_, err := s.write(overview, k, "")
	return err
}

// sweep removes what was being written when a program ended.
func (s shelf) sweep() {
	entries, _ := os.ReadDir(s.dir) // there may be none yet
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), stump) {
			_ = os.Remove(filepath.Join(s.dir, e.Name())) // it does no harm
		}
	}
}

// stump begins the names under which files are written.
const stump = ".history-"

// clear removes all that is on the shelf.
func (s shelf) clear() error {
	var faults []error
	for _, id := range append(s.places(), overview) {
		faults = append(faults, s.remove(id))
	}
	return errors.Join(faults...)
}

// overview is the name of the file on the channel as a whole.
const overview = "channel"

func (s shelf) file(name string) string { return filepath.Join(s.dir, name+".json") }

// open reads what a file holds: a line with its version and checksum, and JSON.
func open(data []byte, into any) (sum string, err error) {
	head, body, _ := bytes.Cut(data, []byte("\n"))
	if sum = headOf(body); string(head) != sum {
		return "", errors.New("the file is damaged")
	}
	return sum, json.Unmarshal(body, into)
}

// write replaces a file, which is whole at any time, unless its checksum is the
// one given.
func (s shelf) write(name string, value any, unless string) (sum string, err error) {
	body, err := json.Marshal(value)
	if err != nil {
		return "", fmt.Errorf("keeping what was read of a channel: %w", err)
	}
	if sum = headOf(body); sum == unless {
		return sum, nil
	}
	if err := replace(s.file(name), append([]byte(sum+"\n"), body...)); err != nil {
		return "", fmt.Errorf("keeping what was read of a channel: %w", err)
	}
	return sum, nil
}

func headOf(body []byte) string {
	sum := sha256.Sum256(body)
	return fmt.Sprintf("footnote history %d %s", form, hex.EncodeToString(sum[:]))
}

// replace writes a file under another name first. What people wrote is for the
// eyes of the file's owner alone.
func replace(file string, data []byte) error {
	dir := filepath.Dir(file)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, stump+"*")
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), file)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}

func isID(s string) bool { return s != "" && len(s) <= 20 && strings.Trim(s, "0123456789") == "" }
