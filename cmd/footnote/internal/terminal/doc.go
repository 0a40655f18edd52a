// Package terminal lays text out for people: in colour and wrapped to the
// width of a terminal, or plain in a pipe. Control characters of the text
// itself, and with them the escape sequences that a document may hold, never
// pass.
package terminal
