package sqlitestate_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"footnote/bot/discord/sqlitestate"
)

// childVariable makes the test binary a child that writes into the folder it
// names, until it is killed.
const childVariable = "FOOTNOTE_TEST_STATE_INTO"

func TestMain(m *testing.M) {
	if dir := os.Getenv(childVariable); dir != "" {
		err := writeForever(dir)
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// writeForever saves answers, and tells of each what it was when it is safe.
func writeForever(dir string) error {
	ctx := context.Background()
	s, err := sqlitestate.Open(ctx, dir)
	if err != nil {
		return err
	}
	for {
		id := sqlitestate.NewID()
		if err := s.SaveAnswer(ctx, answer(id)); err != nil {
			return err
		}
		if err := s.SetMessages(ctx, id, "channel", []string{id}); err != nil {
			return err
		}
		if err := s.SaveFeedback(ctx, sqlitestate.Feedback{Answer: id, User: "ann", At: day}); err != nil {
			return err
		}
		if _, err := s.UpdateSettings(ctx, "guild", func(s *sqlitestate.Settings) { s.GuildQuota++ }); err != nil {
			return err
		}
		fmt.Println(id)
	}
}

// TestKill kills children while they write. What they told to be safe is there,
// and the next child goes on.
func TestKill(t *testing.T) {
	dir := t.TempDir()
	var safe []string
	for range 6 {
		safe = append(safe, killChild(t, dir)...)
		s, err := sqlitestate.Open(t.Context(), dir)
		must(t, err)
		for _, id := range safe {
			got, err := s.AnswerByMessage(t.Context(), "channel", id)
			if err != nil || got.ID != id {
				t.Fatalf("answer %s: %v", id, err)
			}
			if all, err := s.FeedbackOf(t.Context(), id); err != nil || len(all) != 1 {
				t.Fatalf("feedback on %s: %v, %v", id, all, err)
			}
		}
		settings, err := s.Settings(t.Context(), "guild")
		if err != nil || settings.GuildQuota < len(safe) {
			t.Fatalf("%v, %+v after %d changes", err, settings, len(safe))
		}
		must(t, s.Close())
	}
	if len(safe) == 0 {
		t.Error("no child came to write")
	}
}

// TestKillAtTheStart kills children around the instant in which they make the
// file.
func TestKillAtTheStart(t *testing.T) {
	for i := range 8 {
		dir := filepath.Join(t.TempDir(), "data")
		child := startChild(t, dir)
		for range 2000 {
			if _, err := os.Stat(filepath.Join(dir, "discord.db")); err == nil {
				break
			}
			time.Sleep(100 * time.Microsecond)
		}
		time.Sleep(time.Duration(i) * 500 * time.Microsecond)
		child.kill(t)
		must(t, openIn(t, dir).SaveAnswer(t.Context(), answer("one")))
	}
}

type child struct {
	cmd *exec.Cmd
	out *bufio.Scanner
}

func startChild(t *testing.T, dir string) child {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childVariable+"="+dir)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	return child{cmd, bufio.NewScanner(out)}
}

// kill kills the child and returns what it told to be safe.
func (c child) kill(t *testing.T) (safe []string) {
	t.Helper()
	must(t, c.cmd.Process.Kill())
	for c.out.Scan() {
		if id := c.out.Text(); len(id) == len(sqlitestate.NewID()) {
			safe = append(safe, id)
		}
	}
	if c.cmd.Wait(); c.cmd.ProcessState.Exited() {
		t.Error("the child ended by itself")
	}
	return safe
}

// killChild starts a child and kills it a little after its first words.
func killChild(t *testing.T, dir string) []string {
	t.Helper()
	c := startChild(t, dir)
	var safe []string
	if c.out.Scan() {
		safe = append(safe, c.out.Text())
	}
	time.Sleep(time.Duration(rand.IntN(30_000)) * time.Microsecond)
	return append(safe, c.kill(t)...)
}
