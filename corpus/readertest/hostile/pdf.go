package hostile

import (
	"bytes"
	"fmt"
)

// PDF is a file of numbered objects, the first of which is the catalog.
func PDF(objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	offsets := make([]int, len(objects))
	for i, object := range objects {
		offsets[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, offset := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, start)
	return b.Bytes()
}

// Stream is an object with data, packed as often as is told.
func Stream(data []byte, times int) string {
	var filters string
	for range times {
		data, filters = zlibbed(data), filters+"/FlateDecode "
	}
	return Filtered(data, filters)
}

// Filtered is an object with data that is packed already.
func Filtered(data []byte, filters string) string {
	return fmt.Sprintf("<</Length %d /Filter [%s]>>\nstream\n%s\nendstream", len(data), filters, data)
}

const (
	catalog = "<</Type/Catalog /Pages 2 0 R>>"
	pages   = "<</Type/Pages /Kids [3 0 R] /Count 1>>"
	pageOf  = "<</Type/Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources <</Font <</F 5 0 R>>>> /Contents 4 0 R>>"
	fontOf  = "<</Type/Font /Subtype/Type1 /BaseFont/Helvetica>>"
)

// OnePage is a PDF of one page with content, an object. Its font is F.
func OnePage(content string, more ...string) []byte {
	return PDF(append([]string{catalog, pages, pageOf, content, fontOf}, more...)...)
}

// PDFWords is the content of a page with one sentence.
const PDFWords = "BT /F 12 Tf 50 700 Td (The harbour of Lindvik was dug in 1887 by men from Bergen.) Tj ET\n"

// PDFs are files that were made to do harm, or that came to it.
func PDFs() map[string][]byte {
	text := Stream([]byte(PDFWords), 1)
	with := func(first ...string) []byte { return PDF(append(first, pageOf, text, fontOf)...) }
	all := map[string][]byte{
		"nothing":                 {},
		"zeros":                   make([]byte, 1<<16),
		"only a mark":             []byte("%PDF-1.7"),
		"mark and zeros":          append([]byte("%PDF-1.7\n"), make([]byte, 1<<20)...),
		"a zip":                   []byte("PK\x03\x04%PDF-"),
		"pages in a circle":       with(catalog, "<</Type/Pages /Kids [2 0 R 3 0 R 2 0 R] /Count 3>>"),
		"page is catalog":         with(catalog, "<</Type/Pages /Kids [1 0 R] /Count 1>>"),
		"parent in a circle":      PDF(catalog, pages, "<</Type/Page /Parent 3 0 R /Contents 4 0 R>>", text),
		"a billion pages":         with(catalog, "<</Type/Pages /Kids [3 0 R] /Count 1000000000>>"),
		"minus one page":          with(catalog, "<</Type/Pages /Kids [3 0 R] /Count -1>>"),
		"one page, many times":    with(catalog, "<</Type/Pages /Kids ["+repeat("3 0 R ", 30_000)+"] /Count 30000>>"),
		"no pages":                PDF("<</Type/Catalog>>"),
		"pages of the wrong type": with(catalog, "(no pages)"),
		"outline in a circle": with("<</Type/Catalog /Pages 2 0 R /Outlines 6 0 R>>", pages, pageOf, text, fontOf,
			"<</First 7 0 R /Last 7 0 R>>", "<</Title (A) /Parent 6 0 R /Next 7 0 R /First 7 0 R>>"),
		"outline of two in a circle": with("<</Type/Catalog /Pages 2 0 R /Outlines 6 0 R>>", pages, pageOf, text, fontOf,
			"<</First 7 0 R /Last 8 0 R>>", "<</Title (A) /Parent 6 0 R /Next 8 0 R>>", "<</Title (B) /Parent 6 0 R /Next 7 0 R /First 6 0 R>>"),
		"labels in a circle":     with("<</Type/Catalog /Pages 2 0 R /PageLabels 6 0 R>>", pages, pageOf, text, fontOf, "<</Kids [6 0 R]>>"),
		"deep arrays":            with(catalog, pages, "<</Type/Page /Parent 2 0 R /Contents "+repeat("[", 200_000)+">>"),
		"deep content":           OnePage(Stream([]byte(repeat("q ", 1_000_000)+PDFWords), 1)),
		"deep arrays in content": OnePage(Stream([]byte(repeat("[", 1_000_000)+PDFWords), 1)),
		"deep pages":             deepPages(5000),
		"content in itself": PDF(catalog, pages, "<</Type/Page /Parent 2 0 R /Contents [4 0 R 4 0 R 3 0 R] /Resources <</XObject <</X 4 0 R>>>>>>",
			"<</Type/XObject /Subtype/Form /BBox [0 0 9 9] /Resources <</XObject <</X 4 0 R>>>> /Length 5>>\nstream\n/X Do\nendstream"),
		"forms by the power of two": doubling(30),
		"objects in themselves":     OnePage(text, "<</Type/ObjStm /N 1 /First 4 /Extends 6 0 R /Length 8>>\nstream\n6 0 6 0 R\nendstream"),
		"font of itself":            PDF(catalog, pages, pageOf, text, "<</Type/Font /Subtype/Type0 /BaseFont/A /Encoding 5 0 R /DescendantFonts [5 0 R] /ToUnicode 5 0 R>>"),
		"letters of themselves": PDF(catalog, pages, pageOf, text, "<</Type/Font /Subtype/Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0] /FirstChar 65 /LastChar 122 /Widths ["+repeat("9 ", 58)+"]"+
			" /Encoding <</Differences [65 "+repeat("/a ", 58)+"]>> /CharProcs <</a 6 0 R>> /Resources <</Font <</F 5 0 R>>>>>>", Stream([]byte("9 0 0 0 9 9 d1 BT /F 9 Tf (aaaa) Tj ET"), 1)),
		"bomb":                 OnePage(Filtered(zlibBomb(400), "/FlateDecode")),
		"bomb in a bomb":       OnePage(Filtered(zlibbed(zlibBomb(2048)), "/FlateDecode /FlateDecode")),
		"bomb of text":         OnePage(Stream(bytes.Repeat([]byte(PDFWords), 1<<16), 2)),
		"bomb of lengths":      OnePage(Filtered(bytes.Repeat([]byte{129, 'q'}, 1<<20), "/RunLengthDecode")),
		"filters without end":  OnePage(Filtered([]byte("q"), repeat("/ASCIIHexDecode ", 20_000))),
		"length too long":      bytes.ReplaceAll(OnePage(text), []byte("/Length "), []byte("/Length 9999999")),
		"length of itself":     PDF(catalog, pages, pageOf, "<</Length 4 0 R>>\nstream\n"+PDFWords+"\nendstream", fontOf),
		"xref in a circle":     append(OnePage(text), []byte("xref\n0 0\ntrailer\n<</Root 1 0 R /Prev 9>>\nstartxref\n9\n%%EOF")...),
		"unknown cipher":       bytes.Replace(OnePage(text), []byte("/Root 1 0 R"), []byte("/Root 1 0 R /Encrypt <</Filter/Odd /V 99>>"), 1),
		"numbers without end":  OnePage(Stream([]byte("BT /F 1e308 Tf 1e308 -1e308 1e308 1e308 1e308 1e308 Tm (a) Tj 99999999999999999999 0 Td (b) Tj ET "+PDFWords), 1)),
		"letters everywhere":   OnePage(Stream(scattered(20_000), 1)),
		"letters on one line":  OnePage(Stream([]byte("BT /F 1 Tf 1 1 Td "+repeat("(a) Tj 9 0 Td ", 20_000)+"ET"), 1)),
		"letters in one place": OnePage(Stream([]byte("BT /F 9 Tf 50 50 Td "+repeat("(a) Tj -20 0 Td 20 0 Td ", 20_000)+"ET"), 1)),
		"picture without end":  OnePage(Stream([]byte("BI /W 2000000000 /H 2000000000 /BPC 8 /CS /RGB ID x EI "+PDFWords), 1)),
		"page without end":     PDF(catalog, pages, "<</Type/Page /Parent 2 0 R /MediaBox [-1e30 -1e30 1e30 1e30] /Resources <</Font <</F 5 0 R>>>> /Contents 4 0 R>>", text, fontOf),
	}
	return all
}

// deepPages has its only page at the end of a long branch.
func deepPages(depth int) []byte {
	objects := []string{catalog}
	for i := range depth {
		objects = append(objects, fmt.Sprintf("<</Type/Pages /Kids [%d 0 R] /Count 1 /Parent %d 0 R>>", i+3, max(i+1, 2)))
	}
	n := len(objects)
	objects = append(objects, fmt.Sprintf("<</Type/Page /Parent %d 0 R /MediaBox [0 0 600 800] /Resources <</Font <</F %d 0 R>>>> /Contents %d 0 R>>", n, n+3, n+2),
		Stream([]byte(PDFWords), 1), fontOf)
	return PDF(objects...)
}

// doubling draws a form that draws another one twice, and so on.
func doubling(depth int) []byte {
	objects := []string{catalog, pages, "<</Type/Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources <</Font <</F 5 0 R>> /XObject <</X 6 0 R>>>> /Contents 4 0 R>>",
		Stream([]byte("/X Do "+PDFWords), 1), fontOf}
	for i := range depth {
		objects = append(objects, fmt.Sprintf("<</Type/XObject /Subtype/Form /BBox [0 0 600 800] /Resources <</XObject <</X %d 0 R>>>> /Length 11>>\nstream\n/X Do /X Do\nendstream", i+7))
	}
	return PDF(append(objects, "<</Type/XObject /Subtype/Form /BBox [0 0 600 800] /Resources <</Font <</F 5 0 R>>>> /Length "+fmt.Sprint(len(PDFWords))+">>\nstream\n"+PDFWords+"\nendstream")...)
}

// scattered writes letters of many sizes all over a page.
func scattered(n int) []byte {
	var b bytes.Buffer
	for i := range n {
		fmt.Fprintf(&b, "BT /F %d Tf %d %d Td (%c) Tj ET\n", 1+i*7%90, i*7919%600, i*104729%800, 'a'+i%26)
	}
	return b.Bytes()
}

// pdfsWithBait are PDFs, and those that lead to the secret and to the server.
func pdfsWithBait(b Bait) map[string][]byte {
	all := map[string][]byte{}
	for name, data := range PDFs() {
		all[name+".pdf"] = data
	}
	text := Stream([]byte(PDFWords), 1)
	page := func(more string) string {
		return "<</Type/Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources <</Font <</F 5 0 R>>>> /Contents 4 0 R " + more + ">>"
	}
	for name, objects := range map[string][]string{
		"stream elsewhere": {catalog, pages, pageOf, "<</Length 0 /F (" + b.Secret + ")>>\nstream\n\nendstream", fontOf},
		"stream at a URL":  {catalog, pages, pageOf, "<</Length 0 /F <</FS/URL /F (" + b.URL + "/stream)>>>>\nstream\n\nendstream", fontOf},
		"actions": {"<</Type/Catalog /Pages 2 0 R /OpenAction <</S/URI /URI (" + b.URL + "/open)>> /AA <</WC <</S/Launch /F (" + b.Secret + ")>>>>>>", pages,
			page("/AA <</O <</S/JavaScript /JS (app.launchURL\\(\"" + b.URL + "/js\"\\))>>>> /Annots [<</Type/Annot /Subtype/Link /Rect [0 0 600 800] /A <</S/GoToR /F (" + b.Secret + ")>>>>]"), text, fontOf},
		"form of XFA": {"<</Type/Catalog /Pages 2 0 R /AcroForm <</Fields [] /XFA 6 0 R>>>>", pages, pageOf, text, fontOf,
			Stream([]byte(`<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "`+b.file()+`"><!ENTITY y SYSTEM "`+b.URL+`/xfa">]><a>&x;&y;</a>`), 1)},
		"reference": {catalog, pages, "<</Type/Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources <</Font <</F 5 0 R>> /XObject <</X 6 0 R>>>> /Contents 4 0 R>>", Stream([]byte("/X Do "+PDFWords), 1), fontOf,
			"<</Type/XObject /Subtype/Form /BBox [0 0 9 9] /Ref <</F (" + b.Secret + ") /Page 0>> /Length 0>>\nstream\n\nendstream"},
	} {
		all[name+".pdf"] = PDF(objects...)
	}
	return all
}
