package website

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
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

// harbour is a site of five pages.
func harbour(t *testing.T) *fake {
	return newFake(t, map[string]string{
		"/":  article("the harbour", "/a", "/b", "/c", "/d"),
		"/a": article("sails"), "/b": article("masts"), "/c": article("anchors", "/deep"), "/d": article("ropes"),
		"/deep": article("the deep"),
	})
}

// TestUnchanged reads a site twice: the second time costs answers without
// bodies.
func TestUnchanged(t *testing.T) {
	f := harbour(t)
	dir := t.TempDir()
	first := f.read(f.open(dir, "/", sources.Options{}))
	f.requests()
	second := f.read(f.open(dir, "/", sources.Options{}))
	second.expect(t, "a b c d deep index")
	for id, doc := range second.docs {
		if doc.Hash != first.docs[id].Hash || doc.Text != first.docs[id].Text {
			t.Errorf("%s has changed", id)
		}
	}
	unchanged := 0
	for _, key := range f.requests() {
		if strings.HasSuffix(key, " 304") {
			unchanged++
		}
	}
	if unchanged != 6 {
		t.Errorf("%d of 6 pages were answered without a body", unchanged)
	}
}

// TestChanges tells for each page what becomes of it when its answer changes.
func TestChanges(t *testing.T) {
	const all = "a b c d deep index"
	tests := []struct {
		name   string
		pages  map[string]string
		ids    string
		faults []string
		once   bool // the faults come only the first time
	}{
		{"changed", map[string]string{"/a": article("sails of hemp")}, all, nil, false},
		{"gone", map[string]string{"/a": ""}, "b c d deep index", nil, false},
		{"gone for good", map[string]string{"/a": "410"}, "b c d deep index", nil, false},
		{"no link any more", map[string]string{"/": article("the harbour", "/b", "/c", "/d")}, "b c d deep index", nil, false},
		{"broken", map[string]string{"/c": "500"}, "a b d deep index", []string{"unread /c: the server answers 500"}, false},
		{"forbidden", map[string]string{"/c": "403"}, "a b d deep index", []string{"unread /c: the server answers 403"}, false},
		{"another site", map[string]string{"/c": "-> https://other.example/c"}, "a b d deep index", []string{"unread /c: leads to another site, other.example"}, false},
		{"another site for good", map[string]string{"/c": "=> https://other.example/c"}, "a b d index", []string{"refused /c: leads to another site, other.example"}, true},
		{"a login", map[string]string{"/c": "=> /users/sign_in"}, "a b d deep index", []string{"unread /c: leads to where one logs in"}, false},
		{"another page", map[string]string{"/c": "=> /d"}, "a b d index", nil, false},
		{"renamed", map[string]string{"/c": "=> /e", "/e": article("anchors", "/deep")}, "a b d deep e index", nil, false},
		{"a loop", map[string]string{"/c": "-> /c"}, "a b d deep index", []string{"unread /c: it is redirected in a circle"}, false},
		{"not for robots", map[string]string{"/robots.txt": "User-agent: *\nDisallow: /a"}, "b c d deep index", nil, false},
		{"without an index", map[string]string{"/a": "<meta name=robots content=noindex>" + article("sails")}, "b c d deep index", nil, false},
		{"the same as another", map[string]string{"/a": article("masts")}, "a c d deep index", nil, false},
		{"an image", map[string]string{"/a": "\x89PNG\r\n\x1a\n"}, "b c d deep index", nil, false},
		{"robots.txt broken", map[string]string{"/robots.txt": "500"}, "", []string{"unread : its robots.txt, which says what may be read, cannot be had: the server answers 500"}, false},
		{"robots.txt forbidden", map[string]string{"/robots.txt": "403"}, all, nil, false},
		{"no first page", map[string]string{"/": ""}, "", []string{"unread : its first page cannot be read: the server answers 404"}, false},
		{"first page broken", map[string]string{"/": "502"}, "", []string{"unread : the server answers 502"}, false},
		{"first page forbidden", map[string]string{"/": "401"}, "", []string{"unread : its first page cannot be read: the server answers 401"}, false},
		{"a new page that is broken", map[string]string{"/": article("the harbour", "/a", "/b", "/c", "/d", "/new"), "/new": "500"}, all, []string{"refused /new: the server answers 500"}, false},
		{"a new page that is forbidden", map[string]string{"/": article("the harbour", "/a", "/b", "/c", "/d", "/new/"), "/new/": "403"}, all, []string{"refused /new/: the server answers 403"}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := harbour(t)
			before := map[string]string{}
			for key := range tt.pages {
				before[key] = f.pages[key]
			}
			dir := t.TempDir()
			f.read(f.open(dir, "/", sources.Options{})).expect(t, all)
			f.set(tt.pages)
			for i := range 2 { // the second time, the cache knows of it
				if i == 1 && tt.once {
					tt.faults = nil
				}
				f.read(f.open(dir, "/", sources.Options{})).expect(t, tt.ids, tt.faults...)
			}
			f.set(before)
			f.read(f.open(dir, "/", sources.Options{})).expect(t, all)
		})
	}
}

