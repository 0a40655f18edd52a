package history_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/discord/discordtest"
	"footnote/bot/discord/history"
	"footnote/corpus"
	"footnote/corpus/sources"
)

// onDisk is all that the source keeps.
func (w *town) onDisk() string {
	w.t.Helper()
	var b strings.Builder
	entries, err := os.ReadDir(w.dir)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(w.dir, e.Name()))
		if err != nil {
			w.t.Fatal(err)
		}
		b.Write(data)
	}
	return b.String()
}

// What is edited or deleted is found the next time, in the documents and on the
// disk.
func TestEditsAndDeletions(t *testing.T) {
	w := openTown(t)
	var ids []string
	for i := range 250 {
		ids = append(ids, w.said(w.ada, w.square, fmt.Sprintf("Statement number %d.", i)))
	}
	w.read(w.square)
	w.EditMessage(ids[3], "The third was changed.")
	w.DeleteMessage(ids[7])
	w.DeleteMessages(w.square, ids[100], ids[101], ids[249])
	all := texts(w.read(w.square))
	contains(t, all, "The third was changed.", "number 8.", "number 99.", "number 102.", "number 248.")
	lacks(t, all+w.onDisk(), "number 3.", "number 7.", "number 100.", "number 101.", "number 249.")
	for _, id := range ids[:249] {
		if !slices.Contains([]string{ids[7], ids[100], ids[101]}, id) {
			w.DeleteMessage(id)
		}
	}
	if docs := w.read(w.square); len(docs) != 0 || strings.Contains(w.onDisk(), "Statement") {
		t.Errorf("of an empty channel is left %s and %s", texts(docs), w.onDisk())
	}
}

// Of a long channel the end is read again each time, and all of it once a day.
func TestLongChannels(t *testing.T) {
	w := openTown(t)
	w.options.Recent = 200
	var ids []string
	for i := range 450 {
		ids = append(ids, w.said(w.ada, w.square, fmt.Sprintf("Statement number %d.", i)))
	}
	pages := func() int {
		from := len(w.Requests())
		w.read(w.square)
		return w.asked(from, "/messages")
	}
	if n := pages(); n != 5 {
		t.Errorf("at first %d pages were read", n)
	}
	w.DeleteMessage(ids[2])
	w.DeleteMessage(ids[300])
	if n := pages(); n != 2 {
		t.Errorf("then %d pages were read", n)
	}
	all := texts(w.read(w.square))
	contains(t, all, "number 0.", "number 2.", "number 449.")
	lacks(t, all, "number 300.")
	w.pass(25 * time.Hour)
	if n := pages(); n != 5 {
		t.Errorf("a day later %d pages were read", n)
	}
	lacks(t, texts(w.read(w.square))+w.onDisk(), "number 2.")
	w.options.Most = 300
	w.pass(25 * time.Hour)
	h := gather(t.Context(), w.origin(w.square))
	if len(h.faults) != 1 || h.faults[0].Kind != corpus.Doubtful || !strings.Contains(h.faults[0].Error(), "more than 300") {
		t.Errorf("faults: %v", h.faults)
	}
	all = texts(h.docs)
	contains(t, all, "number 449.", "number 149.")
	lacks(t, all, "number 146.")
}

// Threads that rest are not read again until something happens to them.
func TestRestingThreads(t *testing.T) {
	w := openTown(t)
	forum := w.AddForum(w.guild, "help")
	var posts []discordtest.Channel
	var first []string
	for i := range 12 {
		post, p := w.Post(w.ada, forum, fmt.Sprintf("Question %d", i), fmt.Sprintf("What is number %d?", i))
		w.said(w.ben, post, "I do not know.")
		w.Archive(post, w.clock.Now())
		posts, first = append(posts, post), append(first, p.ID)
	}
	if docs := w.read(forum); len(docs) != 12 || docs[0].Title != "Question 0" {
		t.Fatalf("documents: %s", texts(docs))
	}
	pages := func() (int, string) {
		from := len(w.Requests())
		docs := w.read(forum)
		return w.asked(from, "/messages"), texts(docs)
	}
	if n, _ := pages(); n != 0 {
		t.Errorf("%d resting threads were read", n)
	}
	w.Rename(posts[1], "Another question")
	w.DeleteMessage(first[2])
	w.DeleteChannel(posts[3])
	w.said(w.ben, posts[4], "Now I do.")
	n, all := pages()
	if n != 2 {
		t.Errorf("%d threads were read", n)
	}
	contains(t, all, "Another question", "Now I do.")
	lacks(t, all+w.onDisk(), "number 2?", "number 3?")
	w.pass(25 * time.Hour)
	if n, _ := pages(); n != 11 {
		t.Errorf("a day later %d threads were read", n)
	}
}

