package corpus

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// plant writes files below a new folder and returns it. Content that starts
// with "-> " makes a link.
func plant(t *testing.T, files map[string]string) string {
	t.Helper()
	root := t.TempDir()
	for name, content := range files {
		path := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if target, ok := strings.CutPrefix(content, "-> "); ok {
			if err := os.Symlink(filepath.FromSlash(target), path); err != nil {
				t.Skip("links cannot be made here:", err)
			}
			continue
		}
		err := os.WriteFile(path, []byte(content), 0o644)
		if err != nil && !utf8.ValidString(name) {
			t.Skip("such names are not allowed here:", err)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return root
}

// walkAll collects IDs, and faults as "kind path: message" with the path
// relative to root.
func walkAll(t *testing.T, root string, f *Files) (ids, faults []string) {
	t.Helper()
	for doc, err := range f.Documents(t.Context()) {
		if err != nil {
			fault := faultOf(t, err)
			faults = append(faults, fmt.Sprintf("%d %s", fault.Kind, strings.ReplaceAll(filepath.ToSlash(fault.Error()), filepath.ToSlash(root)+"/", "")))
			continue
		}
		checkDocument(t, doc)
		if !filepath.IsAbs(doc.Path) {
			t.Errorf("the path %q is not absolute", doc.Path)
		}
		ids = append(ids, doc.ID)
	}
	return ids, faults
}

func TestFiles(t *testing.T) {
	record := func(id string) string { return fmt.Sprintf("{\"_id\":%q,\"text\":\"text of %s\"}\n", id, id) }
	tests := []struct {
		name    string
		files   map[string]string
		roots   []string // "" is the folder of all
		ids     []string
		faults  []string // how they begin
		skipped int
	}{
		{
			name:  "formats and order",
			files: map[string]string{"b.txt": "text", "a/z.md": "text", "a/b/c.html": "<p>text", "B.TXT": "text", "d.jsonl": record("r2") + record("r1"), "e.jsonl.gz": string(zipped(record("r3")))},
			roots: []string{""},
			ids:   []string{"B.TXT", "a/b/c.html", "a/z.md", "b.txt", "r2", "r1", "r3"},
		},
		{
			name: "passed over",
			files: map[string]string{".hidden.txt": "x", ".git/config": "x", "node_modules/a/readme.md": "x", "a.txt~": "x", "~$b.txt": "x", "a.txt": "x",
				"c.png": "\x89PNG\r\n\x1a\n\x00\x00\x00\x00", "empty.dat": "", "d.py": "print(1)"},
			roots: []string{""}, ids: []string{"a.txt", "d.py"}, skipped: 2,
		},
		{
			name:  "what comes along",
			files: map[string]string{"p.html": "<p>text", "p_files/s.css": "p {}", "q_files/a.txt": "text", "corpus.jsonl": record("1"), "queries.jsonl": record("q"), "qrels/test.tsv": "q\t1\t1"},
			roots: []string{""}, ids: []string{"1", "p.html", "q_files/a.txt"},
		},
		{
			name:  "a file is named",
			files: map[string]string{"a/.b.txt": "text", "a/c.bin": "\x00\x01\x02"}, roots: []string{"a/.b.txt", "a/c.bin"},
			ids: []string{".b.txt"}, faults: []string{"0 a/c.bin: this is no text file"},
		},
		{
			name:  "the same ID in several roots",
			files: map[string]string{"x/a.txt": "1", "y/a.txt": "2", "z/y/a.txt": "3", "x/b.txt": "4"}, roots: []string{"x", "y", "z/y"},
			ids: []string{"a.txt", "b.txt", "y/a.txt", "y/a.txt#2"},
		},
		{
			name:  "roots in each other",
			files: map[string]string{"x/a.txt": "1", "x/y/b.txt": "2"}, roots: []string{"x/y", "x", "x/a.txt"},
			ids: []string{"b.txt", "a.txt"},
		},
		{
			name:  "the same _id",
			files: map[string]string{"a.jsonl": record("1") + record("1"), "b.jsonl": record("1")}, roots: []string{""},
			ids: []string{"1", "1#2", "1#3"}, faults: []string{`2 a.jsonl: another document has the _id "1"`, `2 b.jsonl: another document has the _id "1"`},
		},
		{
			name:  "links",
			files: map[string]string{"z/a.txt": "text", "file.txt": "-> z/a.txt", "dir": "-> z", "other": "-> ../" + "nowhere.txt", "self": "-> self"}, roots: []string{""},
			ids: []string{"z/a.txt"}, faults: []string{"0 other: is a link to something that is not there", "0 self: is a link that leads nowhere"},
		},
		{
			name:  "a loop of links",
			files: map[string]string{"a/b/c.txt": "text", "a/b/up": "-> ../..", "a/d": "-> b"}, roots: []string{""},
			ids: []string{"a/b/c.txt"}, faults: []string{"0 a/b/up: is a link to a folder that holds it"},
		},
		{
			name:  "a root that is a link",
			files: map[string]string{"real/a.txt": "text", "root": "-> real"}, roots: []string{"root"}, ids: []string{"a.txt"},
		},
		{
			name:  "bad files",
			files: map[string]string{"a.txt": "", "b.txt": "\x00\x01\x02\x03", "c.txt": "text", "d.txt": "caf\xe9 cr\xe8me", "e.txt": strings.Repeat("long ", 300), "f.jsonl": "{", "g.html": "<script>x</script>", "h.jsonl.gz": "\x1f\x8b"},
			roots: []string{""}, ids: []string{"c.txt", "d.txt"},
			faults: []string{"0 a.txt: the file is empty", "0 b.txt: this is no text file", "2 d.txt: is not UTF-8", "0 e.txt: is larger (1500 bytes) than the limit of 1000",
				"1 f.jsonl: the last line, 1, is cut off", "0 g.html: the page holds no text", "1 h.jsonl.gz: cannot be unpacked"},
		},
		{
			name:  "names that are not UTF-8",
			files: map[string]string{"a\xff\xfe.txt": "text", "a\xfd.txt": "other"}, roots: []string{""}, ids: []string{"a\ufffd.txt", "a\ufffd.txt#2"},
		},
		{
			name:  "nothing there",
			files: map[string]string{"a.txt": "text"}, roots: []string{"gone", "a.txt"}, ids: []string{"a.txt"}, faults: []string{"1 gone: there is no such file or folder"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			root := plant(t, tt.files)
			f := Files{MaxFile: 1000}
			for _, r := range tt.roots {
				f.Roots = append(f.Roots, filepath.Join(root, filepath.FromSlash(r)))
			}
			for range 2 { // a Files can be walked again
				ids, faults := walkAll(t, root, &f)
				if diff := cmp.Diff(tt.ids, ids); diff != "" {
					t.Errorf("IDs (-want +got):\n%s", diff)
				}
				if len(faults) != len(tt.faults) {
					t.Fatalf("faults %q, want %q", faults, tt.faults)
				}
				for i, want := range tt.faults {
					if !strings.HasPrefix(faults[i], want) || strings.Contains(faults[i], "\n") {
						t.Errorf("fault %q, want %q", faults[i], want)
					}
				}
				if f.Skipped != tt.skipped {
					t.Errorf("%d files skipped, want %d", f.Skipped, tt.skipped)
				}
			}
		})
	}
}

func TestFilesWithoutRights(t *testing.T) {
	root := plant(t, map[string]string{"a.txt": "text", "b.txt": "text", "c/d.txt": "text"})
	for _, name := range []string{"b.txt", "c"} {
		path := filepath.Join(root, name)
		if err := os.Chmod(path, 0); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { os.Chmod(path, 0o755) })
	}
	if _, err := os.ReadFile(filepath.Join(root, "b.txt")); err == nil {
		t.Skip("this user may read everything, so nothing can be denied")
	}
	ids, faults := walkAll(t, root, &Files{Roots: []string{root}})
	if !slices.Equal(ids, []string{"a.txt"}) || len(faults) != 2 {
		t.Fatalf("IDs %q, faults %q", ids, faults)
	}
	for i, want := range []string{"1 c: the folder cannot be read", "1 b.txt: cannot be opened"} {
		if !strings.HasPrefix(faults[i], want) || !strings.Contains(faults[i], "the right to read") {
			t.Errorf("fault %q, want %q", faults[i], want)
		}
	}
}

// TestReason checks what a denied right is reported as, whoever runs the test.
func TestReason(t *testing.T) {
	err := reason(&fs.PathError{Op: "open", Path: "/secret", Err: fs.ErrPermission})
	if !errors.Is(err, fs.ErrPermission) || strings.Contains(err.Error(), "/secret") || !strings.Contains(err.Error(), "the right to read") {
		t.Errorf("reason = %q", err)
	}
}

func TestFilesChangedWhileRead(t *testing.T) {
	root := plant(t, map[string]string{"a.txt": "text"})
	path := filepath.Join(root, "a.txt")
	in, closer, fault := found{root: root, path: path}.open()
	if fault != nil {
		t.Fatal(fault)
	}
	defer closer.Close()
	if !in.settled() {
		t.Error("changed before anything was written")
	}
	if err := os.WriteFile(path, []byte("more text"), 0o644); err != nil {
		t.Fatal(err)
	}
	if in.settled() {
		t.Error("a file that grew counts as unchanged")
	}
	if _, fault := in.all(1000); fault == nil || fault.Kind != Unread {
		t.Errorf("reading it all gave the fault %v", fault)
	}
}

func TestFilesOfNothing(t *testing.T) {
	ids, faults := walkAll(t, "", &Files{Roots: []string{""}})
	if len(ids) > 0 || len(faults) != 1 || !strings.Contains(faults[0], "is empty") {
		t.Errorf("IDs %q, faults %q", ids, faults)
	}
}

func TestFilesStop(t *testing.T) {
	root := plant(t, map[string]string{"a.txt": "text", "b.txt": "", "c.txt": "text"})
	f := Files{Roots: []string{root}}
	for range f.Documents(t.Context()) {
		break
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var last error
	for _, err := range f.Documents(ctx) {
		cancel()
		last = err
	}
	if !errors.Is(last, context.Canceled) {
		t.Errorf("the last error is %v, want that of the context", last)
	}
}

func TestFaultKeeps(t *testing.T) {
	folder := filepath.FromSlash("/data/folder")
	for _, tt := range []struct {
		kind FaultKind
		path string
		want bool
	}{
		{Unread, "/data/folder", true},
		{Unread, "/data/folder/a/b.txt", true},
		{Unread, "/data/folder2/b.txt", false},
		{Unread, "/data", false},
		{Refused, "/data/folder", false},
		{Doubtful, "/data/folder", false},
	} {
		f := Fault{Path: folder, Kind: tt.kind}
		if got := f.Keeps(filepath.FromSlash(tt.path)); got != tt.want {
			t.Errorf("kind %d keeps %s: %t, want %t", tt.kind, tt.path, got, tt.want)
		}
	}
	if root := (&Fault{Path: string(filepath.Separator), Kind: Unread}); !root.Keeps(folder) {
		t.Error("the root of the file system does not keep what is below")
	}
}
