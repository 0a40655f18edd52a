package table_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"footnote/corpus"
	"footnote/corpus/readertest"
	"footnote/corpus/table"
)

func TestReader(t *testing.T) {
	const want = "- Stadt: Köln; Einwohner: 1.084.831; Fläche: 405,01\n- Stadt: Bonn; Einwohner: 335.975; Fläche: 141,06\n"
	for name, tt := range map[string]struct{ name, data, want, says string }{
		"semicolons":    {"a.csv", "Stadt;Einwohner;Fläche\r\nKöln;1.084.831;405,01\r\nBonn;335.975;141,06\r\n", want, ""},
		"commas":        {"a.csv", "Stadt,Einwohner,Fläche\nKöln,1.084.831,\"405,01\"\nBonn,335.975,\"141,06\"\n", want, ""},
		"tabs":          {"a.tsv", "Stadt\tEinwohner\tFläche\nKöln\t1.084.831\t405,01\nBonn\t335.975\t141,06", want, ""},
		"bars":          {"a.csv", "Stadt|Einwohner|Fläche\nKöln|1.084.831|405,01\nBonn|335.975|141,06", want, ""},
		"told by Excel": {"a.csv", "sep=!\r\nStadt!Einwohner!Fläche\r\nKöln!1.084.831!405,01\r\nBonn!335.975!141,06\r\n", want, ""},
		"marked UTF-8":  {"a.csv", "\ufeffStadt;Einwohner;Fläche\nKöln;1.084.831;405,01\nBonn;335.975;141,06\n", want, ""},
		"Windows-1252":  {"a.csv", "Stadt;Einwohner;Fl\xe4che\nK\xf6ln;1.084.831;405,01\nBonn;335.975;141,06\n", want, "Windows 1252"},
		"quoted lines":  {"a.csv", "Name,Note\nAnna,\"one\ntwo \"\"x\"\"\"\n\nBo,3\n", "- Name: Anna; Note: one two \"x\"\n\n- Name: Bo; Note: 3\n", ""},
		"stray quotes":  {"a.csv", "Size,n\n5\" pipe,3\n6\" pipe,4\n", "- Size: 5\" pipe; n: 3\n- Size: 6\" pipe; n: 4\n", ""},
		"unclosed":      {"a.csv", "a,b\n\"x,1\n" + strings.Repeat("y,2\n", 40000), "", "never closed"},
		"empty":         {"a.csv", "\n,,\n", "", "holds nothing"},
		"no text":       {"a.csv", "\x00\x01\x02\x03", "", "no text file"},
	} {
		t.Run(name, func(t *testing.T) {
			doc, err := table.Reader{}.Read(t.Context(), tt.name, []byte(tt.data))
			if diff := cmp.Diff(tt.want, doc.Text); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			if (err == nil) != (tt.says == "") || err != nil && !strings.Contains(err.Error(), tt.says) {
				t.Errorf("the error is %v, want one that says %q", err, tt.says)
			}
		})
	}
}

func TestReaderTooLong(t *testing.T) {
	doc, err := table.Reader{MaxRows: 3}.Read(t.Context(), "a.csv", []byte("a,b\n1,2\n3,4\n5,6\n"))
	var fault *corpus.Fault
	if !errors.As(err, &fault) || fault.Kind != corpus.Doubtful || doc.Text != "- a: 1; b: 2\n- a: 3; b: 4\n" {
		t.Errorf("%q, %v", doc.Text, err)
	}
}

func TestReaderTooWide(t *testing.T) {
	_, err := table.Reader{}.Read(t.Context(), "a.csv", []byte("a,b\n1"+strings.Repeat(",2", 1000)+"\n"))
	readertest.WantFault(t, err, "1000 columns")
}

func TestReaderEndOfTime(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := (table.Reader{}).Read(ctx, "a.csv", []byte("a,b\n1,2\n")); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func FuzzReader(f *testing.F) {
	f.Add([]byte("a,b\n1,2\n\n\"c\nd\",e,f\n"))
	f.Add([]byte("sep=;\na;b\n;;\n"))
	f.Add([]byte("a\tb\n1\t\xff\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := table.Reader{MaxRows: 100}.Read(t.Context(), "a.csv", data)
		if fault := new(corpus.Fault); err != nil && !errors.As(err, &fault) {
			t.Errorf("%v is no fault", err)
		} else if err == nil && (!utf8.ValidString(doc.Text) || doc.Text == "") {
			t.Errorf("text %q", doc.Text)
		}
	})
}
