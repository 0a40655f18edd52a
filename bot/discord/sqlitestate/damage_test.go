package sqlitestate_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"footnote/bot/discord/sqlitestate"
)

// written makes a file with some answers and returns its bytes.
func written(t *testing.T) []byte {
	t.Helper()
	dir := t.TempDir()
	s, err := sqlitestate.Open(t.Context(), dir)
	must(t, err)
	for i := range 50 {
		a := answer(fmt.Sprintf("answer %03d", i))
		a.Body, a.Messages = []byte(strings.Repeat("body", 100)), []string{a.ID}
		must(t, s.SaveAnswer(t.Context(), a))
		must(t, s.SaveFeedback(t.Context(), sqlitestate.Feedback{Answer: a.ID, User: "ann", At: day}))
	}
	must(t, s.SaveSettings(t.Context(), "guild", sqlitestate.DefaultSettings()))
	must(t, s.Close())
	data, err := os.ReadFile(filepath.Join(dir, "discord.db"))
	must(t, err)
	return data
}

// use opens a file of these bytes and uses all of it.
func use(t *testing.T, data []byte) (dir string, fault error) {
	t.Helper()
	dir = t.TempDir()
	must(t, os.WriteFile(filepath.Join(dir, "discord.db"), data, 0o600))
	ctx := context.Background()
	s, err := sqlitestate.Open(ctx, dir)
	if err != nil {
		return dir, err
	}
	defer s.Close()
	_, err = s.Settings(ctx, "guild")
	fault = errors.Join(fault, err)
	_, _, err = s.Counts(ctx, "guild")
	fault = errors.Join(fault, err)
	for i := range 50 {
		_, err := s.AnswerByMessage(ctx, "channel", fmt.Sprintf("answer %03d", i))
		fault = errors.Join(fault, err)
	}
	return dir, errors.Join(fault, s.SaveAnswer(ctx, answer("new")))
}

func TestDamagedFilesSayHowToMendThem(t *testing.T) {
	data := written(t)
	garbled := append([]byte(nil), data...)
	for i := 4096; i < len(garbled); i++ {
		garbled[i] = 'x'
	}
	unknown := append([]byte(nil), data...)
	unknown[18] ^= 8
	tests := []struct {
		name string
		data []byte
	}{
		{"no database", []byte(strings.Repeat("This is a letter to my bank. ", 100))},
		{"a stump", data[:99]},
		{"cut in the middle of a page", data[:len(data)/2-1]},
		{"cut after a page", data[:8192]},
		{"garbled but for its beginning", garbled},
		{"of a version that does not exist", unknown},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir, err := use(t, test.data)
			if !errors.Is(err, sqlitestate.ErrCorrupt) {
				t.Fatalf("got %v", err)
			}
			file := filepath.Join(dir, "discord.db")
			for _, part := range []string{"what the bot remembers is damaged (" + file + ")", "put a copy back, or move it away together with discord.db-wal"} {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("the error does not say %q:\n%v", part, err)
				}
			}
			if strings.Contains(test.name, "no database") {
				if left, err := os.ReadFile(file); err != nil || string(left) != string(test.data) {
					t.Errorf("the file was changed, %v", err)
				}
			}
			// What the error says does mend it.
			for _, name := range []string{"discord.db", "discord.db-wal", "discord.db-shm"} {
				os.Remove(filepath.Join(dir, name))
			}
			must(t, openIn(t, dir).SaveAnswer(t.Context(), answer("new")))
		})
	}
}

// A flipped bit gives a wrong letter at worst, never a panic or an error that
// does not tell what is wrong.
func TestFlippedBits(t *testing.T) {
	data := written(t)
	for range 60 {
		at := rand.IntN(len(data))
		if rand.IntN(2) == 0 {
			at %= 4096
		}
		changed := append([]byte(nil), data...)
		changed[at] ^= 1 << rand.IntN(8)
		_, err := use(t, changed)
		if err != nil && !errors.Is(err, sqlitestate.ErrCorrupt) && !errors.Is(err, sqlitestate.ErrLayout) && !errors.Is(err, sqlitestate.ErrNotFound) {
			t.Errorf("byte %d: %v", at, err)
		}
	}
}

func TestOtherLayouts(t *testing.T) {
	tests := []struct{ name, change, says string }{
		{"a later version", "PRAGMA user_version = 9", "layout 9, this program needs 1; use the version of footnote that wrote it"},
		{"another application", "PRAGMA application_id = 7", "belongs to another application; move it away, or name another folder with --data"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			must(t, os.WriteFile(filepath.Join(dir, "discord.db"), written(t), 0o600))
			db, err := sql.Open("sqlite", filepath.Join(dir, "discord.db"))
			must(t, err)
			_, err = db.Exec(test.change)
			must(t, errors.Join(err, db.Close()))
			_, err = sqlitestate.Open(t.Context(), dir)
			if !errors.Is(err, sqlitestate.ErrLayout) || !strings.Contains(err.Error(), test.says) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestTheFileIsForItsOwnerAlone(t *testing.T) {
	dir := t.TempDir()
	must(t, openIn(t, dir).SaveThread(t.Context(), "thread", "guild"))
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	must(t, err)
	for _, file := range files {
		if info, err := os.Stat(file); err != nil || info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has the mode %v, %v", file, info.Mode(), err)
		}
	}
	if len(files) == 0 {
		t.Error("there is no file")
	}
}
