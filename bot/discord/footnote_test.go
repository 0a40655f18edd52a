package discord_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"footnote/bot/discord/discordtest"
	"footnote/bot/discord/link"
	"footnote/corpus"
)

// control finds a menu or button by the beginning of its custom_id.
func (w *town) control(m discordtest.Message, prefix string) discordtest.Control {
	w.t.Helper()
	for _, c := range m.Controls() {
		if strings.HasPrefix(c.CustomID, prefix) && !c.Disabled {
			return c
		}
	}
	w.t.Fatalf("there is no %q among %+v", prefix, m.Controls())
	return discordtest.Control{}
}

// answered asks and gives the finished answer.
func (w *town) answered(u discordtest.User, question string, more ...string) discordtest.Message {
	w.t.Helper()
	options := map[string]any{"question": question}
	for i := 0; i+1 < len(more); i += 2 {
		options[more[i]] = more[i+1]
	}
	return w.settled(w.ask(u, options), finished)
}

// shown is what a component brings: a message that is no longer loading.
func (w *town) shown(i *discordtest.Interaction) discordtest.Message {
	w.t.Helper()
	return w.settled(i, func(m discordtest.Message) bool { return !m.Loading() })
}

const craneQuestion = "Who built the crane of the harbour?"

func TestOpenFootnote(t *testing.T) {
	w := openTown(t).start()
	m := w.answered(w.alice, craneQuestion)
	menu := w.control(m, "fn:")
	card := w.shown(w.Component(w.bob, m.ID, menu.CustomID, "1"))
	if !card.Ephemeral() {
		t.Error("everyone sees the card of a footnote")
	}
	contains(t, card.AllText(), "**Marta Olsen built the crane of the harbour in 1931.**", "It can lift ten tons", "The harbour", "2024-05-01")
	w.onlyLinks(card)
	w.desk.sync(t, longHarbour(), owls())
	m = w.answered(w.alice, craneQuestion)
	card = w.shown(w.Component(w.bob, m.ID, w.control(m, "fn:").CustomID, "1"))
	after := w.control(card, "fp:")
	turned := w.Component(w.bob, card.ID, after.CustomID)
	if r, err := turned.WaitResponse(w.ctx); err != nil || r.Kind != 6 {
		t.Errorf("turning a page: %+v, %v", r, err)
	}
	w.until("the next passage is shown", func() bool {
		m, ok := w.Message(card.ID)
		return ok && strings.Contains(m.AllText(), "Ib Holm")
	})
}

// onlyLinks fails on a link that is no document's.
func (w *town) onlyLinks(m discordtest.Message) {
	w.t.Helper()
	for _, rest := range strings.Split(m.AllText(), "http")[1:] {
		if !strings.HasPrefix("http"+rest, "https://harbour.example/history") {
			w.t.Errorf("a link that is no document's: http%.60s", rest)
		}
	}
}

// Menus and buttons work after a restart, for what they need is kept.
func TestFootnotesOutliveRestart(t *testing.T) {
	w := openTown(t).start()
	m := w.answered(w.alice, craneQuestion)
	w.stop()
	w.start()
	card := w.shown(w.Component(w.bob, m.ID, w.control(m, "fn:").CustomID, "1"))
	contains(t, card.AllText(), "Marta Olsen")
}

// A footnote of a document that changed since shows the quote where it stands
// now, or as it was.
func TestFootnoteOfChangedDocument(t *testing.T) {
	w := openTown(t).start()
	m := w.answered(w.alice, craneQuestion)
	menu := w.control(m, "fn:").CustomID
	w.desk.sync(t, file("harbour.md", "# The harbour\n\nThere is more to say. Marta Olsen built the crane of the harbour in 1931.\n"), owls())
	card := w.shown(w.Component(w.bob, m.ID, menu, "1"))
	contains(t, card.AllText(), "**Marta Olsen built the crane of the harbour in 1931.**", "There is more to say")
	w.desk.sync(t, file("harbour.md", "# The harbour\n\nThe crane was taken down.\n"), owls())
	card = w.shown(w.Component(w.bob, m.ID, menu, "1"))
	contains(t, card.AllText(), "Marta Olsen built the crane", "changed")
	w.desk.sync(t, owls())
	card = w.shown(w.Component(w.bob, m.ID, menu, "1"))
	contains(t, card.AllText(), "no longer there")
}

// longHarbour is a document of several passages.
func longHarbour() corpus.Document {
	text := "# The harbour\n\nMarta Olsen built the crane of the harbour in 1931.\n"
	for i := range 40 {
		text += fmt.Sprintf("\nShed number %d of the docks was painted by Ib Holm and holds %d barrels of salted herring.\n", i, 100+i)
	}
	return file("harbour.md", text)
}

// What goes wrong with a button is told beside the message that bears it, which
// stays as it is.
func TestButtonThatFails(t *testing.T) {
	w := openTown(t, longHarbour(), owls()).start()
	m := w.answered(w.alice, craneQuestion)
	card := w.shown(w.Component(w.bob, m.ID, w.control(m, "fn:").CustomID, "1"))
	before := card.AllText()
	after := w.control(card, "fp:").CustomID
	w.desk.sync(t, owls())
	told := w.settled(w.Component(w.bob, card.ID, after), holding("no longer there"))
	if now, _ := w.Message(card.ID); !told.Ephemeral() || told.ID == card.ID || now.AllText() != before {
		t.Errorf("the card became %q, and %q was told", now.AllText(), told.Content)
	}
	before = m.AllText()
	w.Inject(discordtest.Fault{Method: http.MethodDelete, Path: "/webhooks", Do: discordtest.Fail(http.StatusForbidden, link.CodeMissingPermissions, "Missing Permissions")})
	told = w.settled(w.Component(w.alice, m.ID, w.control(m, "del:").CustomID), holding("Something broke"))
	if now, _ := w.Message(m.ID); !told.Ephemeral() || told.ID == m.ID || now.AllText() != before {
		t.Errorf("the answer became %q, and %q was told", now.AllText(), told.Content)
	}
}

// A first reply that Discord finds fault with is not one: the user is told.
func TestFirstReplyThatIsRefused(t *testing.T) {
	w := openTown(t).start()
	w.Inject(discordtest.Fault{Method: http.MethodPost, Path: "/callback", Times: 1, Do: discordtest.Fail(http.StatusBadRequest, 50035, "Invalid Form Body")})
	told := w.shown(w.Slash(w.alice, w.square, "help", nil))
	contains(t, told.Content, "Something broke")
}
