package sqlitestore_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"footnote/retrieval"
	"footnote/retrieval/retrievaltest"
	"footnote/retrieval/sqlitestore"
)

const (
	// childVariable makes the test binary a child that indexes into the
	// folder it names, until it is killed.
	childVariable = "FOOTNOTE_TEST_INDEX_INTO"
	// readVariable makes it a child that reads once from the folder.
	readVariable = "FOOTNOTE_TEST_READ_FROM"
	// killsVariable and flipsVariable set how much is tried at random: how
	// many children are killed, how many bits are flipped.
	killsVariable = "FOOTNOTE_TEST_KILLS"
	flipsVariable = "FOOTNOTE_TEST_FLIPS"
)

func TestMain(m *testing.M) {
	for variable, run := range map[string]func(dir string) error{childVariable: indexForever, readVariable: readOnce} {
		dir := os.Getenv(variable)
		if dir == "" {
			continue
		}
		if err := run(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// readOnce opens an index for reading and prints how many chunks it read.
func readOnce(dir string) error {
	ctx := context.Background()
	store, err := sqlitestore.Open(ctx, dir, sqlitestore.Read)
	if err != nil {
		return err
	}
	state, err := store.State(ctx)
	if err != nil {
		return err
	}
	chunks := 0
	for _, err := range store.ChunksIn(ctx, 0, 1000) {
		if err != nil {
			return err
		}
		chunks++
	}
	if chunks != state.Chunks {
		return fmt.Errorf("read %d chunks, want %d", chunks, state.Chunks)
	}
	fmt.Println(chunks)
	return store.Close()
}

const crashDocuments = 30

// crashDocument is a document in one of its versions.
func crashDocument(n, version int) retrieval.Indexed {
	var texts []string
	for i := range 1 + (n+version)%7 {
		texts = append(texts, strings.Repeat(fmt.Sprintf("Document %d in version %d says %d. ", n, version, i), 5))
	}
	in := retrievaltest.Indexed(fmt.Sprintf("document %02d", n), texts...)
	in.Document.Date = strconv.Itoa(version)
	return in
}

// indexForever puts, replaces and deletes documents and embeds them.
func indexForever(dir string) error {
	ctx := context.Background()
	store, err := sqlitestore.Open(ctx, dir, sqlitestore.Write)
	if err != nil {
		return err
	}
	if err := acknowledge(ctx, store); err != nil {
		return err
	}
	embedder := retrievaltest.NewEmbedder(64)
	for version := 0; ; version++ {
		model := embedder.Model()
		model.Name = fmt.Sprint("model ", version/3)
		if err := store.SetModel(ctx, model); err != nil {
			return err
		}
		for n := 0; n < crashDocuments; n += 3 {
			put := []retrieval.Indexed{crashDocument(n, version), crashDocument(n+1, version)}
			if err := store.Apply(ctx, put, []string{crashDocument(n+2, version).Document.ID}); err != nil {
				return err
			}
			if err := embedSome(ctx, store, embedder, 5); err != nil {
				return err
			}
			if err := acknowledge(ctx, store); err != nil {
				return err
			}
		}
	}
}

// acknowledge tells the parent which generation has been committed.
func acknowledge(ctx context.Context, store retrieval.Store) error {
	state, err := store.State(ctx)
	if err == nil {
		_, err = fmt.Println(state.Generation)
	}
	return err
}

func embedSome(ctx context.Context, store retrieval.Store, embedder retrieval.Embedder, limit int) error {
	chunks, err := store.Unembedded(ctx, limit)
	if err != nil {
		return err
	}
	var vectors []retrieval.ChunkVectors
	for _, c := range chunks {
		var texts []string
		for _, s := range c.Sentences {
			texts = append(texts, c.Text[s.Start-c.Start:s.End-c.Start])
		}
		embedded, err := embedder.EmbedDocuments(ctx, texts)
		if err != nil {
			return err
		}
		vectors = append(vectors, retrieval.ChunkVectors{ID: c.ID, Sentences: embedded})
	}
	return store.PutVectors(ctx, vectors)
}

// countFrom reads a number from the environment.
func countFrom(t *testing.T, variable string, otherwise int) int {
	t.Helper()
	text := os.Getenv(variable)
	if text == "" {
		return otherwise
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatalf("%s: %v", variable, err)
	}
	return n
}

// TestKill kills children at random instants. After each the index must be
// whole, and the next child must be able to go on.
func TestKill(t *testing.T) {
	kills := countFrom(t, killsVariable, 20)
	dir := t.TempDir()
	for range kills {
		committed := killChild(t, dir, time.Duration(rand.IntN(60_000))*time.Microsecond)
		checkAfterKill(t, dir, committed)
		if t.Failed() {
			return
		}
	}
	complete(t, dir)
}

// killChild lets a child index for a while and returns the last generation
// that it acknowledged, 0 for none. Mostly the time runs from its first; but an
// index must come into being whole as well.
func killChild(t *testing.T, dir string, life time.Duration) (committed int64) {
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), childVariable+"="+dir)
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	if rand.IntN(4) > 0 && !lines.Scan() {
		t.Error("the child cannot open the index")
	}
	time.AfterFunc(life, func() { child.Process.Kill() })
	for ok := lines.Text() != "" || lines.Scan(); ok; ok = lines.Scan() {
		if generation, err := strconv.ParseInt(lines.Text(), 10, 64); err == nil {
			committed = generation
		}
	}
	child.Wait()
	if code := child.ProcessState.ExitCode(); code != -1 {
		t.Errorf("the child ended by itself with status %d", code)
	}
	return committed
}

func checkAfterKill(t *testing.T, dir string, committed int64) {
	t.Helper()
	reader, err := sqlitestore.Open(t.Context(), dir, sqlitestore.Read)
	if errors.Is(err, os.ErrNotExist) && committed == 0 {
		return // killed before there was one
	}
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	if state, err := reader.State(t.Context()); err != nil || state.Generation < committed {
		t.Errorf("generation %d was committed, the index is at %d, %v", committed, state.Generation, err)
	}
	if err := reader.Check(t.Context()); err != nil {
		t.Fatal(err)
	}
	docs, err := reader.Documents(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, doc := range docs {
		var n, version int
		if _, err := fmt.Sscan(doc.Date, &version); err != nil {
			t.Fatal(err)
		}
		fmt.Sscanf(doc.ID, "document %d", &n)
		want := crashDocument(n, version)
		whole, err := reader.Document(t.Context(), doc.ID)
		if err != nil || whole.Text != want.Document.Text || whole.Chunks != len(want.Chunks) {
			t.Errorf("%s is not what was stored: %v", doc.ID, err)
		}
	}
}

// complete does what a run that nobody kills would.
func complete(t *testing.T, dir string) {
	store := open(t, dir, sqlitestore.Write)
	var put []retrieval.Indexed
	for n := range crashDocuments {
		put = append(put, crashDocument(n, 1_000_000))
	}
	if err := store.Apply(t.Context(), put, nil); err != nil {
		t.Fatal(err)
	}
	embedder := retrievaltest.NewEmbedder(64)
	if err := store.SetModel(t.Context(), embedder.Model()); err != nil {
		t.Fatal(err)
	}
	if err := embedSome(t.Context(), store, embedder, 1000); err != nil {
		t.Fatal(err)
	}
	state, err := store.State(t.Context())
	if err != nil || state.Documents != crashDocuments || state.Embedded != state.Chunks {
		t.Errorf("State = %+v, %v, want everything embedded", state, err)
	}
	if err := store.Check(t.Context()); err != nil {
		t.Error(err)
	}
}
