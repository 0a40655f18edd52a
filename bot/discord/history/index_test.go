package history_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"footnote/bot/discord/discordtest"
	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/chromemstore"
	"footnote/retrieval/postings"
	"footnote/retrieval/retrievaltest"
	"footnote/retrieval/snowball"
	"footnote/retrieval/sqlitestore"
)

// A library is an index in memory that a channel is kept in.
type library struct {
	*town
	c        discordtest.Channel
	indexer  *retrieval.Indexer
	searcher *retrieval.Searcher
}

func (w *town) library(c discordtest.Channel) *library {
	w.t.Helper()
	store, err := sqlitestore.OpenMemory(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() { store.Close() })
	embedder, analyzer := retrievaltest.NewEmbedder(64), snowball.New()
	text, vectors := postings.New(analyzer), chromemstore.New()
	index := retrieval.NewIndex(store, text, nil, vectors)
	return &library{w, c, retrieval.NewIndexer(store, embedder, corpus.Splitter{}, nil),
		retrieval.NewSearcher(index, store, text, vectors, embedder, analyzer)}
}

// sync makes the index what the channel is.
func (l *library) sync() retrieval.Report {
	l.t.Helper()
	report, err := l.indexer.Sync(l.t.Context(), l.origin(l.c).Documents(l.t.Context()))
	_, failed := l.indexer.Embed(l.t.Context())
	if err := errors.Join(err, failed); err != nil {
		l.t.Fatal(err)
	}
	return report
}

// found is what is found by somebody with some labels.
func (l *library) found(query string, labels ...string) string {
	l.t.Helper()
	result, err := l.searcher.Retrieve(context.Background(), retrieval.Query{Text: query, Audience: labels})
	if err != nil {
		l.t.Fatal(err)
	}
	var b strings.Builder
	for _, p := range result.Passages {
		b.WriteString(p.Text + "\n")
	}
	return b.String()
}

// From the channel to what is found, and back out of it.
func TestIndex(t *testing.T) {
	w := openTown(t)
	crane := w.said(w.ada, w.square, "The crane was built by Marta in 1931.")
	w.pass(6 * time.Hour)
	w.said(w.ben, w.square, "The lighthouse was lit in 1902.")
	forum := w.OpenThread(w.ada, w.square, discordtest.ChannelPublicThread, "Ferries", "")
	w.said(w.ada, forum, "The ferry to the island leaves at noon.")
	l := w.library(w.square)
	everyone := "guild:" + w.guild.ID
	if r := l.sync(); r.Added != 3 || len(r.Faults) > 0 {
		t.Fatalf("the first sync: %+v", r)
	}
	if r := l.sync(); r.Wrote() || r.Unchanged != 3 {
		t.Errorf("the second sync: %+v", r)
	}
	contains(t, l.found("Who built the crane?", everyone), "Marta in 1931")
	if got := l.found("Who built the crane?"); got != "" {
		t.Errorf("anybody finds %q", got)
	}
	w.EditMessage(crane, "The crane was built by Marta in 1932.")
	if r := l.sync(); r.Changed != 1 || r.Unchanged != 2 {
		t.Errorf("after an edit: %+v", r)
	}
	got := l.found("Who built the crane?", everyone)
	contains(t, got, "Marta in 1932")
	lacks(t, got, "1931")
	w.DeleteMessage(crane)
	if r := l.sync(); r.Removed != 1 {
		t.Errorf("after a deletion: %+v", r)
	}
	lacks(t, l.found("Who built the crane?", everyone), "crane")
	w.DenyAll(w.square, discordtest.PermissionViewChannel)
	if r := l.sync(); r.Changed != 2 || r.Removed != 0 {
		t.Errorf("after it was closed: %+v", r)
	}
	if got := l.found("When was the lighthouse lit?", everyone); got != "" {
		t.Errorf("everyone finds %q", got)
	}
	contains(t, l.found("When was the lighthouse lit?", "channel:"+w.square.ID), "1902")
	w.Inject(discordtest.Fault{Path: "/channels/", Do: discordtest.Fail(404, 0, "down")})
	if r := l.sync(); r.Wrote() || r.Kept != 2 {
		t.Errorf("while Discord is down: %+v", r)
	}
}
