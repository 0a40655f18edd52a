package discord_test

import (
	"fmt"
	"strings"
	"testing"

	"footnote/bot/discord/discordtest"
)

const vault = "What is in the vault?"

// limited is a document on the vault that only an audience may see. What it
// says and what it is called has the name in it.
func limited(name, label string) string {
	return fmt.Sprintf("---\naudience: [%s]\n---\n# The vault of the %s\n\nIn the vault of the %s there is a %s crown.\n", label, name, name, name)
}

// secrets opens a town where each kind of audience has a document on the same
// question, and another server that must know of none of them.
func secrets(t *testing.T) (*town, discordtest.Channel, discordtest.User) {
	t.Helper()
	w := openTown(t)
	elsewhere := w.AddGuild("Elsewhere")
	plaza := w.AddChannel(elsewhere, "plaza")
	carol := w.AddUser("carol", elsewhere, w.guild)
	role := w.AddRole(w.guild, "keepers", 0, w.alice)
	w.desk.sync(t, owls(),
		file("public.md", "# The vault\n\nThe vault of everyone holds public papers.\n"),
		file("guild.md", limited("townhall", "guild:"+w.guild.ID)),
		file("channel.md", limited("market", "channel:"+w.square.ID)),
		file("role.md", limited("keeper", "role:"+role.ID)),
		file("user.md", limited("alchemist", "user:"+w.alice.ID)))
	return w.start(), plaza, carol
}

// names are the words by which the documents of secrets give themselves away.
var names = map[string]string{"guild.md": "townhall", "channel.md": "market", "role.md": "keeper", "user.md": "alchemist"}

// tells checks that a text tells of just these documents.
func tells(t *testing.T, what, text string, documents ...string) {
	t.Helper()
	for document, name := range names {
		want := false
		for _, d := range documents {
			want = want || d == document
		}
		if got := strings.Contains(text, name) || strings.Contains(text, document); got != want {
			t.Errorf("%s: tells of %s: %t, not %t:\n%s", what, document, got, want, text)
		}
	}
}

// everything that a user is told of the vault, by each command.
func (w *town) everything(u discordtest.User, c discordtest.Channel) string {
	w.t.Helper()
	var all []string
	add := func(m discordtest.Message) { all = append(all, m.AllText()) }
	add(w.settled(w.Slash(u, c, "sources", nil), func(m discordtest.Message) bool { return !m.Loading() }))
	add(w.settled(w.Slash(u, c, "source", map[string]any{"query": "vault crown"}), func(m discordtest.Message) bool { return !m.Loading() }))
	choices, err := w.Autocomplete(u, c, "source", "document", map[string]any{"document": ""}).WaitResponse(w.ctx)
	if err != nil {
		w.t.Fatal(err)
	}
	all = append(all, fmt.Sprint(choices.Choices()))
	return strings.Join(all, "\n")
}

func TestAudienceOfLookups(t *testing.T) {
	w, plaza, carol := secrets(t)
	tavern := w.AddChannel(w.guild, "tavern")
	for _, c := range []struct {
		what  string
		user  discordtest.User
		place discordtest.Channel
		sees  []string
	}{
		{"alice in the square", w.alice, w.square, []string{"guild.md", "channel.md", "role.md", "user.md"}},
		{"bob in the square", w.bob, w.square, []string{"guild.md", "channel.md"}},
		{"bob elsewhere in town", w.bob, tavern, []string{"guild.md"}},
		{"carol in another server", carol, plaza, nil},
		{"alice by herself", w.alice, w.DM(w.alice), []string{"user.md"}},
	} {
		tells(t, c.what, w.everything(c.user, c.place), c.sees...)
		status := w.settled(w.Slash(c.user, c.place, "status", nil), func(m discordtest.Message) bool { return !m.Loading() })
		contains(t, status.AllText(), fmt.Sprintf("%d documents", 2+len(c.sees)))
	}
}

// A document that one may not see cannot be opened by its name.
func TestAudienceOfNamedDocuments(t *testing.T) {
	w, plaza, carol := secrets(t)
	for document := range names {
		for command, option := range map[string]string{"source": "document", "ask": "source"} {
			options := map[string]any{option: document}
			if command == "ask" {
				options["question"] = vault
			}
			m := w.settled(w.Slash(carol, plaza, command, options), func(m discordtest.Message) bool { return !m.Loading() })
			contains(t, m.AllText(), "There is no document")
			if strings.Contains(m.AllText(), "crown") || strings.Contains(m.AllText(), "vault") {
				t.Errorf("/%s %s: %s", command, document, m.AllText())
			}
		}
	}
}

