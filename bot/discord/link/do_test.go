package link

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/bot/discord/wire"
)

const page = "<html><h1>Bad Gateway</h1></html>"

// failing fails the first n requests in some way, and then answers.
func failing(seen *ledger, n int, fail func(http.ResponseWriter)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body)
		if seen.add(r) <= n {
			fail(w)
			return
		}
		reply(w, http.StatusOK, map[string]any{"id": "1"})
	}
}

func status(code int) func(http.ResponseWriter) {
	return func(w http.ResponseWriter) { w.WriteHeader(code); io.WriteString(w, page) }
}

// drop breaks the connection in place of a reply.
func drop(http.ResponseWriter) { panic(http.ErrAbortHandler) }

// Trap: discordgo retries 502 alone, whatever the request was. What may have
// been done already is repeated only when that does no harm.
func TestRetries(t *testing.T) {
	message := func(nonce string) Request {
		return Request{Method: "POST", Path: "/channels/1/messages", Body: wire.Message{Content: "x", Nonce: nonce}}
	}
	requests := map[string]struct {
		Request
		again bool
	}{
		"GET":        {Request{Method: "GET", Path: "/channels/1"}, true},
		"PUT":        {Request{Method: "PUT", Path: "/applications/1/commands", Body: []int{}}, true},
		"PATCH":      {Request{Method: "PATCH", Path: "/channels/1/messages/2", Body: wire.Message{}}, true},
		"DELETE":     {Request{Method: "DELETE", Path: "/channels/1/messages/2"}, true},
		"nonce":      {message("abc"), true},
		"reply":      {Request{Method: "POST", Path: "/interactions/1/t/callback", Body: wire.Response{Kind: 5}}, true},
		"repeatable": {Request{Method: "POST", Path: "/channels/1/typing", Repeatable: true}, true},
		"POST":       {message(""), false},
		"followup":   {Request{Method: "POST", Path: "/webhooks/1/t", Body: wire.Message{}}, false},
	}
	faults := map[string]func(http.ResponseWriter){
		"500": status(500), "502": status(502), "503": status(503), "504": status(504), "dropped": drop,
	}
	for name, request := range requests {
		for what, fail := range faults {
			var seen ledger
			bubble(t, failing(&seen, 2, fail), func(t *testing.T, l *Link) {
				_, err := l.Do(t.Context(), request.Request)
				if (err == nil) != request.again || seen.count() > 1 != request.again {
					t.Errorf("%s after %s: %d requests, %v", name, what, seen.count(), err)
				}
			})
		}
	}
}

// What is refused for good is asked once, and pages for people make an error as
// any other.
func TestNoRetries(t *testing.T) {
	for _, code := range []int{301, 400, 401, 403, 404, 405, 501} {
		var seen ledger
		bubble(t, failing(&seen, 9, status(code)), func(t *testing.T, l *Link) {
			err := get(l, "/channels/1")
			if e := fault(t, err); e.Status != code || e.Message != "" || seen.count() != 1 {
				t.Errorf("%d: %+v after %d requests", code, e, seen.count())
			}
		})
	}
	var seen ledger
	bubble(t, failing(&seen, 99, status(502)), func(t *testing.T, l *Link) {
		start := time.Now()
		err := get(l, "/channels/1")
		if e := fault(t, err); e.Status != 502 || seen.count() != ordinary.attempts || time.Since(start) > 10*time.Second {
			t.Errorf("%+v after %d requests in %v", e, seen.count(), time.Since(start))
		}
	})
}

// A request that never left may be made again, whatever it is.
func TestRefusedConnection(t *testing.T) {
	var seen ledger
	bubble(t, failing(&seen, 0, nil), func(t *testing.T, l *Link) {
		dial, tries := l.config.Dial, 0
		l.transport = newTransport(Config{Dial: func(ctx context.Context, network, address string) (net.Conn, error) {
			if tries++; tries < 3 {
				return nil, &net.OpError{Op: "dial", Err: errors.New("refused")}
			}
			return dial(ctx, network, address)
		}})
		_, err := l.Do(t.Context(), Request{Method: "POST", Path: "/channels/1/messages", Body: wire.Message{}})
		if err != nil || tries != 3 || seen.count() != 1 {
			t.Errorf("%d tries, %d requests, %v", tries, seen.count(), err)
		}
	})
}

