// Package epub reads books in the form of EPUB 2 and 3. Chapters come in the
// order of reading; one without a heading gets the title that the table of
// contents gives it.
package epub
