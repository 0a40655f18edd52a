package discord_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"footnote/bot/discord/discordtest"
)

// openLate opens a town whose clock can be put forward, with one worker.
func openLate(t testing.TB) (*town, *hourglass) {
	t.Helper()
	c := new(hourglass)
	w := openTownOn(t, discordtest.Options{Now: c.now})
	w.options.Now, w.options.Workers = c.now, 1
	return w.start(), c
}

// An answer that comes too late for its interaction is given all the same,
// once: in the channel, where what is known to stand there is edited.
func TestLateAnswer(t *testing.T) {
	for name, after := range map[string]time.Duration{"expired": 16 * time.Minute, "nearly": 14*time.Minute + 30*time.Second} {
		t.Run(name, func(t *testing.T) {
			w, c := openLate(t)
			l := w.hold("crane")
			first := w.ask(w.alice, map[string]any{"question": craneAsked})
			w.until("it is taken", func() bool { return len(l.waiting()) == 1 })
			second := w.ask(w.bob, map[string]any{"question": "And who else built the crane?"})
			shown := w.settled(second, holding("1st in line"))
			c.advance(after)
			l.open()
			w.settled(second, finished)
			w.until("the first is answered", func() bool { return len(w.answersIn(w.square)) == 2 })
			w.settle()
			all := w.answersIn(w.square)
			if len(all) != 2 || all[0].ID != shown.ID || all[1].Ephemeral() {
				t.Fatalf("answers: %+v", all)
			}
			contains(t, all[1].Content, "> "+craneAsked, craneAnswer)
			if m := first.Messages()[0]; finished(m) {
				t.Error("the first is answered twice")
			}
		})
	}
}

// answersIn are the whole answers that all see in a channel.
func (w *town) answersIn(c discordtest.Channel) []discordtest.Message {
	var all []discordtest.Message
	for _, m := range w.Messages(c) {
		if m.Author.ID == w.Bot().ID && finished(m) {
			all = append(all, m)
		}
	}
	return all
}

// A private answer that is late comes in a direct message.
func TestLatePrivateAnswer(t *testing.T) {
	w, c := openLate(t)
	l := w.hold("crane")
	w.ask(w.alice, map[string]any{"question": craneAsked, "private": true})
	w.until("it is taken", func() bool { return len(l.waiting()) == 1 })
	c.advance(16 * time.Minute)
	l.open()
	letters := w.DM(w.alice)
	w.until("it came", func() bool { return len(w.answersIn(letters)) > 0 })
	w.settle()
	all := w.answersIn(letters)
	if len(all) != 1 || len(w.answersIn(w.square)) > 0 {
		t.Errorf("letters: %+v", all)
	}
	contains(t, all[0].Content, craneAnswer)
	m := w.shown(w.Component(w.alice, all[0].ID, w.control(all[0], "fn:").CustomID, "1"))
	contains(t, m.AllText(), craneAnswer)
}

// Where the bot itself may not write, a late answer goes to who asked.
func TestLateAnswerElsewhere(t *testing.T) {
	c := new(hourglass)
	w := openTownOn(t, discordtest.Options{Now: c.now})
	w.options.Now, w.options.Workers = c.now, 2 // none is shown a place in line
	w.start()
	abroad := w.AddForeignGuild("Abroad")
	port := w.AddChannel(abroad, "port")
	eve := w.AddUser("eve", abroad)
	mute := w.AddChannel(w.guild, "mute")
	w.Deny(mute, w.Bot(), discordtest.PermissionSendMessages)
	l := w.hold("crane")
	w.Slash(eve, port, "ask", map[string]any{"question": craneAsked})
	w.Slash(w.alice, mute, "ask", map[string]any{"question": craneAsked})
	w.until("both are taken", func() bool { return len(l.waiting()) == 2 })
	c.advance(16 * time.Minute)
	l.open()
	for _, u := range []discordtest.User{eve, w.alice} {
		w.until("it came", func() bool { return len(w.answersIn(w.DM(u))) == 1 })
	}
}

