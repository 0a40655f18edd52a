package ooxml

import (
	"strings"
	"testing"

	"footnote/corpus/readertest"
)

// styled is a paragraph of properties and text.
func styled(properties, text string) string {
	return "<w:p><w:pPr>" + properties + "</w:pPr><w:r><w:t>" + text + "</w:t></w:r></w:p>"
}

func TestWord(t *testing.T) {
	r := func(text string) string { return "<w:r><w:t>" + text + "</w:t></w:r>" }
	field := func(instruction, result string) string {
		return `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>` + instruction + `</w:instrText><w:t>nested</w:t></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` + r(result) + `<w:r><w:fldChar w:fldCharType="end"/></w:r>`
	}
	cell := func(properties, text string) string {
		return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" + styled("", text) + "</w:tc>"
	}
	for name, tt := range map[string]struct{ body, want string }{
		"tracked":     {"<w:p>" + r("a ") + "<w:del><w:r><w:delText>b</w:delText></w:r></w:del><w:ins>" + r("c ") + "</w:ins><w:moveFrom>" + r("d") + "</w:moveFrom><w:moveTo>" + r("e") + "</w:moveTo></w:p>", "a c e\n"},
		"fields":      {"<w:p>" + field(" PAGE ", "7") + r(" of ") + "<w:fldSimple>" + r("9") + "</w:fldSimple></w:p>", "7 of 9\n"},
		"hidden":      {"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>y</w:t></w:r></w:p>", "y\n"},
		"signs":       {"<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t><w:softHyphen/><w:br/><w:t>d</w:t><w:br w:type='page'/><w:t>e\u00ad</w:t></w:r></w:p>", "a b-c\nde\n"},
		"raised":      {"<w:p>" + r("10") + "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>6</w:t></w:r>" + r(" in 1788.") + "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>3</w:t></w:r></w:p>", "10^6 in 1788.\n"},
		"link":        {"<w:p><w:hyperlink r:id='x'>" + r("the site") + "</w:hyperlink><w:smartTag>" + r("!") + "</w:smartTag></w:p>", "the site!\n"},
		"choice":      {"<w:p><mc:AlternateContent><mc:Choice>" + r("new") + "</mc:Choice><mc:Fallback>" + r("old") + "</mc:Fallback></mc:AlternateContent></w:p>", "new\n"},
		"text box":    {"<w:p>" + r("a") + "<w:r><mc:AlternateContent><mc:Choice><w:drawing><x><w:txbxContent>" + styled("", "in a box") + "</w:txbxContent></x></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>" + styled("", "again") + "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>" + r("b") + "</w:p>", "ab\n\nin a box\n"},
		"control":     {"<w:sdt><w:sdtContent>" + styled("", "filled in") + "</w:sdtContent></w:sdt>", "filled in\n"},
		"contents":    {"<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr><w:sdtContent>" + styled("", "1 Mill 7") + "</w:sdtContent></w:sdt>" + styled("<w:pStyle w:val='TOC1'/>", "2 Oak 9") + styled("", "text"), "text\n"},
		"outline":     {styled("<w:outlineLvl w:val='1'/>", "Wheels") + styled("<w:outlineLvl w:val='9'/>", "text"), "## Wheels\n\ntext\n"},
		"style alone": {styled("<w:pStyle w:val='Heading2'/>", "Wheels") + styled("", "text"), "## Wheels\n\ntext\n"},
		"formula":     {"<w:p><m:oMath><m:r><m:t>E=</m:t></m:r><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath></w:p>", "E=(a)/(b)\n"},
		"deleted row": {"<w:tbl><w:tr>" + cell("", "City") + cell("", "n") + "</w:tr><w:tr>" + cell("", "Oslo") + cell("", "1") + "</w:tr><w:tr><w:trPr><w:del/></w:trPr>" + cell("", "Rome") + cell("", "2") + "</w:tr></w:tbl>", "- City: Oslo; n: 1\n"},
		"merged":      {"<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>" + cell("", "Land") + cell("", "City") + "</w:tr><w:tr>" + cell("<w:vMerge w:val='restart'/>", "Norway") + cell("", "Oslo") + "</w:tr><w:tr>" + cell("<w:vMerge/>", "") + cell("", "Bergen") + "</w:tr></w:tbl>", "- Land: Norway; City: Oslo\n- Land: Norway; City: Bergen\n"},
		"a box":       {"<w:tbl><w:tr>" + cell("", "only") + "</w:tr></w:tbl>", "only\n"},
		"layout":      {"<w:tbl><w:tr>" + cell("", "left") + "<w:tc>" + styled("<w:outlineLvl w:val='0'/>", "Right") + "</w:tc></w:tr><w:tr>" + cell("", "a") + cell("", "b") + "</w:tr></w:tbl>", "left\n\n# Right\n\na\n\nb\n"},
	} {
		t.Run(name, func(t *testing.T) { wantText(t, "a.docx", wordFile(t, tt.body), tt.want) })
	}
}

