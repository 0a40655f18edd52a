package archive_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"footnote/corpus"
	"footnote/corpus/archive"
)

// tarred makes a tar archive of names and contents, by turns. A name that ends
// in @ is that of a link.
func tarred(t testing.TB, files ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		h := &tar.Header{Name: files[i], Size: int64(len(files[i+1])), Mode: 0o644}
		if name, link := strings.CutSuffix(files[i], "@"); link {
			h = &tar.Header{Name: name, Linkname: files[i+1], Typeflag: tar.TypeSymlink}
		}
		if err := w.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
		if h.Typeflag != tar.TypeSymlink {
			if _, err := io.WriteString(w, files[i+1]); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func gzipped(t testing.TB, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// bzip2ed is the letter h, packed with bzip2.
const bzip2ed = "\x42\x5a\x68\x39\x31\x41\x59\x26\x53\x59\x3b\x5a\x6b\x64\x00\x00\x00\x01\x00\x00\x40\x20\x00\x21\x18\x46\x82\xee\x48\xa7\x0a\x12\x07\x6b\x4d\x6c\x80"

// walk writes files into a folder and returns what is read of them: "ID: text"
// for documents, "kind path: problem" for faults.
func walk(t testing.TB, limits archive.Limits, files map[string]string) (found []string, skipped int) {
	t.Helper()
	root := t.TempDir()
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(root, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	all := corpus.Files{Roots: []string{root}, Archives: archive.Unpackers(limits), MaxFile: 100_000}
	for doc, err := range all.Documents(t.Context()) {
		if err != nil {
			fault, ok := err.(*corpus.Fault)
			if !ok {
				t.Fatal(err)
			}
			found = append(found, fmt.Sprintf("%d %s", fault.Kind, strings.ReplaceAll(filepath.ToSlash(fault.Error()), filepath.ToSlash(root)+"/", "")))
			continue
		}
		if doc.Path != filepath.Join(root, filepath.FromSlash(doc.ID)) && !strings.Contains(doc.ID, "#") && !strings.HasPrefix(doc.ID, "r") {
			t.Errorf("%s has the path %s", doc.ID, doc.Path)
		}
		found = append(found, doc.ID+": "+doc.Text)
	}
	return found, all.Skipped
}

func TestSources(t *testing.T) {
	inner := string(packed(t, "b.txt", "in two"))
	deep := string(packed(t, "c.zip", string(packed(t, "d.zip", inner))))
	record := func(id string) string { return fmt.Sprintf("{\"_id\":%q,\"text\":\"%s\"}\n", id, id) }
	for name, tt := range map[string]struct {
		files   map[string]string
		limits  archive.Limits
		found   []string // how they begin
		skipped int
	}{
		"zip": {files: map[string]string{"n.zip": string(packed(t, "b/c.txt", "c", "a.txt", "a", "B.txt", "1", "b.txt", "2", "p.png", "\x89PNG\r\n\x1a\n\x00\x00\x00\x00"))},
			found: []string{"n.zip/b/c.txt: c", "n.zip/a.txt: a", "n.zip/B.txt: 1", "n.zip/b.txt: 2"}, skipped: 1},
		"tar": {files: map[string]string{"n.tar": string(tarred(t, "./b/c.txt", "c", "a.txt", "a", "link@", "/etc/passwd")), "o.tgz": string(gzipped(t, tarred(t, "a.txt", "a"))), "o.TAR.GZ": string(gzipped(t, tarred(t, "b.txt", "b")))},
			found: []string{"n.tar/b/c.txt: c", "n.tar/a.txt: a", "o.TAR.GZ/b.txt: b", "o.tgz/a.txt: a"}},
		"nested": {files: map[string]string{"n.zip": string(packed(t, "x/i.zip", inner, "y.tar.gz", string(gzipped(t, tarred(t, "e.txt", "e"))))), "o.tar": string(tarred(t, "i.zip", inner))},
			found: []string{"n.zip/x/i.zip/b.txt: in two", "n.zip/y.tar.gz/e.txt: e", "o.tar/i.zip/b.txt: in two"}},
		"too deep": {files: map[string]string{"n.zip": deep},
			found: []string{"0 n.zip/c.zip/d.zip: lies too deep"}},
		"paths that lead out": {files: map[string]string{"n.zip": string(packed(t, "../../a.txt", "a", `..\b.txt`, "b", "/c.txt", "c", "d/../../e.txt", "e")), "o.tar": string(tarred(t, "../a.txt", "a", "//etc/x", "x", "b.txt", "b"))},
			found: []string{"0 n.zip/a.txt: its path", "0 n.zip/b.txt: its path", "0 n.zip/e.txt: its path", "n.zip/c.txt: c", "0 o.tar/a.txt: its path", "0 o.tar/etc/x: its path", "o.tar/b.txt: b"}},
		"the same name": {files: map[string]string{"n.zip": string(packed(t, "a.txt", "1", "a.txt", "2")), "o.tar": string(tarred(t, "a.txt", "1", "a.txt", "2"))},
			found: []string{"n.zip/a.txt: 1", "o.tar/a.txt: 1"}},
		"passed over": {files: map[string]string{"n.zip": string(packed(t, "__MACOSX/._a.txt", "x", ".git/config", "x", "node_modules/a/b.md", "x", "a.txt", "a", "p.html", "<p>text", "p_files/s.css", "x"))},
			found: []string{"n.zip/a.txt: a", "n.zip/p.html: text"}},
		"packed alone": {files: map[string]string{"a.md.gz": string(gzipped(t, []byte("a"))), "b.GZ": string(gzipped(t, []byte("b"))), "c.gz": "c", "d.gz": "", "e.txt.gz": string(gzipped(t, []byte("e"))[:20]),
			"f.zip": string(packed(t, "g.txt.gz", string(gzipped(t, []byte("g"))))), "h.txt.bz2": bzip2ed, "i.jsonl.gz": string(gzipped(t, []byte(record("r1")))), "j.png.gz": string(gzipped(t, []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x00")))},
			found: []string{"a.md.gz/a.md: a", "b.GZ/b: b", "0 c.gz: is not packed", "0 d.gz: the file is empty", "1 e.txt.gz/e.txt: is damaged", "f.zip/g.txt.gz/g.txt: g", "h.txt.bz2/h.txt: h", "r1: r1"}, skipped: 1},
		"bomb alone": {files: map[string]string{"a.txt.gz": string(gzipped(t, make([]byte, 5000)))}, limits: archive.Limits{Total: 4000}, found: []string{"0 a.txt.gz/a.txt: takes more than"}},
		"benchmark": {files: map[string]string{"n.zip": string(packed(t, "s/corpus.jsonl", record("r1"), "s/queries.jsonl", record("q"), "s/qrels/test.tsv", "q\tr1\t1"))},
			found: []string{"r1: r1"}},
		"no archive":   {files: map[string]string{"n.zip": "text", "o.tar": strings.Repeat("text", 1000), "p.tgz": "text"}, found: []string{"1 n.zip: is damaged", "1 o.tar: is damaged", "1 p.tgz: is damaged"}},
		"no files":     {files: map[string]string{"n.zip": string(packed(t)), "o.tar": string(tarred(t)), "p.tar": ""}, found: []string{"0 n.zip: the archive holds no files", "0 o.tar: the archive holds no files", "0 p.tar: the archive holds no files"}},
		"faulty files": {files: map[string]string{"n.zip": string(packed(t, "a.txt", "", "b.txt", strings.Repeat("x", 100_001), "c.txt", "c"))}, found: []string{"0 n.zip/a.txt: the file is empty", "0 n.zip/b.txt: is larger", "n.zip/c.txt: c"}},
		"names of old": {files: map[string]string{"n.zip": string(packed(t, "\x81ber.txt", "a"))}, found: []string{"n.zip/über.txt: a"}},
		"limits": {files: map[string]string{"n.zip": string(packed(t, "a.txt", "1", "b.txt", "2", "c.txt", "3")), "o.tar": string(tarred(t, "a.txt", "1", "b.txt", "2", "c.txt", "3"))},
			limits: archive.Limits{Files: 2}, found: []string{"0 n.zip: holds more than the 2 files", "0 o.tar: holds more than the 2 files"}},
		"limits of size": {files: map[string]string{"n.zip": string(packed(t, "a.txt", strings.Repeat("a ", 1000), "b.txt", strings.Repeat("b ", 2000), "c.txt", "c")), "o.tgz": string(gzipped(t, tarred(t, "a.txt", strings.Repeat("a", 5000))))},
			limits: archive.Limits{Total: 4000}, found: []string{"n.zip/a.txt: a a", "0 n.zip/b.txt: takes more than", "0 n.zip: takes more than", "0 o.tgz/a.txt: takes more than", "0 o.tgz: takes more than"}},
		"long names": {files: map[string]string{"n.zip": string(packed(t, strings.Repeat("a/", 20_000)+"b.txt", "x", "c.txt", "c"))}, found: []string{"0 n.zip/a/a", "n.zip/c.txt: c"}},
	} {
		t.Run(name, func(t *testing.T) {
			found, skipped := walk(t, tt.limits, tt.files)
			if len(found) != len(tt.found) || skipped != tt.skipped {
				t.Fatalf("%d skipped, want %d; found\n%s", skipped, tt.skipped, cmp.Diff(tt.found, found))
			}
			for i, want := range tt.found {
				if !strings.HasPrefix(found[i], want) || strings.Contains(strings.TrimSuffix(found[i], "\n"), "\n") {
					t.Errorf("found %.200q, want %q", found[i], want)
				}
			}
		})
	}
}

// TestManyFaults checks that not each of many faulty files is told.
func TestManyFaults(t *testing.T) {
	for extension, content := range map[string]string{"zip": "text", "txt": ""} {
		var files []string
		for i := range 100 {
			files = append(files, fmt.Sprintf("%d.%s", i, extension), content)
		}
		found, _ := walk(t, archive.Limits{}, map[string]string{"n.zip": string(packed(t, files...))})
		if last := found[len(found)-1]; len(found) != 21 || !strings.HasPrefix(last, "0 n.zip: 80 more files") {
			t.Errorf("%d faults of files in %s, the last %q", len(found), extension, last)
		}
	}
}

// TestBombs unpacks archives that grow beyond measure.
func TestBombs(t *testing.T) {
	zeros := make([]byte, 64<<20)
	var zeroZip bytes.Buffer
	w := zip.NewWriter(&zeroZip)
	f, err := w.Create("a.txt")
	if err == nil {
		_, err = f.Write(zeros)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	var many []string
	for i := range 30 {
		many = append(many, fmt.Sprintf("%d.zip", i), zeroZip.String())
	}
	for name, data := range map[string]string{
		"a.zip":      zeroZip.String(),
		"many.zip":   string(packed(t, many...)),
		"a.tar.gz":   string(gzipped(t, tarred(t, "a.txt", string(zeros)))),
		"a.tgz":      string(gzipped(t, gzipped(t, tarred(t, "a.txt", string(zeros))))),
		"sparse.tar": string(sparse()),
	} {
		t.Run(name, func(t *testing.T) {
			found, _ := walk(t, archive.Limits{}, map[string]string{name: data})
			for _, f := range found {
				if !strings.HasPrefix(f, "0 ") && !strings.HasPrefix(f, "1 ") {
					t.Errorf("read %.100q", f)
				}
			}
			if len(found) == 0 {
				t.Error("nothing was said")
			}
		})
	}
}

// sparse makes a tar archive of a file that is one hole of a terabyte.
func sparse() []byte {
	block := make([]byte, 512)
	copy(block, "a.txt")
	copy(block[100:], "0000644\x00")
	copy(block[124:], "00000000000\x00")
	block[156] = 'S'
	copy(block[257:], "ustar  \x00")
	copy(block[386:], "17777777777\x0000000000000\x00") // where data is, and how much
	copy(block[483:], "17777777777\x00")                // the size with its holes
	copy(block[148:], "        ")
	sum := 0
	for _, c := range block {
		sum += int(c)
	}
	copy(block[148:], fmt.Sprintf("%06o\x00 ", sum))
	return append(block, make([]byte, 1024)...)
}

func TestCutSources(t *testing.T) {
	for name, data := range map[string][]byte{
		"n.zip": packed(t, "a.txt", strings.Repeat("some text ", 100), "b.zip", string(packed(t, "c.txt", "c"))),
		"n.tgz": gzipped(t, tarred(t, "a.txt", strings.Repeat("some text ", 100), "b.zip", string(packed(t, "c.txt", "c")))),
		"n.tar": tarred(t, "a.txt", "a", "b.txt", "b"),
	} {
		for end := 0; end < len(data)-1; end += max(1, len(data)/50) {
			found, _ := walk(t, archive.Limits{}, map[string]string{name: string(data[:end])})
			// A tar archive without its last, empty blocks is whole.
			if len(found) == 0 || name != "n.tar" && end < len(data)*9/10 && !strings.HasPrefix(found[len(found)-1], "1 ") && !strings.HasPrefix(found[len(found)-1], "0 ") {
				t.Errorf("%d of %d bytes of %s: %q", end, len(data), name, found)
			}
		}
	}
}

func TestSourcesEnd(t *testing.T) {
	root := t.TempDir()
	if err := os.WriteFile(filepath.Join(root, "n.zip"), packed(t, "a.txt", "a", "b.txt", "b"), 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	all := corpus.Files{Roots: []string{root}, Archives: archive.Unpackers(archive.Limits{})}
	var last error
	for _, err := range all.Documents(ctx) {
		cancel()
		last = err
	}
	if last != context.Canceled {
		t.Errorf("the last error is %v", last)
	}
	for range all.Documents(t.Context()) {
		break
	}
}

func FuzzSources(f *testing.F) {
	f.Add("n.zip", packed(f, "a.txt", "a", "b.zip", string(packed(f, "c.txt", "c"))))
	f.Add("n.tar", tarred(f, "a.txt", "a", "../b", "b"))
	f.Add("n.tgz", gzipped(f, tarred(f, "a.txt", "a")))
	f.Add("n.gz", gzipped(f, []byte("a")))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		if name != "n.zip" && name != "n.tar" && name != "n.tgz" && name != "n.gz" {
			return
		}
		unpacker := archive.Unpackers(archive.Limits{Total: 1 << 20})["."+strings.TrimPrefix(name, "n.")]
		a, err := unpacker.Open(t.Context(), name, bytes.NewReader(data), int64(len(data)))
		if err != nil {
			wantFault(t, err, "")
			return
		}
		for m, err := range a.Members(t.Context(), func(string) bool { return true }) {
			if err != nil {
				wantFault(t, err, "")
			} else {
				io.Copy(io.Discard, m.Source)
			}
		}
	})
}
