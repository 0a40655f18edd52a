// Package corpus turns files into documents and documents into chunks.
//
// A reader makes a Document of each format, a Splitter cuts it into chunks of
// whole sentences, and everything that is found later is a range of bytes of
// the document's text, so that it can be proven by opening the document there.
package corpus
