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

	"footnote/corpus"
	"footnote/corpus/fetch"
	"footnote/corpus/sources"
)

func TestCrawl(t *testing.T) {
	f := newFake(t, map[string]string{
		"/robots.txt":         "User-agent: *\nDisallow: /guide/private/\n",
		"/guide/":             article("the start", "a", "b?utm_source=mail", "/guide/index.html", "/elsewhere", "https://other.example/", "private/x", "hidden", "alone", "/files/manual.txt", "photo.png", "gone", "print?page=a"),
		"/guide/a":            article("sails", "deep/1", "b#part", "a?order=up"),
		"/guide/b":            article("masts", "mailto:x@example.org", "javascript:void(0)"),
		"/guide/index.html":   article("the start", "a", "b?utm_source=mail", "/guide/index.html", "/elsewhere", "https://other.example/", "private/x", "hidden", "alone", "/files/manual.txt", "photo.png", "gone", "print?page=a"),
		"/guide/a?order=up":   strings.Replace(article("sails", "deep/1"), "<main>", "<link rel=canonical href=/guide/a><main><p>Sorted upwards</p>", 1),
		"/guide/print?page=a": strings.Replace(article("sails"), "<title>", "<link rel=canonical href=/guide/a><title>", 1),
		"/guide/hidden":       "<meta name=robots content=noindex>" + article("a secret", "found"),
		"/guide/found":        article("something found"),
		"/guide/alone":        "<meta name=robots content=nofollow>" + article("one without links", "lost"),
		"/guide/lost":         article("something lost"),
		"/guide/header":       article("something not for robots"),
		"/guide/deep/1":       article("depth one", "2", "../header"),
		"/guide/deep/2":       article("depth two", "3"),
		"/guide/deep/3":       article("depth three", "4"),
		"/guide/private/x":    article("nothing for robots"),
		"/elsewhere":          article("another part"),
		"/files/manual.txt":   "The manual of the winch.\n",
		"/guide/photo.png":    "\x89PNG",
	})
	f.headers["/guide/header"] = map[string]string{"X-Robots-Tag": "noindex"}
	site := f.open(t.TempDir(), "/guide/", sources.Options{MaxDepth: 3})
	r := f.read(site)
	manual := strings.TrimPrefix(f.URL, "http://") + "/files/manual.txt"
	r.expect(t, strings.Join([]string{manual, "a alone b deep/1 deep/2 found index"}, " "))
	if skipped, ignored := site.Left(); skipped != 0 || ignored != 3 {
		t.Errorf("%d skipped, %d ignored", skipped, ignored)
	}
	asked := f.requests()
	for _, never := range []string{"/elsewhere", "/guide/private/x", "/guide/lost", "/guide/photo.png", "/guide/deep/4"} {
		if slices.Contains(asked, never) {
			t.Errorf("%s was asked for", never)
		}
	}
	for i, key := range asked {
		if slices.Contains(asked[i+1:], key) {
			t.Errorf("%s was asked for twice", key)
		}
	}
	if doc := r.docs["a"]; doc.URL != f.URL+"/guide/a" || doc.Path != doc.URL || doc.Title != "sails" || doc.Date != "" {
		t.Errorf("%+v", doc)
	}
}

