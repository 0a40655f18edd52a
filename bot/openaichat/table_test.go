package openaichat

import (
	"errors"
	"strings"
	"testing"
	"time"

	"footnote/bot"
	"footnote/bot/openaichat/faultserver"
)

// verdicts says what must become of each fault of the server. Names that begin
// with "odd:" are whole replies.
var verdicts = map[string]struct {
	fault  bot.ModelFault
	retry  bool
	advice string // a part of it
}{
	"unknown model, Ollama": {bot.FaultNoModel, false, "ollama pull test-model"},
	"unknown model, OpenAI": {bot.FaultNoModel, false, "check the model's name"},
	"wrong path":            {bot.FaultRejected, false, "ends in /v1"},
	"wrong path, JSON":      {bot.FaultRejected, false, "ends in /v1"},
	"wrong key":             {bot.FaultKey, false, "set the API key to"},
	"no access":             {bot.FaultKey, false, "set the API key to"},
	"loading":               {bot.FaultLoading, true, "wait"},
	"busy, Ollama":          {bot.FaultBusy, true, "later"},
	"rate limit":            {bot.FaultBusy, true, "later"},
	"no credit":             {bot.FaultRejected, false, "credit"},
	"gateway down":          {bot.FaultDown, true, "start the server"},
	"too long, 400":         {bot.FaultTooLong, false, "larger context"},
	"too long, OpenAI":      {bot.FaultTooLong, false, "larger context"},
	"filtered, 400":         {bot.FaultFiltered, false, ""},
	"bad request":           {bot.FaultRejected, false, ""},
	"runner aborts":         {bot.FaultFailed, true, "log of the server"},
	"no memory":             {bot.FaultFailed, false, "smaller model"},
	"string error, 500":     {bot.FaultFailed, true, "log of the server"},

	"error line":                    {bot.FaultFailed, true, ""},
	"error line and DONE":           {bot.FaultFailed, true, ""},
	"context full in stream":        {bot.FaultTooLong, false, "larger context"},
	"data error":                    {bot.FaultFailed, true, ""},
	"data error, then silence":      {bot.FaultFailed, true, ""},
	"data error with a space":       {bot.FaultFailed, true, ""},
	"data error, string":            {bot.FaultFailed, true, ""},
	"event error":                   {bot.FaultFailed, true, ""},
	"choices empty and error":       {bot.FaultFailed, true, ""},
	"bare error line":               {bot.FaultFailed, true, ""},
	"whole JSON error":              {bot.FaultFailed, true, ""},
	"whole JSON error, string":      {bot.FaultFailed, true, ""},
	"HTML page":                     {bot.FaultBroken, false, "ends in /v1"},
	"HTML page as stream":           {bot.FaultBroken, false, "ends in /v1"},
	"whole JSON of something else":  {bot.FaultBroken, false, "ends in /v1"},
	"whole JSON, connection breaks": {bot.FaultCut, true, "log of the server"},
	"chunk that is no JSON":         {bot.FaultBroken, true, ""},
	"line without end":              {bot.FaultBroken, true, ""},
	"tool call":                     {bot.FaultBroken, false, ""},
	"filtered in stream":            {bot.FaultFiltered, false, ""},
	"refused in the refusal field":  {bot.FaultFiltered, false, ""},
	"finish reason says error":      {bot.FaultFailed, true, ""},

	"runner killed, Ollama":       {bot.FaultCut, true, "log of the server"},
	"runner killed, llama-server": {bot.FaultCut, true, "log of the server"},
	"DONE without finish reason":  {bot.FaultCut, true, ""},
	"cut by length":               {bot.FaultCut, false, "more tokens"},
	"whole JSON, cut by length":   {bot.FaultCut, false, "more tokens"},
	"whole JSON, no finish":       {bot.FaultCut, true, ""},
	"empty":                       {bot.FaultEmpty, false, "another model"},
	"only blanks":                 {bot.FaultEmpty, false, "another model"},
	"only reasoning":              {bot.FaultEmpty, false, "another model"},
	"only a think block":          {bot.FaultEmpty, false, "another model"},
	"think block without end":     {bot.FaultEmpty, false, "another model"},
	"nothing at all":              {bot.FaultCut, true, ""},

	"no headers":       {bot.FaultSlow, true, "raise the limit"},
	"no first token":   {bot.FaultSlow, true, "raise the limit"},
	"only empty ones":  {bot.FaultSlow, true, "raise the limit"},
	"silence mid-text": {bot.FaultSlow, true, "raise the limit"},
}

// TestEveryFaultOfTheServer plays each fault by its name: none is taken for a
// reply, none hangs, and each is told with its way to be mended.
func TestEveryFaultOfTheServer(t *testing.T) {
	for _, name := range faultserver.Faults() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := serve(t, faultserver.Always(faultserver.Fault(name)))
			start := time.Now()
			got := read(t.Context(), modelAt(t, server.URL, nil), question)
			if time.Since(start) > 10*time.Second {
				t.Errorf("took %v", time.Since(start))
			}
			if strings.HasPrefix(name, "odd:") {
				if got.err != nil || got.text != faultserver.OddText || got.report == nil {
					t.Errorf("got %q, %v, report %v", got.text, got.err, got.report)
				}
				return
			}
			checkFault(t, name, got)
		})
	}
}

func checkFault(t *testing.T, name string, got written) {
	t.Helper()
	want, ok := verdicts[name]
	if !ok {
		t.Fatalf("no verdict is written down for %q; got %v", name, got.err)
	}
	var e *bot.ModelError
	if !errors.As(got.err, &e) {
		t.Fatalf("got %q and %v, want a ModelError", got.text, got.err)
	}
	if e.Fault != want.fault || e.Retry != want.retry || !strings.Contains(e.Advice, want.advice) {
		t.Errorf("got %s, retry %v, advice %q: %v", e.Fault, e.Retry, e.Advice, e)
	}
	if e.Model != "test-model" || !strings.HasPrefix(e.Endpoint, "http://127.0.0.1:") {
		t.Errorf("model %q at %q", e.Model, e.Endpoint)
	}
	if got.report != nil {
		t.Error("a reply that failed bears a report")
	}
}

// TestStatusOfFaults: a fault bears the status that told of it, if one did.
func TestStatusOfFaults(t *testing.T) {
	for name, want := range map[string]int{"string error, 500": 500, "wrong key": 401, "data error": 0, "DONE without finish reason": 0} {
		server := serve(t, faultserver.Always(faultserver.Fault(name)))
		var e *bot.ModelError
		if err := read(t.Context(), modelAt(t, server.URL, nil), question).err; !errors.As(err, &e) || e.Status != want {
			t.Errorf("%s: got %v, want the status %d", name, err, want)
		}
	}
}
