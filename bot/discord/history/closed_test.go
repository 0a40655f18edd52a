package history_test

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"footnote/bot/discord/discordtest"
	"footnote/bot/discord/history"
	"footnote/corpus"
	"footnote/corpus/sources"
)

// fault reads a channel of which a fault of a kind must be told, which says what
// to do.
func (w *town) fault(c discordtest.Channel, kind corpus.FaultKind, says ...string) harvest {
	w.t.Helper()
	h := gather(w.t.Context(), w.origin(c))
	if h.err != nil || len(h.faults) != 1 || h.faults[0].Kind != kind || h.faults[0].Path != "discord:"+c.ID {
		w.t.Fatalf("faults %v, error %v", h.faults, h.err)
	}
	contains(w.t, h.faults[0].Error(), says...)
	return h
}

// A channel that becomes private is closed with the next sync, whether the bot
// still sees it or not.
func TestBecomingPrivate(t *testing.T) {
	for name, bot := range map[string]bool{"the bot is let in": true, "the bot is not": false} {
		t.Run(name, func(t *testing.T) {
			w := openTown(t)
			w.said(w.ada, w.square, "The treasure is under the pier.")
			thread := w.OpenThread(w.ada, w.square, discordtest.ChannelPublicThread, "Gate", "")
			w.said(w.ada, thread, "It is stuck.")
			before := w.read(w.square)
			equal(t, "audience", before[1].Audience, []string{"guild:" + w.guild.ID})
			var after []corpus.Document
			if bot {
				w.DenyAll(w.square, discordtest.PermissionViewChannel, w.Bot())
				after = w.read(w.square)
			} else {
				w.DenyAll(w.square, discordtest.PermissionViewChannel)
				after = w.fault(w.square, corpus.Unread, "View Channel", "Read Message History").docs
			}
			if len(after) != 2 {
				t.Fatalf("documents: %s", texts(after))
			}
			for i, d := range after {
				equal(t, "audience", d.Audience, []string{"channel:" + w.square.ID})
				if d.Text != before[i].Text || d.ID != before[i].ID || d.Hash == before[i].Hash || d.Hash != d.ContentHash() {
					t.Errorf("the document is %+v", d)
				}
			}
			w.DenyAll(w.square, 0, w.Bot())
			equal(t, "audience", w.read(w.square)[0].Audience, []string{"guild:" + w.guild.ID})
		})
	}
}

// What can neither be read nor be closed goes.
func TestDeniedWithoutMemory(t *testing.T) {
	w := openTown(t)
	w.said(w.ada, w.square, "The treasure is under the pier.")
	w.DenyAll(w.square, discordtest.PermissionViewChannel)
	if h := w.fault(w.square, corpus.Refused, "View Channel"); len(h.docs) > 0 {
		t.Errorf("documents: %s", texts(h.docs))
	}
}

// Without the permission to read the history Discord shows an empty channel.
func TestNoHistory(t *testing.T) {
	w := openTown(t)
	w.said(w.ada, w.square, "It opens at six.")
	w.read(w.square)
	w.Deny(w.square, w.Bot(), discordtest.PermissionReadHistory)
	contains(t, texts(w.fault(w.square, corpus.Unread, "Read Message History").docs), "opens at six")
	thread := w.OpenThread(w.ada, w.square, discordtest.ChannelPublicThread, "Gate", "")
	w.said(w.ada, thread, "It is stuck.")
	w.dir = t.TempDir()
	w.fault(thread, corpus.Unread, "Read Message History")
	empty := w.AddChannel(w.guild, "empty")
	w.Deny(empty, w.Bot(), discordtest.PermissionReadHistory)
	w.dir = t.TempDir()
	w.fault(empty, corpus.Unread, "Read Message History") // the archived threads
}

func TestDeletedChannel(t *testing.T) {
	w := openTown(t)
	w.said(w.ada, w.square, "It opens at six.")
	w.read(w.square)
	w.DeleteChannel(w.square)
	if h := w.fault(w.square, corpus.Refused, "is gone"); len(h.docs) > 0 || strings.Contains(w.onDisk(), "six") {
		t.Errorf("documents: %s, on disk %s", texts(h.docs), w.onDisk())
	}
}

// Without the intent all that is known stays, and one fault says what to do.
func TestWithoutIntent(t *testing.T) {
	w := openTown(t)
	w.said(w.ada, w.square, "It opens at six.")
	thread := w.OpenThread(w.ada, w.square, discordtest.ChannelPublicThread, "Gate", "")
	w.said(w.ada, thread, "It is stuck.")
	before := w.read(w.square)
	disk := w.onDisk()
	w.SetMessageContent(false)
	w.said(w.ben, w.square, w.Bot().Mention()+" when does it open?") // which is shown
	w.said(w.ben, w.square, "At seven.")
	h := w.fault(w.square, corpus.Unread, "Message Content Intent", "developer portal")
	if texts(h.docs) != texts(before) || w.onDisk() != disk {
		t.Errorf("documents: %s", texts(h.docs))
	}
	w.DenyAll(w.square, discordtest.PermissionViewChannel, w.Bot())
	h = w.fault(w.square, corpus.Unread, "Message Content Intent")
	equal(t, "audience", h.docs[0].Audience, []string{"channel:" + w.square.ID})
	w.SetMessageContent(true)
	contains(t, texts(w.read(w.square)), "At seven.")
	w.SetMessageContent(false)
	w.dir = t.TempDir()
	if h := w.fault(w.square, corpus.Unread, "Message Content Intent"); len(h.docs) > 0 || strings.Contains(w.onDisk(), "Ben") {
		t.Errorf("documents: %s", texts(h.docs))
	}
}

