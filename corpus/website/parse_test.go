package website

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/corpus/fetch/sealed"
)

func TestRobots(t *testing.T) {
	tests := []struct {
		name, text          string
		allowed, disallowed string // keys
	}{
		{"nothing", "", "/ /a", ""},
		{"all", "User-agent: *\nDisallow: /", "/robots.txt", "/ /a"},
		{"an empty rule", "User-agent: *\nDisallow:", "/ /a", ""},
		{"for others", "User-agent: Googlebot\nDisallow: /", "/a", ""},
		{"for us and for all", "User-agent: *\nDisallow: /\n\nUser-agent: FootNote/2.0\nDisallow: /b", "/a", "/b /bc"},
		{"for us twice", "User-agent: footnote\nDisallow: /a\nUser-agent: x\nDisallow: /c\nUser-agent: footnote\nDisallow: /b", "/c", "/a /b"},
		{"for several", "User-agent: x\nUser-agent: footnote\nUser-agent: y\nDisallow: /a", "/b", "/a"},
		{"for one with a longer name", "User-agent: footnoted\nDisallow: /a\nUser-agent: foot\nDisallow: /b", "/a /b", ""},
		{"the longest counts", "User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /a/b/c", "/a/b /a/b/x", "/a /a/x /a/b/c/d"},
		{"of two as long, the kinder", "User-agent: *\nDisallow: /a\nAllow: /a", "/a", ""},
		{"stars", "User-agent: *\nDisallow: /*.pdf$\nDisallow: /x*y/\nDisallow: *print=1", "/a.pdf?x /xy /xa/y", "/a.pdf /b/c.pdf /xy/ /x12y/z /a?print=1 /a?b=2&print=1"},
		{"an end", "User-agent: *\nDisallow: /a$", "/ab /a/", "/a"},
		{"escapes", "User-agent: *\nDisallow: /caf%c3%a9\nDisallow: /été\nDisallow: /%7Ejoe\nDisallow: /a%3cd", "/cafe", "/caf%C3%A9 /%C3%A9t%C3%A9 /~joe /a%3Cd"},
		{"comments and blanks", "  user-AGENT :  *  # us\r\n  DISALLOW:/a # this\r\n\r\nDisallow: /b", "/c", "/a /b"},
		{"without line ends of ours", "User-agent: *\rDisallow: /a\r", "/b", "/a"},
		{"a mark", "\ufeffUser-agent: *\nDisallow: /a", "/b", "/a"},
		{"rules for nobody", "Disallow: /a\nUser-agent: *\nDisallow: /b", "/a", "/b"},
		{"no robots.txt", "<html><body>User-agent: *\nDisallow: nothing</body>", "/ /a", ""},
		{"a sitemap ends no group", "User-agent: *\nSitemap: https://x.example/s.xml\nDisallow: /a", "/b", "/a"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := readRobots([]byte(tt.text))
			for _, key := range strings.Fields(tt.allowed) {
				if !r.allows(key) {
					t.Errorf("%s is forbidden", key)
				}
			}
			for _, key := range strings.Fields(tt.disallowed) {
				if r.allows(key) {
					t.Errorf("%s is allowed", key)
				}
			}
		})
	}
}

func TestRobotsDelayAndSitemaps(t *testing.T) {
	r := readRobots([]byte("Sitemap: https://x.example/a.xml\nUser-agent: *\nCrawl-delay: 1.5\nSitemap: /b.xml#c\nUser-agent: y\nCrawl-delay: 7"))
	if r.delay != 1500*time.Millisecond || !slices.Equal(r.sitemaps, []string{"https://x.example/a.xml", "/b.xml"}) {
		t.Errorf("%v %v", r.delay, r.sitemaps)
	}
	for _, value := range []string{"-1", "NaN", "x", "", "0", "-Inf"} {
		if r := readRobots([]byte("User-agent: *\nCrawl-delay: " + value)); r.delay != 0 {
			t.Errorf("%s: %v", value, r.delay)
		}
	}
	for _, value := range []string{"1e300", "99999", "Inf"} {
		if r := readRobots([]byte("User-agent: *\nCrawl-delay: " + value)); r.delay != maxDelay {
			t.Errorf("%s: %v", value, r.delay)
		}
	}
}

