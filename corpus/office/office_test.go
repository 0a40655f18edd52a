package office

import (
	"strings"
	"testing"

	"footnote/corpus/compose"
	"footnote/corpus/readertest"
	"footnote/corpus/table"
)

func TestDocument(t *testing.T) {
	for name, tt := range map[string]struct {
		properties   Properties
		found, title string
		author, date string
	}{
		"said":        {Properties{Title: " The  mill ", Author: "Su", Modified: "2024-03-05T23:59:00Z", Created: "2020-01-01"}, "Found", "The mill", "Su", "2024-03-05"},
		"by programs": {Properties{Title: "PowerPoint Presentation", Author: "python-docx", Modified: "1601-01-01T00:00:00Z"}, "Found", "Found", "", ""},
		"old names":   {Properties{Title: "Microsoft Word - a.doc", Author: "Microsoft Office User", Created: "2020-01-01T00:00:00"}, "", "Top", "", "2020-01-01"},
		"no date":     {Properties{Title: "untitled", Modified: "yesterday, perhaps"}, "", "Top", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			var w compose.Writer
			w.Heading(1, "Top")
			w.Paragraph("text")
			doc, err := tt.properties.Document("a.docx", tt.found, &w)
			if err != nil || doc.Title != tt.title || doc.Author != tt.author || doc.Date != tt.date {
				t.Errorf("%q %q %q %v", doc.Title, doc.Author, doc.Date, err)
			}
		})
	}
	var w compose.Writer
	_, err := Properties{Title: "x"}.Document("a.docx", "", &w)
	readertest.WantFault(t, err, "holds no text")
	w.Paragraph("text")
	if doc, err := (Properties{}).Document(`folder\b.docx`, "", &w); err != nil || doc.Title != "b" {
		t.Errorf("%q %v", doc.Title, err)
	}
	w = compose.Writer{Max: 5}
	w.Paragraph("text")
	w.Paragraph("more")
	_, err = Properties{}.Document("a.docx", "", &w)
	readertest.WantFault(t, err, "too long")
}

func TestWriteBlocks(t *testing.T) {
	note := Block{Text: "a note"}
	for name, tt := range map[string]struct {
		blocks []Block
		want   string
	}{
		"code":          {[]Block{{Kind: Code, Text: "a"}, {Kind: Code, Text: " b"}, {Text: "c"}}, "```\na\n b\n```\n\nc\n"},
		"note in item":  {[]Block{{Kind: Item, Marker: "- ", Text: "a", After: []Block{note}}, {Kind: Item, Marker: "- ", Text: "b"}}, "- a\n\n  a note\n- b\n"},
		"note of table": {[]Block{{Kind: Table, Table: table.Table{Rows: [][]string{{"A", "n"}, {"x", "1"}}, Headers: 1}, After: []Block{note}}}, "- A: x; n: 1\n\na note\n"},
		"two lists":     {[]Block{{Kind: Item, Marker: "- ", Text: "a"}, {Text: "b"}, {Kind: Item, Marker: "1. ", Text: "c"}}, "- a\n\nb\n\n1. c\n"},
	} {
		t.Run(name, func(t *testing.T) {
			var w compose.Writer
			Write(&w, tt.blocks)
			if w.Text() != tt.want {
				t.Errorf("got %q, want %q", w.Text(), tt.want)
			}
		})
	}
}

func TestPromote(t *testing.T) {
	bold := Block{Text: "Hours", Bold: true}
	for name, tt := range map[string]struct {
		blocks []Block
		want   bool
	}{
		"a bold line":    {[]Block{bold, {Text: "x"}}, true},
		"the last line":  {[]Block{{Text: "x"}, bold}[1:], false},
		"two bold lines": {[]Block{bold, bold}, false},
		"a label":        {[]Block{{Text: "Note:", Bold: true}, {Text: "x"}}, false},
		"headings known": {[]Block{bold, {Text: "x"}, {Kind: Heading, Text: "H"}}, false},
	} {
		Promote(tt.blocks)
		if got := tt.blocks[0].Kind == Heading; got != tt.want {
			t.Errorf("%s: %t", name, got)
		}
	}
}

func TestText(t *testing.T) {
	for _, tt := range [][3]string{{"10", "6", "^6"}, {"1788.", "2", ""}, {"1", "st", "st"}, {"", "6", "6"}, {"m ", "2", "2"}, {"10", "−3", "^−3"}} {
		if got := Superscript(tt[0], tt[1]); got != tt[2] {
			t.Errorf("%q raised behind %q is %q, want %q", tt[1], tt[0], got, tt[2])
		}
	}
	for marker, want := range map[string]bool{"-": true, "1.": true, "(12)": true, "a)": true, "a.": false, "iv.": false, "1.2": false, "Article 1": false, "": false, "1": false, "1234.": false} {
		if IsMarker(marker) != want {
			t.Errorf("IsMarker(%q) is %t", marker, !want)
		}
	}
	for style, want := range map[string]int{"Heading 3": 3, "Überschrift 1": 1, "标题 2": 2, "heading_20": 0, "Heading": 0, "Heading 10": 0} {
		if got := HeadingLevel(style); got != want {
			t.Errorf("the level of %q is %d", style, got)
		}
	}
	if !IsContents("TOC 2") || !IsContents("Contents Heading") || IsContents("Contents") || !IsCode("Source Code") || !IsDefaultSheet("Tabelle1") || !IsDefaultSheet("Sheet") || IsDefaultSheet("Stock") {
		t.Error("a name is taken for another")
	}
	for want, got := range map[string]string{"iv": Numeral("i", 4), "MCMXCIX": Numeral("upperRoman", 1999), "aa": Numeral("a", 27), "05": Numeral("decimalZero", 5), "4000": Numeral("I", 4000)} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if got := Visible("so\u00adft\u200b\ufeff") + Spaced(" a \t b\n c "); got != "softa b\nc" {
		t.Errorf("got %q", got)
	}
	if _, err := Open([]byte(strings.Repeat("x", 10))); err == nil {
		t.Error("opened what is none")
	}
}
