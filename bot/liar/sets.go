package liar

import (
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

//go:embed sets
var setFiles embed.FS

// Library returns statements written by hand about the documents of the
// embedded library. Passage and Marker are the documents' file names there.
func Library() []Statement { return embedded[Statement]("library.jsonl") }

// Articles returns statements written by hand about the articles that the
// embedded library retells. Passage and Marker are the articles' file names.
func Articles() []Statement { return embedded[Statement]("articles.jsonl") }

// Languages returns passages in other languages than English and statements
// about them, both written by hand.
func Languages() ([]Passage, []Statement) {
	return embedded[Passage]("passages.jsonl"), embedded[Statement]("languages.jsonl")
}

// Read reads records, one JSON object a line.
func Read[T any](r io.Reader) ([]T, error) {
	var list []T
	d := json.NewDecoder(r)
	d.DisallowUnknownFields()
	for {
		var item T
		switch err := d.Decode(&item); {
		case errors.Is(err, io.EOF):
			return list, nil
		case err != nil:
			return nil, fmt.Errorf("read record %d: %w", len(list)+1, err)
		}
		list = append(list, item)
	}
}

// embedded reads an embedded set; a fault in it is one of the program.
func embedded[T any](name string) []T {
	data, err := setFiles.ReadFile("sets/" + name)
	if err != nil {
		panic(fmt.Sprintf("liar: read the embedded set %s: %v", name, err))
	}
	list, err := Read[T](bytes.NewReader(data))
	if err != nil {
		panic(fmt.Sprintf("liar: read the embedded set %s: %v", name, err))
	}
	return list
}
