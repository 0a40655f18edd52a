package prompts

import (
	"embed"
	"encoding/json"
	"fmt"
	"strings"
	"text/template"

	"footnote/bot/draft"
)

//go:embed templates/*.tmpl
var files embed.FS

//go:embed templates/answer.schema.json
var answerSchema []byte

var templates = template.Must(template.New("").Funcs(template.FuncMap{
	"line": line, "data": data, "number": func(i int) int { return i + 1 },
}).ParseFS(files, "templates/*.tmpl"))

// A Prompt is what a model is told and asked.
type Prompt struct{ System, User string }

// A Passage is one that the model may answer from.
type Passage struct {
	// Title, Section, Version and Date tell where it stands; all but Title may
	// be "".
	Title, Section, Version, Date string
	Text                          string
}

// An Answer asks for an answer from passages. The first one is labelled [1].
type Answer struct {
	Question string
	// Earlier are the questions that a follow-up leans on, oldest first.
	Earlier []string
	// Language is the ISO 639-1 code of what the answer is written in; "" is
	// the question's language.
	Language string
	Passages []Passage
	// Structured asks for JSON of AnswerSchema instead of plain text.
	Structured bool
}

// Prompt writes the prompt.
func (a Answer) Prompt() Prompt {
	return write("answer", struct {
		Answer
		Language, NoAnswer string
	}{a, languageName(a.Language), draft.NoAnswer})
}

// AnswerSchema is the JSON Schema of a structured answer, in one line.
func AnswerSchema() json.RawMessage {
	var compact strings.Builder
	for line := range strings.Lines(string(answerSchema)) {
		compact.WriteString(strings.TrimSpace(line))
	}
	return json.RawMessage(compact.String())
}

// A Turn is a question with its answer.
type Turn struct{ Question, Answer string }

// A Rewrite asks for a follow-up question made to stand alone.
type Rewrite struct {
	Question string
	// Language is the ISO 639-1 code of the question's language, or "".
	Language string
	// Turns are those before, oldest first.
	Turns []Turn
}

// Prompt writes the prompt.
func (r Rewrite) Prompt() Prompt {
	r.Language = languageName(r.Language)
	return write("rewrite", r)
}

// A Judgement asks whether quotes bear out a statement.
type Judgement struct {
	Question, Statement string
	Quotes              []string
}

// Prompt writes the prompt.
func (j Judgement) Prompt() Prompt { return write("judge", j) }

func write(name string, values any) Prompt {
	part := func(role string) string {
		var b strings.Builder
		if err := templates.ExecuteTemplate(&b, name+"."+role+".tmpl", values); err != nil {
			// The templates and their values are of this package: a slip in it.
			panic(fmt.Sprintf("writing the prompt %s: %v", name, err))
		}
		return strings.TrimRight(b.String(), "\n")
	}
	return Prompt{System: part("system"), User: part("user")}
}
