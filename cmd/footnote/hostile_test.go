package main

import (
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"footnote/corpus"
	"footnote/corpus/archive"
	"footnote/corpus/readertest/hostile"
)

// good are files that stand beside the hostile ones, with what they say.
var good = map[string]string{
	"first.md":        "# Bees\n\nThe bees of Quilby fly until the first of October.\n",
	"pdf/between.txt": "The lamp on the third pier is mended by Jasper Thrale.\n",
	"zz/last.html":    "<title>Honey</title><p>A jar of heather honey costs 6.25 marks.</p>",
}

// A trap is what hostile files may not reach: a secret file and a server.
type trap struct {
	hostile.Bait
	outside string // the folder around the one that is indexed
	folder  string
	calls   atomic.Int64
}

// hostileFolder is the variable that names a folder to leave the files in,
// instead of reading them.
const hostileFolder = "FOOTNOTE_TEST_HOSTILE"

// setTrap writes all hostile files, and good ones among them, into a folder.
func setTrap(t *testing.T, keep func(hostile.File) bool) *trap {
	t.Helper()
	outside := os.Getenv(hostileFolder)
	if outside == "" {
		outside = t.TempDir()
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	x := &trap{outside: outside, folder: filepath.Join(outside, "files"), Bait: hostile.Bait{Secret: filepath.Join(outside, "secret.txt"), URL: "http://" + listener.Addr().String()}}
	t.Cleanup(func() { listener.Close() })
	go func() {
		for {
			c, err := listener.Accept()
			if err != nil {
				return
			}
			x.calls.Add(1)
			c.Close()
		}
	}()
	write(t, x.Secret, []byte(hostile.Secret))
	files := append(hostile.Files(x.Bait), damaged(t)...)
	written := 0
	for _, f := range files {
		if keep(f) {
			write(t, filepath.Join(x.folder, filepath.FromSlash(f.Name)), f.Data)
			written++
		}
	}
	for name, text := range good {
		write(t, filepath.Join(x.folder, filepath.FromSlash(name)), []byte(text))
	}
	written += special(t, x.folder)
	t.Logf("%d hostile files", written)
	return x
}

// light reports whether a file is read in an instant. The others are read where
// FOOTNOTE_TEST_FORMATS is set, and those of PDF by the tests of its reader.
func light(f hostile.File) bool {
	return len(f.Data) < 64<<10 && !strings.HasPrefix(f.Name, "pdf/") && !heavy.MatchString(f.Name)
}

var heavy = regexp.MustCompile(`bomb|shared|many|repeated|spanned|spans|circle\.pptx|notes-many|overlap|chain|names/deep|turned`)

// damaged are samples of all readers, cut off and with bits turned.
func damaged(t *testing.T) (files []hostile.File) {
	t.Helper()
	for _, pattern := range []string{"pdf/testdata/columns.pdf", "ooxml/testdata/libreoffice-tracked.docx", "ooxml/testdata/xlsxwriter-ledger.xlsx", "ooxml/testdata/pandoc-handbook.pptx",
		"opendocument/testdata/libreoffice-tracked.odt", "epub/testdata/pandoc-handbook-epub2.epub"} {
		path := filepath.Join("..", "..", "corpus", filepath.FromSlash(pattern))
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, hostile.Damaged(filepath.Base(path), data, 5, 3)...)
	}
	return files
}

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	err := os.MkdirAll(filepath.Dir(path), 0o755)
	if err == nil {
		err = os.WriteFile(path, data, 0o644)
	}
	if err != nil && !strings.Contains(path, "names") { // not every system takes every name
		t.Fatal(err)
	}
}

// TestHostile reads hostile files: nothing breaks down or takes too long, each
// file is read, passed over or explained, nothing outside of the folder is
// touched, nobody is called, and good files are read all the same.
func TestHostile(t *testing.T) {
	if raced && testing.Short() {
		t.Skip("files are read one after the other: there is nothing to race, and it takes minutes")
	}
	const limit = 20 * time.Second
	x := setTrap(t, func(f hostile.File) bool {
		return os.Getenv("FOOTNOTE_TEST_FORMATS") != "" || os.Getenv(hostileFolder) != "" || light(f)
	})
	if os.Getenv(hostileFolder) != "" {
		t.Skipf("%s is filled; index it with the built program", x.folder)
	}
	before := listing(t, x.outside, x.folder)
	formats, done := readers(filepath.Join(os.TempDir(), "footnote-test"))
	defer done()
	files := corpus.Files{Roots: []string{x.folder}, Readers: formats, Archives: archive.Unpackers(archive.SourceLimits), ReadTime: limit}
	found := map[string]bool{}
	documents, faults, last := 0, 0, time.Now()
	for doc, err := range files.Documents(t.Context()) {
		took := time.Since(last).Round(time.Millisecond)
		if took > time.Second {
			t.Logf("%v: %s %v", took, doc.ID, err)
		}
		if took > 2*limit {
			t.Errorf("%s: %v took %v", doc.ID, err, took)
		}
		if err != nil {
			faults++
			checkFault(t, err)
		}
		if doc.Text != "" {
			documents++
			found[doc.ID] = true
			x.check(t, doc)
		}
		last = time.Now()
	}
	for name := range good {
		if !found[name] {
			t.Errorf("%s was not read", name)
		}
	}
	if after := listing(t, x.outside, x.folder); after != before {
		t.Errorf("something outside of the folder was written:\n%s\nwas\n%s", after, before)
	}
	if n := x.calls.Load(); n > 0 {
		t.Errorf("the server was called %d times", n)
	}
	t.Logf("%d documents, %d faults, %d without text, %d left out", documents, faults, files.Skipped, files.Ignored)
}

// check fails for a document that holds what it must not.
func (x *trap) check(t *testing.T, doc corpus.Document) {
	t.Helper()
	if all := doc.Text + doc.Title + doc.Author; strings.Contains(all, "xylotomous") {
		t.Errorf("%s tells the secret", doc.ID)
	}
	if !utf8.ValidString(doc.ID) || !utf8.ValidString(doc.Text) || !utf8.ValidString(doc.Title) {
		t.Errorf("%q is no UTF-8", doc.ID)
	}
	if strings.Contains(doc.ID, "../") {
		t.Errorf("%q leads out of the folder", doc.ID)
	}
}

// checkFault fails for an error that is no explanation in one line, or tells of
// a panic.
func checkFault(t *testing.T, err error) {
	t.Helper()
	fault := new(corpus.Fault)
	if !errors.As(err, &fault) {
		t.Errorf("%v is no fault", err)
		return
	}
	says := fault.Err.Error()
	if strings.Contains(says, "broke down") || !utf8.ValidString(says) || strings.ContainsFunc(says, unicode.IsControl) {
		t.Errorf("%q is explained by %q", fault.Path, says)
	}
}

// listing tells what is in a folder but for one folder in it.
func listing(t *testing.T, folder, but string) string {
	t.Helper()
	var all strings.Builder
	err := filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if path == but {
			return filepath.SkipDir
		}
		info, err := entry.Info()
		if err == nil && !entry.IsDir() {
			fmt.Fprintln(&all, path, info.Size(), info.ModTime())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.String()
}