func TestSitemaps(t *testing.T) {
	f := newFake(t, map[string]string{
		"/robots.txt": "Sitemap: /maps/index.xml\n",
		"/":           article("the start", "/unlisted", "/paper.txt"),
		"/a":          article("sails"), "/b": article("masts"), "/c": article("anchors"), "/unlisted": article("a page that no sitemap lists"),
		"/paper.txt": "A paper on knots.\n",
	})
	f.pages["/maps/index.xml"] = "<sitemapindex><sitemap><loc>/maps/1.xml.gz</loc></sitemap><sitemap><loc>" + f.URL + "/maps/2.txt</loc></sitemap><sitemap><loc>/maps/gone.xml</loc></sitemap><sitemap><loc>/maps/index.xml</loc></sitemap></sitemapindex>"
	f.pages["/maps/index.xml"] = strings.ReplaceAll(f.pages["/maps/index.xml"], "<loc>/", "<loc>"+f.URL+"/")
	f.pages["/maps/1.xml.gz"] = string(zipped("<urlset><url><loc>" + f.URL + "/a</loc><lastmod>2024-05-01T10:00:00Z</lastmod></url><url><loc>" + f.URL + "/b</loc></url><url><loc>https://other.example/x</loc></url></urlset>"))
	f.pages["/maps/2.txt"] = f.URL + "/c\n" + f.URL + "/missing\n"
	dir := t.TempDir()
	r := f.read(f.open(dir, "/", sources.Options{}))
	r.expect(t, "a b c index paper.txt")
	if r.docs["a"].Date != "2024-05-01" || r.docs["b"].Date != "" {
		t.Errorf("dates %q and %q", r.docs["a"].Date, r.docs["b"].Date)
	}
	f.requests()

	// A sitemap that says that a page was changed does not change it.
	f.set(map[string]string{"/maps/1.xml.gz": string(zipped("<urlset><url><loc>" + f.URL + "/a</loc><lastmod>2025-01-01</lastmod></url><url><loc>" + f.URL + "/b</loc></url></urlset>"))})
	again := f.read(f.open(dir, "/", sources.Options{}))
	again.expect(t, "a b c index paper.txt")
	if again.docs["a"].Hash != r.docs["a"].Hash {
		t.Error("the page has another hash")
	}
	// Nor does a body that differs in what nobody reads.
	f.set(map[string]string{"/a": article("sails") + "<!-- visit 17 --><script>17</script>"})
	if d := f.read(f.open(dir, "/", sources.Options{})).docs["a"]; d.Hash != r.docs["a"].Hash {
		t.Errorf("the page has another hash, and the date %q", d.Date)
	}
	f.set(map[string]string{"/a": article("sails of hemp")})
	if d := f.read(f.open(dir, "/", sources.Options{})).docs["a"]; d.Date != "2025-01-01" || d.Title != "sails of hemp" {
		t.Errorf("%q of %q", d.Title, d.Date)
	}

	// One of them that cannot be had keeps what is known; so do all of them.
	f.set(map[string]string{"/maps/2.txt": "500"})
	f.read(f.open(dir, "/", sources.Options{})).expect(t, "a b index paper.txt", "unread : its sitemap /maps/2.txt cannot be read")
	f.set(map[string]string{"/maps/2.txt": "<html>sorry</html>"})
	f.read(f.open(dir, "/", sources.Options{})).expect(t, "a b index paper.txt", "unread : its sitemap /maps/2.txt cannot be read: is no sitemap")
	f.set(map[string]string{"/maps/index.xml": "503"})
	f.read(f.open(dir, "/", sources.Options{})).expect(t, "index", "unread : its sitemap /maps/index.xml cannot be read: the server answers 503")

	// A location may be a sitemap itself.
	f.headers["/list.xml"] = map[string]string{"Content-Type": "application/xml"}
	f.set(map[string]string{"/list.xml": "<urlset><url><loc>" + f.URL + "/a</loc></url></urlset>"})
	f.read(f.open(t.TempDir(), "/list.xml", sources.Options{})).expect(t, "a")
	f.set(map[string]string{"/list.xml": "<rss></rss>"})
	f.read(f.open(t.TempDir(), "/list.xml", sources.Options{})).expect(t, "", `unread : what is there is of the type "application/xml"`)
}

// TestUnasked tries /sitemap.xml where nothing names one.
func TestUnasked(t *testing.T) {
	f := newFake(t, map[string]string{"/docs/": article("the start", "a"), "/docs/a": article("sails"), "/docs/b": article("masts"), "/sitemap.xml": "500"})
	f.read(f.open(t.TempDir(), "/docs/", sources.Options{})).expect(t, "a index")
	f.set(map[string]string{"/docs/sitemap.xml": f.URL + "/docs/b\n"})
	f.headers["/docs/sitemap.xml"] = map[string]string{"Content-Type": "text/plain"}
	f.read(f.open(t.TempDir(), "/docs/", sources.Options{})).expect(t, "b index")
	f.set(map[string]string{"/sitemap.xml": f.URL + "/docs/a\n"})
	f.read(f.open(t.TempDir(), "/docs/", sources.Options{})).expect(t, "a index")
	f.set(map[string]string{"/sitemap.xml": article("not found"), "/docs/sitemap.xml": ""})
	f.read(f.open(t.TempDir(), "/docs/", sources.Options{})).expect(t, "a index")
}

func TestOnePage(t *testing.T) {
	f := newFake(t, map[string]string{"/a.html": article("sails", "b.html"), "/b.html": article("masts"), "/sitemap.xml": "x"})
	f.read(f.open(t.TempDir(), "/a.html", sources.Options{MaxPages: 1})).expect(t, "index")
	if asked := f.requests(); len(asked) != 2 {
		t.Errorf("asked for %v", asked)
	}
	f.set(map[string]string{"/robots.txt": "User-agent: *\nDisallow: /"})
	f.read(f.open(t.TempDir(), "/a.html", sources.Options{MaxPages: 1})).expect(t, "", "unread : its first page cannot be read: the site's robots.txt does not allow it")
}

