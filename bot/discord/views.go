package discord

import (
	"context"
	"strings"

	"footnote/bot"
	"footnote/bot/discord/render"
	"footnote/retrieval"
)

// renderOptions are those of the answer to a question.
func (b *Bot) renderOptions(ctx context.Context, a asking) render.Options {
	return render.Options{Texts: a.text, Verbosity: verbosityOf(a.settings.Verbosity), ShowQuestion: a.named, Private: a.private,
		Document: b.aboutOf(ctx, a.question.Audience), Linkable: b.linkable(ctx, a.question.Audience)}
}

// optionsFor are those of what only the user of a request sees.
func (b *Bot) optionsFor(ctx context.Context, r *request) render.Options {
	return render.Options{Texts: r.text, Verbosity: verbosityOf(r.settings.Verbosity), Private: true,
		Document: b.aboutOf(ctx, r.own()), Linkable: b.linkable(ctx, r.own())}
}

func verbosityOf(name string) render.Verbosity {
	switch name {
	case verbosityShort:
		return render.Short
	case verbosityFull:
		return render.Full
	}
	return render.Normal
}

// aboutOf tells what is known of a document that the audience may see.
func (b *Bot) aboutOf(ctx context.Context, audience retrieval.Audience) func(id string) render.About {
	return func(id string) render.About {
		e, ok, err := b.documents.byID(ctx, id)
		if err != nil {
			b.log.WarnContext(ctx, "a document's particulars are not known", "error", err)
		}
		if !ok || !audience.Sees(e.Audience) {
			return render.About{}
		}
		return render.AboutOf(e.Document)
	}
}

// linkable reports whether an address is that of a document that the audience
// may see.
func (b *Bot) linkable(ctx context.Context, audience retrieval.Audience) func(url string) bool {
	return func(url string) bool {
		e, ok, err := b.documents.byURL(ctx, url)
		return err == nil && ok && audience.Sees(e.Audience)
	}
}

// quotedLinks adds the addresses that stand in an answer's own quotes, which
// are the corpus's too.
func quotedLinks(linkable func(string) bool, citations []bot.Citation) func(string) bool {
	return func(url string) bool {
		if linkable(url) {
			return true
		}
		for _, c := range citations {
			if standsWhole(c.Quote, url) {
				return true
			}
		}
		return false
	}
}

// standsWhole reports whether an address stands in a text, and not only as the
// beginning of a longer one.
func standsWhole(text, url string) bool {
	for rest := text; url != ""; {
		_, after, found := strings.Cut(rest, url)
		if !found {
			return false
		}
		if end := strings.TrimLeft(after, ".,;:!?"); end == "" || strings.ContainsAny(end[:1], " \t\n<>()[]{}\"'`|*") {
			return true
		}
		rest = after
	}
	return false
}
