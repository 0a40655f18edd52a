package asciidoc

import (
	"html"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A scanner takes the markup inside of lines off a text.
type scanner struct {
	*parser
	text string
	out  strings.Builder
	// endless are the marks that are known not to end in the rest of the text.
	endless map[string]bool
}

// inline is a text without the markup inside of lines.
func (p *parser) inline(text string) string {
	return html.UnescapeString(p.unmarked(p.expanded(text)))
}

// unmarked is a text without marks and macros.
func (p *parser) unmarked(text string) string {
	if p.inlines >= maxDepth || !strings.ContainsAny(text, "`*_#^~+[<(\\:\n") {
		return text
	}
	p.inlines++
	defer func() { p.inlines-- }()
	s := scanner{parser: p, text: text, endless: map[string]bool{}}
	for i := 0; i < len(text); {
		i = s.step(i)
	}
	return s.out.String()
}

// step reads what stands at i, and returns where to go on.
func (s *scanner) step(i int) int {
	next := i
	switch c := s.text[i]; c {
	case '\\':
		return s.escape(i)
	case '*', '_', '`', '#', '+':
		next = s.formatted(i)
	case '^', '~':
		next = s.raised(i)
	case '[':
		next = s.bracket(i)
	case '<':
		next = s.angle(i)
	case '(':
		next = s.indexed(i)
	case '"', '\'':
		next = s.quoted(i)
	case ' ':
		// A plus at the end of a line keeps the break.
		if rest := s.text[i:]; strings.HasPrefix(rest, " +\n") || rest == " +" {
			return i + 2
		}
	default:
		if isWordByte(c) && (i == 0 || !isWordByte(s.text[i-1])) || c == 'f' && strings.HasPrefix(s.text[i:], "footnote") {
			next = s.macro(i)
		}
	}
	if next > i {
		return next
	}
	_, size := utf8.DecodeRuneInString(s.text[i:])
	s.out.WriteString(s.text[i : i+size])
	return i + size
}

func isWordByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_' || c >= utf8.RuneSelf
}

// escape reads a backslash, which keeps markup from being such.
func (s *scanner) escape(i int) int {
	rest := s.text[i+1:]
	ahead := rest[:min(len(rest), longestMacro)]
	mark := rest != "" && strings.IndexByte("*_`#+^~[<({\\:\"'", rest[0]) >= 0
	if !mark && !named.MatchString(ahead) && !link.MatchString(ahead) {
		s.out.WriteByte('\\')
		return i + 1
	}
	n := 1
	for n < len(rest) && n < 2 && rest[n] == rest[0] && !isWordByte(rest[0]) {
		n++
	}
	if !mark { // a macro: its name is text, and so is the rest
		n = strings.IndexByte(rest, ':') + 1
	}
	s.out.WriteString(rest[:n])
	return i + 1 + n
}

// formatted reads text between marks: doubled ones stand anywhere, single ones
// around words.
func (s *scanner) formatted(i int) int {
	mark := s.text[i : i+1]
	if strings.HasPrefix(s.text[i:], "+++") {
		if end := s.ending("+++", i+3, false); end > 0 {
			s.out.WriteString(tag.ReplaceAllString(s.text[i+3:end], ""))
			return end + 3
		}
	}
	if strings.HasPrefix(s.text[i:], mark+mark) {
		if end := s.ending(mark+mark, i+2, false); end > i+2 {
			s.between(mark, s.text[i+2:end])
			return end + 2
		}
	}
	if i > 0 {
		before, _ := utf8.DecodeLastRuneInString(s.text[:i])
		if isWord(before) || strings.ContainsRune(":;}", before) && mark != "`" && mark != "+" {
			return i
		}
	}
	end := s.ending(mark, i+1, true)
	if end < 0 {
		return i
	}
	s.between(mark, s.text[i+1:end])
	return end + 1
}

var tag = regexp.MustCompile(`</?[A-Za-z][^<>]*>`)

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' }

// between writes what stands between marks. A plus keeps it from being markup.
func (s *scanner) between(mark, inside string) {
	if mark == "+" {
		s.out.WriteString(inside)
		return
	}
	s.out.WriteString(s.unmarked(inside))
}

