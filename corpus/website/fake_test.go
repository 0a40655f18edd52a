package website

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"footnote/corpus"
	"footnote/corpus/fetch"
	"footnote/corpus/sources"
)

// A fake is a website whose pages a test may change. The content of a page is
// what it is answered with: a redirect "-> /a" or "=> /a" (for good), a status
// "503", or a body.
type fake struct {
	*httptest.Server
	t     *testing.T
	mutex sync.Mutex
	pages map[string]string
	// headers are added to the answers of a path.
	headers map[string]map[string]string
	// asked are the paths of the requests, with " 304" behind those that were
	// answered so.
	asked []string
	// all, if it is there, answers everything.
	all func(w http.ResponseWriter, r *http.Request) bool
}

func newFake(t *testing.T, pages map[string]string) *fake {
	t.Helper()
	f := &fake{t: t, pages: pages, headers: map[string]map[string]string{}}
	f.Server = httptest.NewServer(f)
	t.Cleanup(f.Close)
	return f
}

func (f *fake) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	key := r.URL.RequestURI()
	f.asked = append(f.asked, key)
	if f.all != nil && f.all(w, r) {
		return
	}
	body, ok := f.pages[key]
	for name, value := range f.headers[key] {
		w.Header().Set(name, value)
	}
	var status int
	switch {
	case !ok:
		http.NotFound(w, r)
		return
	case strings.HasPrefix(body, "-> "):
		w.Header().Set("Location", body[3:])
		w.WriteHeader(http.StatusFound)
		return
	case strings.HasPrefix(body, "=> "):
		w.Header().Set("Location", body[3:])
		w.WriteHeader(http.StatusMovedPermanently)
		return
	case len(body) == 3:
		if n, _ := fmt.Sscanf(body, "%d", &status); n == 1 {
			w.WriteHeader(status)
			return
		}
	}
	hash := fnv.New64a()
	hash.Write([]byte(body))
	tag := fmt.Sprintf(`"%x"`, hash.Sum64())
	w.Header().Set("ETag", tag)
	if r.Header.Get("If-None-Match") == tag {
		f.asked[len(f.asked)-1] += " 304"
		w.WriteHeader(http.StatusNotModified)
		return
	}
	if w.Header().Get("Content-Type") == "" && strings.HasPrefix(body, "<") {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
	}
	w.Write([]byte(body))
}

// set changes pages; "" removes one.
func (f *fake) set(pages map[string]string) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	for key, body := range pages {
		if f.pages[key] = body; body == "" {
			delete(f.pages, key)
		}
	}
}

// requests are those since the last call.
func (f *fake) requests() []string {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	asked := f.asked
	f.asked = nil
	return asked
}

// article makes a page that says something, with links.
func article(says string, links ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<!doctype html><title>%s</title><main><h1>%s</h1><p>This page is about %s and nothing else in the world.</p>", says, says, says)
	for _, link := range links {
		fmt.Fprintf(&b, "<p>See <a href=%q>there</a>.</p>", link)
	}
	return b.String() + "</main>"
}

// open opens the fake as a source.
func (f *fake) open(dir, location string, options sources.Options) *Site {
	f.t.Helper()
	site, err := New(fetch.New(fetch.Options{AllowPrivate: true, Timeout: 5 * time.Second}), &corpus.Files{}, dir,
		sources.Source{Name: "site", Kind: sources.Website, Location: f.URL + location, Options: options})
	if err != nil {
		f.t.Fatal(err)
	}
	site.Pause = time.Microsecond
	site.backoff = []time.Duration{time.Millisecond, time.Millisecond}
	return site
}

// A result is what came of reading a site: documents by ID, and faults as
// "kind path: message", without the server's address.
type result struct {
	docs   map[string]corpus.Document
	faults []string
	raw    []*corpus.Fault
}

func (f *fake) read(site *Site) result {
	f.t.Helper()
	r := result{docs: map[string]corpus.Document{}}
	for doc, err := range site.Documents(context.Background()) {
		var fault *corpus.Fault
		if errors.As(err, &fault) {
			r.raw = append(r.raw, fault)
			kind := map[corpus.FaultKind]string{corpus.Refused: "refused", corpus.Unread: "unread", corpus.Doubtful: "doubtful"}[fault.Kind]
			r.faults = append(r.faults, strings.ReplaceAll(fmt.Sprintf("%s %v", kind, fault), f.URL, ""))
			continue
		}
		if err != nil {
			f.t.Fatal(err)
		}
		if _, twice := r.docs[doc.ID]; twice || doc.ID == "" {
			f.t.Errorf("the ID %q comes twice or is empty", doc.ID)
		}
		if doc.Hash != doc.ContentHash() || !strings.HasPrefix(doc.Path, f.URL+"/") {
			f.t.Errorf("%s has the hash %s and the path %s", doc.ID, doc.Hash, doc.Path)
		}
		r.docs[doc.ID] = doc
	}
	return r
}

func (r result) ids() string {
	var ids []string
	for id := range r.docs {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return strings.Join(ids, " ")
}

// expect compares what was read with IDs and parts of faults.
func (r result) expect(t *testing.T, ids string, faults ...string) {
	t.Helper()
	if got := r.ids(); got != ids {
		t.Errorf("read %s\nwant %s", got, ids)
	}
	ok := len(faults) == len(r.faults)
	for i := 0; ok && i < len(faults); i++ {
		ok = strings.Contains(r.faults[i], faults[i])
	}
	if !ok {
		t.Errorf("faults %q\nwant   %q", r.faults, faults)
	}
}

// damaged copies a folder, and cuts one file of it to a length.
func damaged(t *testing.T, dir, name string, length int) string {
	t.Helper()
	other := t.TempDir()
	if err := os.CopyFS(other, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(filepath.Join(other, name), int64(length)); err != nil {
		t.Fatal(err)
	}
	return other
}

func asError[T error](err error, target *T) bool { return errors.As(err, target) }