func TestOrders(t *testing.T) {
	for header, want := range map[string]orders{
		"noindex": {noindex: true}, "NoFollow": {nofollow: true}, "none": {true, true}, "all": {}, "": {},
		"noindex, nofollow": {true, true}, "footnote: noindex": {noindex: true}, "Footnote/1: none": {true, true},
		"otherbot: noindex": {}, "unavailable_after: 25 Jun 2030 15:00:00 PST": {}, "noindex, unavailable_after: 25 Jun 2030": {noindex: true},
	} {
		var o orders
		if o.readHeader(header); o != want {
			t.Errorf("%q: %+v", header, o)
		}
	}
}

func zipped(text string) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write([]byte(text))
	z.Close()
	return b.Bytes()
}

func TestSitemapParsing(t *testing.T) {
	const head = `<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`
	tests := []struct{ name, data, want, fault string }{
		{"pages", head + "<url><loc> https://x.example/a?b&amp;c </loc><lastmod>2024-05-01</lastmod></url>\n<url><loc>https://x.example/b</loc></url></urlset>",
			"https://x.example/a?b&c@2024-05-01 https://x.example/b@", ""},
		{"an index", "<sitemapindex><sitemap><loc>https://x.example/1.xml.gz</loc><lastmod>2024</lastmod></sitemap></sitemapindex>", "+https://x.example/1.xml.gz", ""},
		{"other namespaces", `<s:urlset xmlns:s="http://www.google.com/schemas/sitemap/0.84" xmlns:image="i"><s:url><image:image><image:loc>https://x.example/i.png</image:loc></image:image><s:loc>/a</s:loc></s:url></s:urlset>`, "/a@", ""},
		{"a list", "\ufeffhttps://x.example/a\r\n\r\nhttp://x.example/b\n", "https://x.example/a@ http://x.example/b@", ""},
		{"an empty list", "", "", ""},
		{"nothing listed", head + "</urlset>", "", ""},
		{"CDATA", head + "<url><loc><![CDATA[https://x.example/a?b&c]]></loc></url></urlset>", "https://x.example/a?b&c@", ""},
		{"without a location", head + "<url><lastmod>2024-05-01</lastmod></url><url></url></urlset>", "", ""},
		{"Latin-1", "<?xml version='1.0' encoding='ISO-8859-1'?><urlset><url><loc>/\xe9t\xe9</loc></url></urlset>", "/été@", ""},
		{"cut", head + "<url><loc>/a</loc></url><url><loc>/b", "/a@", "broken"},
		{"HTML", "<!doctype html><html><body>Not found</body></html>", "", "begins with <html>"},
		{"a feed", "<rss version='2.0'><channel></channel></rss>", "", "begins with <rss>"},
		{"text", "Not found", "", "neither XML"},
		{"entities", `<!DOCTYPE urlset [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]><urlset><url><loc>/&b;&x;</loc></url></urlset>`, "/&b;&x;@", ""},
		{"packed", string(zipped(head + "<url><loc>/a</loc></url></urlset>")), "/a@", ""},
		{"packed and cut", string(zipped(head + "<url><loc>/a</loc></url></urlset>")[:40]), "", "unpacked"},
		{"deep", "<urlset>" + strings.Repeat("<a>", 10_000), "", "broken"},
		{"long", head + "<url><loc>/" + strings.Repeat("a", 100_000) + "</loc></url></urlset>", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m, err := readSitemap([]byte(tt.data))
			var got []string
			for _, p := range m.pages {
				got = append(got, p.address+"@"+p.modified)
			}
			for _, address := range m.maps {
				got = append(got, "+"+address)
			}
			if strings.Join(got, " ") != tt.want {
				t.Errorf("got %.200q, want %q", strings.Join(got, " "), tt.want)
			}
			if (err != nil) != (tt.fault != "") || err != nil && !strings.Contains(err.Error(), tt.fault) {
				t.Errorf("error %v, want %q", err, tt.fault)
			}
		})
	}
	if _, err := unpack(zipped(strings.Repeat(" ", 1<<20+1)), 1<<20); err == nil || !strings.Contains(err.Error(), "larger") {
		t.Errorf("a bomb: %v", err)
	}
	var many strings.Builder
	for i := range maxListed + 1 {
		fmt.Fprintf(&many, "https://x.example/%d\n", i)
	}
	if m, err := readSitemap([]byte(many.String())); err == nil || len(m.pages) != maxListed {
		t.Errorf("%d pages, %v", len(m.pages), err)
	}
}

