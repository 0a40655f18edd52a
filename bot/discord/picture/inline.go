package picture

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// marks are the marks of emphasis, the longer before what they begin with.
var marks = []struct {
	mark string
	with func(style) style
}{
	{"**", func(s style) style { s.bold = true; return s }},
	{"__", func(s style) style { s.underline = true; return s }},
	{"~~", func(s style) style { s.strike = true; return s }},
	{"*", func(s style) style { s.italic = true; return s }},
	{"_", func(s style) style { s.italic = true; return s }},
}

// What else begins a piece of its own.
var (
	maskedLink = regexp.MustCompile(`^\[((?:[^\[\]\n]|\[[^\[\]\n]*\])+)\]\((?:<[^<>\n]*>|[^()<>\s]*)\)`)
	plainLink  = regexp.MustCompile(`^(?:<(https?://[^<>\s]+)>|(https?://[^<>\s]*[^<>\s.,;:)]))`)
	mention    = regexp.MustCompile(`^<(#|@&|@!?)(\d+)>`)
)

// A reader reads Markdown inside a line.
type reader struct {
	*sheet
	spans []span
}

// inline reads a line in a style.
func (s *sheet) inline(line string, st style) []span {
	r := &reader{sheet: s}
	r.read(line, st)
	return r.spans
}

func (r *reader) read(text string, s style) {
	for text != "" {
		n := r.piece(text, s)
		if n == 0 {
			_, n = utf8.DecodeRuneInString(text)
			r.put(text[:n], s)
			if unicode.IsLetter(rune(text[0])) || unicode.IsDigit(rune(text[0])) {
				// A mark inside a word is none.
				for n < len(text) && text[n] == '_' {
					r.put("_", s)
					n++
				}
			}
		}
		text = text[n:]
	}
}

func (r *reader) put(text string, s style) {
	if last := len(r.spans) - 1; last >= 0 && r.spans[last].style == s {
		r.spans[last].text += text
		return
	}
	r.spans = append(r.spans, span{text, s})
}

// piece reads what begins a text if it is more than a character, and returns
// its length.
func (r *reader) piece(text string, s style) int {
	linked := s
	linked.colour = colourLink
	if text[0] == '\\' && len(text) > 1 && text[1] < utf8.RuneSelf && unicode.In(rune(text[1]), unicode.P, unicode.S) {
		r.put(text[1:2], s)
		return 2
	}
	if m := codeSpan(text); m != "" {
		code := s
		code.mono, code.colour = true, colourMention
		r.put(strings.Trim(m, "`"), code)
		return len(m)
	}
	if m := maskedLink.FindStringSubmatch(text); m != nil {
		r.read(m[1], linked)
		return len(m[0])
	}
	if m := plainLink.FindStringSubmatch(text); m != nil {
		r.put(m[1]+m[2], linked)
		return len(m[0])
	}
	if m := mention.FindStringSubmatch(text); m != nil {
		linked.colour = colourMention
		r.put(r.name(m[1], m[2]), linked)
		return len(m[0])
	}
	if m := timestamp.FindStringSubmatch(text); m != nil {
		r.put(instant(m[1], m[2], r.now), s)
		return len(m[0])
	}
	for _, mark := range marks {
		if inside, n := between(text, mark.mark); n > 0 {
			r.read(inside, mark.with(s))
			return n
		}
	}
	return 0
}

// name is what a mention shows.
func (r *reader) name(kind, id string) string {
	name, known := r.names[id]
	if !known {
		name = id
	}
	return kind[:1] + name
}

// codeSpan is the code that a text begins with, with its marks: as many behind
// it as before it.
func codeSpan(text string) string {
	rest := strings.TrimLeft(text, "`")
	mark := text[:len(text)-len(rest)]
	for at := 0; mark != ""; {
		n := strings.Index(rest[at:], mark)
		if n < 0 {
			return ""
		}
		at += n
		end := len(rest) - len(strings.TrimLeft(rest[at:], "`"))
		if end-at == len(mark) {
			return text[:len(mark)+end]
		}
		at = end
	}
	return ""
}

// between gives what stands between a mark at the beginning of a text and the
// next one, and the length of it all; 0 if there is none.
func between(text, mark string) (inside string, n int) {
	rest, ok := strings.CutPrefix(text, mark)
	if !ok || rest == "" || rest[0] == ' ' {
		return "", 0
	}
	for at := 0; at < len(rest); at++ {
		if rest[at] == '\\' {
			at++
			continue
		}
		if !strings.HasPrefix(rest[at:], mark) {
			continue
		}
		// Of three stars the first belongs to what is inside.
		for strings.HasPrefix(rest[at+1:], mark) {
			at++
		}
		if at == 0 || mark == "_" && wordAt(rest[at+1:]) {
			continue
		}
		return rest[:at], len(mark) + at + len(mark)
	}
	return "", 0
}

func wordAt(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}
