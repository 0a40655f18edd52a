package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// serve answers on this computer.
func serve(t *testing.T, handler http.HandlerFunc) string {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return server.URL
}

func local(o Options) *Client {
	o.AllowPrivate = true
	return New(o)
}

func TestStatus(t *testing.T) {
	address := serve(t, func(w http.ResponseWriter, r *http.Request) {
		var status int
		fmt.Sscanf(r.URL.Path, "/%d", &status)
		if after := r.URL.Query().Get("after"); after != "" {
			w.Header().Set("Retry-After", after)
		}
		w.WriteHeader(status)
		if status == http.StatusOK || status == http.StatusNonAuthoritativeInfo {
			io.WriteString(w, "text")
		}
	})
	tests := []struct {
		path  string
		kind  Kind
		after time.Duration
	}{
		{"/404", Gone, 0}, {"/410", Gone, 0},
		{"/400", Forbidden, 0}, {"/401", Forbidden, 0}, {"/403", Forbidden, 0}, {"/406", Forbidden, 0}, {"/451", Forbidden, 0},
		{"/429?after=7", Down, 7 * time.Second}, {"/408", Down, 0}, {"/500", Down, 0}, {"/502", Down, 0},
		{"/503?after=99999999999", Down, 0}, {"/503?after=4000000000", Down, maxRetryAfter}, {"/503?after=-1", Down, 0},
		{"/503?after=Wed,+21+Oct+2015+07:28:00+GMT", Down, 0}, {"/503?after=Wed,+21+Oct+2135+07:28:00+GMT", Down, maxRetryAfter},
		{"/204", Down, 0}, {"/206", Down, 0}, {"/304", Down, 0}, {"/301", Down, 0}, {"/300", Down, 0}, {"/599", Down, 0}, {"/999", Down, 0},
	}
	client := local(Options{})
	for _, tt := range tests {
		_, err := client.Get(t.Context(), address+tt.path, Validators{})
		var fault *Error
		if !errors.As(err, &fault) {
			t.Errorf("%s: %v", tt.path, err)
			continue
		}
		if fault.Kind != tt.kind || fault.RetryAfter != tt.after || fault.URL != address+tt.path {
			t.Errorf("%s: kind %d, after %v, of %s", tt.path, fault.Kind, fault.RetryAfter, fault.URL)
		}
	}
	for _, path := range []string{"/200", "/203"} {
		if page, err := client.Get(t.Context(), address+path, Validators{}); err != nil || string(page.Data) != "text" {
			t.Errorf("%s: %q, %v", path, page.Data, err)
		}
	}
}

// TestConditional follows a redirect: what is known of a page is told only
// where it is known from.
func TestConditional(t *testing.T) {
	target := "/b"
	address := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/a" {
			if r.Header.Get("If-None-Match") != "" {
				t.Error("the redirect was told what is known of its target")
			}
			http.Redirect(w, r, target, http.StatusFound)
			return
		}
		w.Header().Set("ETag", `"same"`)
		w.Header().Set("Last-Modified", "Wed, 21 Oct 2015 07:28:00 GMT")
		if r.Header.Get("If-None-Match") == `"same"` && r.Header.Get("If-Modified-Since") != "" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		io.WriteString(w, r.URL.Path)
	})
	client := local(Options{})
	page, err := client.Get(t.Context(), address+"/a", Validators{})
	if err != nil || string(page.Data) != "/b" || page.URL != address+"/b" || page.Validators.URL != page.URL {
		t.Fatalf("%+v %v", page, err)
	}
	again, err := client.Get(t.Context(), address+"/a", page.Validators)
	if err != nil || !again.NotModified || again.Data != nil || again.Validators != page.Validators {
		t.Errorf("%+v %v", again, err)
	}
	target = "/c"
	if other, err := client.Get(t.Context(), address+"/a", page.Validators); err != nil || other.NotModified || string(other.Data) != "/c" {
		t.Errorf("another target: %+v %v", other, err)
	}
}

// pages is a transport that answers without a network.
type pages map[string]string

func (p pages) RoundTrip(r *http.Request) (*http.Response, error) {
	resp := &http.Response{Request: r, Header: http.Header{}, Body: http.NoBody, StatusCode: http.StatusNotFound}
	if to, ok := p[r.URL.String()]; ok {
		resp.StatusCode = http.StatusMovedPermanently
		if rest, found := strings.CutPrefix(to, "302 "); found {
			to, resp.StatusCode = rest, http.StatusFound
		}
		resp.Header.Set("Location", to)
	}
	return resp, nil
}