func TestTelling(t *testing.T) {
	same := make([]listed, 6)
	for i := range same {
		same[i].modified = "2024-05-01"
	}
	other := slices.Clone(same)
	other[3].modified = "2024-04-01"
	if telling(same)[0].modified != "" || telling(other)[0].modified == "" || telling(other[:2])[0].modified == "" {
		t.Error("the time of the sitemap is taken for that of the pages, or the other way round")
	}
}

func TestKeys(t *testing.T) {
	p, err := newPlace("https://Docs.Example.org:443/guide/")
	if err != nil {
		t.Fatal(err)
	}
	base, _ := url.Parse("https://docs.example.org/guide/a/")
	for link, want := range map[string]string{
		"b": "/guide/a/b", "./b#part": "/guide/a/b", "../c": "/guide/c", "/d": "/d", "?x=1": "/guide/a/?x=1", "": "/guide/a/", "#top": "/guide/a/",
		"https://docs.example.org": "/", "HTTP://DOCS.EXAMPLE.ORG:80/x": "/x", "https://www.docs.example.org/x": "/x", "//docs.example.org./x": "/x",
		"b?utm_source=x&id=3&fbclid=y": "/guide/a/b?id=3", "b?utm_source=x": "/guide/a/b", "b?": "/guide/a/b", "b?&&": "/guide/a/b", "b?a=1&a=2": "/guide/a/b?a=1&a=2",
		"b;jsessionid=12?x=1": "/guide/a/b?x=1", "%7euser": "/guide/a/~user", "caf\u00e9": "/guide/a/caf%C3%A9", "caf%c3%a9": "/guide/a/caf%C3%A9", "a b": "/guide/a/a%20b",
		"%2e%2e/%2E%2e/x": "/x", "../../../../x": "/x", "a%2Fb": "/guide/a/a%2Fb", "a%3Fb": "/guide/a/a%3Fb", " b\n": "/guide/a/b",
		"https://other.example/": "-", "mailto:a@example.org": "-", "javascript:void(0)": "-", "data:text/html,x": "-", "ftp://docs.example.org/": "-",
		"https://u:p@docs.example.org/": "-", "https://docs.example.org:8443/": "-", "http://[::1": "-", "/" + strings.Repeat("a", 3000): "-", "https://evil-docs.example.org/": "-",
	} {
		key, ok := p.key(base, link)
		if !ok {
			key = "-"
		}
		if key != want {
			t.Errorf("%.60q: %q, want %q", link, key, want)
		}
	}
}

func TestPlace(t *testing.T) {
	for location, want := range map[string]string{
		"https://x.example":                "/",
		"https://x.example/guide":          "/guide/",
		"https://x.example/guide/":         "/guide/",
		"https://x.example/guide/a.html":   "/guide/",
		"https://x.example/v1.2/guide?a=b": "/v1.2/guide/",
	} {
		p, err := newPlace(location)
		if err != nil || p.folder != want || p.root != "https://x.example" {
			t.Errorf("%s: %+v %v", location, p, err)
		}
	}
	p, _ := newPlace("https://x.example/guide/start")
	p.include.Add([]byte("*.html\n/api/**"))
	p.exclude.Add([]byte("drafts/"))
	p.folder = "/guide/"
	for key, want := range map[string]string{
		"/guide/start": "index", "/guide/": "index", "/guide/a/b.html": "a/b.html", "/guide/a/": "a", "/guide/stra%C3%9Fe": "straße",
		"/guide/v?id=3&q=a%20b": "v?id=3&q=a b", "/files/a.pdf": "x.example/files/a.pdf", "/guide/a%2Fb": "a%2Fb", "/guide/a%00b": "a%00b", "/guide/%FF": "%FF",
		"/guide/?page=2": "?page=2",
	} {
		if id := p.id(key); id != want {
			t.Errorf("%s: %q, want %q", key, id, want)
		}
	}
	for key, want := range map[string][3]bool{ // below, excluded, included
		"/guide": {true, false, false}, "/guide/a.html": {true, false, true}, "/guide/a": {true, false, false}, "/guide/api/x/y": {true, false, true},
		"/guide/drafts/a.html": {true, true, true}, "/guide/x/drafts/a": {true, true, false}, "/guides/a": {false, false, false}, "/": {false, false, false},
	} {
		if got := [3]bool{p.below(key), p.excluded(key), p.included(key)}; got != want {
			t.Errorf("%s: %v, want %v", key, got, want)
		}
	}
	for _, location := range []string{"", "x.example", "ftp://x.example/", "https://", "https://u:p@x.example/", "http://[::1"} {
		if _, err := newPlace(location); err == nil {
			t.Errorf("%q is taken for a place", location)
		}
	}
}

