package openaichat

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"strings"
	"syscall"

	"footnote/bot"
)

// The ways to mend faults, for people. {address} and {key} are named as the
// configuration says.
const (
	adviceURL     = "check {address}: it usually ends in /v1"
	adviceKey     = "set {key} to one that this server accepts"
	adviceRunning = "start the server (Ollama: ollama serve), or check {address}"
	adviceHost    = "check the host in {address}, and the network"
	adviceLoading = "wait until the model is loaded, then ask again"
	adviceBusy    = "ask again later, or let the server take more requests at once"
	adviceCredit  = "the account has no credit left: look at its plan and billing"
	adviceMemory  = "choose a smaller model, or free memory on the server"
	adviceContext = "give the server a larger context (Ollama: OLLAMA_CONTEXT_LENGTH, llama-server: -c), or offer fewer passages"
	adviceLog     = "the log of the server tells why"
	adviceTokens  = "allow the reply more tokens (FOOTNOTE_MAX_TOKENS)"
	adviceEmpty   = "ask again, or try another model"
	adviceSlow    = "ask again, raise the limit, or choose a smaller model"
)

// fault says what an error means. The error's words are cleaned; what it wraps
// is not kept, since that might hold a key.
func (m *Model) fault(err error) *bot.ModelError {
	e := m.sort(err)
	e.Advice = m.named.Replace(e.Advice)
	e.Model, e.Endpoint = m.config.Model, m.endpoint
	e.Err = errors.New(m.redact.clean(err.Error()))
	return e
}

func (m *Model) sort(err error) *bot.ModelError {
	var told *refusal
	var late *limitError
	var ended *endError
	switch {
	case errors.As(err, &told):
		return m.sortRefusal(told)
	case errors.As(err, &late):
		return &bot.ModelError{Fault: bot.FaultSlow, Retry: true, Advice: adviceSlow}
	case errors.As(err, &ended):
		return &bot.ModelError{Fault: ended.fault, Retry: ended.retry, Advice: ended.advice}
	case errors.Is(err, errHTML), errors.Is(err, errNoReply):
		return &bot.ModelError{Fault: bot.FaultBroken, Advice: adviceURL}
	case errors.Is(err, errMidway):
		return &bot.ModelError{Fault: bot.FaultCut, Retry: true, Advice: adviceLog}
	case errors.Is(err, errUnreachable):
		return sortUnreachable(err)
	}
	return &bot.ModelError{Fault: bot.FaultBroken, Retry: true, Advice: adviceLog}
}

// Two kinds of broken connection: before the reply began, and within it.
var (
	errUnreachable = errors.New("cannot reach the server")
	errMidway      = errors.New("the connection broke within the reply")
)

func sortUnreachable(err error) *bot.ModelError {
	e := &bot.ModelError{Fault: bot.FaultDown, Retry: true, Advice: adviceRunning}
	var unknown *net.DNSError
	var certificate *tls.CertificateVerificationError
	var noTLS tls.RecordHeaderError
	switch {
	case errors.As(err, &unknown):
		e.Retry, e.Advice = unknown.IsTemporary || unknown.IsTimeout, adviceHost
	case errors.As(err, &noTLS), strings.Contains(err.Error(), "HTTP response to HTTPS client"):
		e.Retry, e.Advice = false, "the server speaks no TLS: write http:// instead of https:// in {address}"
	case errors.As(err, &certificate):
		e.Retry, e.Advice = false, "the server's certificate is not trusted: install its authority on this machine, or check {address}"
	}
	return e
}

// sortRefusal says what an error that the server told means. Words count for
// more than statuses, on which servers differ.
func (m *Model) sortRefusal(r *refusal) *bot.ModelError {
	is := func(fault bot.ModelFault, retry bool, advice string) *bot.ModelError {
		return &bot.ModelError{Fault: fault, Status: r.status, Retry: retry, After: r.after, Advice: advice}
	}
	switch {
	case m.namesNoModel(r):
		return is(bot.FaultNoModel, false, "check the model's name; Ollama fetches it with: ollama pull "+m.config.Model)
	case r.says("context_length", "exceed_context", "context length", "context size", "context shift", "context window", "prompt is too long", "input is too long") || r.status == 413:
		return is(bot.FaultTooLong, false, adviceContext)
	case r.says("content_filter", "content management policy"):
		return is(bot.FaultFiltered, false, "")
	case r.says("insufficient_quota", "insufficient_balance") || r.status == 402:
		return is(bot.FaultRejected, false, adviceCredit)
	case r.status == 401 || r.status == 403 || r.says("invalid_api_key", "invalid api key"):
		return is(bot.FaultKey, false, adviceKey)
	case r.says("loading model", "model is loading", "still loading", "loading the model"):
		return is(bot.FaultLoading, true, adviceLoading)
	case r.says("requires more system memory", "out of memory"):
		return is(bot.FaultFailed, false, adviceMemory)
	case r.status == 429 || r.status == 529 || r.says("server busy", "overloaded", "rate_limit", "too many requests", "maximum pending"):
		return is(bot.FaultBusy, true, adviceBusy)
	}
	return m.sortStatus(r, is)
}

// sortStatus goes by the status alone.
func (m *Model) sortStatus(r *refusal, is func(bot.ModelFault, bool, string) *bot.ModelError) *bot.ModelError {
	switch s := r.status; {
	case r.elsewhere != "":
		return is(bot.FaultRejected, false, "the server sends requests on to "+m.redact.clean(r.elsewhere)+": if that is right, set {address} to it")
	case s == 404 || s == 405 || 300 <= s && s < 400:
		return is(bot.FaultRejected, false, adviceURL)
	case s == 408:
		return is(bot.FaultSlow, true, adviceSlow)
	case s == 502 || s == 503 || s == 504:
		return is(bot.FaultDown, true, adviceRunning)
	case 400 <= s && s < 500:
		return is(bot.FaultRejected, false, "")
	}
	return is(bot.FaultFailed, true, adviceLog) // 5xx, and errors within a 200
}

// namesNoModel reports whether the server does not have the model. A wrong path
// gives 404 too, and then no model is spoken of.
func (m *Model) namesNoModel(r *refusal) bool {
	if r.says("model_not_found", "try pulling it first") {
		return true
	}
	missing := r.says("not found", "does not exist", "not exist", "no such", "unknown model", "not_found")
	return missing && (r.status == 404 || r.status == 400) && strings.Contains(strings.ToLower(r.message), "model")
}

// An endError tells that a reply ended otherwise than it should.
type endError struct {
	fault  bot.ModelFault
	retry  bool
	what   string
	advice string
}

func (e *endError) Error() string { return e.what }

// reached tells how far a request came, for errors of the connection.
func reached(err error, begun bool) error {
	var told *refusal
	switch {
	case err == nil, errors.As(err, &told), errors.Is(err, errHTML), errors.Is(err, errNoReply), errors.Is(err, errLongLine):
		return err
	case !begun:
		return fmt.Errorf("%w: %w", errUnreachable, withoutURL(err))
	case isBroken(err):
		return fmt.Errorf("%w: %w", errMidway, err)
	}
	return err
}

// withoutURL drops the URL that net/http puts into its errors: the endpoint is
// named anyway, and it may bear a password.
func withoutURL(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		return u.Err
	}
	return err
}

// isBroken reports whether a connection ended in the midst.
func isBroken(err error) bool {
	var network net.Error
	return errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, syscall.ECONNRESET) ||
		errors.Is(err, context.Canceled) || errors.As(err, &network)
}
