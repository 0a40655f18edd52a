package openaichat

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

const (
	// longestLine bounds a line of a stream, longestBody a whole reply.
	longestLine = 1 << 20
	longestBody = 8 << 20
)

var (
	errLongLine = errors.New("a line of the stream is longer than a mebibyte")
	errHTML     = errors.New("the reply is a web page")
	errNoReply  = errors.New("the reply is not a chat completion")
)

// A sieve turns whatever a server sends with status 200 into a stream that
// go-openai reads rightly: lines of data alone, and a Read that fails with the
// error where the server told one. A whole JSON body becomes a stream of one
// line.
type sieve struct {
	lines *bufio.Reader
	body  io.Closer
	// event is the name of the event whose lines follow.
	event string
	// ready is what was sieved and not read yet, err what comes after it.
	ready   []byte
	err     error
	started bool
}

func newSieve(body io.ReadCloser) *sieve {
	return &sieve{lines: bufio.NewReader(body), body: body}
}

func (s *sieve) Close() error { return s.body.Close() }

func (s *sieve) Read(p []byte) (int, error) {
	for len(s.ready) == 0 && s.err == nil {
		s.advance()
	}
	if len(s.ready) == 0 {
		return 0, s.err
	}
	n := copy(p, s.ready)
	s.ready = s.ready[n:]
	return n, nil
}

// advance reads on until there is a line to pass on, or an end.
func (s *sieve) advance() {
	if !s.started {
		s.started = true
		if s.err = s.sniff(); s.err != nil || len(s.ready) > 0 {
			return
		}
	}
	line, err := readLine(s.lines)
	if err == nil || isComplete(line) {
		s.ready, s.err = s.sift(line)
	}
	if s.err == nil {
		s.err = err
	}
}

// sniff looks at the first character, to tell a stream from a JSON body and
// from a web page: content types lie.
func (s *sieve) sniff() error {
	for {
		c, err := s.lines.ReadByte()
		if err != nil {
			return err
		}
		switch c {
		case ' ', '\t', '\r', '\n', 0xEF, 0xBB, 0xBF: // and the byte order mark
			continue
		case '<':
			return errHTML
		}
		if err := s.lines.UnreadByte(); err != nil {
			return err
		}
		if c == '{' || c == '[' {
			return s.takeWhole()
		}
		return nil
	}
}

// takeWhole reads a JSON body that was sent instead of a stream.
func (s *sieve) takeWhole() error {
	body, err := io.ReadAll(io.LimitReader(s.lines, longestBody))
	if err != nil {
		return err
	}
	if reply := parseError(body); reply != nil {
		return reply
	}
	var compact bytes.Buffer
	var whole struct{ Choices []json.RawMessage }
	if err := json.Compact(&compact, body); err != nil {
		return fmt.Errorf("the reply is not JSON: %w", err)
	}
	if json.Unmarshal(body, &whole) != nil || len(whole.Choices) == 0 {
		return errNoReply
	}
	s.ready = append(dataLine(compact.Bytes()), "data: [DONE]\n"...)
	s.err = io.EOF
	return nil
}

// sift returns what go-openai shall see of a line, and the error that it tells.
func (s *sieve) sift(line []byte) ([]byte, error) {
	line = bytes.TrimSpace(line)
	if len(line) == 0 {
		s.event = ""
		return nil, nil
	}
	if line[0] == '{' { // an error without the form of an event
		if reply := parseError(line); reply != nil {
			return nil, reply
		}
		return nil, nil
	}
	field, value, _ := bytes.Cut(line, []byte(":"))
	value = bytes.TrimSpace(value)
	switch string(field) {
	case "event":
		s.event = string(value)
	case "error":
		return nil, anyError(value)
	case "data":
		return s.siftData(value)
	}
	return nil, nil // a comment, an id, a retry
}

func (s *sieve) siftData(value []byte) ([]byte, error) {
	switch {
	case len(value) == 0:
		return nil, nil
	case s.event == "error":
		return nil, anyError(value)
	case bytes.Contains(value, []byte("error")):
		if reply := parseError(value); reply != nil {
			return nil, reply
		}
	}
	return dataLine(value), nil
}

// dataLine is a line that go-openai takes for data. It would take one that
// begins with {"error": for an error even if the error is null.
func dataLine(value []byte) []byte {
	if rest, ok := bytes.CutPrefix(value, []byte(`{"`)); ok {
		return fmt.Appendf(nil, "data: { \"%s\n", rest)
	}
	return fmt.Appendf(nil, "data: %s\n", value)
}

// isComplete reports whether a line that lacks its end was not cut within.
func isComplete(line []byte) bool {
	_, value, _ := bytes.Cut(line, []byte(":"))
	value = bytes.TrimSpace(value)
	return json.Valid(value) || string(value) == "[DONE]"
}

// readLine reads a line of bounded length; the last one may lack its end.
func readLine(r *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		part, err := r.ReadSlice('\n')
		line = append(line, part...)
		if len(line) > longestLine {
			return nil, errLongLine
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, err
		}
	}
}
