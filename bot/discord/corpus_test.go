package discord_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"footnote/bot/discord/discordtest"
	"footnote/corpus"
	"footnote/corpus/sources"
)

func TestAddSource(t *testing.T) {
	w, c := openCellar(t)
	for i := range 8 {
		c.faults[handbookAt] = append(c.faults[handbookAt], &corpus.Fault{Kind: corpus.Refused, Path: fmt.Sprintf("/srv/data/sources/handbook/p%d.pdf", i), Err: errors.New("it is locked")})
	}
	w.start()
	m := w.corpus(w.mayor, "add", map[string]any{"location": handbookAt, "name": "handbook", "every": "6h"})
	contains(t, m.Content, "Added: **handbook**", "website", "docs.example.org/handbook", "2 documents, ", "everyone on this server",
		"Not read, or not wholly: 8", "p0.pdf: it is locked", "and 3 more", "A question that it can now answer", "What is the ferry?")
	if strings.Contains(m.Content, "/srv") {
		t.Errorf("it tells of the machine: %s", m.Content)
	}
	asked := w.settled(w.Component(w.mayor, m.ID, w.control(m, "ca:").CustomID), finished)
	contains(t, asked.Content, "What is the ferry?", "a boat with twelve cars")
	if !asked.Ephemeral() {
		t.Error("everyone sees the answer")
	}
	if s := c.known[0]; s.Every != 6*time.Hour || s.Guild != w.guild.ID || len(s.Audience) != 1 || s.Audience[0] != "guild:"+w.guild.ID || s.Name == "handbook" {
		t.Errorf("the source: %+v", s.Source)
	}
	contains(t, w.answered(w.alice, "Who built the mill?").Content, "Peder Lund")
}

func TestAddFile(t *testing.T) {
	w, _ := openCellar(t)
	w.start()
	tower := discordtest.File{Name: "the tower.md", Data: []byte("# The tower\n\nThe tower is a bell tower on the square. It was designed by Ib Holm.\n")}
	m := w.corpus(w.mayor, "add", map[string]any{"file": tower})
	contains(t, m.Content, "Added: **the-tower-md**", "attached file", "the tower.md", "1 document, 1 passage.", "What is the tower?")
	m = w.corpus(w.mayor, "add", map[string]any{"file": tower})
	contains(t, m.Content, "Added: **the-tower-md-2**")
	m = w.corpus(w.mayor, "add", map[string]any{"file": discordtest.File{Name: "blob.bin", Data: []byte{0, 1, 2}}})
	contains(t, m.Content, "**blob-bin** was not added: there was no document in it that I could read", "blob.bin:")
	m = w.corpus(w.mayor, "add", map[string]any{"file": discordtest.File{Name: "big.md", Data: []byte("x"), Size: 33 << 20}})
	contains(t, m.Content, "at most 32 MB")
	m = w.corpus(w.mayor, "add", map[string]any{"file": discordtest.File{Name: "grown.md", Data: make([]byte, 33<<20), Size: 1}})
	contains(t, m.Content, "could not get the file from Discord")
}

