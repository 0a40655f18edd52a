package history

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"
)

// A message is what is kept of one: its text as Discord has it, names apart.
type message struct {
	ID   string    `json:"id"`
	Time time.Time `json:"time"`
	// At is the channel and the message that a link leads to, where that is
	// elsewhere: for the message that a thread was opened from.
	At     string `json:"at,omitempty"`
	Author person `json:"author"`
	Text   string `json:"text,omitempty"`
	// Beside are lines on what came with the text.
	Beside   []string `json:"beside,omitempty"`
	Mentions []person `json:"mentions,omitempty"`
	ReplyTo  string   `json:"reply_to,omitempty"`
	// Marks are the check marks among the reactions to it, Checks is how many
	// people set one. Accepted is set when somebody did who decides, as far as
	// was found out when Judged people had set one.
	Marks    []string `json:"marks,omitempty"`
	Checks   int      `json:"checks,omitempty"`
	Judged   int      `json:"judged,omitempty"`
	Accepted bool     `json:"accepted,omitempty"`
}

// A person is somebody who wrote something or is mentioned.
type person struct {
	ID string `json:"id"`
	// Name is what is shown, User the name that is the account's alone.
	Name string `json:"name"`
	User string `json:"user,omitempty"`
	Bot  bool   `json:"bot,omitempty"`
}

func personOf(u *discordgo.User) person {
	p := person{ID: u.ID, Name: u.GlobalName, User: u.Username, Bot: u.Bot}
	if p.Name == "" {
		p.Name, p.User = u.Username, ""
	}
	return p
}

// A sight is what a message shows of itself without the intent for its content.
type sight int

const (
	unclear sight = iota // it would be like that either way
	shown
	hidden // it says nothing, and no message says nothing
)

// sightOf tells what a message shows. What is said to the bot is always shown.
func sightOf(m *discordgo.Message, self string) sight {
	ours := m.Author == nil || m.Author.ID == self || slices.ContainsFunc(m.Mentions, func(u *discordgo.User) bool { return u != nil && u.ID == self })
	switch {
	case ours || !isSaid(m):
		return unclear
	case m.Content != "" || len(m.Attachments)+len(m.Embeds)+len(m.Components) > 0 || m.Poll != nil:
		return shown
	case len(m.StickerItems)+len(m.MessageSnapshots) > 0 || m.Activity != nil:
		return unclear
	}
	return hidden
}

// isSaid reports whether a message is somebody's, and not Discord's own.
func isSaid(m *discordgo.Message) bool {
	switch m.Type {
	case discordgo.MessageTypeDefault, discordgo.MessageTypeReply:
		return true
	case discordgo.MessageTypeChatInputCommand, discordgo.MessageTypeContextMenuCommand: // the answers to them
		return true
	}
	return false
}

// keep makes what is kept of a message; false for what is no part of a
// conversation: notices of Discord's, commands, what the bot said, and what was
// said to it, which is answered from the corpus and must not become a part of it.
func keep(m *discordgo.Message, self string) (message, bool) {
	if m.Type == discordgo.MessageTypeThreadStarterMessage && m.ReferencedMessage != nil {
		kept, ok := keep(m.ReferencedMessage, self)
		kept.At = m.ReferencedMessage.ChannelID + "/" + m.ReferencedMessage.ID
		kept.ID = m.ID // in its place among the others
		return kept, ok
	}
	if !isID(m.ID) || m.Author == nil || m.Author.ID == self || !isSaid(m) {
		return message{}, false
	}
	to := m.ReferencedMessage
	toBot := m.Type == discordgo.MessageTypeReply && to != nil && to.Author != nil && to.Author.ID == self
	if toBot || isCommand(m.Content, self) {
		return message{}, false
	}
	kept := message{ID: m.ID, Time: m.Timestamp, Author: personOf(m.Author), Text: m.Content, Beside: beside(m)}
	if m.Member != nil && m.Member.Nick != "" { // some servers tell
		kept.Author.Name = m.Member.Nick
	}
	if kept.Time.IsZero() {
		kept.Time, _ = discordgo.SnowflakeTimestamp(m.ID) // an ID is a number
	}
	if m.MessageReference != nil && m.MessageReference.Type == discordgo.MessageReferenceTypeDefault {
		kept.ReplyTo = m.MessageReference.MessageID
	}
	kept.mention(m.Mentions)
	for _, s := range m.MessageSnapshots {
		if s.Message == nil || isAnswer(s.Message.Content) {
			continue
		}
		kept.mention(s.Message.Mentions)
		if s.Message.Content != "" {
			kept.Beside = append(kept.Beside, "Forwarded: "+s.Message.Content)
		}
		kept.Beside = append(kept.Beside, beside(s.Message)...)
	}
	for _, r := range m.Reactions {
		if r != nil && r.Emoji != nil && r.Emoji.ID == "" && isCheckMark(r.Emoji.Name) {
			kept.Checks += r.Count
			kept.Marks = append(kept.Marks, r.Emoji.Name)
		}
	}
	return kept, kept.Text != "" || len(kept.Beside) > 0
}

