package postings_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"footnote/retrieval"
	"footnote/retrieval/postings"
	"footnote/retrieval/retrievaltest"
)

// twoSegments saves an index of two segments, one with a dead chunk.
func twoSegments(t testing.TB) (path string, index *postings.Index) {
	path, index = filepath.Join(t.TempDir(), "index"), postings.New(analyzer)
	for _, entries := range [][]retrieval.TextEntry{
		{
			{ID: 1, Context: "Forum", Text: "The forum took place in Astana.", Language: "en"},
			{ID: 2, Text: "Das Forum fand in Astana statt.", Language: "de", Audience: []string{"staff"}},
			{ID: 3, Text: "A forum of the past.", Language: "en"},
		},
		{{ID: 9, Text: "Astana, Astana, Astana", Audience: []string{"staff", "guests"}}},
	} {
		if err := index.Add(t.Context(), entries); err != nil {
			t.Fatal(err)
		}
	}
	if err := index.Delete(t.Context(), []retrieval.ChunkID{3}); err != nil {
		t.Fatal(err)
	}
	if err := index.Save(path, "stamp"); err != nil {
		t.Fatal(err)
	}
	return path, index
}

func search(t testing.TB, index *postings.Index, text string, audience ...string) retrieval.TextResult {
	t.Helper()
	result, err := index.Search(t.Context(), retrieval.TextQuery{Text: text, K: 100, Audience: audience})
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func TestSaveAndOpen(t *testing.T) {
	path, index := twoSegments(t)
	opened, err := postings.Open(path, "stamp", analyzer)
	if err != nil {
		t.Fatal(err)
	}
	if want := (retrieval.Ranges{{First: 1, End: 3}, {First: 9, End: 10}}); !slices.Equal(opened.Chunks(), want) {
		t.Errorf("the opened index holds %v, want %v", opened.Chunks(), want)
	}
	for _, audience := range [][]string{nil, {"staff"}, {"guests"}} {
		got, want := search(t, opened, "Which forum was in Astana?", audience...), search(t, index, "Which forum was in Astana?", audience...)
		if !reflect.DeepEqual(got, want) || len(want.Hits) == 0 {
			t.Errorf("to %v the opened index gives %+v, want %+v", audience, got, want)
		}
	}
}

// TestOpenedConformance runs the conformance suite on an index that was opened.
func TestOpenedConformance(t *testing.T) {
	path := filepath.Join(t.TempDir(), "index")
	if err := postings.New(analyzer).Save(path, ""); err != nil {
		t.Fatal(err)
	}
	retrievaltest.TextIndex(t, func(t *testing.T) retrieval.TextIndex {
		index, err := postings.Open(path, "", analyzer)
		if err != nil {
			t.Fatal(err)
		}
		return index
	})
}

// TestReplaceWhileOpen saves over a file that is being searched.
func TestReplaceWhileOpen(t *testing.T) {
	path, _ := twoSegments(t)
	opened, err := postings.Open(path, "stamp", analyzer)
	if err != nil {
		t.Fatal(err)
	}
	before := search(t, opened, "forum in Astana")
	if err := postings.New(analyzer).Save(path, "stamp"); err != nil {
		t.Fatal(err)
	}
	if after := search(t, opened, "forum in Astana"); !reflect.DeepEqual(before, after) {
		t.Errorf("found %+v after the file was replaced, want %+v", after, before)
	}
	names, err := filepath.Glob(path + "*")
	if err != nil || len(names) != 1 {
		t.Errorf("saving left %v behind, want the index alone", names)
	}
}

// TestUnmap drops indexes while they are searched and the garbage is collected:
// no search may lose its file, and no file may stay mapped.
func TestUnmap(t *testing.T) {
	path, _ := twoSegments(t)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 50 {
				opened, err := postings.Open(path, "stamp", analyzer)
				if err != nil {
					t.Error(err)
					return
				}
				go runtime.GC()
				result, err := opened.Search(t.Context(), retrieval.TextQuery{Text: "forum in Astana", K: 9})
				if err != nil || len(result.Hits) != 1 {
					t.Errorf("found %+v and %v, want one chunk", result.Hits, err)
				}
			}
		})
	}
	wg.Wait()
	for range 100 { // clean-ups run some time after a collection
		runtime.GC()
		maps, err := os.ReadFile("/proc/self/maps")
		if err != nil || !strings.Contains(string(maps), path) {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Error("the file is still mapped though no index is left")
}

// other is an analyzer of another version.
type other struct{ retrieval.Analyzer }

func (other) Version() string { return "other" }

func TestOpenFaults(t *testing.T) {
	path, _ := twoSegments(t)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	flipped := slices.Clone(whole)
	flipped[len(flipped)/2] ^= 1
	newer := slices.Clone(whole)
	newer[len("postings")]++
	for _, test := range []struct {
		name     string
		content  []byte
		stamp    string
		analyzer retrieval.Analyzer
		want     error
	}{
		{"as it was", whole, "stamp", analyzer, nil},
		{"empty", nil, "stamp", analyzer, postings.ErrDamaged},
		{"cut off", whole[:len(whole)-1], "stamp", analyzer, postings.ErrDamaged},
		{"cut to its beginning", whole[:10], "stamp", analyzer, postings.ErrDamaged},
		{"a bit flipped", flipped, "stamp", analyzer, postings.ErrDamaged},
		{"with something behind it", append(slices.Clone(whole), 0), "stamp", analyzer, postings.ErrDamaged},
		{"some other file", []byte("# Forum\n\nIt took place in Astana."), "stamp", analyzer, postings.ErrDamaged},
		{"of another layout", newer, "stamp", analyzer, postings.ErrOutdated},
		{"of another analyzer", whole, "stamp", other{analyzer}, postings.ErrOutdated},
		{"made from something else", whole, "another", analyzer, postings.ErrOutdated},
	} {
		t.Run(test.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "index")
			if err := os.WriteFile(path, test.content, 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := postings.Open(path, test.stamp, test.analyzer); !errors.Is(err, test.want) {
				t.Errorf("Open = %v, want %v", err, test.want)
			}
		})
	}
	if _, err := postings.Open(filepath.Join(t.TempDir(), "none"), "", analyzer); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Open of no file = %v, want %v", err, fs.ErrNotExist)
	}
}