// Answers rest on what all their readers may see, and refusals name no other
// sources; so do suggestions for a question that all will read.
func TestAudienceOfAnswers(t *testing.T) {
	w, plaza, carol := secrets(t)
	ask := func(u discordtest.User, c discordtest.Channel, question string, private bool) string {
		return w.settled(w.Slash(u, c, "ask", map[string]any{"question": question, "private": private}), finished).AllText()
	}
	for document, name := range names {
		question := "What is there in the vault of the " + name + ", a crown?"
		everyone := document == "guild.md" || document == "channel.md"
		for what, c := range map[string]struct {
			text string
			sees bool
		}{
			"in public":      {ask(w.alice, w.square, question, false), everyone},
			"in private":     {ask(w.alice, w.square, question, true), true},
			"by mention":     {w.heard(w.says(w.alice, question), finished).AllText(), everyone},
			"elsewhere":      {ask(carol, plaza, question, true), false},
			"to herself":     {w.heard(w.Say(w.alice, w.DM(w.alice), question, ""), finished).AllText(), document == "user.md"},
			"to someone":     {w.heard(w.Say(w.bob, w.DM(w.bob), question, ""), finished).AllText(), false},
			"in the tavern":  {ask(w.bob, w.AddChannel(w.guild, "tavern"), question, false), document == "guild.md"},
			"bob in private": {ask(w.bob, w.square, question, true), everyone},
		} {
			// The question itself names the document; what is told of it does not.
			if got := strings.Contains(c.text, name+" crown"); got != c.sees {
				t.Errorf("%s, %s: told %t, not %t:\n%s", document, what, got, c.sees, c.text)
			}
			if got := strings.Contains(c.text, "vault of the "+name+" —") || strings.Contains(c.text, "The vault of the "+name); got && !c.sees {
				t.Errorf("%s, %s: the source is named:\n%s", document, what, c.text)
			}
		}
	}
	refused := ask(carol, plaza, "Which crown did the vault keeper of the townhall market sell to the alchemist in Paris?", true)
	for _, name := range names {
		if strings.Contains(refused, "The vault of the "+name) {
			t.Errorf("a refusal names %s:\n%s", name, refused)
		}
	}
	public, err := w.Autocomplete(w.alice, w.square, "ask", "source", map[string]any{"question": vault, "source": ""}).WaitResponse(w.ctx)
	if err != nil {
		t.Fatal(err)
	}
	tells(t, "suggestions in public", fmt.Sprint(public.Choices()), "guild.md", "channel.md")
	private, err := w.Autocomplete(w.alice, w.square, "ask", "source", map[string]any{"question": vault, "private": true, "source": ""}).WaitResponse(w.ctx)
	if err != nil {
		t.Fatal(err)
	}
	tells(t, "suggestions in private", fmt.Sprint(private.Choices()), "guild.md", "channel.md", "role.md", "user.md")
}

// In a server that the bot is not in, who installed it for themselves sees what
// has no audience, whatever the labels say.
func TestForeignServer(t *testing.T) {
	w := openTown(t)
	abroad := w.AddForeignGuild("Abroad")
	port := w.AddChannel(abroad, "port")
	eve := w.AddUser("eve", abroad)
	role := w.AddRole(abroad, "sailors", 1<<5, eve)
	w.desk.sync(t, owls(), file("public.md", "# The vault\n\nThe vault of everyone holds public papers.\n"),
		file("guild.md", limited("townhall", "guild:"+abroad.ID)), file("channel.md", limited("market", "channel:"+port.ID)),
		file("role.md", limited("keeper", "role:"+role.ID)))
	w.start()
	tells(t, "abroad", w.everything(eve, port))
	for _, private := range []bool{false, true} {
		m := w.settled(w.Slash(eve, port, "ask", map[string]any{"question": "What is there in the vault, a crown?", "private": private}), finished)
		tells(t, "an answer abroad", m.AllText())
	}
	m := w.settled(w.Slash(eve, port, "footnote settings", nil), func(m discordtest.Message) bool { return !m.Loading() })
	contains(t, m.AllText(), "Only those who manage the server")
}

// Each server has its own settings.
func TestSettingsOfServers(t *testing.T) {
	w, plaza, carol := secrets(t)
	if err := w.state.SaveSettings(w.ctx, plaza.GuildID, w.quotas(1, 0)); err != nil {
		t.Fatal(err)
	}
	w.settled(w.Slash(carol, plaza, "ask", map[string]any{"question": vault}), finished)
	m := w.settled(w.Slash(carol, plaza, "ask", map[string]any{"question": vault}), holding("as many questions"))
	contains(t, m.Content, "one person")
	w.settled(w.Slash(carol, w.square, "ask", map[string]any{"question": vault}), finished)
}
