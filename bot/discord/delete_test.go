package discord_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/bot/discord/discordtest"
)

// held asks a question that is held up, while another one waits behind it, so
// that something of the second stands in the channel.
func (w *town) held() (*latch, *discordtest.Post, *discordtest.Post) {
	w.t.Helper()
	l := w.hold("crane")
	first := w.says(w.alice, craneAsked)
	w.until("the first is taken", func() bool { return len(l.waiting()) == 1 })
	second := w.says(w.bob, "And who else built the crane?")
	w.heard(second, holding("1st in line"))
	return l, first, second
}

func oneWorker(t testing.TB) *town {
	w := openTown(t)
	w.options.Workers = 1
	return w.start()
}

// over waits until the bot has nothing under way, and counts what it said
// after a number of requests.
func (w *town) over(from int) int {
	w.t.Helper()
	w.settle()
	time.Sleep(2 * w.options.EditEvery)
	return len(w.requests(from, http.MethodPost, w.square.ID+"/messages")) + len(w.requests(from, http.MethodPatch, w.square.ID))
}

// withdrawn waits until so many questions were taken back: a deletion is told
// to the bot a moment after it happened.
func (w *town) withdrawn(questions int) {
	w.t.Helper()
	w.until("the questions are taken back", func() bool {
		return strings.Count(w.log.String(), "a question was withdrawn") == questions
	})
}

// Deleting a question ends its answer, and takes away what there is of it.
func TestDeleteQuestion(t *testing.T) {
	w := oneWorker(t)
	l, first, second := w.held()
	before := len(w.Requests())
	w.DeleteMessage(second.ID)
	w.until("what was shown is gone", func() bool {
		all := second.Answers()
		return len(all) == 0 || all[0].Deleted
	})
	w.DeleteMessage(first.ID)
	w.withdrawn(2)
	l.open()
	if n := w.over(before); n > 0 {
		t.Errorf("%d messages after the deletion", n)
	}
	if len(l.waiting()) != 1 {
		t.Error("a deleted question was answered all the same")
	}
}

func TestDeleteQuestionsAtOnce(t *testing.T) {
	w := oneWorker(t)
	l, first, second := w.held()
	before := len(w.Requests())
	w.DeleteMessages(w.square, first.ID, second.ID)
	w.until("what was shown is gone", func() bool { return len(second.Answers()) == 0 })
	l.open()
	if n := w.over(before); n > 0 {
		t.Errorf("%d messages after the deletion", n)
	}
}

// A deletion that comes right behind its question is not overlooked.
func TestDeleteAtOnce(t *testing.T) {
	w := openTown(t).start()
	l := w.hold("crane")
	before := len(w.Requests())
	for range 20 {
		p := w.says(w.alice, craneAsked)
		w.DeleteMessage(p.ID)
	}
	w.settle()
	l.open()
	w.settle()
	if all := w.requests(before, http.MethodPost, w.square.ID+"/messages"); len(all) > 0 {
		t.Errorf("%d answers to what was deleted", len(all))
	}
}

// Deleting what there is of an answer ends it too.
func TestDeletePartOfAnswer(t *testing.T) {
	w := oneWorker(t)
	l, first, second := w.held()
	before := len(w.Requests())
	w.DeleteMessage(second.Answers()[0].ID)
	w.withdrawn(1)
	l.open()
	w.heard(first, finished)
	w.over(before)
	if len(l.waiting()) != 1 {
		t.Error("it was answered all the same")
	}
	for _, m := range w.Messages(w.square) {
		if m.Reply == second.ID {
			t.Errorf("there is an answer: %s", m.Content)
		}
	}
	if strings.Contains(w.log.String(), "level=ERROR") {
		t.Errorf("log:\n%s", w.log)
	}
}

func TestDeletePartOfCommandsAnswer(t *testing.T) {
	for name, shown := range map[string]bool{"in line": true, "thinking": false} {
		t.Run(name, func(t *testing.T) {
			w := oneWorker(t)
			l := w.hold("crane")
			i := w.ask(w.alice, map[string]any{"question": craneAsked})
			w.until("it is taken", func() bool { return len(l.waiting()) == 1 })
			if shown {
				i = w.ask(w.bob, map[string]any{"question": "And who else built the crane?"})
				w.settled(i, holding("1st in line"))
			}
			w.DeleteMessage(i.Messages()[0].ID)
			time.Sleep(20 * time.Millisecond)
			l.open()
			w.until("nothing is under way", func() bool { return strings.Contains(w.log.String(), "withdrawn") || len(i.Messages()) > 1 })
			w.settle()
			if len(i.Messages()) != 1 || !i.Messages()[0].Deleted {
				t.Errorf("messages: %+v", i.Messages())
			}
			if strings.Contains(w.log.String(), "level=ERROR") {
				t.Errorf("log:\n%s", w.log)
			}
		})
	}
}

// What comes twice is answered once.
func TestDuplicates(t *testing.T) {
	w := openTown(t).start()
	asked := w.register()
	w.Gateway.Duplicate(1)
	w.heard(w.says(w.alice, craneAsked), finished)
	w.Gateway.Duplicate(1)
	w.settled(w.ask(w.alice, map[string]any{"question": craneAsked}), finished)
	w.settle()
	if all := w.requests(0, http.MethodPost, "/callback"); len(all) != 1 {
		t.Errorf("%d responses to one interaction", len(all))
	}
	n := 0
	for _, q := range asked.all() {
		if q.Text == craneAsked {
			n++
		}
	}
	if n != 2 || len(w.Messages(w.square)) != 3 {
		t.Errorf("answered %d times with %d messages", n, len(w.Messages(w.square)))
	}
}

// What is on its way to Discord while its question is deleted is taken away
// too.
func TestDeleteWhileSending(t *testing.T) {
	for name, question := range map[string]string{"the whole": craneAsked, "a part": "And who else built the crane?"} {
		t.Run(name, func(t *testing.T) {
			w := oneWorker(t)
			l := w.hold("else")
			defer l.open()
			if name == "a part" {
				w.says(w.alice, "Who else built it?")
				w.until("the first is taken", func() bool { return len(l.waiting()) == 1 })
			}
			slow := w.Inject(discordtest.Fault{Method: http.MethodPost, Path: w.square.ID + "/messages", Do: discordtest.Slow(150 * time.Millisecond)})
			p := w.says(w.bob, question)
			w.until("it is on its way", func() bool { return slow.Hits() == 1 })
			w.DeleteMessage(p.ID)
			w.until("it came and is gone", func() bool {
				return len(w.requests(0, http.MethodDelete, w.square.ID+"/messages")) == 1 && !slices.ContainsFunc(w.Messages(w.square),
					func(m discordtest.Message) bool { return m.Author.ID == w.Bot().ID })
			})
		})
	}
}
