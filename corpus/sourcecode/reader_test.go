package sourcecode_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"footnote/corpus"
	"footnote/corpus/readertest"
	"footnote/corpus/sourcecode"
)

// read reads a file and checks what holds of every program.
func read(t readertest.Tester, name string, data []byte) (corpus.Document, error) {
	t.Helper()
	doc, err := sourcecode.Reader{}.Read(context.Background(), name, data)
	if fault := new(corpus.Fault); errors.As(err, &fault) && fault.Kind != corpus.Doubtful {
		return doc, err
	}
	if err == nil && doc.Text != string(data) {
		t.Errorf("the text is not the file")
	}
	at := doc.Body
	for i, s := range doc.Sections {
		if s.Start != at || s.End < s.Start || s.Title == "" || s.Level != 0 {
			t.Errorf("section %d is %+v, after %d", i, s, at)
		}
		at = s.End
	}
	if at != len(doc.Text) {
		t.Errorf("the last section ends at %d of %d", at, len(doc.Text))
	}
	return doc, err
}

// outline is the titles of the sections, each with how its text begins.
func outline(doc corpus.Document) []string {
	var lines []string
	for _, s := range doc.Sections {
		first, _, _ := strings.Cut(strings.TrimSpace(doc.Text[s.Start:s.End]), "\n")
		lines = append(lines, s.Title+" | "+first)
	}
	return lines
}

