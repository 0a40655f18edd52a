package openaichat

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"footnote/bot/openaichat/faultserver"
)

// A lingering transport answers with lines, each after a pause, and then leaves
// the connection open.
type lingering struct {
	pause time.Duration
	lines []string
}

func (l lingering) RoundTrip(request *http.Request) (*http.Response, error) {
	body, lines := io.Pipe()
	context.AfterFunc(request.Context(), func() { lines.CloseWithError(request.Context().Err()) })
	go func() {
		for _, line := range l.lines {
			if _, err := io.WriteString(lines, line+"\n\n"); err != nil {
				return
			}
			select {
			case <-time.After(l.pause):
			case <-request.Context().Done():
				return
			}
		}
	}()
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: body, Request: request}, nil
}

// TestFinishedReplyIsNotWaitedOn: behind a finish_reason only the usage is
// waited for, and not for long, whatever else the server sends.
func TestFinishedReplyIsNotWaitedOn(t *testing.T) {
	usage := `data: {"choices":[],"usage":{"prompt_tokens":7,"completion_tokens":2}}`
	nothing := `data: {"choices":[]}`
	for name, test := range map[string]struct {
		transport lingering
		tokens    int
	}{
		"silence":        {lingering{0, []string{faultserver.Chunk("In 1890."), faultserver.Finish("stop")}}, 0},
		"usage":          {lingering{100 * time.Millisecond, []string{faultserver.Chunk("In 1890."), faultserver.Finish("stop"), usage}}, 7},
		"empty chunks":   {lingering{200 * time.Millisecond, append([]string{faultserver.Chunk("In 1890."), faultserver.Finish("stop")}, strings.Split(strings.Repeat(nothing+"\n", 50), "\n")...)}, 0},
		"text in chunks": {lingering{200 * time.Millisecond, []string{faultserver.Chunk("In "), faultserver.Finish("stop"), faultserver.Chunk("18"), faultserver.Chunk("90.")}}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				m := modelAt(t, "http://models.example/v1", func(c *Config) { c.Transport, c.Limits = test.transport, Limits{} })
				start := time.Now()
				got := read(t.Context(), m, question)
				if got.err != nil || got.text != "In 1890." || got.report.PromptTokens != test.tokens {
					t.Errorf("got %q, %v, %+v", got.text, got.err, got.report)
				}
				if took := time.Since(start); took > time.Second {
					t.Errorf("took %v", took)
				}
			})
		})
	}
}
