package postings

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"runtime"
)

const (
	magic = "postings"
	// layout must change whenever a file would be read wrongly, and whenever
	// a text would get other 4-grams than before.
	layout = 1
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Save writes the index to a file, which is replaced whole or not at all. The
// stamp names what the chunks were taken from; Open has to be given the same.
// One process at a time may save to a path, while any number have it open; only
// Windows refuses to replace a file that is open.
func (x *Index) Save(path, stamp string) error {
	s := x.snapshot.Load()
	defer runtime.KeepAlive(s)
	if err := replaceFile(path, func(w io.Writer) error { return s.write(w, x.analyzer.Version(), stamp) }); err != nil {
		return fmt.Errorf("save the text index: %w", err)
	}
	return nil
}

// write writes a file:
//
//	magic, and layout as uint32
//	version of the analyzer and stamp, with their lengths in front
//	how many segments, and for each the bytes of it and the words of its dead
//	the segments, each followed by the bitmap of its dead
//	CRC-32C of all that, as uint32
//
// where numbers are varints unless said otherwise.
func (s *snapshot) write(w io.Writer, version, stamp string) error {
	sum := crc32.New(castagnoli)
	to := io.MultiWriter(w, sum)
	header := binary.LittleEndian.AppendUint32([]byte(magic), layout)
	header = appendString(appendString(header, version), stamp)
	header = binary.AppendUvarint(header, uint64(len(s.parts)))
	for _, p := range s.parts {
		header = binary.AppendUvarint(header, uint64(len(p.bytes)))
		header = binary.AppendUvarint(header, uint64(len(p.dead)))
	}
	if _, err := to.Write(header); err != nil {
		return err
	}
	for _, p := range s.parts {
		if _, err := to.Write(p.bytes); err != nil {
			return err
		}
		if err := binary.Write(to, binary.LittleEndian, []uint64(p.dead)); err != nil {
			return err
		}
	}
	_, err := w.Write(sum.Sum(nil)) // big-endian
	return err
}

// replaceFile writes a new file beside path and renames it when it has reached
// the disk.
func replaceFile(path string, write func(io.Writer) error) (err error) {
	const pattern = ".*.tmp"
	// What a process left behind that was killed here.
	leftovers, _ := filepath.Glob(path + pattern)
	for _, name := range leftovers {
		_ = os.Remove(name)
	}
	file, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+pattern)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = file.Close()
			_ = os.Remove(file.Name())
		}
	}()
	w := bufio.NewWriterSize(file, 1<<20)
	if err := write(w); err != nil {
		return err
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if err := file.Sync(); err != nil {
		return err
	}
	if err := file.Close(); err != nil {
		return err
	}
	if err := os.Rename(file.Name(), path); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(path))
}

// syncFolder makes a rename last. Some systems cannot sync a folder; there the
// rename may be lost in a crash, but nothing else.
func syncFolder(path string) error {
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	_ = folder.Sync()
	return folder.Close()
}
