package chatlog

import (
	"bytes"
	"context"
	"encoding/json"
	"html"
	"maps"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"footnote/corpus"
)

var (
	slackTime = regexp.MustCompile(`^\d{9,11}\.\d{1,9}$`)
	slackID   = regexp.MustCompile(`^[UWCGDBTAF][A-Z0-9]{4,20}$`)
)

// isSlack recognises a day of a channel in an export of Slack.
func isSlack(_ string, head []byte) bool {
	h, ok := headOf(head)
	return ok && h.list && h.members["type"] == "message" && slackTime.MatchString(h.members["ts"])
}

// slackLists are the files of an export that hold no talk.
var slackLists = map[string]bool{"users.json": true, "channels.json": true, "groups.json": true, "dms.json": true, "mpims.json": true,
	"integration_logs.json": true, "canvases.json": true, "lists.json": true, "org_users.json": true, "file_conversations.json": true, "huddle_transcripts.json": true}

// isSlackList recognises what accompanies the channels of an export of Slack.
func isSlackList(name string, head []byte) bool {
	if !slackLists[strings.ToLower(path.Base(filepath.ToSlash(name)))] {
		return false
	}
	h, ok := headOf(head)
	return ok && h.list && (slackID.MatchString(h.members["id"]) || slackID.MatchString(h.members["user_id"]))
}

// slackList reads a file without talk.
func (*Reader) slackList(context.Context, corpus.File, func(Channel) bool) error { return nil }

type slackMessage struct {
	Type, Subtype  string
	User, Username string
	Text           string
	TS             string
	Thread         string                `json:"thread_ts"`
	BotID          string                `json:"bot_id"`
	Profile        slackProfile          `json:"user_profile"`
	BotProfile     struct{ Name string } `json:"bot_profile"`
	Files          []struct{ Name, Title string }
	Attachments    []struct{ Title, Text, Fallback string }
	Reactions      []struct{ Name string }
}

type slackProfile struct {
	Display string `json:"display_name"`
	Real    string `json:"real_name"`
	Name    string
}

func (p slackProfile) name() string {
	for _, name := range []string{p.Display, p.Real, p.Name} {
		if name = oneLine(name); name != "" {
			return name
		}
	}
	return ""
}

// slackTalk are the subtypes of messages that people or programs wrote.
var slackTalk = map[string]bool{"": true, "bot_message": true, "me_message": true, "thread_broadcast": true, "file_share": true, "file_comment": true, "reply_broadcast": true}

// slack reads a day of a channel. The name of the channel is that of its
// folder.
func (r *Reader) slack(ctx context.Context, file corpus.File, visit func(Channel) bool) error {
	d := decoder(file.Data)
	var messages []slackMessage
	err := elements(d, func() error {
		var m slackMessage
		if err := decode(d, &m); err != nil {
			return err
		}
		if m.Type == "message" && slackTalk[m.Subtype] {
			messages = append(messages, m)
		}
		return ctx.Err()
	})
	users := maps.Clone(r.usersBeside(file))
	if users == nil {
		users = map[string]string{}
	}
	for _, m := range messages {
		if users[m.User] == "" {
			users[m.User] = clipped(m.Profile.name())
		}
	}
	visit(slackChannel(file.Name, messages, users))
	if err != nil {
		return cutOff(err)
	}
	return nil
}

// slackChannel makes a day of a channel, in which answers stand below what they
// answer. It is one document.
func slackChannel(name string, messages []slackMessage, users map[string]string) Channel {
	folder := path.Base(path.Dir(filepath.ToSlash(name)))
	c := Channel{Name: "#" + folder, Whole: true}
	if day := titleOf(name); folder != "." && folder != "/" {
		c.Name += ", " + day
	} else {
		c.Name = day
	}
	slices.SortStableFunc(messages, func(a, b slackMessage) int {
		if n := strings.Compare(a.started(), b.started()); n != 0 {
			return n
		}
		return strings.Compare(a.TS, b.TS)
	})
	for _, m := range messages {
		c.Messages = append(c.Messages, m.message(users))
	}
	return c
}

// started is when the thread began that a message is in.
func (m slackMessage) started() string {
	if m.Thread != "" {
		return m.Thread
	}
	return m.TS
}

func (m slackMessage) message(users map[string]string) Message {
	out := Message{ID: m.TS, Author: users[m.User]}
	for _, name := range []string{oneLine(m.Username), oneLine(m.BotProfile.Name), m.User, m.BotID} {
		if out.Author == "" {
			out.Author = name
		}
	}
	if m.Thread != m.TS {
		out.ReplyTo = m.Thread
	}
	if seconds, err := strconv.ParseFloat(m.TS, 64); err == nil && seconds < 1<<40 {
		out.Time = time.Unix(int64(seconds), 0).UTC()
	}
	parts := []string{slackText(m.Text, users)}
	for _, a := range m.Attachments {
		if a.Text == "" && a.Title == "" {
			a.Text = a.Fallback
		}
		parts = append(parts, slackText(a.Title, users), slackText(a.Text, users))
	}
	for _, f := range m.Files {
		if f.Name == "" {
			f.Name = f.Title
		}
		parts = append(parts, attached(f.Name))
	}
	out.Text = joined(parts)
	return out
}

var slackLink = regexp.MustCompile(`<([^<>|\n]+)(?:\|([^<>\n]*))?>`)

// slackText is a text without the markup of Slack.
func slackText(text string, users map[string]string) string {
	text = slackLink.ReplaceAllStringFunc(text, func(s string) string {
		found := slackLink.FindStringSubmatch(s)
		to, label := found[1], found[2]
		switch {
		case strings.HasPrefix(to, "@"):
			if name := users[to[1:]]; name != "" {
				return "@" + name
			}
			return "@" + strings.TrimPrefix(first(label, to), "@")
		case strings.HasPrefix(to, "#"):
			return "#" + strings.TrimPrefix(first(label, to), "#")
		case strings.HasPrefix(to, "!"):
			name, _, _ := strings.Cut(to[1:], "^")
			return first(label, "@"+name)
		}
		return first(label, strings.TrimPrefix(to, "mailto:"))
	})
	return html.UnescapeString(unmarked(text, slackMarks))
}

func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// clipped is a name that is not too long to stand wherever somebody is
// mentioned.
func clipped(name string) string {
	const longest = 200
	if len(name) <= longest {
		return name
	}
	return strings.ToValidUTF8(name[:longest], "") + "…"
}

// usersBeside are the names of users that stand beside the channels of an
// export.
func (r *Reader) usersBeside(file corpus.File) map[string]string {
	if file.Beside == nil {
		return nil
	}
	data, err := file.Beside("../users.json")
	if err != nil {
		return nil
	}
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if r.users != nil && bytes.Equal(data, r.usersData) {
		return r.users
	}
	var list []struct {
		ID, Name string
		RealName string `json:"real_name"`
		Profile  slackProfile
	}
	_ = json.Unmarshal(data, &list) // names that cannot be read stay numbers
	users := map[string]string{}
	for _, u := range list {
		users[u.ID] = clipped(first(u.Profile.name(), first(oneLine(u.RealName), u.Name)))
	}
	r.users, r.usersData = users, data
	return users
}
