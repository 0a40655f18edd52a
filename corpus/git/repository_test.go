package git_test

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"net/http"
	"net/http/cgi"
	"net/http/httptest"
	"net/url"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"footnote/corpus"
	"footnote/corpus/git"
	"footnote/corpus/sources"

	"github.com/go-git/go-billy/v6/osfs"
	"github.com/go-git/go-git/v6/backend"
	"github.com/go-git/go-git/v6/config"
	"github.com/go-git/go-git/v6/plumbing"
	"github.com/go-git/go-git/v6/plumbing/cache"
	"github.com/go-git/go-git/v6/plumbing/filemode"
	"github.com/go-git/go-git/v6/plumbing/transport"
	"github.com/go-git/go-git/v6/storage"
	"github.com/go-git/go-git/v6/storage/filesystem"
)

// A repository is one on a disk that tests commit to, object by object, so that
// it can hold what git itself would not make.
type repository struct {
	t      testing.TB
	folder string
	store  *filesystem.Storage
	tip    plumbing.Hash
	number int
}

// A tree is the content of files by their paths. The value may begin with
// "link:", "module:" or "raw:", and then is a link, a submodule or a tree by
// its hash.
type tree map[string]string

func newRepository(t testing.TB) *repository {
	r := &repository{t: t, folder: filepath.Join(t.TempDir(), "handbook.git")}
	r.store = filesystem.NewStorage(osfs.New(r.folder), cache.NewObjectLRUDefault())
	c := config.NewConfig()
	c.Core.IsBare = true
	r.must(r.store.Init())
	r.must(r.store.SetConfig(c))
	r.must(r.store.SetReference(plumbing.NewSymbolicReference(plumbing.HEAD, "refs/heads/main")))
	return r
}

func (r *repository) must(err error) {
	r.t.Helper()
	if err != nil {
		r.t.Fatal(err)
	}
}

func (r *repository) object(kind plumbing.ObjectType, content []byte) plumbing.Hash {
	r.t.Helper()
	o := r.store.NewEncodedObject()
	o.SetType(kind)
	o.SetSize(int64(len(content)))
	w, err := o.Writer()
	r.must(err)
	_, err = w.Write(content)
	r.must(err)
	hash, err := r.store.SetEncodedObject(o)
	r.must(err)
	return hash
}

// tree writes the tree of some files. A name in brackets is one name, whatever
// it holds.
func (r *repository) tree(files tree) plumbing.Hash {
	folders := map[string]tree{}
	entries := map[string]string{} // name with what sorts it: mode and hash
	for name, content := range files {
		var mode filemode.FileMode = filemode.Regular
		var hash plumbing.Hash
		if whole, ok := strings.CutPrefix(name, "["); ok {
			name = strings.TrimSuffix(whole, "]")
		} else if first, rest, deeper := strings.Cut(name, "/"); deeper {
			if folders[first] == nil {
				folders[first] = tree{}
			}
			folders[first][rest] = content
			continue
		}
		switch kind, rest, _ := strings.Cut(content, ":"); kind {
		case "link":
			mode, hash = filemode.Symlink, r.object(plumbing.BlobObject, []byte(rest))
		case "module":
			mode, hash = filemode.Submodule, plumbing.NewHash(rest)
		case "raw":
			mode, hash = filemode.Dir, plumbing.NewHash(rest)
		default:
			hash = r.object(plumbing.BlobObject, []byte(content))
		}
		entries[name] = fmt.Sprintf("%o %s\x00%s", uint32(mode), name, hash.Bytes())
	}
	for name, below := range folders {
		entries[name+"/"] = fmt.Sprintf("%o %s\x00%s", uint32(filemode.Dir), name, r.tree(below).Bytes())
	}
	var all bytes.Buffer
	for _, name := range slices.Sorted(maps.Keys(entries)) {
		all.WriteString(entries[name])
	}
	return r.object(plumbing.TreeObject, all.Bytes())
}

// commit commits files to main, upon what is there.
func (r *repository) commit(files tree) plumbing.Hash {
	r.tip = r.commitOn("main", r.tip, r.tree(files))
	return r.tip
}

func (r *repository) commitOn(branch string, parent, root plumbing.Hash) plumbing.Hash {
	r.number++
	text := fmt.Sprintf("tree %s\n", root)
	if !parent.IsZero() {
		text += fmt.Sprintf("parent %s\n", parent)
	}
	who := fmt.Sprintf("Ada <ada@example.org> %d +0000", 1700000000+r.number)
	text += fmt.Sprintf("author %s\ncommitter %s\n\nChange %d\n", who, who, r.number)
	hash := r.object(plumbing.CommitObject, []byte(text))
	r.branch(branch, hash)
	return hash
}

func (r *repository) branch(name string, tip plumbing.Hash) {
	r.must(r.store.SetReference(plumbing.NewHashReference(plumbing.NewBranchReferenceName(name), tip)))
}

// A server serves repositories over HTTP and counts what it is asked.
type server struct {
	*httptest.Server
	url              string // of the repository
	heads, fetches   atomic.Int64
	sent             atomic.Int64 // bytes of answers
	user, password   string
	down, halfDown   atomic.Bool
	redirect, broken atomic.Pointer[string] // to where; what is answered
	asked            atomic.Pointer[http.Header]
}

