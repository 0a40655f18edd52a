package main

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"math"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"sync"
	"unicode"

	"github.com/rogpeppe/go-internal/testscript"

	"footnote/bot/openaichat/faultserver"
)

// A fakeServer is an OpenAI-compatible API whose model says what a script
// wants, and whose embeddings are bags of words.
type fakeServer struct {
	*httptest.Server
	rules []rule
	// key is what requests must bear, "" for anything.
	key string

	mu       sync.Mutex
	down     bool
	length   int            // of a vector
	embedded map[string]int // how often each text was embedded
	prompts  []string
	keys     map[string]bool // that requests bore
}

// A rule says how prompts that hold a text are answered. The first that fits
// counts.
type rule struct {
	If  string `json:"if"`
	Not string `json:"not"`
	// Reply is what the model says; [@words] becomes the label of the passage
	// that holds the words.
	Reply string `json:"reply"`
	// Reads is how many tokens of a prompt the model reads at most.
	Reads int `json:"reads"`
	// Unlimited lets max_tokens be ignored.
	Unlimited bool `json:"unlimited"`
	// Cut ends the stream there, without a finish_reason.
	Cut bool `json:"cut"`
	// Whole sends the reply in one piece.
	Whole bool `json:"whole"`
	// Fault is one of faultserver's instead.
	Fault string `json:"fault"`
}

// serve starts a server and sets a variable to its address:
// serve VARIABLE [RULES [KEY]]
func serve(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 || len(args) > 3 {
		ts.Fatalf("usage: serve VARIABLE [RULES [KEY]]")
	}
	s := &fakeServer{length: 64, embedded: map[string]int{}, keys: map[string]bool{}}
	if len(args) > 1 {
		for line := range strings.Lines(ts.ReadFile(args[1])) {
			var r rule
			ts.Check(json.Unmarshal([]byte(line), &r))
			s.rules = append(s.rules, r)
		}
	}
	if len(args) > 2 {
		s.key = args[2]
	}
	s.Server = httptest.NewServer(s.routes())
	ts.Defer(func() {
		s.CloseClientConnections()
		s.Close()
	})
	ts.Setenv(args[0], s.URL+"/v1")
	servers(ts)[args[0]] = s
}

// serversKey is where a script's environment holds its servers.
type serversKey struct{}

func servers(ts *testscript.TestScript) map[string]*fakeServer {
	return ts.Value(serversKey{}).(map[string]*fakeServer)
}

// server looks at what a server was asked:
//
//	server VARIABLE embedded N     it embedded N different texts, none of them twice
//	server VARIABLE prompts N      it was asked for N replies
//	server VARIABLE prompt REGEXP  the last prompt
//	server VARIABLE keys KEY...    requests bore these keys, and no others
//	server VARIABLE vectors N      it gives vectors of length N from now on
//	server VARIABLE down|up        it answers nothing from now on
func server(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) < 2 || servers(ts)[args[0]] == nil {
		ts.Fatalf("usage: server VARIABLE embedded|prompts|prompt|keys|vectors|down|up ...")
	}
	s := servers(ts)[args[0]]
	s.mu.Lock()
	defer s.mu.Unlock()
	problem := ""
	switch what, rest := args[1], args[2:]; what {
	case "embedded":
		problem = s.embeddedOnce(rest[0])
	case "prompts":
		if got := fmt.Sprint(len(s.prompts)); got != rest[0] {
			problem = fmt.Sprintf("%s prompts:\n%s", got, strings.Join(s.prompts, "\n----\n"))
		}
	case "prompt":
		if len(s.prompts) == 0 || !regexp.MustCompile(rest[0]).MatchString(s.prompts[len(s.prompts)-1]) {
			problem = fmt.Sprintf("the prompts are %s", strings.Join(s.prompts, "\n----\n"))
		}
	case "keys":
		if got := fmt.Sprint(s.keys); got != fmt.Sprint(set(rest)) {
			problem = "the keys are " + got
		}
	case "down", "up":
		s.down = what == "down"
	case "vectors":
		_, err := fmt.Sscan(rest[0], &s.length)
		ts.Check(err)
	}
	if (problem != "") != neg {
		ts.Fatalf("%s %s", strings.Join(args, " "), problem)
	}
}

func set(list []string) map[string]bool {
	set := map[string]bool{}
	for _, item := range list {
		set[item] = true
	}
	return set
}

func (s *fakeServer) embeddedOnce(want string) string {
	n := 0
	for text, times := range s.embedded {
		if strings.Contains(text, "quick brown fox") {
			continue // what clients try a server with
		}
		n++
		if times > 1 {
			return fmt.Sprintf("embedded %d times: %q", times, text)
		}
	}
	if fmt.Sprint(n) != want {
		return fmt.Sprintf("%d texts were embedded", n)
	}
	return ""
}

