package phrases

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

func TestLocales(t *testing.T) {
	c := catalog(t)
	for locale, want := range map[string]string{
		"en-US": "en", "en-GB": "en", "ru": "ru", "zh-CN": "zh", "zh-TW": "zh", "de": "de", "es-ES": "es", "es-419": "es", "fr": "fr",
		"ja": "en", "": "en", "zh": "zh", "DE": "de", "den": "en",
	} {
		if got := c.In(locale).Code(); got != want {
			t.Errorf("%q is spoken to in %s, want %s", locale, got, want)
		}
	}
}

func TestLocalised(t *testing.T) {
	got := catalog(t).Localised(NameAsk)
	want := map[string]string{"ru": "спросить", "zh-CN": "提问", "zh-TW": "提问", "de": "frage", "es-ES": "preguntar", "es-419": "preguntar", "fr": "demander"}
	if !maps.Equal(got, want) {
		t.Errorf("got %v", got)
	}
}

func TestForms(t *testing.T) {
	tests := []struct {
		locale string
		key    Key
		arg    any
		want   string
	}{
		{"en-US", InLine, 1, "1st in line"}, {"en-US", InLine, 2, "2nd in line"}, {"en-US", InLine, 3, "3rd in line"},
		{"en-US", InLine, 4, "4th in line"}, {"en-US", InLine, 11, "11th in line"}, {"en-US", InLine, 12, "12th in line"},
		{"en-US", InLine, 13, "13th in line"}, {"en-US", InLine, 21, "21st in line"}, {"en-US", InLine, 112, "112th in line"},
		{"en-US", CountDocuments, 0, "0 documents"}, {"en-US", CountDocuments, 1, "1 document"}, {"en-US", CountDocuments, 2, "2 documents"},
		{"en-US", CountDocuments, int64(1), "1 document"}, {"en-US", CountDocuments, "1", "1 document"}, {"en-US", CountDocuments, "many", "many documents"},
		{"ru", CountDocuments, 1, "1 документ"}, {"ru", CountDocuments, 2, "2 документа"}, {"ru", CountDocuments, 5, "5 документов"},
		{"ru", CountDocuments, 11, "11 документов"}, {"ru", CountDocuments, 14, "14 документов"}, {"ru", CountDocuments, 21, "21 документ"},
		{"ru", CountDocuments, 24, "24 документа"}, {"ru", CountDocuments, 111, "111 документов"}, {"ru", CountDocuments, 0, "0 документов"},
		{"ru", CountDocuments, 1_000_000, "1000000 документов"}, {"ru", CountDocuments, 3_000_021, "3000021 документ"},
		{"zh-CN", CountDocuments, 1, "1 份文档"}, {"zh-CN", InLine, 2, "排在第 2 位"},
		{"de", CountDocuments, 1, "1 Dokument"}, {"de", InLine, 2, "Platz 2 in der Warteschlange"},
		{"es-419", CountDocuments, 1, "1 documento"}, {"es-419", CountDocuments, 0, "0 documentos"},
		{"fr", CountDocuments, 0, "0 document"}, {"fr", CountDocuments, 1, "1 document"}, {"fr", CountDocuments, 2, "2 documents"},
		{"fr", InLine, 1, "1er dans la file d’attente"}, {"fr", InLine, 2, "2e dans la file d’attente"},
	}
	c := catalog(t)
	for _, test := range tests {
		if got := c.In(test.locale).Text(test.key, test.arg); got != test.want {
			t.Errorf("%s: got %q, want %q", test.locale, got, test.want)
		}
	}
}

func TestFilling(t *testing.T) {
	l := catalog(t).In("en-US")
	tests := []struct{ got, want string }{
		{l.Text(ErrNoDocument, "{1} {0}"), "There is no document “{1} {0}”."}, // what users write is not read again
		{l.Text(ErrNoDocument), "There is no document “{0}”."},
		{l.Text(DocumentsPage, 2, 7, "more"), "Page 2 of 7"},
		{l.Text("no.such.key", 1), "no.such.key"},
		{Language{}.Text(NameAsk), NameAsk},
	}
	for _, test := range tests {
		if test.got != test.want {
			t.Errorf("got %q, want %q", test.got, test.want)
		}
	}
}

func TestFaultyTexts(t *testing.T) {
	english := grammars()[0]
	for source, fault := range map[string]string{
		"{":          "a { without its }",
		"a } b":      "a } without its {",
		"{a}":        "{a} does not begin with the number of an argument",
		"{}":         "{} does not begin",
		"{10}":       "{10} does not begin",
		"{0|a}":      "{0|a} has 1 forms, and en has 2",
		"{0#a|b}":    "{0#a|b} has 2 forms, and en has 4",
		"{0|a|b|c}":  "{0|a|b|c} has 3 forms",
		"x{0}y{1{2}": "{1{2} does not begin",
	} {
		if _, err := english.parse(source); err == nil || !strings.Contains(err.Error(), fault) {
			t.Errorf("%q gave %v", source, err)
		}
	}
}

// Each form of each language is the one for some number.
func TestEveryFormIsUsed(t *testing.T) {
	for _, g := range grammars() {
		var quantities, ranks []int
		for n := range 30 {
			quantities, ranks = append(quantities, g.form(false, n)), append(ranks, g.form(true, n))
		}
		if slices.Max(quantities) != len(g.cardinal)-1 || slices.Max(ranks) != len(g.ordinal)-1 {
			t.Errorf("%s: the last form of a quantity is %d, of a rank %d", g.code, slices.Max(quantities), slices.Max(ranks))
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"", "a {0} b", "{0|a|b}", "{1#st|nd|rd|th}", "{", "}", "{9}{9}", "{0|{1}|b}", "é{0}☂"} {
		f.Add(seed, -3)
	}
	f.Fuzz(func(t *testing.T, source string, n int) {
		for _, g := range grammars() {
			read, err := g.parse(source)
			if err != nil {
				continue
			}
			if got := g.fill(read, nil); got != source {
				t.Errorf("%q became %q without arguments", source, got)
			}
			g.fill(read, []any{n, source})
		}
	})
}

func BenchmarkText(b *testing.B) {
	c, err := New()
	if err != nil {
		b.Fatal(err)
	}
	l := c.In("ru")
	for b.Loop() {
		l.Text(StatusDocuments, 12, 345)
	}
}
