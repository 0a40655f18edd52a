package retrieval

import (
	"context"

	"footnote/corpus"
)

// moves are new documents that equal known ones. Whether these are gone, so
// that the documents were moved and not copied, is known at the end only.
type moves struct {
	documents []corpus.Document
	bytes     int
}

// mostMoved bounds the text of documents that wait, in bytes. Those that come
// later are taken for new.
const mostMoved = 64 << 20

// mayBeMoved sets a document aside that may have had another ID.
func (s *syncRun) mayBeMoved(doc corpus.Document) bool {
	if s.moves.bytes > mostMoved || s.origin(doc) == "" {
		return false
	}
	s.moves.documents = append(s.moves.documents, doc)
	s.moves.bytes += len(doc.Text)
	return true
}

// origin is the ID of a known document that equals one and was not seen so far,
// nor hidden by a fault; "" if there is none.
func (s *syncRun) origin(doc corpus.Document) string {
	for _, id := range s.hashes[doc.Hash] {
		if !s.seen[id] && !s.faulty(s.known[id].Path) {
			return id
		}
	}
	return ""
}

// move writes what was set aside: under a new name if the old one is gone.
func (s *syncRun) move(ctx context.Context) error {
	for _, doc := range s.moves.documents {
		was := s.origin(doc)
		if was == "" {
			s.report.Added++
		} else {
			s.report.Renamed++
			s.seen[was] = true
		}
		if err := s.put(ctx, doc, was); err != nil {
			return err
		}
	}
	return nil
}
