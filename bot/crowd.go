package bot

import (
	"context"
	"fmt"
	"strings"

	"footnote/corpus"
	"footnote/retrieval"
)

const (
	// mostVersions is how many versions of one text are looked into: of many that
	// say nearly the same, the newest would have no place among the passages.
	mostVersions = mostRivals + 1
	// passagesCrowded is how many passages are looked for where there are more.
	passagesCrowded = 6 * passagesAsked
)

// crowded reports whether passages of more versions of one text than are looked
// into were found. A question that names a year or a version is not asked of the
// newest.
func crowded(question string, passages []retrieval.Passage) bool {
	if hasDigit(question) {
		return false
	}
	documents := map[string]retrieval.StoredDocument{}
	for _, p := range passages {
		documents[p.Document] = retrieval.StoredDocument{Document: corpus.Document{ID: p.Document}}
	}
	for _, e := range editionsOf(documents) {
		if e.Of > mostVersions {
			return true
		}
	}
	return false
}

// newestFound looks for more passages, and leaves out those that several newer
// versions of the same text have nearly word for word.
func (a *Answerer) newestFound(ctx context.Context, query retrieval.Query) ([]retrieval.Passage, error) {
	asked := query.K
	query.K = passagesCrowded
	result, err := a.search.Retrieve(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("looking for passages: %w", err)
	}
	documents, err := a.open(ctx, result.Passages)
	if err != nil {
		return nil, err
	}
	editions := editionsOf(documents)
	words := make([][]string, len(result.Passages))
	for i, p := range result.Passages {
		words[i] = plainWords(strings.ToLower(p.Text))
	}
	var kept []retrieval.Passage
	for i, p := range result.Passages {
		e, ok := editions[p.Document]
		newer := 0
		for j, o := range result.Passages {
			f := editions[o.Document]
			if f.Family == e.Family && f.Rank < e.Rank && f.Compare(e) > 0 && overlap(words[i], words[j]) >= passageShare {
				newer++
			}
		}
		if ok && newer < mostVersions && len(kept) < asked {
			kept = append(kept, p)
		}
	}
	return kept, nil
}

// passageShare is the share of the words of the shorter of two passages that the
// longer one holds, from which on they are two versions of one.
const passageShare = 0.8
