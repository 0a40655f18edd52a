package corpus

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const prose = "It was a long year, and nobody in the village had expected that the mill would ever turn again."

func TestTextTitle(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"a blank line follows", "The mill\n\n" + prose, "The mill"},
		{"longer text follows", "The mill\n" + prose, "The mill"},
		{"a question", "Who owns the mill?\n\n" + prose, "Who owns the mill?"},
		{"in quotation marks", "“The mill”\n\n" + prose, "“The mill”"},
		{"blank lines in front", "\n\n  The mill  \r\n\r\n" + prose, "The mill"},
		{"no capitals in the script", "水車小屋の歴史\n\n" + prose, "水車小屋の歴史"},
		{"behind a mark", "\ufeffThe mill\n\n" + prose, "The mill"},
		{"underlined", "The mill\n========\n\n" + prose, "The mill"},
		{"a sentence", "The mill stands.\n\n" + prose, "file"},
		{"a list begins", "We need:\n\n- flour\n- water\n", "file"},
		{"lower case", "the mill\n\n" + prose, "file"},
		{"a figure", "1788\n\n" + prose, "file"},
		{"a credit", "Photo by Mara Oduya\n\n" + prose, "file"},
		{"several sentences without blanks", "水車は千七百八十八年に建てられた。今も川のほとりに立っている\n\n" + prose, "file"},
		{"long", prose + prose + "\n\n" + prose, "file"},
		{"nothing else", "The mill", "file"},
		{"a list of words", "Flour\nWater\nSalt\n", "file"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := Read("dir/file.txt", []byte(tt.text))
			if err != nil {
				t.Fatal(err)
			}
			checkDocument(t, doc)
			if doc.Title != tt.want {
				t.Errorf("title = %q, want %q", doc.Title, tt.want)
			}
		})
	}
}

func TestFileTitle(t *testing.T) {
	for name, want := range map[string]string{
		"a/b/Hand book.txt": "Hand book", "GPL-2.0": "GPL-2.0", "README": "README", "main.go": "main.go", "page.html": "page",
	} {
		if got := fileTitle(name); got != want {
			t.Errorf("fileTitle(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestTextHeadings(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"between blank lines", "The Wheel\n\n" + prose, []string{"2 The Wheel"}},
		{"sentence case", "How to grind\n\n" + prose, []string{"2 How to grind"}},
		{"two in a row", "The Wheel\n\nWhat turns it?\n\n" + prose, []string{"2 The Wheel", "2 What turns it?"}},
		{"numbered", "1. Wheel\n\n1.2 Axle\n\n" + prose, []string{"2 1. Wheel", "3 1.2 Axle"}},
		{"a chapter", "CHAPTER IV: The Flood\n\n" + prose, []string{"2 CHAPTER IV: The Flood"}},
		{"hashes", "### The wheel\n\n" + prose, []string{"3 The wheel"}},
		{"underlined", "The wheel\n---------\n" + prose, []string{"2 The wheel"}},
		{"no capitals in the script", "水車の歴史\n\n水車は千七百八十八年に建てられ、川のほとりに立っている。", []string{"2 水車の歴史"}},
		{"at the end", "The Wheel\n", nil},
		{"before a short line", "The Wheel\n\nTom Miller\n", nil},
		{"a sentence", "It turns.\n\n" + prose, nil},
		{"a label", "Courtesy: The Mill\n\n" + prose, nil},
		{"a credit", "Mara Oduya/Getty Images\n\n" + prose, nil},
		{"a notice", "Read more about the mill\n\n" + prose, nil},
		{"a day", "September 14, 2021\n\n" + prose, nil},
		{"a time", "14 September, 7:30 pm\n\n" + prose, nil},
		{"the head of a page", "Internet Draft      The Mill\n\n" + prose, nil},
		{"somebody asks", "“Why did it stop?”\n\n" + prose, nil},
		{"two sentences", "The wheel turns. It never stops\n\n" + prose, nil},
		{"a label without blanks", "図：水車小屋\n\n" + prose, nil},
		{"an address", "mill@example.org\n\n" + prose, nil},
		{"long", strings.Repeat("The Wheel ", 9) + "\n\n" + prose, nil},
		{"wrapped text", "The Wheel and the axle of the mill were made of oak\nand of iron, which is hard to come by in these\nparts of the country and dear as well.", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			// A sentence comes first, so that no line is taken for the title.
			doc, err := Read("file.txt", []byte(prose+"\n\n"+tt.text))
			if err != nil {
				t.Fatal(err)
			}
			checkDocument(t, doc)
			var got []string
			for _, s := range doc.Sections {
				if s.Level > 0 {
					got = append(got, string(rune('0'+s.Level))+" "+s.Title)
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("headings (-want +got):\n%s", diff)
			}
		})
	}
}

func TestByline(t *testing.T) {
	tests := []struct{ line, author, publisher, date, url string }{
		{line: "Author: Mara Oduya", author: "Mara Oduya"},
		{line: "Authors: Mara Oduya and Tom Lister", author: "Mara Oduya and Tom Lister"},
		{line: "By J. R. van der Meer", author: "J. R. van der Meer"},
		{line: "BY MARA ODUYA", author: "MARA ODUYA"},
		{line: "By Mara Oduya · March 4, 2025", author: "Mara Oduya", date: "2025-03-04"},
		{line: "By Mara Oduya and Tom Lister | 2025-03-04", author: "Mara Oduya and Tom Lister", date: "2025-03-04"},
		{line: "By Mara Oduya, 4 March 2025", author: "Mara Oduya", date: "2025-03-04"},
		{line: "By Mara Oduya, who was there"},
		{line: "Publisher: The Coast Post", publisher: "The Coast Post"},
		{line: "Date: 4 March 2025", date: "2025-03-04"},
		{line: "Published on: 2025/03/04", date: "2025-03-04"},
		{line: "Source: https://coast.example/a", url: "https://coast.example/a"},
		{line: "Date: 03/04/2025"},
		{line: "By the river Mara sat and wept"},
		{line: "By Monday All Was Over. Then It Rained"},
		{line: "Authors: Mara and Tom* In recent years, the river rose"},
		{line: "Source: own photograph"},
	}
	for _, tt := range tests {
		t.Run(tt.line, func(t *testing.T) {
			doc, err := Read("file.txt", []byte("The mill\n\n"+tt.line+"\n\n"+prose+"\n"))
			if err != nil {
				t.Fatal(err)
			}
			got := [4]string{doc.Author, doc.Publisher, doc.Date, doc.URL}
			if want := [4]string{tt.author, tt.publisher, tt.date, tt.url}; got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

func TestISODate(t *testing.T) {
	for in, want := range map[string]string{
		"2025-03-04": "2025-03-04", "4 March 2025": "2025-03-04", "March 4, 2025": "2025-03-04", "Mar 4, 2025": "2025-03-04",
		"2025-03-04T07:30:00+02:00": "2025-03-04", "2025-03-04T07:30:00.123Z": "2025-03-04", "Tue, 04 Mar 2025 07:30:00 GMT": "2025-03-04",
		"2025-03-04T14:15+0000": "2025-03-04",
		"03/04/2025":            "03/04/2025", "2025": "2025", "last spring": "last spring", "": "", "2025-13-40": "2025-13-40",
	} {
		if got := isoDate(in); got != want {
			t.Errorf("isoDate(%q) = %q, want %q", in, got, want)
		}
	}
}