func (m *message) mention(users []*discordgo.User) {
	for _, u := range users {
		if u != nil {
			m.Mentions = append(m.Mentions, personOf(u))
		}
	}
}

// beside is what of a message says something and is not in its text: the titles
// of pages that it links to, all of what a bot shows, polls and names of files.
func beside(m *discordgo.Message) []string {
	var lines []string
	bot := m.Author != nil && m.Author.Bot
	for _, e := range m.Embeds {
		switch {
		case e == nil:
		case bot:
			lines = append(lines, e.Title, e.Description)
			for _, f := range e.Fields {
				if f != nil {
					lines = append(lines, f.Name+": "+f.Value)
				}
			}
		case e.Title != "" && e.Type != discordgo.EmbedTypeGifv && e.Type != discordgo.EmbedTypeImage && !strings.Contains(m.Content, e.Title):
			lines = append(lines, "[page: "+e.Title+"]")
		}
	}
	if m.Poll != nil {
		lines = append(lines, "Poll: "+m.Poll.Question.Text)
		for _, a := range m.Poll.Answers {
			if a.Media != nil {
				lines = append(lines, "- "+a.Media.Text)
			}
		}
	}
	for _, a := range m.Attachments {
		if a != nil && !nameless.MatchString(a.Filename) {
			lines = append(lines, "[file: "+a.Filename+"]")
		}
	}
	return slices.DeleteFunc(lines, func(line string) bool { return strings.TrimSpace(line) == "" })
}

var (
	// nameless files are named by machines.
	nameless = regexp.MustCompile(`(?i)^(?:spoiler_)?(?:image|img|unknown|untitled|screenshot|screen_shot|photo|video|voice|pxl|dsc|dcim|received|signal|whatsapp)?(?:[-_ .]?(?:message|at|image|video|am|pm|[0-9a-f]*\d[0-9a-f]*|[0-9a-f]{8,}))*(?:\.\w{0,5})?$`)
	// command is what other bots are called by: !rank, ?tag rules, .ping alone.
	command = regexp.MustCompile(`^(?:[!?/]|;;|>>)[a-z][a-z0-9_-]{0,31}(?:\s|$)|^[.$%&+~;-][a-z][a-z0-9_-]{0,31}\s*$`)
	// answer is how the bot marks statements, should somebody forward them.
	answer = regexp.MustCompile(`\[\[\d+\]\]\(<`)
)

// isCommand reports whether a text is put to a bot, this one or another.
func isCommand(text, self string) bool {
	text = strings.TrimSpace(text)
	return self != "" && (strings.HasPrefix(text, "<@"+self+">") || strings.HasPrefix(text, "<@!"+self+">")) || command.MatchString(text)
}

func isAnswer(text string) bool { return answer.MatchString(text) }

// isCheckMark reports whether an emoji says that something is settled.
func isCheckMark(emoji string) bool {
	return slices.Contains([]string{"✅", "☑️", "☑", "✔️", "✔"}, emoji)
}
