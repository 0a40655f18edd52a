package liar

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"
)

// A Model is a language model that lies by script: an http.Handler that speaks
// the chat completions of OpenAI, streamed or whole. To each prompt it replies
// with statements about the passages that stand in it.
//
// In the prompt each passage stands under a label such as [1] on a line of its
// own. A statement belongs to a prompt when its From stands in one of the
// passages, and that passage's label is its marker; one of the class
// WrongMarker gets the label of another. Each statement is told once, those
// first whose Question stands in the prompt. A Model is safe for concurrent
// use.
type Model struct {
	// PerReply is how many statements a reply has at most; 0 means 1.
	PerReply int

	mu         sync.Mutex
	statements []Statement
	told       []bool
	log        []Told
}

// Told is a statement that a Model told.
type Told struct {
	Statement Statement
	// Marker is the label that it was told with, from 1.
	Marker int
}

// NewModel returns a Model that tells the statements, in their order. Those
// without From are told when their question stands in the prompt, with the
// label of the first passage.
func NewModel(statements ...Statement) *Model {
	return &Model{statements: statements, told: make([]bool, len(statements))}
}

// Told returns the statements that were told until now.
func (m *Model) Told() []Told {
	m.mu.Lock()
	defer m.mu.Unlock()
	return append([]Told(nil), m.log...)
}

// Left counts the statements that were not told yet.
func (m *Model) Left() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return len(m.statements) - len(m.log)
}

// ServeHTTP answers POST …/chat/completions and GET …/models.
func (m *Model) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch {
	case r.Method == http.MethodGet && strings.HasSuffix(r.URL.Path, "/models"):
		reply(w, map[string]any{"object": "list", "data": []any{map[string]any{"id": "liar", "object": "model", "owned_by": "footnote"}}})
	case r.Method == http.MethodPost && strings.HasSuffix(r.URL.Path, "/chat/completions"):
		var q chatRequest
		if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 8<<20)).Decode(&q); err != nil {
			refuse(w, http.StatusBadRequest, "the request is no JSON: "+err.Error())
			return
		}
		m.complete(w, q)
	default:
		refuse(w, http.StatusNotFound, "there is nothing at "+r.Method+" "+r.URL.Path)
	}
}

// complete replies to a prompt.
func (m *Model) complete(w http.ResponseWriter, q chatRequest) {
	prompt := q.prompt()
	told := m.tell(prompt)
	text := plain(told)
	if q.wantsJSON() {
		text = structured(told)
	}
	if q.Model == "" {
		q.Model = "liar"
	}
	usage := usage{Prompt: len(prompt)/4 + 1, Completion: len(text)/4 + 1}
	usage.Total = usage.Prompt + usage.Completion
	if q.Stream {
		stream(w, q, text, usage)
		return
	}
	reply(w, completion{
		ID: "chatcmpl-liar", Object: "chat.completion", Model: q.Model, Usage: &usage,
		Choices: []choice{{Message: &message{Role: "assistant", Content: text}, FinishReason: ptr("stop")}},
	})
}

// tell takes the statements for a prompt.
func (m *Model) tell(prompt string) []Told {
	m.mu.Lock()
	defer m.mu.Unlock()
	passages := labelled(prompt)
	flat := flatten(prompt)
	var told []Told
	for _, asked := range []bool{true, false} {
		for i, s := range m.statements {
			if len(told) == max(1, m.PerReply) {
				break
			}
			if m.told[i] || asked != (s.Question != "" && strings.Contains(flat, flatten(s.Question))) {
				continue
			}
			if marker := s.markerAmong(passages, asked); marker > 0 {
				m.told[i] = true
				told = append(told, Told{s, marker})
			}
		}
	}
	m.log = append(m.log, told...)
	return told
}

// markerAmong returns the label that the statement is told with, 0 if it does
// not belong to the passages.
func (s Statement) markerAmong(passages []labelledText, asked bool) int {
	if s.From == "" {
		if asked && len(passages) > 0 {
			return passages[0].label
		}
		return 0
	}
	right, other, highest := 0, 0, 0
	for _, p := range passages {
		highest = max(highest, p.label)
		switch held := strings.Contains(p.text, flatten(s.From)); {
		case held && right == 0:
			right = p.label
		case !held && other == 0:
			other = p.label
		}
	}
	if right == 0 || s.Class != WrongMarker {
		return right
	}
	if other == 0 {
		return highest + 1 // a passage that was not offered is a wrong one, too
	}
	return other
}

// plain writes the statements with their markers as running text.
func plain(told []Told) string {
	if len(told) == 0 {
		return "I do not know."
	}
	var b strings.Builder
	for i, t := range told {
		if i > 0 {
			b.WriteByte(' ')
		}
		body := strings.TrimSuffix(t.Statement.Text, ".")
		fmt.Fprintf(&b, "%s [%d].", body, t.Marker)
	}
	return b.String()
}

// structured writes them as JSON; each quotes the beginning of what it was made
// of, at most twenty words.
func structured(told []Told) string {
	type quote struct {
		Marker int    `json:"marker"`
		Text   string `json:"text"`
	}
	type statement struct {
		Text    string  `json:"text"`
		Markers []int   `json:"markers"`
		Quotes  []quote `json:"quotes"`
	}
	list := []statement{}
	for _, t := range told {
		s := statement{t.Statement.Text, []int{t.Marker}, []quote{}}
		if t.Statement.From != "" {
			words := strings.Fields(t.Statement.From)
			s.Quotes = append(s.Quotes, quote{t.Marker, strings.Join(words[:min(20, len(words))], " ")})
		}
		list = append(list, s)
	}
	data, err := json.Marshal(map[string]any{"statements": list, "answered": len(list) > 0})
	if err != nil {
		panic(fmt.Sprintf("liar: write statements as JSON: %v", err)) // strings and numbers only
	}
	return string(data)
}
