package rst_test

import (
	"context"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"footnote/corpus"
	"footnote/corpus/readertest"
	"footnote/corpus/rst"
)

func TestGolden(t *testing.T) {
	readertest.Golden(t, rst.Reader{}, "testdata/*.rst", 2)
}

func TestFolder(t *testing.T) {
	readertest.Folder(t, corpus.Readers{".rst": rst.Reader{}, ".rest": rst.Reader{}})
}

func TestBlocks(t *testing.T) {
	for name, tt := range map[string]struct{ source, want string }{
		"paragraphs":             {"One\ntwo.\n\nThree.\n", "One\ntwo.\n\nThree.\n"},
		"windows":                {"A\r\n=\r\n\r\nOne\r\ntwo.\r\n", "# A\n\nOne\ntwo.\n"},
		"title":                  {"Mill\n====\n\nWheel\n-----\nIt turns.\n\nStone\n-----\nAxle\n~~~~\nx\n", "# Mill\n\n## Wheel\n\nIt turns.\n\n## Stone\n\n### Axle\n\nx\n"},
		"title with overline":    {"======\n Mill\n======\n\nMill\n====\nx", "# Mill\n\n## Mill\n\nx\n"},
		"wide title":             {"磨坊\n====\n\nx", "# 磨坊\n\nx\n"},
		"transition":             {"a\n\n-----\n\nb", "a\n\nb\n"},
		"nested list":            {"* a\n* b\n\n  - c\n  - d\n\n    e\n* f", "- a\n- b\n  - c\n  - d\n\n    e\n- f\n"},
		"list close to its text": {"- a\nb", "- a\n\nb\n"},
		"lazy item":              {"- a\n b\n- c", "- a\n  b\n- c\n"},
		"numbers":                {"1. a\n2. b\n\n(i) c\n(ii) d\n\n#. e\n#. f\n\na) g", "1. a\n2. b\n\n(i) c\n(ii) d\n\n1. e\n2. f\n\na) g\n"},
		"no number":              {"A. Einstein was\na physicist.", "A. Einstein was\na physicist.\n"},
		"definitions":            {"term\n  what it is\nother : kind\n  more\n\n  and more", "- term: what it is\n- other : kind: more\n\n  and more\n"},
		"fields":                 {"x\n\n:param a: the first\n   of all\n:returns: b", "x\n\n- param a: the first\n  of all\n- returns: b\n"},
		"no field":               {":ref:`x` is no field", "x is no field\n"},
		"options":                {"-a            all\n-b, --both=X  both of\n              them\n--long\n    text", "- -a: all\n- -b, --both=X: both of\n  them\n- --long: text\n"},
		"line block":             {"| Lend us\n  a couple\n| of bob\n|\n| till Thursday", "Lend us\na couple\nof bob\n\ntill Thursday\n"},
		"literal":                {"So::\n\n  a *b*\n    c\n\nSo ::\n\n> d\n> e\n\n::\n\n  f\n", "So:\n\n```\na *b*\n  c\n```\n\nSo\n\n```\n> d\n> e\n```\n\n```\nf\n```\n"},
		"fence in literal":       {"::\n\n  ```\n", "````\n```\n````\n"},
		"doctest":                {">>> 1\n1\n\nx", "```\n>>> 1\n1\n```\n\nx\n"},
		"quote":                  {"He said:\n\n  It is *so*.\n\n  -- A. Man", "He said:\n\nIt is so.\n\n-- A. Man\n"},
		"comment":                {".. secret\n\n   more secret\n\n..\n   secret\n\nx\n\n..\n\n  y", "x\n\ny\n"},
		"targets":                {".. _a: http://b\n.. _`c d`: http://e\n.. __: f\n\n__ g\n\na_ `c d`_ h__ i_", "a c d h i_\n"},
		"admonitions":            {".. note:: One\n   two.\n\n   Three.\n.. tip::\n\n   - a\n.. admonition:: Mind\n\n   b", "Note: One\ntwo.\n\nThree.\n\nTip:\n\n- a\n\nMind: b\n"},
		"changes":                {".. versionadded:: 2\n.. versionchanged:: 3\n   It turns.\n.. deprecated-removed:: 3 4\n", "New in version 2.\n\nChanged in version 3: It turns.\n\nDeprecated since version 3, will be removed in version 4.\n"},
		"pictures":               {".. image:: a.png\n   :alt: A *mill*\n.. figure:: b.png\n   :alt: none\n\n   Caption.\n", "A mill\n\nCaption.\n"},
		"code":                   {".. code:: go\n   :number-lines:\n\n   a *b*\n\n.. math:: x^2\n", "```\na *b*\n```\n\n```\nx^2\n```\n"},
		"unknown directive":      {".. jinja:: x\n   :y: z\n\n   text\n\n.. autoclass:: A\n\n   text\n", "text\n"},
		"class of blocks":        {".. class:: big\n\nx\n\n.. class:: Mill(name)\n\n   A mill.\n", "x\n\nMill(name)\n\nA mill.\n"},
		"sections in only":       {"A\n==\n\n.. only:: html\n\n   B\n   ==\n   c\n", "# A\n\n# B\n\nc\n"},
		"grid table":             {"+---+---+\n| a | b |\n+===+===+\n| 1 | - x |\n+---+---+\n", "```\n+---+---+\n| a | b |\n+===+===+\n| 1 | - x |\n+---+---+\n```\n"},
		"drawn table":            {"+---+----+\n| a | 磨 |\n+===+====+\n| 1 | x  |\n|   | y  |\n+---+----+\n", "- a: 1; 磨: x y\n"},
		"spans":                  {"+---+---+---+\n| a | b | c |\n+===+===+===+\n| 1 | 2 | 3 |\n+   +---+---+\n|   | 4     |\n+---+---+---+\n", "- a: 1; b: 2; c: 3\n- a: 1; b: 4\n"},
		"simple table":           {"=====  =====\na      b\n=====  =====\n1      two\n       lines\n\n2      x  y\n=====  =====\n\nz", "- a: 1; b: two lines\n- a: 2; b: x y\n\nz\n"},
		"table without an end":   {"=====  =====\na      b\n\nz", "=====  =====\na      b\n\nz\n"},
		"lists in a table":       {".. list-table::\n\n   * - a\n     - b\n   * - 1\n     - 2", "- a: b\n- 1: 2\n"},
		"broken values":          {".. csv-table::\n   :delim: \xff\n\n   \"a, b", "x"},
		"proposal":               {"PEP: 8\nTitle: Style\nAuthor: A B <a@b.c>,\n        C D\nCreated: 05-Jul-2001\n\nText\n====\nx", "# Style\n\n- PEP: 8\n- Author: A B <a@b.c>,\n- Created: 05-Jul-2001\n\n## Text\n\nx\n"},
	} {
		t.Run(name, func(t *testing.T) {
			doc, err := readertest.Read(t, rst.Reader{}, "a.rst", []byte(tt.source))
			if name == "broken values" {
				return // reading it is enough
			}
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
	const defined = "\n\n.. |n| replace:: no *one* |m|\n.. |m| image:: m.png\n   :alt: picture\n.. |tm| unicode:: U+2122\n.. _there: x\n.. [#a] note\n.. [#] other\n"
	for source, want := range map[string]string{
		"*a* **b** ``c *d*`` `e`":                       "a b c *d* e",
		"2 * 3 * 4, 2*3*4, *args, **kwargs, a `":        "2 * 3 * 4, 2*3*4, *args, **kwargs, a `",
		"(*a*), \"**b**\", -*c*-, “*d*”":                "(a), \"b\", -c-, “d”",
		`\*a\* re\ **struct**\ ured C:\\ *b\**`:         `*a* restructured C:\ b*`,
		"`a b <http://c>`_ `<http://d>`__ http://e.f/":  "a b http://d http://e.f/",
		"there_ nowhere_ There_. any__ __init__ a_b":    "there nowhere_ There. any __init__ a_b",
		":ref:`a <b>` :doc:`/c` :func:`~d.e` :x:y:`!f`": "a /c d.e f",
		"`a`:sup: x\\ :sup:`2` H\\ :sub:`2`\\ O":        "^a x^2 H2O",
		":pep:`8` :rfc:`822#sec` :math:`\\alpha`":       `PEP 8 RFC 822 \alpha`,
		"|n| |tm| |unknown| a|b|c":                      "no one picture ™ unknown a|b|c",
		"one [1]_, [#a]_, [#]_, [CIT]_ [not] [2]":       "one [1], [1], [2], [CIT] [not] [2]",
		"_`here` we are":                                "here we are",
		"*über* 的*是* ｢*x*｣":                             "über 的*是* ｢x｣",
		"*a\nb* c":                                      "a\nb c",
	} {
		doc, err := readertest.Read(t, rst.Reader{}, "a.rst", []byte(source+defined))
		if got, _, _ := strings.Cut(doc.Text, "\n\n"); got != want || err != nil {
			t.Errorf("%q became %q, want %q (%v)", source, got, want, err)
		}
	}
}

func TestAbout(t *testing.T) {
	doc, err := readertest.Read(t, rst.Reader{}, "a.rst", []byte("Mill\n====\n\n:Author: Mara Oduya <mara@example.org>\n:Authors: - A B\n          - C D\n"+
		":Organization: The Coast Post\n:Date: $Date: 2024-05-01 $\n:lang: en\n:Status: draft\n\nText.\n\n:Author: nobody\n"))
	want := corpus.Document{Title: "Mill", Author: "Mara Oduya, A B, C D", Publisher: "The Coast Post", Date: "2024-05-01", Language: "en",
		Text: doc.Text, Sections: doc.Sections}
	if diff := cmp.Diff(want, doc); diff != "" || err != nil {
		t.Errorf("%v, -want +got:\n%s", err, diff)
	}
}

// hostile are files that want more time, memory or depth than they may have.
func hostile() map[string]string {
	var nested, definitions, crossed strings.Builder
	for i := range 1000 {
		nested.WriteString(strings.Repeat(" ", i) + "- a\n\n")
		definitions.WriteString(strings.Repeat(" ", i) + "a\n")
	}
	for range 300 {
		crossed.WriteString(strings.Repeat("+-", 300) + "+\n" + strings.Repeat("| ", 300) + "|\n")
	}
	crosses := strings.Repeat(strings.Repeat("+", 1000)+"\n", 1000)
	return map[string]string{
		"items in items":       nested.String(),
		"terms in terms":       definitions.String(),
		"quotes in quotes":     strings.Repeat(strings.Repeat(" ", 500)+"a\n\n"+"b\n\n", 100),
		"many cells":           crossed.String(),
		"crosses":              "+-+\n" + crosses,
		"crosses alone":        crosses,
		"columns":              strings.Repeat("= ", 20_000) + "=\na\n" + strings.Repeat("= ", 20_000) + "=\n",
		"stars":                strings.Repeat("*a ", 50_000),
		"backquotes":           strings.Repeat("`a ", 50_000),
		"bars":                 strings.Repeat("|a ", 50_000) + "|",
		"colons":               strings.Repeat(":a", 50_000),
		"brackets":             strings.Repeat("[a", 50_000) + "]_",
		"underscores":          strings.Repeat("a_", 50_000),
		"backslashes":          strings.Repeat(`\`, 50_001),
		"fences":               "::\n\n  " + strings.Repeat("`", 1_000_000),
		"titles":               strings.Repeat("a\n-\n", 20_000),
		"styles":               "a\n==\nb\n--\nc\n~~\nd\n^^\ne\n''\nf\n\"\"\ng\n##\nh\n++\n",
		"a substitution twice": ".. |a| replace:: |b| |b|\n.. |b| replace:: |a| |a|\n\n|a|\n",
		"directives":           strings.Repeat(".. note::\n", 20_000) + "x",
		"notes":                strings.Repeat(".. [#]\n", 20_000) + "x",
		"values":               ".. csv-table::\n\n   " + strings.Repeat(`"a`, 20_000),
		"blank lines":          "- a" + strings.Repeat("\n", 50_000) + "b",
		"labels":               strings.Repeat(".. _a:\n", 20_000) + "A\n=\n",
		"title of itself":      ".. _a:\n\n:ref:`a` :ref:`a`\n===================\n",
	}
}

func TestHostile(t *testing.T) {
	for name, source := range hostile() {
		t.Run(name, func(t *testing.T) { readertest.Read(t, rst.Reader{}, "a.rst", []byte(source)) })
	}
}

func TestRefused(t *testing.T) {
	for name, tt := range map[string]struct{ source, says string }{
		"empty":         {" \n", "empty"},
		"binary":        {"\x00\x01\x02", "no text file"},
		"only comments": {".. nothing\n\n.. _a: b\n", "nothing to read"},
		"too large":     {strings.Repeat("a", 33<<20), "larger"},
		"growth":        {".. |a| replace:: " + strings.Repeat("x", 1900) + "\n\n" + strings.Repeat("|a| ", 100_000), "four times"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := readertest.Read(t, rst.Reader{}, "a.rst", []byte(tt.source))
			readertest.WantFault(t, err, tt.says)
		})
	}
}

// TestCut reads what is left of files that are cut off. It is text, so that
// only an empty rest is refused.
func TestCut(t *testing.T) {
	for _, sample := range []string{"testdata/demo.rst", "testdata/handbook.rst"} {
		data, err := os.ReadFile(sample)
		if err != nil {
			t.Fatal(err)
		}
		for end := 0; end < len(data); end += max(1, len(data)/500) {
			readertest.Read(t, rst.Reader{}, sample, data[:end])
		}
	}
}

func TestEndOfTime(t *testing.T) {
	readertest.EndOfTime(t, rst.Reader{}, "a.rst", []byte("text"))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if doc, err := (rst.Reader{}).Read(ctx, "a.rst", []byte("text")); err == nil || doc.Text != "" {
		t.Errorf("%q after the end of time (%v)", doc.Text, err)
	}
}

func FuzzRead(f *testing.F) {
	for _, source := range []string{"A\n=\n\n:a: b\n\n- c\n\n  1. d", "+-+-+\n| a |\n+=+=+\n|b|c|\n+-+-+", "== ==\na  b\n-----\n== ==\nc\n== ==\n\n", ".. |a| replace:: |b|\n.. b:: c\n   :d: e\n\n   f\n\n|a|_ `x <y>`__:z:"} {
		f.Add([]byte(source))
	}
	readertest.Fuzz(f, rst.Reader{}, "a.rst", "testdata/*.rst")
}