func TestFirstReply(t *testing.T) {
	acknowledged := func(w http.ResponseWriter) {
		reply(w, 400, map[string]any{"code": 40060, "message": "Interaction has already been acknowledged."})
	}
	hang := func(http.ResponseWriter) { time.Sleep(time.Minute) }
	for name, test := range map[string]struct {
		replies []func(http.ResponseWriter)
		ok      bool
		most    time.Duration
	}{
		"lost":            {[]func(http.ResponseWriter){drop, acknowledged}, true, 100 * time.Millisecond},
		"bad gateway":     {[]func(http.ResponseWriter){status(502), status(503), status(204)}, true, 200 * time.Millisecond},
		"hangs once":      {[]func(http.ResponseWriter){hang, acknowledged}, true, 1100 * time.Millisecond},
		"hangs":           {[]func(http.ResponseWriter){hang, hang, hang, hang}, false, replies.total},
		"answered before": {[]func(http.ResponseWriter){acknowledged}, false, 0},
		"short limit": {[]func(http.ResponseWriter){func(w http.ResponseWriter) {
			reply(w, 429, map[string]any{"retry_after": 0.5}, "X-RateLimit-Scope", "user")
		}, status(204)}, true, 600 * time.Millisecond},
		"long limit": {[]func(http.ResponseWriter){func(w http.ResponseWriter) {
			reply(w, 429, map[string]any{"retry_after": 5}, "X-RateLimit-Scope", "user")
		}}, false, 0},
	} {
		var seen ledger
		handler := func(w http.ResponseWriter, r *http.Request) {
			io.Copy(io.Discard, r.Body)
			test.replies[min(seen.add(r), len(test.replies))-1](w)
		}
		bubble(t, handler, func(t *testing.T, l *Link) {
			start := time.Now()
			err := l.Respond(context.Background(), "1", "t", wire.Response{Kind: wire.RespondDeferred})
			if took := time.Since(start); (err == nil) != test.ok || took > test.most {
				t.Errorf("%s: %v after %v", name, err, took)
			}
		})
	}
}

// What an earlier attempt deleted is deleted.
func TestDeletedBefore(t *testing.T) {
	for first, ok := range map[int]bool{502: true, 404: false} {
		var seen ledger
		handler := func(w http.ResponseWriter, r *http.Request) {
			if seen.add(r) == 1 {
				w.WriteHeader(first)
				return
			}
			reply(w, 404, map[string]any{"code": 10008, "message": "Unknown Message"})
		}
		bubble(t, handler, func(t *testing.T, l *Link) {
			if err := l.Delete(t.Context(), "1", "2"); (err == nil) != ok {
				t.Errorf("after %d: %v", first, err)
			}
		})
	}
}

func TestErrors(t *testing.T) {
	handler := func(w http.ResponseWriter, r *http.Request) {
		reply(w, 400, map[string]any{"code": 50035, "message": "Invalid Form Body", "errors": map[string]any{
			"content": map[string]any{"_errors": []any{map[string]any{"code": "BASE_TYPE_MAX_LENGTH", "message": "what people wrote"}}},
			"embeds":  map[string]any{"0": map[string]any{"title": map[string]any{"_errors": []any{map[string]any{"code": "REQUIRED"}}}}},
		}})
	}
	bubble(t, handler, func(t *testing.T, l *Link) {
		_, err := l.Send(t.Context(), "1", wire.Message{Content: "x"})
		want := "POST /channels/1/messages: 400 Bad Request: Invalid Form Body (50035): content BASE_TYPE_MAX_LENGTH, embeds.0.title REQUIRED"
		if err == nil || err.Error() != want {
			t.Errorf("the error is %v, want %s", err, want)
		}
		if !IsCode(err, 10008, CodeInvalidForm) || IsCode(err, 10008) || !IsStatus(err, 400) || IsCode(nil, 0) || IsCode(errors.New("x"), 0) {
			t.Error("the code is not found")
		}
	})
}

