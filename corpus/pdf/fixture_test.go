package pdf

import (
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/klippa-app/go-pdfium/requests"
)

// sheetsOf takes a file apart.
func sheetsOf(t *testing.T, r *Reader, data []byte) []sheet {
	t.Helper()
	in, done, err := r.engine.open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer done()
	document, err := in.OpenDocument(&requests.OpenDocument{File: &data})
	if err != nil {
		t.Fatal(err)
	}
	sheets, err := opened{Pdfium: in, document: document.Document}.sheets(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return sheets
}

// one is the reader that all tests share, as to compile PDFium takes seconds.
var one = sync.OnceValue(func() *Reader {
	return New(filepath.Join(os.TempDir(), "footnote-test-pdfium"))
})

// shared is a reader.
func shared(t testing.TB) *Reader {
	t.Helper()
	return one()
}
