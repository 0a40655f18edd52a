// Package pdf reads PDF as people read it: columns one after the other, lines
// joined to paragraphs, words that were parted at the end of a line made whole,
// without the heads, feet and numbers of pages, which are kept apart as the
// document's Pages.
//
// PDFium, the library that Chromium shows PDF with, takes a file apart into
// characters with their places. It runs as WebAssembly, in memory of its own
// that is limited, and can reach neither files nor the network; it is compiled
// when the first file is read. All that follows is done here: characters
// become runs, runs become lines, lines are put into the order of reading, and
// then become headings, paragraphs, lists, tables and code.
package pdf