func (s *fakeServer) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /v1/models", s.models)
	mux.HandleFunc("POST /v1/embeddings", s.embeddings)
	mux.HandleFunc("POST /v1/chat/completions", s.chat)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		down, key := s.down, strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
		if key != "" {
			s.keys[key] = true
		}
		s.mu.Unlock()
		switch {
		case down:
			panic(http.ErrAbortHandler)
		case s.key != "" && key != s.key:
			refuse(w, http.StatusUnauthorized, "Incorrect API key provided: "+key)
		default:
			mux.ServeHTTP(w, r)
		}
	})
}

func refuse(w http.ResponseWriter, status int, message string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	send(w, map[string]any{"error": map[string]any{"message": message, "type": "error", "code": nil}})
}

func send(w http.ResponseWriter, value any) { _ = json.NewEncoder(w).Encode(value) }

func (s *fakeServer) models(w http.ResponseWriter, _ *http.Request) {
	send(w, map[string]any{"object": "list", "data": []map[string]any{
		{"id": "writer:latest", "object": "model"}, {"id": "bags:latest", "object": "model"}}})
}

func (s *fakeServer) embeddings(w http.ResponseWriter, r *http.Request) {
	var request struct {
		Input []string `json:"input"`
		Model string   `json:"model"`
	}
	if err := json.NewDecoder(r.Body).Decode(&request); err != nil {
		refuse(w, http.StatusBadRequest, err.Error())
		return
	}
	if !strings.HasPrefix(request.Model, "bags") {
		refuse(w, http.StatusNotFound, fmt.Sprintf("model %q not found", request.Model))
		return
	}
	var data []map[string]any
	s.mu.Lock()
	for i, text := range request.Input {
		s.embedded[text]++
		data = append(data, map[string]any{"object": "embedding", "index": i, "embedding": bagOfWords(text, s.length)})
	}
	s.mu.Unlock()
	send(w, map[string]any{"object": "list", "model": request.Model, "data": data})
}

func bagOfWords(text string, n int) []float64 {
	vector := make([]float64, n)
	for _, word := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		hash := fnv.New32a()
		_, _ = hash.Write([]byte(strings.TrimSuffix(word, "s")))
		vector[hash.Sum32()%uint32(n)]++
	}
	length := 0.0
	for _, v := range vector {
		length += v * v
	}
	for i := range vector {
		vector[i] /= math.Sqrt(max(length, 1))
	}
	return vector
}

// chat answers by the first rule that fits the prompt.
func (s *fakeServer) chat(w http.ResponseWriter, r *http.Request) {
	call := &faultserver.Call{Gone: r.Context().Done()}
	if err := json.NewDecoder(r.Body).Decode(&call.Chat); err != nil {
		refuse(w, http.StatusBadRequest, err.Error())
		return
	}
	prompt := call.Chat.System() + "\n" + call.Chat.User()
	s.mu.Lock()
	s.prompts = append(s.prompts, prompt)
	s.mu.Unlock()
	if !strings.HasPrefix(call.Chat.Model, "writer") {
		faultserver.Fault("unknown model, Ollama")(w, call)
		return
	}
	for _, rule := range s.rules {
		if strings.Contains(prompt, rule.If) && (rule.Not == "" || !strings.Contains(prompt, rule.Not)) {
			rule.reply(call.Chat, prompt)(w, call)
			return
		}
	}
	refuse(w, http.StatusBadRequest, "no rule fits the prompt")
}

func (u rule) reply(chat faultserver.Chat, prompt string) faultserver.Reply {
	text := labelled(u.Reply, prompt)
	words := strings.SplitAfter(text, " ")
	limited := chat.MaxTokens > 0 && len(words) > chat.MaxTokens && !u.Unlimited
	switch {
	case u.Fault != "":
		return faultserver.Fault(u.Fault)
	case u.Whole:
		return faultserver.Whole(text, "stop")
	case u.Cut:
		return faultserver.Stream(faultserver.Chunk(text))
	case limited:
		return faultserver.Stream(faultserver.Chunk(strings.Join(words[:chat.MaxTokens], "")), faultserver.Finish("length"), "data: [DONE]")
	}
	tokens := len(prompt) / 4
	if u.Reads > 0 {
		tokens = min(tokens, u.Reads)
	}
	return faultserver.Counted(text, tokens)
}

var (
	wanted    = regexp.MustCompile(`\[@([^\]]+)\]`)
	labelLine = regexp.MustCompile(`(?m)^\[(\d+)\]$`)
)

// labelled puts the labels of the prompt's passages into a reply.
func labelled(reply, prompt string) string {
	labels := labelLine.FindAllStringSubmatchIndex(prompt, -1)
	return wanted.ReplaceAllStringFunc(reply, func(m string) string {
		words := m[2 : len(m)-1]
		for i, at := range labels {
			end := len(prompt)
			if i+1 < len(labels) {
				end = labels[i+1][0]
			}
			if strings.Contains(prompt[at[1]:end], words) {
				return "[" + prompt[at[2]:at[3]] + "]"
			}
		}
		return "[99]"
	})
}

// remember gives a script's environment a place for its servers.
func remember(env *testscript.Env) { env.Values[serversKey{}] = map[string]*fakeServer{} }
