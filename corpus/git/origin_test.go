package git_test

import (
	"errors"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"footnote/corpus/sources"

	"github.com/go-git/go-git/v6/plumbing"
)

var handbook = tree{
	"README.md":       "# Handbook\n\nWelcome to the team.\n",
	"docs/leave.md":   "# Leave\n\nThere are 30 days of leave.\n",
	"docs/pay/pay.md": "# Pay\n\nPay comes on the 25th.\n",
	"logo.png":        "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00",
}

// with is a tree with changes; "" takes a file out.
func (t tree) with(changes tree) tree {
	changed := maps.Clone(t)
	for name, content := range changes {
		if changed[name] = content; content == "" {
			delete(changed, name)
		}
	}
	return changed
}

func (t tree) without(names ...string) map[string]string {
	left := map[string]string(maps.Clone(t))
	for _, name := range names {
		delete(left, name)
	}
	return left
}

func equal(t *testing.T, got, want map[string]string) {
	t.Helper()
	if !maps.Equal(got, want) {
		t.Errorf("documents %q\nwant      %q", got, want)
	}
}

// eachServer runs a test against the library's server and that of git.
func eachServer(t *testing.T, test func(t *testing.T, r *repository, s *server)) {
	t.Run("library", func(t *testing.T) {
		r := newRepository(t)
		test(t, r, r.serve())
	})
	t.Run("git", func(t *testing.T) {
		r := newRepository(t)
		test(t, r, r.serveByGit())
	})
}

func TestFetchesWhatIsNew(t *testing.T) {
	eachServer(t, func(t *testing.T, r *repository, s *server) {
		handbook := handbook.with(tree{"large.txt": noise(50_000)})
		r.commit(handbook.with(tree{"old.md": "Gone.\n"}))
		r.commit(handbook)
		source := read(t, s.url, sources.Options{})
		equal(t, source.texts(), handbook.without("logo.png"))
		if skipped, _ := source.last.Left(); skipped != 1 {
			t.Errorf("%d skipped, want 1", skipped)
		}
		if _, err := os.Stat(filepath.Join(source.folder, "files", ".git")); err == nil {
			t.Error("the checkout holds .git")
		}
		times := modified(t, source)

		// Nothing new: the head is asked for, and nothing is fetched.
		equal(t, source.texts(), handbook.without("logo.png"))
		if s.heads.Load() != 2 || s.fetches.Load() != 1 {
			t.Errorf("the head was asked for %d times and %d were fetched, want 2 and 1", s.heads.Load(), s.fetches.Load())
		}
		if !maps.Equal(times, modified(t, source)) {
			t.Error("files changed though the branch did not")
		}

		// One file changes, one goes, one comes, one moves.
		next := handbook.with(tree{"README.md": "# Handbook\n\nWelcome!\n", "docs/pay/pay.md": "", "docs/pay.md": handbook["docs/pay/pay.md"], "new.txt": "New.\n"})
		r.commit(next)
		before := s.sent.Load()
		equal(t, source.texts(), next.without("logo.png"))
		if sent := s.sent.Load() - before; sent > 10_000 {
			t.Errorf("%d bytes were sent for a few new lines", sent)
		}
		after := modified(t, source)
		if after["docs/leave.md"] != times["docs/leave.md"] || after["README.md"] == times["README.md"] {
			t.Error("another file was written than the one that changed")
		}
		if _, err := os.Stat(filepath.Join(source.folder, "files", "docs", "pay")); err == nil {
			t.Error("an empty folder is left")
		}

		// A file goes back to what it was long ago, which is not in the last commit.
		r.commit(next.with(tree{"old.md": "Gone.\n"}))
		equal(t, source.texts(), next.with(tree{"old.md": "Gone.\n"}).without("logo.png"))
	})
}

// noise is a text that cannot be packed well.
func noise(size int) string {
	random := rand.New(rand.NewPCG(1, 2))
	text := make([]byte, size)
	for i := range text {
		text[i] = "abcdefghijklmnopqrstuvwxyz0123456789 .,;:-_!?\n"[random.IntN(46)]
	}
	return string(text)
}