func (s *server) ServeHTTP(next http.Handler, w http.ResponseWriter, r *http.Request) {
	header := r.Header.Clone()
	s.asked.Store(&header)
	if user, password, _ := r.BasicAuth(); s.user+s.password != "" && (user != s.user || password != s.password) {
		w.Header().Set("WWW-Authenticate", `Basic realm="git"`)
		http.Error(w, "who are you?", http.StatusUnauthorized)
		return
	}
	if to := s.redirect.Load(); to != nil {
		http.Redirect(w, r, *to+r.URL.RequestURI(), http.StatusMovedPermanently)
		return
	}
	if s.down.Load() {
		http.Error(w, "maintenance", http.StatusServiceUnavailable)
		return
	}
	if strings.HasSuffix(r.URL.Path, "/git-upload-pack") {
		body := new(bytes.Buffer)
		body.ReadFrom(r.Body)
		r.Body = noClose{body}
		if bytes.Contains(body.Bytes(), []byte("want ")) {
			s.fetches.Add(1)
			if s.halfDown.Load() {
				http.Error(w, "too busy", http.StatusServiceUnavailable)
				return
			}
			if answer := s.broken.Load(); answer != nil {
				w.Header().Set("Content-Type", "application/x-git-upload-pack-result")
				w.Write([]byte(*answer))
				return
			}
		} else {
			s.heads.Add(1)
		}
	}
	next.ServeHTTP(counting{w, s}, r)
}

type counting struct {
	http.ResponseWriter
	server *server
}

func (c counting) Write(p []byte) (int, error) {
	c.server.sent.Add(int64(len(p)))
	return c.ResponseWriter.Write(p)
}

func (c counting) Flush() { c.ResponseWriter.(http.Flusher).Flush() }

type noClose struct{ *bytes.Buffer }

func (noClose) Close() error { return nil }

type loader struct{ r *repository }

// Load opens the repository anew, as a process of a server would.
func (l loader) Load(at *url.URL) (storage.Storer, error) {
	if !strings.HasSuffix(at.Path, "team/handbook.git") {
		return nil, transport.ErrRepositoryNotFound
	}
	return filesystem.NewStorage(osfs.New(l.r.folder), cache.NewObjectLRUDefault()), nil
}

// serve serves the repository by the library's own server.
func (r *repository) serve() *server { return r.serveBy(backend.New(loader{r})) }

// serveByGit serves it by git itself.
func (r *repository) serveByGit() *server {
	out, err := exec.Command("git", "--exec-path").Output()
	if err != nil {
		r.t.Skip("git is not here")
	}
	program := filepath.Join(strings.TrimSpace(string(out)), "git-http-backend")
	if _, err := exec.LookPath(program); err != nil {
		r.t.Skip("git's server is not here")
	}
	return r.serveBy(http.StripPrefix("/team", &cgi.Handler{Path: program,
		Env: []string{"GIT_PROJECT_ROOT=" + filepath.Dir(r.folder), "GIT_HTTP_EXPORT_ALL=1", "HOME=" + r.t.TempDir(),
			"GIT_CONFIG_COUNT=1", "GIT_CONFIG_KEY_0=safe.directory", "GIT_CONFIG_VALUE_0=*"}}))
}

func (r *repository) serveBy(handler http.Handler) *server {
	s := &server{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { s.ServeHTTP(handler, w, r) }))
	r.t.Cleanup(s.Close)
	s.url = s.URL + "/team/handbook.git"
	return s
}

// A reader reads one source again and again.
type reader struct {
	t      testing.TB
	source sources.Source
	folder string
	limits git.Limits
	memory corpus.Memory
	by     http.RoundTripper
	last   *git.Origin
}

func read(t testing.TB, location string, options sources.Options) *reader {
	options.AllowPrivate = true
	return &reader{t: t, by: http.DefaultTransport, folder: t.TempDir(), source: sources.Source{Name: "handbook", Kind: sources.Git, Location: location, Options: options}}
}

func (r *reader) open() *git.Origin {
	r.t.Helper()
	origin, err := git.New(r.by, &corpus.Files{Memory: r.memory}, r.folder, r.source)
	if err != nil {
		r.t.Fatal(err)
	}
	origin.Limits = r.limits
	r.last = origin
	return origin
}

// all reads the documents by ID, the paths that are kept, and the faults.
func (r *reader) all() (docs map[string]corpus.Document, kept []string, faults []*corpus.Fault) {
	r.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	docs = map[string]corpus.Document{}
	for doc, err := range r.open().Documents(ctx) {
		switch err := err.(type) {
		case nil:
			docs[doc.ID] = doc
		case *corpus.Kept:
			kept = append(kept, err.Path)
		case *corpus.Fault:
			faults = append(faults, err)
		default:
			r.t.Fatal(err)
		}
	}
	return docs, kept, faults
}

// texts reads the texts of the documents by ID; there must be no fault.
func (r *reader) texts() map[string]string {
	r.t.Helper()
	docs, _, faults := r.all()
	for _, fault := range faults {
		r.t.Fatal(fault)
	}
	texts := map[string]string{}
	for id, doc := range docs {
		texts[id] = doc.Text
	}
	return texts
}

// fault reads a source that gives one fault and nothing else.
func (r *reader) fault() *corpus.Fault {
	r.t.Helper()
	docs, _, faults := r.all()
	if len(docs) > 0 || len(faults) != 1 {
		r.t.Fatalf("%d documents and the faults %v, want one fault", len(docs), faults)
	}
	return faults[0]
}

// unreachable reads a source that must keep all that is known of it.
func (r *reader) unreachable(says string) {
	r.t.Helper()
	fault := r.fault()
	if fault.Kind != corpus.Unread || !fault.Keeps(filepath.Join(r.folder, "files", "any", "file.md")) {
		r.t.Errorf("the fault does not keep what is known: %#v", fault)
	}
	if !strings.Contains(fault.Error(), says) {
		r.t.Errorf("fault %q, want one that says %q", fault, says)
	}
}
