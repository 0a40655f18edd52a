package chatlog

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"footnote/corpus"
)

// telegramTypes are those of chats.
var telegramTypes = map[string]bool{
	"personal_chat": true, "private_group": true, "private_supergroup": true, "public_supergroup": true,
	"private_channel": true, "public_channel": true, "bot_chat": true, "saved_messages": true,
}

// isTelegram recognises the export of a chat, or of all chats, of Telegram.
func isTelegram(_ string, head []byte) bool {
	h, ok := headOf(head)
	if !ok || h.list {
		return false
	}
	one := telegramTypes[h.members["type"]] && h.has("id", "messages")
	all := strings.HasPrefix(h.members["about"], "Here is the data you requested")
	return one || all
}

// A richText is a text, or a list of texts and of pieces with a form.
type richText string

func (t *richText) UnmarshalJSON(data []byte) error {
	var whole string
	if json.Unmarshal(data, &whole) == nil {
		*t = richText(whole)
		return nil
	}
	var pieces []json.RawMessage
	if err := json.Unmarshal(data, &pieces); err != nil {
		return nil // of another form: it says nothing
	}
	var b strings.Builder
	for _, p := range pieces {
		var text string
		var piece struct{ Type, Text string }
		if json.Unmarshal(p, &text) == nil {
			b.WriteString(text)
		} else if json.Unmarshal(p, &piece) == nil {
			if piece.Type == "pre" {
				piece.Text = "```\n" + piece.Text + "\n```"
			}
			b.WriteString(piece.Text)
		}
	}
	*t = richText(b.String())
	return nil
}

type telegramMessage struct {
	ID      int64
	Type    string
	Date    string
	Seconds string `json:"date_unixtime"`
	From    string
	ReplyTo int64 `json:"reply_to_message_id"`
	Text    richText
	File    string
	Name    string `json:"file_name"`
	Media   string `json:"media_type"`
}

// telegram reads the export of a chat, or of all chats.
func (*Reader) telegram(ctx context.Context, file corpus.File, visit func(Channel) bool) error {
	d := decoder(file.Data)
	chat := func(part bool) error {
		c, err := telegramChat(ctx, d)
		if part {
			c.Part = oneLine(c.Name)
		}
		visit(c)
		return err
	}
	h, _ := headOf(file.Data[:min(len(file.Data), corpus.HeadSize)])
	if telegramTypes[h.members["type"]] {
		if err := chat(false); err != nil {
			return cutOff(err)
		}
		return nil
	}
	err := members(d, func(name string) (bool, error) {
		if name != "chats" && name != "left_chats" {
			return false, nil
		}
		return true, members(d, func(name string) (bool, error) {
			if name != "list" {
				return false, nil
			}
			return true, elements(d, func() error { return chat(true) })
		})
	})
	if err != nil {
		return cutOff(err)
	}
	return nil
}

// telegramChat reads one chat.
func telegramChat(ctx context.Context, d *json.Decoder) (Channel, error) {
	var c Channel
	var kind string
	var id json.Number
	var messages []telegramMessage
	err := members(d, func(name string) (bool, error) {
		switch name {
		case "name":
			var name *string
			err := decode(d, &name)
			if name != nil {
				c.Name = oneLine(*name)
			}
			return true, err
		case "type":
			return true, decode(d, &kind)
		case "id":
			return true, decode(d, &id)
		case "messages":
			return true, elements(d, func() error {
				var m telegramMessage
				if err := decode(d, &m); err != nil {
					return err
				}
				if m.Type == "message" {
					messages = append(messages, m)
				}
				return ctx.Err()
			})
		}
		return false, nil
	})
	if c.Name == "" {
		c.Name = strings.ReplaceAll(kind, "_", " ")
	}
	for _, m := range messages {
		c.Messages = append(c.Messages, m.message(kind, id.String()))
	}
	return c, err
}

func (m telegramMessage) message(kind, chat string) Message {
	out := Message{ID: strconv.FormatInt(m.ID, 10), Author: m.From}
	if m.ReplyTo != 0 {
		out.ReplyTo = strconv.FormatInt(m.ReplyTo, 10)
	}
	out.Time, _ = time.Parse("2006-01-02T15:04:05", m.Date)
	if seconds, err := strconv.ParseInt(m.Seconds, 10, 40); err == nil && out.Time.IsZero() {
		out.Time = time.Unix(seconds, 0).UTC()
	}
	// Members of these can open a message by its number.
	if (strings.HasSuffix(kind, "supergroup") || strings.HasSuffix(kind, "channel")) && isDigits(chat) {
		out.URL = fmt.Sprintf("https://t.me/c/%s/%d", chat, m.ID)
	}
	name := m.Name
	if name == "" && m.Media != "sticker" {
		name = titleOfMedia(m.File)
	}
	out.Text = joined([]string{string(m.Text), attached(name)})
	return out
}

// titleOfMedia is the name of a file of an export; files that were left out of
// it have none.
func titleOfMedia(file string) string {
	if strings.HasPrefix(file, "(File ") {
		return ""
	}
	return file[strings.LastIndexByte(file, '/')+1:]
}
