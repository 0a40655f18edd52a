package discord_test

import (
	"slices"
	"sync"
	"testing"

	"footnote/bot/discord/discordtest"
)

// changes notes what Options.Changed is told.
type changes struct {
	mu  sync.Mutex
	ids []string
}

func (c *changes) note(id string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ids = append(c.ids, id)
}

func (c *changes) take() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	taken := c.ids
	c.ids = nil
	return taken
}

// What was said and is no longer so is told, with the channel of a thread.
func TestChangesAreTold(t *testing.T) {
	w := openTown(t)
	told := new(changes)
	w.options.Changed = told.note
	w.start()
	first, second := w.Say(w.alice, w.square, "The crane lifts ten tons.", ""), w.Say(w.alice, w.square, "No, nine.", "")
	thread := discordtest.Object{"id": "77", "guild_id": w.guild.ID, "parent_id": w.square.ID, "type": 11, "name": "crane"}
	w.Event("THREAD_CREATE", w.guild.ID, thread)
	in := func(more ...string) discordtest.Object {
		o := discordtest.Object{"id": "1", "channel_id": "77", "guild_id": w.guild.ID}
		for i := 0; i < len(more); i += 2 {
			o[more[i]] = more[i+1]
		}
		return o
	}
	for _, test := range []struct {
		what   string
		happen func()
		want   []string
	}{
		{"something is said", func() { w.Say(w.bob, w.square, "It is.", "") }, nil},
		{"a message is edited", func() { w.EditMessage(first.ID, "The crane lifts nine tons.") }, []string{w.square.ID}},
		{"a message is deleted", func() { w.DeleteMessage(first.ID) }, []string{w.square.ID}},
		{"messages are deleted", func() { w.DeleteMessages(w.square, second.ID) }, []string{w.square.ID}},
		{"a link gets its preview", func() { w.Event("MESSAGE_UPDATE", w.guild.ID, in()) }, nil},
		{"a message of a thread is edited", func() { w.Event("MESSAGE_UPDATE", w.guild.ID, in("edited_timestamp", "2026-03-01T12:00:00+00:00")) },
			[]string{"77", w.square.ID}},
		{"a message of a thread is deleted", func() { w.Event("MESSAGE_DELETE", w.guild.ID, in()) }, []string{"77", w.square.ID}},
		{"a thread is renamed", func() { w.Event("THREAD_UPDATE", w.guild.ID, thread) }, []string{"77", w.square.ID}},
		{"a thread is deleted", func() { w.Event("THREAD_DELETE", w.guild.ID, thread) }, []string{"77", w.square.ID}},
		{"a channel is closed to some", func() { w.Deny(w.square, w.alice, 1<<10) }, []string{w.square.ID}},
		{"a channel is deleted", func() { w.Event("CHANNEL_DELETE", w.guild.ID, discordtest.Object{"id": "5", "parent_id": "4"}) }, []string{"5"}},
		{"everyone may do less", func() { w.roleChanges(w.guild.ID) }, []string{w.guild.ID}},
		{"some may do less", func() { w.roleChanges("8") }, nil},
		{"nonsense comes", func() { w.Event("MESSAGE_DELETE", w.guild.ID, discordtest.Object{"channel_id": 5}) }, nil},
	} {
		told.take()
		test.happen()
		w.settle()
		if got := told.take(); !slices.Equal(got, test.want) {
			t.Errorf("%s: told %q, want %q", test.what, got, test.want)
		}
	}
}

func (w *town) roleChanges(role string) {
	w.Event("GUILD_ROLE_UPDATE", w.guild.ID, discordtest.Object{"guild_id": w.guild.ID, "role": discordtest.Object{"id": role}})
}
