package readertest

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"footnote/corpus"
)

// Pack makes a zip archive of names and contents, by turns.
func Pack(t testing.TB, files ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i+1 < len(files); i += 2 {
		f, err := w.Create(files[i])
		if err == nil {
			_, err = io.WriteString(f, files[i+1])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Unpack returns the names and contents of an archive, by turns.
func Unpack(t testing.TB, data []byte) []string {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	for _, f := range r.File {
		if strings.HasSuffix(f.Name, "/") {
			continue
		}
		from, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(from)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f.Name, string(content))
	}
	return files
}

// Damage reads what is left of a file when it is cut off at many lengths, and
// of an archive when each of its parts is cut off, or has an element in it
// nested, repeated or emptied. Nothing may break down, and a file that is cut
// off must be refused.
func Damage(t *testing.T, reader corpus.Reader, name string, data []byte) {
	t.Helper()
	step := max(len(data)/100, 1)
	for end := 0; end < len(data); end += step {
		if _, err := Read(t, reader, name, data[:end]); err == nil {
			t.Errorf("nothing is wrong with %d of %d bytes", end, len(data))
		}
	}
	if !bytes.HasPrefix(data, []byte("PK")) {
		return
	}
	files := Unpack(t, data)
	for i := 1; i < len(files); i += 2 {
		whole := files[i]
		for _, damaged := range damages(whole) {
			files[i] = damaged
			Read(t, reader, name, Pack(t, files...))
		}
		files[i] = whole
		Read(t, reader, name, Pack(t, append(append([]string{}, files[:i-1]...), files[i+1:]...)...)) // missing
	}
}

// damages are the ways in which a part may be damaged.
func damages(whole string) []string {
	all := []string{"", "\x00\x01\x02", whole + whole, strings.ToUpper(whole), strings.ReplaceAll(whole, "=\"", "=\"9999999999"),
		strings.ReplaceAll(whole, "=\"", "=\"-"), strings.ReplaceAll(whole, "1", "18446744073709551616"), strings.ReplaceAll(whole, "/>", ">")}
	for n := range 6 {
		all = append(all, whole[:len(whole)*(2*n+1)/12])
	}
	return all
}

// EndOfTime fails unless a reader stops when its context has ended.
func EndOfTime(t *testing.T, reader corpus.Reader, name string, data []byte) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := reader.Read(ctx, name, data); !errors.Is(err, context.Canceled) {
		t.Errorf("the context has ended, but the error is %v", err)
	}
}

// Fuzz reads anything, with the files of some patterns to begin with.
func Fuzz(f *testing.F, reader corpus.Reader, name string, patterns ...string) {
	for _, pattern := range patterns {
		samples, err := filepath.Glob(pattern)
		if err != nil {
			f.Fatal(err)
		}
		for _, sample := range samples {
			data, err := os.ReadFile(sample)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) { Read(t, reader, name, data) })
}

// FuzzPart reads an archive in which one part is anything.
func FuzzPart(f *testing.F, reader corpus.Reader, sample, part string) {
	data, err := os.ReadFile(sample)
	if err != nil {
		f.Fatal(err)
	}
	files := Unpack(f, data)
	at := -1
	for i := 0; i < len(files); i += 2 {
		if files[i] == part {
			at = i + 1
		}
	}
	if at < 0 {
		f.Fatalf("%s has no part %s", sample, part)
	}
	f.Add(files[at])
	f.Fuzz(func(t *testing.T, content string) {
		changed := append([]string{}, files...)
		changed[at] = content
		Read(t, reader, sample, Pack(t, changed...))
	})
}
