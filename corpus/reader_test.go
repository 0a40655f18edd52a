package corpus

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// lines reads a file whose first line is LINES: each other line "name text" is
// a document, "!" is a fault, "?" a doubt, "*" breaks down.
type lines struct{}

func (lines) Recognises(_ string, head []byte) bool {
	return strings.HasPrefix(string(head), "LINES\n")
}

func (lines) Read(context.Context, string, []byte) (Document, error) {
	return Document{}, errors.New("not asked for")
}

func (lines) ReadAll(_ context.Context, file File) iter.Seq2[Document, error] {
	return func(yield func(Document, error) bool) {
		for _, line := range strings.Split(string(file.Data), "\n")[1:] {
			name, text, _ := strings.Cut(line, " ")
			doc, err := Document{ID: name, Text: text}, error(nil)
			switch name {
			case "":
				continue
			case "!":
				err = errors.New("a line is wrong")
			case "?":
				err = &Fault{Kind: Doubtful, Err: errors.New("a line is odd")}
			case "*":
				panic("boo")
			case "-":
				doc.ID = ""
			case "beside":
				beside, err := file.Beside(text)
				doc.Text = fmt.Sprintf("%s (%t)", beside, err == nil)
			}
			if !yield(doc, err) {
				return
			}
		}
	}
}

func TestCollections(t *testing.T) {
	root := plant(t, map[string]string{
		"a.x": "LINES\none text\ntwo text\none again\n! \n? odd\nthree text\n", "b.x": "plain text", "c.x": "LINES\n", "d.x": "LINES\none text\n* \n",
		"e.x": "LINES\n- alone", "f/g.x": "LINES\nbeside ../b.x\nbeside2 x\nbeside ../../b.x\n",
	})
	f := Files{Roots: []string{root}, Readers: Readers{".x": lines{}}}
	ids, faults := walkAll(t, root, &f)
	want := []string{"a.x#one", "a.x#two", "a.x#one#2", "a.x#?", "a.x#three", "b.x", "e.x", "f/g.x#beside", "f/g.x#beside2", "f/g.x#beside#2"}
	if !slices.Equal(ids, want) {
		t.Errorf("IDs %q, want %q", ids, want)
	}
	wantFaults := []string{"0 a.x: a line is wrong", "2 a.x: a line is odd", "0 d.x: the reader broke down on this file (boo)"}
	for i, fault := range faults {
		if len(faults) != len(wantFaults) || !strings.HasPrefix(fault, wantFaults[i]) {
			t.Errorf("faults %q, want %q", faults, wantFaults)
		}
	}
	if f.Skipped != 1 {
		t.Errorf("%d skipped", f.Skipped)
	}
	var texts []string
	for doc, err := range f.Documents(t.Context()) {
		if err == nil && strings.HasPrefix(doc.ID, "f/") {
			texts = append(texts, doc.Text)
		}
	}
	if want := []string{"plain text (true)", "x", " (false)"}; !slices.Equal(texts, want) {
		t.Errorf("texts %q, want %q", texts, want)
	}
}

// slow reads for an hour, or until its context ends.
type slow struct{}

func (slow) Read(ctx context.Context, _ string, _ []byte) (Document, error) {
	select {
	case <-ctx.Done():
		return Document{}, ctx.Err()
	case <-time.After(time.Hour):
		return Document{Text: "text"}, nil
	}
}

func TestReadTime(t *testing.T) {
	for name, tt := range map[string]struct {
		limit time.Duration
		says  string
	}{
		"in time": {2 * time.Hour, ""},
		"late":    {time.Minute, "takes more than 1m0s"},
		"default": {0, "takes more than 2m0s"},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				results, err := readBy(t.Context(), slow{}, File{Name: "a.x"}, tt.limit)
				if err != nil || len(results) != 1 {
					t.Fatal(results, err)
				}
				if got := results[0].err; (got != nil) != (tt.says != "") || got != nil && !strings.Contains(got.Error(), tt.says) {
					t.Errorf("the error is %v, want %q", got, tt.says)
				}
			})
		})
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := readBy(ctx, slow{}, File{}, 0); !errors.Is(err, context.Canceled) {
		t.Errorf("after the end the error is %v", err)
	}
}

func TestUnpackersOf(t *testing.T) {
	u := Unpackers{".zip": fakeUnpacker{name: "zip"}, ".tar.gz": fakeUnpacker{name: "tar.gz"}, ".gz": fakeUnpacker{name: "gz"}}
	for name, want := range map[string]string{
		"a.zip": "zip", "/x.y/A.ZIP": "zip", "a.b.tar.gz": "tar.gz", "a.gz": "gz", "zip": "", "a.txt": "", "a.zip.txt": "", ".zip": "", "a.": "", "a..zip": "zip",
	} {
		got, _ := u.of(name).(fakeUnpacker)
		if got.name != want {
			t.Errorf("%s is opened by %q, want %q", name, got.name, want)
		}
	}
}

type fakeUnpacker struct {
	name string
	Unpacker
}

func TestReadTimeOfOwnFormats(t *testing.T) {
	name := filepath.Join(t.TempDir(), "slow.md")
	if err := os.WriteFile(name, []byte(strings.Repeat("* [a](b) *c* `d`\n", 100_000)), 0o600); err != nil {
		t.Fatal(err)
	}
	files := &Files{Roots: []string{name}, ReadTime: time.Nanosecond}
	for _, err := range files.Documents(t.Context()) {
		if err == nil || !strings.Contains(err.Error(), "takes more than 1ns to read") {
			t.Errorf("got %v", err)
		}
	}
}
