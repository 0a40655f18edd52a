package link

import (
	"bytes"
	"encoding/binary"
	"io"
	"net"
	"strings"
	"testing"
)

// raw writes a frame by hand.
func raw(first byte, payload string) []byte {
	return append([]byte{first, byte(len(payload))}, payload...)
}

func join(parts ...[]byte) []byte { return bytes.Join(parts, nil) }

func large(length uint64) []byte {
	return binary.BigEndian.AppendUint64([]byte{0x81, 127}, length)
}

func TestStream(t *testing.T) {
	for name, test := range map[string]struct {
		sent  []byte
		want  []message
		fault string
	}{
		"one":        {raw(0x81, "a"), []message{{frameText, []byte("a")}}, ""},
		"two":        {join(raw(0x81, "a"), raw(0x82, "b")), []message{{frameText, []byte("a")}, {frameBinary, []byte("b")}}, ""},
		"in parts":   {join(raw(0x01, "a"), raw(0x00, "b"), raw(0x80, "c")), []message{{frameText, []byte("abc")}}, ""},
		"ping amid":  {join(raw(0x01, "a"), raw(0x89, "!"), raw(0x80, "b")), []message{{framePing, []byte("!")}, {frameText, []byte("ab")}}, ""},
		"empty":      {join(raw(0x81, ""), raw(0x01, ""), raw(0x80, "")), []message{{frameText, nil}, {frameText, nil}}, ""},
		"not whole":  {raw(0x81, "abc")[:4], nil, ""},
		"compressed": {raw(0xC1, "a"), nil, "compressed"},
		"unknown":    {raw(0x83, "a"), nil, "unknown kind"},
		"split ping": {raw(0x09, "a"), nil, "control frame"},
		"long ping":  {join([]byte{0x89, 126, 0, 126}, make([]byte, 126)), nil, "control frame"},
		"masked":     {[]byte{0x81, 0x81, 0, 0, 0, 0, 'a'}, nil, "masked"},
		"no start":   {raw(0x80, "a"), nil, "out of order"},
		"two starts": {join(raw(0x01, "a"), raw(0x81, "b")), nil, "out of order"},
		"too large":  {large(largestMessage + 1), nil, "larger"},
		"gigantic":   {large(1<<64 - 1), nil, "larger"},
	} {
		for _, chunk := range []int{1, 2, 7, len(test.sent)} {
			got, err := cut(test.sent, chunk, false)
			if fault := errorText(err); !strings.Contains(fault, test.fault) || fault != "" && test.fault == "" {
				t.Errorf("%s by %d: the error is %q, want %q", name, chunk, fault, test.fault)
			}
			if !same(got, test.want) {
				t.Errorf("%s by %d: got %q, want %q", name, chunk, got, test.want)
			}
		}
	}
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// cut feeds a stream by chunks of a size.
func cut(sent []byte, chunk int, masked bool) (got []message, err error) {
	s := stream{masked: masked}
	for len(sent) > 0 {
		n := min(max(chunk, 1), len(sent))
		s.feed(sent[:n])
		sent = sent[n:]
		for {
			m, ok, err := s.next()
			if err != nil {
				return got, err
			}
			if !ok {
				break
			}
			got = append(got, m)
		}
	}
	return got, nil
}

func same(a, b []message) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].kind != b[i].kind || !bytes.Equal(a[i].payload, b[i].payload) {
			return false
		}
	}
	return true
}

// A message in many parts is bounded too, not only each part.
func TestStreamBoundsMessages(t *testing.T) {
	var s stream
	part := binary.BigEndian.AppendUint64([]byte{0x01, 127}, largestMessage/2+1)
	for range 2 {
		s.feed(part)
		s.feed(make([]byte, largestMessage/2+1))
		part[0] = 0x00
	}
	if _, _, err := s.next(); err != errLargeMessage {
		t.Errorf("the error is %v", err)
	}
}

// What is cut into frames is put together again, with and without mask.
func TestAppendFrame(t *testing.T) {
	for _, size := range []int{0, 1, 125, 126, 127, 0xFFFF, 0x10000, 200_000} {
		for _, masked := range []bool{false, true} {
			want := []message{{frameText, bytes.Repeat([]byte("x"), size)}, {framePong, []byte("y")}}
			sent := appendFrame(appendFrame(nil, want[0], masked), want[1], masked)
			if got, err := cut(sent, 1000, masked); err != nil || !same(got, want) {
				t.Errorf("%d bytes, masked %v: got %d messages, %v", size, masked, len(got), err)
			}
		}
	}
}