// No error bears the bot's token or an interaction's.
func TestErrorsBearNoToken(t *testing.T) {
	ways := map[string]http.HandlerFunc{
		"refused": func(w http.ResponseWriter, r *http.Request) { reply(w, 404, map[string]any{"code": 10015}) },
		"dropped": func(w http.ResponseWriter, r *http.Request) { drop(w) },
		"limited": func(w http.ResponseWriter, r *http.Request) {
			reply(w, 429, map[string]any{"retry_after": 1000}, "X-RateLimit-Scope", "user")
		},
		"redirected": func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, r.URL.Path+"/x", 302) },
		"nonsense":   func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "[") },
		"repeated": func(w http.ResponseWriter, r *http.Request) {
			reply(w, 404, map[string]any{"message": r.Header.Get("Authorization") + r.RequestURI})
		},
	}
	for name, handler := range ways {
		bubble(t, handler, func(t *testing.T, l *Link) {
			ctx := t.Context()
			_, edit := l.EditOriginal(ctx, "9", "private%token/..", wire.Message{})
			_, followup := l.Followup(ctx, "9", "private", wire.Message{})
			for _, err := range []error{
				edit, followup, l.DeleteFollowup(ctx, "9", "private", ""),
				l.Respond(ctx, "1", "private", wire.Response{Data: func() {}}), l.Respond(ctx, "1", "private", wire.Response{}),
			} {
				if err != nil && (strings.Contains(err.Error(), "private") || strings.Contains(err.Error(), "secret-token")) {
					t.Errorf("%s: %v", name, err)
				}
			}
			if edit == nil && name != "nonsense" {
				t.Errorf("%s: there was no error", name)
			}
		})
	}
}

func TestWhatIsSent(t *testing.T) {
	var got *http.Request
	var body []byte
	handler := func(w http.ResponseWriter, r *http.Request) {
		got = r
		body, _ = io.ReadAll(r.Body)
		reply(w, 200, map[string]any{"id": "5"})
	}
	bubble(t, handler, func(t *testing.T, l *Link) {
		m := wire.Message{Content: "hello", Files: []wire.File{
			{Name: `a"b.txt`, ContentType: "text/plain", Data: []byte("one")}, {Name: "c", Data: []byte("two")}}}
		sent, err := l.Send(t.Context(), "1", m)
		if err != nil || sent.ID != "5" {
			t.Fatalf("sent %+v, %v", sent, err)
		}
		if got.Header.Get("Authorization") != "Bot secret-token" || !strings.HasPrefix(got.UserAgent(), "DiscordBot (") {
			t.Errorf("the headers are %v", got.Header)
		}
		_, params, _ := mime.ParseMediaType(got.Header.Get("Content-Type"))
		form := multipart.NewReader(bytes.NewReader(body), params["boundary"])
		for _, want := range []struct{ name, file, kind, data string }{
			{"payload_json", "", "application/json", ""},
			{"files[0]", `a"b.txt`, "text/plain", "one"},
			{"files[1]", "c", "application/octet-stream", "two"},
		} {
			part, err := form.NextPart()
			if err != nil {
				t.Fatal(err)
			}
			data, _ := io.ReadAll(part)
			if part.FormName() != want.name || part.FileName() != want.file || part.Header.Get("Content-Type") != want.kind {
				t.Errorf("the part is %v, want %v", part.Header, want)
			}
			if want.data != "" && string(data) != want.data || want.data == "" && !json.Valid(data) {
				t.Errorf("%s holds %s", want.name, data)
			}
		}
		if err := l.Typing(t.Context(), "1"); err != nil || got.Header.Get("Content-Type") != "" || len(body) > 0 {
			t.Errorf("typing sent %q of type %q, %v", body, got.Header.Get("Content-Type"), err)
		}
	})
}

// Other paths than the one that was meant are never asked.
func TestPaths(t *testing.T) {
	var seen ledger
	bubble(t, failing(&seen, 0, nil), func(t *testing.T, l *Link) {
		for _, id := range []string{"", ".", ".."} {
			if err := l.Delete(t.Context(), "1", id); err == nil {
				t.Errorf("deleted %q", id)
			}
		}
		if err := get(l, "channels"); err == nil {
			t.Error("a path without / was taken")
		}
		if seen.count() > 0 {
			t.Errorf("asked for %v", seen.paths)
		}
		if err := l.Delete(t.Context(), "1", "2/../../3?x"); err != nil || !slices.Contains(seen.paths, "DELETE /api/v9/channels/1/messages/2/../../3?x") {
			t.Errorf("asked for %v, %v", seen.paths, err)
		}
	})
}
