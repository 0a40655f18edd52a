package config

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// key is a secret that no output may hold.
const key = "sk-hunter2"

// shown is an endpoint with its key, for tests to compare.
func shown(e Endpoint) string { return e.Model + "@" + e.URL + " " + e.Key.Reveal() }

func TestNothingSetIsOffline(t *testing.T) {
	for _, getenv := range []func(string) string{
		env("FOOTNOTE_DATA", "/d"),
		env("FOOTNOTE_DATA", "/d", "OPENAI_BASE_URL", "", "OPENAI_API_KEY", "", "FOOTNOTE_MODEL", ""),
		env("FOOTNOTE_DATA", "/d", "OPENAI_BASE_URL", "meant for: another program", "OPENAI_API_KEY", "the key of another program"),
	} {
		got, err := Load(Sources{Getenv: getenv})
		if err != nil || got.Writer.On() || got.Embeddings.On() {
			t.Errorf("got %+v, %v", got, err)
		}
	}
}

// An endpointTest tells where models are found, each as shown tells it.
type endpointTest struct {
	name              string
	getenv            func(string) string
	writer, embedding string
	fallbacks         []string
}

func endpointTests() []endpointTest {
	const local = "http://localhost:11434"
	return []endpointTest{
		{name: "OpenAI", getenv: env("OPENAI_API_KEY", key, "FOOTNOTE_MODEL", "gpt"),
			writer: "gpt@https://api.openai.com/v1 " + key},
		{name: "a server without a key", getenv: env("OPENAI_BASE_URL", local+"/v1/", "FOOTNOTE_MODEL", "qwen3:4b"),
			writer: "qwen3:4b@http://localhost:11434/v1 "},
		{name: "the version left out", getenv: env("OPENAI_BASE_URL", local, "FOOTNOTE_MODEL", "m"),
			writer: "m@http://localhost:11434/v1 "},
		{name: "the address of a function", getenv: env("OPENAI_BASE_URL", local+"/api/chat/completions", "FOOTNOTE_MODEL", "m"),
			writer: "m@http://localhost:11434/api "},
		{name: "embeddings at the same server", getenv: env("OPENAI_BASE_URL", local, "OPENAI_API_KEY", key, "FOOTNOTE_EMBEDDINGS_MODEL", "nomic"),
			embedding: "nomic@http://localhost:11434/v1 " + key},
		{name: "embeddings elsewhere get no key of another", getenv: env("OPENAI_API_KEY", key, "FOOTNOTE_MODEL", "gpt",
			"FOOTNOTE_EMBEDDINGS_BASE_URL", local, "FOOTNOTE_EMBEDDINGS_MODEL", "nomic"),
			writer: "gpt@https://api.openai.com/v1 " + key, embedding: "nomic@http://localhost:11434/v1 "},
		{name: "another port is another server", getenv: env("OPENAI_BASE_URL", local, "OPENAI_API_KEY", key, "FOOTNOTE_MODEL", "m",
			"FOOTNOTE_EMBEDDINGS_BASE_URL", "http://localhost:8080", "FOOTNOTE_EMBEDDINGS_MODEL", "nomic"),
			writer: "m@http://localhost:11434/v1 " + key, embedding: "nomic@http://localhost:8080/v1 "},
		{name: "another scheme is another server", getenv: env("OPENAI_BASE_URL", "https://ai.example", "OPENAI_API_KEY", key, "FOOTNOTE_MODEL", "m",
			"FOOTNOTE_EMBEDDINGS_BASE_URL", "http://ai.example", "FOOTNOTE_EMBEDDINGS_MODEL", "nomic"),
			writer: "m@https://ai.example/v1 " + key, embedding: "nomic@http://ai.example/v1 "},
		{name: "embeddings with their own key", getenv: env("OPENAI_BASE_URL", local, "OPENAI_API_KEY", key, "FOOTNOTE_MODEL", "m",
			"FOOTNOTE_EMBEDDINGS_MODEL", "nomic", "FOOTNOTE_EMBEDDINGS_API_KEY", "other"),
			writer: "m@http://localhost:11434/v1 " + key, embedding: "nomic@http://localhost:11434/v1 other"},
		{name: "fallbacks", getenv: env("OPENAI_BASE_URL", local, "OPENAI_API_KEY", key, "FOOTNOTE_MODEL", "m",
			"FOOTNOTE_FALLBACKS", "small, a@b@https://ai.example/v1,c@http://other", "FOOTNOTE_FALLBACK_API_KEYS", ",second"),
			writer:    "m@http://localhost:11434/v1 " + key,
			fallbacks: []string{"small@http://localhost:11434/v1 " + key, "a@b@https://ai.example/v1 second", "c@http://other/v1 "}},
	}
}

