package git_test

import (
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/corpus"
	"footnote/corpus/git"
	"footnote/corpus/sources"
)

// outside makes a file that no repository may reach, beside the checkouts.
func outside(t *testing.T, source *reader) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(source.folder, "secret.md"), []byte("Secret.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestLinks(t *testing.T) {
	r := newRepository(t)
	s := r.serve()
	source := read(t, s.url, sources.Options{Folder: "docs", Exclude: []string{"/private/"}})
	outside(t, source)
	r.commit(tree{
		"CHANGES.md":         "Changes.\n",
		".env":               "TOKEN=1\n",
		"private/salary.md":  "Salary.\n",
		"docs/a.md":          "A.\n",
		"docs/again.md":      "link:a.md",
		"docs/changes.md":    "link:../CHANGES.md",
		"docs/changes2.md":   "link:changes.md", // of a link: not followed
		"docs/folder":        "link:../private",
		"docs/salary.md":     "link:../private/salary.md",
		"docs/env.md":        "link:../.env",
		"docs/up.md":         "link:../../secret.md",
		"docs/far.md":        "link:" + strings.Repeat("../", 50) + "etc/passwd",
		"docs/absolute.md":   "link:" + filepath.Join(source.folder, "secret.md"),
		"docs/self.md":       "link:self.md",
		"docs/dot.md":        "link:.",
		"docs/empty.md":      "link:",
		"docs/nothing.md":    "link:nothing-there.md",
		"docs/long.md":       "link:" + strings.Repeat("x", 10_000),
		"docs/module":        "module:1234567890123456789012345678901234567890",
		"docs/lfs.md":        "version https://git-lfs.github.com/spec/v1\noid sha256:" + strings.Repeat("a", 64) + "\nsize 12345\n",
		"docs/about-lfs.md":  "A pointer begins with version https://git-lfs.github.com/spec/v1\n",
		"docs/lfs-long.md":   "version https://git-lfs.github.com/spec/v1\n" + strings.Repeat("Here is more.\n", 100),
		"docs/sub/.git/HEAD": "ref: refs/heads/main\n",
	})
	equal(t, source.texts(), map[string]string{
		"docs/a.md": "A.\n", "docs/changes.md": "Changes.\n",
		"docs/about-lfs.md": "A pointer begins with version https://git-lfs.github.com/spec/v1\n",
		"docs/lfs-long.md":  "version https://git-lfs.github.com/spec/v1\n" + strings.Repeat("Here is more.\n", 100),
	})
	if skipped, _ := source.last.Left(); skipped != 13 {
		t.Errorf("%d skipped, want 11 links, the module and the pointer", skipped)
	}
	for name := range modified(t, source) {
		if info, err := os.Lstat(filepath.Join(source.folder, "files", name)); err != nil || !info.Mode().IsRegular() || info.Mode()&0o111 != 0 {
			t.Errorf("%s is no plain file: %v, %v", name, info.Mode(), err)
		}
	}
}

func TestHostileNames(t *testing.T) {
	r := newRepository(t)
	s := r.serve()
	source := read(t, s.url, sources.Options{})
	outside(t, source)
	r.commit(tree{
		"good.md":                            "Good.\n",
		"[..]":                               "Up.\n",
		"[.]":                                "Here.\n",
		"[../up.md]":                         "Up.\n",
		"[a/../../up.md]":                    "Up.\n",
		"[/etc/up.md]":                       "Up.\n",
		"[a\\b.md]":                          "Up.\n",
		".git/config":                        "[core]\n",
		".GIT/config":                        "[core]\n",
		"sub/.git/hooks/post-checkout":       "#!/bin/sh\ntouch /tmp/pwned\n",
		"[" + strings.Repeat("n", 300) + "]": "Long.\n",
		"bad-\xff.md":                        "Not UTF-8.\n",
		"new\nline.md":                       "Line.\n",
	})
	docs, _, faults := source.all()
	if len(docs) != 3 || docs["good.md"].Text != "Good.\n" {
		t.Errorf("documents %v", docs)
	}
	if len(faults) != 4 {
		t.Errorf("faults %v, want one for each name that is no name", faults)
	}
	for _, fault := range faults {
		if fault.Kind != corpus.Refused || !strings.HasPrefix(filepath.Clean(fault.Path), filepath.Join(source.folder, "files")) {
			t.Errorf("%v is no refusal of something in the checkout", fault)
		}
	}
	entries, _ := os.ReadDir(source.folder)
	for _, e := range entries {
		if name := e.Name(); name != "files" && name != "objects.git" && name != "checkout.json" && name != "secret.md" {
			t.Errorf("%s was written outside of the checkout", name)
		}
	}
	before := modified(t, source)
	source.all()
	if fmt.Sprint(modified(t, source)) != fmt.Sprint(before) {
		t.Error("files with odd names are written again each time")
	}
}