// TestStrict reads the strict form, whose namespaces have other names.
func TestStrict(t *testing.T) {
	data := wordFile(t, styled("", "strict"))
	strict := strings.NewReplacer("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships",
		"http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main")
	files := readertest.Unpack(t, data)
	for i := range files {
		files[i] = strict.Replace(files[i])
	}
	wantText(t, "a.docx", readertest.Pack(t, files...), "strict\n")
}

func TestNumbering(t *testing.T) {
	level := func(i, format, text string) string {
		return `<w:lvl w:ilvl="` + i + `"><w:start w:val="1"/><w:numFmt w:val="` + format + `"/><w:lvlText w:val="` + text + `"/></w:lvl>`
	}
	numbering := `<w:numbering ` + wordNS + `><w:abstractNum w:abstractNumId="0">` + level("0", "decimal", "%1.") + level("1", "lowerLetter", "%2)") + level("2", "bullet", "•") + `</w:abstractNum>` +
		`<w:abstractNum w:abstractNumId="1">` + level("0", "upperRoman", "Article %1") + level("1", "decimal", "%1.%2") + `</w:abstractNum>` +
		`<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num><w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num></w:numbering>`
	item := func(num, level, text string) string {
		return styled(`<w:numPr><w:ilvl w:val="`+level+`"/><w:numId w:val="`+num+`"/></w:numPr>`, text)
	}
	heading := func(level, text string) string {
		return styled(`<w:outlineLvl w:val="`+level+`"/><w:numPr><w:ilvl w:val="`+level+`"/><w:numId w:val="3"/></w:numPr>`, text)
	}
	body := heading("0", "Scope") + item("1", "0", "one") + item("1", "1", "a") + item("1", "1", "b") + item("1", "2", "deep") + item("1", "0", "two") + item("1", "1", "again a") +
		heading("1", "Parts") + item("2", "0", "five") + item("0", "0", "none") + heading("0", "Fees") + heading("1", "Late") + item("3", "1", "A clause.") + item("77", "0", "no list")
	want := "# Article I Scope\n\n1. one\n  a) a\n  b) b\n    - deep\n2. two\n  a) again a\n\n## I.1 Parts\n\n5. five\n\nnone\n\n# Article II Fees\n\n## II.1 Late\n\nII.2 A clause.\n\nno list\n"
	wantText(t, "a.docx", wordFile(t, body, "numbering.xml", numbering), want)
}

func TestDiagram(t *testing.T) {
	data := wordFile(t, `<w:p><w:r><w:drawing><d:relIds xmlns:d="d" r:dm="data1"/></w:drawing></w:r></w:p>`,
		"diagrams/data1.xml", `<d:dataModel xmlns:d="d" xmlns:a="a"><d:ptLst><d:pt><d:t><a:p><a:r><a:t>Grind</a:t></a:r></a:p></d:t></d:pt><d:pt/><d:pt><d:t><a:p><a:r><a:t>Bake</a:t></a:r></a:p></d:t></d:pt></d:ptLst></d:dataModel>`)
	wantText(t, "a.docx", data, "- Grind\n- Bake\n")
}

func TestTooLong(t *testing.T) {
	w := &word{file: &file{}}
	w.writer.Max = 10
	if w.count(10) != nil || w.count(1) != errFull {
		t.Error("the text has another bound than it should")
	}
}
