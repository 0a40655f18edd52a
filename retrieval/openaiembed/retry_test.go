package openaiembed_test

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	"footnote/retrieval/openaiembed"
	"footnote/retrieval/openaiembed/internal/fakeserver"
)

// refusing is a server that answers some calls in its own way.
func refusing(answer func(call int, w http.ResponseWriter, r *http.Request) bool) *fakeserver.Server {
	server := fakeserver.Ollama()
	server.Before = answer
	return server
}

// first answers the first n calls by the status, and asks to wait.
func first(n, status int, after, body string) *fakeserver.Server {
	return refusing(func(call int, w http.ResponseWriter, _ *http.Request) bool {
		if call > n {
			return false
		}
		if after != "" {
			w.Header().Set("Retry-After", after)
		}
		w.WriteHeader(status)
		w.Write([]byte(body))
		return true
	})
}

// The clock of these tests is not that of the machine.
func TestBusyServersAreWaitedFor(t *testing.T) {
	date := func(after time.Duration) string { return time.Now().Add(after).UTC().Format(http.TimeFormat) }
	tests := []struct {
		name        string
		server      func() *fakeserver.Server
		kind        openaiembed.Kind // "" succeeds
		calls       int
		least, most time.Duration
	}{
		{"busy twice", func() *fakeserver.Server { return first(2, 503, "", `{"error":"server busy"}`) }, "", 3, 700 * time.Millisecond, 3 * time.Second},
		{"asked to wait", func() *fakeserver.Server { return first(1, 429, "30", ``) }, "", 2, 30 * time.Second, 31 * time.Second},
		{"asked to wait for part of a second", func() *fakeserver.Server { return first(1, 429, "0.2", ``) }, "", 2, 200 * time.Millisecond, time.Second},
		{"asked to wait until a date", func() *fakeserver.Server { return first(1, 503, date(20*time.Second), ``) }, "", 2, 19 * time.Second, 22 * time.Second},
		{"a date gone by", func() *fakeserver.Server { return first(1, 503, date(-time.Hour), ``) }, "", 2, 200 * time.Millisecond, time.Second},
		{"nonsense", func() *fakeserver.Server { return first(1, 503, "soon", ``) }, "", 2, 200 * time.Millisecond, time.Second},
		{"asked to wait too long", func() *fakeserver.Server { return first(1, 429, "3600", ``) }, openaiembed.Busy, 1, 0, 0},
		{"loading for half a minute", func() *fakeserver.Server {
			return refusing(func(_ int, w http.ResponseWriter, _ *http.Request) bool {
				if time.Now().Second() >= 30 { // the clock begins at midnight
					return false
				}
				fakeserver.Fail(w, 503, "Loading model")
				return true
			})
		}, "", 0, 30 * time.Second, time.Minute},
		{"loading for ever", func() *fakeserver.Server { return first(1e9, 503, "", `{"error":{"message":"Loading model"}}`) }, openaiembed.Loading, 8, 25 * time.Second, 2 * time.Minute},
		{"broken once", func() *fakeserver.Server {
			return refusing(func(call int, _ http.ResponseWriter, _ *http.Request) bool {
				if call == 1 {
					panic(http.ErrAbortHandler)
				}
				return false
			})
		}, "", 2, 200 * time.Millisecond, time.Second},
		{"broken for ever", func() *fakeserver.Server {
			return refusing(func(int, http.ResponseWriter, *http.Request) bool { panic(http.ErrAbortHandler) })
		}, openaiembed.Unreachable, 3, 700 * time.Millisecond, 3 * time.Second},
		{"wrong key", func() *fakeserver.Server { return first(1e9, 401, "", ``) }, openaiembed.Unauthorized, 1, 0, 0},
		{"no such model", func() *fakeserver.Server { return first(1e9, 404, "", `no such model`) }, openaiembed.NoModel, 1, 0, 0},
		{"hanging", func() *fakeserver.Server { return refusing(hang) }, openaiembed.Slow, 1, 2 * time.Minute, 2 * time.Minute},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				server, started := test.server(), time.Now()
				_, err := openaiembed.New(t.Context(), config(server))
				if kindOf(err) != test.kind || (err == nil) != (test.kind == "") {
					t.Errorf("got %v, want kind %q", err, test.kind)
				}
				if took := time.Since(started); took < test.least || took > test.most {
					t.Errorf("took %v, want %v to %v", took, test.least, test.most)
				}
				if calls := len(server.Requests()); test.calls > 0 && calls != test.calls {
					t.Errorf("asked %d times, want %d", calls, test.calls)
				}
				for i, r := range server.Requests() {
					if len(r.Input) != 1 {
						t.Errorf("request %d of %+v", i, r)
					}
				}
			})
		})
	}
}

// hang answers nothing, as long as somebody waits.
func hang(_ int, _ http.ResponseWriter, r *http.Request) bool {
	<-r.Context().Done()
	return true
}

