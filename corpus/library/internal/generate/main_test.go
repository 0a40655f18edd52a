package main

import (
	"bytes"
	"testing"

	"footnote/corpus/library"
)

func TestVectorsAreUpToDate(t *testing.T) {
	want, err := generate(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(library.Vectors(), want) {
		t.Error("corpus/library/vectors.bin is stale; make it anew with: go generate ./corpus/library")
	}
}
