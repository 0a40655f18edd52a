package picture_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
	"testing"
	"time"

	"footnote/bot/discord/picture"
	"footnote/bot/discord/wire"
)

// text reads a picture and returns all that is written in it.
func text(data []byte) (string, error) {
	var b strings.Builder
	for d := xml.NewDecoder(bytes.NewReader(data)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return b.String(), nil
		}
		if err != nil {
			return "", err
		}
		if letters, ok := token.(xml.CharData); ok {
			b.Write(letters)
		}
	}
}

func wellFormed(t *testing.T, data []byte) {
	t.Helper()
	if _, err := text(data); err != nil {
		t.Errorf("the picture is no XML: %v", err)
	}
}

func saying(content string) picture.View {
	return picture.View{Now: time.Unix(2*86400, 0), Parts: []picture.Part{picture.Said{Author: "Ada", Message: wire.Message{Content: content}}}}
}

// TestMarkdown compares what is written, without how it looks.
func TestMarkdown(t *testing.T) {
	for _, test := range []struct{ content, want string }{
		{"**bold** and *italic*", "bold and italic"},
		{"***both***", "both"},
		{"**a *b* c**", "a b c"},
		{"2 * 3 * 4", "2 * 3 * 4"},
		{"snake_case_name", "snake_case_name"},
		{"_italic_", "italic"},
		{`\*as it is\*`, "*as it is*"},
		{"`a **b**`", "a **b**"},
		{"[a title](<https://example.org/x>)", "a title"},
		{"[[1]](<https://example.org/x>)", "[1]"},
		{"[1] stands", "[1] stands"},
		{"<https://example.org/x>", "https://example.org/x"},
		{"<b>&amp;</b>", "<b>&amp;</b>"},
		{"-# small", "small"},
		{"> quoted", "quoted"},
		{"## Title", "Title"},
		{"##no title", "##no title"},
		{"- item", "•item"},
		{"12. item", "12.item"},
		{"```\na **b**\n```", "a **b**"},
		{"```\nnever closed", "```never closed"},
		{"**never closed", "**never closed"},
		{"<#12> <@&3> <@4>", "#12 @3 @4"},
		{"<t:86400:R> <t:255600:R> <t:90000> <t:90061:T>", "1 day ago in 23 hours 2 January 1970 01:00 01:01:01"},
		{"a\x00b\u202ec", "a\ufffdb\ufffdc"},
	} {
		got, err := text(picture.Draw(saying(test.content)))
		if err != nil {
			t.Errorf("%q: %v", test.content, err)
		}
		got = strings.ReplaceAll(strings.TrimPrefix(strings.ReplaceAll(got, "\n", ""), "A"), "Ada", "")
		if got != test.want {
			t.Errorf("%q is written as %q, want %q", test.content, got, test.want)
		}
	}
}

// TestLongLinesAreBroken: no line is longer than the narrowest letters allow.
func TestLongLinesAreBroken(t *testing.T) {
	for _, content := range []string{strings.Repeat("word ", 500), strings.Repeat("x", 2000), strings.Repeat("字", 500), strings.Repeat("é", 500),
		"```\n" + strings.Repeat("code", 300) + "\n```", "- " + strings.Repeat("**bold** ", 200)} {
		drawn := string(picture.Draw(saying(content)))
		lines := strings.Split(drawn, "<text ")
		if len(lines) < 8 {
			t.Errorf("%.20q stands in %d lines", content, len(lines))
		}
		for _, line := range lines {
			if letters, err := text([]byte("<text " + strings.SplitAfter(line, "</text>")[0])); err == nil && len([]rune(letters)) > 120 {
				t.Errorf("%.20q has a line of %d characters", content, len([]rune(letters)))
			}
		}
	}
}

// TestHeight: the more is said, the higher the picture.
func TestHeight(t *testing.T) {
	last := 0
	for n := 1; n < 6; n++ {
		drawn := string(picture.Draw(saying(strings.Repeat("a line\n", n*3) + "end")))
		_, rest, _ := strings.Cut(drawn, `height="`)
		number, _, _ := strings.Cut(rest, `"`)
		height, err := strconv.Atoi(number)
		if err != nil || height <= last {
			t.Errorf("%d lines are %s high, fewer were %d (%v)", n*3+1, number, last, err)
		}
		last = height
	}
}

// FuzzDraw: whatever is said, the picture is XML, and the same each time.
func FuzzDraw(f *testing.F) {
	f.Add(prose)
	for _, content := range []string{"***a** b*", "`` ` ``", "> ```\n> a\n> ```", ">>> a\n# b", "[a](<b", "\\", "**", "___", "<@&1>", "\xff", "```a```"} {
		f.Add(content)
	}
	f.Fuzz(func(t *testing.T, content string) {
		view := saying(content)
		view.Title, view.About = content, content
		view.Parts = append(view.Parts, picture.Typed{Command: content, Options: []picture.Option{{Name: content, Value: content}}})
		drawn := picture.Draw(view)
		wellFormed(t, drawn)
		if !bytes.Equal(drawn, picture.Draw(view)) {
			t.Error("a second drawing differs from the first")
		}
	})
}