func modified(t *testing.T, r *reader) map[string]time.Time {
	t.Helper()
	times := map[string]time.Time{}
	root := filepath.Join(r.folder, "files")
	err := filepath.WalkDir(root, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		name, _ := filepath.Rel(root, path)
		times[filepath.ToSlash(name)] = info.ModTime()
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return times
}

// TestStoreIsMadeAnew fetches once too often.
func TestStoreIsMadeAnew(t *testing.T) {
	r := newRepository(t)
	r.commit(handbook)
	source := read(t, r.serve().url, sources.Options{})
	source.texts()
	path := filepath.Join(source.folder, "checkout.json")
	data, err := os.ReadFile(path)
	r.must(err)
	often := strings.Replace(string(data), `"fetches":1`, `"fetches":40`, 1)
	if often == string(data) {
		t.Fatalf("fetches are not counted in %s", data)
	}
	r.must(os.WriteFile(path, []byte(often), 0o666))
	old, err := os.Stat(filepath.Join(source.folder, "objects.git"))
	r.must(err)
	times := modified(t, source)
	r.commit(handbook.with(tree{"more.md": "More.\n"}))
	equal(t, source.texts(), handbook.with(tree{"more.md": "More.\n"}).without("logo.png"))
	data, err = os.ReadFile(path)
	r.must(err)
	packs, _ := filepath.Glob(filepath.Join(source.folder, "objects.git", "objects", "pack", "*.pack"))
	if now, err := os.Stat(filepath.Join(source.folder, "objects.git")); err != nil || now.ModTime().Equal(old.ModTime()) || len(packs) != 1 || !strings.Contains(string(data), `"fetches":1,`) {
		t.Errorf("the store was not made anew: %v, packs %v, %s", err, packs, data)
	}
	if modified(t, source)["README.md"] != times["README.md"] {
		t.Error("files were written again that did not change")
	}
}

func TestForcePush(t *testing.T) {
	eachServer(t, func(t *testing.T, r *repository, s *server) {
		first := r.commit(handbook)
		second := r.commit(handbook.with(tree{"secret.md": "Not to be here.\n"}))
		source := read(t, s.url, sources.Options{})
		source.texts()
		// History is written anew, and the old commit is gone.
		r.tip = plumbing.ZeroHash
		r.commit(handbook.with(tree{"other.md": "Other.\n"}))
		for _, gone := range []plumbing.Hash{first, second} {
			r.must(r.store.DeleteLooseObject(gone))
		}
		equal(t, source.texts(), handbook.with(tree{"other.md": "Other.\n"}).without("logo.png"))
	})
}

func TestBranches(t *testing.T) {
	eachServer(t, func(t *testing.T, r *repository, s *server) {
		r.commit(handbook)
		r.commitOn("feature/x", r.tip, r.tree(tree{"x.md": "X.\n"}))
		r.commitOn("feature/x-two", r.tip, r.tree(tree{"two.md": "Two.\n"}))
		source := read(t, s.url, sources.Options{Branch: "feature/x"})
		equal(t, source.texts(), map[string]string{"x.md": "X.\n"})
		r.must(r.store.RemoveReference("refs/heads/feature/x"))
		source.unreachable(`has no branch "feature/x"`)
		read(t, s.url, sources.Options{Branch: "nowhere"}).unreachable(`has no branch "nowhere"`)

		// The usual branch is another one now.
		usual := read(t, s.url, sources.Options{})
		usual.texts()
		r.must(r.store.SetReference(plumbing.NewSymbolicReference(plumbing.HEAD, "refs/heads/feature/x-two")))
		equal(t, usual.texts(), map[string]string{"two.md": "Two.\n"})
	})
}

func TestEmptyRepository(t *testing.T) {
	eachServer(t, func(t *testing.T, r *repository, s *server) {
		source := read(t, s.url, sources.Options{})
		source.unreachable("the repository is empty")
		r.commit(handbook)
		equal(t, source.texts(), handbook.without("logo.png"))
	})
}

func TestCommitWithoutFiles(t *testing.T) {
	r := newRepository(t)
	r.commit(tree{})
	equal(t, read(t, r.serve().url, sources.Options{}).texts(), map[string]string{})
}

func TestFoldersAndPatterns(t *testing.T) {
	r := newRepository(t)
	r.commit(tree{
		".gitignore":        "*.tmp\n",
		"docs/.gitignore":   "drafts/\n",
		"docs/a.md":         "A.\n",
		"docs/a.tmp":        "Temporary.\n",
		"docs/drafts/b.md":  "B.\n",
		"docs/de/c.md":      "C.\n",
		"docs/de/c.txt":     "C as text.\n",
		"docs/.hidden/d.md": "D.\n",
		"src/main.md":       "Main.\n",
	})
	s := r.serve()
	for name, test := range map[string]struct {
		options sources.Options
		want    map[string]string
		ignored int
	}{
		"all":             {sources.Options{}, map[string]string{"docs/a.md": "A.\n", "docs/de/c.md": "C.\n", "docs/de/c.txt": "C as text.\n", "src/main.md": "Main.\n"}, 2},
		"folder":          {sources.Options{Folder: "/docs/"}, map[string]string{"docs/a.md": "A.\n", "docs/de/c.md": "C.\n", "docs/de/c.txt": "C as text.\n"}, 2},
		"folder below":    {sources.Options{Folder: "docs/de"}, map[string]string{"docs/de/c.md": "C.\n", "docs/de/c.txt": "C as text.\n"}, 0},
		"no ignore files": {sources.Options{Folder: "docs", NoIgnore: true, Exclude: []string{"de/"}}, map[string]string{"docs/a.md": "A.\n", "docs/a.tmp": "Temporary.\n", "docs/drafts/b.md": "B.\n"}, 1},
		"include":         {sources.Options{Include: []string{"*.md"}}, map[string]string{"docs/a.md": "A.\n", "docs/de/c.md": "C.\n", "src/main.md": "Main.\n"}, 3},
		"include folder":  {sources.Options{Include: []string{"/docs/de"}, Exclude: []string{"*.txt"}}, map[string]string{"docs/de/c.md": "C.\n"}, 5},
		"exclude":         {sources.Options{Exclude: []string{"docs/**", "!docs/a.md"}}, map[string]string{"docs/a.md": "A.\n", "src/main.md": "Main.\n"}, 3},
	} {
		t.Run(name, func(t *testing.T) {
			source := read(t, s.url, test.options)
			equal(t, source.texts(), test.want)
			if _, ignored := source.last.Left(); ignored != test.ignored {
				t.Errorf("%d ignored, want %d", ignored, test.ignored)
			}
		})
	}
	for _, folder := range []string{"nowhere", "docs/a.md"} {
		read(t, s.url, sources.Options{Folder: folder}).unreachable("no folder")
	}
}

func TestFolderOfThisMachine(t *testing.T) {
	r := newRepository(t)
	r.commit(handbook)
	for _, location := range []string{r.folder, "file://" + filepath.ToSlash(r.folder)} {
		source := read(t, location, sources.Options{})
		equal(t, source.texts(), handbook.without("logo.png"))
		times := modified(t, source)
		r.commit(handbook.with(tree{"README.md": "Changed.\n"}))
		equal(t, source.texts(), handbook.with(tree{"README.md": "Changed.\n"}).without("logo.png"))
		if modified(t, source)["docs/leave.md"] != times["docs/leave.md"] {
			t.Error("a file was written that did not change")
		}
		r.commit(handbook)
	}
	read(t, t.TempDir(), sources.Options{}).unreachable("no git repository in this folder")
}

// githubAt sends what goes to github.com to a test's server.
type githubAt struct{ *server }

func (g githubAt) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Host != "github.com" || r.URL.Scheme != "https" {
		return nil, errors.New("not github.com")
	}
	r = r.Clone(r.Context())
	to, _ := url.Parse(g.URL)
	asked := r.URL
	r.URL = &url.URL{Scheme: to.Scheme, Host: to.Host, Path: asked.Path, RawQuery: asked.RawQuery}
	r.Host = to.Host
	response, err := http.DefaultTransport.RoundTrip(r)
	if err == nil {
		r.URL = asked
	}
	return response, err
}