func TestLimits(t *testing.T) {
	f := newFake(t, nil)
	f.all = func(w http.ResponseWriter, r *http.Request) bool { // a site without end
		if r.URL.Path == "/robots.txt" || r.URL.Path == "/sitemap.xml" {
			http.NotFound(w, r)
			return true
		}
		w.Header().Set("Content-Type", "text/html")
		var n int
		fmt.Sscanf(r.URL.Path, "/p%d", &n)
		fmt.Fprint(w, article(fmt.Sprint("number ", n), fmt.Sprintf("/p%d", 2*n+1), fmt.Sprintf("/p%d", 2*n+2), fmt.Sprintf("/deep%s/", r.URL.Path)))
		return true
	}
	r := f.read(f.open(t.TempDir(), "/", sources.Options{MaxPages: 20, MaxDepth: 100}))
	if len(r.docs) > 20 || len(r.docs) < 10 || len(r.faults) == 0 || !strings.Contains(r.faults[0], "more than the 20 pages") {
		t.Errorf("%d documents, faults %v", len(r.docs), r.faults)
	}
	if asked := f.requests(); len(asked) != 22 {
		t.Errorf("%d requests", len(asked))
	}
	r = f.read(f.open(t.TempDir(), "/", sources.Options{MaxDepth: 2}))
	if asked := f.requests(); len(asked) > 20 || strings.Contains(strings.Join(r.faults, ""), "more than") {
		t.Errorf("%d requests, %v", len(asked), r.faults)
	}
}

func TestIncludeAndExclude(t *testing.T) {
	f := newFake(t, map[string]string{"/": article("the start", "a", "api/x", "drafts/y"), "/a": article("sails", "api/z"), "/api/x": article("masts"), "/api/z": article("anchors"), "/drafts/y": article("a draft")})
	site := f.open(t.TempDir(), "/", sources.Options{Include: []string{"api/"}, Exclude: []string{"/drafts"}})
	f.read(site).expect(t, "api/x api/z")
	if slices.Contains(f.requests(), "/drafts/y") {
		t.Error("what is excluded was asked for")
	}
	if _, ignored := site.Left(); ignored != 3 {
		t.Errorf("%d ignored", ignored)
	}
}

// TestMoved follows the first page to where it is.
func TestMoved(t *testing.T) {
	f := newFake(t, map[string]string{"/docs": "=> /docs/", "/docs/": article("the start", "a", "/old"), "/docs/a": article("sails", "moved", "login-only", "out", "loop"),
		"/docs/moved": "-> b", "/docs/b": article("masts"), "/docs/login-only": "-> /login?next=x", "/login?next=x": article("a password"), "/docs/out": "-> /elsewhere", "/elsewhere": article("another part"), "/docs/loop": "-> loop"})
	f.read(f.open(t.TempDir(), "/docs", sources.Options{})).expect(t, "a b index", "/docs/loop: it is redirected in a circle")
	f.set(map[string]string{"/docs": "-> /manual/", "/manual/": article("the manual", "a"), "/manual/a": article("ropes")})
	f.read(f.open(t.TempDir(), "/docs", sources.Options{})).expect(t, "a index")
	f.set(map[string]string{"/docs": "-> https://other.example/"})
	f.read(f.open(t.TempDir(), "/docs", sources.Options{})).expect(t, "", "unread : its first page cannot be read: leads to another site, other.example")
	f.set(map[string]string{"/docs": "-> /sso/start"})
	f.read(f.open(t.TempDir(), "/docs", sources.Options{})).expect(t, "", "unread : its first page cannot be read: leads to where one logs in")
}

func TestRefusals(t *testing.T) {
	for _, location := range []string{"", "ftp://x.example/", "http://10.0.0.1/", "https://u:p@x.example/", "http://localhost/"} {
		if _, err := New(fetch.New(fetch.Options{}), &corpus.Files{}, t.TempDir(), sources.Source{Location: location}); err == nil {
			t.Errorf("%q is taken for a website", location)
		}
	}
	f := newFake(t, map[string]string{"/": article("the start")})
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	f.read(f.open(file, "/", sources.Options{})).expect(t, "", "unread /: what is known of the site cannot be kept")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, err := range f.open(t.TempDir(), "/", sources.Options{}).Documents(ctx) {
		if err != context.Canceled {
			t.Errorf("%v", err)
		}
	}
}
