package link

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
)

// Kinds of websocket frames (RFC 6455, section 5.2).
const (
	frameMore   = 0x0
	frameText   = 0x1
	frameBinary = 0x2
	frameClose  = 0x8
	framePing   = 0x9
	framePong   = 0xA
)

const (
	// largestMessage bounds a message: READY and the largest guilds have a few MiB.
	largestMessage = 32 << 20
	// largestHead bounds the HTTP head that opens a websocket.
	largestHead = 64 << 10
)

var (
	errLargeMessage = fmt.Errorf("a websocket message is larger than %d MiB", largestMessage>>20)
	errLargeHead    = errors.New("the head of the websocket's handshake is too large")
)

// A message is a whole websocket message, or a control frame.
type message struct {
	kind    byte
	payload []byte
}

// A stream cuts the bytes that one side sends into messages, however they were
// split on the way.
type stream struct {
	masked bool // what clients send is, what servers send is not
	buffer []byte
	// begun is the kind of a message of which only parts came, 0 for none.
	begun byte
	parts []byte
}

func (s *stream) feed(p []byte) { s.buffer = append(s.buffer, p...) }

// head takes the HTTP head from the front, if it is whole.
func (s *stream) head() ([]byte, bool, error) {
	const end = "\r\n\r\n"
	at := bytes.Index(s.buffer, []byte(end))
	if at < 0 {
		if len(s.buffer) > largestHead {
			return nil, false, errLargeHead
		}
		return nil, false, nil
	}
	return s.take(at + len(end)), true, nil
}

// next takes the next whole message, if there is one. Control frames between
// the parts of a message come before it.
func (s *stream) next() (message, bool, error) {
	for {
		f, ok, err := s.frame()
		if err != nil || !ok {
			return message{}, false, err
		}
		switch {
		case f.kind >= frameClose:
			return message{f.kind, f.payload}, true, nil
		case f.kind == frameMore && s.begun == 0, f.kind != frameMore && s.begun != 0:
			return message{}, false, errors.New("the parts of websocket messages are out of order")
		case f.kind != frameMore && f.last:
			return message{f.kind, f.payload}, true, nil
		case f.kind != frameMore:
			s.begun = f.kind
		}
		if len(s.parts)+len(f.payload) > largestMessage {
			return message{}, false, errLargeMessage
		}
		s.parts = append(s.parts, f.payload...)
		if f.last {
			m := message{s.begun, s.parts}
			s.begun, s.parts = 0, nil
			return m, true, nil
		}
	}
}

// A frame is what a websocket sends at once.
type frame struct {
	kind    byte
	last    bool
	payload []byte
}

// frame takes the next frame, if it is whole.
func (s *stream) frame() (frame, bool, error) {
	head, size, err := s.frameHead()
	if err != nil || head == 0 || len(s.buffer) < head+size {
		return frame{}, false, err
	}
	raw := s.take(head + size)
	f := frame{kind: raw[0] & 0x0F, last: raw[0]&0x80 != 0, payload: raw[head:]}
	if s.masked {
		mask(f.payload, raw[head-4:head])
	}
	return f, true, nil
}

// frameHead returns the sizes of the next frame's head and payload; 0 when the
// head is not whole yet.
func (s *stream) frameHead() (head, size int, err error) {
	b := s.buffer
	if len(b) < 2 {
		return 0, 0, nil
	}
	if err := checkFrame(b[0], b[1], s.masked); err != nil {
		return 0, 0, err
	}
	head, length := 2, uint64(b[1]&0x7F)
	switch {
	case length == 126 && len(b) >= 4:
		head, length = 4, uint64(binary.BigEndian.Uint16(b[2:]))
	case length == 127 && len(b) >= 10:
		head, length = 10, binary.BigEndian.Uint64(b[2:])
	case length >= 126:
		return 0, 0, nil
	}
	if length > largestMessage {
		return 0, 0, errLargeMessage
	}
	if s.masked {
		head += 4
	}
	return head, int(length), nil
}

// checkFrame refuses what neither side may send.
func checkFrame(first, second byte, masked bool) error {
	kind, length := first&0x0F, second&0x7F
	switch {
	case first&0x70 != 0:
		return errors.New("a websocket frame is compressed, which nobody asked for")
	case kind > frameBinary && kind < frameClose, kind > framePong:
		return fmt.Errorf("a websocket frame is of the unknown kind %d", kind)
	case kind >= frameClose && (first&0x80 == 0 || length > 125):
		return errors.New("a websocket control frame is split or too large")
	case masked != (second&0x80 != 0):
		return errors.New("a websocket frame is masked by the wrong side")
	}
	return nil
}

// take removes n bytes from the front. What it returns is not written to again.
func (s *stream) take(n int) []byte {
	taken := s.buffer[:n:n]
	if s.buffer = s.buffer[n:]; len(s.buffer) == 0 {
		s.buffer = nil
	}
	return taken
}

// appendFrame appends a message as one frame.
func appendFrame(b []byte, m message, masked bool) []byte {
	var bit byte
	if masked {
		bit = 0x80
	}
	b = append(b, 0x80|m.kind)
	switch n := len(m.payload); {
	case n < 126:
		b = append(b, bit|byte(n))
	case n <= 0xFFFF:
		b = binary.BigEndian.AppendUint16(append(b, bit|126), uint16(n))
	default:
		b = binary.BigEndian.AppendUint64(append(b, bit|127), uint64(n))
	}
	if !masked {
		return append(b, m.payload...)
	}
	b = binary.BigEndian.AppendUint32(b, rand.Uint32())
	at := len(b)
	b = append(b, m.payload...)
	mask(b[at:], b[at-4:at])
	return b
}

// mask masks a payload in place, or takes the mask off.
func mask(payload, key []byte) {
	for i := range payload {
		payload[i] ^= key[i&3]
	}
}
