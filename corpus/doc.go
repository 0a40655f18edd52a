// Package corpus turns files into documents and documents into chunks.
//
// Files walks files and folders; Read and ReadJSONLines are the readers it
// uses, for data that comes from elsewhere. They take plain text, Markdown,
// HTML and JSON Lines, and say of everything that they cannot read, in one
// Fault, what is wrong and what helps. A Splitter cuts a document into chunks
// of whole sentences.
//
// Everything that is found later is a range of bytes of a document's text, so
// that it can be proven by opening the document there. The text of plain text
// and Markdown in UTF-8 is the file itself; of web pages it is what people
// read on them, written like Markdown without its markup inside of lines.
package corpus
