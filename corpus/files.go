package corpus

import (
	"context"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// DefaultMaxFile is the size up to which whole-file formats are read by
// default, in bytes.
const DefaultMaxFile = 100 << 20

// maxParsed is the size up to which files are read whose format has to be
// parsed as a whole: the tree takes up to thirty times the file.
const maxParsed = 32 << 20

// Files reads documents from files and folders. Set Roots and range over
// Documents; the zero value of the rest is fit for use. One walk at a time.
type Files struct {
	// Roots are the files and folders to read.
	Roots []string
	// MaxFile limits the size of a file, JSON Lines excepted; 0 means
	// DefaultMaxFile. Web pages and Markdown may have 32 MiB at the most.
	MaxFile int64
	// MaxRecord limits the length of a line of JSON Lines; 0 means
	// DefaultMaxRecord.
	MaxRecord int
	// Readers read the formats that this package leaves to others.
	Readers Readers
	// ReadTime limits the reading of one file by them; 0 means
	// DefaultReadTime.
	ReadTime time.Duration
	// Archives open files that hold files.
	Archives Unpackers

	// NoIgnore lets ignore files be disregarded.
	NoIgnore bool
	// Include and Exclude are patterns of paths below the roots, as in ignore
	// files. Without Include all is included.
	Include, Exclude []string
	// Memory lets files be passed over that are as they were; nil reads all.
	Memory Memory

	// Skipped counts, after Documents, the files that were passed over because
	// they hold no text, Ignored the files and folders that ignore files or the
	// patterns leave out.
	Skipped, Ignored int
}

// Documents yields the documents below the roots, by root and then by path.
// An error is a *Fault, a *Kept, or ctx's when it ends; after the first two
// reading goes on.
//
// A document's ID is its slash-separated path below its root, the base name of
// a root that is a file, or the _id of a record, and valid UTF-8. When an
// earlier root has the same ID, the base name of the root goes in front. Of a
// file in an archive it is that of the archive, a slash, and the path in it; of
// one of several documents of a file that of the file, "#", and its own.
// Hidden files and folders, node_modules, and files without text are passed
// over, and so is what the .gitignore and .footnoteignore files below a root
// leave out; links are followed, and every file is read once.
func (f *Files) Documents(ctx context.Context) iter.Seq2[Document, error] {
	return func(yield func(Document, error) bool) {
		f.Skipped, f.Ignored = 0, 0
		w := walk{ctx: ctx, seen: map[string]bool{}, unruled: f.NoIgnore, selection: newSelection(f.Include, f.Exclude)}
		w.list(f.Roots)
		f.Ignored = w.left
		r := reading{files: f, ctx: ctx, ids: identities{}, yield: yield}
		for _, fault := range w.faults {
			if !yield(Document{}, fault) {
				return
			}
		}
		for _, file := range w.files {
			if !r.read(file) {
				return
			}
		}
		if err := ctx.Err(); err != nil {
			yield(Document{}, err)
		}
	}
}

// A reading is one run of Documents. Its functions report whether to go on.
type reading struct {
	files *Files
	ctx   context.Context
	ids   identities
	yield func(Document, error) bool
}

// read yields the documents of one file of a disk.
func (r *reading) read(file found) bool {
	if r.ctx.Err() != nil {
		return true // Documents reports it
	}
	// The ID is taken even if the file cannot be read, so that no other file
	// gets the ID that the index knows this one by.
	id := ""
	if FormatOf(file.path) != JSONLines {
		id = r.ids.file(file)
	}
	if r.knows(file, id) {
		return r.yield(Document{}, &Kept{file.path})
	}
	in, closer, fault := file.open()
	if fault != nil {
		return r.yield(Document{}, fault)
	}
	defer closer.Close()
	in.id = id
	defer r.remember(file)()
	if unpacker := r.files.Archives.of(file.path); unpacker != nil {
		return r.readArchive(in, unpacker)
	}
	return r.readInput(in)
}

// readInput yields the documents of a file that is no archive.
func (r *reading) readInput(in *input) bool {
	if FormatOf(in.path) == JSONLines {
		return r.readRecords(in)
	}
	results, fault := r.readWhole(in)
	switch {
	case r.ctx.Err() != nil:
		return true
	case fault != nil:
		return r.yield(Document{}, fault)
	case len(results) == 0:
		r.files.Skipped++
		return true
	}
	for _, result := range results {
		fault, _ := result.err.(*Fault)
		if fault != nil && !r.yield(Document{}, fault) {
			return false
		}
		if fault != nil && fault.Kind != Doubtful {
			continue
		}
		id := in.id
		if part := result.doc.ID; part != "" {
			id, _ = r.ids.record(strings.ToValidUTF8(in.id+"#"+part, "\ufffd"))
		}
		result.doc.ID = id
		if !r.yield(result.doc, nil) {
			return false
		}
	}
	return true
}

// limit is how large a file may be.
func (f *Files) limit() int64 {
	if f.MaxFile <= 0 {
		return DefaultMaxFile
	}
	return f.MaxFile
}

// readWhole reads a file as a whole. Without results, it holds no text.
func (r *reading) readWhole(in *input) ([]result, *Fault) {
	reader, format := r.files.Readers.of(in.path, in.head), FormatOf(in.path)
	if reader == nil && format == Unknown && !in.named && !in.textual() {
		return nil, nil
	}
	limit := r.files.limit()
	if reader == nil && (format == HTML || format == Markdown) {
		limit = min(limit, maxParsed)
	}
	data, fault := in.all(limit)
	if fault != nil {
		return nil, fault
	}
	if reader != nil {
		results, err := readBy(r.ctx, reader, File{Name: in.path, Data: data, Beside: in.beside}, r.files.ReadTime)
		if err != nil {
			return nil, nil // Documents reports that ctx ended
		}
		return results, nil
	}
	return r.readInTime(in.path, data)
}

// readRecords yields the documents of a JSON Lines file.
func (r *reading) readRecords(in *input) bool {
	limit := r.files.MaxRecord
	if limit <= 0 {
		limit = DefaultMaxRecord
	}
	for doc, err := range ReadJSONLines(in.path, in.source, limit) {
		if r.ctx.Err() != nil {
			return true
		}
		if err == nil {
			id, taken := r.ids.record(doc.ID)
			if taken {
				err := &Fault{Path: in.path, Kind: Doubtful, Err: fmt.Errorf("another document has the _id %q too; this one is called %q", doc.ID, id)}
				if !r.yield(Document{}, err) {
					return false
				}
			}
			doc.ID = id
		}
		if !r.yield(doc, err) {
			return false
		}
	}
	if !in.settled() {
		return r.yield(Document{}, in.fault(unread("changed while it was being read; index it again when it is written")))
	}
	return true
}

func byteSize(n int64) string {
	if n < 1<<20 {
		return fmt.Sprintf("%d bytes", n)
	}
	return fmt.Sprintf("%d MiB", n>>20)
}

// changed reports whether a file was written since before.
func changed(source *os.File, before os.FileInfo) bool {
	after, err := source.Stat()
	return err != nil || after.Size() != before.Size() || !after.ModTime().Equal(before.ModTime())
}

// identities hands out IDs, each once.
type identities map[string]bool

// file returns the ID of a file. A name that is not UTF-8 could be written into
// no JSON, and so not be told back.
func (ids identities) file(f found) string {
	id := f.id
	if ids[id] {
		id = filepath.Base(f.root) + "/" + f.id
	}
	id, _ = ids.record(strings.ToValidUTF8(id, "\ufffd"))
	return id
}

// record returns an ID for a record that asks for id, and whether that was
// taken.
func (ids identities) record(id string) (string, bool) {
	taken := ids[id]
	free := id
	for n := 2; ids[free]; n++ {
		free = fmt.Sprintf("%s#%d", id, n)
	}
	ids[free] = true
	return free, taken
}