// What is refused is refused before anything is stored, and says what to do.
func TestAddRefuses(t *testing.T) {
	w, c := openCellar(t)
	c.put("https://docs.example.org/a")
	elsewhere := w.AddGuild("Elsewhere")
	plaza := w.AddChannel(elsewhere, "plaza")
	w.start()
	for name, test := range map[string]struct {
		options map[string]any
		want    string
	}{
		"nothing":     {nil, "Give me one thing"},
		"two things":  {map[string]any{"location": handbookAt, "channel": w.square}, "Give me one thing"},
		"a path":      {map[string]any{"location": "/etc/passwd"}, "I can read links"},
		"below":       {map[string]any{"location": "../secrets"}, "I can read links"},
		"file":        {map[string]any{"location": "file:///etc/passwd"}, "I can read links"},
		"ssh":         {map[string]any{"location": "ssh://git@example.org/x.git"}, "I can read links"},
		"scp":         {map[string]any{"location": "git@example.org:x.git"}, "I can read links"},
		"loopback":    {map[string]any{"location": "http://127.0.0.1:8080/"}, "It was not added"},
		"private":     {map[string]any{"location": "https://10.1.2.3/"}, "It was not added"},
		"metadata":    {map[string]any{"location": "http://169.254.169.254/latest"}, "It was not added"},
		"password":    {map[string]any{"location": "https://me:secret@example.org/"}, "It was not added"},
		"in full":     {map[string]any{"location": "https://me:secret@example.org/"}, "leave it out."},
		"gone":        {map[string]any{"location": "https://docs.example.org/none"}, "404 Not Found"},
		"name":        {map[string]any{"location": handbookAt, "name": "The Book"}, "cannot be a name"},
		"long name":   {map[string]any{"location": handbookAt, "name": strings.Repeat("x", 27)}, "cannot be a name"},
		"no channel":  {map[string]any{"location": "<#123456789012345678>"}, "no such channel"},
		"theirs":      {map[string]any{"location": "<#" + plaza.ID + ">"}, "no such channel"},
		"their link":  {map[string]any{"location": "https://discord.com/channels/" + w.guild.ID + "/" + plaza.ID}, "no such channel"},
		"forged":      {map[string]any{"channel": plaza.ID}, "no such channel"},
		"forged file": {map[string]any{"file": "123456789012345678"}, "Give me one thing"},
	} {
		t.Run(name, func(t *testing.T) {
			contains(t, w.corpus(w.mayor, "add", test.options).Content, test.want)
		})
	}
	if strings.Contains(w.log.String(), "secret@") {
		t.Error("a password stands in the log")
	}
	if len(c.known) > 0 {
		t.Errorf("there are sources: %+v", c.known)
	}
	for _, command := range []string{"add", "list", "sync", "remove", "audience"} {
		options := map[string]any{}
		if command != "add" && command != "list" {
			options["source"] = "handbook"
		}
		contains(t, w.corpus(w.alice, command, options).Content, "Only those who manage")
	}
}

func TestAddChannel(t *testing.T) {
	w, c := openCellar(t)
	hidden, shut := w.AddChannel(w.guild, "council-hall"), w.AddChannel(w.guild, "shut")
	w.DenyAll(hidden, discordtest.PermissionViewChannel, w.mayor, w.Bot())
	w.DenyAll(shut, discordtest.PermissionViewChannel, w.Bot())
	for _, channel := range []discordtest.Channel{w.square, hidden, shut} {
		c.put(channel.ID, file(channel.Name+".md", "# Talk in "+channel.Name+"\n\nThe "+channel.Name+" is a place to talk. It is said there that Ib Holm is ill.\n"))
	}
	w.start()
	m := w.corpus(w.mayor, "add", map[string]any{"channel": w.square, "name": "square"})
	contains(t, m.Content, "messages of <#"+w.square.ID+">", "everyone on this server")
	m = w.corpus(w.mayor, "add", map[string]any{"location": "<#" + w.square.ID + ">"})
	contains(t, m.Content, "Added: **channel**")
	m = w.corpus(w.mayor, "add", map[string]any{"location": "https://discord.com/channels/" + w.guild.ID + "/" + w.square.ID, "for-channel": hidden})
	contains(t, m.Content, "Added: **channel-2**", "Who sees it: <#"+hidden.ID+">", "You are not among those")
	// What not everyone may view stays in its channel, unless that is said.
	m = w.corpus(w.mayor, "add", map[string]any{"channel": hidden})
	contains(t, m.Content, "Who sees it: <#"+hidden.ID+">")
	council := w.AddRole(w.guild, "elders", 0)
	m = w.corpus(w.mayor, "add", map[string]any{"channel": hidden, "for-role": council})
	contains(t, m.Content, "Who sees it: <@&"+council.ID+">")
	// The mayor does not see this one.
	contains(t, w.corpus(w.mayor, "add", map[string]any{"channel": shut}).Content, "no such channel")
	want := [][]string{{"guild:" + w.guild.ID}, {"guild:" + w.guild.ID}, {"guild:" + w.guild.ID + "&channel:" + hidden.ID},
		{"guild:" + w.guild.ID + "&channel:" + hidden.ID}, {"guild:" + w.guild.ID + "&role:" + council.ID}}
	if len(c.known) != len(want) {
		t.Fatalf("%d sources", len(c.known))
	}
	for i, s := range c.known {
		if strings.Join(s.Audience, " ") != strings.Join(want[i], " ") {
			t.Errorf("%s is for %q, want %q", s.Name, s.Audience, want[i])
		}
	}
}

