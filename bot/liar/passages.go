package liar

import (
	"fmt"

	"footnote/corpus"
)

// PassagesOf cuts a document into passages, one for each of its chunks. Their
// IDs are that of the document with "#1" and so on.
func PassagesOf(doc corpus.Document) []Passage {
	var list []Passage
	for i, c := range (corpus.Splitter{}).Split(doc) {
		list = append(list, Passage{
			ID: fmt.Sprintf("%s#%d", doc.ID, i+1), Title: doc.Title, Language: doc.Language, Text: c.Text,
		})
	}
	return list
}