// A first reading that is broken off goes on, and what was read is known.
func TestBrokenOff(t *testing.T) {
	w := openTown(t)
	for i := range 950 {
		w.said(w.ada, w.square, fmt.Sprintf("Statement number %d.", i))
	}
	broken := &breaking{API: w.api, after: 4}
	o := history.New(broken, sources.Source{Location: w.square.ID}, w.dir, w.options)
	h := gather(t.Context(), o)
	if len(h.faults) != 1 || h.err != nil {
		t.Fatalf("faults %v, error %v", h.faults, h.err)
	}
	contains(t, texts(h.docs), "number 949.", "number 550.")
	w.said(w.ada, w.square, "One more.")
	from := len(w.Requests())
	all := texts(w.read(w.square))
	for i := range 950 {
		if !strings.Contains(all, fmt.Sprintf("number %d.", i)) {
			t.Fatalf("statement %d is missing", i)
		}
	}
	contains(t, all, "One more.")
	if n := w.asked(from, "/messages"); n != 1+6 { // one down to what is known, six for the rest
		t.Errorf("%d pages were read", n)
	}
}

// An answer that cannot be understood is one place's failure.
func TestGarbled(t *testing.T) {
	w := openTown(t)
	forum := w.AddForum(w.guild, "help")
	first, _ := w.Post(w.ada, forum, "Gate", "How do I open the gate?")
	second, _ := w.Post(w.ada, forum, "Key", "Where is the key?")
	for _, do := range []discordtest.Effect{discordtest.Page(200), discordtest.Fail(200, 0, "no list")} {
		fault := w.Inject(discordtest.Fault{Path: first.ID + "/messages", Do: do})
		h := gather(t.Context(), w.origin(forum))
		fault.Stop()
		if len(h.faults) != 1 || h.err != nil || !strings.HasSuffix(h.faults[0].Path, first.ID) || h.faults[0].Kind != corpus.Unread {
			t.Errorf("faults %v, error %v", h.faults, h.err)
		}
		if len(h.docs) != 1 || h.docs[0].ID != second.ID {
			t.Errorf("documents: %s", texts(h.docs))
		}
	}
	if docs := w.read(forum); len(docs) != 2 {
		t.Errorf("documents: %s", texts(docs))
	}
}

// breaking fails after some pages of messages.
type breaking struct {
	history.API
	after int
}

var errCut = errors.New("the cable was cut")

func (b *breaking) Messages(ctx context.Context, channel, before string, limit int) ([]*discordgo.Message, error) {
	if b.after--; b.after < 0 {
		return nil, errCut
	}
	return b.API.Messages(ctx, channel, before, limit)
}

// Where files are cut or damaged, what they held is read again.
func TestDamagedFiles(t *testing.T) {
	w := openTown(t)
	w.said(w.ada, w.square, "It opens at six.")
	thread := w.OpenThread(w.ada, w.square, discordtest.ChannelPublicThread, "Gate", "")
	w.said(w.ada, thread, "It is stuck.")
	w.Archive(thread, w.clock.Now())
	want := texts(w.read(w.square))
	for _, name := range []string{"channel.json", w.square.ID + ".json", thread.ID + ".json"} {
		file := filepath.Join(w.dir, name)
		whole, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for at := 0; at < len(whole); at += 1 + len(whole)/2 {
			garbled := slices.Clone(whole)
			garbled[at] ^= 0x15
			for _, data := range [][]byte{whole[:at], garbled} {
				if err := os.WriteFile(file, data, 0o600); err != nil {
					t.Fatal(err)
				}
				if got := texts(w.read(w.square)); got != want {
					t.Fatalf("%s cut or garbled at %d: %s", name, at, got)
				}
			}
		}
	}
	stump := filepath.Join(w.dir, ".history-123")
	if err := os.WriteFile(stump, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.read(w.square)
	if _, err := os.Stat(stump); !errors.Is(err, os.ErrNotExist) {
		t.Error("a stump was left behind")
	}
	info, err := os.Stat(filepath.Join(w.dir, "channel.json"))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("anybody may read the files: %v, %v", info.Mode(), err)
	}
}
