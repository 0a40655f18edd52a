package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"footnote/corpus"
	"footnote/retrieval"
)

func TestInOrder(t *testing.T) {
	var got []int
	err := inOrder(t.Context(), 50, func(_ context.Context, i int) (int, error) {
		time.Sleep(time.Duration(50-i) * 10 * time.Microsecond) // later ones are done earlier
		return i * i, nil
	}, func(v int) error {
		got = append(got, v)
		return nil
	})
	if err != nil || len(got) != 50 {
		t.Fatalf("took %d results, %v", len(got), err)
	}
	for i, v := range got {
		if v != i*i {
			t.Errorf("result %d is %d", i, v)
		}
	}
}

func TestInOrderStopsAtErrors(t *testing.T) {
	broken := errors.New("broken")
	same := func(_ context.Context, i int) (int, error) { return i, nil }
	failing := func(_ context.Context, i int) (int, error) {
		if i == 3 {
			return 0, broken
		}
		return i, nil
	}
	tests := map[string]struct {
		do   func(context.Context, int) (int, error)
		take func(int) error
	}{
		"doing":  {failing, func(int) error { return nil }},
		"taking": {same, func(v int) error { return map[bool]error{true: broken}[v == 3] }},
	}
	for name, test := range tests {
		if err := inOrder(t.Context(), 1000, test.do, test.take); !errors.Is(err, broken) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := inOrder(ctx, 3, same, func(int) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: got %v", err)
	}
}

func TestParseRange(t *testing.T) {
	tests := map[string]corpus.Span{"": {}, "5": {Start: 5, End: noEnd}, "0-9": {Start: 0, End: 9}, "5:17": {Start: 5, End: 17}}
	for text, want := range tests {
		if got, err := parseRange(text); err != nil || got != want {
			t.Errorf("%q: got %v, %v, want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"x", "-5", "5-", "5-5", "9-5", "1-2-3", "5-x", "99999999999999999999"} {
		if got, err := parseRange(text); !errors.As(err, new(misuse)) {
			t.Errorf("%q passes as %v, %v", text, got, err)
		}
	}
}

func FuzzViewOf(f *testing.F) {
	f.Add(strings.Repeat("Ünïcödé wörds ", 200), 700, 40)
	f.Add(strings.Repeat("猫头鹰", 600), 1000, 1)
	f.Add("short", 0, 5)
	f.Fuzz(func(t *testing.T, text string, start, length int) {
		if !utf8.ValidString(text) || start < 0 || length < 1 || start > len(text) || length > len(text)-start {
			return
		}
		doc := retrieval.StoredDocument{Document: corpus.Document{Text: text}}
		v := viewOf(doc, corpus.Span{Start: start, End: start + length})
		if !strings.Contains(text, v.Before+v.Text+v.After) || v.Text != text[v.Start:v.End] {
			t.Errorf("%q %q %q does not stand in the text", v.Before, v.Text, v.After)
		}
		if !utf8.ValidString(v.Before) || !utf8.ValidString(v.Text) || !utf8.ValidString(v.After) {
			t.Error("a character was cut")
		}
		if len(v.Before) > surroundings+utf8.UTFMax || len(v.After) > surroundings+utf8.UTFMax {
			t.Errorf("%d bytes before and %d after", len(v.Before), len(v.After))
		}
	})
}

func TestProgressLines(t *testing.T) {
	var out bytes.Buffer
	clock := time.Unix(0, 0)
	p := newProgress(&out)
	p.now, p.told = func() time.Time { return clock }, clock
	for i := range 10 {
		clock = clock.Add(time.Second)
		p.show(retrieval.Progress{Stage: retrieval.StageRead, Done: i + 1})
	}
	clock = clock.Add(progressEvery)
	p.show(retrieval.Progress{Stage: retrieval.StageEmbed, Done: 5, Total: 20})
	p.finish()
	want := "reading: 3 documents\nreading: 6 documents\nreading: 9 documents\nembedding: 5 of 20 passages\n"
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", out.String(), want)
	}
}

func TestJSONEscapesControls(t *testing.T) {
	var out bytes.Buffer
	p := &program{stdout: &out}
	if err := p.printJSON(map[string]string{"a": "\x1b[31m \u009b31m \x7f é 猫 <b>"}); err != nil {
		t.Fatal(err)
	}
	if want := `{"a":"\u001b[31m \u009b31m \u007f é 猫 <b>"}` + "\n"; out.String() != want {
		t.Errorf("got %s, want %s", out.String(), want)
	}
}

// Waiting for a question ends with the context, although nothing is typed.
func TestQuestionOfAnInterruptedInput(t *testing.T) {
	input, _ := io.Pipe()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := (&program{stdin: input}).question(ctx, []string{"-"}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
}

func TestCleanQuestion(t *testing.T) {
	for text, want := range map[string]string{" Who? \n": "Who?", "a\x00b": "a b", "\xffWho?": "\ufffdWho?",
		"\x1b[1;31mWho\x1b[0m is it?\x1b]0;title\x07": "Who is it?", "\x1b]8;;https://a.example\x1b\\Who?": "Who?", "[1] Who?": "[1] Who?"} {
		if got, err := cleanQuestion(text); err != nil || got != want {
			t.Errorf("%q: got %q, %v", text, got, err)
		}
	}
	for _, text := range []string{"", " \n\t", "\x00", "\x1b[0m", strings.Repeat("a", maxQuestion+1)} {
		if _, err := cleanQuestion(text); !errors.As(err, new(misuse)) {
			t.Errorf("%.10q passes: %v", text, err)
		}
	}
}