// Names are the servers' own, and how many sources there may be as well.
func TestSourcesOfTwoServers(t *testing.T) {
	w, c := openCellar(t)
	elsewhere := w.AddGuild("Elsewhere")
	plaza := w.AddChannel(elsewhere, "plaza")
	carol := w.AddUser("carol", elsewhere)
	w.AddRole(elsewhere, "boss", 1<<5, carol)
	w.start()
	add := map[string]any{"location": handbookAt, "name": "handbook"}
	contains(t, w.corpus(w.mayor, "add", add).Content, "Added: **handbook**")
	contains(t, w.corpusIn(carol, plaza, "list", nil).AllText(), "Sources: 0", "none yet")
	contains(t, w.corpusIn(carol, plaza, "remove", map[string]any{"source": "handbook"}).Content, "added no source “handbook”")
	contains(t, w.corpusIn(carol, plaza, "remove", map[string]any{"source": c.known[0].Name}).Content, "added no source")
	contains(t, w.corpusIn(carol, plaza, "add", add).Content, "Added: **handbook**")
	contains(t, w.corpusIn(carol, plaza, "add", add).Content, "has a source “handbook” already")
	mine, theirs := w.corpus(w.mayor, "list", nil).AllText(), w.corpusIn(carol, plaza, "list", nil).AllText()
	for _, text := range []string{mine, theirs} {
		contains(t, text, "Sources: 1", "**handbook**")
	}
	for range 19 {
		if _, err := c.Add(w.ctx, c.known[1].Source, nil); !errors.Is(err, sources.ErrTaken) {
			t.Fatal(err)
		}
		more := c.known[1]
		more.Name = fmt.Sprintf("more-%d", len(c.known))
		c.known = append(c.known, more)
	}
	contains(t, w.corpusIn(carol, plaza, "add", map[string]any{"location": handbookAt}).Content, "has 20 sources")
	list := w.corpusIn(carol, plaza, "list", nil)
	contains(t, list.AllText(), "Sources: 20", "Page 1 of 4")
	w.Component(carol, list.ID, w.control(list, "cl:1").CustomID)
	w.becomes(list, "Page 2 of 4")
}

func TestRemoveSource(t *testing.T) {
	w, c := openCellar(t)
	w.start()
	w.corpus(w.mayor, "add", map[string]any{"location": handbookAt, "name": "handbook"})
	m := w.corpus(w.mayor, "remove", map[string]any{"source": "handbook"})
	contains(t, m.Content, "Remove **handbook** with its 2 documents?")
	w.Component(w.mayor, m.ID, w.control(m, "ck:").CustomID)
	if w.becomes(m, "**handbook** stays"); len(c.known) != 1 {
		t.Error("it was removed without being asked to")
	}
	m = w.corpus(w.mayor, "remove", map[string]any{"source": "handbook"})
	w.Component(w.mayor, m.ID, w.control(m, "cr:").CustomID)
	m = w.becomes(m, "**handbook** was removed, with 2 documents")
	if len(m.Controls()) > 0 || len(c.known) > 0 {
		t.Errorf("what is left: %+v, %+v", m.Controls(), c.known)
	}
	contains(t, w.settled(w.ask(w.alice, map[string]any{"question": "Who built the mill of Gull Hill?"}), finished).Content, "does not answer")
}

func TestSyncHoldsAndLetsGo(t *testing.T) {
	w, c := openCellar(t)
	c.put("https://feed.example.org/feed.xml", file("news.md", "# News\n\nThe news is a list of what is new.\n"))
	w.start()
	w.corpus(w.mayor, "add", map[string]any{"location": handbookAt, "name": "handbook"})
	w.corpus(w.mayor, "add", map[string]any{"location": "https://feed.example.org/feed.xml", "name": "news"})
	contains(t, w.corpus(w.mayor, "sync", nil).AllText(), "**handbook**: 2 as before", "**news**: 1 as before")
	c.put(handbookAt)
	m := w.corpus(w.mayor, "sync", map[string]any{"source": "handbook"})
	contains(t, m.AllText(), "2 documents are gone all at once", "- The ferry", "- The mill")
	contains(t, w.corpus(w.mayor, "list", nil).AllText(), "2 documents are gone all at once")
	w.Component(w.mayor, m.ID, w.control(m, "cg:").CustomID)
	m = w.becomes(m, "**handbook**: 2 gone")
	if len(m.Controls()) > 0 {
		t.Errorf("there is still something to confirm: %+v", m.Controls())
	}
	contains(t, w.corpus(w.mayor, "sync", map[string]any{"source": "none"}).Content, "added no source “none”")
}