// TestBrokenDown: a site that says the same everywhere is not believed, unless
// it always did.
func TestBrokenDown(t *testing.T) {
	sorry := func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path == "/robots.txt" {
			return false
		}
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprintf(w, "<title>Sorry</title><p>Something went wrong with request %x1. Go back to <a href=/>the start</a>.", len(r.URL.Path)*7919)
		return true
	}
	pages := map[string]string{"/sitemap.xml": ""}
	for _, mapped := range []bool{false, true} {
		f := harbour(t)
		if mapped {
			pages["/sitemap.xml"] = f.URL + "/a\n" + f.URL + "/b\n" + f.URL + "/c\n" + f.URL + "/d\n" + f.URL + "/deep\n"
			f.set(pages)
		}
		dir := t.TempDir()
		first := f.read(f.open(dir, "/", sources.Options{}))
		f.all = func(w http.ResponseWriter, r *http.Request) bool {
			return r.URL.Path != "/robots.txt" && r.URL.Path != "/sitemap.xml" && sorry(w, r)
		}
		for range 2 {
			f.read(f.open(dir, "/", sources.Options{})).expect(t, "", "unread : pages that differed now all say the same")
		}
		f.all = nil
		f.requests()
		again := f.read(f.open(dir, "/", sources.Options{}))
		again.expect(t, first.ids())
		if asked := f.requests(); !slices.Contains(asked, "/a 304") {
			t.Errorf("what was known was forgotten: %v", asked)
		}
	}
	// Half a site.
	f := harbour(t)
	dir := t.TempDir()
	f.set(map[string]string{"/": article("the harbour", "/a", "/b", "/c", "/d", "/e", "/f"), "/e": article("oars"), "/f": article("flags")})
	f.read(f.open(dir, "/", sources.Options{}))
	f.set(map[string]string{"/a": article("an error"), "/b": article("an error"), "/d": article("an error")})
	f.read(f.open(dir, "/", sources.Options{})).expect(t, "c deep e f index", "unread /a: pages that differed", "unread /b: pages that differed", "unread /d: pages that differed")
	// One that always did.
	f.all = sorry
	f.read(f.open(t.TempDir(), "/", sources.Options{})).expect(t, "index")
	f.all = nil
	links := []string{}
	for i := range 30 {
		links = append(links, fmt.Sprintf("/same/%d", i))
		f.set(map[string]string{links[i]: article("the same")})
	}
	f.set(map[string]string{"/": article("the harbour", links...)})
	f.read(f.open(t.TempDir(), "/", sources.Options{})).expect(t, "index same/0", "doubtful /same/0: 29 other pages say the same")
}