// A sticker says nothing, with or without the intent.
func TestStickers(t *testing.T) {
	w := openTown(t)
	w.Send(w.ada, w.square, discordtest.Draft{More: discordtest.Object{"sticker_items": []any{discordtest.Object{"id": "1", "name": "Wave", "format_type": 1}}}})
	if docs := w.read(w.square); len(docs) > 0 {
		t.Errorf("documents: %s", texts(docs))
	}
}

// While Discord is down all that is known stays.
func TestDown(t *testing.T) {
	for _, path := range []string{"/channels/[0-9]+$", "/guilds/[0-9]+$", "/users/@me", "/messages", "/threads/active", "/threads/archived"} {
		t.Run(path, func(t *testing.T) {
			w := openTown(t)
			w.said(w.ada, w.square, "It opens at six.")
			thread := w.OpenThread(w.ada, w.square, discordtest.ChannelPublicThread, "Gate", "")
			w.said(w.ada, thread, "It is stuck.")
			before := texts(w.read(w.square))
			disk := w.onDisk()
			down := w.Inject(discordtest.Fault{Path: path, Do: discordtest.Fail(404, 0, "it is all gone")})
			h := w.fault(w.square, corpus.Unread, "Discord did not answer")
			if len(h.docs) > 0 && texts(h.docs) != before || w.onDisk() != disk {
				t.Errorf("documents: %s", texts(h.docs))
			}
			down.Stop()
			if after := texts(w.read(w.square)); after != before {
				t.Errorf("afterwards it is %s", after)
			}
		})
	}
}

// What is deleted while it is being read is no failure.
func TestDeletedMeanwhile(t *testing.T) {
	w := openTown(t)
	forum := w.AddForum(w.guild, "help")
	first, _ := w.Post(w.ada, forum, "Gate", "How do I open the gate?")
	w.Post(w.ada, forum, "Key", "Where is the key?")
	w.read(forum)
	w.Inject(discordtest.Fault{Path: first.ID + "/messages", Times: 1, Do: discordtest.Fail(404, 10003, "Unknown Channel")})
	if d := w.one(forum); d.Title != "Key" {
		t.Errorf("the document is %+v", d)
	}
	before := texts(w.read(forum))
	w.Inject(discordtest.Fault{Path: "/threads/archived", Times: 1, Do: discordtest.Fail(404, 10003, "Unknown Channel")})
	if h := w.fault(forum, corpus.Unread, "is gone"); texts(h.docs) != before {
		t.Errorf("documents: %s", texts(h.docs))
	}
}

// A limit is waited for, and no longer than the context allows.
func TestLimits(t *testing.T) {
	w := openTown(t)
	w.said(w.ada, w.square, "It opens at six.")
	w.Inject(discordtest.Fault{Path: "/messages", Times: 1, Do: discordtest.TooMany("user", 300*time.Millisecond)})
	contains(t, texts(w.read(w.square)), "six")
	w.Inject(discordtest.Fault{Path: "/messages", Do: discordtest.TooMany("user", time.Hour)})
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(50*time.Millisecond, cancel)
	h := gather(ctx, w.origin(w.square))
	if !errors.Is(h.err, context.Canceled) && len(h.faults) == 0 {
		t.Errorf("faults %v, error %v", h.faults, h.err)
	}
}

// What is no channel of the server's is no source.
func TestUnfit(t *testing.T) {
	w := openTown(t)
	other := w.AddGuild("Elsewhere")
	for _, test := range []struct {
		name  string
		c     discordtest.Channel
		guild string
		says  string
	}{
		{"nonsense", discordtest.Channel{ID: "#square"}, "", "no ID"},
		{"a direct message", w.DM(w.ada), "", "direct messages"},
		{"a category", w.AddPlace(w.guild, discordtest.ChannelCategory, "harbour"), "", "category"},
		{"another server's channel", w.square, other.ID, "another server"},
		{"a directory", w.AddPlace(w.guild, 14, "hub"), "", "nobody writes"},
	} {
		w.dir = t.TempDir()
		o := history.New(w.api, sources.Source{Location: test.c.ID, Guild: test.guild}, w.dir, w.options)
		h := gather(t.Context(), o)
		if len(h.faults) != 1 || h.faults[0].Kind != corpus.Refused || !strings.Contains(h.faults[0].Error(), test.says) || len(h.docs) > 0 {
			t.Errorf("%s: faults %v, documents %s", test.name, h.faults, texts(h.docs))
		}
	}
}

// When the folder cannot be written to nothing is lost.
func TestFullDisk(t *testing.T) {
	w := openTown(t)
	w.said(w.ada, w.square, "It opens at six.")
	w.dir += "/file"
	if err := os.WriteFile(w.dir, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	w.fault(w.square, corpus.Unread, "keeping what was read")
}