// ending finds the mark that ends what begins at from; -1 if there is none. One
// around words stands right at them, and no word goes on behind it.
func (s *scanner) ending(mark string, from int, words bool) int {
	key := mark
	if words {
		key += " "
		if from >= len(s.text) || isSpace(s.text[from]) {
			return -1
		}
	}
	if s.endless[key] {
		return -1
	}
	for i := from; i < len(s.text); {
		n := strings.Index(s.text[i:], mark)
		if n < 0 {
			break
		}
		i += n
		after, _ := utf8.DecodeRuneInString(s.text[i+len(mark):])
		if !words || i > from && !isSpace(s.text[i-1]) && s.text[i-1] != '\\' && (i+len(mark) == len(s.text) || !isWord(after)) {
			return i
		}
		i++
	}
	s.endless[key] = true
	return -1
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' }

// raised reads text that stands higher or lower, which holds no blanks. 10^6
// must not become 106.
func (s *scanner) raised(i int) int {
	mark := s.text[i]
	for end := i + 1; end < len(s.text) && end-i < 80 && !isSpace(s.text[end]); end++ {
		if s.text[end] == mark && end > i+1 {
			if mark == '^' {
				s.out.WriteByte('^')
			}
			s.out.WriteString(s.unmarked(s.text[i+1 : end]))
			return end + 1
		}
	}
	return i
}

var (
	inlineAnchor = regexp.MustCompile(`^\[\[([^\[\]]+)\]\]`)
	citation     = regexp.MustCompile(`^\[\[\[([^\[\],]+)(?:,\s*([^\[\]]+))?\]\]\]`)
	role         = regexp.MustCompile("^\\[[^\\[\\]\\n]{0,80}\\]([#*_`^~])")
)

// bracket reads a name for links, the label of a book, or a role of the text
// behind it.
func (s *scanner) bracket(i int) int {
	rest := s.text[i:min(len(s.text), i+300)]
	if found := citation.FindStringSubmatch(rest); found != nil {
		label := found[1]
		if found[2] != "" {
			label = found[2]
		}
		s.out.WriteString("[" + label + "]")
		return i + len(found[0])
	}
	if found := inlineAnchor.FindString(rest); found != "" {
		return i + len(found)
	}
	if found := role.FindString(rest); found != "" {
		mark := i + len(found) - 1
		var next int
		if c := s.text[mark]; c == '^' || c == '~' {
			next = s.raised(mark)
		} else if next = s.formatted(mark); next == mark && (i == 0 || !isWordByte(s.text[i-1])) {
			// The bracket before hides that a word begins here.
			if end := s.ending(s.text[mark:mark+1], mark+1, true); end > 0 {
				s.between(s.text[mark:mark+1], s.text[mark+1:end])
				next = end + 1
			}
		}
		if next > mark {
			return next
		}
	}
	return i
}

var (
	crossed = regexp.MustCompile(`^<<([^<>,\n]+)(?:,\s*([^<>]+))?>>`)
	address = regexp.MustCompile(`^<((?:https?|ftp|irc|mailto):[^\s<>]+)>`)
)

// angle reads a link to another place of the document, or to an address.
func (s *scanner) angle(i int) int {
	rest := s.text[i:min(len(s.text), i+500)]
	if found := crossed.FindStringSubmatch(rest); found != nil {
		s.out.WriteString(s.crossReference(found[1], found[2]))
		return i + len(found[0])
	}
	if found := address.FindStringSubmatch(rest); found != nil {
		s.out.WriteString(found[1])
		return i + len(found[0])
	}
	return i
}

// crossReference is the text of a link to another place.
func (p *parser) crossReference(to, text string) string {
	if text = strings.TrimSpace(text); text != "" {
		return p.unmarked(text)
	}
	name := to
	if at := strings.LastIndexByte(to, '#'); at >= 0 {
		name = to[at+1:]
	}
	if title, ok := p.titles[name]; ok {
		if p.grown += len(title); p.grown > p.out.Max {
			return ""
		}
		return p.unmarked(p.expanded(title))
	}
	if strings.TrimSpace(to) == "" {
		return ""
	}
	return "[" + strings.TrimPrefix(to, "#") + "]"
}

// indexed reads a term of the index: one in two brackets is shown.
func (s *scanner) indexed(i int) int {
	if strings.HasPrefix(s.text[i:], "(((") {
		if end := s.ending(")))", i+3, false); end > 0 {
			return end + 3
		}
	}
	if strings.HasPrefix(s.text[i:], "((") {
		if end := s.ending("))", i+2, false); end > 0 {
			s.out.WriteString(s.unmarked(s.text[i+2 : end]))
			return end + 2
		}
	}
	return i
}

// quoted reads text between curved quotation marks.
func (s *scanner) quoted(i int) int {
	mark := s.text[i : i+1]
	if !strings.HasPrefix(s.text[i:], mark+"`") || i > 0 && isWordByte(s.text[i-1]) {
		return i
	}
	end := s.ending("`"+mark, i+2, false)
	if end < 0 {
		return i
	}
	marks := [2]string{"“", "”"}
	if mark == "'" {
		marks = [2]string{"‘", "’"}
	}
	s.out.WriteString(marks[0] + s.unmarked(s.text[i+2:end]) + marks[1])
	return end + 2
}
