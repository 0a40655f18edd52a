package opendocument

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
	readertest.Golden(t, Reader{}, "testdata/*.*odt", 4)
	readertest.Golden(t, Reader{}, "testdata/*.odp", 1)
	readertest.Golden(t, Reader{}, "testdata/*.ods", 3)
}

func TestFolder(t *testing.T) {
	readertest.Folder(t, corpus.Readers{".odt": Reader{}, ".odp": Reader{}, ".ods": Reader{}, ".fodt": Reader{}})
}

func sample(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestDamage(t *testing.T) {
	for _, name := range []string{"libreoffice-tracked.odt", "libreoffice-openpyxl-stock.ods", "tracked.fodt"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			data := sample(t, name)
			readertest.Damage(t, Reader{}, name, []byte(strings.TrimSpace(string(data))))
		})
	}
}

func TestEndOfTime(t *testing.T) {
	readertest.EndOfTime(t, Reader{}, "a.odt", sample(t, "pandoc-handbook.odt"))
}

func FuzzReader(f *testing.F) {
	readertest.Fuzz(f, Reader{}, "a.odt", "testdata/*tracked.*")
}

func FuzzSheet(f *testing.F) {
	readertest.FuzzPart(f, Reader{}, "testdata/libreoffice-openpyxl-stock.ods", "content.xml")
}

// flat makes a flat file of styles and the content of its body.
func flat(kind, styles, content string) []byte {
	const ns = "urn:oasis:names:tc:opendocument:xmlns:"
	var b strings.Builder
	b.WriteString("<office:document")
	for _, prefix := range []string{"office", "text", "table", "style", "draw", "presentation"} {
		b.WriteString(" xmlns:" + prefix + `="` + ns + prefix + `:1.0"`)
	}
	b.WriteString("><office:automatic-styles>" + styles + "</office:automatic-styles><office:body><office:" + kind + ">" + content + "</office:" + kind + "></office:body></office:document>")
	return []byte(b.String())
}

