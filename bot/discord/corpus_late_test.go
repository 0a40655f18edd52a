package discord_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"footnote/bot/discord/discordtest"
	"footnote/corpus/fetch"
)

// shut makes the reading of sources wait until it is opened.
func (c *cellar) shut() (open func(error)) {
	gate := make(chan error)
	c.during = func(ctx context.Context, _ string) error {
		select {
		case err := <-gate:
			return err
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return func(err error) { gate <- err }
}

// What takes longer than an interaction lives is told all the same: to the one
// who added it alone or, where that cannot be, in a word on where to look.
func TestAddTakesLong(t *testing.T) {
	for name, test := range map[string]struct {
		closed bool
		fails  error
		want   string
	}{
		"letter":  {want: "Added: **handbook**"},
		"failure": {fails: &fetch.Error{Kind: fetch.Down, Err: errors.New("the server answers 503")}, want: "It was not added: the server answers 503"},
		"closed":  {closed: true, want: "`/corpus list` shows what became of it"},
	} {
		t.Run(name, func(t *testing.T) {
			clock := new(hourglass)
			w, c := cellarIn(openTownOn(t, discordtest.Options{Now: clock.now}))
			w.options.Now = clock.now
			open := c.shut()
			w.start()
			place := w.DM(w.mayor)
			if test.closed {
				w.Inject(discordtest.Fault{Method: http.MethodPost, Path: place.ID + "/messages", Do: discordtest.Fail(http.StatusForbidden, 50007, "Cannot send messages to this user")})
				place = w.square
			}
			i := w.Slash(w.mayor, w.square, "corpus add", map[string]any{"location": handbookAt, "name": "handbook"})
			w.settled(i, holding("reading handbook"))
			clock.advance(16 * time.Minute)
			open(test.fails)
			var said discordtest.Message
			w.until("it is told", func() bool {
				for _, m := range w.Messages(place) {
					if m.Author.ID == w.Bot().ID {
						said = m
					}
				}
				return said.ID != ""
			})
			contains(t, said.Content, test.want)
			if len(said.Controls()) > 0 {
				t.Errorf("there are buttons where they do nothing: %+v", said.Controls())
			}
			if test.closed && strings.Contains(said.Content, "handbook") {
				t.Errorf("everyone is told of the source: %s", said.Content)
			}
		})
	}
}

// A component that the bot never showed, or that somebody else was shown, does
// nothing to what is not theirs.
func TestForgedComponentsOfSources(t *testing.T) {
	w, c := cellarIn(openTownOn(t, discordtest.Options{MessageContent: true, ValidateShapesOnce: true}))
	elsewhere := w.AddGuild("Elsewhere")
	plaza := w.AddChannel(elsewhere, "plaza")
	carol := w.AddUser("carol", elsewhere)
	w.AddRole(elsewhere, "boss", 1<<5, carol)
	w.start()
	w.corpus(w.mayor, "add", map[string]any{"location": handbookAt, "name": "handbook"})
	asked, stored := len(c.asked), c.known[0].Name
	w.corpusIn(carol, plaza, "add", map[string]any{"location": handbookAt, "name": "mine"})
	m := w.corpusIn(carol, plaza, "audience", map[string]any{"source": "mine"})
	for _, name := range []string{"handbook", stored} {
		for _, kind := range []string{"cr:", "ck:", "cg:", "sr:", "sc:", "sa:"} {
			w.forged(t, carol, m, kind+name, "added no source")
		}
	}
	w.forged(t, carol, m, "ca:0123456789abcdef:What is the ferry?", "no longer there")
	if touched := c.asked[asked:]; strings.Contains(strings.Join(touched, " "), stored) {
		t.Errorf("what was touched: %q", touched)
	}
	contains(t, w.corpus(w.mayor, "list", nil).AllText(), "Sources: 1", "**handbook**")
}

// forged presses what is not on a message.
func (w *town) forged(t *testing.T, u discordtest.User, m discordtest.Message, id, want string) {
	t.Helper()
	i := w.Forge(u, m.ID, id)
	contains(t, w.settled(i, holding(want)).Content, want)
}

// Without sources there is no command, and a button of one says that it is old.
func TestNoSources(t *testing.T) {
	w := openTown(t).start()
	for _, c := range w.Commands("") {
		if c["name"] == "corpus" {
			t.Error("the command is registered")
		}
	}
	m := w.shown(w.Slash(w.alice, w.square, "help", nil))
	if strings.Contains(m.AllText(), "/corpus") {
		t.Error("the help tells of /corpus")
	}
	w.forged(t, w.mayor, m, "cr:handbook", "too old")
}

func TestRegisteredWithSources(t *testing.T) {
	w, _ := openCellar(t)
	w.start()
	for _, c := range w.Commands("") {
		if c["name"] == "corpus" {
			if c["default_member_permissions"] != "32" || fmt.Sprint(c["contexts"]) != "[0]" {
				t.Errorf("it is for %v in %v", c["default_member_permissions"], c["contexts"])
			}
			translated(t, "corpus", c)
			contains(t, w.shown(w.Slash(w.alice, w.square, "help", nil)).AllText(), "/corpus add")
			w.again() // the same list needs no change
			if n := len(w.registrations()); n != 1 {
				t.Errorf("it was registered %d times", n)
			}
			return
		}
	}
	t.Error("the command is not registered")
}

// Sources that take long to read keep nobody waiting.
func TestAddUnderLoad(t *testing.T) {
	w, c := cellarIn(openTownOn(t, discordtest.Options{MessageContent: true, ValidateShapesOnce: true}))
	c.during = func(context.Context, string) error { time.Sleep(300 * time.Millisecond); return nil }
	var places []discordtest.Channel
	var mayors []discordtest.User
	towns := 12
	if testing.Short() || slowed() {
		towns = 4 // other tests run at the same time
	}
	for n := range towns {
		guild := w.AddGuild(fmt.Sprintf("Town %d", n))
		places = append(places, w.AddChannel(guild, "square"))
		mayors = append(mayors, w.AddUser(fmt.Sprintf("mayor%d", n), guild))
		w.AddRole(guild, "council", 1<<5, mayors[n])
	}
	w.start()
	var adding, asking []*discordtest.Interaction
	for n := range places {
		adding = append(adding, w.Slash(mayors[n], places[n], "corpus add", map[string]any{"location": handbookAt, "name": "handbook"}))
		for range 5 {
			asking = append(asking, w.Slash(mayors[n], places[n], "ask", map[string]any{"question": craneAsked}))
		}
		time.Sleep(20 * time.Millisecond)
	}
	var acknowledged spread
	for _, i := range append(adding, asking...) {
		response, err := i.WaitResponse(w.ctx)
		if err != nil {
			t.Fatal(err)
		}
		acknowledged = append(acknowledged, response.After)
	}
	for _, i := range adding {
		w.settled(i, holding("Added: **handbook**"))
	}
	for _, i := range asking {
		w.settled(i, finished)
	}
	t.Logf("acknowledged after %v", acknowledged)
	if p99 := acknowledged.at(0.99); p99 > time.Second && os.Getenv("FOOTNOTE_LOAD") != "" {
		t.Errorf("acknowledged after %v", acknowledged)
	}
}
