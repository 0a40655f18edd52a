package markup_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/iotest"

	"footnote/corpus"
	"footnote/corpus/markup"
)

// outline writes what a walk meets; what is in <skip> is left unread.
func outline(r *markup.Reader) (string, error) {
	var b strings.Builder
	var inside func(e markup.Element) error
	inside = func(e markup.Element) error {
		if e.Name.Local == "skip" {
			return nil
		}
		fmt.Fprintf(&b, "<%s>", e.Name.Local)
		err := r.Mixed(inside, func(s string) { b.WriteString(s) })
		b.WriteString("</>")
		return err
	}
	err := r.Each(inside)
	return b.String(), err
}

func TestReader(t *testing.T) {
	for name, tt := range map[string]struct{ xml, want, says string }{
		"elements":  {"<a>x<b>y</b><skip>1<c>2<skip/></c>3</skip>z</a>", "<a>x<b>y</>z</>", ""},
		"utf-16":    {"\xff\xfe<\x00a\x00>\x00\xe9\x00<\x00/\x00a\x00>\x00", "<a>é</>", ""},
		"latin-1":   {"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xe9</a>", "<a>é</>", ""},
		"nothing":   {"", "", ""},
		"truncated": {"<a><b>x</b>", "<a><b>x</></>", "XML is wrong"},
		"external":  {`<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>`, "<a>&x;</>", ""},
		"laughs":    {`<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;">]><a>&y;</a>`, "<a>&y;</>", ""},
		"no xml":    {"\x00\x01", "", "XML is wrong"},
		"encoding":  {"<?xml version='1.0' encoding='nonsense'?><a/>", "", "XML is wrong"},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := outline(markup.New(t.Context(), iotest.HalfReader(strings.NewReader(tt.xml))))
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			wantFault(t, err, tt.says)
		})
	}
}

func TestReaderLimits(t *testing.T) {
	deep := strings.Repeat("<a>", 401) + strings.Repeat("</a>", 401)
	_, err := outline(markup.New(t.Context(), strings.NewReader(deep)))
	wantFault(t, err, "400 deep")
	for _, long := range []string{"<a>" + strings.Repeat("x", 9<<20) + "</a>", "<a " + strings.Repeat(`b="" `, 2<<20) + "/>"} {
		_, err = outline(markup.New(t.Context(), strings.NewReader(long)))
		wantFault(t, err, "8 MiB")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err = outline(markup.New(ctx, strings.NewReader(strings.Repeat("<a></a>", 1000)))); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// wantFault fails unless err is a fault that says something, or nothing.
func wantFault(t *testing.T, err error, says string) {
	t.Helper()
	var fault *corpus.Fault
	switch {
	case says == "" && err != nil:
		t.Error(err)
	case says != "" && (!errors.As(err, &fault) || !strings.Contains(err.Error(), says)):
		t.Errorf("the error is %v, want a fault that says %q", err, says)
	}
}

func TestAttr(t *testing.T) {
	r := markup.New(t.Context(), strings.NewReader(`<p:a xmlns:p="p" xmlns:r="x/relationships" r:id="7" id="1" r:other="2"/>`))
	err := r.Each(func(e markup.Element) error {
		got := []string{markup.Attr(e, "id"), markup.AttrIn(e, "/relationships", "id"), markup.Attr(e, "other"), markup.Attr(e, "none")}
		if want := "1 7 2 "; strings.Join(got, " ") != want {
			t.Errorf("got %q, want %q", got, want)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func FuzzReader(f *testing.F) {
	f.Add("<a>x<skip>y<b/></skip><c d='e'>&amp;</c></a>")
	f.Add("<a></b><!-- c --><![CDATA[<d>]]>")
	f.Fuzz(func(t *testing.T, text string) {
		_, err := outline(markup.New(t.Context(), strings.NewReader(text)))
		if fault := new(corpus.Fault); err != nil && !errors.As(err, &fault) {
			t.Errorf("%v is no fault", err)
		}
	})
}
