// Package compose writes the text of documents as every reader should: like
// Markdown without its markup inside of lines. A Writer takes headings,
// paragraphs, list items, tables and code in order, puts the blank lines
// between them, and keeps where each section begins.
package compose
