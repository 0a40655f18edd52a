package postings_test

import (
	"testing"

	"footnote/retrieval"
	"footnote/retrieval/postings"
	"footnote/retrieval/retrievaltest"
)

func TestConformance(t *testing.T) {
	retrievaltest.TextIndex(t, func(*testing.T) retrieval.TextIndex { return postings.New(analyzer) })
}
