package corpus

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"path"
	"path/filepath"
	"strings"
)

// An Unpacker opens archives, which are files that hold files.
type Unpacker interface {
	// Open opens the archive that stands in source, in a file of that name. Its
	// errors are *Faults.
	Open(ctx context.Context, name string, source io.ReaderAt, size int64) (Archive, error)
}

// An Archive is open for one walk through it. It keeps to limits of its own,
// which the archives inside of it share. Errors are *Faults, or ctx's.
type Archive interface {
	// Names are the slash-separated paths of the files, in order. None leads
	// out of the archive.
	Names() []string
	// Members yields the files whose names are wanted. A fault is about one of
	// them, with the name as its path, or about the archive, without a path.
	Members(ctx context.Context, want func(name string) bool) iter.Seq2[Member, error]
	// Inner opens an archive that is a file of this one.
	Inner(ctx context.Context, unpacker Unpacker, name string, data []byte) (Archive, error)
}

// A Member is a file in an archive.
type Member struct {
	Name string
	// Size is how large the archive says that it is.
	Size int64
	// Source is the content, until the next Member is asked for.
	Source io.Reader
	// Beside reads a file of the archive by its name; nil where that cannot be
	// done.
	Beside func(name string) ([]byte, error)
}

// Unpackers open archives by how their names end, in lower case, such as
// ".tar.gz".
type Unpackers map[string]Unpacker

// of finds the unpacker of a file by the longest end of its name; nil if it is
// no archive. JSON Lines are unpacked as they are read.
func (u Unpackers) of(name string) Unpacker {
	if FormatOf(name) == JSONLines {
		return nil
	}
	base := strings.ToLower(filepath.Base(name))
	for i := 1; i < len(base); i++ {
		if unpacker := u[base[i:]]; base[i] == '.' && unpacker != nil {
			return unpacker
		}
	}
	return nil
}

// maxArchiveFaults is how many faults of one archive are reported one by one.
const maxArchiveFaults = 20

// An unpacking is the walk through one archive on a disk.
type unpacking struct {
	*reading // which yields, of very many faults, only the first
	faults   int
}

// readArchive yields the documents in an archive, and reports whether to go on.
func (r *reading) readArchive(in *input, unpacker Unpacker) bool {
	archive, err := unpacker.Open(r.ctx, in.path, in.random, in.size)
	if err != nil {
		return r.fail(in.path, err)
	}
	inside := *r
	u := unpacking{reading: &inside}
	inside.yield = func(doc Document, err error) bool {
		if err != nil {
			u.faults++
		}
		return err != nil && u.faults > maxArchiveFaults || r.yield(doc, err)
	}
	if !u.archive(in, archive) {
		return false
	}
	if u.faults > maxArchiveFaults {
		return r.yield(Document{}, in.fault(refused("%d more files in it are faulty", u.faults-maxArchiveFaults)))
	}
	if !in.settled() {
		return r.yield(Document{}, in.fault(unread("changed while it was being read; index it again when it is written")))
	}
	return true
}

// archive reads what is in an open archive.
func (u *unpacking) archive(in *input, archive Archive) bool {
	wanted := wantedOf(archive.Names())
	for m, err := range archive.Members(u.ctx, func(name string) bool { return wanted[name] }) {
		if u.ctx.Err() != nil {
			return true // Documents reports it
		}
		if err != nil {
			if !u.fault(in, err) {
				return false
			}
			continue
		}
		inner, fault := in.member(m, m.Source)
		if fault != nil {
			if !u.fault(in, fault) {
				return false
			}
			continue
		}
		inner.id = in.id + "/" + m.Name
		if !u.member(archive, inner) {
			return false
		}
	}
	return true
}

// fault yields a fault.
func (u *unpacking) fault(in *input, err error) bool {
	fault := new(Fault)
	if !errors.As(err, &fault) {
		fault = refused("cannot be unpacked (%w); make it anew", err)
	}
	if !strings.HasPrefix(fault.Path, in.path) {
		fault.Path = strings.TrimSuffix(in.path+string(filepath.Separator)+filepath.FromSlash(fault.Path), string(filepath.Separator))
	}
	return u.yield(Document{}, fault)
}

// member reads a file of an archive, which may be an archive itself.
func (u *unpacking) member(archive Archive, in *input) bool {
	unpacker := u.files.Archives.of(in.path)
	if unpacker == nil {
		if FormatOf(in.path) != JSONLines { // whose records have IDs of their own
			in.id, _ = u.ids.record(strings.ToValidUTF8(in.id, "\ufffd"))
		}
		return u.readInput(in)
	}
	data, fault := in.all(u.files.limit())
	if fault != nil {
		return u.fault(in, fault)
	}
	inside, err := archive.Inner(u.ctx, unpacker, in.path, data)
	if err != nil {
		return u.fault(in, err)
	}
	in.random = bytes.NewReader(data)
	return u.archive(in, inside)
}

// wantedOf are the names of files that are read: not those that are hidden, or
// accompany others.
func wantedOf(names []string) map[string]bool {
	siblings := map[string]map[string]bool{}
	for _, name := range names {
		for fs.ValidPath(name) {
			folder := path.Dir(name)
			if siblings[folder] == nil {
				siblings[folder] = map[string]bool{}
			}
			if siblings[folder][path.Base(name)] {
				break
			}
			siblings[folder][path.Base(name)] = true
			if name = folder; name == "." {
				break
			}
		}
	}
	wanted := map[string]bool{}
	for _, name := range names {
		want := fs.ValidPath(name)
		for part := name; part != "." && want; part = path.Dir(part) {
			base := path.Base(part)
			want = !ignored(base) && base != "__MACOSX" && !accompanies(base, siblings[path.Dir(part)])
		}
		wanted[name] = want
	}
	return wanted
}

// fail yields the error of a file.
func (r *reading) fail(path string, err error) bool {
	if r.ctx.Err() != nil {
		return true
	}
	fault := new(Fault)
	if !errors.As(err, &fault) {
		fault = &Fault{Err: fmt.Errorf("cannot be read (%w)", err)}
	}
	fault.Path = path
	return r.yield(Document{}, fault)
}
