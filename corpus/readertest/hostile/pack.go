package hostile

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"hash/crc32"
	"io"
	"os"
	"slices"
)

// must is for what cannot fail: writing to memory.
func must(err error) {
	if err != nil {
		panic(err)
	}
}

// Zip is an archive of names and contents, by turns.
func Zip(files ...string) []byte {
	return zipOf(func(w *zip.Writer) {
		for i := 0; i+1 < len(files); i += 2 {
			f, err := w.Create(files[i])
			must(err)
			_, err = io.WriteString(f, files[i+1])
			must(err)
		}
	})
}

func zipOf(fill func(*zip.Writer)) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	fill(w)
	must(w.Close())
	return b.Bytes()
}

// zipBomb is an archive with one file that becomes as many MiB of one letter.
func zipBomb(name string, mebibytes int) []byte {
	packed := deflated('a', mebibytes)
	sum := crc32.NewIEEE()
	block := bytes.Repeat([]byte{'a'}, 1<<20)
	for range min(mebibytes, 64) { // beyond that nobody gets to the sum
		sum.Write(block)
	}
	return zipOf(func(w *zip.Writer) {
		f, err := w.CreateRaw(&zip.FileHeader{Name: name, Method: zip.Deflate, CRC32: sum.Sum32(), CompressedSize64: uint64(len(packed)), UncompressedSize64: uint64(mebibytes) << 20})
		must(err)
		_, err = f.Write(packed)
		must(err)
	})
}

// deflated is what some MiB of one letter are packed to. From the second on,
// all are packed to the same, so that none but two are packed.
func deflated(letter byte, mebibytes int) []byte {
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestCompression)
	must(err)
	return repeated(&b, w, w.Flush, letter, mebibytes)
}

func repeated(b *bytes.Buffer, w io.WriteCloser, flush func() error, letter byte, mebibytes int) []byte {
	block := bytes.Repeat([]byte{letter}, 1<<20)
	ends := make([]int, 2)
	for i := range ends {
		_, err := w.Write(block)
		must(err)
		must(flush())
		ends[i] = b.Len()
	}
	again := bytes.Repeat(b.Bytes()[ends[0]:ends[1]], mebibytes-1)
	packed := append(slices.Clone(b.Bytes()[:ends[0]]), again...)
	at := b.Len()
	must(w.Close())
	return append(packed, b.Bytes()[at:]...)
}

// gzipBomb becomes as many MiB of one letter. Its sum is wrong, but nobody gets
// there.
func gzipBomb(letter byte, mebibytes int) []byte {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	must(err)
	return repeated(&b, w, w.Flush, letter, mebibytes)
}

// zlibBomb is gzipBomb for the streams of PDF.
func zlibBomb(mebibytes int) []byte {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	return repeated(&b, w, w.Flush, 0, mebibytes)
}

func gzipped(data []byte) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, err := w.Write(data)
	must(err)
	must(w.Close())
	return b.Bytes()
}

// zlibbed packs data as the streams of PDF are.
func zlibbed(data []byte) []byte {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, err := w.Write(data)
	must(err)
	must(w.Close())
	return b.Bytes()
}

// tarOf is an archive of headers, the files among them with their names as
// content.
func tarOf(headers ...tar.Header) []byte {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, h := range headers {
		if h.Typeflag == 0 {
			h.Typeflag, h.Size = tar.TypeReg, int64(len(h.Name))
		}
		h.Mode = 0o644
		must(w.WriteHeader(&h))
		if h.Typeflag == tar.TypeReg {
			_, err := io.WriteString(w, h.Name)
			must(err)
		}
	}
	must(w.Close())
	return b.Bytes()
}

// linked is a zip archive with a symbolic link.
func linked(name, to string) []byte {
	return zipOf(func(w *zip.Writer) {
		h := &zip.FileHeader{Name: name}
		h.SetMode(os.ModeSymlink | 0o777)
		f, err := w.CreateHeader(h)
		must(err)
		_, err = io.WriteString(f, to)
		must(err)
		f, err = w.Create("beside.txt")
		must(err)
		_, err = io.WriteString(f, "A file beside a link.\n")
		must(err)
	})
}