// However the bytes are split on the way, the messages are the same, and what
// passes can be read again.
func FuzzStream(f *testing.F) {
	f.Add(join(raw(0x01, "a"), raw(0x89, "!"), raw(0x80, "b")), 1, false)
	f.Add(join(raw(0x81, `{"op":7}`), raw(0x88, "\x03\xe8")), 3, false)
	f.Add(appendFrame(nil, message{frameText, []byte(`{"op":1,"d":2}`)}, true), 2, true)
	f.Add(large(largestMessage), 1, false)
	f.Fuzz(func(t *testing.T, sent []byte, chunk int, masked bool) {
		whole, faultWhole := cut(sent, len(sent), masked)
		split, faultSplit := cut(sent, chunk, masked)
		if !same(whole, split) || errorText(faultWhole) != errorText(faultSplit) {
			t.Fatalf("by %d: %q %v; whole: %q %v", chunk, split, faultSplit, whole, faultWhole)
		}
		var again []byte
		for _, m := range whole {
			again = appendFrame(again, m, masked)
		}
		if read, err := cut(again, chunk, masked); err != nil || !same(read, whole) {
			t.Fatalf("read again: %q %v; want %q", read, err, whole)
		}
	})
}

// A lookout lets everything pass but pings and goodbyes.
type lookout struct{ fault chan error }

func (l lookout) received(m message) (message, bool) { return m, m.kind != framePing }
func (l lookout) sending(m message) (message, bool)  { return m, m.kind != frameClose }
func (l lookout) broken(err error) {
	select {
	case l.fault <- err:
	default:
	}
}

func TestFilter(t *testing.T) {
	client, server := net.Pipe()
	defer server.Close()
	f := newFilter(client, lookout{make(chan error, 1)})
	const ask, agree = "GET / HTTP/1.1\r\n\r\n", "HTTP/1.1 101 Switching Protocols\r\n\r\n"
	hello, bye := message{frameText, []byte("hello")}, message{frameClose, nil}
	go func() {
		// The client writes its head in two pieces, then a goodbye and a message.
		sent := join([]byte(ask), appendFrame(nil, bye, true), appendFrame(nil, hello, true))
		f.Write(sent[:5])
		f.Write(sent[5:])
		f.Close()
	}()
	got := make([]byte, len(ask))
	if _, err := io.ReadFull(server, got); err != nil || string(got) != ask {
		t.Fatalf("the server read %q, %v", got, err)
	}
	rest, _ := io.ReadAll(server)
	if got, err := cut(rest, 1, true); err != nil || !same(got, []message{hello}) {
		t.Errorf("the server read %q, %v", got, err)
	}

	client, server = net.Pipe()
	f = newFilter(client, lookout{make(chan error, 1)})
	go func() {
		server.Write(join([]byte(agree), raw(0x89, "ping"), raw(0x01, "a"), raw(0x89, "ping"), raw(0x80, "b")))
		server.Close()
	}()
	read, err := io.ReadAll(f)
	if want := agree + string(raw(0x81, "ab")); string(read) != want || err != nil {
		t.Errorf("the client read %q, %v; want %q", read, err, want)
	}
}

func TestFilterRefuses(t *testing.T) {
	for name, test := range map[string]struct{ sent, fault string }{
		"no websocket": {"HTTP/1.1 502 Bad Gateway\r\n\r\n<html>", "502"},
		"endless head": {strings.Repeat("x", largestHead+1), "head"},
		"bad frame":    {"HTTP/1.1 101 X\r\n\r\n\xC1\x00", "compressed"},
		"cut":          {"HTTP/1.1 101 X\r\n\r\n\x81", "EOF"},
	} {
		client, server := net.Pipe()
		seen := lookout{make(chan error, 1)}
		go func() {
			io.WriteString(server, test.sent)
			server.Close()
		}()
		io.ReadAll(newFilter(client, seen))
		client.Close()
		if err := <-seen.fault; !strings.Contains(err.Error(), test.fault) {
			t.Errorf("%s: the fault is %v", name, err)
		}
	}
}
