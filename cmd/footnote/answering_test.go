package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"footnote/bot"
	"footnote/bot/gate"
	"footnote/bot/openaichat/faultserver"
	"footnote/cmd/footnote/internal/terminal"
	"footnote/retrieval"
)

// A spout is an output that tells when a text has come out of it.
type spout struct {
	mu   sync.Mutex
	text strings.Builder
	want string
	came chan struct{}
}

func newSpout(want string) *spout { return &spout{want: want, came: make(chan struct{})} }

func (s *spout) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	before := strings.Contains(s.text.String(), s.want)
	s.text.Write(p)
	if !before && strings.Contains(s.text.String(), s.want) {
		close(s.came)
	}
	return len(p), nil
}

// owlsWith indexes a note and returns the environment for a model that a
// server plays.
func owlsWith(t *testing.T, script faultserver.Script) map[string]string {
	t.Helper()
	server := faultserver.New(script)
	t.Cleanup(server.Close)
	dir := t.TempDir()
	note := filepath.Join(dir, "owls.md")
	if err := os.WriteFile(note, []byte("# Owls\n\nBarn owls eat mice and voles. Barn owls hunt at night.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	environment := map[string]string{"FOOTNOTE_DATA": filepath.Join(dir, "data"), "HOME": dir, "APPDATA": dir}
	if code, out := runs(t.Context(), environment, "index", note); code != 0 {
		t.Fatalf("index: %d, %s", code, out)
	}
	environment["OPENAI_BASE_URL"], environment["FOOTNOTE_MODEL"] = server.URL, "test-model"
	return environment
}

func runs(ctx context.Context, environment map[string]string, args ...string) (int, string) {
	var out bytes.Buffer
	code := run(ctx, args, func(name string) string { return environment[name] }, strings.NewReader(""), &out, &out)
	return code, out.String()
}

// A statement comes out as soon as it is proven, while the model still writes.
func TestStatementsAreShownAtOnce(t *testing.T) {
	out := newSpout("eat mice and voles. [1]")
	environment := owlsWith(t, faultserver.Always(func(w http.ResponseWriter, call *faultserver.Call) {
		faultserver.Stream(faultserver.Chunk("Barn owls eat mice and voles. [1]\nBarn owls"))(w, call)
		select {
		case <-out.came:
			faultserver.Stream(faultserver.Chunk(" hunt at night. [1]"), faultserver.Finish("stop"), "data: [DONE]")(w, call)
		case <-time.After(20 * time.Second):
			t.Error("the first statement was held back until the end")
		case <-call.Gone:
		}
	}))
	code := run(t.Context(), []string{"ask", "What do barn owls eat?"}, func(name string) string { return environment[name] }, strings.NewReader(""), out, io.Discard)
	if text := out.text.String(); code != exitAnswered || !strings.Contains(text, "voles. [1]") || !strings.Contains(text, "at night. [2]\n\n[1] Owls") {
		t.Errorf("exit code %d, %s", code, text)
	}
}

// Ctrl-C ends the wait for a model at once; what was shown stays on its line.
func TestInterruptedWhileTheModelWrites(t *testing.T) {
	environment := owlsWith(t, faultserver.Always(faultserver.Hang(faultserver.Chunk("Barn owls eat mice and voles. [1]\nBarn owls"))))
	out := newSpout("voles. [1]")
	ctx, interrupt := context.WithCancel(t.Context())
	go func() {
		<-out.came
		interrupt()
	}()
	code := run(ctx, []string{"ask", "What do barn owls eat?"}, func(name string) string { return environment[name] }, strings.NewReader(""), out, out)
	if text := out.text.String(); code != exitFailed || !strings.HasSuffix(text, "voles. [1]\nfootnote: interrupted\n") {
		t.Errorf("exit code %d, %q", code, text)
	}
}

// Whatever a server does, there is an answer: the model's, or quotes.
func TestEveryFaultOfAServerLeavesAnAnswer(t *testing.T) {
	reply := faultserver.Text("")
	var mu sync.Mutex
	environment := owlsWith(t, func(faultserver.Request) faultserver.Reply {
		mu.Lock()
		defer mu.Unlock()
		return reply
	})
	environment["FOOTNOTE_MODEL_TIMEOUT"] = "200ms"
	for _, fault := range faultserver.Faults() {
		mu.Lock()
		reply = faultserver.Fault(fault)
		mu.Unlock()
		code, out := runs(t.Context(), environment, "ask", "What do barn owls eat?")
		if code != exitAnswered || !strings.Contains(out, "Barn owls eat mice and voles. [1]") || !strings.Contains(out, "These are the sources' own words:") {
			t.Errorf("%s: exit code %d, %s", fault, code, out)
		}
	}
}

func TestDisplayNeverTakesBack(t *testing.T) {
	pieces := []string{"**Barn owls** eat mice and voles. [1]", " They hunt at night, over fields and along hedges, when it is quiet. [2][3]",
		"\n\n- A **list", "ed** thing. [4]", "\n- \x1b[31mAnother. [5]", " `code", "` [6]"}
	for _, style := range []terminal.Style{{}, {Color: true, Width: 40}, {Width: 52}} {
		var out bytes.Buffer
		d := &display{program: &program{stdout: &out, stderr: io.Discard, style: style}}
		text := ""
		for _, piece := range pieces {
			before := out.String()
			text += piece
			if err := d.show(piece); err != nil {
				t.Fatal(err)
			}
			if !strings.HasPrefix(out.String(), before) || len(out.String()) == len(before) {
				t.Fatalf("after %q: %q", piece, out.String())
			}
		}
		if style == (terminal.Style{}) && out.String() != terminal.Sanitize(text) {
			t.Errorf("in a pipe: %q, want %q", out.String(), terminal.Sanitize(text))
		}
		if strings.Contains(out.String(), "\x1b[31m") || strings.Contains(out.String(), "\n[") || strings.Contains(out.String(), wordJoiner) {
			t.Errorf("%+v: %q", style, out.String())
		}
	}
}

func TestDisplayMarksQuotes(t *testing.T) {
	var out, notices bytes.Buffer
	quote := bot.Citation{Marker: 1, Source: owls, Quote: "Barn owls eat mice."}
	answer := bot.Answer{Text: "They hunt. [1]\n\nBarn owls eat mice. [2]", Mode: bot.ModeQuotes, Fallback: "the model\x1b fell asleep.",
		Citations: []bot.Citation{quote}, Warnings: []string{"a \x1bwarning"}}
	d := &display{program: &program{stdout: &out, stderr: &notices}}
	if err := errors.Join(d.show("They hunt. [1]"), d.finish(bot.Event{Text: "\n\nBarn owls eat mice. [2]", Answer: &answer})); err != nil {
		t.Fatal(err)
	}
	want := "They hunt. [1]\n\nThe model did not go on: the model\ufffd fell asleep. These are the sources' own words:\n\nBarn owls eat mice. [2]\n\n[1] Owls — Food\n"
	if !strings.HasPrefix(out.String(), want) || notices.String() != "footnote: a \ufffdwarning\n" {
		t.Errorf("got\n%s\n%s\nwant\n%s", out.String(), notices.String(), want)
	}
}

func TestWarningsStandBelowTheAnswer(t *testing.T) {
	var out bytes.Buffer
	answer := bot.Answer{Text: "They hunt. [1]", Mode: bot.ModeModel, Citations: []bot.Citation{{Marker: 1, Source: owls, Quote: "They hunt."}}, Warnings: []string{"cut"}}
	d := &display{program: &program{stdout: &out, stderr: &out}}
	if err := errors.Join(d.show("They hunt."), d.finish(bot.Event{Text: " [1]", Answer: &answer})); err != nil {
		t.Fatal(err)
	}
	if text := out.String(); !strings.HasPrefix(text, "They hunt. [1]\n\n[1] ") || !strings.HasSuffix(text, "\nfootnote: cut\n") {
		t.Errorf("got\n%s", text)
	}
}

func TestVerdictPage(t *testing.T) {
	answer := bot.Answer{Understood: "And when do barn owls\x1b hunt?", Fallback: "the reply was cut off", Statements: []bot.Statement{
		{Text: "Barn owls eat mice.", Status: gate.Verified, Reason: "the passage says so", Markers: []int{1, 2}},
		{Text: "They eat\n\x1b[31m17 snakes, and whatever else they come upon in the fields.", Status: gate.Dropped, Reason: `the number "17" is nowhere`, Markers: []int{}}}}
	for kind, style := range map[string]terminal.Style{"plain": {}, "terminal": {Color: true, Width: 50}} {
		golden(t, "verdicts."+kind, verdictPage(style, answer))
	}
}

// A failing embedder fails, then works, as often as it is told to.
type failing struct {
	retrieval.Embedder
	errors []error
}

func (f *failing) EmbedQuery(context.Context, string) ([]float32, error) {
	err := f.errors[0]
	f.errors = f.errors[1:]
	return nil, err
}

func TestFailuresToEmbedAreToldOnce(t *testing.T) {
	down := errors.New("down")
	told := 0
	embedder := &telling{Embedder: &failing{errors: []error{nil, context.Canceled, down, down, nil, down}}, tell: func(error) { told++ }}
	for i, want := range []int{0, 0, 1, 1, 1, 2} {
		if _, _ = embedder.EmbedQuery(t.Context(), "Who?"); told != want {
			t.Errorf("after question %d, %d failures were told, want %d", i+1, told, want)
		}
	}
}

// A limit of time that is passed ends an answer, and not a conversation.
func TestChatGoesOnAfterALimit(t *testing.T) {
	var out bytes.Buffer
	environment := map[string]string{"FOOTNOTE_DATA": t.TempDir()}
	code := run(t.Context(), []string{"chat", "--timeout", "1ns"}, func(name string) string { return environment[name] },
		strings.NewReader("Who spoke?\nWhere?\n"), &out, &out)
	if code != exitAnswered || strings.Count(out.String(), "footnote: there was no answer within 1ns; give it more time by --timeout\n") != 2 {
		t.Errorf("exit code %d, %s", code, out.String())
	}
}

func TestInTheClear(t *testing.T) {
	for address, want := range map[string]bool{"http://localhost:11434/v1": false, "http://127.0.0.1/v1": false, "http://[::1]:80/v1": false,
		"https://ai.example/v1": false, "http://ai.example/v1": true, "http://192.168.0.7:8080/v1": true} {
		if got := inTheClear(address); got != want {
			t.Errorf("%s: got %t", address, got)
		}
	}
}