// TestTreeBomb reads ten folders that are the same ten folders, and so on.
func TestTreeBomb(t *testing.T) {
	r := newRepository(t)
	hash := r.tree(tree{"a.md": "A.\n"})
	for range 12 {
		folders := tree{}
		for n := range 10 {
			folders[fmt.Sprintf("f%d", n)] = "raw:" + hash.String()
		}
		hash = r.tree(folders)
	}
	r.commitOn("main", r.tip, hash)
	source := read(t, r.serve().url, sources.Options{})
	source.limits.Entries = 1000
	source.unreachable("has more than 1000 files and folders")

	hash = r.tree(tree{"a.md": "A.\n"})
	for range 300 {
		hash = r.tree(tree{"d": "raw:" + hash.String()})
	}
	r.commitOn("main", r.tip, hash)
	source.unreachable("has folders 201 deep")
}

func TestLimits(t *testing.T) {
	r := newRepository(t)
	r.commit(handbook)
	s := r.serve()
	source := read(t, s.url, sources.Options{})
	source.texts()
	big := strings.Repeat("All work and no play. ", 55_000)
	for name, test := range map[string]struct {
		limits git.Limits
		says   string
	}{
		"fetched":  {git.Limits{Fetched: 1000}, "as it is sent"},
		"unpacked": {git.Limits{Unpacked: 1 << 20}, "is larger than 1 MiB"},
		"files":    {git.Limits{Files: 1 << 20}, "more than 1 MiB of files"},
		"entries":  {git.Limits{Entries: 3}, "more than 3 files"},
		"time":     {git.Limits{Time: time.Nanosecond}, "takes more than 1ns"},
	} {
		t.Run(name, func(t *testing.T) {
			r.commit(handbook.with(tree{"big.txt": big + name}))
			source.limits = test.limits
			source.unreachable(test.says)
		})
	}
	source.limits = git.Limits{}
	if got := source.texts(); got["README.md"] != handbook["README.md"] {
		t.Error("the repository cannot be read any more")
	}
}

func TestUnreachable(t *testing.T) {
	r := newRepository(t)
	r.commit(handbook)
	s := r.serve()
	source := read(t, s.url, sources.Options{})
	source.texts()
	s.down.Store(true)
	source.unreachable("503")
	s.down.Store(false)
	source.texts()
	if s.fetches.Load() != 1 {
		t.Error("what was fetched already was fetched again")
	}
	// What is here is not thrown away because of what happens there.
	packs, _ := filepath.Glob(filepath.Join(source.folder, "objects.git", "objects", "pack", "*"))
	r.commit(handbook.with(tree{"more.md": "More.\n"}))
	s.halfDown.Store(true)
	source.unreachable("503")
	s.halfDown.Store(false)
	if after, _ := filepath.Glob(filepath.Join(source.folder, "objects.git", "objects", "pack", "*")); len(packs) == 0 || !slices.Equal(after, packs) {
		t.Errorf("the packs %v became %v", packs, after)
	}
	read(t, s.URL+"/other/repository.git", sources.Options{}).unreachable("could not be read")

	for name, answer := range map[string]string{
		"nothing": "", "words": "<html>Hello</html>", "an error": "0036ERR upload-pack: not our ref 1234567890123456789012",
		"cut":        "000dpackfile\n0010\x01PACK\x00\x00\x00\x02",
		"no pack":    "000dpackfile\n0009\x01JUNK0000",
		"many":       "000dpackfile\n0011\x01PACK\x00\x00\x00\x02\xff\xff\xff\xff0000",
		"complaints": "000dpackfile\n000e\x03too busy\n0000",
	} {
		t.Run(name, func(t *testing.T) {
			r.commit(handbook.with(tree{"more.md": name}))
			s.broken.Store(&answer)
			source.unreachable("could not be read")
			s.broken.Store(nil)
			equal(t, source.texts(), handbook.with(tree{"more.md": name}).without("logo.png"))
		})
	}
	s.Close()
	source.unreachable("could not be read")

	page := httptest.NewServer(http.NotFoundHandler())
	defer page.Close()
	read(t, page.URL+"/x", sources.Options{}).unreachable("no such repository")
}

