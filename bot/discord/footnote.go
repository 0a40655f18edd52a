package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"footnote/bot"
	"footnote/bot/discord/link"
	"footnote/bot/discord/phrases"
	"footnote/bot/discord/render"
	"footnote/bot/discord/sqlitestate"
	"footnote/bot/discord/wire"
	"footnote/corpus"
	"footnote/retrieval"
)

// openFootnote shows, to one user, the passage behind a footnote.
func (b *Bot) openFootnote(ctx context.Context, r *request) error {
	data := r.MessageComponentData()
	if len(data.Values) != 1 {
		return fmt.Errorf("a menu of footnotes came with %d values", len(data.Values))
	}
	marker, err := strconv.Atoi(data.Values[0])
	if err != nil {
		return fmt.Errorf("reading a footnote's number: %w", err)
	}
	if err := r.acknowledge(ctx, true); err != nil {
		return err
	}
	return b.showFootnote(ctx, r, part(data.CustomID, 0), marker, 0)
}

// turnFootnote turns the card of a footnote to the passage before or after.
func (b *Bot) turnFootnote(ctx context.Context, r *request) error {
	id := r.MessageComponentData().CustomID
	marker, err1 := strconv.Atoi(part(id, 1))
	offset, err2 := strconv.Atoi(part(id, 2))
	if err := errors.Join(err1, err2); err != nil {
		return fmt.Errorf("reading a button's state: %w", err)
	}
	if err := r.acknowledgeEdit(ctx); err != nil {
		return err
	}
	return b.showFootnote(ctx, r, part(id, 0), marker, offset)
}

// showFootnote shows the passage that stands offset passages behind that of a
// footnote.
func (b *Bot) showFootnote(ctx context.Context, r *request, id string, marker, offset int) error {
	kept, answer, err := b.kept(ctx, id)
	if err != nil {
		return err
	}
	citation, err := citationOf(answer, marker)
	if err != nil {
		return err
	}
	document, err := b.corpus.Document(ctx, citation.Document)
	if err != nil {
		return fmt.Errorf("opening a footnote: %w", err)
	}
	if !r.own().Sees(document.Audience) {
		return fmt.Errorf("opening a footnote: %w", retrieval.ErrNotFound)
	}
	view, err := b.footnoteView(ctx, kept.ID, citation, document, offset)
	if err != nil {
		return err
	}
	card, plain := render.Footnote(view, b.optionsFor(ctx, r))
	return b.replyCard(ctx, r, card, plain)
}

// replyCard replies with a message that is made of components, or with a plain
// one where the server does not take those.
func (b *Bot) replyCard(ctx context.Context, r *request, card, plain wire.Message) error {
	if b.noCards.Load() {
		return r.reply(ctx, plain)
	}
	err := r.reply(ctx, card)
	if !rejected(err) {
		return err
	}
	b.log.WarnContext(ctx, "components are not taken for a message; plain ones are sent from now on", "error", err)
	b.noCards.Store(true)
	return r.reply(ctx, plain)
}

// rejected reports whether Discord found fault with a message itself.
func rejected(err error) bool {
	fault := new(link.Error)
	return errors.As(err, &fault) && fault.Status == 400 && !expired(err)
}

// kept finds an answer that was given.
func (b *Bot) kept(ctx context.Context, id string) (sqlitestate.Answer, bot.Answer, error) {
	var answer bot.Answer
	kept, err := b.state.Answer(ctx, id)
	if err != nil {
		return kept, answer, fmt.Errorf("finding an answer: %w", err)
	}
	if err := json.Unmarshal(kept.Body, &answer); err != nil {
		return kept, answer, fmt.Errorf("reading a kept answer: %w", err)
	}
	return kept, answer, nil
}

func citationOf(answer bot.Answer, marker int) (bot.Citation, error) {
	for _, c := range answer.Citations {
		if c.Marker == marker {
			return c, nil
		}
	}
	return bot.Citation{}, fmt.Errorf("finding footnote %d: %w", marker, sqlitestate.ErrNotFound)
}

// footnoteView finds the passage of a footnote, or one near it, in the document
// as it is now.
func (b *Bot) footnoteView(ctx context.Context, id string, c bot.Citation, d retrieval.StoredDocument, offset int) (render.FootnoteView, error) {
	view := render.FootnoteView{Answer: id, Citation: c, Document: d, Offset: offset}
	span, changed, ok := quoteIn(d.Text, c)
	view.Changed = changed
	if !ok { // the document says it no more; the quote is shown as it was
		view.Passage, view.Quote = c.Quote, corpus.Span{Start: 0, End: len(c.Quote)}
		return view, nil
	}
	chunks, err := b.chunksOf(ctx, d)
	if err != nil {
		return view, err
	}
	at := 0
	for i, chunk := range chunks {
		if chunk.Start <= span.Start {
			at = i
		}
	}
	n := at + offset
	if n < 0 || n >= len(chunks) {
		return view, refusal(phrases.ErrDocumentGone)
	}
	view.Number, view.Of = n+1, len(chunks)
	start, end := chunks[n].Start, chunks[n].End
	view.Section = chunks[n].Section
	if offset == 0 { // a quote may reach into the next passage
		start, end = min(start, span.Start), max(end, span.End)
		view.Quote = corpus.Span{Start: span.Start - start, End: span.End - start}
	}
	view.Passage, view.Start = d.Text[start:end], start
	return view, nil
}

// quoteIn finds a quote in a document's text, which may have changed since.
func quoteIn(text string, c bot.Citation) (span corpus.Span, changed, ok bool) {
	if 0 <= c.Start && c.Start <= c.End && c.End <= len(text) && text[c.Start:c.End] == c.Quote {
		return corpus.Span{Start: c.Start, End: c.End}, false, true
	}
	at := strings.Index(text, c.Quote)
	if at < 0 || c.Quote == "" {
		return corpus.Span{}, true, false
	}
	return corpus.Span{Start: at, End: at + len(c.Quote)}, true, true
}

// chunksOf are the passages of a document, in order.
func (b *Bot) chunksOf(ctx context.Context, d retrieval.StoredDocument) ([]retrieval.StoredChunk, error) {
	ids := make([]retrieval.ChunkID, d.Chunks)
	for i := range ids {
		ids[i] = d.First + retrieval.ChunkID(i)
	}
	chunks, err := b.corpus.Chunks(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("reading the passages of a document: %w", err)
	}
	return chunks, nil
}
