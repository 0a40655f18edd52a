package discord

import (
	"context"
	"strings"
	"unicode/utf8"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
	"footnote/bot/discord/phrases"
	"footnote/bot/discord/sqlitestate"
)

// An asking is a question with all that its answer depends on.
type asking struct {
	place
	question bot.Question
	private  bool
	text     phrases.Language
	settings sqlitestate.Settings
	// quiet leaves a question without an answer when the corpus has none:
	// nobody asked the bot.
	quiet bool
	// named puts the question above the answer, where it does not stand in the
	// channel.
	named bool
	// code ties log records together: the ID of the interaction or message.
	code string
}

// ask takes the command /ask.
func (b *Bot) ask(ctx context.Context, r *request) error {
	options := optionsOf(r.ApplicationCommandData().Options)
	private := options.flag(optionPrivate)
	text, err := cleanQuestion(options.text(optionQuestion))
	if err != nil {
		return err
	}
	question := bot.Question{Text: text, Audience: r.audience(private), Language: options.text(optionLanguage)}
	if question.Document, err = b.documentOf(ctx, options.text(optionSource), question.Audience); err != nil {
		return err
	}
	return b.answerRequest(ctx, r, question, private)
}

// askAbout takes the message command: the message is the question.
func (b *Bot) askAbout(ctx context.Context, r *request) error {
	message, err := target(r.ApplicationCommandData())
	if err != nil {
		return err
	}
	text, err := cleanQuestion(withoutMentions(message, b.user()))
	if err != nil {
		return err
	}
	return b.answerRequest(ctx, r, bot.Question{Text: cut(text, longest), Audience: r.audience(false)}, false)
}

// answerRequest answers a question by the reply to an interaction. What speaks
// against it is told before it is acknowledged, so that only the asker sees it.
func (b *Bot) answerRequest(ctx context.Context, r *request, question bot.Question, private bool) error {
	if err := b.admit(r.place, r.settings); err != nil {
		return err
	}
	if err := b.take(r.place, r.settings); err != nil {
		return err
	}
	if err := r.acknowledge(ctx, private); err != nil {
		return err
	}
	a := asking{place: r.place, question: question, private: r.private, text: r.text, settings: r.settings, named: true, code: r.ID}
	s := &replyStage{api: b.api, i: r.Interaction, user: r.user, private: r.private, expires: r.arrived.Add(tokenLife), now: b.now}
	r.late = s
	ids, err := b.answer(ctx, a, s)
	if err != nil {
		return err
	}
	r.set(fully)
	b.openThread(ctx, a, s, ids)
	b.tellLacks(ctx, r)
	return nil
}

// cleanQuestion takes out what is no text.
func cleanQuestion(text string) (string, error) {
	text = strings.TrimSpace(strings.ReplaceAll(strings.ToValidUTF8(text, "\ufffd"), "\x00", " "))
	switch {
	case text == "":
		return "", refusal(phrases.ErrEmptyQuestion)
	case utf8.RuneCountInString(text) > 4*longest:
		return "", refusal(phrases.ErrLongQuestion, longest)
	}
	return text, nil
}

// cut shortens a text to a number of characters.
func cut(text string, most int) string {
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	return string([]rune(text)[:most])
}

// options are the values that a command came with.
type options map[string]*discordgo.ApplicationCommandInteractionDataOption

func optionsOf(list []*discordgo.ApplicationCommandInteractionDataOption) options {
	o := options{}
	for _, option := range list {
		o[option.Name] = option
	}
	return o
}

func (o options) text(name string) string {
	if option, ok := o[name]; ok {
		if text, ok := option.Value.(string); ok {
			return text
		}
	}
	return ""
}

func (o options) flag(name string) bool {
	if option, ok := o[name]; ok {
		set, _ := option.Value.(bool)
		return set
	}
	return false
}

// target is the message that a message command is used on.
func target(data discordgo.ApplicationCommandInteractionData) (*discordgo.Message, error) {
	if data.Resolved != nil {
		if message := data.Resolved.Messages[data.TargetID]; message != nil {
			return message, nil
		}
	}
	return nil, refusal(phrases.ErrNoText)
}
