package openaichat

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// A refusal is an error that the server told, by a status or within a reply.
type refusal struct {
	// status is the HTTP status; 0 within a reply with status 200.
	status int
	// message is for people, code and kind for programs; each may be "".
	message, code, kind string
	after               time.Duration
	// elsewhere is where the server would have the request sent, "" if nowhere.
	elsewhere string
}

func (r *refusal) Error() string {
	text := "the server said: " + r.message
	if r.message == "" {
		text = "the server reported an error"
	}
	if r.status != 0 {
		text += fmt.Sprintf(" (status %d)", r.status)
	}
	return text
}

// says reports whether the server's words hold one of the phrases.
func (r *refusal) says(phrases ...string) bool {
	words := strings.ToLower(r.message + " " + r.code + " " + r.kind)
	for _, p := range phrases {
		if strings.Contains(words, p) {
			return true
		}
	}
	return false
}

// anyError reads what is known to be an error, whatever its form.
func anyError(value []byte) *refusal {
	if reply := parseError(value); reply != nil {
		return reply
	}
	if reply := readError(value); reply != nil {
		return reply
	}
	return &refusal{message: string(value)}
}

// parseError returns the error that a JSON body holds, nil if it holds none.
// Servers write {"error": {...}}, {"error": "..."}, a list of those, or
// {"object": "error", ...}.
func parseError(body []byte) *refusal {
	body = bytes.TrimSpace(body)
	var list []json.RawMessage
	if json.Unmarshal(body, &list) == nil && len(list) > 0 {
		body = list[0]
	}
	var envelope struct {
		Object string
		Error  json.RawMessage
	}
	if json.Unmarshal(body, &envelope) != nil {
		return nil
	}
	if envelope.Object == "error" {
		return readError(body)
	}
	switch string(envelope.Error) {
	case "", "null", "{}", `""`, "false":
		return nil
	}
	if reply := readError(envelope.Error); reply != nil {
		return reply
	}
	return &refusal{message: string(envelope.Error)}
}

// readError reads the inner part of an error: a string, or an object with a
// message (or "detail") of any type.
func readError(value []byte) *refusal {
	var text string
	if json.Unmarshal(value, &text) == nil {
		return &refusal{message: text}
	}
	var object map[string]json.RawMessage
	if json.Unmarshal(value, &object) != nil {
		return nil
	}
	reply := &refusal{code: plain(object["code"]), kind: plain(object["type"])}
	for _, key := range []string{"message", "detail", "error", "msg"} {
		if reply.message == "" {
			reply.message = plain(object[key])
		}
	}
	if reply.message == "" && reply.code == "" && reply.kind == "" {
		return nil
	}
	return reply
}

// plain returns a string as it is, and any other JSON value as it is written.
func plain(value json.RawMessage) string {
	var text string
	if json.Unmarshal(value, &text) == nil {
		return text
	}
	return string(value)
}
