package ooxml

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"footnote/corpus"
	"footnote/corpus/readertest"
)

func TestGolden(t *testing.T) {
	readertest.Golden(t, Reader{}, "testdata/*.docx", 5)
	readertest.Golden(t, Reader{}, "testdata/*.pptx", 1)
	readertest.Golden(t, Reader{}, "testdata/*.xlsx", 5)
}

func TestFolder(t *testing.T) {
	readertest.Folder(t, corpus.Readers{".docx": Reader{}, ".pptx": Reader{}, ".xlsx": Reader{}})
}

// sample is a file of testdata.
func sample(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestDamage(t *testing.T) {
	for _, name := range []string{"libreoffice-tracked.docx", "xlsxwriter-ledger.xlsx"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			readertest.Damage(t, Reader{}, name, sample(t, name))
		})
	}
}

func TestEndOfTime(t *testing.T) {
	for _, name := range []string{"python-bold.docx", "pandoc-handbook.pptx", "xlsxwriter-ledger.xlsx"} {
		readertest.EndOfTime(t, Reader{}, name, sample(t, name))
	}
}

// TestByContent reads what a file is, whatever it is called.
func TestByContent(t *testing.T) {
	doc, err := readertest.Read(t, Reader{}, "report.pptx", sample(t, "xlsxwriter-ledger.xlsx"))
	if err != nil || !strings.Contains(doc.Text, "Paid to: Smith") || doc.Title != "report" {
		t.Errorf("%q %q %v", doc.Title, doc.Text, err)
	}
}

func FuzzReader(f *testing.F) {
	readertest.Fuzz(f, Reader{}, "a.docx", "testdata/libreoffice*")
}

func FuzzDocument(f *testing.F) {
	readertest.FuzzPart(f, Reader{}, "testdata/libreoffice-tracked.docx", "word/document.xml")
}

func FuzzSheet(f *testing.F) {
	readertest.FuzzPart(f, Reader{}, "testdata/xlsxwriter-ledger.xlsx", "xl/worksheets/sheet1.xml")
}

const (
	rels       = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
	relationNS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	wordNS     = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="` + relationNS + `" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:m="m"`
)

// pack makes a file of its main part and others, with relations to those.
func pack(t testing.TB, main, content string, others ...string) []byte {
	t.Helper()
	folder := filepath.Dir(main)
	files := []string{"_rels/.rels", rels + `<Relationship Id="r1" Type="` + relationNS + `/officeDocument" Target="` + main + `"/></Relationships>`, main, content}
	mainRels := rels
	for i := 0; i < len(others); i += 2 {
		kind := strings.TrimRight(strings.TrimSuffix(filepath.Base(others[i]), ".xml"), "0123456789")
		if kind == "sheet" {
			kind = "worksheet"
		}
		mainRels += `<Relationship Id="` + strings.TrimSuffix(filepath.Base(others[i]), ".xml") + `" Type="` + relationNS + "/" + kind + `" Target="` + others[i] + `"/>`
		files = append(files, folder+"/"+others[i], others[i+1])
	}
	files = append(files, folder+"/_rels/"+filepath.Base(main)+".rels", mainRels+"</Relationships>")
	return readertest.Pack(t, files...)
}

// wordFile makes a document of the content of its body.
func wordFile(t testing.TB, body string, others ...string) []byte {
	t.Helper()
	return pack(t, "word/document.xml", "<w:document "+wordNS+"><w:body>"+body+"</w:body></w:document>", others...)
}

// wantText fails unless a file is read as a text.
func wantText(t *testing.T, name string, data []byte, want string) {
	t.Helper()
	doc, err := readertest.Read(t, Reader{}, name, data)
	if err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff(want, doc.Text); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
