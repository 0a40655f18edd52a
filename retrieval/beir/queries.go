package beir

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// A Query is one line of queries.jsonl.
type Query struct {
	ID   string `json:"_id"`
	Text string `json:"text"`
}

// ReadQueries reads queries in JSON Lines, in their order. Empty lines are
// passed over.
func ReadQueries(r io.Reader) ([]Query, error) {
	var queries []Query
	seen := map[string]int{}
	err := eachLine(r, func(number int, line []byte) error {
		var q Query
		if err := json.Unmarshal(line, &q); err != nil {
			return fmt.Errorf("no query in JSON: %w", err)
		}
		if q.ID == "" {
			return errors.New("the query has no _id")
		}
		if first, twice := seen[q.ID]; twice {
			return fmt.Errorf("the _id %q stands in line %d already", q.ID, first)
		}
		seen[q.ID] = number
		queries = append(queries, q)
		return nil
	})
	return queries, err
}

// Judgements tell how relevant a document is, by the IDs of query and
// document. 0 and less mean that it is not.
type Judgements map[string]map[string]int

// relevant counts the relevant documents of a query.
func (j Judgements) relevant(query string) int {
	n := 0
	for _, gain := range j[query] {
		if gain > 0 {
			n++
		}
	}
	return n
}

// ReadJudgements reads lines of query, document and relevance, separated by
// tabs. The first line may be a header.
func ReadJudgements(r io.Reader) (Judgements, error) {
	judgements := Judgements{}
	header := true
	err := eachLine(r, func(_ int, line []byte) error {
		first := header
		header = false
		fields := strings.Split(string(line), "\t")
		if len(fields) != 3 {
			return fmt.Errorf("%d columns; there must be query, document and relevance, separated by tabs", len(fields))
		}
		gain, err := strconv.Atoi(strings.TrimSpace(fields[2]))
		if err != nil {
			if first {
				return nil
			}
			return fmt.Errorf("the relevance %q is not a whole number", fields[2])
		}
		query, document := strings.TrimSpace(fields[0]), strings.TrimSpace(fields[1])
		if judgements[query] == nil {
			judgements[query] = map[string]int{}
		}
		judgements[query][document] = gain
		return nil
	})
	return judgements, err
}

// eachLine calls take for every line that is not blank. Lines may be of any
// length.
func eachLine(r io.Reader, take func(number int, line []byte) error) error {
	reader := bufio.NewReader(r)
	for number := 1; ; number++ {
		line, err := reader.ReadBytes('\n')
		if err != nil && err != io.EOF {
			return fmt.Errorf("line %d: %w", number, err)
		}
		if number == 1 {
			line = bytes.TrimPrefix(line, []byte("\ufeff"))
		}
		if line := bytes.TrimRight(line, "\r\n"); len(bytes.TrimSpace(line)) > 0 {
			if err := take(number, line); err != nil {
				return fmt.Errorf("line %d: %w", number, err)
			}
		}
		if err == io.EOF {
			return nil
		}
	}
}
