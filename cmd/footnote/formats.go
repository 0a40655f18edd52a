package main

import "footnote/corpus"

// readers are those of the formats that corpus leaves to others, by the
// extensions of names.
func readers() corpus.Readers {
	return corpus.Readers{}
}