// TestCanonical: a page is left out for another one only if that says as much.
func TestCanonical(t *testing.T) {
	to := func(key, page string) string { return "<link rel=canonical href=" + key + ">" + page }
	f := newFake(t, map[string]string{
		"/":        to("/", article("the harbour", "/a?print", "/b", "/c", "/x", "/y")),
		"/a":       to("/a", article("sails")),
		"/a?print": to("/a", article("sails")+"<p>Printed on a fine day in May</p>"),
		"/b":       to("/", article("masts")),
		"/c":       to("/missing", article("anchors")),
		"/x":       to("/y", article("ropes")+"<p>A little more</p>"),
		"/y":       to("/x", article("ropes")),
	})
	r := f.read(f.open(t.TempDir(), "/", sources.Options{}))
	r.expect(t, "a b c index y")
	if url := r.docs["a"].URL; url != f.URL+"/a" {
		t.Errorf("the address is %s", url)
	}
}

// TestAtItsPace: a server that asks to be left alone is.
func TestAtItsPace(t *testing.T) {
	f := harbour(t)
	dir := t.TempDir()
	f.read(f.open(dir, "/", sources.Options{}))
	busy := 0
	f.all = func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path == "/c" && busy < 2 {
			busy++
			w.WriteHeader(http.StatusTooManyRequests)
			return true
		}
		return false
	}
	f.read(f.open(dir, "/", sources.Options{})).expect(t, "a b c d deep index")
	f.all = func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path == "/c" {
			w.Header().Set("Retry-After", "3600")
			w.WriteHeader(http.StatusServiceUnavailable)
			return true
		}
		return false
	}
	f.requests()
	f.read(f.open(dir, "/", sources.Options{})).expect(t, "a b index", "unread /c", "unread : it asks to be left alone for 1h0m0s")
	if asked := f.requests(); slices.Contains(asked, "/d 304") {
		t.Errorf("it was not left alone: %v", asked)
	}
	f.all = nil
	f.requests()
	f.read(f.open(dir, "/", sources.Options{})).expect(t, "a b c d deep index")
	if asked := f.requests(); !slices.Contains(asked, "/d 304") {
		t.Errorf("what was known was forgotten: %v", asked)
	}
}

// TestCrawlDelay: robots.txt may ask for a longer pause.
func TestCrawlDelay(t *testing.T) {
	f := harbour(t)
	f.set(map[string]string{"/robots.txt": "User-agent: *\nCrawl-delay: 0.03"})
	var last time.Time
	f.all = func(w http.ResponseWriter, r *http.Request) bool {
		if pause := time.Since(last); !last.IsZero() && pause < 30*time.Millisecond {
			t.Errorf("%s is asked for after %v", r.URL.Path, pause)
		}
		if r.URL.Path != "/robots.txt" {
			last = time.Now()
		}
		return false
	}
	f.read(f.open(t.TempDir(), "/", sources.Options{}))
}

// TestStopsAnswering: a site that goes down on the way is not asked for every
// page.
func TestStopsAnswering(t *testing.T) {
	pages := map[string]string{}
	var links []string
	for i := range 60 {
		links = append(links, fmt.Sprintf("/%d", i))
		pages[links[i]] = article(fmt.Sprint("the number ", i, " of them"))
	}
	pages["/"] = article("the start", links...)
	f := newFake(t, pages)
	dir := t.TempDir()
	if r := f.read(f.open(dir, "/", sources.Options{})); len(r.docs) != 61 {
		t.Fatalf("%d documents", len(r.docs))
	}
	f.requests()
	n := 0
	f.all = func(w http.ResponseWriter, r *http.Request) bool {
		if n++; n < 10 {
			return false
		}
		w.WriteHeader(http.StatusInternalServerError)
		return true
	}
	r := f.read(f.open(dir, "/", sources.Options{}))
	if asked := f.requests(); len(asked) > 40 {
		t.Errorf("%d requests", len(asked))
	}
	root := r.raw[len(r.raw)-1]
	for _, fault := range r.raw {
		if fault.Path == f.URL {
			root = fault
		}
	}
	if !root.Keeps(f.URL+"/57") || !root.Keeps(f.URL+"/") || !strings.Contains(root.Error(), "does not answer any more") {
		t.Errorf("%v", root)
	}
	f.Close()
	r = f.read(f.open(dir, "/", sources.Options{}))
	if len(r.docs) != 0 || len(r.raw) != 1 || !r.raw[0].Keeps(f.URL+"/a") {
		t.Errorf("%v", r.faults)
	}
	var reason *fetch.Error
	if !asError(r.raw[0], &reason) || reason.Kind != fetch.Down {
		t.Errorf("%v", r.raw[0].Err)
	}
}

