package ooxml

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"footnote/corpus/readertest"
)

func TestRefused(t *testing.T) {
	ole := "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600)
	encrypted := ole + "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"
	for name, tt := range map[string]struct {
		data []byte
		says string
	}{
		"nothing":       {nil, "empty"},
		"old":           {[]byte(ole), "old binary form"},
		"encrypted":     {[]byte(encrypted), "without a password"},
		"a web page":    {[]byte("<html><p>x</p></html>"), "whatever its name says"},
		"PDF":           {[]byte("%PDF-1.7\n"), "whatever its name says"},
		"an archive":    {readertest.Pack(t, "a.txt", "b"), "no file of Microsoft Office"},
		"part missing":  {readertest.Pack(t, "_rels/.rels", rels+`<Relationship Id="a" Type="x/officeDocument" Target="word/document.xml"/></Relationships>`), "no file of Microsoft Office"},
		"binary":        {pack(t, "xl/workbook.bin", "\x83\x01\x00"), "form that is not known"},
		"drawing":       {pack(t, "visio/document.xml", "<VisioDocument/>"), "form that is not known"},
		"no text":       {wordFile(t, "<w:p/>"), "holds no text"},
		"deep":          {wordFile(t, strings.Repeat("<w:tbl><w:tr><w:tc>", 200)), "deep"},
		"a long tag":    {wordFile(t, "<w:p a='"+strings.Repeat("x", 9<<20)+"'/>"), "8 MiB"},
		"a bomb":        {wordFile(t, strings.Repeat("<w:p "+strings.Repeat(" ", 1<<20)+"/>", 20)), "times smaller"},
		"wrong XML":     {wordFile(t, "<w:p><w:r><w:t>x</w:t></w:p"), "XML is wrong"},
		"formulas only": {book(t, `<row r="1"><c r="A1"><f>1+1</f></c></row>`), "nothing but formulas"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := readertest.Read(t, Reader{}, "a.docx", tt.data)
			readertest.WantFault(t, err, tt.says)
		})
	}
}

// TestNoReferences looks at files that lead elsewhere: nothing is fetched, and
// no entity is expanded.
func TestNoReferences(t *testing.T) {
	doctype := `<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY a "ha"><!ENTITY b "&a;&a;">]>`
	data := pack(t, "word/document.xml", doctype+"<w:document "+wordNS+"><w:body><w:p><w:r><w:t>a&x;&b;</w:t></w:r></w:p></w:body></w:document>")
	wantText(t, "a.docx", data, "a&x;&b;\n")
	outside := readertest.Pack(t, "_rels/.rels", rels+`<Relationship Id="a" Type="x/officeDocument" Target="../../../../../etc/passwd"/></Relationships>`)
	_, err := readertest.Read(t, Reader{}, "a.docx", outside)
	readertest.WantFault(t, err, "no file of Microsoft Office")
}

// TestCycles looks at what refers to itself.
func TestCycles(t *testing.T) {
	styles := `<w:styles ` + wordNS + `><w:style w:styleId="A"><w:name w:val="a"/><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:name w:val="b"/><w:basedOn w:val="A"/></w:style></w:styles>`
	notes := `<w:footnotes ` + wordNS + `><w:footnote w:id="1"><w:p><w:r><w:t>note</w:t><w:footnoteReference w:id="1"/></w:r></w:p></w:footnote></w:footnotes>`
	data := wordFile(t, `<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>text</w:t><w:footnoteReference w:id="1"/><w:footnoteReference w:id="1"/></w:r></w:p>`,
		"styles.xml", styles, "footnotes.xml", notes)
	wantText(t, "a.docx", data, "text\n\nnote\n")
}

// TestShared reads a long text that all cells of a large sheet share, and a
// table whose cells extend over many columns and whose head is long.
func TestShared(t *testing.T) {
	long := strings.Repeat("words and ", 100_000)
	row := "<row>" + strings.Repeat(`<c t="s"><v>0</v></c>`, 500) + "</row>"
	data := pack(t, "xl/workbook.xml", `<workbook `+sheetNS+`><sheets><sheet name="A" r:id="sheet1"/></sheets></workbook>`,
		"worksheets/sheet1.xml", `<worksheet><sheetData>`+strings.Repeat(row, 200)+`</sheetData></worksheet>`, "sharedStrings.xml", "<sst><si><t>"+long+"</t></si></sst>")
	_, err := readertest.Read(t, Reader{}, "a.xlsx", data)
	readertest.WantFault(t, err, "split it")

	cell := "<w:tc><w:tcPr><w:gridSpan w:val='100'/></w:tcPr>" + styled("", "x") + "</w:tc>"
	head := "<w:tr><w:trPr><w:tblHeader/></w:trPr>" + strings.Repeat("<w:tc>"+styled("", long)+"</w:tc>", 3) + "</w:tr>"
	doc, err := readertest.Read(t, Reader{}, "a.docx", wordFile(t, "<w:tbl>"+head+strings.Repeat("<w:tr>"+strings.Repeat(cell, 20)+"</w:tr>", 3000)+"</w:tbl>"))
	readertest.WantFault(t, err, "split it")
	if len(doc.Text) == 0 || len(doc.Text) > 32<<20 {
		t.Errorf("%d bytes were read", len(doc.Text))
	}
}

// TestMemory reads sheets whose cells stand far away, or promise more than
// there is.
func TestMemory(t *testing.T) {
	var wide strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&wide, `<row r="%d"><c r="XFD%d"><v>1</v></c><c r="ALK%d"><v>2</v></c></row>`, i+1, i+1, i+1)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for name, rows := range map[string]string{
		"far":  `<row r="1048576"><c r="XFD1048576"><v>1</v></c><c r="A1048576"><v>5</v></c></row>`,
		"wide": wide.String(),
		"odd":  `<row r="-5"><c r="99999999999A1"><v>7</v></c><c r="A1" s="-1" t="s"><v>99</v></c></row><row r="9223372036854775807"><c r="B2"><v>1e999</v></c></row>`,
	} {
		t.Run(name, func(t *testing.T) { readertest.Read(t, Reader{}, "a.xlsx", book(t, rows)) })
	}
	runtime.ReadMemStats(&after)
	if used := (after.TotalAlloc - before.TotalAlloc) >> 20; used > 1500 {
		t.Errorf("%d MiB were used", used)
	}
}
