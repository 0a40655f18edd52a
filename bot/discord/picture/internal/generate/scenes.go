package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
	"footnote/bot/discord/phrases"
	"footnote/bot/discord/picture"
	"footnote/bot/discord/render"
	"footnote/bot/discord/wire"
)

// What is asked of the library.
const (
	whoOrganised = "Who organised the forum on digital diplomacy?"
	document     = "sco-forum-on-digital-diplomacy-in-astana.md"
	claims       = "The forum on digital diplomacy took place in Astana on July 1. Su Chang described three cybersecurity challenges. The forum cost two million euros."
)

// typing shows /ask with its options, and the suggestions of documents.
func typing(ctx context.Context, s *studio) (picture.View, error) {
	ask, err1 := s.registered("ask")
	question := text("question", whoOrganised)
	r, err2 := s.interact(ctx, discordgo.InteractionApplicationCommandAutocomplete, object{"id": "1", "name": "ask", "type": 1,
		"options": []object{question, with(text("source", "forum"), "focused", true)}}, false)
	if err := errors.Join(err1, err2); err != nil {
		return picture.View{}, err
	}
	typed := []picture.Option{{Name: "question", Value: whoOrganised}}
	var more, found []picture.Choice
	for _, o := range ask.Options[1:] {
		more = append(more, picture.Choice{Name: o.Name, About: o.Description})
	}
	for _, c := range r.choices {
		found = append(found, picture.Choice{Name: c.Name})
	}
	return picture.View{Title: "The command /ask", About: "A question is typed behind /ask; private, source and language may follow. " +
		"For source, the documents with “forum” in their titles are suggested.", Parts: []picture.Part{
		picture.Typed{Command: ask.Name, Options: typed, Heading: ask.Description, Choices: more},
		picture.Typed{Command: ask.Name, Options: append(typed, picture.Option{Name: "source", Value: "forum"}), Heading: "source", Choices: found},
	}}, nil
}

// answer shows an answer with all that stands below it.
func answer(ctx context.Context, s *studio) (picture.View, error) {
	r, err := s.command(ctx, "ask", text("question", whoOrganised))
	return one("An answer", "Each statement has a marker; below stand the footnotes, a menu to look at them, and buttons.", "Ada used /ask", r, err)
}

// growing shows an answer of which the first statement is proven. Quotes are
// found all at once; a model's statements come one by one, as here.
func growing(ctx context.Context, s *studio) (picture.View, error) {
	texts, err := phrases.New()
	if err != nil {
		return picture.View{}, err
	}
	whole, err := s.shelf.Answer(ctx, bot.Question{Text: whoOrganised})
	first, _, more := strings.Cut(whole.Text, "\n\n")
	if err != nil || !more {
		return picture.View{}, fmt.Errorf("there are no two statements: %w", err)
	}
	m := render.Progress(first, whole.Citations[:1], render.Options{Texts: texts.In("en-US"), ShowQuestion: true})
	return one("An answer that grows", "The first statement stands there while the next is sought.", "Ada used /ask", reply{message: m}, nil)
}

// footnote shows the menu of an answer opened, and the footnote that was chosen.
func footnote(ctx context.Context, s *studio) (picture.View, error) {
	first, err := s.command(ctx, "ask", text("question", whoOrganised))
	if err != nil {
		return picture.View{}, err
	}
	id, err := control(first.message.Components, "fn")
	if err != nil {
		return picture.View{}, err
	}
	card, err := s.press(ctx, id, "2")
	opened := said(first, "Ada used /ask")
	opened.Open = id
	return picture.View{Title: "A footnote", About: "The menu of footnotes is open. The second one was chosen: its passage is shown to Ada alone, the quote in bold.",
		Parts: []picture.Part{opened, said(card, "")}}, err
}

// refusal shows what is said when the corpus has no answer.
func refusal(ctx context.Context, s *studio) (picture.View, error) {
	r, err := s.command(ctx, "ask", text("question", "What is the capital of France?"))
	return one("A refusal", "The corpus does not answer the question; the nearest sources are named.", "Ada used /ask", r, err)
}

