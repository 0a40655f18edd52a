// Package asciidoc reads AsciiDoc.
//
// The text of a document is what people would read of it: headings, lists,
// tables, code and notes in order, with attributes substituted and without
// comments and the markup inside of lines. Nothing is read but the file
// itself: what it includes from elsewhere is left out.
package asciidoc
