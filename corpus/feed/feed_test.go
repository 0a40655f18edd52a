package feed

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"footnote/corpus"
	"footnote/corpus/fetch"
	"footnote/corpus/sources"
	"footnote/retrieval"
	"footnote/retrieval/retrievaltest"
	"footnote/retrieval/sqlitestore"
)

var at, _ = url.Parse("https://x.example/blog/feed.xml")

func TestParse(t *testing.T) {
	tests := []struct{ name, data, want string }{
		{"RSS 2.0", `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>T</title><language>de-AT</language>
			<item><title>A &amp;amp; &lt;b&gt;B&lt;/b&gt;</title><link>/a</link><guid isPermaLink="false">1</guid><dc:creator>Ann</dc:creator><pubDate>Wed, 01 May 2024 23:30:00 -0500</pubDate>
			<description>short</description><content:encoded><![CDATA[<p>long</p>]]></content:encoded></item>
			<item><guid>https://x.example/b</guid><description>only this</description></item></channel></rss>`,
			"T de-AT|1 A & B Ann 2024-05-01 https://x.example/a <p>long</p>|https://x.example/b    https://x.example/b only this"},
		{"RSS 1.0", `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>T</title></channel><item><title>A</title><link>http://x.example/a</link><description>text</description></item></rdf:RDF>`,
			"T |http://x.example/a A   http://x.example/a text"},
		{"RSS 0.91", `<rss version="0.91"><channel><title>T</title><item><title>A</title><link>http://x.example/a</link></item></channel></rss>`, "T |http://x.example/a A   http://x.example/a "},
		{"Atom", `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>T</title><entry><id>urn:1</id><title>A</title><author><name>Ann</name></author><author><name>Bo</name></author><updated>2024-05-02T00:00:00Z</updated>
			<link href="../a"/><summary>s</summary><content type="html">&lt;p&gt;c</content></entry></feed>`, "T fr|urn:1 A Ann, Bo 2024-05-02 https://x.example/a <p>c"},
		{"JSON Feed", `{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{"id":"1","title":"A","url":"https://x.example/a","content_text":"a < b","date_published":"2024-05-01T00:00:00Z","authors":[{"name":"Ann"}]}]}`,
			"T |1 A Ann 2024-05-01 https://x.example/a a < b"},
		{"another encoding", "<?xml version='1.0' encoding='windows-1251'?><rss version='2.0'><channel><title>\xec\xe8\xf0</title></channel></rss>", "мир "},
		{"twice", `<rss version="2.0"><channel><title>T</title><item><guid>1</guid><title>A</title></item><item><guid>1</guid><title>B</title></item></channel></rss>`, "T |1 A    "},
		{"other addresses", `<rss version="2.0"><channel><title>T</title><item><guid>1</guid><link>javascript:alert(1)</link></item><item><guid>2</guid><link>http://u:p@x.example/</link></item></channel></rss>`, "T |1     |2     "},
		{"nothing known of it", `<rss version="2.0"><channel><title>T</title><item><description>x</description></item></channel></rss>`, "T |x     x"},
		{"empty", `<rss version="2.0"><channel><title>T</title></channel></rss>`, "T "},
		{"entities", `<!DOCTYPE rss [<!ENTITY a "aa"><!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><title>T&x;</title></channel></rss>`, "T&x; "},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			l, err := parse([]byte(tt.data), at)
			if err != nil {
				t.Fatal(err)
			}
			got := l.title + " " + l.language
			for _, i := range l.items {
				got += "|" + strings.Join([]string{i.Key, i.Title, i.Author, i.Date, i.URL, i.Content}, " ")
			}
			if got != tt.want {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
	const extension = `<rss version="2.0" xmlns:x="urn:x"><channel><item>`
	for name, data := range map[string]string{
		"nothing": "", "text": "hello", "HTML": "<html><body>x</body></html>", "cut": `<rss version="2.0"><channel><item><ti`, "JSON": `{"a":1`,
		"deep": extension + strings.Repeat("<x:a>", 2_000_000), "deep JSON": `{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","_x":` + strings.Repeat("[", 100_000),
		"deep in another encoding": "\xff\xfe" + strings.ReplaceAll(extension+strings.Repeat("<x:a>", 200_000), "<", "<\x00"),
	} {
		if l, err := parse([]byte(data), at); err == nil {
			t.Errorf("%s: %+v", name, l)
		}
	}
}

func TestManyItems(t *testing.T) {
	var b strings.Builder
	b.WriteString(`<rss version="2.0"><channel>`)
	for i := range maxItems + 50 {
		fmt.Fprintf(&b, "<item><guid>%d</guid><description>%s</description></item>", i, strings.Repeat("<br>", 20))
	}
	l, err := parse([]byte(b.String()+"</channel></rss>"), at)
	if err != nil || len(l.items) != maxItems {
		t.Errorf("%d items, %v", len(l.items), err)
	}
}

func TestDiscover(t *testing.T) {
	for page, want := range map[string]string{
		`<link rel="alternate" type="application/atom+xml" href="atom.xml">`:                                                            "https://x.example/blog/atom.xml",
		`<base href="/b/"><link rel="Alternate home" type="application/RSS+xml; charset=utf-8" href="r">`:                               "https://x.example/b/r",
		`<link rel=alternate type=application/rss+xml href=/comments/feed><link rel=alternate type=application/feed+json href=/f.json>`: "https://x.example/f.json",
		`<link rel=alternate type=application/json href=/wp-json/1>`:                                                                    "",
		`<link rel=stylesheet type=application/rss+xml href=/x>`:                                                                        "",
		`<link rel=alternate hreflang=de href=/de>`:                                                                                     "",
		`<link rel=alternate type=application/rss+xml>`:                                                                                 "",
		``: "",
	} {
		if got := discover([]byte(page), at); got != want {
			t.Errorf("%s: %q", page, got)
		}
	}
}

// entries makes a feed of items: "1 2024-05-03 text".
func entries(items ...string) string {
	var b strings.Builder
	b.WriteString(`<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>`)
	for _, i := range items {
		id, rest, _ := strings.Cut(i, " ")
		date, text, _ := strings.Cut(rest, " ")
		fmt.Fprintf(&b, `<entry><id>%s</id><title>Item %s</title><link href="/%s"/><published>%sT00:00:00Z</published><content>%s</content></entry>`, id, id, id, date, text)
	}
	return b.String() + "</feed>"
}

func TestMerge(t *testing.T) {
	const a, b, c, d, e = "a 2024-05-05 x", "b 2024-05-04 x", "c 2024-05-03 x", "d 2024-05-02 x", "e 2024-05-01 x"
	for _, tt := range []struct {
		name string
		runs [][]string
		want string
	}{
		{"new ones in front", [][]string{{c, d}, {a, b, c}}, "a b c d"},
		{"none in common", [][]string{{c, d}, {a, b}}, "a b c d"},
		{"one taken out", [][]string{{a, b, c, d}, {a, c, d}}, "a c d"},
		{"some taken out and some too old", [][]string{{b, c, d, e}, {a, b, d}}, "a b d e"},
		{"the newest taken out cannot be told", [][]string{{a, b, c}, {b, c}}, "b c a"},
		{"the oldest first", [][]string{{e, d, c}, {e, c}}, "e c d"},
		{"empty", [][]string{{a, b}, {}}, "a b"},
		{"back again", [][]string{{c, d}, {a, b}, {a, b, c, d}}, "a b c d"},
		{"taken out later", [][]string{{c, d, e}, {a, b, c}, {a, c}}, "a c d e"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var k kept
			for _, run := range tt.runs {
				l, err := parse([]byte(entries(run...)), at)
				if err != nil {
					t.Fatal(err)
				}
				k.merge(l)
			}
			var ids []string
			for _, i := range k.Items {
				ids = append(ids, i.ID)
			}
			if got := strings.Join(ids, " "); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
	// No more are kept than the limit.
	var k kept
	for run := range 3 {
		var l listing
		for i := range maxItems / 2 {
			l.items = append(l.items, item{Key: fmt.Sprint(run, i), Listed: true})
		}
		k.merge(l)
	}
	if len(k.Items) != maxItems || k.Items[0].Key != "2 0" && k.Items[0].Key != "20" {
		t.Errorf("%d items from %q on", len(k.Items), k.Items[0].Key)
	}
}

func TestNames(t *testing.T) {
	for want, i := range map[string]item{
		"2024/a-b":     {URL: "https://x.example/2024/a-b/"},
		"v?id=3":       {URL: "https://x.example/v?id=3"},
		"log-v2":       {URL: "https://x.example/log#v2"},
		"Straße":       {URL: "https://x.example/Stra%C3%9Fe"},
		"A title":      {Title: "A title"},
		"2c26b46b68ff": {Key: "foo"},
		"2cf24dba5fb0": {Key: "hello", URL: "https://x.example/"},
	} {
		if got := nameOf(i); got != want {
			t.Errorf("%+v: %q, want %q", i, got, want)
		}
	}
	var k kept
	k.merge(listing{items: []item{{Key: "1", URL: "https://x.example/log"}, {Key: "2", URL: "https://x.example/log"}}})
	k.merge(listing{items: []item{{Key: "3", URL: "https://x.example/log"}, {Key: "2", URL: "https://x.example/log"}}})
	if k.Items[0].ID != "log-3" || k.Items[1].ID != "log-2" || k.Items[2].ID != "log" {
		t.Errorf("%+v", k.Items)
	}
}

// A server shows a feed that a test may change; "" is one that is down.
type server struct {
	*httptest.Server
	t                 *testing.T
	feed              string
	status, unchanged int
}

func serve(t *testing.T) *server {
	s := &server{t: t}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		modified := time.Unix(int64(len(s.feed)), 0).UTC().Format(http.TimeFormat)
		w.Header().Set("Last-Modified", modified)
		switch {
		case r.URL.Path == "/page":
			w.Header().Set("Content-Type", "text/html")
			io.WriteString(w, `<link rel=alternate type=application/atom+xml href=/feed>`)
		case s.status != 0:
			w.WriteHeader(s.status)
		case r.Header.Get("If-Modified-Since") == modified:
			s.unchanged++
			w.WriteHeader(http.StatusNotModified)
		default:
			io.WriteString(w, s.feed)
		}
	}))
	t.Cleanup(s.Close)
	return s
}

func (s *server) open(dir, path string) *Feed {
	s.t.Helper()
	f, err := New(fetch.New(fetch.Options{AllowPrivate: true}), dir, sources.Source{Location: s.URL + path})
	if err != nil {
		s.t.Fatal(err)
	}
	return f
}

// read tells the documents as "ID: text", and the faults.
func (s *server) read(f *Feed) (docs map[string]corpus.Document, faults []*corpus.Fault) {
	s.t.Helper()
	docs = map[string]corpus.Document{}
	for doc, err := range f.Documents(context.Background()) {
		var fault *corpus.Fault
		if errors.As(err, &fault) {
			faults = append(faults, fault)
			continue
		}
		if err != nil || doc.Hash != doc.ContentHash() || doc.Path != strings.TrimRight(f.location, "/") {
			s.t.Errorf("%+v %v", doc, err)
		}
		docs[doc.ID] = doc
	}
	return docs, faults
}

func TestFeed(t *testing.T) {
	s := serve(t)
	dir := t.TempDir()
	s.feed = entries("a 2024-05-02 The crane is back.", "b 2024-05-01 ", "c 2024-04-01 &lt;h2&gt;Ropes&lt;/h2&gt;&lt;p&gt;They are of hemp.")
	f := s.open(dir, "/page")
	docs, faults := s.read(f)
	if len(docs) != 2 || len(faults) != 0 {
		t.Fatalf("%v %v", docs, faults)
	}
	if skipped, _ := f.Left(); skipped != 1 {
		t.Errorf("%d skipped", skipped)
	}
	if a := docs["a"]; a.Text != "The crane is back." || a.Title != "Item a" || a.Publisher != "News" || a.Date != "2024-05-02" || a.URL != s.URL+"/a" {
		t.Errorf("%+v", a)
	}
	if c := docs["c"]; len(c.Sections) != 1 || !strings.Contains(c.Text, "of hemp") {
		t.Errorf("%+v", c)
	}
	if again, _ := s.read(s.open(dir, "/page")); s.unchanged != 1 || len(again) != 2 || again["a"].Hash != docs["a"].Hash {
		t.Errorf("%d answers without a body, %v", s.unchanged, again)
	}
	for _, trouble := range []func(){
		func() { s.status = 503 }, func() { s.status = 404 }, func() { s.status = 403 }, func() { s.status, s.feed = 0, "<html>Sorry</html>" },
		func() { s.feed = "Sorry" }, func() { s.feed = "<rss><chan" }, s.Close,
	} {
		trouble()
		docs, faults := s.read(s.open(dir, "/page"))
		if len(docs) != 0 || len(faults) != 1 || !faults[0].Keeps(s.URL+"/page") {
			t.Errorf("%v %v", docs, faults)
		}
	}
}

func TestNoFeed(t *testing.T) {
	s := serve(t)
	s.feed = "<!doctype html><title>A page</title>"
	_, faults := s.read(s.open(t.TempDir(), "/x"))
	if len(faults) != 1 || !strings.Contains(faults[0].Error(), "names no feed") {
		t.Errorf("%v", faults)
	}
	if _, err := New(fetch.New(fetch.Options{}), "", sources.Source{Location: "http://127.0.0.1/feed"}); !fetch.Is(err, fetch.Refused) {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, err := range s.open(t.TempDir(), "/x").Documents(ctx) {
		if err != context.Canceled {
			t.Error(err)
		}
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, faults := s.read(s.open(file, "/x")); len(faults) != 1 || !strings.Contains(faults[0].Error(), "cannot be kept") {
		t.Errorf("%v", faults)
	}
}

// TestDamaged cuts what is kept at many places: what the feed shows is there
// all the same.
func TestDamaged(t *testing.T) {
	s := serve(t)
	s.feed = entries("a 2024-05-02 The crane is back.", "b 2024-05-01 The mill turns.")
	dir := t.TempDir()
	s.read(s.open(dir, "/feed"))
	name := filepath.Join(dir, listName)
	whole, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for at := 0; at < len(whole); at += 31 {
		if err := os.WriteFile(name, whole[:at], 0o600); err != nil {
			t.Fatal(err)
		}
		if docs, faults := s.read(s.open(dir, "/feed")); len(docs) != 2 || len(faults) != 0 {
			t.Fatalf("cut at %d: %v %v", at, docs, faults)
		}
	}
}

// TestAnotherLocation: what one feed showed is not said to be another's.
func TestAnotherLocation(t *testing.T) {
	s := serve(t)
	s.feed = entries("a 2024-05-02 The crane is back.")
	dir := t.TempDir()
	s.read(s.open(dir, "/feed"))
	s.feed = entries("z 2024-05-03 The tide is low.")
	if docs, _ := s.read(s.open(dir, "/other")); len(docs) != 1 || docs["z"].Text == "" {
		t.Errorf("%v", docs)
	}
}

// TestIndexed takes a feed through its life in an index.
func TestIndexed(t *testing.T) {
	ctx := t.Context()
	store, err := sqlitestore.OpenMemory(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	indexer := retrieval.NewIndexer(store, retrievaltest.NewEmbedder(16), corpus.Splitter{}, nil)
	s := serve(t)
	dir := t.TempDir()
	const a, b, c, d = "a 2024-05-04 The crane is back.", "b 2024-05-03 The mill turns.", "c 2024-05-02 The gate is open.", "d 2024-05-01 The tide is low."
	for _, step := range []struct {
		name                                     string
		feed                                     string
		status                                   int
		added, changed, removed, unchanged, kept int
	}{
		{"new", entries(b, c, d), 0, 3, 0, 0, 0, 0},
		{"nothing new", entries(b, c, d), 0, 0, 0, 0, 3, 0},
		{"one dropped off the end", entries(a, b, c), 0, 1, 0, 0, 3, 0},
		{"one changed", entries(a, b+" Again.", c), 0, 0, 1, 0, 3, 0},
		{"one taken out", entries(a, c), 0, 0, 0, 1, 3, 0},
		{"down", "", 502, 0, 0, 0, 0, 3},
		{"gone", "", 410, 0, 0, 0, 0, 3},
		{"back", entries(a, c), 0, 0, 0, 0, 3, 0},
	} {
		s.feed, s.status = step.feed, step.status
		r, err := indexer.Sync(ctx, s.open(dir, "/feed").Documents(ctx))
		if err != nil {
			t.Fatal(err)
		}
		if r.Added != step.added || r.Changed != step.changed || r.Removed != step.removed || r.Unchanged != step.unchanged || r.Kept != step.kept {
			t.Errorf("%s: %+v", step.name, r)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(entries("a 2024-05-04 &lt;p&gt;x", "b 2024-05-03 y")))
	f.Add([]byte(`<rss version="2.0"><channel><title>T</title><item><guid>1</guid><link>/a</link><description>x</description></item></channel></rss>`))
	f.Add([]byte(`{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","content_html":"<p>x"}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		l, err := parse(data, at)
		if err != nil {
			return
		}
		var k kept
		k.merge(l)
		seen := map[string]bool{}
		feed := &Feed{location: "https://x.example/feed"}
		for _, i := range k.Items {
			if i.ID == "" || seen[i.ID] {
				t.Errorf("the ID %q is empty or comes twice", i.ID)
			}
			seen[i.ID] = true
			if _, err := feed.document(k, i); err != nil && err.Error() == "" {
				t.Error("an error without words")
			}
		}
	})
}

func FuzzDiscover(f *testing.F) {
	f.Add([]byte(`<base href="//y.example"><link rel=alternate type=application/rss+xml href=x>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if found := discover(data, at); found != "" {
			if _, err := url.Parse(found); err != nil {
				t.Errorf("%q", found)
			}
		}
	})
}