// mention shows a conversation by replies.
func mention(ctx context.Context, s *studio) (picture.View, error) {
	const first, second = "When did the forum on digital diplomacy take place?", "And who organised it?"
	r1, err := s.write(ctx, "<@"+idBot+"> "+first, "")
	if err != nil {
		return picture.View{}, err
	}
	r2, err := s.write(ctx, second, r1.id)
	ada := func(above, content string) picture.Said {
		return picture.Said{Author: "Ada", Above: above, Message: wire.Message{Content: content}}
	}
	return picture.View{Title: "A conversation", About: "Ada mentions the bot and gets an answer; she replies to it with a question that only makes sense after the first.",
		Parts: []picture.Part{ada("", "<@"+idBot+"> "+first), said(r1, "Ada: @Footnote "+first), ada("Footnote: "+firstLine(r1.message), second), said(r2, "Ada: "+second)}}, err
}

// firstLine is how a message begins.
func firstLine(m wire.Message) string {
	line, _, _ := strings.Cut(m.Content, "\n")
	return line
}

// found shows passages that were looked up.
func found(ctx context.Context, s *studio) (picture.View, error) {
	r, err := s.command(ctx, "source", text("query", "consensus decision-making"))
	return one("Passages that were found", "The passages that fit the words best, each with its document, and a menu to open one.", "Ada used /source", r, err)
}

// source shows a document.
func source(ctx context.Context, s *studio) (picture.View, error) {
	r, err := s.command(ctx, "source", text("document", document))
	return one("A document", "What the document is, its sections, its first passage, and buttons to page through it.", "Ada used /source", r, err)
}

// documentList shows the list of documents.
func documentList(ctx context.Context, s *studio) (picture.View, error) {
	r, err := s.command(ctx, "sources")
	return one("The documents", "A list of the documents with a menu to open one.", "Ada used /sources", r, err)
}

// check shows what became of a message's claims.
func check(ctx context.Context, s *studio) (picture.View, error) {
	message := object{"id": "2", "channel_id": "3", "content": claims, "author": object{"id": "4", "username": "Ada"}}
	r, err := s.interact(ctx, discordgo.InteractionApplicationCommand, object{"id": "1", "name": "Check against the corpus", "type": 3,
		"target_id": "2", "resolved": object{"messages": object{"2": message}}}, false)
	return picture.View{Title: "Claims that were checked", About: "Of each claim in Ada's message it is said whether the corpus supports it, contradicts it or is silent.",
		Parts: []picture.Part{picture.Said{Author: "Ada", Message: wire.Message{Content: claims}}, said(r, "")}}, err
}

// settings shows the panel of settings, opened.
func settings(ctx context.Context, s *studio) (picture.View, error) {
	r, err := s.command(ctx, "footnote", object{"name": "settings", "type": 1, "options": []object{}})
	view, err := one("The settings", "What is set on this server, and the menu to change it.", "Ada used /footnote settings", r, err)
	if err != nil {
		return view, err
	}
	id, err := control(r.message.Components, "set")
	opened := said(r, "Ada used /footnote settings")
	opened.Open = id
	view.Parts = []picture.Part{opened}
	return view, err
}

// help shows what the bot says of itself.
func help(ctx context.Context, s *studio) (picture.View, error) {
	r, err := s.command(ctx, "help")
	return one("Help", "What the bot can do.", "Ada used /help", r, err)
}

// status shows how the bot is doing.
func status(ctx context.Context, s *studio) (picture.View, error) {
	r, err := s.command(ctx, "status")
	return one("Status", "How large the corpus is, and how the bot is doing.", "Ada used /status", r, err)
}

// reason shows the form behind a thumb down.
func reason(ctx context.Context, s *studio) (picture.View, error) {
	first, err := s.command(ctx, "ask", text("question", whoOrganised))
	if err != nil {
		return picture.View{}, err
	}
	id, err := control(first.message.Components, "down")
	if err != nil {
		return picture.View{}, err
	}
	r, err := s.press(ctx, id)
	return picture.View{Title: "A reason", About: "After a thumb down the bot asks for the reason.", Parts: []picture.Part{
		picture.Form{Modal: r.form, Values: map[string]string{"reason": "It should also say who opened the forum."}, Cancel: "Cancel", Submit: "Submit"}}}, err
}
