package archive

import (
	"bytes"
	"context"
	"io"
	"iter"
	"path"
	"path/filepath"
	"strings"

	"footnote/corpus"
)

// Single opens files that were packed one by one with gzip or bzip2, such as
// notes.txt.gz: archives of one file, which is called as they are but for the
// last ending. Limits that are 0 are SourceLimits.
type Single struct{ Limits Limits }

// Open implements corpus.Unpacker.
func (s Single) Open(ctx context.Context, name string, source io.ReaderAt, size int64) (corpus.Archive, error) {
	return openFirst(ctx, s, name, source, size, s.Limits)
}

func (s Single) open(_ context.Context, name string, source io.ReaderAt, size int64, limits Limits, left *Limits) (corpus.Archive, error) {
	magic := make([]byte, 3)
	switch n, _ := source.ReadAt(magic, 0); {
	case n == 0:
		return nil, fault("the file is empty")
	case !bytes.HasPrefix(magic, gzipMagic) && !bytes.HasPrefix(magic, bzip2Magic):
		return nil, fault("is not packed as its name says; give it the name of what it is")
	}
	return singleSource{&tarSource{source: source, size: size, limits: limits, left: left},
		strings.TrimSuffix(path.Base(filepath.ToSlash(name)), path.Ext(name))}, nil
}

// A singleSource is a packed file as a source of one document.
type singleSource struct {
	*tarSource
	name string
}

func (s singleSource) Names() []string { return []string{s.name} }

func (s singleSource) Members(ctx context.Context, want func(string) bool) iter.Seq2[corpus.Member, error] {
	return func(yield func(corpus.Member, error) bool) {
		if !want(s.name) {
			return
		}
		m := &meter{ctx: ctx, limits: s.limits, left: s.left, packed: s.size}
		unpacked, err := unpack(io.NewSectionReader(s.source, 0, s.size))
		if err != nil {
			yield(corpus.Member{}, s.damaged(err))
			return
		}
		m.from = unpacked
		yield(corpus.Member{Name: s.name, Source: whole{m, s}}, nil)
	}
}

// A whole reader explains the errors of unpacking.
type whole struct {
	from   io.Reader
	source singleSource
}

func (w whole) Read(p []byte) (int, error) {
	n, err := w.from.Read(p)
	if err != nil && err != io.EOF {
		return n, w.source.damaged(err)
	}
	return n, err
}