func wantText(t *testing.T, data []byte, want string) {
	t.Helper()
	doc, err := readertest.Read(t, Reader{}, "a.fodt", data)
	if err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff(want, doc.Text); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestText(t *testing.T) {
	styles := `<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Preformatted_20_Text"/><style:style style:name="T1" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>` +
		`<style:style style:name="P2" style:family="paragraph"><style:text-properties fo:font-weight="bold"/></style:style>` +
		`<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/></text:list-style>`
	p := func(text string) string { return "<text:p>" + text + "</text:p>" }
	item := func(content string) string { return "<text:list-item>" + content + "</text:list-item>" }
	for name, tt := range map[string]struct{ content, want string }{
		"signs":     {p("a<text:s text:c='3'/>b<text:tab/>c<text:line-break/>d\n  e<text:soft-page-break/>"), "a b c\nd e\n"},
		"code":      {`<text:p text:style-name="P1">if x:</text:p><text:p text:style-name="P1"><text:s text:c="4"/>y</text:p>`, "```\nif x:\n    y\n```\n"},
		"raised":    {p(`10<text:span text:style-name="T1">6</text:span> in 1788.<text:span text:style-name="T1">2</text:span>`), "10^6 in 1788.\n"},
		"lists":     {`<text:list text:style-name="L1">` + item(p("one")+p("more")) + item(p("two")+"<text:list>"+item(p("deep"))+"</text:list>") + `</text:list>` + p("between") + `<text:list text:style-name="L1" text:continue-numbering="true">` + item(p("three")) + `</text:list>`, "1. one\n\n  more\n2. two\n  a) deep\n\nbetween\n\n3. three\n"},
		"comments":  {p("a<office:annotation><text:p>secret</text:p></office:annotation>b"), "ab\n"},
		"contents":  {"<text:table-of-content><text:index-body>" + p("Mill 7") + "</text:index-body></text:table-of-content>" + p("a"), "a\n"},
		"sections":  {"<text:section>" + p("a") + "</text:section><text:section text:display='none'>" + p("hidden") + "</text:section>", "a\n"},
		"bold line": {`<text:p text:style-name="P2">Hours</text:p>` + p("From nine to five."), "## Hours\n\nFrom nine to five.\n"},
		"changes":   {"<text:tracked-changes><text:changed-region><text:deletion>" + p("old") + "</text:deletion></text:changed-region></text:tracked-changes>" + p("new"), "new\n"},
		"table": {"<table:table><table:table-row><table:table-cell table:number-columns-repeated='2'>" + p("x") + "</table:table-cell><table:table-cell>" + p("y") + "</table:table-cell></table:table-row><table:table-row><table:table-cell>" + p("a") + "</table:table-cell><table:table-cell/><table:table-cell>" + p("c") + "</table:table-cell></table:table-row></table:table>",
			"| x | x | y |\n| a |  | c |\n"},
	} {
		t.Run(name, func(t *testing.T) { wantText(t, flat("text", styles, tt.content), tt.want) })
	}
}

func TestPages(t *testing.T) {
	styles := `<style:style style:name="h" style:family="drawing-page"><style:drawing-page-properties presentation:visibility="hidden"/></style:style>`
	frame := func(class, text string) string {
		return `<draw:frame presentation:class="` + class + `"><draw:text-box><text:p>` + text + `</text:p></draw:text-box></draw:frame>`
	}
	content := "<draw:page>" + frame("title", "The mill") + frame("page-number", "1") + frame("outline", "It turns.") + "<draw:custom-shape><text:p>in a shape</text:p></draw:custom-shape><presentation:notes>" + frame("notes", "Say it slowly.") + frame("header", "no") + "</presentation:notes></draw:page>" +
		`<draw:page draw:style-name="h">` + frame("title", "hidden") + "</draw:page><draw:page>" + frame("", "A line") + "</draw:page>"
	wantText(t, flat("presentation", styles, content), "# The mill\n\nIt turns.\n\nin a shape\n\nSay it slowly.\n\n# A line\n")
}

func TestSheets(t *testing.T) {
	cell := func(text string) string { return "<table:table-cell><text:p>" + text + "</text:p></table:table-cell>" }
	row := func(attributes, cells string) string {
		return "<table:table-row" + attributes + ">" + cells + "</table:table-row>"
	}
	head := "<table:table-column/><table:table-column table:number-columns-repeated='2'/><table:table-column table:visibility='collapse' table:number-columns-repeated='16000'/>" + row("", cell("City")+cell("n")+"<table:table-cell/>"+cell("secret"))
	sheet := "<table:table table:name='Sheet1'>" + head + row("", cell("Oslo")+cell("1")) + row(" table:visibility='collapse'", cell("Rome")+cell("2")) +
		row(" table:number-rows-repeated='1000000'", "<table:table-cell table:number-columns-repeated='16384'/>") + row("", cell("Bergen")+cell("3")) + "</table:table>"
	wantText(t, flat("spreadsheet", "", sheet), "- City: Oslo; n: 1\n\n- City: Bergen; n: 3\n")

	doc, err := readertest.Read(t, Reader{MaxRows: 3}, "a.fods", flat("spreadsheet", "", "<table:table>"+head+row(" table:number-rows-repeated='1000000'", cell("x")+cell("1"))+"</table:table>"))
	readertest.WantFault(t, err, "first 3 rows and")
	if want := "- City: x; n: 1\n- City: x; n: 1\n"; doc.Text != want {
		t.Errorf("got %q", doc.Text)
	}
}

func TestRefused(t *testing.T) {
	manifest := `<manifest><file-entry full-path="content.xml"><encryption-data/></file-entry></manifest>`
	laughs := `<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY x SYSTEM "file:///etc/passwd">]>`
	for name, tt := range map[string]struct {
		data []byte
		says string
	}{
		"encrypted":   {readertest.Pack(t, "mimetype", "x", "META-INF/manifest.xml", manifest, "content.xml", "\x01\x02"), "without a password"},
		"an archive":  {readertest.Pack(t, "a.txt", "b"), "no text, presentation"},
		"a formula":   {flat("formula", "", ""), "no text, presentation"},
		"a web page":  {[]byte("<html><p>x</p></html>"), "whatever its name says"},
		"empty":       {flat("text", "", "<text:p/>"), "holds no text"},
		"deep":        {flat("text", "", strings.Repeat("<text:section>", 500)), "deep"},
		"deep lists":  {flat("text", "", strings.Repeat("<text:list><text:list-item>", 300)), "deep"},
		"a long text": {flat("text", "", "<text:p>"+strings.Repeat("x", 9<<20)), "8 MiB"},
		"a bomb":      {readertest.Pack(t, "content.xml", string(flat("text", "", strings.Repeat("<text:p "+strings.Repeat(" ", 1<<20)+"/>", 20)))), "times smaller"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := readertest.Read(t, Reader{}, "a.odt", tt.data)
			readertest.WantFault(t, err, tt.says)
		})
	}
	wantText(t, append([]byte(laughs), flat("text", "", "<text:p>&a;&x;</text:p>")...), "&a;&x;\n")
}

// TestTooLong reads what has more text than is read, and cells that are
// repeated until they have.
func TestTooLong(t *testing.T) {
	long := "<text:p>" + strings.Repeat("words and ", 100_000) + "</text:p>"
	many := strings.Repeat(long, 40)
	cell := "<table:table-cell>" + long + "</table:table-cell>"
	for name, tt := range map[string]struct {
		kind, content string
	}{
		"text":     {"text", many},
		"slides":   {"presentation", "<draw:page><draw:frame><draw:text-box>" + many + "</draw:text-box></draw:frame></draw:page>"},
		"sheet":    {"spreadsheet", "<table:table>" + strings.Repeat("<table:table-row>"+cell+"</table:table-row>", 40) + "</table:table>"},
		"repeated": {"spreadsheet", "<table:table><table:table-row table:number-rows-repeated='100000'>" + strings.Replace(cell, "table-cell", "table-cell table:number-columns-repeated='900'", 1) + "</table:table-row></table:table>"},
	} {
		t.Run(name, func(t *testing.T) {
			doc, err := readertest.Read(t, Reader{}, "a.fodt", flat(tt.kind, "", tt.content))
			readertest.WantFault(t, err, "split it")
			if len(doc.Text) > 32<<20 {
				t.Errorf("%d bytes were read", len(doc.Text))
			}
		})
	}
}