func TestWebAddressesOfDocuments(t *testing.T) {
	r := newRepository(t)
	r.commit(tree{
		"docs/a b.md":   "A.\n",
		"list.jsonl":    `{"_id": "one", "text": "One."}` + "\n" + `{"_id": "two", "text": "Two."}` + "\n",
		"page.html":     `<html><head><link rel="canonical" href="https://example.org/page"></head><body><p>A page.</p></body></html>`,
		"docs/again.md": "link:../top.md",
		"top.md":        "Top.\n",
	})
	r.branch("stable", r.tip)
	s := r.serve()
	source := read(t, "https://ada:token-of-ada@github.com/team/handbook.git", sources.Options{})
	source.by = githubAt{s}
	source.memory = &memory{held: map[string]remembered{}}
	want := map[string]string{
		"docs/a b.md": "https://github.com/team/handbook/blob/main/docs/a%20b.md",
		"one":         "https://github.com/team/handbook/blob/main/list.jsonl",
		"two":         "https://github.com/team/handbook/blob/main/list.jsonl",
		"page.html":   "https://example.org/page",
		"top.md":      "https://github.com/team/handbook/blob/main/top.md",
	}
	addresses := func() map[string]string {
		docs, _, faults := source.all()
		if len(faults) > 0 {
			t.Error(faults)
		}
		got := map[string]string{}
		for id, doc := range docs {
			got[id] = doc.URL
			if doc.Hash != doc.ContentHash() {
				t.Errorf("the hash of %s is another one's", id)
			}
		}
		return got
	}
	equal(t, addresses(), want)
	equal(t, addresses(), map[string]string{}) // since all are kept
	// Another branch has the same files and other addresses: all are read.
	source.source.Options.Branch = "stable"
	for id, address := range want {
		want[id] = strings.Replace(address, "/main/", "/stable/", 1)
	}
	equal(t, addresses(), want)
}
