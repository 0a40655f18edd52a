package discord

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"footnote/bot/discord/phrases"
	"footnote/bot/discord/render"
	"footnote/corpus"
	"footnote/retrieval"
)

// A catalog holds the list of documents for as long as the corpus stays as it
// is, since suggestions are wanted within 300 ms.
type catalog struct {
	corpus Corpus

	mu      sync.Mutex
	edition string
	list    []entry
	ids     map[string]entry
	urls    map[string]entry
}

// An entry is a document of the list with what it is found by.
type entry struct {
	retrieval.StoredDocument
	// key stands for the document's ID in a custom_id, which is short.
	key    string
	folded string
	// name and edition tell which version of what it is, and label is that in
	// small letters.
	name    corpus.Named
	edition corpus.Edition
	label   string
}

// visible lists the documents that an audience may see, by title, of versions the
// newest first.
func (c *catalog) visible(ctx context.Context, audience retrieval.Audience) ([]entry, error) {
	all, err := c.all(ctx)
	if err != nil {
		return nil, err
	}
	var seen []entry
	for _, e := range all {
		if audience.Sees(e.Audience) {
			seen = append(seen, e)
		}
	}
	return versioned(seen), nil
}

func (c *catalog) all(ctx context.Context) ([]entry, error) {
	edition, err := c.corpus.Edition(ctx)
	if err != nil {
		return nil, fmt.Errorf("looking whether the documents changed: %w", err)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if edition != "" && edition == c.edition {
		return c.list, nil
	}
	documents, err := c.corpus.Documents(ctx)
	if err != nil {
		return nil, fmt.Errorf("listing the documents: %w", err)
	}
	list := make([]entry, 0, len(documents))
	ids, urls := map[string]entry{}, map[string]entry{}
	for _, d := range documents {
		e := entry{StoredDocument: d, key: documentKey(d.ID), name: corpus.NameOf(d.Document), folded: strings.ToLower(titleOf(d) + "\n" + d.ID)}
		list = append(list, e)
		ids[d.ID] = e
		if d.URL != "" {
			urls[d.URL] = e
		}
	}
	slices.SortStableFunc(list, func(a, b entry) int { return cmp.Compare(a.folded, b.folded) })
	c.list, c.ids, c.urls, c.edition = list, ids, urls, edition
	return list, nil
}

// byID finds a document, whoever may see it.
func (c *catalog) byID(ctx context.Context, id string) (entry, bool, error) {
	return c.lookUp(ctx, id, func() map[string]entry { return c.ids })
}

// byURL finds the document of an address, whoever may see it.
func (c *catalog) byURL(ctx context.Context, url string) (entry, bool, error) {
	return c.lookUp(ctx, url, func() map[string]entry { return c.urls })
}

func (c *catalog) lookUp(ctx context.Context, key string, in func() map[string]entry) (entry, bool, error) {
	if _, err := c.all(ctx); err != nil {
		return entry{}, false, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := in()[key]
	return e, ok, nil
}

// documentKey is short and the same after a restart.
func documentKey(id string) string {
	sum := sha256.Sum256([]byte(id))
	return hex.EncodeToString(sum[:8])
}

// titleOf is what a document is called.
func titleOf(d retrieval.StoredDocument) string {
	if d.Title != "" {
		return d.Title
	}
	return d.ID
}

// longestValue is how long the value of a suggestion may be, in characters.
const longestValue = 100

// value is what a suggestion of the document comes back with.
func (e entry) value() string {
	if utf8.RuneCountInString(e.ID) <= longestValue {
		return e.ID
	}
	return e.key
}

// suggestions lists the documents whose title or name holds what was typed: first
// those that begin with it, then those that hold its words whole.
func suggestions(list []entry, typed string, most int) []entry {
	typed = strings.ToLower(strings.TrimSpace(typed))
	var begin, whole, within []entry
	for _, e := range list {
		switch {
		case strings.HasPrefix(e.folded, typed):
			begin = append(begin, e)
		case hasWords(e.folded+"\n"+e.label, typed):
			whole = append(whole, e)
		case containsAll(e.folded+"\n"+e.label, typed):
			within = append(within, e)
		}
	}
	found := append(append(begin, whole...), within...)
	return found[:min(most, len(found))]
}

// containsAll reports whether a text holds each word that was typed.
func containsAll(text, typed string) bool {
	for word := range strings.FieldsSeq(typed) {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

// documentOf finds the document that somebody named: by a suggestion, or typed
// by hand. "" is no document, and none that they may not see is found.
func (b *Bot) documentOf(ctx context.Context, named string, audience retrieval.Audience) (string, error) {
	if named == "" {
		return "", nil
	}
	e, err := b.entryOf(ctx, named, audience)
	return e.ID, err
}

func (b *Bot) entryOf(ctx context.Context, named string, audience retrieval.Audience) (entry, error) {
	list, err := b.documents.visible(ctx, audience)
	if err != nil {
		return entry{}, err
	}
	for _, e := range list {
		if e.ID == named || e.key == named || strings.EqualFold(e.Title, named) {
			return e, nil
		}
	}
	if e, ok := meant(suggestions(list, named, len(list))); ok {
		return e, nil
	}
	return entry{}, refusal(phrases.ErrNoDocument, render.Quoted(named))
}
