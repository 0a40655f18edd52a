package openaiembed

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestClip(t *testing.T) {
	for _, test := range []struct {
		text string
		n    int
		want string
	}{
		{"short", 9, "short"},
		{"exactly", 7, "exactly"},
		{"the crane of the harbour", 20, "the crane of the"},
		{"one verylongwordindeed", 15, "one verylongwor"},
		{"Straße", 5, "Stra"},
		{"日本語", 4, "日"},
		{"日本語", 2, ""},
		{"\xff\xfe\xfd\xfc", 2, "\xff\xfe"},
		{"x", 0, ""},
	} {
		if got := clip(test.text, test.n); got != test.want {
			t.Errorf("%d bytes of %q are %q, want %q", test.n, test.text, got, test.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		text, n := rapid.String().Draw(t, "text"), rapid.IntRange(0, 60).Draw(t, "bytes")
		got := clip(text, n)
		if len(got) > n || !strings.HasPrefix(text, got) || !utf8.ValidString(got) || len(got) < min(len(text), n*3/4-utf8.UTFMax) {
			t.Fatalf("%d bytes of %q are %q", n, text, got)
		}
	})
}

func TestRecent(t *testing.T) {
	r := newRecent(3)
	vector := []float32{1, 2}
	for i := range 4 {
		r.put(fmt.Sprint(i), vector)
		r.get("0") // the one asked again and again stays
	}
	vector[0] = 9
	for text, want := range map[string]bool{"0": true, "1": false, "2": true, "3": true} {
		got, ok := r.get(text)
		if ok != want || ok && !slices.Equal(got, []float32{1, 2}) {
			t.Errorf("%s gives %v, %v", text, got, ok)
		}
		if ok {
			got[0] = 9 // the caller's own
		}
	}
	if got, _ := r.get("2"); !slices.Equal(got, []float32{1, 2}) || len(r.items) != 3 || r.order.Len() != 3 {
		t.Errorf("%v; %d and %d are remembered", got, len(r.items), r.order.Len())
	}
}
