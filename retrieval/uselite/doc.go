// Package uselite is the embedded embedding model: Universal Sentence Encoder
// lite, a transformer of two layers for English, with weights of 8 bits. It needs
// no network, no cgo and no files.
//
// The model was made for sentences. It looks at the first 128 tokens of a
// text, and does badly on whole long passages, so embed sentence by sentence.
//
// The vector of a text is the same, bit by bit, on every processor and in
// whatever company it is embedded.
//
// The weights come from elsewhere, under their own licence: see NOTICE.
package uselite

//go:generate go run ./internal/generate -o weights.bin
