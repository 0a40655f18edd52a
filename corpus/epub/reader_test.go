package epub

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
	readertest.Golden(t, Reader{}, "testdata/*.epub", 3)
}

func TestFolder(t *testing.T) {
	readertest.Folder(t, corpus.Readers{".epub": Reader{}})
}

func sample(t testing.TB) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "pandoc-handbook-epub2.epub"))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestDamage(t *testing.T) {
	readertest.Damage(t, Reader{}, "a.epub", sample(t))
}

func TestEndOfTime(t *testing.T) {
	readertest.EndOfTime(t, Reader{}, "a.epub", sample(t))
}

func FuzzReader(f *testing.F) {
	readertest.Fuzz(f, Reader{}, "a.epub", "testdata/*.epub")
}

func FuzzPackage(f *testing.F) {
	readertest.FuzzPart(f, Reader{}, "testdata/pandoc-handbook-epub2.epub", "EPUB/content.opf")
}

func FuzzChapter(f *testing.F) {
	readertest.FuzzPart(f, Reader{}, "testdata/pandoc-handbook-epub3.epub", "EPUB/text/ch001.xhtml")
}

const (
	container = `<container><rootfiles><rootfile full-path="O/book.opf"/></rootfiles></container>`
	dc        = ` xmlns:dc="http://purl.org/dc/elements/1.1/"`
)

// made makes a book of the package's metadata and spine, and chapters by their
// names.
func made(t testing.TB, metadata, spine string, files ...string) []byte {
	t.Helper()
	manifest := ""
	all := []string{"META-INF/container.xml", container}
	for i := 0; i+1 < len(files); i += 2 {
		name := files[i]
		properties, kind := "", "application/xhtml+xml"
		switch {
		case name == "nav.xhtml":
			properties = ` properties="nav"`
		case strings.HasSuffix(name, ".ncx"):
			kind = "application/x-dtbncx+xml"
		}
		manifest += `<item id="` + strings.Fields(name)[0] + `" href="` + strings.ReplaceAll(name, " ", "%20") + `" media-type="` + kind + `"` + properties + `/>`
		all = append(all, "O/"+name, files[i+1])
	}
	refs := ""
	for id := range strings.FieldsSeq(spine) {
		refs += `<itemref idref="` + id + `"/>`
	}
	all = append(all, "O/book.opf", "<package"+dc+"><metadata>"+metadata+"</metadata><manifest>"+manifest+"</manifest><spine>"+refs+"</spine></package>")
	return readertest.Pack(t, all...)
}

func wantText(t *testing.T, data []byte, want string) corpus.Document {
	t.Helper()
	doc, err := readertest.Read(t, Reader{}, "folder/a.epub", data)
	if err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff(want, doc.Text); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	return doc
}

func TestBook(t *testing.T) {
	metadata := `<dc:title>The mill</dc:title><dc:title>A second title</dc:title><dc:creator role="aut">Mara Oduya</dc:creator><dc:creator>Jörg Süß</dc:creator><dc:creator role="ill">An artist</dc:creator>` +
		`<dc:publisher>Lindvik</dc:publisher><dc:date>2024-03-05T10:00:00Z</dc:date><dc:language>sv</dc:language>`
	data := made(t, metadata, "nav.xhtml two one.xhtml missing pages.xhtml two", "one.xhtml", `<html><head><title/><script/></head><body><p>First <a id="x"/>the corn<a epub:type="noteref" href="#n">1</a>.</p><p>More.<br/>Lines.</p></body></html>`,
		"two words.xhtml", "<html><body><h1>Wheels</h1><p>They turn.</p><h2>Oak</h2><p>It lasts.</p></body></html>",
		"nav.xhtml", `<html><body><nav><a href="one.xhtml#top">The corn</a><a href="one.xhtml">Again</a><a href="two%20words.xhtml">The wheels</a></nav></body></html>`,
		"pages.xhtml", `<html><body><p><a href="one.xhtml">The corn</a></p><p><a href="two%20words.xhtml">The wheels</a></p><p><a href="#x">Page 3</a></p></body></html>`)
	doc := wantText(t, data, "Wheels\n\nThey turn.\n\nOak\n\nIt lasts.\n\n# The corn\n\nFirst the corn.\n\nMore.\nLines.\n")
	got := strings.Join([]string{doc.Title, doc.Author, doc.Publisher, doc.Date, doc.Language}, "|")
	if want := "The mill|Mara Oduya, Jörg Süß|Lindvik|2024-03-05|sv"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestOldContents takes the titles of chapters from the table of contents of
// EPUB 2.
func TestOldContents(t *testing.T) {
	ncx := `<ncx><navMap><navPoint><navLabel><text> The corn </text></navLabel><content src="one.xhtml#a"/><navPoint><navLabel><text>Deeper</text></navLabel><content src="two.xhtml"/></navPoint></navPoint></navMap></ncx>`
	data := made(t, "", "one.xhtml two.xhtml", "one.xhtml", "<html><body><p>a</p></body></html>", "two.xhtml", "<html><body><p>before</p><h2>Inside</h2><p>b</p></body></html>", "toc.ncx", ncx)
	doc := wantText(t, data, "# The corn\n\na\n\n# Deeper\n\nbefore\n\nInside\n\nb\n")
	if doc.Title != "a" {
		t.Errorf("the title is %q, not the name of the file", doc.Title)
	}
}

func TestRefused(t *testing.T) {
	encrypted := `<encryption><EncryptedData><EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/></EncryptedData></encryption>`
	fonts := `<encryption><EncryptedData><EncryptionMethod Algorithm="http://www.idpf.org/2008/embedding"/></EncryptedData></encryption>`
	for name, tt := range map[string]struct {
		data []byte
		says string
	}{
		"no archive":    {[]byte("book"), "damaged"},
		"no book":       {readertest.Pack(t, "a.txt", "b"), "no book"},
		"protected":     {protected(t, encrypted), "protected against copying"},
		"no text":       {made(t, "", "a.xhtml", "a.xhtml", "<html><body><img src='x'/></body></html>"), "no text"},
		"no package":    {readertest.Pack(t, "META-INF/container.xml", container), "missing"},
		"outside":       {readertest.Pack(t, "META-INF/container.xml", `<c><rootfile full-path="../../../etc/passwd"/></c>`), "missing"},
		"wrong package": {readertest.Pack(t, "a.opf", "<package><spine>"), "XML is wrong"},
		"a bomb":        {made(t, "", "a.xhtml", "a.xhtml", strings.Repeat("<p> x</p>", 3<<20)), "times smaller"},
		"too large":     {made(t, "", "a.xhtml b.xhtml", "a.xhtml", "<p>"+strings.Repeat("x", 9<<20), "b.xhtml", page), "a.xhtml"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := readertest.Read(t, Reader{}, "a.epub", tt.data)
			readertest.WantFault(t, err, tt.says)
		})
	}
	wantText(t, protected(t, fonts), "text\n")
}

const page = "<html><body><p>text</p></body></html>"

// protected is a book with a list of what is encrypted in it.
func protected(t *testing.T, encryption string) []byte {
	return readertest.Pack(t, append(readertest.Unpack(t, made(t, "", "a.xhtml", "a.xhtml", page)), "META-INF/encryption.xml", encryption)...)
}
