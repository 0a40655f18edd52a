package corpus

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestSelection(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a.md", "b.txt", "docs/c.md", "docs/drafts/d.md", "docs/e.txt", "other/f.md"} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("Some words about "+name+"."), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, test := range []struct {
		include, exclude []string
		want             []string
		left             int
	}{
		{nil, nil, []string{"a.md", "b.txt", "docs/c.md", "docs/drafts/d.md", "docs/e.txt", "other/f.md"}, 0},
		{[]string{"*.md"}, nil, []string{"a.md", "docs/c.md", "docs/drafts/d.md", "other/f.md"}, 2},
		{[]string{"docs/"}, nil, []string{"docs/c.md", "docs/drafts/d.md", "docs/e.txt"}, 3},
		{[]string{"docs/", "b.txt"}, []string{"drafts/", "e.*"}, []string{"b.txt", "docs/c.md"}, 4},
		{nil, []string{"*", "!*.txt"}, []string{"b.txt"}, 3},
	} {
		files := &Files{Roots: []string{dir}, Include: test.include, Exclude: test.exclude}
		var got []string
		for doc, err := range files.Documents(context.Background()) {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, doc.ID)
		}
		if !slices.Equal(got, test.want) || files.Ignored != test.left {
			t.Errorf("include %q, exclude %q: got %q and %d left out, want %q and %d", test.include, test.exclude, got, files.Ignored, test.want, test.left)
		}
	}
}
