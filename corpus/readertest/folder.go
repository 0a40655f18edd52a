package readertest

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"footnote/corpus"
)

// Folder reads all files below the folder that FOOTNOTE_TEST_FORMATS names,
// made by the scripts in corpus/testdata, whose extensions there are readers
// for. Each must become a document, or be refused in words; it logs which.
func Folder(t *testing.T, readers corpus.Readers) {
	t.Helper()
	folder := os.Getenv("FOOTNOTE_TEST_FORMATS")
	if folder == "" {
		t.Skip("FOOTNOTE_TEST_FORMATS names no folder of files to read")
	}
	read, refused := 0, 0
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		reader := readers[strings.ToLower(filepath.Ext(path))]
		if err != nil || entry.IsDir() || reader == nil {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if _, err := Read(t, reader, path, data); err != nil {
			refused++
			t.Logf("%s: %v", filepath.Base(path), err)
		}
		read++
		return nil
	})
	if err != nil || read == 0 {
		t.Errorf("%d files in %s: %v", read, folder, err)
	}
	t.Logf("%d files, %d with faults", read, refused)
}
