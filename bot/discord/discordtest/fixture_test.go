package discordtest

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"mime/multipart"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// clock is one that a test moves.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func newClock() *clock { return &clock{now: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// world is a server with a guild, a channel and a user, and a client for REST.
type world struct {
	*Server
	t       *testing.T
	clock   *clock
	guild   Guild
	channel Channel
	user    User
	header  http.Header
}

func newWorld(t *testing.T, options Options) *world {
	w := &world{t: t, clock: newClock(), header: http.Header{}}
	options.Now = w.clock.Now
	w.Server = New(t, options)
	w.guild = w.AddGuild("Harbour")
	w.channel = w.AddChannel(w.guild, "general")
	w.user = w.AddUser("Ada", w.guild)
	w.header.Set("Authorization", "Bot "+w.Token())
	w.header.Set("User-Agent", "DiscordBot (https://example.org, 1.0)")
	return w
}

// do sends a request; the body is JSON, or a value to encode, or nil for none.
func (w *world) do(method, path string, body any) (int, Object) {
	w.t.Helper()
	status, _, decoded := w.exchange(method, path, body)
	o, _ := decoded.(Object)
	return status, o
}

func (w *world) exchange(method, path string, body any) (int, http.Header, any) {
	w.t.Helper()
	var data []byte
	switch b := body.(type) {
	case nil:
	case string:
		data = []byte(b)
	default:
		data = encode(b)
	}
	r, err := http.NewRequestWithContext(w.t.Context(), method, w.APIBase()+"/v10"+path, bytes.NewReader(data))
	if err != nil {
		w.t.Fatal(err)
	}
	r.Header = w.header.Clone()
	if data != nil && r.Header.Get("Content-Type") == "" {
		r.Header.Set("Content-Type", "application/json")
	}
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		return 0, nil, nil // the connection was cut
	}
	defer response.Body.Close()
	whole, err := io.ReadAll(response.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	var decoded any
	if len(whole) > 0 && json.Unmarshal(whole, &decoded) != nil {
		decoded = string(whole)
	}
	return response.StatusCode, response.Header, decoded
}

// upload sends a message with a file.
func (w *world) upload(path, payload, name string, data []byte) (int, Object) {
	w.t.Helper()
	var body bytes.Buffer
	parts := multipart.NewWriter(&body)
	if err := parts.WriteField("payload_json", payload); err != nil {
		w.t.Fatal(err)
	}
	part, err := parts.CreateFormFile("files[0]", name)
	if err != nil {
		w.t.Fatal(err)
	}
	if _, err := part.Write(data); err != nil {
		w.t.Fatal(err)
	}
	if err := parts.Close(); err != nil {
		w.t.Fatal(err)
	}
	w.header.Set("Content-Type", parts.FormDataContentType())
	defer w.header.Del("Content-Type")
	return w.do("POST", path, body.String())
}

// post sends a message that is well-formed but for what changes it.
func (w *world) post(change Object) (int, Object) {
	w.t.Helper()
	return w.do("POST", w.messages(), message(change))
}

func (w *world) messages() string { return "/channels/" + w.channel.ID + "/messages" }

// message is a body that pings no one, with the changes.
func message(changes Object) Object {
	body := Object{"content": "Hello", "allowed_mentions": Object{"parse": []string{}}}
	for key, value := range changes {
		body[key] = value
	}
	return body
}

// want fails unless the status and Discord's code are these; 0 is any code.
func (w *world) want(status, code int) func(int, Object) Object {
	w.t.Helper()
	return func(gotStatus int, body Object) Object {
		w.t.Helper()
		if gotStatus != status || code != 0 && number(body["code"]) != code {
			w.t.Errorf("got %d %v, want %d with code %d", gotStatus, body, status, code)
		}
		return body
	}
}

// wantRules takes the violations and fails unless they are of these rules.
func (w *world) wantRules(rules ...string) {
	w.t.Helper()
	var got []string
	for _, v := range w.TakeViolations() {
		if v.Rule != "openapi" && !slices.Contains(got, v.Rule) { // that one depends on the build
			got = append(got, v.Rule)
		}
	}
	slices.Sort(got)
	slices.Sort(rules)
	if !slices.Equal(got, rules) {
		w.t.Errorf("violations of %v, want %v", got, rules)
	}
}

func soon(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	t.Cleanup(cancel)
	return ctx
}

func callbackPath(i *Interaction) string {
	return "/interactions/" + i.ID + "/" + i.Token + "/callback"
}

func (w *world) hook(i *Interaction) string { return "/webhooks/" + w.Bot().ID + "/" + i.Token }

func repeat(n int) string { return strings.Repeat("x", n) }
