package corpus

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestIgnoreFiles(t *testing.T) {
	for name, tt := range map[string]struct {
		files   map[string]string
		roots   []string
		none    bool // ignore files are disregarded
		ids     []string
		ignored int
		fault   string
	}{
		"git's": {
			files: map[string]string{".gitignore": "*.log\n/build/\n!keep.log\n", "a.md": "x", "a.log": "x", "keep.log": "x", "build/b.md": "x", "c/build/d.md": "x"},
			ids:   []string{"a.md", "c/build/d.md", "keep.log"}, ignored: 2,
		},
		"our own": {
			files: map[string]string{".footnoteignore": "drafts/\n", "a.md": "x", "drafts/b.md": "x", "drafts/c/d.md": "x"},
			ids:   []string{"a.md"}, ignored: 1,
		},
		"our own goes before git's": {
			files: map[string]string{".gitignore": "*.txt\n!b.txt\n", ".footnoteignore": "!a.txt\nb.txt\n", "a.txt": "x", "b.txt": "x", "c.txt": "x"},
			ids:   []string{"a.txt"}, ignored: 2,
		},
		"deeper goes before higher": {
			files: map[string]string{".gitignore": "*.txt\n", "a/.gitignore": "!b.txt\n/c/\n", "a/b.txt": "x", "a/d.txt": "x", "a/c/e.md": "x", "c/f.md": "x", "a/g/b.txt": "x"},
			ids:   []string{"a/b.txt", "a/g/b.txt", "c/f.md"}, ignored: 2,
		},
		"not out of a folder that is left out": {
			files: map[string]string{".gitignore": "a/\n", "a/.gitignore": "!b.txt\n", "a/b.txt": "x", "c.txt": "x"},
			ids:   []string{"c.txt"}, ignored: 1,
		},
		"a root that is left out above": {
			files: map[string]string{".gitignore": "a/\n", "a/b.txt": "x", "a/c.log": "x"}, roots: []string{"a", "a/c.log"},
			ids: []string{"b.txt", "c.log"},
		},
		"a file that is named": {
			files: map[string]string{".gitignore": "*\n", "b.txt": "x"}, roots: []string{"b.txt"}, ids: []string{"b.txt"},
		},
		"disregarded": {
			files: map[string]string{".gitignore": "*\n", "b.txt": "x", ".hidden.txt": "x"}, none: true, ids: []string{"b.txt"},
		},
		"links": {
			files: map[string]string{".gitignore": "l1\n", "a/b.txt": "x", "l1": "-> a", "l2": "-> a/b.txt"}, ids: []string{"a/b.txt"}, ignored: 1,
		},
		"a folder of that name": {
			files: map[string]string{".gitignore/a.txt": "x", "b.txt": "x"}, ids: []string{"b.txt"},
		},
		"one that cannot be read": {
			files: map[string]string{"a/.footnoteignore": strings.Repeat("x", 2<<20), "a/b.txt": "x", "c.txt": "x"}, ids: []string{"c.txt"},
			fault: "1 a: its .footnoteignore cannot be read (it is no file, or larger than 1 MiB), so the folder was left out",
		},
	} {
		t.Run(name, func(t *testing.T) {
			root := plant(t, tt.files)
			f := Files{NoIgnore: tt.none}
			if tt.roots == nil {
				tt.roots = []string{""}
			}
			for _, r := range tt.roots {
				f.Roots = append(f.Roots, filepath.Join(root, r))
			}
			ids, faults := walkAll(t, root, &f)
			if !slices.Equal(ids, tt.ids) || f.Ignored != tt.ignored {
				t.Errorf("IDs %q, want %q; %d ignored, want %d", ids, tt.ids, f.Ignored, tt.ignored)
			}
			if (tt.fault != "") != (len(faults) == 1) || tt.fault != "" && !strings.HasPrefix(faults[0], tt.fault) {
				t.Errorf("faults %q, want %q", faults, tt.fault)
			}
		})
	}
}

// TestIgnoreFilesAgainstGit walks a repository, and asks git which files it
// would take.
func TestIgnoreFilesAgainstGit(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not here:", err)
	}
	files := map[string]string{".gitignore": "*.tmp\n/out/\nnode/**/x.txt\n!important.tmp\n", "src/.gitignore": "*\n!*/\n!*.md\n/deep/private/\n", "src/deep/.gitignore": "c.md\n!/private/\n"}
	for _, folder := range []string{"", "src/", "src/deep/", "src/deep/private/", "out/", "src/out/", "node/", "node/a/b/"} {
		for _, name := range []string{"a.md", "b.tmp", "important.tmp", "c.md", "x.txt"} {
			files[folder+name] = "text"
		}
	}
	root := plant(t, files)
	git := func(arguments ...string) string {
		cmd := exec.Command("git", append([]string{"-c", "core.excludesFile="}, arguments...)...)
		cmd.Dir = root
		cmd.Env = append(os.Environ(), "GIT_DIR="+filepath.Join(root, ".git"), "GIT_WORK_TREE="+root)
		out, err := cmd.Output()
		if err != nil {
			t.Skip("git does not work here:", err)
		}
		return string(out)
	}
	git("init", "-q")
	var want []string
	for name := range strings.FieldsSeq(git("ls-files", "--others", "--exclude-standard")) {
		if !strings.HasSuffix(name, ".gitignore") {
			want = append(want, name)
		}
	}
	slices.Sort(want)
	ids, faults := walkAll(t, root, &Files{Roots: []string{root}})
	if !slices.Equal(ids, want) || len(faults) > 0 || len(want) < 5 {
		t.Errorf("read %q, faults %q; git takes %q", ids, faults, want)
	}
}
