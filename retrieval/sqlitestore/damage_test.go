package sqlitestore_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"footnote/retrieval"
	"footnote/retrieval/retrievaltest"
	"footnote/retrieval/sqlitestore"
)

// content is everything that can be read of a store.
type content struct {
	State     retrieval.State
	Documents map[string]retrieval.StoredDocument
	Chunks    map[retrieval.ChunkID]retrieval.StoredChunk
	Means     map[retrieval.ChunkID]retrieval.VectorEntry
	Sentences map[retrieval.ChunkID][][]float32
}

// readAll reads everything it can, and returns the first error.
func readAll(ctx context.Context, store *sqlitestore.Store) (c content, fault error) {
	note := func(err error) bool {
		fault = errors.Join(fault, err)
		return err == nil
	}
	var err error
	c.State, err = store.State(ctx)
	note(err)
	c.Documents = map[string]retrieval.StoredDocument{}
	docs, err := store.Documents(ctx)
	note(err)
	for _, doc := range docs {
		if doc, err := store.Document(ctx, doc.ID); note(err) {
			c.Documents[doc.ID] = doc
		}
	}
	c.Chunks = map[retrieval.ChunkID]retrieval.StoredChunk{}
	var ids []retrieval.ChunkID
	for chunk, err := range store.ChunksIn(ctx, 0, 1000) {
		if note(err) {
			c.Chunks[chunk.ID] = chunk
			ids = append(ids, chunk.ID)
		}
	}
	c.Means = map[retrieval.ChunkID]retrieval.VectorEntry{}
	for e, err := range store.VectorsIn(ctx, 0, 1000) {
		if note(err) {
			e.Vector = append([]float32(nil), e.Vector...)
			c.Means[e.ID] = e
		}
	}
	c.Sentences, err = store.SentenceVectors(ctx, ids)
	note(err)
	_, err = store.Unembedded(ctx, 10)
	note(err)
	return c, fault
}

// isFault tells whether an error is one that a damaged index may give.
func isFault(err error) bool {
	return errors.As(err, new(*sqlitestore.Error)) || errors.Is(err, fs.ErrNotExist)
}

// sample makes an index and returns the bytes of its file and what it holds.
func sample(t *testing.T) ([]byte, content) {
	t.Helper()
	dir := t.TempDir()
	store := open(t, dir, sqlitestore.Write)
	var docs []retrieval.Indexed
	for n := range 12 {
		in := crashDocument(n, n)
		if n%3 == 0 {
			in.Document.Audience = []string{"staff", fmt.Sprint("label ", n)}
		}
		docs = append(docs, in)
	}
	embedder := retrievaltest.NewEmbedder(64)
	err := errors.Join(store.Apply(t.Context(), docs, nil), store.SetModel(t.Context(), embedder.Model()))
	if err == nil {
		err = embedSome(t.Context(), store, embedder, 25)
	}
	if err != nil {
		t.Fatal(err)
	}
	all, err := readAll(t.Context(), store)
	if err = errors.Join(err, store.Check(t.Context()), store.Close()); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(filepath.Join(dir, "index.db"))
	if err != nil {
		t.Fatal(err)
	}
	return file, all
}

// openDamaged opens an index of the given bytes; a fault must be a known one.
func openDamaged(t *testing.T, file []byte) (dir string, store *sqlitestore.Store) {
	t.Helper()
	dir = t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "index.db"), file, 0o600); err != nil {
		t.Fatal(err)
	}
	store, err := sqlitestore.Open(t.Context(), dir, sqlitestore.Read)
	if err != nil {
		if !isFault(err) {
			t.Errorf("Open: %T %v, want an Error", err, err)
		}
		return dir, nil
	}
	t.Cleanup(func() { store.Close() })
	return dir, store
}

func TestTruncated(t *testing.T) {
	file, _ := sample(t)
	for _, length := range []int{0, 1, 15, 16, 99, 100, 1000, 8191, 8192, 8193, 16384, len(file) / 2, len(file) - 8192, len(file) - 1} {
		t.Run(fmt.Sprint(length), func(t *testing.T) {
			dir, store := openDamaged(t, file[:length])
			if store != nil {
				t.Error("a truncated index is opened")
			}
			_, err := sqlitestore.Open(t.Context(), dir, sqlitestore.Write)
			if length == 0 {
				return // the same as none: it may be made
			}
			if !errors.Is(err, sqlitestore.ErrCorrupt) || !strings.Contains(err.Error(), "footnote index --rebuild") {
				t.Errorf("writer: %v, want ErrCorrupt and what to do", err)
			}
			rebuild(t, dir)
		})
	}
}

