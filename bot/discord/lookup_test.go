package discord_test

import (
	"fmt"
	"strings"
	"testing"

	"footnote/bot/discord/discordtest"
	"footnote/corpus"
)

func TestSourceByWords(t *testing.T) {
	w := openTown(t).start()
	m := w.shown(w.Slash(w.alice, w.square, "source", map[string]any{"query": "lighthouse lamp"}))
	if !m.Ephemeral() {
		t.Error("everyone sees what somebody looks up")
	}
	contains(t, m.AllText(), "The harbour", "**lighthouse**", "miles")
	menu := w.control(m, "so:")
	opened := w.shown(w.Component(w.alice, m.ID, menu.CustomID, menu.Options[0].Value.(string)))
	contains(t, opened.AllText(), "The harbour", "lighthouse was designed")
	m = w.shown(w.Slash(w.alice, w.square, "source", map[string]any{"query": "xylophone"}))
	contains(t, m.AllText(), "Nothing was found")
	m = w.shown(w.Slash(w.alice, w.square, "source", map[string]any{"query": "crane", "document": "owls.md"}))
	if strings.Contains(m.AllText(), "Marta") {
		t.Errorf("another document was searched: %s", m.AllText())
	}
}

func TestSourceByDocument(t *testing.T) {
	w := openTown(t, longHarbour(), owls()).start()
	for _, named := range []string{"harbour.md", "The harbour", "harbour"} {
		m := w.shown(w.Slash(w.alice, w.square, "source", map[string]any{"document": named}))
		contains(t, m.AllText(), "The harbour", "Marta Olsen")
	}
	m := w.shown(w.Slash(w.alice, w.square, "source", map[string]any{"document": "harbour.md"}))
	next := w.control(m, "sd:")
	w.Component(w.alice, m.ID, next.CustomID)
	w.until("the page is turned", func() bool {
		m, _ := w.Message(m.ID)
		return !strings.Contains(m.AllText(), "Marta Olsen") && strings.Contains(m.AllText(), "Shed number")
	})
	m = w.shown(w.Slash(w.alice, w.square, "source", nil))
	contains(t, m.AllText(), "The harbour", "Owls")
}

func TestSources(t *testing.T) {
	var documents []corpus.Document
	for i := range 23 {
		documents = append(documents, file(fmt.Sprintf("town%02d.md", i), fmt.Sprintf("# Town %02d\n\nTown %02d lies on a hill.\n", i, i)))
	}
	w := openTown(t, documents...).start()
	m := w.shown(w.Slash(w.alice, w.square, "sources", nil))
	contains(t, m.AllText(), "23 documents", "Town 00", "Town 09")
	if strings.Contains(m.AllText(), "Town 10") {
		t.Error("a page has more than ten documents")
	}
	w.Component(w.alice, m.ID, w.control(m, "ss:").CustomID)
	w.until("the page is turned", func() bool { m, _ := w.Message(m.ID); return strings.Contains(m.AllText(), "Town 10") })
}

func TestAutocomplete(t *testing.T) {
	long := file("long.md", "# "+strings.Repeat("A very long title ", 12)+"\n\nIt has a text.\n")
	long.ID = strings.Repeat("deep/", 30) + "long.md"
	long.Hash = long.ContentHash()
	w := openTown(t, harbour(), owls(), long).start()
	choices := func(typed string) []discordtest.Choice {
		t.Helper()
		i := w.Autocomplete(w.alice, w.square, "ask", "source", map[string]any{"question": "Who?", "source": typed})
		r, err := i.WaitResponse(w.ctx)
		if err != nil || r.Kind != discordtest.RespondChoices {
			t.Fatalf("%+v, %v", r, err)
		}
		return r.Choices()
	}
	if c := choices(""); len(c) != 3 {
		t.Errorf("all: %v", c)
	}
	if c := choices("HARB"); len(c) != 1 || c[0].Name != "The harbour (2024-05-01)" || c[0].Value != "harbour.md" {
		t.Errorf("by the beginning of a name: %v", c)
	}
	if c := choices("nothing of the kind"); len(c) != 0 {
		t.Errorf("nothing: %v", c)
	}
	c := choices("deep long")
	if len(c) != 1 {
		t.Fatalf("long: %v", c)
	}
	m := w.shown(w.Slash(w.alice, w.square, "source", map[string]any{"document": c[0].Value}))
	contains(t, m.AllText(), "It has a text")
}