// A failure on the way of an answer's edits does not lose the answer.
func TestAnswerOutlivesFailures(t *testing.T) {
	for name, fault := range map[string]discordtest.Effect{
		"page": discordtest.Page(http.StatusBadGateway), "cut": discordtest.CutBefore(), "half": discordtest.CutAfter(),
		"json": discordtest.Fail(http.StatusServiceUnavailable, 0, "overloaded"), "limit": discordtest.Page(http.StatusTooManyRequests),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := openTown(t).start()
			w.Inject(discordtest.Fault{Method: http.MethodPatch, Path: "/webhooks/", Times: 2, Do: fault})
			w.Inject(discordtest.Fault{Method: http.MethodPost, Path: w.square.ID + "/messages", Times: 2, Do: fault})
			i := w.ask(w.alice, map[string]any{"question": craneAsked})
			p := w.says(w.bob, craneAsked)
			contains(t, w.settled(i, finished).Content, craneAnswer)
			contains(t, w.heard(p, finished).Content, craneAnswer)
			if a, b := len(i.Messages()), len(p.Answers()); a != 1 || b != 1 {
				t.Errorf("%d and %d messages", a, b)
			}
		})
	}
}

// A growing answer is edited no more often than is allowed, its last edit
// included.
func TestEditsAreSpaced(t *testing.T) {
	w := openTown(t)
	w.options.Workers, w.options.EditEvery = 1, 150*time.Millisecond
	w.start()
	l := w.hold("crane")
	w.says(w.mayor, craneAsked)
	w.until("it is taken", func() bool { return len(l.waiting()) == 1 })
	p := w.says(w.alice, "Who else built the crane?")
	i := w.ask(w.bob, map[string]any{"question": "And who else built the crane?"})
	w.heard(p, holding("in line"))
	w.settled(i, holding("in line"))
	l.open()
	w.heard(p, finished)
	w.settled(i, finished)
	times := map[string][]time.Time{}
	for _, r := range w.requests(0, http.MethodPatch, "/") {
		times[r.Path] = append(times[r.Path], r.At)
	}
	for _, r := range w.requests(0, http.MethodPost, w.square.ID+"/messages") {
		if body, _ := r.Body.(map[string]any); body != nil {
			if to, _ := body["message_reference"].(map[string]any); to["message_id"] == p.ID {
				path := r.Path + "/" + p.Answers()[0].ID
				times[path] = append([]time.Time{r.At}, times[path]...)
			}
		}
	}
	seen := 0
	for path, at := range times {
		for n := 1; n < len(at); n++ {
			seen++
			if gap := at[n].Sub(at[n-1]); gap < w.options.EditEvery-10*time.Millisecond {
				t.Errorf("%s: %v after the one before", path, gap)
			}
		}
	}
	if seen < 2 {
		t.Errorf("nothing was edited twice: %v", times)
	}
}

// Where no reply tells that a question was acknowledged it was, most likely: it
// is answered, and nobody is told of a failure.
func TestAcknowledgementThatIsUnheard(t *testing.T) {
	w := openTown(t).start()
	w.Inject(discordtest.Fault{Method: http.MethodPost, Path: "/callback", Do: discordtest.Slow(3 * time.Second)})
	i := w.ask(w.alice, map[string]any{"question": craneAsked})
	contains(t, w.settled(i, finished).Content, craneAnswer)
	if n := len(i.Messages()); n != 1 {
		t.Errorf("%d messages", n)
	}
}

// So is the word of a failure, from the place in line that stood there.
func TestFailureIsSpaced(t *testing.T) {
	w := openTown(t)
	w.options.Workers, w.options.EditEvery = 1, 300*time.Millisecond
	w.start()
	l := w.hold("crane")
	w.says(w.mayor, craneAsked)
	w.until("it is taken", func() bool { return len(l.waiting()) == 1 })
	i := w.ask(w.bob, map[string]any{"question": "And who else built the crane?"})
	w.settled(i, holding("in line"))
	stopped := make(chan struct{})
	go func() { w.stop(); close(stopped) }()
	w.settled(i, holding("restarted"))
	l.open()
	<-stopped
	edits := w.requests(0, http.MethodPatch, "/messages/@original")
	if len(edits) < 2 {
		t.Fatalf("%d edits", len(edits))
	}
	if gap := edits[len(edits)-1].At.Sub(edits[len(edits)-2].At); gap < w.options.EditEvery-10*time.Millisecond {
		t.Errorf("%v after the one before", gap)
	}
}

// Where Discord wants a longer wait than the interaction lives, the answer goes
// another way.
func TestAnswerThatOutwaits(t *testing.T) {
	w := openTown(t).start()
	w.Inject(discordtest.Fault{Method: http.MethodPatch, Path: "/webhooks/", Do: discordtest.TooMany("user", time.Hour)})
	w.ask(w.alice, map[string]any{"question": craneAsked})
	w.until("it came", func() bool {
		for _, m := range w.answersIn(w.square) {
			if strings.Contains(m.Content, craneAnswer) {
				return true
			}
		}
		return false
	})
}
