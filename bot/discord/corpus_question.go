package discord

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"footnote/bot"
	"footnote/bot/discord/phrases"
	"footnote/bot/discord/render"
	"footnote/corpus/sources"
	"footnote/retrieval"
	"footnote/retrieval/syncer"
)

const (
	// documentsTried, questionsTried and answersTried bound the search for a
	// question that a new source answers, and questionTime all of it.
	documentsTried = 5
	questionsTried = 4
	answersTried   = 3
	questionTime   = 45 * time.Second
	// hopeful is how answerable a question must seem for it to be asked.
	hopeful = 0.5
)

// tellEmpty tells why nothing of a source could be read, so that it was not
// added.
func (b *Bot) tellEmpty(ctx context.Context, r *request, d *delivery, want wanted, outcome syncer.Outcome) error {
	outcome.Source = want.source.Name
	view := render.AddedView{Source: r.sourceView(syncer.Status{Entry: sources.Entry{Source: want.source}}), Outcome: outcomeView(outcome)}
	return b.conclude(ctx, r, d, render.SourceAdded(view, b.optionsFor(ctx, r)))
}

// tellAdded tells what was read of a new source, and what it can be asked.
func (b *Bot) tellAdded(ctx context.Context, r *request, s *replyStage, d *delivery, want wanted, outcome syncer.Outcome) error {
	status := syncer.Status{Entry: sources.Entry{Source: want.source}}
	if own, err := b.ownSource(ctx, r, want.source.Name); err == nil {
		status = own
	} else {
		b.log.WarnContext(ctx, "a source that was just added is not found", "source", want.source.Name, "error", err)
	}
	view := render.AddedView{Source: r.sourceView(status), Outcome: outcomeView(outcome)}
	view.Source.Documents, view.Source.Passages, view.Source.Progress = outcome.Documents, outcome.Passages, nil
	view.Unseen = !r.own().Sees(want.source.Audience)
	question, document, err := b.findQuestion(ctx, r, want.source.Name)
	if err != nil {
		b.log.WarnContext(ctx, "no question was found that a new source answers", "source", want.source.Name, "error", err)
	}
	if question != "" {
		view.Question = question
		if b.now().Before(s.expires) { // in a direct message nobody sees what is the server's
			view.Ask = actSuggested + ":" + documentKey(document) + ":" + question
		}
	}
	return b.conclude(ctx, r, d, render.SourceAdded(view, b.optionsFor(ctx, r)))
}

// findQuestion looks for a question that a document of a source answers: one
// that the user may see. "" when there is none.
func (b *Bot) findQuestion(ctx context.Context, r *request, stored string) (question, document string, err error) {
	ctx, cancel := context.WithTimeout(ctx, questionTime)
	defer cancel()
	list, err := b.documents.visible(ctx, r.own())
	if err != nil {
		return "", "", err
	}
	list = slices.DeleteFunc(list, func(e entry) bool { return e.Source != stored })
	slices.SortStableFunc(list, func(x, y entry) int { return cmp.Compare(y.Chunks, x.Chunks) })
	left := answersTried
	for _, e := range list[:min(len(list), documentsTried)] {
		document, err := b.corpus.Document(ctx, e.ID)
		if errors.Is(err, retrieval.ErrNotFound) {
			continue
		}
		if err != nil {
			return "", "", fmt.Errorf("opening a new document: %w", err)
		}
		for _, text := range b.suggest.Questions(document.Document, questionsTried) {
			answered, tried, err := b.answers(ctx, r, bot.Question{Text: text, Document: e.ID, Audience: r.own()})
			switch {
			case err != nil:
				return "", "", err
			case answered:
				return text, e.ID, nil
			}
			if tried {
				left--
			}
			if left == 0 {
				return "", "", nil
			}
		}
	}
	return "", "", nil
}

// answers reports whether the corpus answers a question from the document that
// it is put to. tried is set when it was worth asking.
func (b *Bot) answers(ctx context.Context, r *request, q bot.Question) (answered, tried bool, err error) {
	found, err := b.corpus.Retrieve(ctx, retrieval.Query{Text: q.Text, K: passagesShown, Audience: q.Audience, Document: q.Document})
	if err != nil || found.Answerable.Probability < hopeful {
		return false, false, err
	}
	err = b.queue.Do(ctx, r.asker(), func(int) {}, func(ctx context.Context) error {
		for event, err := range b.corpus.Stream(ctx, q) {
			if err != nil {
				return err
			}
			if a := event.Answer; a != nil {
				answered = !a.Refused && slices.ContainsFunc(a.Citations, func(c bot.Citation) bool { return c.Document == q.Document })
			}
		}
		return nil
	})
	return answered, true, err
}

// askSuggested asks the question that /corpus add found, of the document that
// it was found for. Who may not see that is not told what it is.
func (b *Bot) askSuggested(ctx context.Context, r *request) error {
	state := strings.SplitN(r.MessageComponentData().CustomID, ":", 3)
	if len(state) != 3 {
		return fmt.Errorf("reading a button's state: %q", state)
	}
	text, err := cleanQuestion(state[2])
	if err != nil {
		return err
	}
	list, err := b.documents.visible(ctx, r.own())
	if err != nil {
		return err
	}
	i := slices.IndexFunc(list, func(e entry) bool { return e.key == state[1] })
	if i < 0 {
		return refusal(phrases.ErrDocumentGone)
	}
	return b.answerRequest(ctx, r, bot.Question{Text: text, Document: list[i].ID, Audience: r.own()}, true)
}
