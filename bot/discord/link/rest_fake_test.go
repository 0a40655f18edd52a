package link

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// pipes is a network in memory, on which time can be a bubble's.
type pipes struct {
	conns chan net.Conn
	once  sync.Once
	done  chan struct{}
}

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.conns:
		return c, nil
	case <-p.done:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Close() error   { p.once.Do(func() { close(p.done) }); return nil }
func (p *pipes) Addr() net.Addr { return &net.UnixAddr{Name: "memory"} }

func (p *pipes) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	client, server := net.Pipe()
	select {
	case p.conns <- server:
		return client, nil
	case <-p.done:
		return nil, &net.OpError{Op: "dial", Err: errors.New("refused")}
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// bubble runs a test against a handler, in a bubble of time.
func bubble(t *testing.T, handler http.HandlerFunc, test func(*testing.T, *Link)) {
	synctest.Test(t, func(t *testing.T) {
		network := &pipes{conns: make(chan net.Conn), done: make(chan struct{})}
		server := &http.Server{Handler: handler, ErrorLog: log.New(io.Discard, "", 0)}
		served := make(chan bool)
		go func() { server.Serve(network); close(served) }()
		l, err := New(Config{Token: "secret-token", API: "http://discord.test", Dial: network.dial})
		if err != nil {
			t.Fatal(err)
		}
		test(t, l)
		l.Close()
		server.Close()
		<-served
		time.Sleep(time.Hour) // handlers that hang come to their end
	})
}

// A ledger is what a handler saw.
type ledger struct {
	mu    sync.Mutex
	paths []string
	times []time.Time
}

// add notes a request and returns how many there were of its path, with it.
func (l *ledger) add(r *http.Request) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	key := r.Method + " " + r.URL.Path
	l.paths, l.times = append(l.paths, key), append(l.times, time.Now())
	n := 0
	for _, p := range l.paths {
		if p == key {
			n++
		}
	}
	return n
}

func (l *ledger) count() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.paths)
}

// get makes a request that changes nothing.
func get(l *Link, path string) error {
	_, err := l.Do(context.Background(), Request{Method: http.MethodGet, Path: path})
	return err
}

// reply answers with JSON and headers, which are pairs.
func reply(w http.ResponseWriter, status int, body any, headers ...any) {
	for i := 0; i < len(headers); i += 2 {
		w.Header().Set(headers[i].(string), fmt.Sprint(headers[i+1]))
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(body)
}

// fault returns the *Error of an error.
func fault(t *testing.T, err error) *Error {
	t.Helper()
	e, ok := errors.AsType[*Error](err)
	if !ok {
		t.Fatalf("the error is %v, want an *Error", err)
	}
	return e
}
