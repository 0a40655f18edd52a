package history_test

import (
	"strings"
	"testing"

	"footnote/bot/discord/discordtest"
)

// A post in a forum, with three messages of which the second is the answer.
type question struct {
	*town
	forum, post         discordtest.Channel
	first, reply, aside string
	moderator           discordtest.User
}

func ask(t *testing.T, tags ...string) *question {
	w := openTown(t)
	q := &question{town: w, moderator: w.AddUser("Cleo", w.guild)}
	w.AddRole(w.guild, "harbour master", discordtest.PermissionManageMessages, q.moderator)
	q.forum = w.AddForum(w.guild, "help", "Solved", "Not solved", "gelöst ✅", "Résolu", "решено", "已解决", "Resuelto", "Open")
	post, first := w.Post(w.ada, q.forum, "Gate is stuck", "How do I open the gate?", tags...)
	q.post, q.first = post, first.ID
	q.reply = w.said(w.ben, post, "Push it hard.")
	q.aside = w.said(q.moderator, post, "Nice weather.")
	return q
}

const (
	asAnswered = "## Question\n\nAda Olsen, 2026-03-01 12:00: How do I open the gate?\n\n## Answer\n\nBen, 2026-03-01 12:01: Push it hard.\n\n"
	asRest     = asAnswered + "## What else was said\n\nCleo, 2026-03-01 12:02: Nice weather.\n"
	asTagged   = asAnswered + "Cleo, 2026-03-01 12:02: Nice weather.\n"
)

func TestSolved(t *testing.T) {
	for _, test := range []struct {
		name   string
		tags   []string
		happen func(q *question)
		want   string // "" for no answer
	}{
		{"nothing", nil, func(*question) {}, ""},
		{"a check mark of who asked", nil, func(q *question) { q.React(q.ada, q.reply, "✅") }, asRest},
		{"a check mark of a moderator", nil, func(q *question) { q.React(q.moderator, q.reply, "☑️") }, asRest},
		{"a check mark of the owner", nil, func(q *question) { q.React(q.Owner(q.guild), q.reply, "✔️") }, asRest},
		{"a check mark of another", nil, func(q *question) { q.React(q.ben, q.reply, "✅") }, ""},
		{"a check mark of a bot", nil, func(q *question) {
			u := q.AddBot("Marker", q.guild)
			q.AddRole(q.guild, "bots", discordtest.PermissionManageMessages, u)
			q.React(u, q.reply, "✅")
		}, ""},
		{"another emoji", nil, func(q *question) { q.React(q.ada, q.reply, "❤️") }, ""},
		{"a check mark at the question", nil, func(q *question) { q.React(q.ada, q.first, "✅") }, asTagged},
		{"a tag", []string{"Solved"}, func(*question) {}, asTagged},
		{"a German tag", []string{"gelöst ✅"}, func(*question) {}, asTagged},
		{"a French tag", []string{"Résolu"}, func(*question) {}, asTagged},
		{"a Russian tag", []string{"Open", "решено"}, func(*question) {}, asTagged},
		{"a Chinese tag", []string{"已解决"}, func(*question) {}, asTagged},
		{"a Spanish tag", []string{"Resuelto"}, func(*question) {}, asTagged},
		{"the opposite", []string{"Not solved"}, func(*question) {}, ""},
		{"a tag and a check mark", []string{"Solved"}, func(q *question) { q.React(q.ada, q.reply, "✅") }, asRest},
	} {
		t.Run(test.name, func(t *testing.T) {
			q := ask(t, test.tags...)
			test.happen(q)
			d := q.one(q.forum)
			if test.want == "" && strings.Contains(d.Text, "Answer") || test.want != "" && d.Text != test.want {
				t.Errorf("the text is\n%s\nwant\n%s", d.Text, test.want)
			}
			if d.Title != "Gate is stuck" || d.ID != q.post.ID {
				t.Errorf("the document is %+v", d)
			}
		})
	}
}

// Who set a check mark is asked once, and again when the marks change.
func TestCheckMarksAreFollowed(t *testing.T) {
	q := ask(t)
	q.React(q.ben, q.reply, "✅")
	q.read(q.forum)
	from := len(q.Requests())
	lacks(t, q.one(q.forum).Text, "Answer")
	if n := q.asked(from, "/reactions/"); n != 0 {
		t.Errorf("asked %d times again", n)
	}
	q.React(q.ada, q.reply, "✅")
	contains(t, q.one(q.forum).Text, "## Answer")
	q.Unreact(q.ada, q.reply, "✅")
	lacks(t, q.one(q.forum).Text, "Answer")
	q.Unreact(q.ben, q.reply, "✅")
	q.Tag(q.post, "Solved")
	contains(t, q.one(q.forum).Text, "## Answer")
}

// Who asked may find the answer alone.
func TestOwnAnswer(t *testing.T) {
	w := openTown(t)
	forum := w.AddForum(w.guild, "help", "Solved")
	post, _ := w.Post(w.ada, forum, "Gate is stuck", "How do I open the gate?", "Solved")
	w.said(w.ada, post, "Found it: there is a key.")
	contains(t, w.one(forum).Text, "## Question", "## Answer\n\nAda Olsen, 2026-03-01 12:01: Found it")
	w.said(w.ada, post, "!close")
	alone, _ := w.Post(w.ben, forum, "Nobody knows", "Where is the key?", "Solved")
	for _, d := range w.read(forum) {
		if d.ID == alone.ID && strings.Contains(d.Text, "Answer") {
			t.Errorf("a question is its own answer:\n%s", d.Text)
		}
	}
}