// rebuild removes an index and makes one in its place.
func rebuild(t *testing.T, dir string) {
	t.Helper()
	if err := sqlitestore.Remove(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	store := open(t, dir, sqlitestore.Write)
	if err := errors.Join(store.Check(t.Context()), store.Close()); err != nil {
		t.Error(err)
	}
}

// TestFlippedBits flips a bit here and there. What is read must be what was
// written or an error; what is missing without an error, Check must miss.
func TestFlippedBits(t *testing.T) {
	file, want := sample(t)
	random := rand.New(rand.NewPCG(20, uint64(countFrom(t, flipsVariable, 100))))
	positions := []int{16, 18, 19, 21, 24, 28, 31, 44, 47, 52, 56, 59, 60, 63, 68, 71, 92, 100, 103, 105, 107, 108}
	for range countFrom(t, flipsVariable, 100) {
		positions = append(positions, random.IntN(len(file)))
	}
	found := 0
	for _, position := range positions {
		damaged := bytes.Clone(file)
		damaged[position] ^= 1 << random.IntN(8)
		if checkDamaged(t, damaged, want) {
			found++
		}
		if t.Failed() {
			t.Fatalf("after byte %d was changed from %#x to %#x", position, file[position], damaged[position])
		}
	}
	if found < len(positions)/3 {
		t.Errorf("%d of %d flipped bits were noticed; the test is no longer worth much", found, len(positions))
	}
}

// TestGarbage overwrites whole stretches.
func TestGarbage(t *testing.T) {
	file, want := sample(t)
	random := rand.New(rand.NewPCG(20, 27))
	for range countFrom(t, flipsVariable, 100) / 3 {
		damaged := bytes.Clone(file)
		start := random.IntN(len(file))
		stretch := damaged[start:min(len(file), start+1+random.IntN(9000))]
		zero := random.IntN(2) == 0
		for i := range stretch {
			if stretch[i] = byte(random.Uint32()); zero {
				stretch[i] = 0
			}
		}
		checkDamaged(t, damaged, want)
		if t.Failed() {
			t.Fatalf("after %d bytes from %d on were overwritten", len(stretch), start)
		}
	}
}

// checkDamaged tells whether the damage was noticed.
func checkDamaged(t *testing.T, file []byte, want content) bool {
	t.Helper()
	_, store := openDamaged(t, file)
	if store == nil {
		return true
	}
	defer store.Close()
	got, err := readAll(t.Context(), store)
	if err != nil && !isFault(err) {
		t.Errorf("%T %v, want an Error", err, err)
	}
	wantPart(t, "documents", got.Documents, want.Documents)
	wantPart(t, "chunks", got.Chunks, want.Chunks)
	wantPart(t, "means", got.Means, want.Means)
	wantPart(t, "sentences", got.Sentences, want.Sentences)
	checked := store.Check(t.Context())
	if checked != nil && !errors.Is(checked, sqlitestore.ErrCorrupt) {
		t.Errorf("Check: %v, want ErrCorrupt", checked)
	}
	if err != nil || checked != nil {
		return true
	}
	if !reflect.DeepEqual(want, got) {
		t.Errorf("neither reading nor Check noticed (-want +got):\n%.2000s", cmp.Diff(want, got))
	}
	return false
}

// wantPart checks that what was read is some of what was written.
func wantPart[K comparable, V any](t *testing.T, what string, got, want map[K]V) {
	t.Helper()
	for k, v := range got {
		if !reflect.DeepEqual(want[k], v) {
			t.Errorf("%s: %v is wrong (-want +got):\n%.2000s", what, k, cmp.Diff(want[k], v))
		}
	}
}

// TestWritingToADamagedIndex replaces everything in indexes with garbage.
func TestWritingToADamagedIndex(t *testing.T) {
	file, _ := sample(t)
	random := rand.New(rand.NewPCG(20, 28))
	noticed := 0
	tries := countFrom(t, flipsVariable, 100) / 2
	for range tries {
		damaged := bytes.Clone(file)
		start := random.IntN(len(file))
		for i := range damaged[start:min(len(file), start+1+random.IntN(300))] {
			damaged[start+i] = byte(random.Uint32())
		}
		err := writeToDamaged(t, damaged)
		if err != nil && !isFault(err) {
			t.Errorf("with garbage at byte %d: %T %v, want an Error", start, err, err)
		}
		if err != nil {
			noticed++
		}
	}
	if noticed == 0 {
		t.Error("no damaged index was noticed; the test is no longer worth much")
	}
}

func writeToDamaged(t *testing.T, file []byte) error {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "index.db"), file, 0o600); err != nil {
		t.Fatal(err)
	}
	store, err := sqlitestore.Open(t.Context(), dir, sqlitestore.Write)
	if err != nil {
		return err
	}
	defer store.Close()
	var put []retrieval.Indexed
	for n := range 12 {
		put = append(put, crashDocument(n, 50+n))
	}
	if err := store.Apply(t.Context(), put, nil); err != nil {
		return err
	}
	if err := embedSome(t.Context(), store, retrievaltest.NewEmbedder(64), 1000); err != nil {
		return err
	}
	return store.Check(t.Context())
}

