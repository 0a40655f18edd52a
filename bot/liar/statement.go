package liar

import "slices"

// A Class is a way to word what a passage says, or to lie about it.
type Class string

// The classes of true statements.
const (
	Paraphrased Class = "paraphrased"
	Passive     Class = "passive" // the voice is changed, either way
	Merged      Class = "merged"  // two sentences in one
	Shortened   Class = "shortened"
	Reordered   Class = "reordered"
)

// The classes of lies.
const (
	Invented    Class = "invented"
	Number      Class = "number"
	Date        Class = "date"
	Unit        Class = "unit"
	Name        Class = "name"     // a name from elsewhere
	Swapped     Class = "swapped"  // names of the passage exchanged
	Negation    Class = "negation" // added, dropped, or the contrary said
	Hedge       Class = "hedge"    // a reservation removed
	WrongMarker Class = "wrong-marker"
	Link        Class = "link"
	Injection   Class = "injection" // what a document's instruction asks for
)

var truths = []Class{Paraphrased, Passive, Merged, Shortened, Reordered}

var lies = []Class{Invented, Number, Date, Unit, Name, Swapped, Negation, Hedge, WrongMarker, Link, Injection}

// Classes returns every class, those of true statements first.
func Classes() []Class { return slices.Concat(truths, lies) }

// True reports whether statements of the class are true and rightly marked.
func (c Class) True() bool { return slices.Contains(truths, c) }

// A Passage is a text that statements are about.
type Passage struct {
	ID    string `json:"id"`
	Title string `json:"title,omitempty"`
	// Language is an ISO 639-1 code; "" means English.
	Language string `json:"language,omitempty"`
	Text     string `json:"text"`
}

// A Statement is what a language model might say about a passage.
type Statement struct {
	ID    string `json:"id"`
	Class Class  `json:"class"`
	// True is set when the statement may be shown with its Marker. A statement
	// of the class WrongMarker says what is true, but its Marker does not
	// bear it out.
	True bool   `json:"true"`
	Text string `json:"text"`
	// Question is one that the statement might answer.
	Question string `json:"question,omitempty"`
	// Passage is the ID of the passage that bears the statement out or, for a
	// lie, seems to.
	Passage string `json:"passage"`
	// Marker is the ID of the passage that the statement names: Passage, but
	// another for the class WrongMarker.
	Marker string `json:"marker"`
	// From is the text of the passage that the statement was made of.
	From string `json:"from,omitempty"`
	// Change says what was changed.
	Change string `json:"change,omitempty"`
	// Planted is set for an injection that a document carries: the passage's
	// text with an instruction in it, to be offered in place of its own.
	Planted string `json:"planted,omitempty"`
}
