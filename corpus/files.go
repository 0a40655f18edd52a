package corpus

import (
	"context"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode/utf8"
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

	// Skipped counts, after Documents, the files that were passed over because
	// they hold no text.
	Skipped int
}

// Documents yields the documents below the roots, by root and then by path.
// An error is a *Fault, or ctx's when it ends; after a *Fault reading goes on.
//
// A document's ID is its slash-separated path below its root, the base name of
// a root that is a file, or the _id of a record, and valid UTF-8. When an
// earlier root has the same ID, the base name of the root goes in front.
// Hidden files and folders, node_modules, and files without text are passed
// over; links are followed, and every file is read once.
func (f *Files) Documents(ctx context.Context) iter.Seq2[Document, error] {
	return func(yield func(Document, error) bool) {
		f.Skipped = 0
		w := walk{ctx: ctx, seen: map[string]bool{}}
		w.list(f.Roots)
		ids := identities{}
		for _, fault := range w.faults {
			if !yield(Document{}, fault) {
				return
			}
		}
		for _, file := range w.files {
			if !f.read(ctx, file, ids, yield) {
				return
			}
		}
		if err := ctx.Err(); err != nil {
			yield(Document{}, err)
		}
	}
}

// read yields the documents of one file, and reports whether to go on.
func (f *Files) read(ctx context.Context, file found, ids identities, yield func(Document, error) bool) bool {
	if ctx.Err() != nil {
		return true // Documents reports it
	}
	if FormatOf(file.path) == JSONLines {
		return f.readRecords(ctx, file, ids, yield)
	}
	// The ID is taken even if the file cannot be read, so that no other file
	// gets the ID that the index knows this one by.
	id := ids.file(file)
	doc, err := f.readWhole(ctx, file)
	if err == errNoText {
		f.Skipped++
		return true
	}
	fault, _ := err.(*Fault)
	if err != nil && !yield(Document{}, err) {
		return false
	}
	if fault != nil && fault.Kind != Doubtful {
		return true
	}
	doc.ID = id
	return yield(doc, nil)
}

var errNoText = refused("holds no text")

// readWhole reads a file that is one document.
func (f *Files) readWhole(ctx context.Context, file found) (Document, error) {
	reader := f.Readers.of(file.path)
	limit := f.MaxFile
	if limit <= 0 {
		limit = DefaultMaxFile
	}
	if format := FormatOf(file.path); format == HTML || format == Markdown {
		limit = min(limit, maxParsed)
	}
	source, before, fault := open(file.path)
	if fault != nil {
		return Document{}, fault
	}
	defer source.Close()
	fail := func(fault *Fault) (Document, error) {
		fault.Path = file.path
		return Document{}, fault
	}
	if reader == nil && FormatOf(file.path) == Unknown && !file.named && !textual(source) {
		return Document{}, errNoText
	}
	if before.Size() > limit {
		return fail(refused("is larger (%s) than the limit of %s; split it", byteSize(before.Size()), byteSize(limit)))
	}
	data, err := io.ReadAll(io.LimitReader(source, limit+1))
	if err != nil {
		return fail(unread("cannot be read (%w)", reason(err)))
	}
	if changed(source, before) || int64(len(data)) != before.Size() {
		return fail(unread("changed while it was being read; index it again when it is written"))
	}
	if reader != nil {
		return readBy(ctx, reader, file.path, data, f.ReadTime)
	}
	return Read(file.path, data)
}

// readRecords yields the documents of a JSON Lines file.
func (f *Files) readRecords(ctx context.Context, file found, ids identities, yield func(Document, error) bool) bool {
	limit := f.MaxRecord
	if limit <= 0 {
		limit = DefaultMaxRecord
	}
	source, before, fault := open(file.path)
	if fault != nil {
		return yield(Document{}, fault)
	}
	defer source.Close()
	for doc, err := range ReadJSONLines(file.path, source, limit) {
		if ctx.Err() != nil {
			return true
		}
		if err == nil {
			id, taken := ids.record(doc.ID)
			if taken {
				err := &Fault{Path: file.path, Kind: Doubtful, Err: fmt.Errorf("another document has the _id %q too; this one is called %q", doc.ID, id)}
				if !yield(Document{}, err) {
					return false
				}
			}
			doc.ID = id
		}
		if !yield(doc, err) {
			return false
		}
	}
	if changed(source, before) {
		fault := unread("changed while it was being read; index it again when it is written")
		fault.Path = file.path
		return yield(Document{}, fault)
	}
	return true
}

// open opens a file and tells what it is.
func open(path string) (*os.File, os.FileInfo, *Fault) {
	source, err := os.Open(path)
	if err != nil {
		fault := unread("cannot be opened (%w)", reason(err))
		fault.Path = path
		return nil, nil, fault
	}
	info, err := source.Stat()
	if err != nil {
		source.Close()
		fault := unread("cannot be opened (%w)", reason(err))
		fault.Path = path
		return nil, nil, fault
	}
	return source, info, nil
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

// textual looks at the start of a file whose name tells nothing.
func textual(source *os.File) bool {
	head := make([]byte, 8192)
	n, err := source.ReadAt(head, 0)
	if err != nil && err != io.EOF {
		return true // reading it will tell what is wrong
	}
	head = head[:n]
	for range utf8.UTFMax { // a character may be cut
		if !utf8.Valid(head) && len(head) > 0 {
			head = head[:len(head)-1]
		}
	}
	_, fault := decode(head)
	return fault == nil || fault.Kind == Doubtful
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
