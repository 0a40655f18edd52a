package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"footnote/bot/discord/discordtest"
	"footnote/retrieval"
	"footnote/retrieval/sqlitestore"
)

// amount is a number that the environment may raise for a long run.
func amount(t *testing.T, variable string, usual, short int) int {
	t.Helper()
	if n, err := strconv.Atoi(os.Getenv(variable)); err == nil {
		return n
	}
	if testing.Short() {
		return short
	}
	return usual
}

// A source that changes all the time is synced by processes that are killed at
// random instants. What each leaves opens and holds whole documents, and the
// sync that is not killed completes it. FOOTNOTE_KILLS says how often.
func TestKilledSyncLosesNothing(t *testing.T) {
	rounds := amount(t, "FOOTNOTE_KILLS", 12, 4)
	folder, data := towns(t, 60), t.TempDir()
	if out, err := footnote(t, data, "corpus", "add", folder, "--name", "towns").CombinedOutput(); err != nil {
		t.Fatalf("corpus add: %v: %s", err, out)
	}
	kills, window := 0, 300*time.Millisecond
	for round := range rounds {
		changeTowns(t, folder, round)
		if killedSync(t, data, window) {
			kills, window = kills+1, window*9/8
		} else {
			window = window * 3 / 4
		}
		checkWhole(t, data)
	}
	if kills == 0 {
		t.Error("no sync was killed in time: the test tests nothing")
	}
	t.Logf("%d of %d syncs were killed before they were done", kills, rounds)
	undisturbed := t.TempDir()
	for _, run := range [][]string{{data, "sync", "towns", "--confirm"}, {undisturbed, "corpus", "add", folder, "--name", "towns"}} {
		if out, err := footnote(t, run[0], run[1:]...).CombinedOutput(); err != nil {
			t.Fatalf("%s: %v: %s", run[1], err, out)
		}
	}
	if got, want := listed(t, data), listed(t, undisturbed); got != want {
		t.Errorf("after kills the index holds\n%s\nwant\n%s", got, want)
	}
	store, err := sqlitestore.Open(t.Context(), data, sqlitestore.Read)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(store.Check(t.Context()), store.Close()); err != nil {
		t.Error(err)
	}
}

// changeTowns changes, adds, renames and removes some files of a folder.
func changeTowns(t *testing.T, folder string, round int) {
	t.Helper()
	var faults []error
	for i := range 20 {
		faults = append(faults, writeTown(folder, rand.IntN(60), 5000+100*round+i))
	}
	faults = append(faults, writeTown(folder, 100+round, 9000+round))
	if round > 0 {
		older := filepath.Join(folder, fmt.Sprintf("town%03d.md", 100+round-1))
		faults = append(faults, os.Rename(older, filepath.Join(folder, fmt.Sprintf("moved%03d.md", round))))
	}
	gone := filepath.Join(folder, fmt.Sprintf("town%03d.md", round%60))
	if err := os.Remove(gone); err != nil && !errors.Is(err, os.ErrNotExist) {
		faults = append(faults, err)
	}
	if err := errors.Join(faults...); err != nil {
		t.Fatal(err)
	}
}

// killedSync reports whether a sync was killed before it was done, at a random
// instant within a window from its start.
func killedSync(t *testing.T, data string, window time.Duration) bool {
	t.Helper()
	sync := footnote(t, data, "sync")
	if err := sync.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(time.Duration(rand.Int64N(int64(window))))
	_ = sync.Process.Kill()
	return sync.Wait() != nil
}

// checkWhole opens an index and looks at each document: its chunks are those
// of its text.
func checkWhole(t *testing.T, data string) {
	t.Helper()
	ctx := t.Context()
	store, err := sqlitestore.Open(ctx, data, sqlitestore.Read)
	if err != nil {
		t.Fatalf("after a kill: %v", err)
	}
	defer store.Close()
	documents, err := store.Documents(ctx)
	if err != nil || len(documents) == 0 {
		t.Fatalf("after a kill: %d documents, %v", len(documents), err)
	}
	for _, d := range documents {
		whole, err := store.Document(ctx, d.ID)
		if err != nil {
			t.Fatal(err)
		}
		chunks, err := store.Chunks(ctx, retrieval.Ranges{{First: d.First, End: d.First + retrieval.ChunkID(d.Chunks)}}.IDs())
		if err != nil || len(chunks) != d.Chunks || d.Chunks == 0 {
			t.Fatalf("%s has %d of %d chunks: %v", d.ID, len(chunks), d.Chunks, err)
		}
		for _, c := range chunks {
			if whole.Text[c.Start:c.End] != c.Text {
				t.Errorf("%s has a chunk of another text", d.ID)
			}
		}
	}
}

// A file that changes below a source is answered from within seconds by a server
// that runs, without another word. FOOTNOTE_FILES says how many there are.
func TestServeFollowsFiles(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there are no signals to end it with")
	}
	n := amount(t, "FOOTNOTE_FILES", 200, 50)
	folder, data := towns(t, n), t.TempDir()
	settings := filepath.Join(data, "footnote.toml")
	text := fmt.Sprintf("[sources.towns]\nlocation = %q\n", folder)
	if err := os.WriteFile(settings, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	d := discordtest.New(t, discordtest.Options{})
	town := d.AddGuild("Town")
	square, alice := d.AddChannel(town, "square"), d.AddUser("alice", town)
	s := startServeIn(t, data, d, d.Token(), "--guild", town.ID, "--config", settings)
	ctx, cancel := context.WithTimeout(t.Context(), 4*time.Minute)
	defer cancel()
	waitFor(ctx, t, s, "the commands", func() bool { return len(d.Commands(town.ID)) > 0 })
	waitFor(ctx, t, s, "the first sync", func() bool { return strings.Contains(s.String(), "a source was synced") })
	for round := range 3 {
		inhabitants := 7_000_000 + round
		if err := writeTown(folder, 7, inhabitants); err != nil {
			t.Fatal(err)
		}
		changed := time.Now()
		waitFor(ctx, t, s, "an answer from the changed file", func() bool {
			i := d.Slash(alice, square, "ask", map[string]any{"question": "How many inhabitants has town 7?"})
			m, err := i.WaitMessage(ctx, func(m discordtest.Message) bool { return len(m.Controls()) > 0 })
			return err == nil && strings.Contains(m.Content, strconv.Itoa(inhabitants))
		})
		t.Logf("of %d files, a change was answered from after %v", n, time.Since(changed).Round(10*time.Millisecond))
	}
}

func waitFor(ctx context.Context, t *testing.T, s *served, what string, done func() bool) {
	t.Helper()
	for !done() {
		if ctx.Err() != nil {
			t.Fatalf("%s: it does not come about\n%s", what, s)
		}
		time.Sleep(50 * time.Millisecond)
	}
}
