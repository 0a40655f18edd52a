package postings_test

import (
	"testing"

	"footnote/retrieval"
	"footnote/retrieval/postings"
	"footnote/retrieval/retrievaltest"
	"footnote/retrieval/snowball"
)

func TestConformance(t *testing.T) {
	analyzer := snowball.New()
	retrievaltest.TextIndex(t, func(*testing.T) retrieval.TextIndex { return postings.New(analyzer) })
}
