package history_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"footnote/bot/discord/discordtest"
	"footnote/bot/discord/history"
	"footnote/bot/discord/sqlitestate"
	"footnote/corpus"
	"footnote/corpus/sources"
)

// call sets how the server wants people to be called.
func (w *town) call(how string) {
	w.options.Authors = func(context.Context, string) (string, error) { return how, nil }
}

func TestAuthors(t *testing.T) {
	w := openTown(t)
	forum := w.AddForum(w.guild, "help")
	post, _ := w.Post(w.ada, forum, "Ada Olsen asks Ben", "Who has the key, "+w.ben.Mention()+"?")
	w.said(w.ben, post, "Ada Olsen has it. "+w.ada.Mention()+" put it there.")
	for how, want := range map[string][3]string{
		sqlitestate.Names:    {"Ada Olsen asks Ben", "Ada Olsen", "Ada Olsen, 2026-03-01 12:00: Who has the key, @Ben?\n\nBen, 2026-03-01 12:01: Ada Olsen has it. @Ada Olsen put it there.\n"},
		sqlitestate.Initials: {"A. O. asks B.", "A. O.", "A. O., 2026-03-01 12:00: Who has the key, @B.?\n\nB., 2026-03-01 12:01: A. O. has it. @A. O. put it there.\n"},
		sqlitestate.Hidden:   {"Member 1 asks Member 2", "Member 1", "Member 1, 2026-03-01 12:00: Who has the key, @Member 2?\n\nMember 2, 2026-03-01 12:01: Member 1 has it. @Member 1 put it there.\n"},
		"nonsense":           {"Member 1 asks Member 2", "Member 1", "Member 1, 2026-03-01 12:00: Who has the key, @Member 2?\n\nMember 2, 2026-03-01 12:01: Member 1 has it. @Member 1 put it there.\n"},
	} {
		w.call(how)
		if d := w.one(forum); d.Title != want[0] || d.Author != want[1] || d.Text != want[2] {
			t.Errorf("%s: %+v", how, d)
		}
	}
	w.call(history.Initials)
	w.read(forum)
	w.options.Authors = func(context.Context, string) (string, error) { return "", errors.New("the file is locked") }
	contains(t, w.one(forum).Text, "A. O.,") // as before
	w.options.Authors = nil
	contains(t, w.one(forum).Text, "Member 1,")
	source := sources.Source{Location: forum.ID, Options: sources.Options{Authors: history.Names}}
	contains(t, texts(gather(t.Context(), history.New(w.api, source, w.dir, w.options)).docs), "Ada Olsen,")
}

// Members are counted anew in each conversation: who spoke first does not
// change what is in the others.
func TestMembersOfEachConversation(t *testing.T) {
	w := openTown(t)
	w.call(history.Hidden)
	first := w.said(w.ada, w.square, "It opens at six.")
	w.pass(20 * 3600e9)
	w.said(w.ben, w.square, "It is open.")
	before := w.read(w.square)
	w.DeleteMessage(first)
	after := w.read(w.square)
	if len(before) != 2 || len(after) != 1 || after[0].Hash != before[1].Hash {
		t.Errorf("before %s, after %s", texts(before), texts(after))
	}
	contains(t, after[0].Text, "Member 1, ")
}

// TestNoNames tries to get a name out by every way there is.
func TestNoNames(t *testing.T) {
	for seed := range uint64(4) {
		random := rand.New(rand.NewPCG(seed, 7))
		w := openTown(t)
		w.call(history.Hidden)
		names := []string{"Zaphira Quill", "kestrel_77", "Brunhild", "Ötzi", "Ван Вогт", "山田太郎", "x.y.z", "D'Arcy-Finch", "MR. Pibb 3", "ǅabir"}
		var people []discordtest.User
		for _, name := range names {
			people = append(people, w.AddUser(name, w.guild))
		}
		forum := w.AddForum(w.guild, "help", "Solved")
		text := func() string {
			var b strings.Builder
			for range 1 + random.IntN(6) {
				who := people[random.IntN(len(people))]
				form := []string{"the gate ", "%s", "@%s ", "**%s**", "thanks %s! ", "`%s` ", "||%s|| ", "```\n%s\n```", "https://x.example/%s ", "(%s)", "*%s*, ", "[%s](https://x.example) "}[random.IntN(12)]
				switch {
				case !strings.Contains(form, "%"):
					b.WriteString(form)
				case random.IntN(2) == 0:
					fmt.Fprintf(&b, " "+form+" ", who.Mention())
				default:
					fmt.Fprintf(&b, " "+form+" ", who.Name)
				}
			}
			return b.String()
		}
		// Names that are written out are known of those who take part.
		everybody := ""
		for _, u := range people {
			everybody += u.Mention()
		}
		for range 3 {
			post, _ := w.Post(people[random.IntN(len(people))], forum, text(), everybody)
			for range 8 {
				u := people[random.IntN(len(people))]
				m := w.Send(u, post, discordtest.Draft{Text: text(), Attachments: []discordtest.Attachment{{Name: people[random.IntN(len(people))].Name + " plan.pdf"}},
					Embeds: []discordtest.Object{{"title": text(), "type": "link"}},
					More:   discordtest.Object{"poll": discordtest.Object{"question": discordtest.Object{"text": text()}, "answers": []any{}}}})
				if random.IntN(3) == 0 {
					w.React(people[0], m.ID, "✅")
				}
			}
		}
		for _, d := range w.read(forum) {
			shown := strings.Join([]string{d.ID, d.Path, d.Title, d.Author, d.Publisher, d.URL, d.Text, fmt.Sprint(d.Sections, d.Audience)}, "\n")
			for _, u := range people {
				if strings.Contains(strings.ToLower(shown), strings.ToLower(u.Name)) {
					t.Errorf("seed %d: %q is named in\n%s", seed, u.Name, shown)
				}
				if strings.Contains(shown, u.ID) {
					t.Errorf("seed %d: the ID of %q is in\n%s", seed, u.Name, shown)
				}
			}
			sane(t, d)
		}
	}
}

// sane checks what every document must be.
func sane(t *testing.T, d corpus.Document) {
	t.Helper()
	end := 0
	for _, s := range d.Sections {
		if s.Start < end || s.End > len(d.Text) {
			t.Errorf("the sections are %+v", d.Sections)
		}
		end = s.End
	}
	if d.Hash != d.ContentHash() || d.ID == "" || d.URL == "" {
		t.Errorf("the document is %+v", d)
	}
}