func TestEndpoints(t *testing.T) {
	for _, test := range endpointTests() {
		t.Run(test.name, func(t *testing.T) {
			got, err := Load(Sources{Getenv: test.getenv, Flags: map[string]string{"data": "/d"}})
			if err != nil {
				t.Fatal(err)
			}
			if got.Writer.On() != (test.writer != "") || test.writer != "" && shown(got.Writer.Endpoint) != test.writer {
				t.Errorf("the writer is %s, want %s", shown(got.Writer.Endpoint), test.writer)
			}
			if got.Embeddings.On() != (test.embedding != "") || test.embedding != "" && shown(got.Embeddings.Endpoint) != test.embedding {
				t.Errorf("the embeddings are %s, want %s", shown(got.Embeddings.Endpoint), test.embedding)
			}
			var fallbacks []string
			for _, f := range got.Writer.Fallbacks {
				fallbacks = append(fallbacks, shown(f))
			}
			if diff := cmp.Diff(test.fallbacks, fallbacks); diff != "" {
				t.Errorf("fallbacks (-want +got):\n%s", diff)
			}
			if text := fmt.Sprintf("%v %+v %#v", got, got, got); strings.Contains(text, key) {
				t.Errorf("the key shows in %s", text)
			}
		})
	}
}

func TestFileWritesNumbersAndLists(t *testing.T) {
	file := writeFile(t, `
data = '/d'
model = 'm'
base-url = 'http://one'
fallbacks = ['a@http://two', 'b@http://three']
fallback-api-keys = ['', 'third']
context-tokens = 8192
max-tokens = '500'
temperature = 0
model-timeout = '90s'
structured = 'off'
fold-system = true
max-completion-tokens = 'true'
embeddings-model = 'e'
embeddings-query-prefix = ''
embeddings-dimensions = 256
embeddings-batch = 16
`)
	got, err := Load(Sources{File: file, Getenv: env("FOOTNOTE_FOLD_SYSTEM", "false")})
	if err != nil {
		t.Fatal(err)
	}
	w, e := got.Writer, got.Embeddings
	if len(w.Fallbacks) != 2 || w.Fallbacks[1].Key.Reveal() != "third" || w.ContextTokens != 8192 || w.ReplyTokens != 500 ||
		w.Temperature == nil || *w.Temperature != 0 || w.Timeout != 90*time.Second || w.Structured != StructuredOff || w.FoldSystem || !w.MaxCompletionTokens {
		t.Errorf("the writer is %+v", w)
	}
	if e.QueryPrefix == nil || *e.QueryPrefix != "" || e.DocumentPrefix != nil || e.Dimensions != 256 || e.Batch != 16 {
		t.Errorf("the embeddings are %+v", e)
	}
	if got.Origins["model"] != file || got.Origins["fold-system"] != "environment, FOOTNOTE_FOLD_SYSTEM" || got.Origins["color"] != "" {
		t.Errorf("the origins are %v", got.Origins)
	}
}

func TestDefaultsOfTheWriter(t *testing.T) {
	for context, reply := range map[string]int{"": 1024, "2048": 512, "100000": 1024} {
		got, err := Load(Sources{Getenv: env("FOOTNOTE_DATA", "/d", "FOOTNOTE_CONTEXT_TOKENS", context)})
		if err != nil || got.Writer.ReplyTokens != reply || got.Writer.Temperature != nil || got.Writer.Timeout <= 0 || got.Writer.Structured != StructuredAuto {
			t.Errorf("context %q: got %+v, %v", context, got.Writer, err)
		}
	}
}