func TestGarbageInTheLog(t *testing.T) {
	file, want := sample(t)
	for _, size := range []int{1, 31, 32, 33, 10_000, 100_000} {
		dir := t.TempDir()
		garbage := make([]byte, size)
		for i := range garbage {
			garbage[i] = byte(rand.Uint32())
		}
		copy(garbage, "\x37\x7f\x06\x82\x00\x2d\xe2\x18") // what a log begins with
		err := errors.Join(
			os.WriteFile(filepath.Join(dir, "index.db"), file, 0o600),
			os.WriteFile(filepath.Join(dir, "index.db-wal"), garbage, 0o600))
		if err != nil {
			t.Fatal(err)
		}
		store := open(t, dir, sqlitestore.Write)
		got, err := readAll(t.Context(), store)
		if err != nil {
			t.Errorf("with %d bytes of garbage: %v", size, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("with %d bytes of garbage (-want +got):\n%.2000s", size, diff)
		}
		if err := store.Check(t.Context()); err != nil {
			t.Error(err)
		}
	}
}

// TestTornLog cuts the log of a store that was not closed at many lengths.
func TestTornLog(t *testing.T) {
	live := t.TempDir()
	store := open(t, live, sqlitestore.Write)
	for version := range 4 {
		if err := store.Apply(t.Context(), []retrieval.Indexed{crashDocument(1, version), crashDocument(2, version)}, nil); err != nil {
			t.Fatal(err)
		}
	}
	read := func(name string) []byte {
		b, err := os.ReadFile(filepath.Join(live, name))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	file, log := read("index.db"), read("index.db-wal")
	for length := 0; length <= len(log); length += 3011 {
		dir := t.TempDir()
		err := errors.Join(
			os.WriteFile(filepath.Join(dir, "index.db"), file, 0o600),
			os.WriteFile(filepath.Join(dir, "index.db-wal"), log[:length], 0o600))
		if err != nil {
			t.Fatal(err)
		}
		torn := open(t, dir, sqlitestore.Write)
		if err := errors.Join(torn.Check(t.Context()), torn.Close()); err != nil {
			t.Errorf("log cut at %d of %d bytes: %v", length, len(log), err)
		}
	}
}

func TestForeignFiles(t *testing.T) {
	execute := func(t *testing.T, dir, statement string) {
		db, err := sql.Open("sqlite", filepath.Join(dir, "index.db"))
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		if _, err := db.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
	for _, test := range []struct {
		name, statement string
		removable       bool
	}{
		{"another application", "PRAGMA application_id = 7; CREATE TABLE t (x)", false},
		{"no application", "CREATE TABLE t (x)", false},
		{"a later layout", "PRAGMA user_version = 99", true},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			if test.removable {
				if err := open(t, dir, sqlitestore.Write).Close(); err != nil {
					t.Fatal(err)
				}
			}
			execute(t, dir, test.statement)
			before, _ := os.ReadFile(filepath.Join(dir, "index.db"))
			for _, mode := range []sqlitestore.Mode{sqlitestore.Read, sqlitestore.Write} {
				_, err := sqlitestore.Open(t.Context(), dir, mode)
				if !errors.Is(err, sqlitestore.ErrLayout) {
					t.Fatalf("Open: %v, want ErrLayout", err)
				}
				if hint := strings.Contains(err.Error(), "--rebuild"); hint != test.removable {
					t.Errorf("%v: tells to make it anew, although that fails, or does not", err)
				}
			}
			if after, _ := os.ReadFile(filepath.Join(dir, "index.db")); !bytes.Equal(before, after) {
				t.Error("the file was changed")
			}
			if err := sqlitestore.Remove(t.Context(), dir); (err == nil) != test.removable {
				t.Errorf("Remove: %v", err)
			}
		})
	}
}