func TestEndless(t *testing.T) {
	for key, want := range map[string]bool{
		"/a/b/c": false, "/a/b/a/b/a/b/a/b": true, "/a/a/a": false, "/a/a/a/a": true, strings.Repeat("/x1/y2", 30): true, "/": false,
	} {
		if endless(key) != want {
			t.Errorf("%.40s: %v", key, !want)
		}
	}
}

func TestReadPage(t *testing.T) {
	at, _ := url.Parse("https://x.example/a/b")
	r := readPage(at, []byte(`<base href="/c/"><link rel=canonical href="d"><meta name=ROBOTS content="noindex"><meta name=otherbot content="none">
		<a href=e>1</a><a href="#top">2</a><a rel="nofollow noopener" href=f>3</a><area href=g><iframe src=h></iframe><a name=i>4</a><a href=j rel=ugc>5</a>`))
	if got := strings.Join(r.links, " "); got != "e g h" || r.base.String() != "https://x.example/c/" || r.canonical != "d" || !r.noindex || r.nofollow {
		t.Errorf("%q %+v", got, r)
	}
	if r := readPage(at, []byte(`<meta name=footnote content=nofollow><a href=e>1</a>`)); len(r.links) != 0 || !r.nofollow {
		t.Errorf("%+v", r)
	}
	a := readPage(at, []byte("<title>x</title><p>Something went wrong, request 8f2a1 at 12:01"))
	b := readPage(at, []byte("<title>y</title><script>1</script><p>Something went  wrong, request 9e77b at 12:02"))
	c := readPage(at, []byte("<p>All is well"))
	if a.print != b.print || a.print == c.print || a.print == 0 || readPage(at, nil).print != 0 {
		t.Errorf("%x %x %x", a.print, b.print, c.print)
	}
	if r := readPage(at, []byte(strings.Repeat("<a href=x>", maxLinks+10))); len(r.links) > maxLinks {
		t.Errorf("%d links", len(r.links))
	}
	readPage(at, []byte(strings.Repeat("<div>", 10_000)))
}

func TestFormats(t *testing.T) {
	for _, tt := range [][3]string{
		{"text/html; charset=utf-8", "/a", ".html"}, {"TEXT/HTML", "/a.pdf", ".html"}, {"application/pdf", "/a.php?x", ".pdf"},
		{"text/plain", "/a.md", ".md"}, {"text/plain", "/a", ".txt"}, {"text/plain; charset", "/a.php", ".txt"}, {"text/markdown", "/a", ".md"},
		{"application/octet-stream", "/a.docx?x=.png", ".docx"}, {"", "/a", unsaid}, {"", "/a.png", ""}, {"image/png", "/a.html", ""}, {"application/json", "/a", ""},
		{"text/html;;;", "/a", ".html"}, {"application/rss+xml", "/feed", ""},
	} {
		if got := formatOf(tt[0], tt[1]); got != tt[2] {
			t.Errorf("%q of %s: %q, want %q", tt[0], tt[1], got, tt[2])
		}
	}
	if got := decoded([]byte("\xec\xe8\xf0"), "text/html; charset=windows-1251"); string(got) != "мир" {
		t.Errorf("%q", got)
	}
	if sniffed([]byte("%PDF-1.4")) != ".pdf" || sniffed([]byte("<html>")) != ".html" || sniffed([]byte{0, 1, 2}) != "" {
		t.Error("data are not told by how they begin")
	}
}

