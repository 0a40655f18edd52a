package website

import (
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"footnote/corpus/fetch"
	"footnote/corpus/sources"
)

// TestHostile reads sites that mean harm: each is read to an end, without much
// asking.
func TestHostile(t *testing.T) {
	start := article("the start", "/a", "/b")
	many := func(n int, link string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, link, i)
		}
		return b.String()
	}
	base := map[string]string{"/": start, "/a": article("sails"), "/b": article("masts")}
	tests := []struct {
		name  string
		pages map[string]string
		ids   string
		asked int // at the most
	}{
		{"very many links", map[string]string{"/a": article("sails") + many(20_000, "<a href=/x%d>x</a>")}, "a b index", 123},
		{"links that grow", map[string]string{"/a": article("sails", "/a/"+strings.Repeat("a/", 900), "a/a/a/a/a", strings.Repeat("../", 900))}, "a b index", 6},
		{"deep HTML", map[string]string{"/a": strings.Repeat("<div>", 10_000)}, "b index", 6},
		{"a base elsewhere", map[string]string{"/a": "<base href=http://169.254.169.254/>" + article("sails", "latest/meta-data/", "x")}, "a b index", 6},
		{"a broken base", map[string]string{"/a": "<base href='http://[::1'>" + article("sails", "/c"), "/c": article("anchors")}, "a b c index", 6},
		{"links to this computer", map[string]string{"/a": article("sails", "http://127.0.0.1:1/", "http://localhost/", "file:///etc/passwd", "//[::1]/x.pdf")}, "a b index", 6},
		{"a redirect to a cloud's secrets", map[string]string{"/a": "-> http://169.254.169.254/latest/meta-data/"}, "b index", 6},
		{"a page that is its own canonical's canonical", map[string]string{"/a": "<link rel=canonical href=/b>" + article("sails"), "/b": "<link rel=canonical href=/a>" + article("sails")}, "b index", 6},
		{"redirects in a ring", map[string]string{"/a": "-> /c", "/c": "-> /d", "/d": "-> /a"}, "b index", 10},
		{"sitemaps in a ring", map[string]string{"/robots.txt": "Sitemap: /1.xml\nSitemap: /1.xml", "/1.xml": "<sitemapindex><sitemap><loc>HOST/2.xml</loc></sitemap><sitemap><loc>HOST/1.xml</loc></sitemap></sitemapindex>",
			"/2.xml": "<sitemapindex><sitemap><loc>HOST/1.xml</loc></sitemap></sitemapindex>"}, "a b index", 8},
		{"many sitemaps", map[string]string{"/robots.txt": many(300, "Sitemap: /s%d.xml\n")}, "a b index", maxSitemaps + 6},
		{"sitemaps elsewhere", map[string]string{"/robots.txt": "Sitemap: http://169.254.169.254/x\nSitemap: file:///etc/passwd\nSitemap: http://[::1\n"}, "a b index", 6},
		{"a sitemap of other sites", map[string]string{"/sitemap.xml": many(1000, "http://127.0.0.1:1/%d\n")}, "a b index", 6},
		{"a sitemap with more than is read", map[string]string{"/sitemap.xml": many(20_000, "HOST/x%d\n")}, "index", 123},
		{"robots.txt without end", map[string]string{"/robots.txt": many(20_000, "User-agent: *\nDisallow: /x%d*y*z\n")}, "a b index", 6},
		{"robots.txt that is binary", map[string]string{"/robots.txt": strings.Repeat("\x00\xff\r", 1000)}, "a b index", 6},
		{"names that climb", map[string]string{"/a": article("sails", "/..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/x", "/c%00d"), "/c%00d": article("anchors"), "/..%2F..%2Fetc/passwd": article("a password")},
			"..%2F..%2Fetc/passwd a b c%00d index", 8},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := newFake(t, map[string]string{})
			f.set(base)
			for key, body := range tt.pages {
				f.set(map[string]string{key: strings.ReplaceAll(body, "HOST", f.URL)})
			}
			dir := t.TempDir()
			for range 2 {
				r := f.read(f.open(dir, "/", sources.Options{MaxPages: 10}))
				if got := r.ids(); got != tt.ids {
					t.Errorf("read %s, want %s; %q", got, tt.ids, r.faults)
				}
				if asked := f.requests(); len(asked) > tt.asked {
					t.Errorf("%d requests", len(asked))
				}
			}
		})
	}
}

// TestHostileAnswers reads pages whose answers mean harm.
func TestHostileAnswers(t *testing.T) {
	f := newFake(t, map[string]string{"/": article("the start", "/long", "/gzip", "/types", "/ok"), "/ok": article("all is well")})
	f.all = func(w http.ResponseWriter, r *http.Request) bool {
		switch r.URL.Path {
		case "/long":
			w.Header().Set("Content-Type", "text/html")
			for range 100 {
				if _, err := io.WriteString(w, strings.Repeat(" ", 1<<20)); err != nil {
					break
				}
			}
		case "/gzip":
			w.Header().Set("Content-Type", "text/html")
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(bombs)
		case "/types":
			w.Header()["Content-Type"] = []string{"text/html; charset=" + strings.Repeat("x", 1000), "text/plain"}
			w.Header()["X-Robots-Tag"] = slices.Repeat([]string{"googlebot: none"}, 100)
			io.WriteString(w, article("types"))
		default:
			return false
		}
		return true
	}
	site := f.open(t.TempDir(), "/", sources.Options{})
	site.client = fetch.New(fetch.Options{AllowPrivate: true, MaxBytes: 1 << 20})
	f.read(site).expect(t, "index ok types", "unread /long: is larger than the limit of 1 MiB", "unread /gzip: is larger than the limit of 1 MiB")
}

var bombs = zipped(strings.Repeat(" ", 4<<20))
