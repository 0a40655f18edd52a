package draft

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"footnote/bot/gate"
)

// A reader reads a draft in JSON. Its states follow the schema: an object whose
// member "statements" is a list of objects, and whose member "answered" is a
// boolean.
type reader struct {
	language string
	passages int
	block    int
	apart    bool // the next statement begins a block

	buf      string // not yet consumed
	value    extent // of the value that buf begins with
	state    jsonState
	key      string
	seen     map[string]bool
	noAnswer bool
}

type jsonState int

const (
	atStart      jsonState = iota
	atFirstKey             // or the end of the object
	atKey                  // behind a comma
	atColon                // behind a key
	atValue                // of the member key
	atFirst                // statement, or the end of the list
	atNext                 // statement, behind a comma
	behindOne              // statement
	behindMember           // of the outer object
	atEnd                  // nothing more is read
)

// feed takes the next piece and returns the statements that are complete by it.
func (r *reader) feed(text string) ([]Statement, error) {
	r.buf += text
	var out []Statement
	for r.state != atEnd {
		r.buf = strings.TrimLeft(r.buf, " \t\r\n")
		if r.buf == "" {
			break
		}
		more, statements, err := r.step()
		out = append(out, statements...)
		if err != nil {
			return out, fmt.Errorf("reading the reply's JSON: %w", err)
		}
		if !more {
			break
		}
	}
	if r.state == atEnd {
		r.buf = ""
		if !r.seen["statements"] && !r.noAnswer {
			return out, errors.New("the reply's JSON has no statements")
		}
	}
	return out, nil
}

func (r *reader) close() error {
	if r.state != atEnd {
		return ErrCut
	}
	return nil
}

// step reads the next token; more is false when it is not complete.
func (r *reader) step() (more bool, out []Statement, err error) {
	switch r.state {
	case atStart:
		return true, nil, r.expect(map[byte]jsonState{'{': atFirstKey})
	case atColon:
		return true, nil, r.expect(map[byte]jsonState{':': atValue})
	case behindOne:
		return true, nil, r.expect(map[byte]jsonState{',': atNext, ']': behindMember})
	case behindMember:
		return true, nil, r.expect(map[byte]jsonState{',': atKey, '}': atEnd})
	case atValue:
		if r.key == "statements" {
			return true, nil, r.expect(map[byte]jsonState{'[': atFirst})
		}
	case atFirstKey:
		if r.buf[0] == '}' {
			return true, nil, r.expect(map[byte]jsonState{'}': atEnd})
		}
	case atFirst:
		if r.buf[0] == ']' {
			return true, nil, r.expect(map[byte]jsonState{']': behindMember})
		}
	}
	n, ok := r.value.find(r.buf)
	if !ok {
		return false, nil, nil
	}
	raw := r.buf[:n]
	r.buf, r.value = r.buf[n:], extent{}
	out, err = r.take(raw)
	return true, out, err
}

// expect takes one of some marks and goes to the state that follows it.
func (r *reader) expect(next map[byte]jsonState) error {
	state, ok := next[r.buf[0]]
	if !ok {
		return fmt.Errorf("%.1q stands where it must not", r.buf)
	}
	r.state, r.buf = state, r.buf[1:]
	return nil
}

// take takes a whole key, value or statement.
func (r *reader) take(raw string) ([]Statement, error) {
	switch r.state {
	case atFirst, atNext:
		r.state = behindOne
		return r.statement(raw)
	case atFirstKey, atKey:
		r.state = atColon
		return nil, r.takeKey(raw)
	}
	r.state = behindMember
	if r.key != "answered" {
		return nil, valid(raw)
	}
	var answered *bool
	if err := json.Unmarshal([]byte(raw), &answered); err != nil || answered == nil {
		return nil, errors.New(`"answered" is neither true nor false`)
	}
	r.noAnswer = r.noAnswer || !*answered
	return nil, nil
}

func (r *reader) takeKey(raw string) error {
	if err := json.Unmarshal([]byte(raw), &r.key); err != nil || raw[0] != '"' {
		return fmt.Errorf("a key is not a string: %.20q", raw)
	}
	if r.seen[r.key] {
		return fmt.Errorf("the key %.20q stands there twice", r.key)
	}
	if r.seen == nil {
		r.seen = map[string]bool{}
	}
	r.seen[r.key] = true
	return nil
}

func valid(raw string) error {
	if !json.Valid([]byte(raw)) {
		return fmt.Errorf("%.20q is no value", raw)
	}
	return nil
}

// A wireStatement is a statement as the schema has it.
type wireStatement struct {
	Text    *string      `json:"text"`
	Markers []wireMarker `json:"markers"`
	Quotes  []wireQuote  `json:"quotes"`
}

type wireQuote struct {
	Marker wireMarker `json:"marker"`
	Text   *string    `json:"text"`
}

// A wireMarker is a number, or a string that holds one as in "1" or "[1]".
type wireMarker int

var markerString = regexp.MustCompile(`^"\[?([0-9]{1,3})\]?"$`)

func (m *wireMarker) UnmarshalJSON(data []byte) error {
	text := string(data)
	if found := markerString.FindStringSubmatch(text); found != nil {
		text = found[1]
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 {
		return fmt.Errorf("%.20q is no marker", data)
	}
	*m = wireMarker(n)
	return nil
}

// statement reads a whole statement. Its text may be several sentences, each of
// which is one of its own with the same markers and quotes.
func (r *reader) statement(raw string) ([]Statement, error) {
	var wire wireStatement
	if raw[0] != '{' {
		return nil, fmt.Errorf("%.20q is no statement", raw)
	}
	if err := json.Unmarshal([]byte(raw), &wire); err != nil {
		return nil, fmt.Errorf("a statement: %w", err)
	}
	if wire.Text == nil {
		return nil, errors.New("a statement has no text")
	}
	var given gate.Claim
	for _, m := range wire.Markers {
		addMarkers(&given, []int{int(m)})
	}
	for _, q := range wire.Quotes {
		if q.Text == nil {
			return nil, errors.New("a quote has no text")
		}
		if strings.ContainsFunc(*q.Text, isWordRune) {
			given.Quotes = append(given.Quotes, gate.Quote{Marker: int(q.Marker), Text: strings.TrimSpace(*q.Text)})
		}
	}
	return r.split(*wire.Text, given), nil
}

func (r *reader) split(text string, given gate.Claim) []Statement {
	p := plain{language: r.language, passages: r.passages, block: r.block, blank: r.apart}
	statements := append(p.feed(strings.Map(visible, text)), p.close()...)
	r.noAnswer = r.noAnswer || p.noAnswer
	r.block = p.block
	for i := range statements {
		s := &statements[i]
		markers := s.Markers
		s.Markers = nil
		addMarkers(&s.Claim, given.Markers)
		addMarkers(&s.Claim, markers)
		s.Quotes = append(s.Quotes, given.Quotes...)
		r.apart = s.Lead != "" || s.Code
	}
	return statements
}
