package sqlitestate_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"footnote/bot/discord/sqlitestate"
)

// forEach runs a test on a store in a file and on one in memory. The function
// again gives the same store as another process would see it, after a restart.
func forEach(t *testing.T, test func(t *testing.T, s *sqlitestate.Store, again func() *sqlitestate.Store)) {
	t.Run("file", func(t *testing.T) {
		dir := filepath.Join(t.TempDir(), "made by", "it?")
		test(t, openIn(t, dir), func() *sqlitestate.Store { return openIn(t, dir) })
	})
	t.Run("memory", func(t *testing.T) {
		s, err := sqlitestate.OpenMemory(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		test(t, s, func() *sqlitestate.Store { return s })
	})
}

func openIn(t *testing.T, dir string) *sqlitestate.Store {
	t.Helper()
	s, err := sqlitestate.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// must fails the test unless there is no error.
func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// equal compares a result that came with an error.
func equal(t *testing.T, got any, err error, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("error %v, difference (-want +got)\n%s", err, diff)
	}
}

var day = time.Date(2026, 3, 4, 5, 6, 7, 891011000, time.UTC)

func answer(id string) sqlitestate.Answer {
	return sqlitestate.Answer{
		ID: id, Guild: "guild", Channel: "channel", User: "ann", Question: "Who built it?\x00\n☂", Private: true,
		Audience: []string{"staff", "board"}, Language: "de", Document: "harbour.txt",
		Body: []byte(`{"answer":"Ada [1]"}`), At: day,
	}
}

func TestSettings(t *testing.T) {
	forEach(t, func(t *testing.T, s *sqlitestate.Store, again func() *sqlitestate.Store) {
		ctx := t.Context()
		got, err := s.Settings(ctx, "guild")
		equal(t, got, err, sqlitestate.Settings{Verbosity: "normal", Authors: "hidden"})

		want := sqlitestate.Settings{Channels: []string{"1", "2"}, Unasked: []string{"2"}, Threads: true, Language: "ru",
			Verbosity: "full", Authors: "names", Roles: []string{"3"}, UserQuota: 0, GuildQuota: 5}
		must(t, s.SaveSettings(ctx, "guild", want))
		got, err = again().Settings(ctx, "guild")
		equal(t, got, err, want)

		want.Threads, want.Channels = false, nil
		got, err = s.UpdateSettings(ctx, "guild", func(s *sqlitestate.Settings) { s.Threads, s.Channels = false, nil })
		equal(t, got, err, want)
		got, err = again().Settings(ctx, "guild")
		equal(t, got, err, want)

		got, err = s.UpdateSettings(ctx, "other", func(s *sqlitestate.Settings) { s.UserQuota++ })
		equal(t, got, err, sqlitestate.Settings{Verbosity: "normal", Authors: "hidden", UserQuota: 1})
	})
}

// Settings that an earlier version saved have the default for what it did not
// know.
func TestSettingsOfAnEarlierVersion(t *testing.T) {
	dir := t.TempDir()
	must(t, openIn(t, dir).SaveSettings(t.Context(), "guild", sqlitestate.DefaultSettings()))
	db, err := sql.Open("sqlite", filepath.Join(dir, "discord.db"))
	must(t, err)
	defer db.Close()
	_, err = db.Exec(`UPDATE settings SET body = '{"channels":null,"unasked":null,"threads":true,"language":"","verbosity":"short","roles":null,"user_quota":1,"guild_quota":0}'`)
	must(t, err)
	got, err := openIn(t, dir).Settings(t.Context(), "guild")
	equal(t, got, err, sqlitestate.Settings{Threads: true, Verbosity: "short", Authors: "hidden", UserQuota: 1})
}

func TestAnswers(t *testing.T) {
	forEach(t, func(t *testing.T, s *sqlitestate.Store, again func() *sqlitestate.Store) {
		ctx := t.Context()
		_, err := s.Answer(ctx, "none")
		if !errors.Is(err, sqlitestate.ErrNotFound) {
			t.Errorf("got %v", err)
		}
		bare := sqlitestate.Answer{ID: "bare", At: time.Time{}.UTC()}
		for _, want := range []sqlitestate.Answer{answer("one"), answer("two"), bare} {
			must(t, s.SaveAnswer(ctx, want))
			got, err := again().Answer(ctx, want.ID)
			equal(t, got, err, want)
		}
		changed := answer("one")
		changed.Question, changed.Private, changed.Audience, changed.Body = "Why?", false, []string{}, nil
		must(t, s.SaveAnswer(ctx, changed))
		got, err := again().Answer(ctx, "one")
		equal(t, got, err, changed)

		must(t, s.DeleteAnswer(ctx, "one"))
		must(t, s.DeleteAnswer(ctx, "one"))
		if _, err := s.Answer(ctx, "one"); !errors.Is(err, sqlitestate.ErrNotFound) {
			t.Errorf("got %v", err)
		}
		got, err = s.Answer(ctx, "two")
		equal(t, got, err, answer("two"))
	})
}

func TestMessagesLeadToTheirAnswer(t *testing.T) {
	forEach(t, func(t *testing.T, s *sqlitestate.Store, again func() *sqlitestate.Store) {
		ctx := t.Context()
		one, two := answer("one"), answer("two")
		one.Message = "m1"
		must(t, s.SaveAnswer(ctx, one))
		one.Messages = []string{"m1"}
		got, err := s.AnswerByMessage(ctx, "channel", "m1")
		equal(t, got, err, one)

		must(t, s.SaveAnswer(ctx, two))
		must(t, s.SetMessages(ctx, "two", "thread", []string{"m9", "m3", "m5"}))
		two.Channel, two.Message, two.Messages = "thread", "m5", []string{"m9", "m3", "m5"}
		for _, message := range two.Messages {
			got, err := again().AnswerByMessage(ctx, "thread", message)
			equal(t, got, err, two)
		}
		if _, err := s.AnswerByMessage(ctx, "channel", "m5"); !errors.Is(err, sqlitestate.ErrNotFound) {
			t.Errorf("in another channel got %v", err)
		}
		if err := s.SetMessages(ctx, "none", "channel", []string{"m1"}); !errors.Is(err, sqlitestate.ErrNotFound) {
			t.Errorf("without an answer got %v", err)
		}
		must(t, s.SetMessages(ctx, "two", "channel", []string{"m1"})) // which was the other's
		two.Channel, two.Message, two.Messages = "channel", "m1", []string{"m1"}
		got, err = s.AnswerByMessage(ctx, "channel", "m1")
		equal(t, got, err, two)
		must(t, s.DeleteAnswer(ctx, "two"))
		if _, err := s.AnswerByMessage(ctx, "channel", "m1"); !errors.Is(err, sqlitestate.ErrNotFound) {
			t.Errorf("after the answer is deleted got %v", err)
		}
	})
}

func TestPrune(t *testing.T) {
	forEach(t, func(t *testing.T, s *sqlitestate.Store, again func() *sqlitestate.Store) {
		ctx := t.Context()
		for i := range 5 {
			a := answer(fmt.Sprint(i))
			a.Messages, a.At = []string{"m" + a.ID}, day.Add(time.Duration(i)*time.Hour)
			must(t, s.SaveAnswer(ctx, a))
		}
		must(t, s.SaveFeedback(ctx, sqlitestate.Feedback{Answer: "1", User: "ann", At: day}))
		n, err := s.Prune(ctx, day.Add(2*time.Hour))
		equal(t, n, err, 2)
		for i := range 5 {
			_, err := again().AnswerByMessage(ctx, "channel", fmt.Sprint("m", i))
			if gone := errors.Is(err, sqlitestate.ErrNotFound); gone != (i < 2) {
				t.Errorf("answer %d: %v", i, err)
			}
		}
		_, down, err := s.Counts(ctx, "guild")
		equal(t, down, err, 0)
	})
}

func TestFeedback(t *testing.T) {
	forEach(t, func(t *testing.T, s *sqlitestate.Store, again func() *sqlitestate.Store) {
		ctx := t.Context()
		ann := sqlitestate.Feedback{Answer: "one", User: "ann", Up: true, At: day.Add(time.Second)}
		bob := sqlitestate.Feedback{Answer: "one", User: "bob", Reason: "Wrong year.", At: day}
		if err := s.SaveFeedback(ctx, ann); !errors.Is(err, sqlitestate.ErrNotFound) {
			t.Errorf("without an answer got %v", err)
		}
		must(t, s.SaveAnswer(ctx, answer("one")))
		must(t, s.SaveAnswer(ctx, answer("two")))
		for _, f := range []sqlitestate.Feedback{ann, bob, {Answer: "two", User: "bob", Up: true, At: day}} {
			must(t, s.SaveFeedback(ctx, f))
		}
		got, err := again().FeedbackOf(ctx, "one")
		equal(t, got, err, []sqlitestate.Feedback{bob, ann})

		ann.Up, ann.Reason = false, "I looked again."
		must(t, s.SaveFeedback(ctx, ann))
		must(t, s.SaveAnswer(ctx, answer("one"))) // which takes nothing away
		got, err = s.FeedbackOf(ctx, "one")
		equal(t, got, err, []sqlitestate.Feedback{bob, ann})
		up, down, err := s.Counts(ctx, "guild")
		equal(t, []int{up, down}, err, []int{1, 2})
		up, down, err = s.Counts(ctx, "other")
		equal(t, []int{up, down}, err, []int{0, 0})

		must(t, s.DeleteAnswer(ctx, "one"))
		got, err = s.FeedbackOf(ctx, "one")
		equal(t, got, err, []sqlitestate.Feedback(nil))
		up, down, err = again().Counts(ctx, "guild")
		equal(t, []int{up, down}, err, []int{1, 0})
	})
}

func TestNotes(t *testing.T) {
	forEach(t, func(t *testing.T, s *sqlitestate.Store, again func() *sqlitestate.Store) {
		ctx := t.Context()
		for i, want := range []bool{true, false, false} {
			got, err := again().Told(ctx, "guild", "embeds")
			if equal(t, got, err, want); t.Failed() {
				t.Fatalf("at time %d", i)
			}
		}
		first, err := s.Told(ctx, "guild", "threads")
		equal(t, first, err, true)
		first, err = s.Told(ctx, "other", "embeds")
		equal(t, first, err, true)

		is, err := s.IsThread(ctx, "thread")
		equal(t, is, err, false)
		must(t, s.SaveThread(ctx, "thread", "guild"))
		must(t, s.SaveThread(ctx, "thread", "guild"))
		is, err = again().IsThread(ctx, "thread")
		equal(t, is, err, true)
		must(t, s.DeleteThread(ctx, "thread"))
		must(t, s.DeleteThread(ctx, "thread"))
		is, err = s.IsThread(ctx, "thread")
		equal(t, is, err, false)
	})
}

// Of several that open a file at once, each finds it whole.
func TestOpeningAtOnce(t *testing.T) {
	for range 20 {
		dir := t.TempDir()
		var all sync.WaitGroup
		for range 5 {
			all.Go(func() {
				s, err := sqlitestate.Open(context.Background(), dir)
				if err != nil {
					t.Error(err)
					return
				}
				if _, err := s.Told(context.Background(), "guild", "embeds"); err != nil {
					t.Error(err)
				}
				if err := s.Close(); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
	}
}

func TestNewID(t *testing.T) {
	seen := map[string]bool{}
	for range 1000 {
		id := sqlitestate.NewID()
		if len(id) != 10 || seen[id] {
			t.Fatalf("got %q, seen before: %v", id, seen[id])
		}
		for _, c := range id {
			if (c < 'A' || c > 'Z') && (c < '2' || c > '7') {
				t.Fatalf("%q is not base32", id)
			}
		}
		seen[id] = true
	}
}

// Whatever an answer holds comes back.
func TestAnswersComeBack(t *testing.T) {
	s, err := sqlitestate.OpenMemory(t.Context())
	must(t, err)
	defer s.Close()
	texts := rapid.SliceOfNDistinct(rapid.StringN(1, 10, -1), 1, 4, rapid.ID)
	rapid.Check(t, func(t *rapid.T) {
		want := sqlitestate.Answer{
			ID: rapid.StringN(1, 5, -1).Draw(t, "id"), Guild: rapid.String().Draw(t, "guild"), Channel: rapid.String().Draw(t, "channel"),
			User: rapid.String().Draw(t, "user"), Question: rapid.String().Draw(t, "question"), Private: rapid.Bool().Draw(t, "private"),
			Audience: texts.Draw(t, "audience"), Messages: texts.Draw(t, "messages"), Body: rapid.SliceOfN(rapid.Byte(), 1, 20).Draw(t, "body"),
			At: time.UnixMicro(rapid.Int64Range(-1e15, 1e16).Draw(t, "at")).UTC(),
		}
		want.Message = want.Messages[len(want.Messages)-1]
		if err := s.SaveAnswer(context.Background(), want); err != nil {
			t.Fatal(err)
		}
		for _, m := range want.Messages {
			got, err := s.AnswerByMessage(context.Background(), want.Channel, m)
			if diff := cmp.Diff(want, got); diff != "" || err != nil {
				t.Fatal(err, diff)
			}
		}
	})
}

// Changes of one guild's settings from several sides are not lost, nor is
// anything told twice as the first. It is for the race detector, too.
func TestManyAtOnce(t *testing.T) {
	dir := t.TempDir()
	var all sync.WaitGroup
	var mu sync.Mutex
	firsts := 0
	for range 3 {
		all.Go(func() {
			s, err := sqlitestate.Open(context.Background(), dir) // as processes would
			if err != nil {
				t.Error(err)
				return
			}
			defer s.Close()
			var inside sync.WaitGroup
			for i := range 4 {
				inside.Go(func() {
					for range 5 {
						_, err := s.UpdateSettings(context.Background(), "guild", func(s *sqlitestate.Settings) { s.UserQuota++ })
						first, errTold := s.Told(context.Background(), "guild", fmt.Sprint(i))
						a := answer(sqlitestate.NewID())
						if err := errors.Join(err, errTold, s.SaveAnswer(context.Background(), a)); err != nil {
							t.Error(err)
						}
						if _, err := s.Answer(context.Background(), a.ID); err != nil {
							t.Error(err)
						}
						if first {
							mu.Lock()
							firsts++
							mu.Unlock()
						}
					}
				})
			}
			inside.Wait()
		})
	}
	all.Wait()
	settings, err := openIn(t, dir).Settings(t.Context(), "guild")
	if err != nil || settings.UserQuota != 60 || firsts != 4 {
		t.Errorf("%v, %d of 60 changes, %d of 4 told first", err, settings.UserQuota, firsts)
	}
}

func TestAnEndedContextIsTold(t *testing.T) {
	forEach(t, func(t *testing.T, s *sqlitestate.Store, again func() *sqlitestate.Store) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := s.Settings(ctx, "guild"); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
		_, err := s.Settings(t.Context(), "guild")
		must(t, err)
	})
}