func TestFaultyEndpoints(t *testing.T) {
	model := []string{"FOOTNOTE_MODEL", "m"}
	tests := []struct {
		name string
		env  []string
		want string
	}{
		{"no scheme", append(model, "OPENAI_BASE_URL", "localhost:11434"),
			`environment, OPENAI_BASE_URL: base-url "localhost:11434" is no address of a server; write it like http://localhost:11434/v1`},
		{"another scheme", append(model, "OPENAI_BASE_URL", "ftp://host/v1"), `base-url "ftp://host/v1" is no address of a server`},
		{"no host", append(model, "OPENAI_BASE_URL", "http://:80"), `base-url "http://:80" is no address of a server`},
		{"a name and a password", append(model, "OPENAI_BASE_URL", "http://ann:"+key+"@host/v1"), `OPENAI_BASE_URL: base-url [redacted] is no address, or holds`},
		{"not to be parsed", append(model, "OPENAI_BASE_URL", "http://ann:"+key+"%@host/v1"), `base-url [redacted] is no address, or holds`},
		{"a key in the query", append(model, "OPENAI_BASE_URL", "http://host/v1?key="+key), `base-url [redacted] has something behind a ?`},
		{"OpenAI without a key", model, `environment, FOOTNOTE_MODEL: model "m" would be asked at https://api.openai.com/v1, which needs a key; set OPENAI_API_KEY`},
		{"embeddings of OpenAI without a key", []string{"FOOTNOTE_EMBEDDINGS_MODEL", "m"}, `embeddings-model "m" would be asked at https://api.openai.com/v1`},
		{"embeddings without a model", []string{"FOOTNOTE_EMBEDDINGS_BASE_URL", "http://host"},
			`environment, FOOTNOTE_EMBEDDINGS_BASE_URL: embeddings-base-url "http://host" comes without a model; name one by FOOTNOTE_EMBEDDINGS_MODEL`},
		{"a fallback without a model", []string{"FOOTNOTE_FALLBACKS", "m, http://host"}, `fallbacks [redacted] fallback 2 has no model; write MODEL@URL`},
		{"a fallback with a password", []string{"FOOTNOTE_FALLBACKS", "m@http://ann:" + key + "@host"}, `fallbacks [redacted] the address of fallback 1 is no address`},
		{"more keys than fallbacks", []string{"FOOTNOTE_FALLBACK_API_KEYS", key + ",b"}, `fallback-api-keys [redacted] are 2 for 0 fallbacks`},
		{"a key with a blank", append(model, "OPENAI_API_KEY", key+" "+key), `api-key [redacted] holds blanks`},
		{"a small context", []string{"FOOTNOTE_CONTEXT_TOKENS", "100"}, `context-tokens "100" is less than 512`},
		{"no number", []string{"FOOTNOTE_MAX_TOKENS", "many"}, `max-tokens "many" is not a whole number`},
		{"a reply without room for a prompt", []string{"FOOTNOTE_MAX_TOKENS", "4000"}, `max-tokens "4000" leaves the question and its passages less than half`},
		{"temperature", []string{"FOOTNOTE_TEMPERATURE", "NaN"}, `temperature "NaN" is not a number from 0 to 2`},
		{"timeout", []string{"FOOTNOTE_MODEL_TIMEOUT", "30"}, `model-timeout "30" is not a time such as 30s or 2m`},
		{"structured", []string{"FOOTNOTE_STRUCTURED", "yes"}, `structured "yes" is not one of auto, on, off`},
		{"truth", []string{"FOOTNOTE_FOLD_SYSTEM", "ja"}, `fold-system "ja" is not one of true, false`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := Load(Sources{Getenv: env(append(test.env, "FOOTNOTE_DATA", "/d")...)})
			if err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("got\n%v\nwant the one fault\n%s", err, test.want)
			}
			if err != nil && strings.Contains(err.Error(), key) {
				t.Error("the key shows")
			}
		})
	}
}

// A secret has no flag: the command line is seen by everyone on the machine.
func TestSecretsComeByNoFlag(t *testing.T) {
	got, err := Load(Sources{Getenv: env("FOOTNOTE_DATA", "/d"), Flags: map[string]string{"api-key": key}})
	if err != nil || !got.Writer.Key.IsZero() {
		t.Errorf("got %q, %v", got.Writer.Key.Reveal(), err)
	}
}

func FuzzAddress(f *testing.F) {
	for _, text := range []string{"", "http://host", "https://host:1/v1/", "http://[::1]:80/v1", "http://a@b", "://", "http://host/%2f/embeddings"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		address, err := apiAddress(text)
		if err != nil {
			return
		}
		again, err := apiAddress(address)
		if err != nil || again != address || !sameOrigin(strings.TrimSpace(text), address) {
			t.Errorf("%q became %q, and that %q, %v", text, address, again, err)
		}
	})
}
