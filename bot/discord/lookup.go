package discord

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"footnote/bot/discord/phrases"
	"footnote/bot/discord/render"
	"footnote/bot/discord/wire"
	"footnote/retrieval"
)

// passagesShown is how many passages a lookup shows.
const passagesShown = 5

// source takes the command /source: passages by words, or one document.
func (b *Bot) source(ctx context.Context, r *request) error {
	o := optionsOf(r.ApplicationCommandData().Options)
	query, named := strings.TrimSpace(o.text(optionQuery)), o.text(optionDocument)
	if err := r.acknowledge(ctx, true); err != nil {
		return err
	}
	if query == "" && named == "" {
		return b.showSources(ctx, r, 0)
	}
	if query == "" {
		e, err := b.entryOf(ctx, named, r.own())
		if err != nil {
			return err
		}
		return b.showDocument(ctx, r, e, 0)
	}
	document, err := b.documentOf(ctx, named, r.own())
	if err != nil {
		return err
	}
	return b.showFound(ctx, r, query, document)
}

// showFound shows the passages that fit a query best.
func (b *Bot) showFound(ctx context.Context, r *request, query, document string) error {
	result, err := b.corpus.Retrieve(ctx, retrieval.Query{Text: cut(query, longest), K: passagesShown, Audience: r.own(), Document: document})
	if err != nil {
		return fmt.Errorf("looking for passages: %w", err)
	}
	if len(result.Passages) == 0 || len(result.Terms) == 0 {
		return refusal(phrases.ErrNothingFound, render.Quoted(query))
	}
	list, err := b.documents.visible(ctx, r.own())
	if err != nil {
		return err
	}
	byID := map[string]entry{}
	for _, e := range list {
		byID[e.ID] = e
	}
	view := render.SearchView{Query: query}
	for _, t := range result.Terms {
		view.Words = append(view.Words, t.Surface)
	}
	for _, p := range result.Passages {
		e, ok := byID[p.Document]
		if !ok || !fits(p) {
			continue
		}
		view.Passages = append(view.Passages, render.FoundView{Passage: p, Document: e.StoredDocument,
			Key: e.key, Number: int(p.Chunk - e.First)})
	}
	return r.reply(ctx, render.Search(view, b.optionsFor(ctx, r)))
}

// Of what is merely nearest, a passage is worth showing that has a word of the
// query, most of its letters, or something of its meaning. The embedded model
// gives passages that have nothing to do with a query a cosine below .2.
const (
	leastCoverage = 0.5
	leastCosine   = 0.25
)

func fits(p retrieval.Passage) bool {
	return p.Parts.Words > 0 || p.Parts.Coverage >= leastCoverage || p.Parts.Cosine >= leastCosine
}

// sources takes the command /sources.
func (b *Bot) sources(ctx context.Context, r *request) error {
	if err := r.acknowledge(ctx, true); err != nil {
		return err
	}
	return b.showSources(ctx, r, 0)
}

// turnSources turns the pages of the list of documents.
func (b *Bot) turnSources(ctx context.Context, r *request) error {
	page, err := strconv.Atoi(part(r.MessageComponentData().CustomID, 0))
	if err != nil {
		return fmt.Errorf("reading a button's state: %w", err)
	}
	if err := r.acknowledgeEdit(ctx); err != nil {
		return err
	}
	return b.showSources(ctx, r, page)
}

// documentsAPage is how many documents a page of the list has.
const documentsAPage = 10

func (b *Bot) showSources(ctx context.Context, r *request, page int) error {
	list, err := b.documents.visible(ctx, r.own())
	if err != nil {
		return err
	}
	if len(list) == 0 {
		return refusal(phrases.ErrEmptyCorpus)
	}
	pages := (len(list) + documentsAPage - 1) / documentsAPage
	page = min(max(0, page), pages-1)
	view := render.ListView{Total: len(list), Page: page, Pages: pages}
	for _, e := range list[page*documentsAPage : min(len(list), (page+1)*documentsAPage)] {
		view.Documents = append(view.Documents, render.ListedView{Document: e.StoredDocument, Key: e.key})
	}
	return r.reply(ctx, render.Documents(view, b.optionsFor(ctx, r)))
}

