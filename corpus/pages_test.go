package corpus

import "testing"

func TestPagesOf(t *testing.T) {
	paged := Document{Pages: []Page{{"iv", 0}, {"1", 10}, {"2", 20}, {"3", 20}, {"4", 30}}}
	for _, test := range []struct {
		span Span
		want string
	}{
		{Span{0, 10}, "iv"}, {Span{0, 11}, "iv–1"}, {Span{9, 20}, "iv–1"}, {Span{10, 20}, "1"},
		{Span{20, 25}, "3"}, {Span{19, 31}, "1–4"}, {Span{40, 50}, "4"}, {Span{20, 20}, "3"},
	} {
		if got := paged.PagesOf(test.span); got != test.want {
			t.Errorf("PagesOf(%v) = %q, want %q", test.span, got, test.want)
		}
	}
	late := Document{Pages: []Page{{"2", 5}}}
	if got := late.PagesOf(Span{0, 3}); got != "" {
		t.Errorf("before the first page: %q", got)
	}
	if got := late.PagesOf(Span{0, 9}); got != "2" {
		t.Errorf("from before the first page: %q", got)
	}
	if got := new(Document).PagesOf(Span{0, 9}); got != "" {
		t.Errorf("without pages: %q", got)
	}
}

func TestLinkOf(t *testing.T) {
	doc := Document{URL: "all", Links: []Link{{0, "first"}, {10, ""}, {20, "third"}}}
	for offset, want := range map[int]string{0: "first", 9: "first", 10: "all", 19: "all", 20: "third", 99: "third"} {
		if got := doc.LinkOf(Span{offset, offset + 5}); got != want {
			t.Errorf("at %d: got %q, want %q", offset, got, want)
		}
	}
	doc.Links = doc.Links[1:]
	if got := doc.LinkOf(Span{3, 4}); got != "all" {
		t.Errorf("before the first: got %q", got)
	}
}
