package library

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
)

// question asks the library something, as evaluations do.
type question struct {
	ID         string   `json:"id"`
	Question   string   `json:"question"`
	Documents  []string `json:"documents"`
	Expect     []string `json:"expect"`
	Answerable bool     `json:"answerable"`
}

func readQuestions(t *testing.T) []question {
	t.Helper()
	data, err := os.ReadFile("testdata/questions.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	var questions []question
	for {
		var q question
		err := decoder.Decode(&q)
		if errors.Is(err, io.EOF) {
			return questions
		}
		if err != nil {
			t.Fatal(err)
		}
		questions = append(questions, q)
	}
}

func TestQuestionsAreAnswered(t *testing.T) {
	lines := map[string][]string{}
	for _, b := range readBriefs(t) {
		lines[b.name] = strings.Split(strings.ToLower(b.body), "\n")
	}
	ids := map[string]bool{}
	for _, q := range readQuestions(t) {
		if ids[q.ID] {
			t.Errorf("%s stands twice", q.ID)
		}
		ids[q.ID] = true
		if named := len(q.Documents) > 0 && len(q.Expect) > 0; named != q.Answerable {
			t.Errorf("%s: answerable is %t, documents %v, expect %q", q.ID, q.Answerable, q.Documents, q.Expect)
		}
		for _, document := range q.Documents {
			if !slices.ContainsFunc(q.Expect, func(e string) bool { return holds(lines[document], e) }) {
				t.Errorf("%s: %s holds nothing of the answer", q.ID, document)
			}
		}
		for _, expect := range q.Expect {
			if !slices.ContainsFunc(q.Documents, func(d string) bool { return holds(lines[d], expect) }) {
				t.Errorf("%s: %q stands in none of %v", q.ID, expect, q.Documents)
			}
		}
	}
}

// holds reports whether text that can be quoted, so no heading, holds s.
func holds(lines []string, s string) bool {
	return slices.ContainsFunc(lines, func(line string) bool {
		return !strings.HasPrefix(line, "#") && !strings.HasPrefix(line, ">") && strings.Contains(line, strings.ToLower(s))
	})
}
