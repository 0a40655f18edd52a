package chatlog_test

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"footnote/corpus"
	"footnote/corpus/archive"
	"footnote/corpus/chatlog"
	"footnote/corpus/readertest"
)

// samples are all exports below testdata.
func samples(t testing.TB) []string {
	t.Helper()
	var all []string
	for _, pattern := range []string{"testdata/*", "testdata/*/*", "testdata/*/*/*"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range found {
			if info, err := os.Stat(name); err == nil && info.Mode().IsRegular() && filepath.Ext(name) != ".golden" {
				all = append(all, name)
			}
		}
	}
	return all
}

// readAll reads an export and writes its documents for people to read.
func readAll(t readertest.Tester, file corpus.File) string {
	t.Helper()
	var b strings.Builder
	for doc, err := range chatlog.New().ReadAll(background, file) {
		if err != nil {
			if fault := new(corpus.Fault); !errors.As(err, &fault) || strings.ContainsAny(err.Error(), "\r\n") {
				t.Errorf("the error is no fault of one line: %v", err)
			}
			fmt.Fprintf(&b, "==== fault: %v\n", err)
			continue
		}
		readertest.Check(t, doc)
		fmt.Fprintf(&b, "==== %s\nurl: %s\n%s", doc.ID, doc.URL, readertest.Dump(doc, nil))
	}
	return b.String()
}

