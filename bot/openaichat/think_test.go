package openaichat

import (
	"strings"
	"testing"
)

func stripAll(beginsWithin bool, pieces ...string) (text string, lone bool) {
	s := newStripper(beginsWithin)
	var out strings.Builder
	for _, p := range pieces {
		out.WriteString(s.next(p))
	}
	out.WriteString(s.end())
	return out.String(), s.lone
}

func TestReasoningIsStripped(t *testing.T) {
	for _, c := range []struct {
		name, in, want string
		within, lone   bool
	}{
		{name: "plain text", in: "It was built in 1890.", want: "It was built in 1890."},
		{name: "a block", in: "<think>Hm.</think>\n\nIn 1890.", want: "In 1890."},
		{name: "blanks before", in: " \n<think>Hm.</think>In 1890.", want: "In 1890."},
		{name: "capitals", in: "<Think>Hm.</THINK> In 1890.", want: "In 1890."},
		{name: "thinking", in: "<thinking>Hm.</thinking>In 1890.", want: "In 1890."},
		{name: "reasoning", in: "<reasoning>Hm.</reasoning>In 1890.", want: "In 1890."},
		{name: "triangles", in: "◁think▷Hm.◁/think▷In 1890.", want: "In 1890."},
		{name: "brackets", in: "[THINK]Hm.[/THINK]In 1890.", want: "In 1890."},
		{name: "two blocks", in: "<think>Hm.</think>\n<think>Or?</think>\nIn 1890.", want: "In 1890."},
		{name: "empty block", in: "<think>\n\n</think>\n\nIn 1890.", want: "In 1890."},
		{name: "a tag within the block", in: "<think>a <b> </thin> c</think>In 1890.", want: "In 1890."},
		{name: "no end", in: "<think>Hm. In 1890.", want: ""},
		{name: "half an opening", in: "<thin", want: "<thin"},
		{name: "another tag", in: "<b>In</b> 1890.", want: "<b>In</b> 1890."},
		{name: "a tag within the text", in: "The tag <think> opens, </think> closes.", want: "The tag <think> opens, </think> closes."},
		{name: "channels", in: "<|channel|>analysis<|message|>Hm.<|end|><|start|>assistant<|channel|>final<|message|>In 1890.", want: "In 1890."},
		{name: "only the last channel", in: "<|channel|>final<|message|>In 1890.", want: "In 1890."},
		{name: "stray end", in: "Hm, 1890 then.\n</think>\nIn 1890.", want: "Hm, 1890 then.\n\nIn 1890.", lone: true},
		{name: "stray end at the end", in: "Hm.\n</think>", want: "Hm.", lone: true},
		{name: "end at the start", in: "</think>\n\nIn 1890.", want: "In 1890."},
		{name: "within", in: "Hm.</think>\n\nIn 1890.", want: "In 1890.", within: true, lone: true},
		{name: "within, but opened all the same", in: "<think>Hm.</think>\n\nIn 1890.", want: "In 1890.", within: true, lone: true},
		{name: "within, but no end", in: "In 1890.", want: "In 1890.", within: true},
		{name: "within, opened, no end", in: "<think>Hm.", want: "", within: true},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got, lone := stripAll(c.within, c.in); got != c.want || lone != c.lone {
				t.Errorf("got %q, lone %v; want %q, %v", got, lone, c.want, c.lone)
			}
			for _, size := range []int{1, 2, 3, 5, 7} {
				if got, lone := stripAll(c.within, cut(c.in, size)...); got != c.want || lone != c.lone {
					t.Errorf("in pieces of %d: got %q, lone %v", size, got, lone)
				}
			}
		})
	}
}

// TestTextPassesAtOnce: what cannot be reasoning is not held back.
func TestTextPassesAtOnce(t *testing.T) {
	s := newStripper(false)
	for _, piece := range []string{"The ", "harbour ", "was ", "a < b "} {
		if got := s.next(piece); got != piece {
			t.Errorf("%q gave %q", piece, got)
		}
	}
}

// cut cuts a text into pieces of so many bytes, also within runes.
func cut(text string, size int) []string {
	var pieces []string
	for len(text) > size {
		pieces, text = append(pieces, text[:size]), text[size:]
	}
	return append(pieces, text)
}

// FuzzStripper: what comes out does not depend on how the reply is cut, and
// nothing is made up.
func FuzzStripper(f *testing.F) {
	f.Add("<think>Hm.</think>\n\nIn 1890.", uint8(3), false)
	f.Add("a\n</think>\n</think>\nb\n</think>", uint8(1), false)
	f.Add("◁think▷x◁/think▷y", uint8(1), false)
	f.Add("<|start|>assistant<|channel|>final<|message|>x", uint8(2), false)
	f.Add("Hm.</think> <thinking>x</thinking>y", uint8(4), true)
	f.Add(" </think></think>x", uint8(1), true)
	f.Add("İ<THINK>K</think>ſ", uint8(1), false)
	f.Fuzz(func(t *testing.T, text string, size uint8, within bool) {
		whole, lone := stripAll(within, text)
		parts, lonely := stripAll(within, cut(text, int(size)+1)...)
		if whole != parts || lone != lonely {
			t.Errorf("whole %q, %v; in pieces %q, %v", whole, lone, parts, lonely)
		}
		if !strings.HasSuffix(text, whole) && !lone {
			t.Errorf("%q came out of %q", whole, text)
		}
	})
}
