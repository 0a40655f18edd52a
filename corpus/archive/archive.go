package archive

import (
	"archive/zip"
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"footnote/corpus"
)

// Limits bound what may be in an archive and in those inside of it, together.
// A limit of 0 is that of DefaultLimits.
type Limits struct {
	// Files is how many files there may be.
	Files int
	// Total is how many bytes may be unpacked, as often as they are.
	Total int64
	// Ratio is how many times its packed size a file may have, once it has
	// more than 16 MiB: repetitive files of a few bytes are harmless.
	Ratio int64
	// Depth is how many archives may lie in each other.
	Depth int
}

// DefaultLimits are far beyond the documents of people.
var DefaultLimits = Limits{Files: 20_000, Total: 256 << 20, Ratio: 200, Depth: 3}

// ratioMatters is the size from which on the ratio is looked at.
const ratioMatters = 16 << 20

// An Archive is an open archive. Its names have slashes and are found in any
// case, as the formats of offices want it. One goroutine at a time may use it.
type Archive struct {
	names []string
	files map[string]*zip.File // by the name in lower case, unless exact
	exact bool
	// outside are the names that lead out of the archive, or are far too long.
	outside []string
	limits  Limits
	// left is what may still be unpacked, of the archives inside as well.
	left *Limits
}

// Open opens the archive that data is.
func Open(data []byte, limits Limits) (*Archive, error) {
	if len(data) == 0 {
		return nil, fault("the file is empty")
	}
	limits = limits.or(DefaultLimits)
	left := limits
	return open(bytes.NewReader(data), int64(len(data)), false, limits, &left)
}

// or fills in what is not limited.
func (l Limits) or(others Limits) Limits {
	return Limits{Files: cmp.Or(l.Files, others.Files), Total: cmp.Or(l.Total, others.Total), Ratio: cmp.Or(l.Ratio, others.Ratio), Depth: cmp.Or(l.Depth, others.Depth)}
}

