package corpus

import (
	"io/fs"
	"slices"
	"strings"
)

// A Stamp tells, without reading it, whether a file is as it was.
type Stamp struct {
	// Size is in bytes, Modified and Changed are Unix times in nanoseconds:
	// when the content was written, as the file says, and when anything of it
	// was, as the system says; 0 where it does not.
	Size, Modified, Changed int64
}

// StampOf is the stamp of a file.
func StampOf(info fs.FileInfo) Stamp {
	return Stamp{Size: info.Size(), Modified: info.ModTime().UnixNano(), Changed: changeTime(info)}
}

// A Memory knows what files gave when they were last read.
type Memory interface {
	// Knows returns the IDs of the documents that the file gave, if it had the
	// same stamp.
	Knows(path string, stamp Stamp) (ids []string, known bool)
	// Remember notes what a file gave. It was read whole and without a fault.
	Remember(path string, stamp Stamp, ids []string)
}

// knows reports whether a file need not be read, and takes the IDs of its
// documents. Those that the file would not get now are not believed.
func (r *reading) knows(file found, id string) bool {
	if r.files.Memory == nil {
		return false
	}
	ids, known := r.files.Memory.Knows(file.path, file.stamp)
	if !known || slices.ContainsFunc(ids, func(held string) bool { return !r.gets(file, id, held) }) {
		return false
	}
	for _, held := range ids {
		r.ids[held] = true
	}
	if len(ids) == 0 {
		r.files.Skipped++
	}
	return true
}

// gets reports whether a document of a file with the ID may have the ID held.
func (r *reading) gets(file found, id, held string) bool {
	if FormatOf(file.path) == JSONLines {
		return !r.ids[held]
	}
	rest, ok := strings.CutPrefix(held, id)
	if ok && rest == "" {
		return true
	}
	return ok && (rest[0] == '#' || rest[0] == '/') && !r.ids[held] || r.files.Archives.of(file.path) != nil && !r.ids[held]
}

// remember notes what is yielded until done is called, unless anything is wrong
// with it.
func (r *reading) remember(file found) (done func()) {
	if r.files.Memory == nil {
		return func() {}
	}
	yield := r.yield
	sound, ids := true, []string(nil)
	r.yield = func(doc Document, err error) bool {
		wanted := yield(doc, err)
		sound = sound && wanted && err == nil
		ids = append(ids, doc.ID)
		return wanted
	}
	return func() {
		r.yield = yield
		if sound && r.ctx.Err() == nil {
			r.files.Memory.Remember(file.path, file.stamp, ids)
		}
	}
}
