package link

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
)

// An Error is a request that failed. It bears no token.
type Error struct {
	Method, Path string
	// Status is the HTTP status; 0 when no reply came.
	Status int
	// Code is Discord's own code, such as 10008 for an unknown message; 0 for
	// none.
	Code int
	// Message is what Discord said.
	Message string
	// Faults names the fields of the request that were wrong, and how.
	Faults []string
	// RetryAfter is when it may be tried again, after a 429, or where the wait
	// would have been longer than there was time.
	RetryAfter time.Duration
	// Err is why no reply came.
	Err error

	spoken, global bool // Discord said so, not something in front of it
}

// Error tells what was asked and what came of it.
func (e *Error) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s: ", e.Method, e.Path)
	switch {
	case e.Err != nil:
		b.WriteString(e.Err.Error())
	default:
		fmt.Fprintf(&b, "%d %s", e.Status, http.StatusText(e.Status))
	}
	if e.Message != "" {
		fmt.Fprintf(&b, ": %s", e.Message)
	}
	if e.Code != 0 {
		fmt.Fprintf(&b, " (%d)", e.Code)
	}
	if len(e.Faults) > 0 {
		fmt.Fprintf(&b, ": %s", strings.Join(e.Faults, ", "))
	}
	if e.RetryAfter > 0 {
		fmt.Fprintf(&b, ", may be tried again in %v", e.RetryAfter.Round(time.Millisecond))
	}
	return b.String()
}

// Unwrap returns why no reply came.
func (e *Error) Unwrap() error { return e.Err }

// Codes of Discord's that callers act upon.
const (
	CodeUnknownChannel      = 10003
	CodeUnknownGuild        = 10004
	CodeUnknownMember       = 10007
	CodeUnknownMessage      = 10008
	CodeUnknownWebhook      = 10015
	CodeUnknownInteraction  = 10062
	CodeAcknowledged        = 40060
	CodeMissingAccess       = 50001
	CodeCannotMessageUser   = 50007
	CodeMissingPermissions  = 50013
	CodeInvalidWebhookToken = 50027
	CodeInvalidForm         = 50035
	CodeCannotReply         = 160002 // for want of the right to read the history
	CodeThreadExists        = 160004
)

// IsCode reports whether an error is Discord's with one of the codes.
func IsCode(err error, codes ...int) bool {
	var e *Error
	return errors.As(err, &e) && e.Code != 0 && slices.Contains(codes, e.Code)
}

// IsStatus reports whether an error is a reply with one of the statuses.
func IsStatus(err error, statuses ...int) bool {
	var e *Error
	return errors.As(err, &e) && e.Status != 0 && slices.Contains(statuses, e.Status)
}

// longestMessage bounds what is repeated of a server's words.
const longestMessage = 300

// refusal reads the body of a reply that is an error.
func refusal(status int, data []byte) *Error {
	var told struct {
		Code       int             `json:"code"`
		Message    string          `json:"message"`
		RetryAfter float64         `json:"retry_after"`
		Global     bool            `json:"global"`
		Errors     json.RawMessage `json:"errors"`
	}
	e := &Error{Status: status}
	if err := json.Unmarshal(data, &told); err != nil {
		return e // a page for people, from something in front of Discord
	}
	message := []rune(strings.ToValidUTF8(told.Message, ""))
	e.Message = string(message[:min(len(message), longestMessage)])
	e.Code, e.global, e.spoken = told.Code, told.Global, true
	e.RetryAfter = bounded(told.RetryAfter)
	e.Faults = faults(told.Errors)
	return e
}

// mostFaults bounds how many wrong fields are told.
const mostFaults = 5

// faults lists fields and codes of a form that Discord refuses. Its words are
// left out, since they repeat what people wrote.
func faults(raw json.RawMessage) []string {
	var tree any
	if json.Unmarshal(raw, &tree) != nil {
		return nil
	}
	var found []string
	var walk func(node any, path string)
	walk = func(node any, path string) {
		fields, _ := node.(map[string]any)
		for name, child := range fields {
			if list, ok := child.([]any); ok && name == "_errors" {
				for _, fault := range list {
					if f, ok := fault.(map[string]any); ok {
						found = append(found, fmt.Sprintf("%s %v", strings.TrimPrefix(path, "."), f["code"]))
					}
				}
				continue
			}
			walk(child, path+"."+name)
		}
	}
	walk(tree, "")
	slices.Sort(found)
	return found[:min(len(found), mostFaults)]
}

// hide takes secrets out of what others said. A proxy or a server may repeat
// what it was asked for.
func hide(e *Error, secrets ...string) {
	clean := func(text string) string {
		for _, secret := range secrets {
			if secret != "" {
				text = strings.ReplaceAll(text, secret, redacted)
			}
		}
		return text
	}
	e.Message = clean(e.Message)
	if e.Err != nil {
		e.Err = &hiddenError{clean(e.Err.Error()), e.Err}
	}
}

// A hiddenError is an error that shows another text than its own.
type hiddenError struct {
	text string
	err  error
}

func (e *hiddenError) Error() string { return e.text }
func (e *hiddenError) Unwrap() error { return e.err }
