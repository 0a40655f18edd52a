package asciidoc_test

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"footnote/corpus"
	"footnote/corpus/asciidoc"
	"footnote/corpus/readertest"
)

func TestGolden(t *testing.T) {
	readertest.Golden(t, asciidoc.Reader{}, "testdata/*.adoc", 2)
}

func TestFolder(t *testing.T) {
	readertest.Folder(t, corpus.Readers{".adoc": asciidoc.Reader{}, ".asciidoc": asciidoc.Reader{}})
}

func TestBlocks(t *testing.T) {
	for name, tt := range map[string]struct{ source, want string }{
		"paragraphs":        {"One\n// hidden\ntwo.\n\nThree.\n", "One\ntwo.\n\nThree.\n"},
		"windows":           {"== A\r\n\r\nOne\r\ntwo.\r\n", "## A\n\nOne\ntwo.\n"},
		"headings":          {"= A\n\n== B\nx\n\n=== C\n\n== D\n", "# A\n\n## B\n\nx\n\n### C\n\n## D\n"},
		"underlined":        {"Mill\n====\n\nWheel\n-----\n\nAxle\n~~~~\nx\n", "# Mill\n\n## Wheel\n\n### Axle\n\nx\n"},
		"of Markdown":       {"# A\n\n## B\n\n```go\nx\n```\n\n> quoted\n> text", "# A\n\n## B\n\n```\nx\n```\n\nquoted\ntext\n"},
		"no heading":        {"====\nA\n====\n\n====\n== B\n====", "A\n\nB\n"},
		"nested lists":      {"* a\n** b\n*** c\n* d\n\n- e", "- a\n  - b\n    - c\n- d\n  - e\n"},
		"two lists":         {"* a\n\n//-\n\n. b", "- a\n\n1. b\n"},
		"numbers":           {". a\n. b\n.. c\n. d", "1. a\n2. b\n  1. c\n3. d\n"},
		"own numbers":       {"4. a\n5. b", "4. a\n5. b\n"},
		"wrapped items":     {"* a\nb\n  c\n* d", "- a\n  b\n  c\n- d\n"},
		"attached":          {"* a\n+\nb\n+\n----\nc\n----\n* d\n\n  e\n", "- a\n\n  b\n\n  ```\n  c\n  ```\n- d\n\n  ```\n  e\n  ```\n"},
		"attached with gap": {"* a\n\n+\nb", "- a\n\n  b\n"},
		"end of a list":     {"* a\n\nb\n\n* c\n[NOTE]\nd", "- a\n\nb\n\n- c\n\nNOTE: d\n"},
		"descriptions":      {"a:: b\nc::\n  d\n  e\nf::\n\ng\nh::\ni:: j\nk?:: l\nm::: n", "- a: b\n- c: d\n  e\n- f: g\n- h, i: j\n- k? l\n  - m: n\n"},
		"no description":    {"std::vector and a::b", "std::vector and a::b\n"},
		"callouts":          {"----\na <1>\n----\n<1> b\n<.> c", "```\na <1>\n```\n\n- <1> b\n- <.> c\n"},
		"admonitions":       {"NOTE: a\n\n[TIP]\nb\n\n[WARNING]\n.Mind\n====\nc\n====", "NOTE: a\n\nTIP: b\n\nMind\n\nWARNING: c\n"},
		"code":              {"[source,go]\n.Title\n----\n*a* {b}\n  // c\n----\n\n....\nd\n....\n\n[source]\ne\nf\n\n  g\n   h", "Title\n\n```\n*a* {b}\n  // c\n```\n\n```\nd\n```\n\n```\ne\nf\n```\n\n```\ng\n h\n```\n"},
		"code with values":  {":b: 1\n[source,subs=\"attributes+\"]\n----\n{b}\n----", "```\n1\n```\n"},
		"without an end":    {"----\na\n\nb", "```\na\n\nb\n```\n"},
		"quotes":            {"[quote, A. Man, \"A, book\"]\n____\nb\n____\n\n[verse]\n____\nc\n  d\n____\n\n[quote]\ne", "b\n\n-- A. Man, A, book\n\nc\nd\n\ne\n"},
		"open and aside":    {"--\na\n--\n\n.T\n****\nb\n****", "a\n\nT\n\nb\n"},
		"nothing":           {"////\na\n////\n++++\n<b>\n++++\n[comment]\nc\n\n[comment]\n--\nd\n--\n[graphviz]\n....\ne\n....\nx", "x\n"},
		"formulas":          {"[stem]\n++++\nx^2\n++++", "```\nx^2\n```\n"},
		"pictures":          {"image::a.png[A *mill*,300]\n\n.Title\nimage::b.png[B]\n\nimage::c.png[]\n\nvideo::d.mp4[]\n\ntoc::[]", "A mill\n\nTitle\n"},
		"breaks":            {"a\n\n'''\n\n<<<\n\nb", "a\n\nb\n"},
		"conditions":        {":x:\nifdef::x[]\na\nifndef::x[]\nb\nendif::[]\nendif::[]\nifdef::y[]\nc\nendif::y[]\nifdef::x+y[d]\nifdef::x,y[e]\nifeval::[\"{backend}\" == \"html5\"]\nf\nendif::[]\nifeval::[10 < 9]\ng\nendif::[]", "a\ne\nf\n"},
		"no condition":      {"\\ifdef::x[]\na", "ifdef::x[]\na\n"},
		"inclusions":        {"a\n\ninclude::/etc/passwd[]\n\nb", "a\n\nb\n"},
		"attributes":        {":a: 1\n:b: {a}2 \\\n  3\n{a} {b} {c} \\{a}\n\n:!a:\n{a} {counter:n}{counter:n}{counter2:n} {n}", "1 12 3 {c} {a}\n\n{a} 12 3\n"},
		"table":             {".T\n|===\n|a |b\n\n|1\n|2 *x*\n\n|3 |4\\|5\n|===", "T\n\n- a: 1; b: 2 x\n- a: 3; b: 4|5\n"},
		"table by columns":  {"[cols=\"2*\",options=\"header\"]\n|===\n|a\n|b\n|1\n|2\n|===", "- a: 1; b: 2\n"},
		"no head":           {"[%noheader]\n|===\n|a |b\n\n|1 |2\n|===", "- a: b\n- 1: 2\n"},
		"spans":             {"[%header]\n|===\n|a |b |c\n.2+|1 2+|2\n|3 |4\n|===", "- a: 1; b: 2\n- a: 1; b: 3; c: 4\n"},
		"repeated cells":    {"[%header]\n|===\n|a |b\n4*|1\n|===", "- a: 1; b: 1\n- a: 1; b: 1\n"},
		"blocks in cells":   {"[%header]\n|===\n|a |b\n|1 a|\n* x\n* y\n|===", "- a: 1; b: - x - y\n"},
		"values":            {"[%header,format=csv]\n|===\na,b\n\"1, 2\",3\n|===\n\n:===\na:b\n:===", "- a: 1, 2; b: 3\n\n- a: b\n"},
		"tables in tables":  {"[%header]\n|===\n|a |b\n|1 a|\n!===\n!2 !3\n!===\n|===", "- a: 1; b: - 2: 3\n"},
	} {
		t.Run(name, func(t *testing.T) {
			doc, err := readertest.Read(t, asciidoc.Reader{}, "a.adoc", []byte(tt.source))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, doc.Text); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestInline(t *testing.T) {
	const defined = "\n\n[[mill]]\n== The mill\n\n* [[[book,B1]]] x\n"
	for source, want := range map[string]string{
		"*a* _b_ `c` #d# **e**f g__h__ ``i``":                        "a b c d ef gh i",
		"a*b*c snake_case_x 2 * 3 * 4 :*b*":                          "a*b*c snake_case_x 2 * 3 * 4 :*b*",
		"*_both_* `*x*` [.r]#s# [red]*t*":                            "both x s t",
		`\*a* \_b_ \https://x.y[z] C:\temp \{a}`:                     `*a* _b_ https://x.y[z] C:\temp {a}`,
		"+*a*+ ++_b_++ +++<u>c</u>+++ pass:[<b>d</b>]":               "*a* _b_ c d",
		"x^2^ H~2~O 10^-6^":                                          "x^2 H2O 10^-6",
		"\"`a`\" '`b`' it's":                                         "“a” ‘b’ it's",
		"https://a.b[c *d*] https://e.f/g. link:h[i,j=k]":            "c d https://e.f/g. i",
		"https://a.b[c^] link:d[] mailto:e@f.g[h] <ftp://i>":         "c d h ftp://i",
		"<<mill>> <<mill,there>> xref:mill[] <<no>> <<book>>":        "The mill there The mill [no] [B1]",
		"<<_the_mill>> xref:a.adoc#b[] a << b":                       "The mill [a.adoc#b] a << b",
		"[[x]]a anchor:y[]b ((c)) (((d,e)))f indexterm2:[g]":         "a b c f g",
		"kbd:[A+B] btn:[C] menu:D[E > F] icon:g[] image:h.png[I,10]": "A+B C D > E > F  I",
		"stem:[x^2] latexmath:[\\alpha]":                             `x^2 \alpha`,
		"&amp; &#167; {amp}{nbsp}{cpp} {none}":                       "& § &\u00a0C++ {none}",
		"a +\nb":                                                     "a\nb",
		"*a\nb* c":                                                   "a\nb c",
		"*über* ＊是＊":                                                 "über ＊是＊",
	} {
		doc, err := readertest.Read(t, asciidoc.Reader{}, "a.adoc", []byte(source+defined))
		if got, _, _ := strings.Cut(doc.Text, "\n\n"); got != want || err != nil {
			t.Errorf("%q became %q, want %q (%v)", source, got, want, err)
		}
	}
}

func TestFootnotes(t *testing.T) {
	doc, err := readertest.Read(t, asciidoc.Reader{}, "a.adoc", []byte("One footnote:[The *first*.] two footnote:x[The second [2\\].] again footnote:x[] and footnoteref:[y,Third]."))
	if want := "One [1] two [2] again [2] and [3].\n\n[1] The first.\n\n[2] The second [2].\n\n[3] Third\n"; doc.Text != want || err != nil {
		t.Errorf("got %q, want %q (%v)", doc.Text, want, err)
	}
}

func TestAbout(t *testing.T) {
	for source, want := range map[string]corpus.Document{
		"= The {x} mill\nMara Oduya <mara@example.org>; Jan_Piet van_Dijk\nv1.2, 1 May 2024: spring\n:x: old\n:lang: en\n\nText.\n": {
			Title: "The old mill", Author: "Mara Oduya, Jan Piet van Dijk", Date: "2024-05-01", Language: "en"},
		"= Mill\n:author: A B\n:revdate: 2024-05-01\n\nText.": {Title: "Mill", Author: "A B", Date: "2024-05-01"},
		"= Mill\nA B\n2024-05-01\n\nText.":                    {Title: "Mill", Author: "A B", Date: "2024-05-01"},
		"= Mill\nA B\nv3: remark\n\nText.":                    {Title: "Mill", Author: "A B"},
		"// a\n\nText.\n\n== Wheel\n":                         {Title: "Wheel"},
		"Text.":                                               {},
	} {
		doc, err := readertest.Read(t, asciidoc.Reader{}, "a.adoc", []byte(source))
		want.Text, want.Sections = doc.Text, doc.Sections
		if diff := cmp.Diff(want, doc); diff != "" || err != nil {
			t.Errorf("%q: %v, -want +got:\n%s", source, err, diff)
		}
	}
}

// hostile are files that want more time, memory or depth than they may have.
func hostile() map[string]string {
	var nested, conditions, markers strings.Builder
	for i := range 2000 {
		nested.WriteString(strings.Repeat("=", i+4) + "\n")
		conditions.WriteString("ifndef::x[]\n")
		markers.WriteString(strings.Repeat("*", i%5+1) + " a\n" + strings.Repeat(".", i%5+1) + " b\n")
	}
	many := func(s string) string { return strings.Repeat(s, 20_000) }
	return map[string]string{
		"blocks in blocks":      nested.String() + "a",
		"conditions":            conditions.String() + "a",
		"lists in lists":        markers.String(),
		"terms":                 many("a::\n") + "b",
		"attached":              "* a\n" + many("+\n") + "b",
		"attached in attached":  strings.Repeat("* a\n+\n--\n", 3000) + "b",
		"stars":                 many("*a "),
		"doubled stars":         many("**a "),
		"underscores":           many("a__"),
		"backquotes":            many("\"`a "),
		"brackets":              many("[a"),
		"closed brackets":       many("[[a]]"),
		"links":                 many("https://a["),
		"macros":                many("kbd:["),
		"links in links":        many("link:a[") + many("]"),
		"references":            many("<<a"),
		"terms of the index":    many("(((a"),
		"roles":                 many("[a]#b "),
		"backslashes":           many(`\`) + "x",
		"braces":                many("{a"),
		"attribute of itself":   ":a: {a}{a}\n:a: {a}{a}\n{a}",
		"counters":              many("{counter:a}"),
		"columns":               "[cols=\"999999999*\"]\n|===\n|a\n|===\nx",
		"cells":                 "|===\n" + many("|a") + "\n|===",
		"cells that cover much": "[cols=\"1000*\"]\n|===\n1000.1000+|a\n1000.1000+|b\n|===\nx",
		"repeated cells":        "[cols=\"2*\"]\n|===\n" + strings.Repeat("1000*|a ", 500) + "\n|===\nx",
		"tables in tables":      strings.Repeat("|===\na|\n!===\na!\n", 1000),
		"footnotes":             many("footnote:[a]"),
		"titles":                many("== a\n"),
		"attributes of blocks":  many("[a]\n") + "x",
		"definitions":           many(":a: b \\\n") + "x",
		"delimiters":            many("----\n") + "x",
		"unequal delimiters":    many("====\n=====\n") + "x",
		"long underline":        strings.Repeat("a", 1_000_000) + "\n" + strings.Repeat("=", 1_000_000),
	}
}

func TestHostile(t *testing.T) {
	for name, source := range hostile() {
		t.Run(name, func(t *testing.T) { readertest.Read(t, asciidoc.Reader{}, "a.adoc", []byte(source)) })
	}
}

func TestRefused(t *testing.T) {
	bomb := ":a: " + strings.Repeat("x", 3000) + "\n"
	for name, tt := range map[string]struct{ source, says string }{
		"empty":          {" \n", "empty"},
		"binary":         {"\x00\x01\x02", "no text file"},
		"only comments":  {"// nothing\n:a: b\n////\nc\n////\n", "nothing to read"},
		"too large":      {strings.Repeat("a", 33<<20), "larger"},
		"growth":         {bomb + strings.Repeat("{a} ", 10_000), "four times"},
		"repeated cells": {"|===\n" + strings.Repeat("1000*|"+strings.Repeat("x", 3000)+"\n", 100) + "|===", "four times"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := readertest.Read(t, asciidoc.Reader{}, "a.adoc", []byte(tt.source))
			readertest.WantFault(t, err, tt.says)
		})
	}
}

// TestCut reads what is left of files that are cut off. It is text, so that
// only an empty rest is refused.
func TestCut(t *testing.T) {
	for _, sample := range []string{"testdata/demo.adoc", "testdata/handbook.adoc"} {
		data, err := os.ReadFile(sample)
		if err != nil {
			t.Fatal(err)
		}
		for end := 0; end < len(data); end += max(1, len(data)/500) {
			readertest.Read(t, asciidoc.Reader{}, sample, data[:end])
		}
	}
}

func TestEndOfTime(t *testing.T) {
	readertest.EndOfTime(t, asciidoc.Reader{}, "a.adoc", []byte("text"))
}

func FuzzRead(f *testing.F) {
	for _, source := range []string{"= A\nB C\nv1\n:a: b\n\n* {a}\n+\n--\nc\n--\n", "|===\n|a 2+|b\n.2+a|c\n|===", "a::\nb:: c\n\n[[d]]\n.T\nimage::e[f]\n<<d>> footnote:[g]", "ifdef::a[]\nb\nendif::[]"} {
		f.Add([]byte(source))
	}
	readertest.Fuzz(f, asciidoc.Reader{}, "a.adoc", "testdata/*.adoc")
}
