package compose

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"footnote/corpus"
)

func TestWriter(t *testing.T) {
	for name, tt := range map[string]struct {
		write func(w *Writer)
		want  string
	}{
		"nothing":            {func(w *Writer) { w.Paragraph(" \n "); w.Code("\n"); w.Heading(1, " "); w.Table([][]string{{""}}, 1) }, ""},
		"two lists":          {func(w *Writer) { item(w, "- ", "a"); item(w, "- ", "b"); w.EndList(); item(w, "1. ", "c") }, "- a\n- b\n\n1. c\n"},
		"paragraphs in item": {func(w *Writer) { w.Item("- "); w.Paragraph("a"); w.Paragraph("b\nc"); w.EndItem(); item(w, "- ", "d") }, "- a\n\n  b\n  c\n- d\n"},
		"empty item":         {func(w *Writer) { w.Item("- "); w.EndItem(); w.Paragraph("a") }, "a\n"},
		"label alone":        {func(w *Writer) { w.Label("See: "); w.Code("x") }, "See:\n\n```\nx\n```\n"},
		"label of an item":   {func(w *Writer) { w.Item("- "); w.Label("a: "); w.EndItem(); w.Paragraph("b") }, "- a:\n\nb\n"},
		"fences in code":     {func(w *Writer) { w.Code("````\nx\n````") }, "`````\n````\nx\n````\n`````\n"},
		"heading in an item": {func(w *Writer) { w.Item("- "); w.Heading(2, "A"); w.Paragraph("b"); w.EndItem() }, "## A\n\nb\n"},
		"a long heading":     {func(w *Writer) { w.Heading(1, strings.Repeat("x", 201)) }, strings.Repeat("x", 201) + "\n"},
		"deep items": {func(w *Writer) {
			for range 12 {
				w.Item("- ")
				w.Paragraph("a")
			}
		}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			var w Writer
			tt.write(&w)
			if name == "deep items" {
				if got := w.Text(); !strings.HasSuffix(got, "\n"+strings.Repeat("  ", maxIndent)+"- a\n") {
					t.Errorf("got %q", got)
				}
				return
			}
			if diff := cmp.Diff(tt.want, w.Text()); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func item(w *Writer, marker, text string) {
	w.Item(marker)
	w.Paragraph(text)
	w.EndItem()
}

func TestWriterSections(t *testing.T) {
	var w Writer
	w.Paragraph("before")
	w.Heading(1, "A\n b")
	w.Heading(9, "C")
	w.Paragraph("after")
	want := []corpus.Section{{End: 8}, {Title: "A b", Level: 1, Start: 8, End: 15}, {Title: "C", Level: 6, Start: 15, End: 31}}
	if diff := cmp.Diff(want, w.Sections()); diff != "" {
		t.Errorf("of %q, -want +got:\n%s", w.Text(), diff)
	}
}

func TestWriterFull(t *testing.T) {
	w := Writer{Max: 10}
	w.Paragraph("12345678")
	if w.Full() {
		t.Error("full too early")
	}
	w.Heading(1, "more")
	if got := w.Text(); !w.Full() || got != "12345678\n" || w.Sections() != nil {
		t.Errorf("full %t with %q and %v", w.Full(), got, w.Sections())
	}
}