func open(source io.ReaderAt, size int64, exact bool, limits Limits, left *Limits) (*Archive, error) {
	// The directory takes memory, so that not more of it is read than the files
	// that there may be need.
	const head, entry = 1 << 17, 250
	bounded := &boundedReader{from: source, left: head + entry*int64(left.Files)}
	r, err := zip.NewReader(bounded, size)
	if errors.Is(err, errDirectory) || err == nil && len(r.File) > left.Files {
		return nil, fault("holds more than the %d files that an archive may hold; split it", limits.Files)
	}
	if err != nil {
		return nil, fault("is damaged, or only a part of the file, or no such file at all (%w); save or fetch it anew", err)
	}
	if packed(r.File) > 2*size {
		return nil, fault("holds files that share their data, as only archives do that are made to do harm; leave it out")
	}
	bounded.left = math.MaxInt64
	left.Files -= len(r.File)
	a := &Archive{files: make(map[string]*zip.File, len(r.File)), exact: exact, limits: limits, left: left}
	for _, f := range r.File {
		name := strings.TrimPrefix(strings.ReplaceAll(readable(f.Name), `\`, "/"), "/")
		// A name such as "../a" leads out of the archive; of two files with one
		// name the first counts.
		switch key := a.key(name); {
		case f.Mode().IsDir() || strings.HasSuffix(name, "/"):
		case !isPath(name):
			a.outside = append(a.outside, name)
		case f.Mode().IsRegular() && a.files[key] == nil:
			a.names = append(a.names, name)
			a.files[key] = f
		}
	}
	return a, nil
}

// packed is how many bytes all files together take in the archive, if none
// shares them with another.
func packed(files []*zip.File) (size int64) {
	for _, f := range files {
		if f.CompressedSize64 > math.MaxInt64/2 || size > math.MaxInt64/2 {
			return math.MaxInt64
		}
		size += int64(f.CompressedSize64)
	}
	return size
}

// key is what a file is found by.
func (a *Archive) key(name string) string {
	if a.exact {
		return name
	}
	return strings.ToLower(name)
}

// isPath reports whether a name leads to a place in the archive.
func isPath(name string) bool {
	const longest = 1000
	return fs.ValidPath(name) && len(name) <= longest
}

// readable makes UTF-8 of a name from the days before it.
func readable(name string) string {
	if utf8.ValidString(name) {
		return name
	}
	known, err := charmap.CodePage437.NewDecoder().String(name)
	if err != nil {
		return strings.ToValidUTF8(name, "\ufffd")
	}
	return known
}

// errDirectory says that a directory is longer than those of the files that
// there may be.
var errDirectory = errors.New("the directory is too long")

// A boundedReader reads up to a bound.
type boundedReader struct {
	from io.ReaderAt
	left int64
}

func (b *boundedReader) ReadAt(p []byte, at int64) (int, error) {
	if b.left -= int64(len(p)); b.left < 0 {
		return 0, errDirectory
	}
	return b.from.ReadAt(p, at)
}

// Names are the names of the files, in the archive's order. None of them leads
// out of the folder that it is put in.
func (a *Archive) Names() []string { return a.names }

// Has reports whether there is a file of a name.
func (a *Archive) Has(name string) bool { return a.file(name) != nil }

func (a *Archive) file(name string) *zip.File {
	return a.files[a.key(strings.TrimPrefix(path.Clean("/"+name), "/"))]
}

// Open opens a file. Reading it fails when ctx ends or a limit is reached.
func (a *Archive) Open(ctx context.Context, name string) (io.ReadCloser, error) {
	f := a.file(name)
	switch {
	case f == nil:
		return nil, fault("is damaged: its part %q is missing; save or fetch it anew", name)
	case f.Flags&1 != 0:
		return nil, fault("is encrypted; save it without a password")
	}
	r, err := f.Open()
	if errors.Is(err, zip.ErrAlgorithm) {
		return nil, fault("is packed in a way that is not known; pack it anew as a common zip file")
	}
	if err != nil {
		return nil, damaged(name, err)
	}
	return &limited{ctx: ctx, file: f, from: r, archive: a}, nil
}

// Read returns what is in a file.
func (a *Archive) Read(ctx context.Context, name string) ([]byte, error) {
	r, err := a.Open(ctx, name)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}

// Inner opens an archive that is a file of this one. What is read of it counts
// towards the limits of this one.
func (a *Archive) Inner(ctx context.Context, name string) (*Archive, error) {
	limits := a.limits
	if limits.Depth--; limits.Depth < 1 {
		return nil, fault("holds archives in archives in archives; unpack it first")
	}
	data, err := a.Read(ctx, name)
	if err != nil {
		return nil, err
	}
	return open(bytes.NewReader(data), int64(len(data)), a.exact, limits, a.left)
}

// A limited reader unpacks a file as far as the limits let it.
type limited struct {
	ctx     context.Context
	file    *zip.File
	from    io.ReadCloser
	archive *Archive
	size    int64
}

func (l *limited) Read(p []byte) (int, error) {
	if err := l.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := l.from.Read(p)
	l.size += int64(n)
	l.archive.left.Total -= int64(n)
	switch packed := int64(max(l.file.CompressedSize64, 1)); {
	case l.archive.left.Total < 0:
		return 0, fault("takes more than %d MiB when it is unpacked; split it", l.archive.limits.Total>>20)
	case l.size > ratioMatters && l.size/packed > l.archive.limits.Ratio:
		return 0, fault("is packed more than %d times smaller than it is, which no honest document is; leave it out", l.archive.limits.Ratio)
	case err != nil && err != io.EOF:
		return n, damaged(l.file.Name, err)
	}
	return n, err
}

func (l *limited) Close() error { return l.from.Close() }

func damaged(name string, err error) error {
	return fault("is damaged: its part %q cannot be unpacked (%v); save or fetch it anew", name, err)
}

func fault(format string, args ...any) error {
	return &corpus.Fault{Err: fmt.Errorf(format, args...)}
}
