// Package draft reads what a language model writes, statement by statement,
// while it is being written.
//
// A draft is either JSON of the schema that the prompt names or plain text with
// markers such as [1]; the Parser finds out which. A statement comes out as
// soon as no further text can change it, and what comes out does not depend on
// how the reply was cut into pieces. Nothing is ever taken for a statement that
// the model may not have finished.
package draft
