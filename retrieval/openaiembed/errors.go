package openaiembed

import (
	"fmt"
	"strings"
)

// A Kind says what went wrong with a server.
type Kind string

// The kinds of errors.
const (
	Unreachable     Kind = "unreachable"      // no connection, or it broke
	Slow            Kind = "slow"             // no answer within the time limit
	Loading         Kind = "loading"          // the server still loads the model
	Busy            Kind = "busy"             // the server asks to come again later
	Quota           Kind = "quota"            // the account may not make more requests
	Unauthorized    Kind = "unauthorized"     // the key is wrong or missing
	NoModel         Kind = "no such model"    // the server does not know the model
	NoEndpoint      Kind = "no such endpoint" // the server has no embeddings at this address
	Refused         Kind = "refused"          // the server does not want the texts
	Malformed       Kind = "malformed"        // the answer is not what was asked for
	WrongDimensions Kind = "wrong dimensions" // the vectors are not as long as they must be
)

// advice says how each kind of error is mended.
var advice = map[Kind]string{
	Unreachable:     "start the server or correct the base URL of the embeddings",
	Slow:            "give it more time, a smaller batch size or a smaller model",
	Loading:         "wait until the server has loaded the model",
	Busy:            "try again later",
	Quota:           "look at the plan and the limits of the account",
	Unauthorized:    "set the API key that belongs to this server",
	NoModel:         "correct the name of the embedding model, or make the server load it first",
	NoEndpoint:      "correct the base URL of the embeddings, which mostly ends in /v1",
	Refused:         "make sure that it is an embedding model and that the server was started with embeddings",
	Malformed:       "make sure that the base URL is that of an OpenAI-compatible API and the model one for embeddings",
	WrongDimensions: "ask for the right dimensions, or index again if the model was changed on purpose",
}

// An Error says what went wrong at a server and how to mend it. It holds no
// secret.
type Error struct {
	Kind Kind
	// Server is its address and Model the one that was asked for.
	Server, Model string
	// Status is that of the HTTP answer, 0 where there was none.
	Status int
	// Detail is what the server said or what is wrong with its answer.
	Detail string
	// Err is the cause, if there is one.
	Err error
}

// Error implements error.
func (e *Error) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "embeddings of %s at %s: %s", e.Model, e.Server, e.Kind)
	if e.Status != 0 {
		fmt.Fprintf(&b, " (status %d)", e.Status)
	}
	if e.Detail != "" {
		fmt.Fprintf(&b, ": %s", e.Detail)
	}
	fmt.Fprintf(&b, "; %s", advice[e.Kind])
	return b.String()
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Temporary reports whether the same request may succeed later.
func (e *Error) Temporary() bool {
	switch e.Kind {
	case Unreachable, Slow, Loading, Busy:
		return true
	default:
		return false
	}
}
