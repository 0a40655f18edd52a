package discord

import (
	"context"
	"fmt"

	"footnote/bot"
	"footnote/bot/discord/phrases"
	"footnote/bot/discord/render"
	"footnote/bot/discord/wire"
)

// check takes the message command that puts a message's claims to the corpus.
// Only who asks sees the result.
func (b *Bot) check(ctx context.Context, r *request) error {
	message, err := target(r.ApplicationCommandData())
	if err != nil {
		return err
	}
	text := withoutMentions(message, b.user())
	if text == "" {
		return refusal(phrases.ErrNoText)
	}
	if err := b.admit(r.place, r.settings); err != nil {
		return err
	}
	if err := b.take(r.place, r.settings); err != nil {
		return err
	}
	checked := false
	defer func() {
		if !checked { // a panic comes this way too
			b.giveBack(r.place)
		}
	}()
	if err := r.acknowledge(ctx, true); err != nil {
		return err
	}
	var report bot.ClaimReport
	waiting := func(int) {} // it is over before a place in line could be read
	err = b.queue.Do(ctx, r.asker(), waiting, func(ctx context.Context) (err error) {
		report, err = b.corpus.CheckClaims(ctx, text, r.own())
		return err
	})
	if err != nil {
		return fmt.Errorf("checking claims: %w", err)
	}
	checked = true
	return b.showClaims(ctx, r, text, report)
}

// showClaims shows what became of the claims of a text. Its footnotes are kept
// like an answer's, so that they can be opened.
func (b *Bot) showClaims(ctx context.Context, r *request, text string, report bot.ClaimReport) error {
	a := asking{place: r.place, private: true, text: r.text, settings: r.settings, code: r.ID,
		question: bot.Question{Text: cut(text, longest), Audience: r.own()}}
	proofs := bot.Answer{Question: a.question.Text, Mode: bot.ModeQuotes}
	var views []render.ClaimView
	for _, c := range report.Claims {
		views = append(views, render.ClaimView{Text: c.Claim, Verdict: verdictOf(c.Finding), Citations: c.Citations})
		proofs.Citations = append(proofs.Citations, c.Citations...)
	}
	o := b.renderOptions(ctx, a)
	if len(proofs.Citations) > 0 {
		kept, err := b.keep(ctx, a, proofs)
		if err != nil { // a verdict without a menu is better than none
			b.log.ErrorContext(ctx, "footnotes cannot be opened", "code", a.code, "error", err)
		}
		o.Controls, o.Linkable = kept.ID, quotedLinks(o.Linkable, proofs.Citations)
	}
	for _, m := range render.Claims(views, report.More, o) {
		m.Flags |= wire.Ephemeral
		if err := r.reply(ctx, m); err != nil {
			return err
		}
	}
	return nil
}

func verdictOf(f bot.Finding) render.Verdict {
	switch f {
	case bot.Supported:
		return render.Supported
	case bot.Contradicted:
		return render.Contradicted
	}
	return render.NotFound
}