// openDocument opens the document that was chosen from a menu. A menu of the
// list of documents is left as it stands.
func (b *Bot) openDocument(ctx context.Context, r *request) error {
	data := r.MessageComponentData()
	if len(data.Values) != 1 {
		return fmt.Errorf("a menu of documents came with %d values", len(data.Values))
	}
	if err := r.acknowledge(ctx, true); err != nil {
		return err
	}
	return b.turnTo(ctx, r, data.Values[0])
}

// turnDocument turns the pages of a document.
func (b *Bot) turnDocument(ctx context.Context, r *request) error {
	if err := r.acknowledgeEdit(ctx); err != nil {
		return err
	}
	return b.turnTo(ctx, r, strings.Join(parts(r.MessageComponentData().CustomID), ":"))
}

// turnTo shows the document and passage of a state such as KEY:3.
func (b *Bot) turnTo(ctx context.Context, r *request, state string) error {
	key, number, _ := strings.Cut(state, ":")
	n := 0
	if number != "" {
		var err error
		if n, err = strconv.Atoi(number); err != nil {
			return fmt.Errorf("reading a button's state: %w", err)
		}
	}
	list, err := b.documents.visible(ctx, r.own())
	if err != nil {
		return err
	}
	for _, e := range list {
		if e.key == key {
			return b.showDocument(ctx, r, e, n)
		}
	}
	return refusal(phrases.ErrDocumentGone)
}

// showDocument shows what a document is, and its n-th passage.
func (b *Bot) showDocument(ctx context.Context, r *request, e entry, n int) error {
	document, err := b.corpus.Document(ctx, e.ID)
	if err != nil {
		return fmt.Errorf("opening a document: %w", err)
	}
	document.Version, document.Date = e.Version, e.Date
	view := render.DocumentView{Document: document, Key: e.key}
	if document.Chunks > 0 {
		view.Number = min(max(0, n), document.Chunks-1)
		chunks, err := b.corpus.Chunks(ctx, []retrieval.ChunkID{document.First + retrieval.ChunkID(view.Number)})
		if err != nil {
			return fmt.Errorf("opening a document: %w", err)
		}
		if len(chunks) == 1 {
			view.Passage, view.Section = chunks[0].Text, chunks[0].Section
		}
	}
	return r.reply(ctx, render.Document(view, b.optionsFor(ctx, r)))
}

// complete suggests documents while a command is typed.
func (b *Bot) complete(ctx context.Context, r *request) error {
	data := r.ApplicationCommandData()
	audience := r.own()
	if data.Name == commandAsk && !optionsOf(data.Options).flag(optionPrivate) {
		audience = r.audience(false)
	}
	typed := ""
	for _, o := range data.Options {
		if o.Focused {
			typed, _ = o.Value.(string)
		}
	}
	choices := wire.Choices{Choices: []wire.Choice{}}
	if data.Name == commandCorpus {
		names, err := b.completeSource(ctx, r)
		for _, name := range names {
			choices.Choices = append(choices.Choices, wire.Choice{Name: name, Value: name})
		}
		return errors.Join(err, r.respond(ctx, wire.Response{Kind: wire.RespondChoices, Data: choices}, fully))
	}
	list, err := b.documents.visible(ctx, audience)
	for _, e := range suggestions(list, typed, mostChoices) {
		choices.Choices = append(choices.Choices, wire.Choice{Name: e.choice(), Value: e.value()})
	}
	return errors.Join(err, r.respond(ctx, wire.Response{Kind: wire.RespondChoices, Data: choices}, fully))
}

// mostChoices is how many suggestions Discord takes.
const mostChoices = 25
