package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"time"
)

// A LanguageModel writes text. It is safe for concurrent use.
type LanguageModel interface {
	// Write streams the reply to a prompt, without the model's reasoning. The
	// last piece bears a Report. A sequence that ends without an error is a
	// reply that the model said it finished, and that is not empty; otherwise
	// the last element is an error, a *ModelError unless the context ended.
	Write(ctx context.Context, prompt Prompt) iter.Seq2[Piece, error]
	// ContextTokens is how many tokens prompt and reply may have together.
	ContextTokens() int
}

// A Prompt is what a LanguageModel is asked.
type Prompt struct {
	// System tells the model its task, User gives what it is to work on.
	System, User string
	// Schema is the JSON Schema that the reply shall obey; nil for plain text.
	// Servers may ignore it.
	Schema json.RawMessage
	// MaxTokens bounds the reply; 0 leaves it to the model's configuration.
	MaxTokens int
}

// A Piece is a part of a reply.
type Piece struct {
	Text string
	// Report is set on the last piece only.
	Report *Report
}

// A Report tells how a reply came about.
type Report struct {
	// Model is the name of the model that wrote.
	Model string
	// PromptTokens and ReplyTokens are as the server counted them, 0 where it
	// did not.
	PromptTokens, ReplyTokens int
	// Warnings tell in plain words what the user should mend, such as a prompt
	// that the server cut.
	Warnings []string
}

// A ModelFault is what kept a LanguageModel from writing.
type ModelFault string

// The faults of language models.
const (
	FaultDown     ModelFault = "down"     // the server cannot be reached
	FaultLoading  ModelFault = "loading"  // the server is loading the model
	FaultBusy     ModelFault = "busy"     // the server has too much to do
	FaultNoModel  ModelFault = "no model" // the server does not have the model
	FaultKey      ModelFault = "key"      // the key is missing or wrong
	FaultSlow     ModelFault = "slow"     // a limit of time was passed
	FaultCut      ModelFault = "cut off"  // the reply ended before it was finished
	FaultEmpty    ModelFault = "empty"    // the reply holds nothing
	FaultTooLong  ModelFault = "too long" // the prompt exceeds the context
	FaultFiltered ModelFault = "filtered" // the server withheld the reply
	FaultRejected ModelFault = "rejected" // the server does not accept the request
	FaultFailed   ModelFault = "failed"   // the server failed, as it says itself
	FaultBroken   ModelFault = "broken"   // the reply cannot be read
)

// A ModelError tells why a LanguageModel did not write.
type ModelError struct {
	Fault ModelFault
	// Model and Endpoint tell which model of which server failed.
	Model, Endpoint string
	// Status is the HTTP status that told of the fault; 0 if none did.
	Status int
	// Retry is set when the same request may succeed later, and After is how
	// long the server asked to wait before, 0 if it did not.
	Retry bool
	After time.Duration
	// Advice says how to mend it, for people; "" if nothing can be done.
	Advice string
	Err    error
}

// Error tells the fault in one line, with the advice.
func (e *ModelError) Error() string {
	text := fmt.Sprintf("the model %s at %s: %s", e.Model, e.Endpoint, e.Fault)
	if e.Err != nil {
		text += ": " + e.Err.Error()
	}
	if e.Advice != "" {
		text += "; " + e.Advice
	}
	return text
}

// Unwrap returns the cause.
func (e *ModelError) Unwrap() error { return e.Err }
