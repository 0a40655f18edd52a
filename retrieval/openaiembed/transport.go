package openaiembed

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"time"
)

// A transport makes the client's requests: each within the time limit, again
// where the server asks to wait, and with errors that say what is wrong. It
// reads answers whole, up to a limit, so that one that breaks off is noticed
// while it can still be asked for again.
type transport struct {
	client  *http.Client
	timeout time.Duration
	limit   int64 // bytes of an answer
	log     *slog.Logger
	server  string
	model   string
	secret  string
}

// bytesPerText is more than a vector of 10,000 numbers takes, and answerSlack
// more than what stands around the vectors.
const (
	bytesPerText = 256 << 10
	answerSlack  = 1 << 20
)

func newTransport(c Config) *transport {
	client := *c.HTTPClient
	// A redirect might lead the key and the documents to another server.
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &transport{client: &client, timeout: c.Timeout, limit: answerSlack + bytesPerText*int64(c.BatchSize),
		log: c.Logger, server: c.place(), model: c.Model, secret: c.APIKey}
}

// Do implements the client's interface. Its errors are those of the context or
// of type *Error.
func (t *transport) Do(request *http.Request) (*http.Response, error) {
	ctx := request.Context()
	for attempt := 0; ; attempt++ {
		response, fault := t.once(request)
		if fault == nil {
			return response, nil
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		pause, again := fault.pause(attempt)
		if deadline, ok := ctx.Deadline(); !again || ok && time.Until(deadline) < pause {
			return nil, fault.Error
		}
		t.log.InfoContext(ctx, "asking again for embeddings", "after", pause, "error", fault.Error)
		if err := sleep(ctx, pause); err != nil {
			return nil, err
		}
		body, err := request.GetBody()
		if err != nil {
			return nil, fmt.Errorf("asking again for embeddings: %w", err)
		}
		request = request.Clone(ctx)
		request.Body = body
	}
}

// once makes one attempt.
func (t *transport) once(request *http.Request) (*http.Response, *failure) {
	ctx, cancel := context.WithTimeout(request.Context(), t.timeout)
	defer cancel()
	response, err := t.client.Do(request.WithContext(ctx))
	if err != nil {
		return nil, t.broken(ctx, err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(response.Body, t.limit+1))
	switch {
	case int64(len(body)) > t.limit:
		return nil, t.fail(Malformed, response.StatusCode, fmt.Sprintf("an answer of more than %d bytes", t.limit), nil)
	case err != nil && response.StatusCode == http.StatusOK:
		return nil, t.broken(ctx, err)
	case response.StatusCode != http.StatusOK:
		return nil, t.answered(response, body)
	}
	if said := messageOf(body); said.inError {
		return nil, t.fail(Refused, response.StatusCode, t.presentable(said.text), nil)
	}
	response.Body = io.NopCloser(bytes.NewReader(body))
	return response, nil
}

// broken tells why there is no answer, or no whole one.
func (t *transport) broken(ctx context.Context, err error) *failure {
	if ctx.Err() != nil {
		return t.fail(Slow, 0, fmt.Sprintf("no answer within %v", t.timeout), ctx.Err())
	}
	if wrapped := new(url.Error); errors.As(err, &wrapped) {
		err = wrapped.Err // without the address, in which there may be a secret
	}
	f := t.fail(Unreachable, 0, t.presentable(err.Error()), err)
	// Where nobody listens, there is nothing to wait for. A connection that
	// broke was mostly kept from an earlier request, or the server starts anew.
	dial := new(net.OpError)
	f.again = !(errors.As(err, &dial) && dial.Op == "dial")
	return f
}

// A failure is an error with what is needed to decide on another attempt.
type failure struct {
	*Error
	again bool
	after time.Duration // how long the server asks to wait
}

func (t *transport) fail(kind Kind, status int, detail string, cause error) *failure {
	return &failure{Error: &Error{Kind: kind, Server: t.server, Model: t.model, Status: status, Detail: detail, Err: cause}}
}
