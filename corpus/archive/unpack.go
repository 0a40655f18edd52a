package archive

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"iter"
	"path"
	"strings"

	"footnote/corpus"
)

// SourceLimits are those of archives that people put documents in, together
// with the archives in them.
var SourceLimits = Limits{Files: 100_000, Total: 4 << 30, Ratio: 200, Depth: 2}

// maxBeside is how large a file may be that is read beside another.
const maxBeside = 32 << 20

// Unpackers open the archives that are known.
func Unpackers(limits Limits) corpus.Unpackers {
	z, t, s := Zip{limits}, Tar{limits}, Single{limits}
	return corpus.Unpackers{
		".zip": z, ".tar": t,
		".tar.gz": t, ".tgz": t, ".tar.bz2": t, ".tbz2": t, ".tbz": t,
		".gz": s, ".bz2": s,
	}
}

// An opener opens an archive that shares its limits with others.
type opener interface {
	open(ctx context.Context, name string, source io.ReaderAt, size int64, limits Limits, left *Limits) (corpus.Archive, error)
}

// openFirst opens an archive that lies in no other.
func openFirst(ctx context.Context, o opener, name string, source io.ReaderAt, size int64, limits Limits) (corpus.Archive, error) {
	limits = limits.or(SourceLimits)
	left := limits
	return o.open(ctx, name, source, size, limits, &left)
}

// openInner opens an archive that lies in one with the limits told.
func openInner(ctx context.Context, unpacker corpus.Unpacker, name string, data []byte, limits Limits, left *Limits) (corpus.Archive, error) {
	if limits.Depth--; limits.Depth < 1 {
		return nil, fault("lies too deep: archives in archives in archives are not read; unpack the outer ones first")
	}
	source := bytes.NewReader(data)
	if o, ok := unpacker.(opener); ok {
		return o.open(ctx, name, source, source.Size(), limits, left)
	}
	return unpacker.Open(ctx, name, source, source.Size())
}

// Zip opens zip archives as sources of documents, within limits; those that are
// 0 are SourceLimits.
type Zip struct{ Limits Limits }

// Open implements corpus.Unpacker.
func (z Zip) Open(ctx context.Context, name string, source io.ReaderAt, size int64) (corpus.Archive, error) {
	return openFirst(ctx, z, name, source, size, z.Limits)
}

func (z Zip) open(_ context.Context, _ string, source io.ReaderAt, size int64, limits Limits, left *Limits) (corpus.Archive, error) {
	a, err := open(source, size, true, limits, left)
	if f := new(corpus.Fault); errors.As(err, &f) && (errors.Is(err, zip.ErrFormat) || errors.Is(err, io.ErrUnexpectedEOF)) {
		f.Kind = corpus.Unread // it may not be written to its end yet
	}
	if err != nil {
		return nil, err
	}
	if len(a.names)+len(a.outside) == 0 {
		return nil, fault("the archive holds no files")
	}
	return zipSource{a}, nil
}

// A zipSource is a zip archive as a source of documents.
type zipSource struct{ archive *Archive }

func (z zipSource) Names() []string { return z.archive.names }

func (z zipSource) Members(ctx context.Context, want func(string) bool) iter.Seq2[corpus.Member, error] {
	return func(yield func(corpus.Member, error) bool) {
		for _, name := range z.archive.outside {
			if !yield(corpus.Member{}, outside(name)) {
				return
			}
		}
		for _, name := range z.archive.names {
			if !want(name) {
				continue
			}
			if !z.member(ctx, name, yield) {
				return
			}
			if z.archive.left.Total < 0 {
				yield(corpus.Member{}, fault("takes more than %d MiB when it is unpacked; what comes after %q was left out; split it", z.archive.limits.Total>>20, name))
				return
			}
		}
	}
}

func (z zipSource) member(ctx context.Context, name string, yield func(corpus.Member, error) bool) bool {
	source, err := z.archive.Open(ctx, name)
	if err != nil {
		return yield(corpus.Member{}, about(name, err))
	}
	defer source.Close()
	size := z.archive.file(name).UncompressedSize64
	return yield(corpus.Member{Name: name, Size: int64(min(size, 1<<62)), Source: source,
		Beside: func(name string) ([]byte, error) { return z.beside(ctx, name) }}, nil)
}

// beside reads a file of the archive that a reader asks for.
func (z zipSource) beside(ctx context.Context, name string) ([]byte, error) {
	source, err := z.archive.Open(ctx, path.Clean(name))
	if err != nil {
		return nil, err
	}
	defer source.Close()
	return io.ReadAll(io.LimitReader(source, maxBeside))
}

func (z zipSource) Inner(ctx context.Context, unpacker corpus.Unpacker, name string, data []byte) (corpus.Archive, error) {
	return openInner(ctx, unpacker, name, data, z.archive.limits, z.archive.left)
}

// outside is the fault of a file whose name leads out of the archive.
func outside(name string) error {
	return about(strings.Trim(path.Clean("/"+name), "/"), fault("its path in the archive, %q, leads out of it or is far too long; it was left out", name))
}

// about makes an error one about a file of an archive.
func about(name string, err error) error {
	f := new(corpus.Fault)
	if errors.As(err, &f) {
		f.Path = name
	}
	return err
}
