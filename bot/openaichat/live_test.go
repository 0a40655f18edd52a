package openaichat_test

import (
	"os"
	"testing"

	"footnote/bot"
	"footnote/bot/openaichat"
)

// TestRealServer asks the server that the environment names.
func TestRealServer(t *testing.T) {
	url, name := os.Getenv("FOOTNOTE_TEST_BASE_URL"), os.Getenv("FOOTNOTE_TEST_MODEL")
	if url == "" || name == "" {
		t.Skip("no server: set FOOTNOTE_TEST_BASE_URL and FOOTNOTE_TEST_MODEL")
	}
	model, err := openaichat.New(openaichat.Config{BaseURL: url, Model: name, APIKey: os.Getenv("FOOTNOTE_TEST_API_KEY")})
	if err != nil {
		t.Fatal(err)
	}
	defer model.Close()
	names, err := model.Models(t.Context())
	t.Logf("models: %q, %v; listed: %v", names, err, model.Lists(names))
	reply, err := model.ProbeReply(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("reply: %+v", reply)
	for what, probe := range map[string]func() (openaichat.Verdict, error){
		"schema":     func() (openaichat.Verdict, error) { return model.ProbeSchema(t.Context()) },
		"system":     func() (openaichat.Verdict, error) { return model.ProbeSystem(t.Context()) },
		"max_tokens": func() (openaichat.Verdict, error) { return model.ProbeMaxTokens(t.Context()) },
	} {
		verdict, err := probe()
		t.Logf("%s: %s, %v", what, verdict, err)
	}
	long, err := model.ProbeContext(t.Context(), model.ContextTokens()-512)
	t.Logf("context: %+v, %v", long, err)
	for piece, err := range model.Write(t.Context(), bot.Prompt{System: "Answer in one sentence.", User: "What is a harbour?"}) {
		if err != nil {
			t.Fatal(err)
		}
		if piece.Report != nil {
			t.Logf("report: %+v", *piece.Report)
		}
	}
}
