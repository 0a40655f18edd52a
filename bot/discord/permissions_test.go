package discord_test

import (
	"net/http"
	"strings"
	"testing"

	"footnote/bot/discord/discordtest"
)

// Who manages the server is told, once and alone, what the bot lacks.
func TestLacksToldToManager(t *testing.T) {
	w := openTown(t)
	w.Deny(w.square, w.Bot(), discordtest.PermissionAttachFiles|discordtest.PermissionReadHistory)
	w.start()
	told := func(u discordtest.User, want int) []discordtest.Message {
		i := w.ask(u, map[string]any{"question": craneAsked})
		w.settled(i, finished)
		w.until("it is told", func() bool { return len(i.Messages()) > want })
		w.settle()
		return i.Messages()[1:]
	}
	if all := told(w.alice, 0); len(all) > 0 {
		t.Errorf("alice is told: %+v", all)
	}
	all := told(w.mayor, 1)
	if len(all) != 1 || !all[0].Ephemeral() {
		t.Fatalf("the mayor is told: %+v", all)
	}
	contains(t, all[0].Content, "<#"+w.square.ID+">", "Attach Files", "Read Message History")
	if strings.Contains(all[0].Content, "Send Messages") || strings.Contains(all[0].Content, "Threads") {
		t.Errorf("it tells of what is not lacking: %s", all[0].Content)
	}
	if all := told(w.mayor, 0); len(all) > 0 {
		t.Errorf("the mayor is told again: %+v", all)
	}
}

// Where the bot may not speak, the server's owner is told, once.
func TestMute(t *testing.T) {
	w := openTown(t)
	w.Deny(w.square, w.Bot(), discordtest.PermissionSendMessages)
	w.start()
	letters := w.DM(w.Owner(w.guild))
	for range 3 {
		w.says(w.alice, craneAsked)
	}
	w.until("all were tried", func() bool { return len(w.requests(0, http.MethodPost, w.square.ID+"/messages")) == 3 })
	w.until("the owner is told", func() bool { return len(w.Messages(letters)) > 0 })
	w.settle()
	all := w.Messages(letters)
	if len(all) != 1 {
		t.Fatalf("letters: %+v", all)
	}
	contains(t, all[0].Content, "<#"+w.square.ID+">", "Send Messages")
	if strings.Contains(w.log.String(), "level=ERROR") {
		t.Errorf("log:\n%s", w.log)
	}
}

// A question that takes long is given up as soon as it shows that the bot may
// not answer it.
func TestMuteEarly(t *testing.T) {
	w := openTown(t)
	w.Deny(w.square, w.Bot(), discordtest.PermissionSendMessages)
	w.start()
	l := w.hold("crane")
	w.says(w.alice, craneAsked)
	w.until("the owner is told", func() bool { return len(w.Messages(w.DM(w.Owner(w.guild)))) == 1 })
	w.until("nothing is under way", func() bool { return len(w.Typing(w.square)) == 0 && len(l.waiting()) == 1 })
	if all := w.requests(0, http.MethodPost, w.square.ID+"/messages"); len(all) > 0 {
		t.Errorf("tried all the same: %+v", all)
	}
}

// An owner who cannot be reached is tried once, and the log tells once.
func TestMuteOwnerUnreachable(t *testing.T) {
	w := openTown(t)
	w.Deny(w.square, w.Bot(), discordtest.PermissionSendMessages)
	letters := w.DM(w.Owner(w.guild))
	w.Inject(discordtest.Fault{Method: http.MethodPost, Path: letters.ID + "/messages", Do: discordtest.Fail(http.StatusForbidden, 50007, "Cannot send messages to this user")})
	w.start()
	for range 3 {
		w.says(w.alice, craneAsked)
	}
	w.until("all were tried", func() bool { return len(w.requests(0, http.MethodPost, w.square.ID+"/messages")) == 3 })
	const word = "was not told of missing permissions"
	w.until("it is logged", func() bool { return strings.Contains(w.log.String(), word) })
	w.settle()
	if n := len(w.requests(0, http.MethodPost, letters.ID)); n != 1 {
		t.Errorf("the owner is written to %d times", n)
	}
	if n := strings.Count(w.log.String(), word); n != 1 {
		t.Errorf("logged %d times", n)
	}
}

// Without the right to read the history a message cannot be replied to; it is
// answered all the same, and the owner told.
func TestNoHistory(t *testing.T) {
	w := openTown(t)
	w.Deny(w.square, w.Bot(), discordtest.PermissionReadHistory)
	w.start()
	for range 2 {
		p := w.says(w.alice, craneAsked)
		contains(t, w.heard(p, finished).Content, craneAnswer)
	}
	letters := w.DM(w.Owner(w.guild))
	w.until("the owner is told", func() bool { return len(w.Messages(letters)) > 0 })
	w.settle()
	all := w.Messages(letters)
	if len(all) != 1 {
		t.Fatalf("letters: %+v", all)
	}
	contains(t, all[0].Content, "Read Message History")
}

// Without the right to attach files a very long answer takes many messages.
func TestNoFiles(t *testing.T) {
	w := openTown(t)
	w.Deny(w.square, w.Bot(), discordtest.PermissionAttachFiles)
	w.start()
	long := longAnswer()
	long.Text = strings.Repeat(long.Text+"\n\n", 3)
	w.desk.answersAll(long)
	p := w.says(w.alice, craneAsked)
	w.heard(p, finished)
	if n := len(w.answersTo(p)); n < 4 {
		t.Errorf("%d messages", n)
	}
	w.until("the owner is told", func() bool {
		all := w.Messages(w.DM(w.Owner(w.guild)))
		return len(all) == 1 && strings.Contains(all[0].Content, "Attach Files")
	})
}

// answersTo are the bot's messages in the channel of a post, after it.
func (w *town) answersTo(p *discordtest.Post) []discordtest.Message {
	var all []discordtest.Message
	after := false
	for _, m := range w.Messages(discordtest.Channel{ID: p.ChannelID}) {
		if after && m.Author.ID == w.Bot().ID {
			all = append(all, m)
		}
		after = after || m.ID == p.ID
	}
	return all
}
