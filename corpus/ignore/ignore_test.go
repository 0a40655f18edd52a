package ignore_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"footnote/corpus/ignore"
)

// leftOut walks down to a path as a walk through folders does: what is in a
// folder that is left out is left out, too. Folders end with a slash.
func leftOut(p *ignore.Patterns, name string) bool {
	trimmed := strings.TrimSuffix(name, "/")
	parts := strings.Split(trimmed, "/")
	for i := range parts {
		folder := i+1 < len(parts) || trimmed != name
		if p.Match(strings.Join(parts[:i+1], "/"), folder) == ignore.Out {
			return true
		}
	}
	return false
}

// table is files of patterns, with paths that are left out and paths that are
// not.
var table = []struct{ patterns, out, in string }{
	{"", "", "a b/c"},
	{"# a\n\n   \n", "", "a #"},
	{"a", "a a/ b/a b/a/c", "ab b ba"},
	{"a/", "a/ b/a/ a/c", "a b/a"},
	{"/a", "a a/ a/b", "b/a"},
	{"a/b", "a/b a/b/c", "b c/a/b a/"},
	{"/a/b/", "a/b/ a/b/c", "a/b c/a/b/"},
	{"*.o", "a.o b/c.o .o", "a.o.c o"},
	{"*.o\n!keep.o", "a.o", "keep.o b/keep.o"},
	{"!keep.o\n*.o", "keep.o", ""},
	{"build/\n!build/keep", "build/keep build/", "keep"},
	{"build/*\n!build/keep", "build/a", "build/keep build/"},
	{"/*\n!/docs", "a b/", "docs/ docs/a"},
	{"a*c", "ac abc aXXc", "ab/c a/c"},
	{"a/*/c", "a/b/c", "a/c a/b/d/c"},
	{"a/*", "a/b a/b/c", "a/"},
	{"**/a", "a b/a b/c/a", "ab"},
	{"a/**", "a/b a/b/c", "a/ a"},
	{"a/**/b", "a/b a/x/b a/x/y/b", "ab a/xb"},
	{"**/a/**", "a/b x/a/b x/y/a/b/c", "a/ x/a"},
	{"**", "a a/b", ""},
	{"a**b", "ab axxb", "a/b"},
	{"a/**b", "a/b a/xb", "a/x/b"},
	{"***/a", "a b/a", "ab"},
	{"a?c", "abc a.c", "ac a/c abbc"},
	{"[ab]c", "ac bc", "cc ab"},
	{"[!ab]c", "cc xc", "ac bc"},
	{"[^ab]c", "cc", "ac"},
	{"[a-c]x", "ax bx cx", "dx -x"},
	{"[a-]x", "ax -x", "bx"},
	{"[]a]x", "]x ax", "bx"},
	{"[!]a]x", "bx", "]x ax"},
	{"[a\\]]x", "ax ]x", "\\x"},
	{"[[:digit:]]x", "1x", "ax :x"},
	{"[[:alpha:]_]*", "a_ _b abc", "1a"},
	{"[[:nonsense:]]x", "", "nx"},
	{"a[.-0]b", "a.b a0b", "a/b a1b"},
	{"a[!x]b", "ayb", "a/b axb"},
	{"[a", "", "a [a"},
	{"a\\*b", "a*b", "axb"},
	{"\\#a", "#a", "a"},
	{"\\!a", "!a", "a"},
	{"a\\", "", "a a\\"},
	{"\\a", "a", "\\a"},
	{"a/\\*", "a/*", "a/b"},
	{"a\r\nb\r\n", "a b", "c"},
	{"/", "", "a"},
	{"//a", "", "a"},
	{"a//b", "", "a/b"},
	{"!", "", "a"},
	{"é?", "éa", "é"},
	{"*é", "xé", "xe"},
	{"foo/bar/*.txt", "foo/bar/a.txt", "foo/bar/b/a.txt a.txt"},
	{"*.txt\n!*.txt\na.txt", "a.txt", "b.txt"},
	{"node*/**/x", "node1/x node/a/x", "x a/node/x"},
	{"a b", "a_b", ""},
}

func TestTable(t *testing.T) {
	for _, tt := range table {
		var p ignore.Patterns
		p.Add([]byte(tt.patterns))
		for name := range strings.FieldsSeq(tt.out) {
			if name == "a_b" {
				name = "a b"
			}
			if !leftOut(&p, name) {
				t.Errorf("%q lets %q in", tt.patterns, name)
			}
		}
		for name := range strings.FieldsSeq(tt.in) {
			if leftOut(&p, name) {
				t.Errorf("%q leaves %q out", tt.patterns, name)
			}
		}
	}
}

// A repository is one of git, which is asked what it ignores.
type repository struct{ folder string }

func newRepository(t *testing.T) repository {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not here:", err)
	}
	r := repository{t.TempDir()}
	if out, err := exec.Command("git", "init", "-q", r.folder).CombinedOutput(); err != nil {
		t.Skipf("git makes no repository here: %v: %s", err, out)
	}
	return r
}

