package history_test

import (
	"testing"
	"time"

	"footnote/bot/discord/discordtest"
	"footnote/corpus"
)

// A channel is its conversations, each with a link to where it begins.
func TestConversations(t *testing.T) {
	w := openTown(t)
	first := w.said(w.ada, w.square, "When does the **gate** open? "+w.ben.Mention())
	w.said(w.ben, w.square, "At <t:1772366400:t>, see <#"+w.square.ID+">.")
	w.pass(6 * time.Hour)
	second := w.said(w.ben, w.square, "It is open.")
	docs := w.read(w.square)
	if len(docs) != 2 {
		t.Fatalf("documents: %+v", docs)
	}
	d := docs[0]
	if d.Text != "Ada Olsen, 2026-03-01 12:01: When does the gate open? @Ben\n\nBen, 2026-03-01 12:02: At 12:00 UTC, see #square.\n" {
		t.Errorf("the text is %q", d.Text)
	}
	at := "https://discord.com/channels/" + w.guild.ID + "/" + w.square.ID + "/"
	if d.ID != w.square.ID+"/"+first || d.Title != "#square, 2026-03-01" || d.Publisher != "Harbour Town" || d.URL != at+first || d.Hash != d.ContentHash() {
		t.Errorf("the document is %+v", d)
	}
	if docs[1].URL != at+second || docs[1].Path != d.Path {
		t.Errorf("the second document is %+v", docs[1])
	}
	root := corpus.Fault{Path: "discord:" + w.square.ID, Kind: corpus.Unread}
	if !root.Keeps(d.Path) {
		t.Errorf("the root %s does not keep %s", root.Path, d.Path)
	}
	equal(t, "audience", d.Audience, []string{"guild:" + w.guild.ID})
}

// Of messages counts what people say to each other.
func TestWhatIsLeftOut(t *testing.T) {
	w := openTown(t)
	other := w.AddBot("Quizmaster", w.guild)
	own := w.Send(w.Bot(), w.square, discordtest.Draft{Text: "The corpus says six. [[1]](<https://x.example>)"})
	w.said(w.ada, w.square, w.Bot().Mention()+" when does it open?")
	w.Say(w.ada, w.square, "And on Sundays?", own.ID)
	w.said(w.ada, w.square, "!rank")
	w.said(w.ada, w.square, "/ask when does it open")
	w.Send(other, w.square, discordtest.Draft{Text: "Who was first?", Embeds: []discordtest.Object{{"title": "Quiz", "description": "Round two"}}})
	w.Send(w.ada, w.square, discordtest.Draft{Text: "pinned a message", Kind: 6})
	w.Send(w.ada, w.square, discordtest.Draft{Text: "welcome", Kind: 7})
	w.Send(w.ada, w.square, discordtest.Draft{More: discordtest.Object{"message_reference": discordtest.Object{"type": 1},
		"message_snapshots": []any{discordtest.Object{"message": discordtest.Object{"content": "Six. [[1]](<https://x.example>)", "type": 0}}}}})
	if docs := w.read(w.square); len(docs) != 0 {
		t.Errorf("documents: %s", texts(docs))
	}
	w.said(w.ada, w.square, "It opens at six.")
	contains(t, texts(w.read(w.square)), "It opens at six.")
	w.options.Bots = true
	all := texts(w.read(w.square))
	contains(t, all, "Quizmaster", "Who was first?", "Round two")
	lacks(t, all, "corpus says", "rank", "Sundays", "pinned", "welcome")
}

// The names of channels that not everyone sees are not told, nor is that of one
// that is unknown; a closed channel may name itself.
func TestNamesOfChannels(t *testing.T) {
	w := openTown(t)
	docks, vault := w.AddChannel(w.guild, "docks"), w.AddChannel(w.guild, "vault")
	w.DenyAll(vault, discordtest.PermissionViewChannel, w.Bot())
	crew := w.AddRole(w.guild, "crew", 0)
	for _, c := range []discordtest.Channel{w.square, vault} {
		w.said(w.ada, c, "See <#"+docks.ID+">, <#"+vault.ID+"> and <#1>, <@&"+crew.ID+">.")
	}
	contains(t, w.one(w.square).Text, "See #docks, #channel and #channel, @crew.")
	w.dir = t.TempDir()
	contains(t, w.one(vault).Text, "See #docks, #vault and #channel, @crew.")
}