// Questions have a time limit of their own, and whoever asks may have less
// patience still.
func TestQuestionsHaveLittleTime(t *testing.T) {
	tests := map[string]struct {
		answer   func(int, http.ResponseWriter, *http.Request) bool
		patience time.Duration
		kind     openaiembed.Kind
		took     time.Duration
	}{
		"hanging":                     {hang, time.Minute, openaiembed.Slow, 5 * time.Second},
		"hanging, little patience":    {hang, 2 * time.Second, openaiembed.Slow, 2 * time.Second},
		"asked to wait for too long":  {waits(10), time.Minute, openaiembed.Busy, 0},
		"waiting beyond the patience": {waits(4), 3 * time.Second, openaiembed.Busy, 0},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				server := fakeserver.Ollama()
				e := newEmbedder(t, config(server))
				server.Before = test.answer
				ctx, cancel := context.WithTimeout(t.Context(), test.patience)
				defer cancel()
				started := time.Now()
				_, err := e.EmbedQuery(ctx, "Where is the harbour?")
				if kindOf(err) != test.kind || (test.kind == openaiembed.Slow) != errors.Is(err, context.DeadlineExceeded) {
					t.Errorf("got %v, want kind %q", err, test.kind)
				}
				if took := time.Since(started); took != test.took {
					t.Errorf("took %v, want %v", took, test.took)
				}
			})
		})
	}
}

// After one question waited in vain, others are spared it for a while.
func TestQuestionsDoNotWaitInTurn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := fakeserver.Ollama()
		e := newEmbedder(t, config(server))
		if _, err := e.EmbedQuery(t.Context(), "Asked before?"); err != nil {
			t.Fatal(err)
		}
		server.Before = hang
		_, first := e.EmbedQuery(t.Context(), "Where is the harbour?")
		asked, started := len(server.Requests()), time.Now()
		if _, err := e.EmbedQuery(t.Context(), "Where is the mill?"); err != first || time.Since(started) > 0 || len(server.Requests()) != asked {
			t.Errorf("the next question waited %v and got %v", time.Since(started), err)
		}
		if _, err := e.EmbedQuery(t.Context(), "Asked before?"); err != nil {
			t.Errorf("a question whose vector is known: %v", err)
		}
		server.Before = nil
		time.Sleep(31 * time.Second)
		if _, err := e.EmbedQuery(t.Context(), "Where is the mill?"); err != nil {
			t.Errorf("after half a minute: %v", err)
		}
	})
}

// A server that fails at once is asked again at once.
func TestShortFaultsAreForgotten(t *testing.T) {
	server := fakeserver.Ollama()
	e := newEmbedder(t, config(server))
	server.Before = waits(3600)
	if _, err := e.EmbedQuery(t.Context(), "Where is the harbour?"); kindOf(err) != openaiembed.Busy {
		t.Fatalf("got %v", err)
	}
	server.Before = nil
	if _, err := e.EmbedQuery(t.Context(), "Where is the harbour?"); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}

func waits(seconds int) func(int, http.ResponseWriter, *http.Request) bool {
	return func(_ int, w http.ResponseWriter, _ *http.Request) bool {
		w.Header().Set("Retry-After", strconv.Itoa(seconds))
		fakeserver.Fail(w, 429, "too many requests")
		return true
	}
}

// A batch that takes too long is asked for in smaller parts, which is
// remembered.
func TestSlowBatchesBecomeSmaller(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := fakeserver.Ollama()
		e := newEmbedder(t, config(server))
		server.Before = func(call int, _ http.ResponseWriter, r *http.Request) bool {
			last := server.Requests()[call-1]
			select {
			case <-time.After(time.Duration(len(last.Input)) * 5 * time.Second):
				return false
			case <-r.Context().Done():
				return true
			}
		}
		all := texts(128)
		vectors, err := e.EmbedDocuments(t.Context(), all)
		if err != nil {
			t.Fatal(err)
		}
		for i, r := range server.Requests()[1:] {
			if want := 8; i > 0 && len(r.Input) != want {
				t.Errorf("request %d has %d texts, want %d", i, len(r.Input), want)
			}
		}
		server.Before = nil
		checkVectors(t, e, all, vectors)
	})
}

func TestCancelledAtOnce(t *testing.T) {
	for name, answer := range map[string]func(int, http.ResponseWriter, *http.Request) bool{"hanging": hang, "waiting": waits(60)} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				server := fakeserver.Ollama()
				e := newEmbedder(t, config(server))
				server.Before = answer
				ctx, cancel := context.WithCancel(t.Context())
				time.AfterFunc(time.Second, cancel)
				started := time.Now()
				if _, err := e.EmbedDocuments(ctx, texts(3)); !errors.Is(err, context.Canceled) {
					t.Errorf("got %v", err)
				}
				if took := time.Since(started); took != time.Second {
					t.Errorf("it took %v", took)
				}
				asked := len(server.Requests())
				if _, err := e.EmbedQuery(ctx, "x"); !errors.Is(err, context.Canceled) || len(server.Requests()) != asked {
					t.Errorf("asked after the end: %v", err)
				}
			})
		})
	}
}
