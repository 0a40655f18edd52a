package openaichat

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"footnote/bot"
	"footnote/bot/openaichat/faultserver"
)

func TestModels(t *testing.T) {
	server := serve(t, faultserver.Always(faultserver.Text("x")))
	server.SetModels("nomic-embed-text:latest", "test-model:latest")
	m := modelAt(t, server.URL, nil)
	names, err := m.Models(t.Context())
	if err != nil || !slices.Equal(names, []string{"nomic-embed-text:latest", "test-model:latest"}) || !m.Lists(names) || m.Lists(names[:1]) {
		t.Errorf("got %q, %v", names, err)
	}
	server.SetModels()
	if _, err := m.Models(t.Context()); !errors.Is(err, ErrNotOffered) {
		t.Errorf("got %v", err)
	}
	server.Close()
	if _, err := m.Models(t.Context()); faultOf(err) != bot.FaultDown {
		t.Errorf("got %v", err)
	}
}

func TestProbeReply(t *testing.T) {
	p, err := modelAt(t, serve(t, faultserver.Always(faultserver.Text("one two three"))).URL, nil).ProbeReply(t.Context())
	if err != nil || !p.Streamed || !p.Counted || p.Finish != "stop" || p.Text != "one two three" || p.First <= 0 || p.Whole < p.First {
		t.Errorf("got %+v, %v", p, err)
	}
	p, err = modelAt(t, serve(t, faultserver.Always(faultserver.Whole("one two", "stop"))).URL, nil).ProbeReply(t.Context())
	if err != nil || p.Streamed {
		t.Errorf("whole: got %+v, %v", p, err)
	}
	for name, fault := range map[string]bot.ModelFault{"DONE without finish reason": bot.FaultCut, "empty": bot.FaultEmpty, "wrong key": bot.FaultKey} {
		_, err := modelAt(t, serve(t, faultserver.Always(faultserver.Fault(name))).URL, nil).ProbeReply(t.Context())
		if faultOf(err) != fault {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

// tokens counts words and templates as a plain server would.
func tokens(c faultserver.Chat) int { return 10 + len(strings.Fields(c.System()+" "+c.User()))*4/3 }

func TestVerdicts(t *testing.T) {
	counted := func(text string, count func(faultserver.Chat) int) faultserver.Script {
		return func(r faultserver.Request) faultserver.Reply { return faultserver.Counted(text, count(r.Chat)) }
	}
	refused := faultserver.Always(faultserver.Fault("bad request"))
	for _, c := range []struct {
		name   string
		probe  func(*Model) (Verdict, error)
		script faultserver.Script
		want   Verdict
	}{
		{"schema", schemaOf(t), faultserver.Always(faultserver.Text(`{"colour":"blue"}`)), Obeyed},
		{"schema", schemaOf(t), faultserver.Always(faultserver.Text(`The sky is blue.`)), Ignored},
		{"schema", schemaOf(t), faultserver.Always(faultserver.Text(`{"color":"blue"}`)), Ignored},
		{"schema", schemaOf(t), faultserver.Always(faultserver.Fault("empty")), Unclear},
		{"schema", schemaOf(t), faultserver.Always(faultserver.JSON(400, `{"error":"response_format is unknown"}`)), Rejected},
		{"system", systemOf(t), faultserver.Always(faultserver.Text("LIGHTHOUSE")), Obeyed},
		{"system", systemOf(t), counted("Good morning!", tokens), Obeyed},
		{"system", systemOf(t), counted("Good morning!", func(c faultserver.Chat) int { c.Messages = c.Messages[len(c.Messages)-1:]; return tokens(c) }), Ignored},
		{"system", systemOf(t), counted("Good morning!", func(faultserver.Chat) int { return 0 }), Unclear},
		{"system", systemOf(t), faultserver.Always(faultserver.JSON(400, `{"error":"System role not supported"}`)), Rejected},
		{"max_tokens", maxTokensOf(t), faultserver.Always(faultserver.Stream(faultserver.Chunk("one two three"), faultserver.Finish("length"))), Obeyed},
		{"max_tokens", maxTokensOf(t), faultserver.Always(faultserver.Text(strings.Repeat("one ", 500))), Ignored},
		{"max_tokens", maxTokensOf(t), faultserver.Always(faultserver.Text("No.")), Unclear},
		{"max_tokens", maxTokensOf(t), refused, Rejected},
		{"context", contextOf(t), counted("OK", tokens), Obeyed},
		{"context", contextOf(t), counted("OK", func(c faultserver.Chat) int { return min(1024, tokens(c)) }), Ignored},
		{"context", contextOf(t), counted("OK", func(c faultserver.Chat) int { return min(4096, tokens(c)*3/2) }), Ignored},
		{"context", contextOf(t), counted("OK", func(faultserver.Chat) int { return 0 }), Unclear},
		{"context", contextOf(t), faultserver.InTurn(faultserver.Text("OK"), faultserver.Fault("too long, 400")), Rejected},
	} {
		t.Run(c.name+" "+string(c.want), func(t *testing.T) {
			t.Parallel()
			if got, err := c.probe(modelAt(t, serve(t, c.script).URL, nil)); got != c.want || err != nil {
				t.Errorf("got %q, %v", got, err)
			}
		})
	}
}

func TestProbesFailAsReplies(t *testing.T) {
	m := modelAt(t, serve(t, faultserver.Always(faultserver.Fault("wrong key"))).URL, nil)
	for i, probe := range []func(*Model) (Verdict, error){schemaOf(t), systemOf(t), maxTokensOf(t), contextOf(t)} {
		if _, err := probe(m); faultOf(err) != bot.FaultKey {
			t.Errorf("probe %d: got %v", i, err)
		}
	}
}

func schemaOf(t *testing.T) func(*Model) (Verdict, error) {
	return func(m *Model) (Verdict, error) { return m.ProbeSchema(t.Context()) }
}

func systemOf(t *testing.T) func(*Model) (Verdict, error) {
	return func(m *Model) (Verdict, error) { return m.ProbeSystem(t.Context()) }
}

func maxTokensOf(t *testing.T) func(*Model) (Verdict, error) {
	return func(m *Model) (Verdict, error) { return m.ProbeMaxTokens(t.Context()) }
}

func contextOf(t *testing.T) func(*Model) (Verdict, error) {
	return func(m *Model) (Verdict, error) {
		p, err := m.ProbeContext(t.Context(), 3000)
		return p.Verdict, err
	}
}