// What came beside a text is told where it says something.
func TestBeside(t *testing.T) {
	w := openTown(t)
	w.Send(w.ada, w.square, discordtest.Draft{Text: "See https://x.example/map", Embeds: []discordtest.Object{{"type": "link", "title": "Map of the harbour"}, {"type": "gifv", "title": "Dancing cat"}},
		Attachments: []discordtest.Attachment{{Name: "tide table.pdf"}, {Name: "image0.png"}, {Name: "IMG_2044.JPG"}, {Name: "unknown.png"}, {Name: "Screenshot_20260301-1201.png"}}})
	w.Send(w.ben, w.square, discordtest.Draft{More: discordtest.Object{"poll": discordtest.Object{"question": discordtest.Object{"text": "Which quay?"},
		"answers": []any{discordtest.Object{"answer_id": 1, "poll_media": discordtest.Object{"text": "North"}}}}}})
	w.Send(w.ben, w.square, discordtest.Draft{More: discordtest.Object{"message_reference": discordtest.Object{"type": 1},
		"message_snapshots": []any{discordtest.Object{"message": discordtest.Object{"content": "The **north** quay is shut.", "type": 0}}}}})
	all := texts(w.read(w.square))
	contains(t, all, "See https://x.example/map\n[page: Map of the harbour]\n[file: tide table.pdf]", "Poll: Which quay?\n- North", "Forwarded: The north quay is shut.")
	lacks(t, all, "cat", "image0", "IMG_", "unknown", "Screenshot")
}

// A thread is one document; the message that it was opened from is its first.
func TestThread(t *testing.T) {
	w := openTown(t)
	question := w.said(w.ada, w.square, "How do I open the gate?")
	thread := w.OpenThread(w.ben, w.square, discordtest.ChannelPublicThread, "The gate", question)
	w.said(w.ben, thread, "Push it.")
	w.pass(48 * time.Hour)
	w.said(w.ada, thread, "Thanks!")
	d := w.one(thread)
	if d.ID != thread.ID || d.Title != "The gate" || d.Author != "Ada Olsen" || d.URL != "https://discord.com/channels/"+w.guild.ID+"/"+w.square.ID+"/"+question {
		t.Errorf("the document is %+v", d)
	}
	contains(t, d.Text, "Ada Olsen, 2026-03-01 12:01: How do I open the gate?\n\nBen", "Push it.", "Thanks!")
	if docs := w.read(w.square); len(docs) != 2 || docs[1].ID != thread.ID {
		t.Errorf("the channel has %s", texts(docs))
	}
}

// Threads are read wherever they are listed, but private ones and the bot's.
func TestThreadsOfAChannel(t *testing.T) {
	w := openTown(t)
	open := func(u discordtest.User, kind int, name string) discordtest.Channel {
		thread := w.OpenThread(u, w.square, kind, name, "")
		w.said(w.ada, thread, "this is "+name)
		return thread
	}
	open(w.ada, discordtest.ChannelPublicThread, "active")
	open(w.ada, discordtest.ChannelPrivateThread, "private")
	open(w.Bot(), discordtest.ChannelPublicThread, "ours")
	for i := range 103 {
		w.Archive(open(w.ada, discordtest.ChannelPublicThread, "old"), w.clock.Now().Add(time.Duration(i)*time.Second))
	}
	docs := w.read(w.square)
	all := texts(docs)
	contains(t, all, "this is active")
	lacks(t, all, "private", "ours")
	if len(docs) != 104 {
		t.Errorf("%d documents", len(docs))
	}
	if n := w.asked(0, "/archived/"); n != 2 {
		t.Errorf("%d pages of archived threads", n)
	}
	from := len(w.Requests())
	if again := w.read(w.square); texts(again) != all {
		t.Error("the second time it is another")
	}
	if n := w.asked(from, "/messages"); n != 2 { // the channel and the active thread
		t.Errorf("read %d places again", n)
	}
}

func TestPrivateThread(t *testing.T) {
	w := openTown(t)
	thread := w.OpenThread(w.ada, w.square, discordtest.ChannelPrivateThread, "secret", "")
	w.said(w.ada, thread, "The treasure is under the pier.")
	equal(t, "audience", w.one(thread).Audience, []string{"channel:" + thread.ID})
}
