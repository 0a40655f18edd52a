package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/sqlitestore"
)

// editions lists the documents with their versions and dates as they or their
// names say, and which versions of what they are.
func editions(ctx context.Context, store *sqlitestore.Store) ([]retrieval.StoredDocument, []corpus.Edition, error) {
	documents, err := store.Documents(ctx)
	if err != nil {
		return nil, nil, err
	}
	plain := make([]corpus.Document, len(documents))
	for i, d := range documents {
		plain[i] = d.Document
	}
	all := corpus.Editions(plain)
	for i, e := range all {
		documents[i].Version, documents[i].Date = e.Version, e.Date
	}
	return documents, all, nil
}

// documentNamed finds a document by its name or, where there are several versions,
// the newest by the name without one.
func (p *program) documentNamed(ctx context.Context, store *sqlitestore.Store, name string) (retrieval.StoredDocument, error) {
	documents, all, err := editions(ctx, store)
	if err != nil {
		return retrieval.StoredDocument{}, err
	}
	at := slices.IndexFunc(documents, func(d retrieval.StoredDocument) bool { return d.ID == name })
	if at < 0 {
		if at, err = newestNamed(documents, all, name); err != nil {
			return retrieval.StoredDocument{}, err
		}
		p.notice("%s is the newest of %d versions", documents[at].ID, all[at].Of)
	}
	doc, err := store.Document(ctx, documents[at].ID)
	if errors.Is(err, retrieval.ErrNotFound) {
		return doc, unknownDocument(documents, name)
	}
	doc.Version, doc.Date = documents[at].Version, documents[at].Date
	return doc, err
}

// newest is the ID of the document that a command is to look into, by its name as
// documentNamed takes it; "" is all.
func (p *program) newest(ctx context.Context, e *engine, name string) (string, error) {
	if name == "" {
		return "", nil
	}
	doc, err := p.documentNamed(ctx, e.store, name)
	return doc.ID, err
}

// newestNamed finds the newest version of a text by its name; it fails where no
// one is the newest for certain.
func newestNamed(documents []retrieval.StoredDocument, all []corpus.Edition, name string) (int, error) {
	family := corpus.Editions([]corpus.Document{{ID: name}})[0]
	var versions []int
	for i, e := range all {
		if e.Of > 1 && family.Version == "" && e.Family == family.Family {
			versions = append(versions, i)
		}
	}
	if len(versions) == 0 {
		return 0, unknownDocument(documents, name)
	}
	slices.SortFunc(versions, func(i, j int) int { return cmp.Compare(all[i].Rank, all[j].Rank) })
	if all[versions[0]].Compare(all[versions[1]]) > 0 {
		return versions[0], nil
	}
	var names []string
	for _, i := range versions[:min(len(versions), versionsNamed)] {
		names = append(names, documents[i].ID)
	}
	return 0, fmt.Errorf("there are %d versions of %q, and which is the newest is not known; name one: %s", len(versions), name, strings.Join(names, ", "))
}

// versionsNamed is how many versions an error names.
const versionsNamed = 10

func unknownDocument(documents []retrieval.StoredDocument, id string) error {
	for _, d := range documents {
		if matches(d, id) || strings.HasSuffix(id, "/"+d.ID) {
			return fmt.Errorf("there is no document %q; did you mean %q?", id, d.ID)
		}
	}
	return fmt.Errorf("there is no document %q; footnote sources lists them", id)
}
