package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"footnote/bot"
	"footnote/bot/gate"
)

// organizer is a question to the embedded library. The true model answers that
// the Institute for Regional Integration Studies organized the forum, with
// marker 1; the lying model that somebody else did; the endless one never ends.
const organizer = "Who organized the digital diplomacy forum in Astana?"

// An ollama is a real server with models that reply a fixed text, whatever they
// are asked; docs/ollama.md describes them.
type ollama struct {
	*testing.T
	environment map[string]string
}

func newOllama(t *testing.T) ollama {
	address := os.Getenv("FOOTNOTE_TEST_OLLAMA")
	if address == "" {
		t.Skip("no server is named: FOOTNOTE_TEST_OLLAMA=http://localhost:11434/v1 runs this test; docs/ollama.md tells which models it wants")
	}
	dir := t.TempDir()
	return ollama{t, map[string]string{"OPENAI_BASE_URL": address, "HOME": dir, "APPDATA": dir, "FOOTNOTE_DATA": filepath.Join(dir, "data")}}
}

// model is the name of the model that plays a part.
func (o ollama) model(part string) string {
	return cmp.Or(os.Getenv("FOOTNOTE_TEST_OLLAMA_"+strings.ToUpper(part)), part)
}

// write lets the model of a part write, and set what else is named.
func (o ollama) write(part string, settings ...string) {
	o.environment["FOOTNOTE_MODEL"] = o.model(part)
	for i := 0; i < len(settings); i += 2 {
		o.environment[settings[i]] = settings[i+1]
	}
}

// json runs a command and reads what it prints; what goes to standard error is
// for people.
func (o ollama) json(into any, wantCode int, args ...string) {
	o.Helper()
	var out, notices bytes.Buffer
	code := run(o.Context(), args, func(name string) string { return o.environment[name] }, strings.NewReader(""), &out, &notices)
	if err := json.Unmarshal(out.Bytes(), into); err != nil || code != wantCode {
		o.Fatalf("footnote %s: exit code %d, want %d; %v\n%s%s", strings.Join(args, " "), code, wantCode, err, out.String(), notices.String())
	}
}

func (o ollama) ask(args ...string) (answer bot.Answer) {
	o.Helper()
	o.json(&answer, exitAnswered, append([]string{"ask", "--json"}, args...)...)
	return answer
}

// quoted fails unless quotes answer about the organizer, for a reason.
func (o ollama) quoted(answer bot.Answer, why string) {
	o.Helper()
	right := len(answer.Citations) > 0 && strings.Contains(answer.Citations[0].Quote, "Institute for Regional Integration Studies organized")
	if answer.Mode != bot.ModeQuotes || answer.Fallback == "" || !strings.Contains(answer.Fallback, why) || !right {
		o.Errorf("got %+v, want quotes with the fallback %q", answer, why)
	}
}

// checks examines the settings and returns the state of each check.
func (o ollama) checks(wantCode int) map[string]state {
	o.Helper()
	var report struct{ Checks []check }
	o.json(&report, wantCode, "doctor", "--json")
	states := map[string]state{}
	for _, c := range report.Checks {
		about, _, _ := strings.Cut(c.About, " ")
		states[about+": "+c.Check] = c.State
	}
	return states
}

func (o ollama) states(got, want map[string]state) {
	o.Helper()
	for name, wanted := range want {
		if got[name] != wanted {
			o.Errorf("%s: %q, want %q; all: %v", name, got[name], wanted, got)
		}
	}
}

func TestOllamaWritesWhatIsTrue(t *testing.T) {
	o := newOllama(t)
	o.write("true")
	answer := o.ask(organizer)
	if answer.Mode != bot.ModeModel || answer.Fallback != "" || len(answer.Warnings) > 0 || len(answer.Statements) != 1 {
		t.Fatalf("got %+v", answer)
	}
	statement, citations := answer.Statements[0], answer.Citations
	if statement.Status != gate.Verified || !slices.Equal(statement.Markers, []int{1}) || answer.Text != statement.Text+" [1]" {
		t.Errorf("answer %q, statement %+v", answer.Text, statement)
	}
	if len(citations) != 1 || !strings.Contains(citations[0].Quote, "Institute for Regional Integration Studies") {
		t.Errorf("citations: %+v", citations)
	}
}

func TestOllamaLies(t *testing.T) {
	o := newOllama(t)
	o.write("lie")
	answer := o.ask(organizer)
	o.quoted(answer, "nothing that the model wrote is borne out")
	for _, s := range answer.Statements {
		if s.Status != gate.Dropped || strings.Contains(answer.Text, s.Text) {
			t.Errorf("delivered: %+v", s)
		}
	}
	if len(answer.Statements) == 0 {
		t.Error("the lie is not told of")
	}
}

func TestOllamaNeverEnds(t *testing.T) {
	o := newOllama(t)
	o.write("endless", "FOOTNOTE_MAX_TOKENS", "100")
	o.quoted(o.ask(organizer), "cut off")
	o.write("endless", "FOOTNOTE_MAX_TOKENS", "1500")
	o.quoted(o.ask("--timeout", "500ms", organizer), "") // cut off or too slow
}

func TestOllamaHasNoSuchModel(t *testing.T) {
	o := newOllama(t)
	o.write("no-such-model")
	o.quoted(o.ask(organizer), "ollama pull no-such-model")
	o.states(o.checks(exitFailed), map[string]state{"model: reached": stateWarning, "model: reply": stateFault})
	o.write("no-such-model", "FOOTNOTE_FALLBACKS", o.model("true"))
	if answer := o.ask(organizer); answer.Mode != bot.ModeModel {
		t.Errorf("with a fallback: %+v", answer)
	}
}

// What a fixed text cannot show, such as whether a schema is obeyed, is left out.
func TestOllamaExamined(t *testing.T) {
	o := newOllama(t)
	o.write("true", "FOOTNOTE_CONTEXT_TOKENS", "2048")
	o.states(o.checks(exitAnswered), map[string]state{"settings: read": stateOK, "index: there": stateOK, "model: reached": stateOK,
		"model: reply": stateOK, "model: system message": stateOK, "model: context": stateOK})
}

func TestOllamaEmbeds(t *testing.T) {
	o := newOllama(t)
	notes := t.TempDir()
	for name, text := range map[string]string{"well.md": "# The well\n\nThe well is thirty metres deep. It was dug in 1732.\n",
		"keys.md": "# Keys\n\nThe spare key lies under the third flower pot.\n"} {
		if err := os.WriteFile(filepath.Join(notes, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	o.environment["FOOTNOTE_EMBEDDINGS_MODEL"] = o.model("embed")
	get := func(name string) string { return o.environment[name] }
	var out bytes.Buffer
	if code := run(t.Context(), []string{"index", notes}, get, strings.NewReader(""), &out, &out); code != 0 || !strings.Contains(out.String(), "2 passages embedded") {
		t.Fatalf("index: exit code %d, %s", code, out.String())
	}
	if answer := o.ask("How deep is the well?"); !strings.Contains(answer.Text, "thirty metres") {
		t.Errorf("got %+v", answer)
	}
	o.states(o.checks(exitAnswered), map[string]state{"index: embedded": stateOK, "embeddings: reached": stateOK, "embeddings: batch": stateOK, "embeddings: question": stateOK})
}
