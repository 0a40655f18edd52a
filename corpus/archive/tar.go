package archive

import (
	"archive/tar"
	"bufio"
	"bytes"
	"compress/bzip2"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"footnote/corpus"
)

// Tar opens tar archives as sources of documents, packed with gzip, with bzip2
// or not at all, within limits; those that are 0 are SourceLimits.
type Tar struct{ Limits Limits }

// Open implements corpus.Unpacker.
func (t Tar) Open(ctx context.Context, name string, source io.ReaderAt, size int64) (corpus.Archive, error) {
	return openFirst(ctx, t, name, source, size, t.Limits)
}

// open goes through the archive once for the names.
func (t Tar) open(ctx context.Context, _ string, source io.ReaderAt, size int64, limits Limits, left *Limits) (corpus.Archive, error) {
	a := &tarSource{source: source, size: size, limits: limits, left: left}
	once, entries := *left, 0
	for entry, err := range a.entries(ctx, &once) {
		switch {
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case err != nil:
			a.damage = err
		case left.Files == 0:
			return nil, fault("holds more than the %d files that an archive may hold; split it", limits.Files)
		default:
			left.Files--
			if entries++; isPath(entry.path) {
				a.names = append(a.names, entry.path)
			}
		}
	}
	if entries == 0 && a.damage == nil {
		a.damage = fault("the archive holds no files")
	}
	if entries == 0 {
		return nil, a.damage
	}
	return a, nil
}

// A tarSource is a tar archive as a source of documents. It is gone through
// from its start each time.
type tarSource struct {
	source io.ReaderAt
	size   int64
	names  []string
	limits Limits
	left   *Limits
	// damage is what kept the names from being read to the end.
	damage error
}

// A tarEntry is a file on the way through a tar archive.
type tarEntry struct {
	path   string // without a leading slash
	size   int64
	source io.Reader
}

func (a *tarSource) Names() []string { return a.names }

func (a *tarSource) Members(ctx context.Context, want func(string) bool) iter.Seq2[corpus.Member, error] {
	return func(yield func(corpus.Member, error) bool) {
		seen := map[string]bool{}
		for entry, err := range a.entries(ctx, a.left) {
			switch {
			case err != nil:
				yield(corpus.Member{}, err)
				return
			case !isPath(entry.path):
				if !yield(corpus.Member{}, outside(entry.path)) {
					return
				}
			case seen[entry.path] || !want(entry.path):
			default:
				seen[entry.path] = true
				if !yield(corpus.Member{Name: entry.path, Size: entry.size, Source: entry.source}, nil) {
					return
				}
			}
		}
	}
}

// entries goes through the regular files. After an error there is no more.
func (a *tarSource) entries(ctx context.Context, left *Limits) iter.Seq2[tarEntry, error] {
	return func(yield func(tarEntry, error) bool) {
		m := &meter{ctx: ctx, limits: a.limits, left: left, packed: a.size}
		unpacked, err := unpack(io.NewSectionReader(a.source, 0, a.size))
		if err != nil {
			yield(tarEntry{}, a.damaged(err))
			return
		}
		m.from = unpacked
		r := tar.NewReader(m)
		for {
			h, err := r.Next()
			if err == io.EOF {
				return
			}
			if err != nil && !errors.Is(err, tar.ErrInsecurePath) {
				yield(tarEntry{}, a.damaged(err))
				return
			}
			if h.Typeflag != tar.TypeReg && h.Typeflag != tar.TypeGNUSparse {
				continue
			}
			name := strings.TrimPrefix(strings.TrimPrefix(strings.ReplaceAll(readable(h.Name), `\`, "/"), "/"), "./")
			if !yield(tarEntry{path: name, size: h.Size, source: &holes{from: r, unpacked: m}}, nil) {
				return
			}
		}
	}
}

// damaged is the error of an archive that cannot be read on.
func (a *tarSource) damaged(err error) error {
	f := new(corpus.Fault)
	if errors.As(err, &f) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return &corpus.Fault{Kind: corpus.Unread, Err: fmt.Errorf("is damaged, or only a part of the archive, or no such archive at all (%w); save or fetch it anew", err)}
}

func (a *tarSource) Inner(ctx context.Context, unpacker corpus.Unpacker, name string, data []byte) (corpus.Archive, error) {
	return openInner(ctx, unpacker, name, data, a.limits, a.left)
}

var gzipMagic, bzip2Magic = []byte{0x1f, 0x8b}, []byte("BZh")

// unpack unpacks what is packed, whatever its name says.
func unpack(source io.Reader) (io.Reader, error) {
	buffered := bufio.NewReaderSize(source, 64<<10)
	switch magic, _ := buffered.Peek(3); {
	case bytes.HasPrefix(magic, gzipMagic):
		return gzip.NewReader(buffered)
	case bytes.HasPrefix(magic, bzip2Magic):
		return bzip2.NewReader(buffered), nil
	}
	return buffered, nil
}

// A meter reads as far as the limits let it.
type meter struct {
	ctx    context.Context
	from   io.Reader
	limits Limits
	left   *Limits
	// packed is the size of what is unpacked, 0 where it does not matter.
	packed, read int64
}

func (m *meter) Read(p []byte) (int, error) {
	if err := m.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := m.from.Read(p)
	m.read += int64(n)
	m.left.Total -= int64(n)
	switch {
	case m.left.Total < 0:
		return 0, fault("takes more than %d MiB when it is unpacked; split it", m.limits.Total>>20)
	case m.packed > 0 && m.read > ratioMatters && m.read/m.packed > m.limits.Ratio:
		return 0, fault("is packed more than %d times smaller than it is, which no honest archive is; leave it out", m.limits.Ratio)
	}
	return n, err
}

// A holes reader counts what a file says is empty, which the archive does not
// hold.
type holes struct {
	from     io.Reader
	unpacked *meter
}

func (h *holes) Read(p []byte) (int, error) {
	before := h.unpacked.read
	n, err := h.from.Read(p)
	if h.unpacked.left.Total -= max(int64(n)-(h.unpacked.read-before), 0); h.unpacked.left.Total < 0 {
		return 0, fault("takes more than %d MiB when it is unpacked; split it", h.unpacked.limits.Total>>20)
	}
	return n, err
}
