package openaichat

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"footnote/bot/openaichat/faultserver"
)

// sieved returns what go-openai would see of a body, and the error at its end.
func sieved(body io.Reader) (string, error) {
	out, err := io.ReadAll(newSieve(io.NopCloser(body)))
	return string(out), err
}

func TestSieveKeepsData(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"data", "data: {\"a\":1}\n\n", "data: { \"a\":1}\n"},
		{"no blank after the colon", "data:[1]\n", "data: [1]\n"},
		{"CRLF", "data: 7\r\n\r\n", "data: 7\n"},
		{"comments, ids, events", ": ping\nid: 1\nevent: x\nretry: 5\ndata: 7\n", "data: 7\n"},
		{"an event ends with its blank line", "event: error\n\ndata: 7\n", "data: 7\n"},
		{"empty data", "data:\ndata: \ndata: 7\n", "data: 7\n"},
		{"done", "data: [DONE]\n\n", "data: [DONE]\n"},
		{"last line without an end", "data: 7\n\ndata: [DONE]", "data: 7\ndata: [DONE]\n"},
		{"last line cut within", "data: 7\n\ndata: {\"a\":", "data: 7\n"},
		{"null error", "data: {\"error\":null}\n", "data: { \"error\":null}\n"},
		{"byte order mark", "\ufeffdata: 7\n", "data: 7\n"},
		{"whole body", "\n{\"choices\":[\n1]}", "data: { \"choices\":[1]}\ndata: [DONE]\n"},
		{"nothing", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := sieved(strings.NewReader(c.in))
			if got != c.want || err != nil {
				t.Errorf("got %q, %v", got, err)
			}
		})
	}
}

func TestSieveSeesErrors(t *testing.T) {
	for _, c := range []struct{ name, in, message string }{
		{"error line", "error: {\"message\":\"gone\"}\n", "gone"},
		{"error line, wrapped", "error: {\"error\":{\"message\":\"gone\"}}\n", "gone"},
		{"error line of plain words", "error: gone\n", "gone"},
		{"data", "data: {\"error\":{\"message\":\"gone\"}}\n", "gone"},
		{"data with a blank", "data: { \"error\" : {\"message\":\"gone\"}}\n", "gone"},
		{"beside choices", "data: {\"choices\":[],\"error\":{\"message\":\"gone\"}}\n", "gone"},
		{"a string", "data: {\"error\":\"gone\"}\n", "gone"},
		{"messages", "data: {\"error\":{\"message\":[\"gone\"]}}\n", "[\"gone\"]"},
		{"event", "event: error\ndata: gone\n", "gone"},
		{"object", "data: {\"object\":\"error\",\"message\":\"gone\"}\n", "gone"},
		{"bare line", ": x\n{\"error\":{\"message\":\"gone\"}}\n", "gone"},
		{"whole body", "{\"error\":\"gone\"}", "gone"},
		{"whole list", "[{\"error\":{\"message\":\"gone\"}}]", "gone"},
		{"detail", "event: error\ndata: {\"detail\":\"gone\"}\n", "gone"},
		{"a number", "data: {\"error\":7}\n", "7"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := sieved(strings.NewReader("data: 1\n\n" + c.in))
			if c.in[0] == '{' || c.in[0] == '[' {
				got, err = sieved(strings.NewReader(c.in))
			}
			var told *refusal
			if !errors.As(err, &told) || told.message != c.message {
				t.Errorf("got %q, %v", got, err)
			}
		})
	}
}

func TestSieveBoundsLines(t *testing.T) {
	endless := io.MultiReader(strings.NewReader("data: "), &repeated{"x"})
	if _, err := sieved(endless); !errors.Is(err, errLongLine) {
		t.Errorf("got %v", err)
	}
}

// repeated yields the same byte for ever.
type repeated struct{ text string }

func (r *repeated) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = r.text[0]
	}
	return len(p), nil
}

// FuzzSieve: however a body is cut into reads, the same comes out; only lines
// of data, and none that go-openai takes for an error.
func FuzzSieve(f *testing.F) {
	f.Add([]byte(faultserver.Chunk("Fähre") + "\n\n" + faultserver.Finish("stop") + "\n\ndata: [DONE]\n\n"))
	f.Add([]byte(": ping\r\n\r\nevent: error\r\ndata: {}\r\n\r\n"))
	f.Add([]byte("data: {\"error\":null}\n{\"error\":{}}\nerror: x"))
	f.Add([]byte("{\"choices\":[{\"message\":{\"content\":\"x\"}}]}"))
	f.Add([]byte("<html>"))
	f.Fuzz(func(t *testing.T, body []byte) {
		whole, err := sieved(bytes.NewReader(body))
		parts, partsErr := sieved(iotest.OneByteReader(bytes.NewReader(body)))
		if whole != parts || (err == nil) != (partsErr == nil) {
			t.Errorf("whole %q, %v; byte by byte %q, %v", whole, err, parts, partsErr)
		}
		for line := range strings.Lines(whole) {
			if !strings.HasPrefix(line, "data: ") || strings.HasPrefix(line, "data: {\"error\":") || !strings.HasSuffix(line, "\n") {
				t.Errorf("the line %q came out", line)
			}
		}
	})
}
