package bot

import "footnote/retrieval"

// A Question is what someone asks.
type Question struct {
	Text string
	// Audience holds the labels of the asker.
	Audience retrieval.Audience
	// History are the turns before, oldest first. Nothing of it is stored.
	History []Turn
}

// A Turn is a question with the answer that it got.
type Turn struct {
	Question, Answer string
}

// A Mode says how an answer was made.
type Mode string

// ModeQuotes marks an answer that is made of verbatim sentences.
const ModeQuotes Mode = "quotes"

// An Answer is made of statements with markers such as [1], each naming a
// Citation; or it is a refusal, which is a value and not an error.
type Answer struct {
	Question string `json:"question"`
	// Text is the answer with its markers, in Markdown; for a refusal, a
	// sentence that says so.
	Text    string `json:"answer"`
	Refused bool   `json:"refused"`
	Mode    Mode   `json:"mode"`
	// Answerable is the probability that the corpus holds the answer.
	Answerable float64 `json:"answerable"`
	// Reasons explain Answerable, weightiest first.
	Reasons   []string   `json:"reasons,omitempty"`
	Citations []Citation `json:"citations"`
	// Nearest are the sources closest to the question, whether they answer it
	// or not.
	Nearest []Source `json:"nearest"`
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
	Start    int    `json:"start"`
	End      int    `json:"end"`
}