// TestDamagedCache cuts what is kept of a site at many places.
func TestDamagedCache(t *testing.T) {
	f := harbour(t)
	f.set(map[string]string{"/moved": "-> /a", "/": article("the harbour", "/moved", "/b", "/c", "/d")})
	dir := t.TempDir()
	whole := f.read(f.open(dir, "/", sources.Options{}))
	check := func(where, dir string) {
		r := f.read(f.open(dir, "/", sources.Options{}))
		if r.ids() != whole.ids() || len(r.faults) != 0 {
			t.Errorf("%s: %s %v", where, r.ids(), r.faults)
		}
	}
	list, err := os.ReadFile(filepath.Join(dir, listName))
	if err != nil {
		t.Fatal(err)
	}
	for at := 0; at < len(list); at += len(list)/10 + 1 {
		check(fmt.Sprintf("list cut at %d", at), damaged(t, dir, listName, at))
	}
	files, err := os.ReadDir(filepath.Join(dir, bodies))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		info, _ := file.Info()
		for _, at := range []int64{0, 10, info.Size() / 2, info.Size() - 1} {
			check(fmt.Sprintf("%s cut at %d", file.Name(), at), damaged(t, dir, filepath.Join(bodies, file.Name()), int(at)))
		}
	}
	c, err := openCache(dir)
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(dir, bodies, files[0].Name())
	data, _ := os.ReadFile(name)
	for at := range data {
		os.WriteFile(name, data[:at], 0o600)
		if _, sound := c.body(files[0].Name()); sound {
			t.Errorf("a body cut at %d of %d is taken for whole", at, len(data))
		}
	}
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	check("removed", dir)
}

// TestIndexed takes a site through its life in an index.
func TestIndexed(t *testing.T) {
	ctx := t.Context()
	store, err := sqlitestore.OpenMemory(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	indexer := retrieval.NewIndexer(store, retrievaltest.NewEmbedder(16), corpus.Splitter{}, nil)
	f := harbour(t)
	dir := t.TempDir()
	sync := func() retrieval.Report {
		t.Helper()
		report, err := indexer.Sync(ctx, f.open(dir, "/", sources.Options{}).Documents(context.Background()))
		if err != nil {
			t.Fatal(err)
		}
		return report
	}
	steps := []struct {
		name                                     string
		pages                                    map[string]string
		added, changed, removed, unchanged, kept int
	}{
		{"new", nil, 6, 0, 0, 0, 0},
		{"nothing new", nil, 0, 0, 0, 6, 0},
		{"a page changed", map[string]string{"/b": article("masts of pine")}, 0, 1, 0, 5, 0},
		{"a page added", map[string]string{"/": article("the harbour", "/a", "/b", "/c", "/d", "/e"), "/e": article("oars")}, 1, 1, 0, 5, 0},
		{"a page removed", map[string]string{"/d": ""}, 0, 0, 1, 6, 0},
		{"a page broken", map[string]string{"/c": "500"}, 0, 0, 0, 5, 1},
		{"robots.txt broken", map[string]string{"/robots.txt": "503"}, 0, 0, 0, 0, 6},
		{"all well", map[string]string{"/c": article("anchors", "/deep"), "/robots.txt": ""}, 0, 0, 0, 6, 0},
	}
	for _, step := range steps {
		f.set(step.pages)
		r := sync()
		if r.Added != step.added || r.Changed != step.changed || r.Removed != step.removed || r.Unchanged != step.unchanged || r.Kept != step.kept {
			t.Errorf("%s: %+v", step.name, r)
		}
	}
	f.Close()
	if r := sync(); r.Kept != 6 || r.Removed != 0 || len(r.Faults) != 1 {
		t.Errorf("down: %+v", r)
	}
}