func TestSamples(t *testing.T) {
	n := 0
	for _, sample := range samples(t) {
		t.Run(filepath.ToSlash(sample), func(t *testing.T) {
			data, err := os.ReadFile(sample)
			if err != nil {
				t.Fatal(err)
			}
			if !chatlog.New().Recognises(sample, data[:min(len(data), corpus.HeadSize)]) {
				t.Fatal("it was not recognised")
			}
			n++
			got := readAll(t, corpus.File{Name: sample, Data: data, Beside: func(path string) ([]byte, error) {
				return os.ReadFile(filepath.Join(filepath.Dir(sample), path))
			}})
			golden := sample + ".golden"
			if flag.Lookup("update").Value.String() == "true" { // the flag is readertest's
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
	if n < 12 {
		t.Errorf("only %d samples", n)
	}
}

// TestRecognises tells exports from what looks like them.
func TestRecognises(t *testing.T) {
	for name, tt := range map[string]struct {
		file, head string
		want       bool
	}{
		"package.json":         {"package.json", `{"name": "x", "type": "module", "id": 1, "messages": []}`, false},
		"messages of an API":   {"a.json", `{"messages": [{"type": "message", "ts": "1"}]}`, false},
		"list of records":      {"a.json", `[{"id": 1, "type": "message", "text": "x"}]`, false},
		"list of users":        {"a.json", `[{"id": "U0ANN1234", "profile": {}}]`, false},
		"other users.json":     {"users.json", `[{"id": 7, "profile": {}}]`, false},
		"users of Slack":       {"x/users.json", `[{"id": "U0ANN1234", "profile": {}}]`, true},
		"empty list":           {"a.json", `[]`, false},
		"list of lists":        {"a.json", `[[1]]`, false},
		"number":               {"a.json", `1`, false},
		"nothing":              {"a.json", ``, false},
		"cut off":              {"a.json", `{"guild": {"id": "1", "na`, false},
		"Slack, cut off":       {"a.json", `[{"type": "message", "ts": "1714550400.000100", "text": "x`, true},
		"byte order mark":      {"a.json", "\ufeff[{\"type\": \"message\", \"ts\": \"1714550400.000100\"}]", true},
		"another extension":    {"a.jsonl", `[{"type": "message", "ts": "1714550400.000100"}]`, false},
		"prose":                {"a.txt", "The mill\n\nIt was built: in 1788.\n", false},
		"prose with times":     {"a.txt", "12:30 we ate.\n13:00 we left: all of us.\n14:00 <nobody> came.\n", false},
		"minutes":              {"a.txt", "[10:00] Opening: Ann welcomes all.\n[10:05] Agenda: agreed.\n[10:10] Budget: 400.\n[10:20] Votes: none.\n", false},
		"log of a program":     {"a.log", "[12:01:33] INFO: starting\n[12:01:34] WARN: slow\n[12:01:35] INFO: done\n[12:01:36] INFO: done\n", false},
		"log of a server":      {"a.log", "2024-05-01 12:01:33 [main] INFO  a.b.C - starting\n2024-05-01 12:01:33 [main] INFO  a.b.C - done\n", false},
		"log with parts":       {"a.log", "[12:01:33] db: start\n[12:01:34] web: start\n[12:01:35] mail: start\n[12:01:36] queue: start\n[12:01:37] db: up\n", false},
		"tags":                 {"a.txt", "<ann> hi\n<bob> hi\n", false},
		"dates in a list":      {"a.txt", "01/05/24, 09:00 - breakfast\n01/05/24, 10:00 - walk\n", false},
		"one line of WhatsApp": {"a.txt", "01/05/24, 09:00 - Ann: hi\n", true},
	} {
		t.Run(name, func(t *testing.T) {
			if got := chatlog.New().Recognises(tt.file, []byte(tt.head)); got != tt.want {
				t.Errorf("recognised: %t", got)
			}
		})
	}
}

func TestConversations(t *testing.T) {
	at := func(day, hour int) time.Time { return time.Date(2024, 5, day, hour, 0, 0, 0, time.UTC) }
	said := func(id string, when time.Time, replyTo string) chatlog.Message {
		return chatlog.Message{ID: id, Author: "ann", Time: when, Text: "message " + id, ReplyTo: replyTo}
	}
	long := []chatlog.Message{}
	for i := range 40 {
		long = append(long, said(fmt.Sprint(i), at(1, 20).Add(time.Duration(i)*time.Hour), ""))
	}
	for name, tt := range map[string]struct {
		channel chatlog.Channel
		want    []string // IDs, with how many messages
	}{
		"none":      {chatlog.Channel{}, nil},
		"silence":   {chatlog.Channel{Messages: []chatlog.Message{said("1", at(1, 9), ""), said("2", at(1, 12), ""), said("3", at(1, 17), "")}}, []string{"2024-05-01T09:00 2", "2024-05-01T17:00 1"}},
		"an answer": {chatlog.Channel{Messages: []chatlog.Message{said("1", at(1, 9), ""), said("2", at(1, 17), "1"), said("3", at(3, 17), "1")}}, []string{"2024-05-01T09:00 2", "2024-05-03T17:00 1"}},
		"night":     {chatlog.Channel{Messages: []chatlog.Message{said("1", at(1, 23), ""), said("2", at(2, 1), "")}}, []string{"2024-05-01T23:00 2"}},
		"no end":    {chatlog.Channel{Messages: long}, []string{"2024-05-01T20:00 28", "2024-05-03T00:00 12"}},
		"thread":    {chatlog.Channel{Thread: true, Messages: []chatlog.Message{said("1", at(1, 9), ""), said("2", at(9, 17), "")}}, []string{" 2"}},
		"no times":  {chatlog.Channel{Messages: []chatlog.Message{said("1", time.Time{}, ""), said("2", time.Time{}, "")}}, []string{" 2"}},
		"part":      {chatlog.Channel{Part: "Bob", Messages: []chatlog.Message{said("1", at(1, 9), "")}}, []string{"Bob/2024-05-01T09:00 1"}},
		"silent":    {chatlog.Channel{Messages: []chatlog.Message{{Author: "ann", Text: " \n"}}}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, doc := range chatlog.Documents(tt.channel) {
				readertest.Check(t, doc)
				got = append(got, fmt.Sprintf("%s %d", doc.ID, strings.Count(doc.Text, "message ")))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestAnswers(t *testing.T) {
	m := func(author, text string, accepted bool) chatlog.Message {
		return chatlog.Message{Author: author, Text: text, Accepted: accepted}
	}
	for name, tt := range map[string]struct {
		messages []chatlog.Message
		want     string
	}{
		"answered":         {[]chatlog.Message{m("ann", "Why?", false), m("bob", "Hm.", false), m("cy", "So.", true)}, "## Question\n\nann: Why?\n\n## Answer\n\ncy: So.\n\n## What else was said\n\nbob: Hm.\n"},
		"by oneself":       {[]chatlog.Message{m("ann", "Why?", false), m("ann", "So.", true)}, "## Question\n\nann: Why?\n\n## Answer\n\nann: So.\n"},
		"open":             {[]chatlog.Message{m("ann", "Why?", false), m("bob", "So.", false)}, "ann: Why?\n\nbob: So.\n"},
		"only a check":     {[]chatlog.Message{m("ann", "Done.", true)}, "ann: Done.\n"},
		"code and a fence": {[]chatlog.Message{m("ann", "see ```x``` and\n```go\ny\n```", false)}, "ann: see\n\n```\nx\n```\n\nand\n\n```\ny\n```\n"},
	} {
		t.Run(name, func(t *testing.T) {
			docs := chatlog.Documents(chatlog.Channel{Name: "t", Thread: true, Messages: tt.messages})
			if len(docs) != 1 || docs[0].Text != tt.want {
				t.Errorf("got %+v, want %q", docs, tt.want)
			}
		})
	}
}

// TestDates reads the dates of WhatsApp as countries write them.
func TestDates(t *testing.T) {
	for text, want := range map[string]string{
		"01/05/2024, 09:00 - A: x\n13/05/2024, 09:00 - A: x\n": "2024-05-01",
		"05/01/2024, 09:00 - A: x\n05/13/2024, 09:00 - A: x\n": "2024-05-01",
		"5/1/24, 9:00 AM - A: x\n":                             "2024-05-01",
		"01.05.24, 09:00 - A: x\n":                             "2024-05-01",
		"[2024-05-01, 09:00:00] A: x\n":                        "2024-05-01",
		"2024/05/01, 09:00 - A: x\n":                           "2024-05-01",
		"[01.05.24, 09.00.00] A: x\n":                          "2024-05-01",
		"99/99/2024, 09:00 - A: x\n":                           "",
	} {
		for doc, err := range chatlog.New().ReadAll(background, corpus.File{Name: "a.txt", Data: []byte(text)}) {
			if doc.Date != want || err != nil {
				t.Errorf("%q is of %q, want %q (%v)", text, doc.Date, want, err)
			}
			break // the first message is the one that could be misread
		}
	}
}

// TestSlackArchive reads an export as it comes: in a zip archive.
func TestSlackArchive(t *testing.T) {
	var files []string
	for _, name := range []string{"users.json", "channels.json", "help/2024-05-01.json"} {
		data, err := os.ReadFile(filepath.Join("testdata", "slack", filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, name, string(data))
	}
	files = append(files, "help/notes.json", `{"no": "chat"}`)
	root := t.TempDir()
	if err := os.WriteFile(filepath.Join(root, "slack.zip"), readertest.Pack(t, files...), 0o644); err != nil {
		t.Fatal(err)
	}
	readers := corpus.Readers{}
	for _, extension := range chatlog.Extensions() {
		readers[extension] = chatlog.New()
	}
	all := corpus.Files{Roots: []string{root}, Readers: readers, Archives: archive.Unpackers(archive.Limits{})}
	var got []string
	for doc, err := range all.Documents(t.Context()) {
		if err != nil {
			t.Error(err)
		}
		got = append(got, doc.ID)
		if strings.HasSuffix(doc.ID, "05-01.json") && !strings.Contains(doc.Text, "ann, 2024-05-01 08:00: Who has the key, @Bob Holt?") {
			t.Errorf("the text is %q", doc.Text)
		}
	}
	if want := []string{"slack.zip/help/2024-05-01.json", "slack.zip/help/notes.json"}; !cmp.Equal(got, want) || all.Skipped != 2 {
		t.Errorf("read %q, %d skipped", got, all.Skipped)
	}
}

func TestRead(t *testing.T) {
	data, err := os.ReadFile("testdata/discord.json")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := readertest.Read(t, chatlog.New(), "discord.json", data)
	if err != nil || !strings.Contains(doc.Text, "Ann, 2024-05-01 09:00: When") || !strings.Contains(doc.Text, "Tide Bot, 2024-05-01 18:00: High water") {
		t.Errorf("%q, %v", doc.Text, err)
	}
	_, err = readertest.Read(t, chatlog.New(), "a.json", []byte("{}"))
	readertest.WantFault(t, err, "no export")
	_, err = readertest.Read(t, chatlog.New(), "users.json", []byte(`[{"id":"U0ANN1234"}]`))
	readertest.WantFault(t, err, "nobody says anything")
}

// TestCut reads what is left of exports that are cut off: what was said before
// is kept, and the rest reported.
func TestCut(t *testing.T) {
	for _, sample := range samples(t) {
		data, err := os.ReadFile(sample)
		if err != nil {
			t.Fatal(err)
		}
		for end := range data {
			if !chatlog.New().Recognises(sample, data[:end]) {
				continue
			}
			got := readAll(t, corpus.File{Name: sample, Data: data[:end]})
			whole := len(bytes.TrimSpace(data))
			if filepath.Ext(sample) == ".json" && !strings.Contains(sample, "channels") && !strings.Contains(sample, "users") && end < whole && !strings.Contains(got, "fault: ") {
				t.Errorf("nothing is wrong with %d of %d bytes of %s", end, whole, sample)
			}
		}
	}
}

func TestHostile(t *testing.T) {
	many := func(s string) string { return strings.Repeat(s, 50_000) }
	message := `{"type":"message","ts":"1714550400.000100","text":"x"},`
	for name, file := range map[string]corpus.File{
		"nested":      {Name: "a.json", Data: []byte(many("["))},
		"nested head": {Name: "a.json", Data: []byte(`{"guild":{},"channel":{},"messages":` + many(`[{"a":`))},
		"wrong types": {Name: "a.json", Data: []byte(`{"guild":{"id":5},"channel":{"name":[]},"messages":[{"id":{},"content":[1],"author":"x","embeds":{},"reactions":[7]},7,null]}`)},
		"telegram":    {Name: "a.json", Data: []byte(`{"name":5,"type":"personal_chat","id":"x","messages":[{"id":"y","type":"message","text":{"a":1},"date":7},{"type":"message","text":[1,{"text":7},[]]},null,5]}`)},
		"no list":     {Name: "a.json", Data: []byte(`{"name":"x","type":"personal_chat","id":1,"messages":{"a":1}}`)},
		"slack":       {Name: "a.json", Data: []byte(`[` + message + `{"type":5,"ts":[],"text":{}},null,"x",{"type":"message","ts":"99999999999.9","text":"<<<|>>>"}]`)},
		"many":        {Name: "a.json", Data: []byte(`[` + many(message) + `{}]`)},
		"marks":       {Name: "a.json", Data: []byte(`[{"type":"message","ts":"1714550400.000100","text":"` + many("*a _b ~c `d <e|") + `"}]`)},
		"fences":      {Name: "a.json", Data: []byte(`[{"type":"message","ts":"1714550400.000100","text":"` + many("```") + `"}]`)},
		"whatsapp":    {Name: "a.txt", Data: []byte("01/05/24, 09:00 - A: x\n" + many("y\n"))},
		"long line":   {Name: "a.txt", Data: []byte("01/05/24, 09:00 - A: " + many("x: "))},
		"irc":         {Name: "a.log", Data: []byte(many("[12:01] <a> x\n[11:00] <b> y\n"))},
		"irc names":   {Name: "a.log", Data: []byte("[12:01] <a> x\n[12:01] <a> x\n" + many("[12:01] <"))},
	} {
		t.Run(name, func(t *testing.T) { readAll(t, file) })
	}
}

func TestEndOfTime(t *testing.T) {
	data, err := os.ReadFile("testdata/discord.json")
	if err != nil {
		t.Fatal(err)
	}
	readertest.EndOfTime(t, chatlog.New(), "a.json", data)
	for range chatlog.New().ReadAll(background, corpus.File{Name: "a.json", Data: data}) {
		break
	}
}

func FuzzReadAll(f *testing.F) {
	for _, sample := range samples(f) {
		data, err := os.ReadFile(sample)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(sample, data)
	}
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		if chatlog.New().Recognises(name, data) {
			readAll(t, corpus.File{Name: name, Data: data, Beside: func(string) ([]byte, error) { return data, nil }})
		}
	})
}
