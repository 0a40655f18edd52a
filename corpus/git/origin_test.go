package git_test

import (
	"maps"
	"os"
	"path/filepath"
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
		equal(t, source.texts(), next.without("logo.png"))
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
