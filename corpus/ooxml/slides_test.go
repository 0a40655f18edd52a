package ooxml

import "testing"

const slideNS = `xmlns:p="p" xmlns:a="a" xmlns:r="` + relationNS + `"`

func TestSlides(t *testing.T) {
	shape := func(role, paragraphs string) string {
		return `<p:sp><p:nvSpPr><p:nvPr>` + role + `</p:nvPr></p:nvSpPr><p:txBody>` + paragraphs + `</p:txBody></p:sp>`
	}
	p := func(properties, text string) string {
		return `<a:p>` + properties + `<a:r><a:t>` + text + `</a:t></a:r></a:p>`
	}
	slide := func(attributes, shapes string) string {
		return `<p:sld ` + slideNS + attributes + `><p:cSld><p:spTree>` + shapes + `</p:spTree></p:cSld></p:sld>`
	}
	main := `<p:presentation ` + slideNS + `><p:sldIdLst><p:sldId id="256" r:id="slide2"/><p:sldId id="257" r:id="slide1"/><p:sldId id="258" r:id="slide3"/><p:sldId id="259" r:id="slide4"/><p:sldId id="260" r:id="none"/></p:sldIdLst></p:presentation>`
	data := pack(t, "ppt/presentation.xml", main,
		"slides/slide1.xml", slide("", shape(`<p:ph type="body"/>`, p("", "one")+p(`<a:pPr lvl="1"/>`, "deeper")+p(`<a:pPr><a:buNone/></a:pPr>`, "plain")+p(`<a:pPr><a:buAutoNum/></a:pPr>`, "first")+p(`<a:pPr><a:buAutoNum/></a:pPr>`, "second"))+
			shape(`<p:ph type="title"/>`, p("", "Wheels"))+shape(`<p:ph type="sldNum"/>`, p("", "7"))+`<p:grpSp>`+shape("", p("", "in a group"))+`</p:grpSp>`),
		"slides/slide2.xml", slide("", shape(`<p:ph type="ctrTitle"/>`, p("", "The mill"))+shape(`<p:ph type="subTitle"/>`, p("", "a talk"))),
		"slides/slide3.xml", slide(` show="0"`, shape("", p("", "hidden"))),
		"slides/slide4.xml", slide("", shape("", p("", "Untitled slide's first line"))+`<p:graphicFrame><a:graphic><a:graphicData><a:tbl><a:tblPr firstRow="1"/><a:tr><a:tc><a:txBody>`+p("", "City")+`</a:txBody></a:tc><a:tc><a:txBody>`+p("", "n")+`</a:txBody></a:tc></a:tr><a:tr><a:tc><a:txBody>`+p("", "Oslo")+`</a:txBody></a:tc><a:tc><a:txBody>`+p("", "1")+`</a:txBody></a:tc></a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>`),
		"slides/_rels/slide1.xml.rels", rels+`<Relationship Id="n" Type="x/notesSlide" Target="../notes.xml"/></Relationships>`,
		"notes.xml", `<p:notes `+slideNS+`><p:cSld><p:spTree>`+shape(`<p:ph type="body"/>`, p("", "Say this slowly."))+shape(`<p:ph type="sldNum"/>`, p("", "2"))+`</p:spTree></p:cSld></p:notes>`)
	wantText(t, "a.pptx", data, `# The mill

a talk

# Wheels

- one
  - deeper

plain

1. first
2. second

in a group

Say this slowly.

# Untitled slide's first line

- City: Oslo; n: 1
`)
}