func TestRedirects(t *testing.T) {
	site := pages{
		"https://a.example/loop": "/loop2", "https://a.example/loop2": "/loop", "https://a.example/self": "/self",
		"https://a.example/down": "http://a.example/", "http://a.example/up": "https://a.example/gone",
		"https://a.example/in": "http://127.0.0.1/", "http://a.example/in": "http://127.0.0.1/", "http://a.example/cloud": "http://169.254.169.254/latest/meta-data/",
		"http://a.example/name": "http://localhost:8080/", "http://a.example/number": "http://2130706433/", "http://a.example/file": "file:///etc/passwd",
		"http://a.example/user": "http://u:p@a.example/", "http://a.example/port": "http://a.example:22/",
		"https://a.example/other": "302 https://b.example/", "https://a.example/moved": "https://b.example/", "https://a.example/both": "/other",
	}
	for i := range 30 {
		site[fmt.Sprintf("https://a.example/far%d", i)] = fmt.Sprintf("/far%d", i+1)
	}
	client := New(Options{})
	asked := 0
	client.transport = guarded{client.guard, counting{site, &asked}, "test"}
	tests := []struct {
		address string
		kind    Kind
		asked   int
		status  int
	}{
		{"https://a.example/loop", Forbidden, 2, 301}, {"https://a.example/self", Forbidden, 1, 301}, {"https://a.example/far1", Forbidden, 11, 301},
		{"https://a.example/down", Refused, 1, 0}, {"http://a.example/up", Gone, 2, 404},
		{"https://a.example/in", Refused, 1, 0}, {"http://a.example/in", Refused, 1, 0}, {"http://a.example/cloud", Refused, 1, 0},
		{"http://a.example/name", Refused, 1, 0}, {"http://a.example/number", Refused, 1, 0}, {"http://a.example/file", Refused, 1, 0},
		{"http://a.example/user", Refused, 1, 0}, {"http://a.example/port", Refused, 1, 0},
		{"https://a.example/other", Moved, 1, 302}, {"https://a.example/moved", Moved, 1, 301}, {"https://a.example/both", Moved, 2, 302},
	}
	for _, tt := range tests {
		asked = 0
		_, err := client.Do(t.Context(), Request{URL: tt.address, Follow: func(to *url.URL) error {
			if to.Host != "a.example" && to.Hostname() != "127.0.0.1" {
				return errors.New("another site")
			}
			return nil
		}})
		var fault *Error
		if !errors.As(err, &fault) || fault.Kind != tt.kind || asked != tt.asked || fault.Status != tt.status {
			t.Errorf("%s: %v %+v after %d requests", tt.address, err, fault, asked)
		}
	}
}

type counting struct {
	http.RoundTripper
	n *int
}

func (c counting) RoundTrip(r *http.Request) (*http.Response, error) {
	*c.n++
	return c.RoundTripper.RoundTrip(r)
}

// TestHostile asks servers that mean harm, or do not mean anything.
func TestHostile(t *testing.T) {
	done := make(chan struct{})
	zeros := make([]byte, 64<<10)
	var bomb bytes.Buffer
	z := gzip.NewWriter(&bomb)
	for range 1024 {
		z.Write(zeros)
	}
	z.Close()
	address := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/gzip": // 64 MiB in 64 KiB
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(bomb.Bytes())
		case "/brotli":
			w.Header().Set("Content-Encoding", "br")
			w.Write([]byte{0x0b, 0x02, 0x80, 'x', 0x03})
		case "/twice":
			w.Header().Set("Content-Encoding", "gzip, gzip")
			w.Write(zeros)
		case "/notgzip":
			w.Header().Set("Content-Encoding", "gzip")
			io.WriteString(w, "this is no gzip")
		case "/endless":
			for {
				if _, err := w.Write(zeros); err != nil {
					return
				}
			}
		case "/long":
			w.Header().Set("Content-Length", "99999999999")
			w.WriteHeader(http.StatusOK)
		case "/short":
			w.Header().Set("Content-Length", "100")
			io.WriteString(w, "cut")
		case "/stall":
			io.WriteString(w, "a")
			w.(http.Flusher).Flush()
			<-done
		case "/silent":
			<-done
		case "/headers":
			for i := range 3000 {
				w.Header().Set(fmt.Sprint("X-", i), strings.Repeat("a", 100))
			}
		case "/drip":
			for {
				if _, err := io.WriteString(w, "a"); err != nil {
					return
				}
				w.(http.Flusher).Flush()
				time.Sleep(5 * time.Millisecond)
			}
		}
	})
	t.Cleanup(func() { close(done) }) // before the server is
	limited := Options{MaxBytes: 1 << 20}
	waits := map[string]Options{ // for those that would be waited for
		"/stall":  {IdleTimeout: 100 * time.Millisecond},
		"/silent": {Timeout: 300 * time.Millisecond},
		"/drip":   {Timeout: 300 * time.Millisecond},
	}
	for path, want := range map[string]struct {
		kind Kind
		says string
	}{
		"/gzip": {Refused, "larger"}, "/endless": {Refused, "larger"}, "/long": {Refused, "larger"},
		"/brotli": {Forbidden, `"br"`}, "/twice": {Forbidden, "packs"}, "/notgzip": {Down, "gzip"},
		"/short": {Down, "unexpected EOF"}, "/stall": {Down, "nothing for"}, "/silent": {Down, "in time"}, "/drip": {Down, "in time"}, "/headers": {Down, "header"},
	} {
		t.Run(path[1:], func(t *testing.T) {
			t.Parallel()
			options, ok := waits[path]
			if !ok {
				options = limited
			}
			page, err := local(options).Get(context.Background(), address+path, Validators{})
			if !Is(err, want.kind) || !strings.Contains(err.Error(), want.says) {
				t.Errorf("%d bytes, %v", len(page.Data), err)
			}
		})
	}
	t.Run("smaller", func(t *testing.T) {
		_, err := local(limited).Do(t.Context(), Request{URL: address + "/gzip", MaxBytes: 1000})
		if !Is(err, Refused) || !strings.Contains(err.Error(), "1000 bytes") {
			t.Error(err)
		}
	})
}

