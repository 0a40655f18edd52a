package bot

import (
	"footnote/bot/gate"
	"footnote/retrieval"
)

// A Question is what someone asks.
type Question struct {
	Text string
	// Audience holds the labels of the asker.
	Audience retrieval.Audience
	// History are the turns before, oldest first. Nothing of it is stored.
	History []Turn
	// Document is the ID of the one document that may answer; "" lets all.
	Document string
	// Language is the ISO 639-1 code of the language that a language model
	// shall write in, one of prompts.Languages; "" is that of the question.
	// Quotes stay as they are.
	Language string
}

// A Turn is a question with the answer that it got.
type Turn struct {
	Question, Answer string
}

// A Mode says how an answer was made.
type Mode string

const (
	// ModeQuotes marks an answer that is made of verbatim sentences.
	ModeQuotes Mode = "quotes"
	// ModeModel marks an answer that a language model wrote and the gate let
	// pass.
	ModeModel Mode = "model"
)

// An Answer is made of statements with markers such as [1], each naming a
// Citation; or it is a refusal, which is a value and not an error.
type Answer struct {
	Question string `json:"question"`
	// Text is the answer with its markers, in Markdown; for a refusal, a
	// sentence that says so.
	Text    string `json:"answer"`
	Refused bool   `json:"refused"`
	Mode    Mode   `json:"mode"`
	// Fallback tells why the answer is made of quotes although there is a
	// language model.
	Fallback string `json:"fallback,omitempty"`
	// Understood is the question that was answered, where it differs from the
	// one that was asked: a follow-up made to stand alone.
	Understood string `json:"understood,omitempty"`
	// Searched is the query that found the passages of the answer.
	Searched retrieval.Query `json:"-"`
	// Answerable is the probability that the corpus holds the answer.
	Answerable float64 `json:"answerable"`
	// Reasons explain Answerable, weightiest first.
	Reasons   []string   `json:"reasons,omitempty"`
	Citations []Citation `json:"citations"`
	// Nearest are the sources closest to the question, whether they answer it
	// or not.
	Nearest []Source `json:"nearest"`
	// Statements are those of the language model's draft, in their order, with
	// what became of each.
	Statements []Statement `json:"statements,omitempty"`
	// Warnings tell what the user should mend, such as a prompt that the
	// server cut.
	Warnings []string `json:"warnings,omitempty"`
}

// A Statement is a sentence of a language model's draft with the gate's verdict.
type Statement struct {
	// Text is the sentence without its markers.
	Text   string      `json:"text"`
	Status gate.Status `json:"status"`
	// Reason tells why, in plain words.
	Reason string `json:"reason"`
	// Markers are those that the statement bears in the answer: none when it
	// was dropped.
	Markers []int `json:"markers"`
}

// A Citation is the proof of a statement: the quote stands in the document's
// text at [Start, End).
type Citation struct {
	// Marker is the number that stands in the answer as [Marker], from 1.
	Marker int `json:"marker"`
	Source
	Quote string `json:"quote"`
}

// A Source is a range of bytes of a document's text.
type Source struct {
	// Document is the document's ID.
	Document string `json:"document"`
	Title    string `json:"title"`
	Section  string `json:"section"`
	// Page is where it stands in a printed document: "12", "12–13"; "" if the
	// document has no pages, or nobody looked.
	Page string `json:"page,omitempty"`
	// Version and Date are what the document or its name says of them; "" if
	// nothing does, or nobody looked.
	Version string `json:"version,omitempty"`
	Date    string `json:"date,omitempty"`
	// URL leads to it, as near as the document knows; "" if it has no address,
	// or nobody looked.
	URL   string `json:"url,omitempty"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}
