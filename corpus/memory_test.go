package corpus

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// A notebook is a Memory.
type notebook map[string]noted

type noted struct {
	stamp Stamp
	ids   []string
}

func (n notebook) Knows(path string, stamp Stamp) ([]string, bool) {
	known, ok := n[path]
	return known.ids, ok && known.stamp == stamp
}

func (n notebook) Remember(path string, stamp Stamp, ids []string) { n[path] = noted{stamp, ids} }

// streamed are the IDs of documents that were read, and the base names of files
// that were kept or faulty.
func streamed(t *testing.T, f *Files) (read, kept, faulty []string) {
	t.Helper()
	for doc, err := range f.Documents(context.Background()) {
		unread, fault := new(Kept), new(Fault)
		switch {
		case errors.As(err, &unread):
			kept = append(kept, filepath.Base(unread.Path))
		case errors.As(err, &fault):
			faulty = append(faulty, filepath.Base(fault.Path))
		case err != nil:
			t.Fatal(err)
		default:
			read = append(read, doc.ID)
		}
	}
	return read, kept, faulty
}

func TestMemory(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("a.md", "One.")
	write("b.jsonl", `{"_id":"r1","text":"Two."}`+"\n"+`{"_id":"r2","text":"Three."}`)
	write("broken.jsonl", "{")
	write("image.bin", "\x00\x01\x02")
	notes := notebook{}
	files := &Files{Roots: []string{dir}, Memory: notes}
	check := func(what string, read, kept, faulty []string) {
		t.Helper()
		gotRead, gotKept, gotFaulty := streamed(t, files)
		if !slices.Equal(gotRead, read) || !slices.Equal(gotKept, kept) || !slices.Equal(gotFaulty, faulty) {
			t.Errorf("%s: read %q, kept %q, faulty %q; want %q, %q, %q", what, gotRead, gotKept, gotFaulty, read, kept, faulty)
		}
		if files.Skipped != 1 {
			t.Errorf("%s: skipped %d files, want 1", what, files.Skipped)
		}
	}
	check("at first", []string{"a.md", "r1", "r2"}, nil, []string{"broken.jsonl"})
	check("again", nil, []string{"a.md", "b.jsonl", "image.bin"}, []string{"broken.jsonl"})
	write("a.md", "One and more.")
	check("when one was changed", []string{"a.md"}, []string{"b.jsonl", "image.bin"}, []string{"broken.jsonl"})
	// A record of a file that is read takes an ID that one that is kept had.
	write("a.jsonl", `{"_id":"r1","text":"Another."}`)
	check("when an ID is taken", []string{"r1", "r1#2", "r2"}, []string{"a.md", "image.bin"}, []string{"b.jsonl", "broken.jsonl"})
	if _, known := notes[filepath.Join(dir, "broken.jsonl")]; known {
		t.Error("a faulty file is remembered")
	}
}

func TestAtOrBelow(t *testing.T) {
	for _, test := range []struct {
		path, above string
		want        bool
	}{
		{"/a/b", "/a/b", true},
		{"/a/b/c", "/a/b", true},
		{"/a/bc", "/a/b", false},
		{"/a", "/a/b", false},
		{"/a/b", "/", true},
		{"https://example.org/a/b?c=d", "https://example.org/a", true},
		{"https://example.org/a", "https://example.org/", true},
		{"https://example.org.evil.net/a", "https://example.org", false},
	} {
		if got := (&Kept{test.above}).Keeps(test.path); got != test.want {
			t.Errorf("%q at or below %q: got %v, want %v", test.path, test.above, got, test.want)
		}
	}
}

func TestReadData(t *testing.T) {
	files := &Files{}
	var got []string
	for doc, err := range files.ReadData(context.Background(), "https://example.org/guide.md", "guide", []byte("# A guide\n\nTurn the key.\n")) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, doc.ID, doc.Path, doc.Title)
	}
	if want := []string{"guide", "https://example.org/guide.md", "A guide"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
