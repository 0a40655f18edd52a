package corpus

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"io"
)

// ContentHash is the value of Hash: the hex SHA-256 of everything that
// indexing depends on, which is all but ID, Path, Source and Hash. Whoever changes a
// document after a reader made it sets Hash anew.
func (d *Document) ContentHash() string {
	h := sha256.New()
	number := func(n int) {
		var b [8]byte
		binary.LittleEndian.PutUint64(b[:], uint64(n))
		h.Write(b[:])
	}
	// Lengths go in front, so that no two documents give the same bytes.
	field := func(s string) {
		number(len(s))
		io.WriteString(h, s)
	}
	for _, s := range []string{d.Title, d.Author, d.Publisher, d.Date, d.URL, d.Language} {
		field(s)
	}
	number(len(d.Audience))
	for _, label := range d.Audience {
		field(label)
	}
	number(len(d.Sections))
	for _, s := range d.Sections {
		field(s.Title)
		number(s.Level)
		number(s.Start)
		number(s.End)
	}
	number(d.Body)
	field(d.Text)
	// Most documents have no pages, and the hashes of these are older.
	if len(d.Pages) > 0 {
		number(len(d.Pages))
	}
	for _, p := range d.Pages {
		field(p.Label)
		number(p.Start)
	}
	if d.Version != "" { // which is younger still
		field("version")
		field(d.Version)
	}
	if len(d.Links) > 0 {
		field("links")
	}
	for _, l := range d.Links {
		field(l.URL)
		number(l.Start)
	}
	return hex.EncodeToString(h.Sum(nil))
}