func FuzzRobots(f *testing.F) {
	f.Add([]byte("User-agent: *\nDisallow: /*a*b$\nAllow: /%zz\nCrawl-delay: 1e9\nSitemap: x"), "/a/b?c")
	f.Fuzz(func(t *testing.T, data []byte, key string) {
		r := readRobots(data)
		r.allows(key)
		if r.delay < 0 || r.delay > maxDelay {
			t.Errorf("delay %v", r.delay)
		}
		if !r.allows("/robots.txt") {
			t.Error("robots.txt forbids itself")
		}
	})
}

func FuzzSitemap(f *testing.F) {
	f.Add([]byte("<urlset><url><loc>/a</loc><lastmod>2024-01-01</lastmod></url></urlset>"))
	f.Add([]byte("https://x.example/a\n"))
	f.Add(zipped("<sitemapindex><sitemap><loc>/a</loc></sitemap></sitemapindex>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := readSitemap(data)
		if err != nil && err.Error() == "" {
			t.Error("an error without words")
		}
		for _, p := range m.pages {
			if p.address == "" || len(p.address) > len(data)*1032 {
				t.Errorf("%q", p.address)
			}
		}
	})
}

// FuzzKey: a key is its own key, on the site, and leads nowhere else.
func FuzzKey(f *testing.F) {
	for _, link := range []string{"a/../b?utm_x=1&c=%41", "//evil.example/", "%2e%2e/%252e", "a;jsessionid=1/..", "http://x.example:80/%zz", "\\\\evil.example\\a", "/a?b#c?d", "https://x.example@evil.example/"} {
		f.Add(link)
	}
	p, err := newPlace("https://x.example/guide/")
	if err != nil {
		f.Fatal(err)
	}
	base, _ := url.Parse("https://x.example/guide/a")
	f.Fuzz(func(t *testing.T, link string) {
		key, ok := p.key(base, link)
		if !ok {
			return
		}
		u, err := url.Parse(p.url(key))
		if err != nil || u.Host != "x.example" || u.Fragment != "" || !strings.HasPrefix(key, "/") {
			t.Fatalf("%q has the key %q: %v", link, key, err)
		}
		if again := keyOf(u); again != key {
			t.Errorf("%q has the key %q, and that %q", link, key, again)
		}
		if strings.Contains(u.Path+"/", "/../") && strings.Contains(key, "..") && !strings.Contains(key, "%") {
			t.Errorf("%q leads upwards: %q", link, key)
		}
		if id := p.id(key); strings.ContainsFunc(id, func(r rune) bool { return r < ' ' }) {
			t.Errorf("%q has the ID %q", link, id)
		}
	})
}

func FuzzList(f *testing.F) {
	f.Add([]byte(`{"/a":{"body":"` + sealed.Sum(nil) + `"},"/b":{"same":"/a"}}`))
	f.Add([]byte(`{"/a":{"body":"../../x"}}`))
	name := filepath.Join(f.TempDir(), listName)
	f.Fuzz(func(t *testing.T, data []byte) {
		if err := os.WriteFile(name, append([]byte(sealed.Sum(data)+"\n"), data...), 0o600); err != nil {
			t.Fatal(err)
		}
		pages, _ := readList(name)
		for key, e := range pages {
			if e.Same == "" && !isHash(e.Body) {
				t.Errorf("%q has the body %q", key, e.Body)
			}
		}
	})
}

func FuzzPage(f *testing.F) {
	f.Add([]byte("<base href=/x><link rel=canonical href=y><meta name=robots content=none><a href=z>"))
	at, _ := url.Parse("https://x.example/a")
	f.Fuzz(func(t *testing.T, data []byte) {
		r := readPage(at, data)
		if r.base == nil || r.within(&r) != 1 {
			t.Error("a page does not hold itself")
		}
	})
}