// TestSamples compares the outlines of the samples with what stands beside
// them; the flag -update, which is readertest's, writes that anew.
func TestSamples(t *testing.T) {
	samples, err := filepath.Glob("testdata/*")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, sample := range samples {
		if strings.HasSuffix(sample, ".outline") {
			continue
		}
		n++
		t.Run(filepath.Base(sample), func(t *testing.T) {
			data, err := os.ReadFile(sample)
			if err != nil {
				t.Fatal(err)
			}
			doc, err := read(t, sample, data)
			if err != nil {
				t.Fatal(err)
			}
			got := strings.Join(outline(doc), "\n") + "\n"
			if flag.Lookup("update").Value.String() == "true" {
				if err := os.WriteFile(sample+".outline", []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(sample + ".outline")
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			if doc.Language != "en" && sample != "testdata/hafen.py" || doc.Language != "de" && sample == "testdata/hafen.py" {
				t.Errorf("the language is %q", doc.Language)
			}
		})
	}
	if n < 12 {
		t.Errorf("only %d samples", n)
	}
}

func TestEdges(t *testing.T) {
	for name, tt := range map[string]struct {
		file, text string
		want       []string
	}{
		"no declarations":    {"a.go", "package a\n", []string{"a.go | package a"}},
		"only one":           {"a.py", "def f():\n    pass\n", []string{"def f | def f():"}},
		"a comment far away": {"a.c", "/* far */\n\nint f(void) {\n}\n", []string{"a.c | /* far */", "f | int f(void) {"}},
		"a comment behind":   {"a.c", "int x; // behind\nint f(void) {\n}\n", []string{"a.c | int x; // behind", "f | int f(void) {"}},
		"marks in strings":   {"a.js", "const s = \"{ function x() {\"\n// y\nfunction f() { return '}' + `${'`'}` }\nfunction g() {}\n", []string{"a.js | const s = \"{ function x() {\"", "function f | // y", "function g | function g() {}"}},
		"patterns":           {"a.js", "function f(s) { return s.replace(/[{\"']/g, '') }\nfunction g() { return 4 / 2 / 1 }\n", []string{"function f | function f(s) { return s.replace(/[{\"']/g, '') }", "function g | function g() { return 4 / 2 / 1 }"}},
		"lifetimes":          {"a.rs", "fn f<'a>(s: &'a str) -> &'a str { s }\nfn g() -> char { '{' }\n", []string{"fn f | fn f<'a>(s: &'a str) -> &'a str { s }", "fn g | fn g() -> char { '{' }"}},
		"nested comments":    {"a.rs", "/* a /* b */ fn x() {} */\nfn f() {}\n", []string{"fn f | /* a /* b */ fn x() {} */"}},
		"texts in a shell":   {"a.sh", "cat <<'END'\nx() {\nEND\n# F.\nf() {\n}\n", []string{"a.sh | cat <<'END'", "f | # F."}},
		"functions inside":   {"a.py", "def f():\n    def g():\n        pass\nclass A:\n    def h(self):\n        class B: pass\n", []string{"def f | def f():", "class A | class A:", "def A.h | def h(self):"}},
		"broken Go":          {"a.go", "package a\n\n// F does.\nfunc F() {}\n\nfunc G( {\n", []string{"a.go | package a", "func F | // F does.", "func G | func G( {"}},
		"no Go at all":       {"a.go", "func F() {\n}\n// G\nfunc G() {\n}", []string{"func F | func F() {", "func G | // G"}},
		"byte order mark":    {"a.go", "\ufeffpackage a\n\nfunc F() {}\n", []string{"a.go | package a", "func F | func F() {}"}},
		"long names":         {"a.c", "int " + strings.Repeat("f", 300) + "(int a) {}", []string{strings.Repeat("f", 200) + "… | int " + strings.Repeat("f", 300) + "(int a) {}"}},
		"calls":              {"a.c", "MODULE(x);\nint a = f(1);\nif (x) { }\nint f(int);\n", []string{"a.c | MODULE(x);", "f | int f(int);"}},
		"windows":            {"a.java", "class A {\r\n  // F.\r\n  void f() {\r\n  }\r\n}\r\n", []string{"class A | class A {", "A.f | // F.\r"}},
	} {
		t.Run(name, func(t *testing.T) {
			doc, err := read(t, tt.file, []byte(tt.text))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, outline(doc)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestRecognises(t *testing.T) {
	r := sourcecode.Reader{}
	if !r.Recognises("a.ts", []byte("let x")) || r.Recognises("a.ts", []byte("G@\x00\x10\x00")) {
		t.Error("a film was taken for a program, or a program for a film")
	}
	extensions := sourcecode.Extensions()
	if len(extensions) < 30 || !strings.Contains(strings.Join(extensions, " "), ".go") {
		t.Errorf("extensions %q", extensions)
	}
}

func TestHostile(t *testing.T) {
	many := func(s string) string { return strings.Repeat(s, 20_000) }
	sources := []string{
		many("{"), many("}"), many("(["), many("/*"), many("'"), many("\"\\\""), many("`"), many("<<a\n"), many("<<a"), many("/["), many("#"), many("\"\"\""),
		many("func f() {"), many("class a {\n"), many("// a\n") + "func f() {}", many("@a\n") + "def f(): pass", many("def f():\n"), many("f(") + many(")"), many("$$"),
		many("=begin\n"), many("a::"), many("static "), many("x "), many("template<"), many("type A[T any] struct{};"), many("\\\n"), many("[x]\n"), "package a\n" + many("("),
		"package a\nvar x = " + many("-") + "1", many("create table a (\n"), many("f();"), many("x\r"), many("é'"), many("pub(a) "),
	}
	for _, extension := range []string{".go", ".py", ".ts", ".java", ".kt", ".cpp", ".cs", ".rs", ".rb", ".php", ".sh", ".sql", ".lua", ".pl"} {
		for _, source := range sources {
			if _, err := read(t, "a"+extension, []byte(source)); err != nil {
				t.Errorf("%s, %.20q: %v", extension, source, err)
			}
		}
	}
	if doc, err := read(t, "a.c", []byte(strings.Repeat("int f() {}\n", 1<<20))); err != nil || len(doc.Sections) != 1 {
		t.Errorf("%d sections of a file that is far too long (%v)", len(doc.Sections), err)
	}
	for _, source := range []string{"", " \n", "\x00\x01\x02"} {
		_, err := read(t, "a.go", []byte(source))
		readertest.WantFault(t, err, "")
	}
}

func TestCut(t *testing.T) {
	samples, err := filepath.Glob("testdata/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, sample := range samples {
		data, err := os.ReadFile(sample)
		if err != nil {
			t.Fatal(err)
		}
		for end := range data {
			read(t, strings.TrimSuffix(sample, ".outline"), data[:end])
		}
	}
}

func TestEndOfTime(t *testing.T) {
	readertest.EndOfTime(t, sourcecode.Reader{}, "a.py", []byte("def f(): pass"))
}

// TestOwnLibrary reads Go's own library, whose declarations are known.
func TestOwnLibrary(t *testing.T) {
	root := filepath.Join(runtime.GOROOT(), "src", "net", "http")
	read := 0
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".go" {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		doc, err := sourcecode.Reader{}.Read(t.Context(), path, data)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		functions := strings.Count("\n"+doc.Text, "\nfunc ")
		for _, s := range doc.Sections {
			if strings.HasPrefix(s.Title, "func ") {
				functions--
			}
		}
		if functions < 0 {
			t.Errorf("%s: %d functions too many", path, -functions)
		}
		read++
		return nil
	})
	if err != nil || read == 0 {
		t.Skip("the library is not here:", err)
	}
}

func FuzzRead(f *testing.F) {
	samples, err := filepath.Glob("testdata/*")
	if err != nil {
		f.Fatal(err)
	}
	for _, sample := range samples {
		data, err := os.ReadFile(sample)
		if err != nil {
			f.Fatal(err)
		}
		if !strings.HasSuffix(sample, ".outline") {
			f.Add(filepath.Ext(sample), data)
		}
	}
	f.Fuzz(func(t *testing.T, extension string, data []byte) { read(t, "a"+extension, data) })
}