// TestNoHTTP asks what does not speak HTTP.
func TestNoHTTP(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			io.WriteString(conn, "220 mail.example ESMTP\r\n")
			conn.Close()
		}
	}()
	client := local(Options{})
	if _, err := client.Get(t.Context(), "http://"+listener.Addr().String(), Validators{}); !Is(err, Down) {
		t.Error(err)
	}
	listener.Close()
	if _, err := client.Get(t.Context(), "http://"+listener.Addr().String(), Validators{}); !Is(err, Down) {
		t.Error(err)
	}
}

func TestCertificate(t *testing.T) {
	server := httptest.NewTLSServer(http.NotFoundHandler())
	defer server.Close()
	server.Config.ErrorLog = nil
	_, err := local(Options{}).Get(t.Context(), server.URL, Validators{})
	if !Is(err, Down) || !strings.Contains(err.Error(), "certificate") {
		t.Error(err)
	}
}

func TestWant(t *testing.T) {
	address := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "video/mp4")
		io.WriteString(w, "film")
	})
	_, err := local(Options{}).Do(t.Context(), Request{URL: address, Want: func(is string) bool { return is == "text/html" }})
	if !Is(err, Unwanted) || !strings.Contains(err.Error(), "video/mp4") {
		t.Error(err)
	}
}

func TestWhoAsks(t *testing.T) {
	var got http.Header
	address := serve(t, func(w http.ResponseWriter, r *http.Request) {
		got = r.Header
		http.SetCookie(w, &http.Cookie{Name: "a", Value: "b"})
	})
	t.Setenv("HTTP_PROXY", "http://127.0.0.1:1")
	client := local(Options{UserAgent: "Tester/1"})
	for range 2 {
		if _, err := client.Get(t.Context(), address, Validators{}); err != nil {
			t.Fatal(err)
		}
	}
	if got.Get("User-Agent") != "Tester/1" || got.Get("Cookie") != "" || got.Get("Referer") != "" {
		t.Errorf("%v", got)
	}
}

func TestCancelled(t *testing.T) {
	started := make(chan struct{}, 1)
	address := serve(t, func(w http.ResponseWriter, r *http.Request) {
		started <- struct{}{}
		<-r.Context().Done()
	})
	ctx, cancel := context.WithCancel(t.Context())
	client := local(Options{})
	go func() {
		<-started
		cancel()
	}()
	if _, err := client.Get(ctx, address, Validators{}); err != context.Canceled {
		t.Error(err)
	}
	if _, err := client.Do(ctx, Request{URL: address, Pause: time.Hour}); err != context.Canceled {
		t.Errorf("in the pause: %v", err)
	}
	if client.turns.hosts[strings.TrimPrefix(address, "http://")].waiting != 0 {
		t.Error("somebody is left waiting")
	}
}

// TestTurns asks a host from many sides at once.
func TestTurns(t *testing.T) {
	var at, most atomic.Int32
	var mutex sync.Mutex
	var ended time.Time
	const pause = 20 * time.Millisecond
	address := serve(t, func(w http.ResponseWriter, r *http.Request) {
		most.Store(max(most.Load(), at.Add(1)))
		mutex.Lock()
		if !ended.IsZero() && time.Since(ended) < pause {
			t.Errorf("asked again after %v", time.Since(ended))
		}
		ended = time.Now()
		mutex.Unlock()
		at.Add(-1)
	})
	turns := new(Turns)
	client := local(Options{Turns: turns})
	var wait sync.WaitGroup
	for range 5 {
		client := local(Options{Turns: turns})
		wait.Go(func() {
			if _, err := client.Do(t.Context(), Request{URL: address, Pause: pause}); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	if most.Load() != 1 {
		t.Errorf("%d requests at once", most.Load())
	}
	for _, turn := range client.turns.hosts {
		turn.last = time.Now().Add(-time.Hour)
	}
	client.Get(t.Context(), "http://127.0.0.1:1/", Validators{})
	if len(client.turns.hosts) > 1 {
		t.Errorf("%d hosts are remembered", len(client.turns.hosts))
	}
}