// ignored asks git which of the names it ignores under these patterns. Those of
// folders end with a slash.
func (r repository) ignored(t *testing.T, patterns string, names []string) map[string]bool {
	t.Helper()
	entries, err := os.ReadDir(r.folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.Name() != ".git" {
			if err := os.RemoveAll(filepath.Join(r.folder, e.Name())); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, name := range names {
		if strings.HasSuffix(name, "/") { // git looks whether it is one
			if err := os.MkdirAll(filepath.Join(r.folder, filepath.FromSlash(name)), 0o755); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := os.WriteFile(filepath.Join(r.folder, ".gitignore"), []byte(patterns), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("git", "-c", "core.excludesFile=", "-c", "core.ignoreCase=false", "check-ignore", "--no-index", "-z", "--stdin")
	cmd.Dir = r.folder
	cmd.Stdin = strings.NewReader(strings.ReplaceAll(strings.Join(names, "\x00")+"\x00", "/\x00", "\x00"))
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if code := cmd.ProcessState.ExitCode(); err != nil && code != 1 {
		t.Fatalf("%q: git: %v: %s", patterns, err, stderr.String())
	}
	found := map[string]bool{}
	for name := range strings.SplitSeq(string(out), "\x00") {
		found[name] = true
	}
	return found
}

var glued = regexp.MustCompile(`[^/]\*\*`)

// TestAgainstGit asks git about the table, and about random patterns.
func TestAgainstGit(t *testing.T) {
	r := newRepository(t)
	check := func(patterns string, names []string) {
		t.Helper()
		git := r.ignored(t, patterns, names)
		var p ignore.Patterns
		p.Add([]byte(patterns))
		for _, name := range names {
			bare := strings.TrimSuffix(name, "/")
			if info, err := os.Stat(filepath.Join(r.folder, bare)); err == nil && info.IsDir() {
				name = bare + "/"
			}
			if got := leftOut(&p, name); got != git[bare] {
				t.Errorf("%q: %q is left out: %t, by git: %t", patterns, name, got, git[bare])
			}
		}
	}
	for _, tt := range table {
		check(tt.patterns, strings.Fields(tt.out+" "+tt.in))
	}
	random := rand.New(rand.NewPCG(1, 2))
	pick := func(from []string, most int) string {
		var b strings.Builder
		for range 1 + random.IntN(most) {
			b.WriteString(from[random.IntN(len(from))])
		}
		return b.String()
	}
	pieces := []string{"a", "b", "c", "a", "b", ".", "/", "/", "*", "*", "**", "?", "**/", "/**", "[ab]", "[!a]", "[a-c]", "!", "\\", "\\*", " ", "[", "]", "-"}
	for range 250 {
		var lines, names []string
		for range 1 + random.IntN(4) {
			// Of two stars behind a letter, git makes now this and now that, by
			// where its memory happens to lie.
			if line := pick(pieces, 5); !glued.MatchString(line) {
				lines = append(lines, line)
			}
		}
		for range 40 {
			name := path.Clean("/" + pick([]string{"a", "b", "c", "ab", "/", ".x"}, 6))[1:]
			if name == "" || strings.HasPrefix(name, ".git") {
				continue
			}
			names = append(names, name)
			if random.IntN(3) == 0 {
				names = append(names, name+"/")
			}
		}
		check(strings.Join(lines, "\n")+"\n", names)
	}
}

func TestLimits(t *testing.T) {
	var p ignore.Patterns
	p.Add([]byte(strings.Repeat("a\n", 100_000)))
	p.Add(bytes.Repeat([]byte("x"), 2<<20))
	if p.Match("a", false) != ignore.Out || p.Match(strings.Repeat("x", 5000), false) != ignore.Unnamed {
		t.Error("the limits are not kept, or too narrow")
	}
	// What takes some matchers ages.
	var hard ignore.Patterns
	hard.Add([]byte(strings.Repeat("a*", 1000) + "b\n" + strings.Repeat("**/", 1000) + "b\n"))
	if name := strings.Repeat("a", 4000); hard.Match(name, false) != ignore.Unnamed || hard.Match(strings.Repeat("a/", 2000)+"c", false) != ignore.Unnamed {
		t.Error("it matches")
	}
	if empty := (&ignore.Patterns{}); !empty.Empty() || p.Empty() {
		t.Error("empty or not?")
	}
}

func ExamplePatterns() {
	var p ignore.Patterns
	p.Add([]byte("*.log\n/build/\n!keep.log\n"))
	for _, name := range []string{"a.log", "docs/keep.log", "build"} {
		fmt.Println(name, p.Match(name, name == "build") == ignore.Out)
	}
	// Output:
	// a.log true
	// docs/keep.log false
	// build true
}

func FuzzMatch(f *testing.F) {
	for _, tt := range table {
		f.Add(tt.patterns, tt.out)
	}
	f.Fuzz(func(t *testing.T, patterns, name string) {
		var p ignore.Patterns
		p.Add([]byte(patterns))
		if v := p.Match(name, true); v == ignore.Unnamed && p.Match(name, false) == ignore.Out {
			t.Errorf("%q leaves the file %q out, but not the folder", patterns, name)
		}
	})
}