func TestSaveFaults(t *testing.T) {
	if err := postings.New(analyzer).Save(filepath.Join(t.TempDir(), "none", "index"), ""); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Save into a folder that is not there = %v, want %v", err, fs.ErrNotExist)
	}
}

// FuzzOpen opens files that were changed. They have to be refused, or to be as
// they were.
func FuzzOpen(f *testing.F) {
	path, index := twoSegments(f)
	whole, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	want := search(f, index, "forum in Astana", "staff")
	f.Add(uint(0), byte(0), uint(len(whole)))
	f.Add(uint(3), byte(1), uint(len(whole)))
	f.Add(uint(40), byte(255), uint(len(whole)))
	f.Add(uint(0), byte(0), uint(20))
	f.Fuzz(func(t *testing.T, at uint, change byte, size uint) {
		content := slices.Clone(whole[:min(size, uint(len(whole)))])
		if len(content) > 0 {
			content[at%uint(len(content))] ^= change
		}
		path := filepath.Join(t.TempDir(), "index")
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		opened, err := postings.Open(path, "stamp", analyzer)
		if err != nil {
			if !errors.Is(err, postings.ErrDamaged) && !errors.Is(err, postings.ErrOutdated) {
				t.Fatalf("Open = %v, want a typed error", err)
			}
			return
		}
		if got := search(t, opened, "forum in Astana", "staff"); !reflect.DeepEqual(got, want) {
			t.Errorf("a changed file gives %+v, want %+v", got, want)
		}
	})
}
