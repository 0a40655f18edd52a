package openaichat

import (
	"context"
	"errors"
	"testing"
	"time"

	"footnote/bot"
	"footnote/bot/openaichat/faultserver"
)

// serve starts a scripted server for the time of a test.
func serve(t testing.TB, script faultserver.Script) *faultserver.Server {
	t.Helper()
	server := faultserver.New(script)
	t.Cleanup(server.Close)
	return server
}

// short is long enough for a machine that is busy with other tests.
const short = 800 * time.Millisecond

// modelAt returns a model with short limits and pauses; change may be nil.
func modelAt(t testing.TB, url string, change func(*Config)) *Model {
	t.Helper()
	config := Config{BaseURL: url, Model: "test-model", Retries: -1, Limits: Limits{
		Connect: time.Second, Headers: short, FirstToken: short, Idle: short}}
	if change != nil {
		change(&config)
	}
	m, err := New(config)
	if err != nil {
		t.Fatal(err)
	}
	m.pause = time.Millisecond
	t.Cleanup(m.Close)
	return m
}

// A written is a reply as it was read to its end.
type written struct {
	text   string
	pieces []string
	report *bot.Report
	err    error
}

func read(ctx context.Context, m bot.LanguageModel, prompt bot.Prompt) written {
	var w written
	for piece, err := range m.Write(ctx, prompt) {
		if err != nil {
			w.err = err
			break
		}
		w.text += piece.Text
		w.pieces = append(w.pieces, piece.Text)
		w.report = piece.Report
	}
	return w
}

var question = bot.Prompt{System: "Answer from the passages.", User: "When was the harbour built?"}

// faultOf returns the fault of an error, "" if it is no bot.ModelError.
func faultOf(err error) bot.ModelFault {
	var e *bot.ModelError
	if !errors.As(err, &e) {
		return ""
	}
	return e.Fault
}
