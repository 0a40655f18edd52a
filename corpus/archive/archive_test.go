package archive_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"footnote/corpus"
	"footnote/corpus/archive"
)

// packed makes an archive of names and contents, by turns.
func packed(t testing.TB, files ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		f, err := w.Create(files[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(f, files[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// wantFault fails unless err is a fault that says something.
func wantFault(t *testing.T, err error, says string) {
	t.Helper()
	var fault *corpus.Fault
	if !errors.As(err, &fault) || !strings.Contains(err.Error(), says) {
		t.Errorf("the error is %v, want a fault that says %q", err, says)
	}
}

func TestNames(t *testing.T) {
	a, err := archive.Open(packed(t, "Word/Document.xml", "1", "../../etc/passwd", "2", "/abs", "3", `b\c`, "4", "d/", "", "word/document.XML", "5", "a/../../x", "6"), archive.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(a.Names(), " "); got != "Word/Document.xml abs b/c" {
		t.Errorf("names %q", got)
	}
	data, err := a.Read(t.Context(), "/word/./x/../document.xml")
	if err != nil || string(data) != "1" {
		t.Errorf("%q, %v", data, err)
	}
	if a.Has("etc/passwd") || !a.Has("ABS") {
		t.Error("found what is not there, or not what is")
	}
	_, err = a.Read(t.Context(), "missing.xml")
	wantFault(t, err, "missing")
}

func TestLimits(t *testing.T) {
	zeros := strings.Repeat("\x00", 20<<20)
	var many []string
	for i := range 30 {
		many = append(many, fmt.Sprint(i), "x")
	}
	nested := packed(t, "a", "the innermost")
	for range 3 {
		nested = packed(t, "a", string(nested))
	}
	for name, tt := range map[string]struct {
		data   []byte
		limits archive.Limits
		says   string
	}{
		"no zip":       {[]byte("PK nothing"), archive.Limits{}, "damaged"},
		"nothing":      {nil, archive.Limits{}, "empty"},
		"many files":   {packed(t, many...), archive.Limits{Files: 29}, "more than the 29 files"},
		"ratio":        {packed(t, "a", zeros), archive.Limits{}, "200 times"},
		"total":        {packed(t, "a", strings.Repeat("abc", 1000), "b", strings.Repeat("abc", 1000)), archive.Limits{Total: 5000}, "unpacked"},
		"files inside": {packed(t, "a", string(packed(t, many...))), archive.Limits{Files: 20}, "files"},
		"depth":        {nested, archive.Limits{}, "archives in archives"},
	} {
		t.Run(name, func(t *testing.T) {
			wantFault(t, readAll(t.Context(), tt.data, tt.limits), tt.says)
		})
	}
	if err := readAll(t.Context(), packed(t, "a", string(packed(t, "b", "c"))), archive.Limits{}); err != nil {
		t.Error(err)
	}
}

// readAll reads all there is, and the archives inside.
func readAll(ctx context.Context, data []byte, limits archive.Limits) error {
	a, err := archive.Open(data, limits)
	if err != nil {
		return err
	}
	return readInside(ctx, a)
}

func readInside(ctx context.Context, a *archive.Archive) error {
	for _, name := range a.Names() {
		data, err := a.Read(ctx, name)
		if err != nil {
			return err
		}
		if !bytes.HasPrefix(data, []byte("PK")) {
			continue
		}
		inner, err := a.Inner(ctx, name)
		if err != nil {
			return err
		}
		if err := readInside(ctx, inner); err != nil {
			return err
		}
	}
	return nil
}

func TestEncryptedAndDamaged(t *testing.T) {
	data := packed(t, "a", strings.Repeat("some text ", 100))
	directory := bytes.Index(data, []byte("PK\x01\x02"))
	encrypted := bytes.Clone(data)
	encrypted[directory+8] |= 1
	wantFault(t, readAll(t.Context(), encrypted, archive.Limits{}), "encrypted")
	method := bytes.Clone(data)
	method[directory+10] = 99
	wantFault(t, readAll(t.Context(), method, archive.Limits{}), "packed in a way")
	broken := bytes.Clone(data)
	broken[50] ^= 0xff
	wantFault(t, readAll(t.Context(), broken, archive.Limits{}), "damaged")
	for end := range data {
		if err := readAll(t.Context(), data[:end], archive.Limits{}); err == nil {
			t.Errorf("nothing wrong with %d of %d bytes", end, len(data))
		}
	}
}

func TestEndOfTime(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := readAll(ctx, packed(t, "a", "b"), archive.Limits{}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(packed(f, "a", "b", "c/d", "e"))
	f.Add(packed(f, "a", string(packed(f, "b", "c"))))
	f.Fuzz(func(t *testing.T, data []byte) {
		err := readAll(t.Context(), data, archive.Limits{Total: 1 << 20})
		if fault := new(corpus.Fault); err != nil && !errors.As(err, &fault) {
			t.Errorf("%v is no fault", err)
		}
	})
}
