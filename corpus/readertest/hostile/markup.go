package hostile

import "fmt"

// markup are web pages, Markdown, reStructuredText and AsciiDoc.
func markup(b Bait) map[string][]byte {
	all := map[string]string{
		"deep.html":        repeat("<div>", 500_000) + "Deep.",
		"deep-lists.html":  repeat("<ul><li>", 200_000) + "Deep.",
		"deep-tables.html": repeat("<table><tr><td>", 100_000) + "Deep.",
		"deep-inline.html": repeat("<b><i>", 200_000) + "Deep.",
		"deep-fonts.html":  "<p>" + repeat("<font size=1><a>", 20_000) + repeat("</p><p>x", 2000),
		"unclosed.html":    repeat("<a href='", 100_000),
		"attributes.html":  "<p " + repeat("a=b ", 500_000) + ">Text.</p>",
		"columns.html":     "<table><tr>" + repeat("<td>x", 1_000_000) + "</table>",
		"rows.html":        "<table>" + repeat("<tr><td>x<td>y", 300_000) + "</table>",
		"spans.html":       "<table>" + repeat("<tr><td colspan=2000000000 rowspan=2000000000>x<td>y", 200) + "</table>",
		"entities.html":    repeat("&CounterClockwiseContourIntegral;&#1114112;&#0;&#xd800;", 50_000),
		"outward.html": `<html><head><base href="` + b.URL + `/"><meta http-equiv=refresh content="0;url=` + b.URL + `/refresh"><link rel=stylesheet href="` + b.URL + `/a.css"><link rel=preload href="` + b.URL + `/preload">` +
			`<script src="` + b.URL + `/a.js"></script></head><body><p>Text.</p><img src="` + b.URL + `/a.png"><iframe src="` + b.file() + `"></iframe><object data="` + b.file() + `"></object><embed src="` + b.URL + `/embed"><video src="` + b.URL + `/v"></video></body></html>`,
		"linked-data.html": `<script type="application/ld+json">` + repeat(`{"@graph":[`, 200_000) + `</script><p>Text.`,
		"entities.xhtml":   outward(b) + "<html><body><p>" + outwardText + "</p></body></html>",
		"laughs.xhtml":     laughs() + "<html><body><p>" + laughsText + "</p></body></html>",

		"deep-quotes.md":   repeat(">", 100_000) + " Deep.",
		"deep-lists.md":    repeat("- ", 50_000) + "Deep.",
		"deep-brackets.md": repeat("[", 200_000) + "a" + repeat("](b)", 200_000),
		"deep-stars.md":    repeat("*a **b ", 100_000),
		"backticks.md":     repeat("`a``b```c", 50_000),
		"links.md":         repeat("[a]: b\n", 50_000) + repeat("[a] ", 50_000),
		"definitions.md":   definitions(20_000),
		"columns.md":       "|" + repeat("a|", 200_000) + "\n|" + repeat("-|", 200_000) + "\n|" + repeat("b|", 200_000) + "\n",
		"html.md":          repeat("<div>\n\n", 50_000) + "Text.",
		"front-matter.md":  "---\n" + yamlLaughs() + "\n---\n\nText.\n",
		"front-deep.md":    "---\ntitle: " + repeat("[", 100_000) + "\n---\n\nText.\n",
		"front-open.md":    "---\n" + repeat("title: x\n", 200_000),
		"images.md":        "![a](" + b.URL + "/a.png) <img src=\"" + b.URL + "/b.png\"> [c](" + b.file() + ")\n",
		"headings.md":      repeat("# A\n\n", 200_000),

		"include-circle.rst":  ".. include:: include-circle.rst\n\nText.\n",
		"include-outside.rst": ".. include:: " + b.Secret + "\n\n.. include:: " + b.relative() + "\n\n.. raw:: html\n   :url: " + b.URL + "/raw\n\n.. csv-table:: T\n   :file: " + b.Secret + "\n\n.. literalinclude:: " + b.Secret + "\n\n.. image:: " + b.URL + "/a.png\n\nText.\n",
		"deep.rst":            indented(3000),
		"deep-lists.rst":      repeat("- ", 50_000) + "Deep.",
		"substitutions.rst":   substitutions(),
		"tables.rst":          "+" + repeat("-+", 100_000) + "\n|" + repeat("a|", 100_000) + "\n+" + repeat("-+", 100_000) + "\n",
		"titles.rst":          repeat("A\n=\n\nB\n-\n\n", 50_000),
		"targets.rst":         repeat(".. _a: b_\n.. _b: a_\n", 20_000) + "\na_ b_\n",

		"include-circle.adoc":  "= T\n\ninclude::include-circle.adoc[]\n\nText.\n",
		"include-outside.adoc": "= T\n\ninclude::" + b.Secret + "[]\n\ninclude::" + b.URL + "/a.adoc[]\n\nimage::" + b.URL + "/a.png[]\n\nText.\n",
		"attributes.adoc":      attributes(),
		"deep.adoc":            repeat("*", 100_000) + " Deep.\n" + repeat("====\n", 20_001),
		"deep-tables.adoc":     repeat("|===\na|\n!===\na!\n", 5000),
		"columns.adoc":         "[cols=\"1000000000*\"]\n|===\n" + repeat("|a", 100_000) + "\n|===\n\n[cols=\"" + repeat("1,", 100_000) + "\"]\n|===\n|a\n|===\n",
		"conditions.adoc":      repeat("ifdef::a[]\n", 100_000) + "Text.\n",
	}
	files := map[string][]byte{}
	for name, text := range all {
		files[name] = []byte(text)
	}
	return files
}

func definitions(n int) (text string) {
	var b []byte
	for i := range n {
		b = fmt.Appendf(b, "[^%d]: note [^%d]\n\n", i, (i+1)%n)
	}
	return "Text [^0].\n\n" + string(b)
}

// yamlLaughs is a billion of words by references.
func yamlLaughs() string {
	text := "a0: &a0 [laugh, laugh]\n"
	for i := range 30 {
		text += fmt.Sprintf("a%d: &a%d [*a%d, *a%d, *a%d, *a%d]\n", i+1, i+1, i, i, i, i)
	}
	return text + "title: *a30\ntags: *a30"
}

// indented goes in by one blank with each paragraph.
func indented(depth int) string {
	var b []byte
	for i := range depth {
		b = fmt.Appendf(b, "%sText.\n\n", repeat(" ", i))
	}
	return string(b)
}

// substitutions stand for each other twice, and so on, and two for each other.
func substitutions() string {
	text := ".. |s0| replace:: laugh\n"
	for i := range 30 {
		text += fmt.Sprintf(".. |s%d| replace:: |s%d| |s%d|\n", i+1, i, i)
	}
	return text + ".. |x| replace:: |y|\n.. |y| replace:: |x|\n\n|s30| |x|\n"
}

func attributes() string {
	text := "= T\n:a0: laugh\n"
	for i := range 30 {
		text += fmt.Sprintf(":a%d: {a%d} {a%d} {a%d}\n", i+1, i, i, i)
	}
	return text + ":x: {y}\n:y: {x}\n\n{a30} {x}\n"
}