func TestAudienceOfSource(t *testing.T) {
	w, c := openCellar(t)
	elders := w.AddRole(w.guild, "elders", 0, w.alice)
	w.start()
	w.corpus(w.mayor, "add", map[string]any{"location": handbookAt, "name": "handbook"})
	m := w.corpus(w.mayor, "audience", map[string]any{"source": "handbook"})
	contains(t, m.Content, "Who sees handbook", "Now: everyone on this server")
	w.Component(w.mayor, m.ID, "sr:handbook", elders.ID)
	m = w.becomes(m, "Before: everyone on this server\nNow: <@&"+elders.ID+">")
	question := map[string]any{"question": "Who built the mill of Gull Hill?", "private": true}
	contains(t, w.settled(w.ask(w.bob, question), finished).Content, "does not answer")
	contains(t, w.settled(w.ask(w.alice, question), finished).Content, "Peder Lund")
	w.Component(w.mayor, m.ID, "sc:handbook", w.square.ID)
	m = w.becomes(m, "Now: <@&"+elders.ID+">, <#"+w.square.ID+">")
	contains(t, w.settled(w.ask(w.bob, question), finished).Content, "Peder Lund")
	w.Component(w.mayor, m.ID, "sa:handbook")
	w.becomes(m, "Now: everyone on this server")
	if got := strings.Join(c.known[0].Audience, " "); got != "guild:"+w.guild.ID {
		t.Errorf("it is for %s", got)
	}
	m = w.corpus(w.mayor, "audience", map[string]any{"source": "handbook", "for-role": elders, "for-channel": w.square})
	contains(t, m.Content, "Before: everyone on this server", "Now: <@&"+elders.ID+">, <#"+w.square.ID+">")
}

func TestSourceSuggestions(t *testing.T) {
	w, _ := openCellar(t)
	w.start()
	w.corpus(w.mayor, "add", map[string]any{"location": handbookAt, "name": "handbook"})
	w.corpus(w.mayor, "add", map[string]any{"location": handbookAt, "name": "mills"})
	choices := func(u discordtest.User, typed string) (names []string) {
		t.Helper()
		r, err := w.Autocomplete(u, w.square, "corpus sync", "source", map[string]any{"source": typed}).WaitResponse(w.ctx)
		if err != nil || r.Kind != discordtest.RespondChoices {
			t.Fatalf("%+v, %v", r, err)
		}
		for _, choice := range r.Choices() {
			names = append(names, choice.Name)
		}
		return names
	}
	if got := choices(w.mayor, ""); len(got) != 2 || got[0] != "handbook" {
		t.Errorf("all: %q", got)
	}
	if got := choices(w.mayor, "MILL"); len(got) != 1 || got[0] != "mills" {
		t.Errorf("typed: %q", got)
	}
	if got := choices(w.alice, ""); len(got) != 0 {
		t.Errorf("everyone is told of %q", got)
	}
}

// While a source is read its progress is shown, in the reply and in /status,
// and nothing else is read for the server.
func TestSyncProgress(t *testing.T) {
	w, c := openCellar(t)
	open := make(chan struct{})
	c.during = func(ctx context.Context, _ string) error {
		select {
		case <-open:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	w.start()
	i := w.Slash(w.mayor, w.square, "corpus add", map[string]any{"location": handbookAt, "name": "handbook"})
	w.settled(i, holding("reading handbook: 3 documents"))
	status := w.shown(w.Slash(w.alice, w.square, "status", nil))
	contains(t, status.AllText(), "reading handbook: 3 documents")
	contains(t, w.corpus(w.mayor, "sync", nil).Content, "reading something for this server")
	close(open)
	w.settled(i, holding("Added: **handbook**"))
	if err := c.change(c.known[0].Name, nameProblem); err != nil {
		t.Fatal(err)
	}
	contains(t, w.shown(w.Slash(w.mayor, w.square, "status", nil)).AllText(), "handbook has a problem")
	contains(t, w.corpus(w.mayor, "list", nil).AllText(), "could not be read: the server is down")
	if text := w.shown(w.Slash(w.alice, w.square, "status", nil)).AllText(); strings.Contains(text, "problem") {
		t.Errorf("everyone is told of problems: %s", text)
	}
}
