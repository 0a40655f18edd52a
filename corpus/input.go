package corpus

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path"
	"path/filepath"
	"unicode/utf8"
)

// An input is a file to read, on a disk or in an archive.
type input struct {
	// path is as Document.Path, id as Document.ID.
	path, id string
	// named is set when the user named the file itself.
	named bool
	size  int64
	// head is how the data begins, source all of it.
	head   []byte
	source io.Reader
	// random is the data where it can be read in any order, else nil.
	random io.ReaderAt
	beside func(path string) ([]byte, error)
	// settled reports, when all was read, whether it still is what it was.
	settled func() bool
}

// fault is a fault of the input.
func (in *input) fault(fault *Fault) *Fault {
	fault.Path = in.path
	return fault
}

// all reads the data, up to a limit.
func (in *input) all(limit int64) ([]byte, *Fault) {
	if in.size > limit {
		return nil, in.tooLarge(in.size, limit)
	}
	data, err := io.ReadAll(io.LimitReader(in.source, limit+1))
	fault := new(Fault)
	switch {
	case errors.As(err, &fault):
		return nil, in.fault(fault)
	case err != nil:
		return nil, in.fault(unread("cannot be read (%w)", reason(err)))
	case int64(len(data)) > limit:
		return nil, in.tooLarge(int64(len(data)), limit)
	case !in.settled():
		return nil, in.fault(unread("changed while it was being read; index it again when it is written"))
	}
	return data, nil
}

func (in *input) tooLarge(size, limit int64) *Fault {
	return in.fault(refused("is larger (%s) than the limit of %s; split it", byteSize(size), byteSize(limit)))
}

// textual reports whether a file whose name tells nothing begins like text.
func (in *input) textual() bool {
	head := in.head[:min(len(in.head), 8192)]
	for range utf8.UTFMax { // a character may be cut
		if !utf8.Valid(head) && len(head) > 0 {
			head = head[:len(head)-1]
		}
	}
	_, fault := decode(head)
	return fault == nil || fault.Kind == Doubtful
}

// open opens a file of a disk. The caller closes what comes second.
func (f found) open() (*input, io.Closer, *Fault) {
	in := &input{path: f.path, named: f.named}
	source, err := os.Open(f.path)
	if err != nil {
		return nil, nil, in.fault(unread("cannot be opened (%w)", reason(err)))
	}
	before, err := source.Stat()
	if err != nil {
		source.Close()
		return nil, nil, in.fault(unread("cannot be opened (%w)", reason(err)))
	}
	in.size, in.source, in.random = before.Size(), source, source
	in.settled = func() bool { return !changed(source, before) }
	if !f.named {
		in.beside = func(to string) ([]byte, error) { return readBeside(f.root, f.path, to) }
	}
	in.head = make([]byte, min(HeadSize, max(in.size, 0)))
	n, err := source.ReadAt(in.head, 0)
	if in.head = in.head[:n]; err != nil && err != io.EOF {
		source.Close()
		return nil, nil, in.fault(unread("cannot be read (%w)", reason(err)))
	}
	return in, source, nil
}

// maxBeside is how large a file may be that a reader asks for beside another.
const maxBeside = 32 << 20

// readBeside reads a file by its path from the folder that another is in,
// nothing out of the root.
func readBeside(root, from, to string) ([]byte, error) {
	below, err := filepath.Rel(root, filepath.Join(filepath.Dir(from), filepath.FromSlash(to)))
	if err != nil {
		return nil, err
	}
	within, err := os.OpenRoot(root)
	if err != nil {
		return nil, err
	}
	defer within.Close()
	// Opening a pipe would wait for somebody to write into it.
	if info, err := within.Stat(below); err != nil || !info.Mode().IsRegular() || info.Size() > maxBeside {
		return nil, os.ErrInvalid
	}
	file, err := within.Open(below)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, maxBeside))
}

// member makes an input of a file in an archive.
func (in *input) member(m Member, source io.Reader) (*input, *Fault) {
	inner := &input{path: in.path + string(filepath.Separator) + filepath.FromSlash(m.Name), size: m.Size, settled: func() bool { return true }}
	if m.Beside != nil {
		inner.beside = func(to string) ([]byte, error) { return m.Beside(path.Join(path.Dir(m.Name), to)) }
	}
	inner.head = make([]byte, HeadSize)
	n, err := io.ReadFull(source, inner.head)
	inner.head = inner.head[:n]
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		fault := new(Fault)
		if !errors.As(err, &fault) {
			fault = refused("cannot be unpacked (%w); make the archive anew", err)
		}
		return nil, inner.fault(fault)
	}
	inner.source = io.MultiReader(bytes.NewReader(inner.head), source)
	return inner, nil
}
