package beir

import (
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// A Set is a test set: where its corpus stands, what is asked and what is
// right.
type Set struct {
	// Corpus is the path of the corpus file.
	Corpus     string
	Queries    []Query
	Judgements Judgements
}

// Open reads the test set in a folder. Its Queries are those that have a
// relevant document; others cannot be judged. Files may be compressed by gzip.
// The judgements are qrels/test.tsv or, without it, the only file in qrels.
func Open(dir string) (Set, error) {
	corpus, err := either(dir, "corpus.jsonl")
	if err != nil {
		return Set{}, err
	}
	queries, err := either(dir, "queries.jsonl")
	if err != nil {
		return Set{}, err
	}
	qrels, err := judgementsFile(dir)
	if err != nil {
		return Set{}, err
	}
	set := Set{Corpus: corpus}
	if err := readFile(qrels, func(r io.Reader) (err error) {
		set.Judgements, err = ReadJudgements(r)
		return err
	}); err != nil {
		return Set{}, err
	}
	if err := readFile(queries, func(r io.Reader) (err error) {
		set.Queries, err = ReadQueries(r)
		return err
	}); err != nil {
		return Set{}, err
	}
	set.Queries = judged(set.Queries, set.Judgements)
	if len(set.Queries) == 0 {
		return Set{}, fmt.Errorf("%s: no query of %s has a relevant document in %s", dir, filepath.Base(queries), filepath.Base(qrels))
	}
	return set, nil
}

func judged(queries []Query, judgements Judgements) []Query {
	var kept []Query
	for _, q := range queries {
		if judgements.relevant(q.ID) > 0 {
			kept = append(kept, q)
		}
	}
	return kept
}

// either finds the file itself or its compressed form.
func either(dir, name string) (string, error) {
	for _, path := range []string{filepath.Join(dir, name), filepath.Join(dir, name+".gz")} {
		if _, err := os.Stat(path); err == nil {
			return path, nil
		} else if !errors.Is(err, fs.ErrNotExist) {
			return "", fmt.Errorf("looking for the test set: %w", err)
		}
	}
	return "", fmt.Errorf("%s is no BEIR test set: it has no %s", dir, name)
}

func judgementsFile(dir string) (string, error) {
	var found []string
	entries, err := os.ReadDir(filepath.Join(dir, "qrels"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("looking for judgements: %w", err)
	}
	for _, e := range entries {
		name := strings.TrimSuffix(e.Name(), ".gz")
		switch {
		case name == "test.tsv":
			return filepath.Join(dir, "qrels", e.Name()), nil
		case strings.HasSuffix(name, ".tsv"):
			found = append(found, filepath.Join(dir, "qrels", e.Name()))
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return "", fmt.Errorf("%s is no BEIR test set: it has no qrels/test.tsv", dir)
	}
	return "", fmt.Errorf("%s has several files of judgements and none is qrels/test.tsv; rename the one to use", dir)
}

// readFile names the file in every error.
func readFile(path string, read func(io.Reader) error) (err error) {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	defer func() {
		if err != nil {
			err = fmt.Errorf("%s: %w", path, err)
		}
	}()
	if !strings.HasSuffix(path, ".gz") {
		return read(file)
	}
	plain, err := gzip.NewReader(file)
	if err != nil {
		return err
	}
	return read(plain)
}
