package scorecard

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// A Question has a known answer, or is known to have none.
type Question struct {
	ID   string `json:"id"`
	Text string `json:"question"`
	// Documents are the IDs of those that hold the answer.
	Documents []string `json:"documents"`
	// Expect are strings that must stand in the quotes.
	Expect []string `json:"expect"`
	// Answerable is true when it is not given.
	Answerable bool `json:"answerable"`
}

// ReadQuestions reads questions in JSON Lines, in their order. Empty lines are
// passed over.
func ReadQuestions(r io.Reader) ([]Question, error) {
	reader := bufio.NewReader(r)
	var questions []Question
	for number := 1; ; number++ {
		line, end := reader.ReadBytes('\n')
		if end != nil && end != io.EOF {
			return nil, fmt.Errorf("line %d: %w", number, end)
		}
		if line = bytes.TrimSpace(bytes.TrimPrefix(line, []byte("\ufeff"))); len(line) > 0 {
			q, err := parse(line)
			if err != nil {
				return nil, fmt.Errorf("line %d: %w", number, err)
			}
			questions = append(questions, q)
		}
		if end == io.EOF {
			return questions, nil
		}
	}
}

func parse(line []byte) (Question, error) {
	q := Question{Answerable: true}
	if err := json.Unmarshal(line, &q); err != nil {
		return Question{}, fmt.Errorf("no question in JSON: %w", err)
	}
	switch {
	case q.Text == "":
		return Question{}, errors.New("there is no question")
	case q.Answerable && len(q.Expect)+len(q.Documents) == 0:
		return Question{}, errors.New("the question is answerable, but neither expect nor documents tell what is right")
	}
	return q, nil
}
