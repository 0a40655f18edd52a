package pdf

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	pdfium "github.com/klippa-app/go-pdfium/errors"
)

func TestJoined(t *testing.T) {
	known := words{}
	known.count("a well-known harbourmaster of the re-opened harbour and its master, some wooden structure", false)
	for _, test := range []struct{ above, below, want string }{
		{"one", "two", "one two"},
		{"the har-", "bour", "the harbour"},
		{"a well-", "known man", "a well-known man"},
		{"the harbour-", "master", "the harbourmaster"},
		{"it was re-", "opened.", "it was re-opened."},
		{"state-of-", "the-art", "state-of-the-art"},
		{"Nord-", "Süd", "Nord-Süd"},
		{"pre-", "and postwar", "pre- and postwar"},
		{"Haupt-", "und Nebensache", "Haupt- und Nebensache"},
		{"3-", "fold", "3-fold"},
		{"a dash -", "and more", "a dash - and more"},
		{"это по-", "разному", "это по-разному"},
		{"港口有两", "个港池", "港口有两个港池"},
		{"港口，", "内港", "港口，内港"},
		{"some wooden-", "structure", "some wooden-structure"},
		{"", "a", "a"},
	} {
		if got := joined(test.above, test.below, known); got != test.want {
			t.Errorf("%q and %q give %q, want %q", test.above, test.below, got, test.want)
		}
	}
}

func TestSpelled(t *testing.T) {
	for char, want := range map[rune]string{
		'a': "a", 'ﬁ': "fi", 'ﬄ': "ffl", hyphenSign: "-", '\u00ad': "-", '\u200b': "", 0xf0b7: "•", 0xf041: "", 0xe000: "", '⼀': "一", 'ﻼ': "لا",
	} {
		if got := spelled(char); got != want {
			t.Errorf("%q is spelled %q, want %q", char, got, want)
		}
	}
}

// printed makes the rows of a page of texts, from the top.
func printed(texts ...string) []row {
	var rows []row
	for i, text := range texts {
		base := 800 - 20*float64(i)
		if i == len(texts)-1 {
			base = 40
		}
		rows = append(rows, row{{box: box{50, base, 300, base + 8}, font: font{size: 10}, text: text, base: base, order: i}})
	}
	return rows
}

func TestRunning(t *testing.T) {
	pages := [][]row{
		printed("Annals, volume 7", "Text of one.", "2 A note.", "131"),
		printed("Annals, volume 7", "Text of two.", "132"),
		printed("Annals, volume 7", "133 sheep came.", "More text.", "133"),
		printed("Annals, volume 7", "Text of four.", "134"),
	}
	drop, numbers := running(pages)
	for i, rows := range pages {
		var left []string
		for _, r := range rows {
			if !drop[i][r[0].order] {
				left = append(left, r.text())
			}
		}
		want := [][]string{{"Text of one.", "2 A note."}, {"Text of two."}, {"133 sheep came.", "More text."}, {"Text of four."}}[i]
		if !slices.Equal(left, want) {
			t.Errorf("page %d keeps %q, want %q", i, left, want)
		}
	}
	if want := []int{131, 132, 133, 134}; !slices.Equal(numbers, want) {
		t.Errorf("the numbers are %v, want %v", numbers, want)
	}
	labels := labelsOf(make([]sheet, 4), numbers)
	if want := []string{"131", "132", "133", "134"}; !slices.Equal(labels, want) {
		t.Errorf("the labels are %v, want %v", labels, want)
	}
	named := labelsOf([]sheet{{label: "i"}, {label: "ii"}, {label: "1"}, {}}, numbers)
	if want := []string{"i", "ii", "1", "134"}; !slices.Equal(named, want) {
		t.Errorf("the labels are %v, want %v", named, want)
	}
}

func TestPagesAtFault(t *testing.T) {
	pages := func(kinds string) []sheet {
		var all []sheet
		for i, kind := range kinds {
			s := sheet{number: i, pictured: kind == 'p', broken: kind == 'b'}
			if kind == 't' {
				s.runs = []run{{}}
			}
			all = append(all, s)
		}
		return all
	}
	for kinds, want := range map[string]string{
		"tt":       "<nil>",
		"tp":       "page 2 holds only pictures, which were not read; if there is text in them, run OCR, for instance ocrmypdf",
		"ttppptp":  "pages 3 to 5 and 7 hold only pictures, which were not read; if there is text in them, run OCR, for instance ocrmypdf",
		"pp":       "holds pictures of text only; run OCR on it, for instance ocrmypdf, and index the result",
		"tb":       "page 2 is damaged or too large, and left out",
		"bb":       unreadable,
		"t-":       "<nil>",
		"ptttp":    "<nil>",
		"pttpp":    "pages 1 and 4 to 5 hold only pictures, which were not read; if there is text in them, run OCR, for instance ocrmypdf",
		"tptptptt": "pages 2, 4 and 6 hold only pictures, which were not read; if there is text in them, run OCR, for instance ocrmypdf",
	} {
		if got := fmt.Sprint(pagesAtFault(pages(kinds))); got != want {
			t.Errorf("%s: %q, want %q", kinds, got, want)
		}
	}
}

func TestRefusal(t *testing.T) {
	for err, want := range map[error]string{
		pdfium.ErrPassword:   "is protected by a password; remove it, for instance with qpdf --decrypt, and index the result",
		pdfium.ErrFormat:     "is damaged; perhaps it was not copied whole, or qpdf can mend it",
		errors.New("a trap"): unreadable,
	} {
		if got := refusal(err).Error(); got != want {
			t.Errorf("%v: %q, want %q", err, got, want)
		}
	}
}

func TestAbout(t *testing.T) {
	for title, sensible := range map[string]bool{
		"The Harbour of Lindvik": true, "Report 2021": true, "Гавань": true, "untitled": false, "Document1": false,
		"Microsoft Word - thesis.doc": false, "thesis_final.tex": false, "about:blank": false, "": false, "12": false, "C:\\x\\y.pdf": false,
	} {
		if got := sensibleTitle(title) != ""; got != sensible {
			t.Errorf("%q is sensible: %t", title, got)
		}
	}
	for author, name := range map[string]bool{"Marta Olsen": true, "admin": false, "": false, "Windows User": false, "a@b.example": false} {
		if isName(author) != name {
			t.Errorf("%q is a name: %t", author, !name)
		}
	}
	for date, want := range map[string]string{
		"D:20210314093000+01'00'": "2021-03-14", "20210314": "2021-03-14", "D:2021": "", "": "", "D:20219999": "", "D:00010101": "",
	} {
		if got := isoDate(date); got != want {
			t.Errorf("%q is the day %q, want %q", date, got, want)
		}
	}
}
