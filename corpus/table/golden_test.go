package table_test

import (
	"testing"

	"footnote/corpus"
	"footnote/corpus/readertest"
	"footnote/corpus/table"
)

func TestGolden(t *testing.T) {
	readertest.Golden(t, table.Reader{}, "testdata/*.csv", 2)
	readertest.Golden(t, table.Reader{}, "testdata/*.tsv", 1)
}

func TestFolder(t *testing.T) {
	readertest.Folder(t, corpus.Readers{".csv": table.Reader{}, ".tsv": table.Reader{}})
}
