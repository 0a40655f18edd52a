package link

import (
	"bytes"
	"fmt"
	"net"
	"sync"
	"time"
)

// An inspector sees each message before the other side does.
type inspector interface {
	// received returns what the client shall see of a message from the server;
	// false for nothing.
	received(message) (message, bool)
	// sending returns what the server shall see of a message from the client;
	// false for nothing.
	sending(message) (message, bool)
	// broken is told why the connection cannot go on. It closes the filter.
	broken(error)
}

// A filter is a client's connection whose websocket messages pass an inspector.
type filter struct {
	net.Conn
	inspector inspector

	in     stream
	agreed bool   // the server's head is through
	passed []byte // for the client to read

	writing sync.Mutex
	out     stream
	asked   bool // the client's head is through
}

func newFilter(conn net.Conn, inspector inspector) *filter {
	return &filter{Conn: conn, inspector: inspector, out: stream{masked: true}}
}

// Read gives the client what passed.
func (f *filter) Read(p []byte) (int, error) {
	var chunk []byte
	for len(f.passed) == 0 {
		if chunk == nil {
			chunk = make([]byte, 16<<10)
		}
		n, err := f.Conn.Read(chunk)
		f.in.feed(chunk[:n])
		if fault := f.inspect(); fault != nil {
			err = fault
		}
		if err != nil {
			f.inspector.broken(err)
		}
		if err != nil && len(f.passed) == 0 {
			return 0, err
		}
	}
	n := copy(p, f.passed)
	f.passed = f.passed[n:]
	return n, nil
}

// inspect lets pass what came in whole.
func (f *filter) inspect() error {
	if !f.agreed {
		head, ok, err := f.in.head()
		if err != nil || !ok {
			return err
		}
		f.agreed, f.passed = true, head
		status, _, _ := bytes.Cut(head, []byte("\r\n"))
		if !bytes.Contains(status, []byte(" 101")) {
			return fmt.Errorf("the gateway answered %.100q instead of opening a websocket", status)
		}
	}
	for {
		m, ok, err := f.in.next()
		if err != nil || !ok {
			return err
		}
		if m, ok = f.inspector.received(m); ok {
			f.passed = appendFrame(f.passed, m, false)
		}
	}
}

// Write sends what passes of what the client says.
func (f *filter) Write(p []byte) (int, error) {
	f.writing.Lock()
	defer f.writing.Unlock()
	f.out.feed(p)
	var send []byte
	if !f.asked {
		head, ok, err := f.out.head()
		if err != nil || !ok {
			return len(p), err
		}
		f.asked, send = true, head
	}
	for {
		m, ok, err := f.out.next()
		if err != nil {
			return 0, err
		}
		if !ok {
			break
		}
		if m, ok = f.inspector.sending(m); ok {
			send = appendFrame(send, m, true)
		}
	}
	if len(send) == 0 {
		return len(p), nil
	}
	if _, err := f.Conn.Write(send); err != nil {
		return 0, err
	}
	return len(p), nil
}

// say sends a message of our own within the time given.
func (f *filter) say(m message, within time.Duration) error {
	if err := f.Conn.SetWriteDeadline(time.Now().Add(within)); err != nil {
		return err
	}
	f.writing.Lock()
	defer f.writing.Unlock()
	_, err := f.Conn.Write(appendFrame(nil, m, true))
	return err
}

// Close closes the connection without another word.
func (f *filter) Close() error {
	f.inspector.broken(net.ErrClosed)
	return f.Conn.Close()
}