// TestDamage damages whatever is kept, and expects that it is made again.
func TestDamage(t *testing.T) {
	r := newRepository(t)
	source := read(t, r.serve().url, sources.Options{})
	n := 0
	damages := map[string]func(t *testing.T, path string) error{
		"removed":   func(_ *testing.T, path string) error { return os.RemoveAll(path) },
		"truncated": func(_ *testing.T, path string) error { return os.Truncate(path, 10) },
		"emptied":   func(_ *testing.T, path string) error { return os.Truncate(path, 0) },
		"flipped": func(_ *testing.T, path string) error {
			data, err := os.ReadFile(path)
			for i := range data {
				if i > 8 {
					data[i] ^= 0x55
				}
			}
			os.Chmod(path, 0o600)
			if err != nil {
				return err
			}
			return os.WriteFile(path, data, 0o600)
		},
		"a folder": func(_ *testing.T, path string) error {
			if err := os.RemoveAll(path); err != nil {
				return err
			}
			return os.MkdirAll(filepath.Join(path, "below"), 0o777)
		},
		"a link out": func(t *testing.T, path string) error {
			if err := os.RemoveAll(path); err != nil {
				return err
			}
			return os.Symlink(t.TempDir(), path)
		},
	}
	r.commit(handbook)
	source.texts()
	parts := paths(t, source.folder)
	if len(parts) < 15 {
		t.Fatalf("only %v is kept", parts)
	}
	for kind, damage := range damages {
		t.Run(kind, func(t *testing.T) {
			if runtime.GOOS == "windows" && kind == "a link out" {
				t.Skip("links need rights there")
			}
			for i, part := range parts {
				if testing.Short() && (i+len(kind))%5 != 0 {
					continue
				}
				path := filepath.Join(source.folder, part)
				if info, err := os.Stat(path); err != nil || info.IsDir() && kind != "removed" && kind != "a link out" && kind != "a folder" {
					continue // a damage for files, or one that was mended in another way
				}
				if err := damage(t, path); err != nil {
					t.Fatalf("%s: %v", part, err)
				}
				now := handbook
				if n++; n%2 == 0 { // a commit has come besides
					now = handbook.with(tree{"more.md": kind + part})
					r.commit(now)
				}
				if got := source.texts(); !maps.Equal(got, now.without("logo.png")) {
					t.Fatalf("with %s %s there are the documents %v", part, kind, got)
				}
				if now["more.md"] != "" {
					r.commit(handbook)
				}
			}
		})
	}
}

func paths(t *testing.T, root string) (all []string) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, _ os.DirEntry, err error) error {
		if below, _ := filepath.Rel(root, path); below != "." {
			all = append(all, below)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestStrayFilesGo(t *testing.T) {
	r := newRepository(t)
	r.commit(handbook)
	source := read(t, r.serve().url, sources.Options{})
	source.texts()
	files := filepath.Join(source.folder, "files")
	stray := t.TempDir()
	os.WriteFile(filepath.Join(stray, "stray.md"), []byte("Stray.\n"), 0o600)
	for _, err := range []error{
		os.WriteFile(filepath.Join(files, "stray.md"), []byte("Stray.\n"), 0o600),
		os.MkdirAll(filepath.Join(files, "docs", "stray", "deep"), 0o777),
		os.WriteFile(filepath.Join(files, "docs", "stray", "deep", "x.md"), []byte("Stray.\n"), 0o600),
	} {
		r.must(err)
	}
	if err := os.Symlink(stray, filepath.Join(files, "linked")); err != nil && runtime.GOOS != "windows" {
		t.Fatal(err)
	}
	equal(t, source.texts(), handbook.without("logo.png"))
	if _, err := os.Stat(filepath.Join(stray, "stray.md")); err != nil {
		t.Error("a file outside of the checkout was removed")
	}
}

func TestSecrets(t *testing.T) {
	const token = "glpat-VerySecret"
	r := newRepository(t)
	r.commit(handbook)
	s := r.serve()
	s.user, s.password = "oauth2", token
	at, _ := url.Parse(s.url)
	private := func(user, password string) string {
		signed := *at
		signed.User = url.UserPassword(user, password)
		return signed.String()
	}
	source := read(t, private("oauth2", token), sources.Options{})
	docs, _, faults := source.all()
	if len(docs) != 3 || len(faults) > 0 {
		t.Fatalf("documents %v, faults %v", docs, faults)
	}
	for _, doc := range docs {
		if strings.Contains(doc.Path+doc.URL+doc.ID, token) {
			t.Errorf("the document shows the token: %+v", doc)
		}
	}
	for _, part := range paths(t, source.folder) {
		if data, _ := os.ReadFile(filepath.Join(source.folder, part)); strings.Contains(string(data), token) || strings.Contains(part, token) {
			t.Errorf("%s holds the token", part)
		}
	}
	read(t, s.url, sources.Options{}).unreachable("asks for a password")
	for _, wrong := range []string{private("oauth2", "another-secret"), private("another-secret", "")} {
		source := read(t, wrong, sources.Options{})
		source.unreachable("does not accept")
		if fault := source.fault(); strings.Contains(fault.Error(), "another-secret") {
			t.Errorf("the fault shows the password: %v", fault)
		}
	}
	// A server that sends its visitors elsewhere does not get them to tell.
	other := newRepository(t)
	other.commit(tree{"other.md": "Other.\n"})
	thief := other.serve()
	moved := strings.Replace(thief.URL, "127.0.0.1", "localhost", 1)
	s.redirect.Store(&moved)
	equal(t, source.texts(), map[string]string{"other.md": "Other.\n"})
	if header := thief.asked.Load(); header == nil || (*header).Get("Authorization") != "" {
		t.Errorf("the other server was told %v", header)
	}
}
