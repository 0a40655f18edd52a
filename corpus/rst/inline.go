package rst

import (
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
	if !strings.ContainsAny(text, "`*|_\\[") {
		return text
	}
	s := scanner{parser: p, text: text, endless: map[string]bool{}}
	for i := 0; i < len(text); {
		i = s.step(i)
	}
	return s.out.String()
}

// step reads what stands at i, and returns where to go on.
func (s *scanner) step(i int) int {
	switch c := s.text[i]; {
	case c == '\\':
		return s.escape(i)
	case c == '`' || c == '*' || c == '|' || c == '_' || c == '[' || c == ':':
		if s.mayStart(i) {
			if next := s.markup(i); next > i {
				return next
			}
		}
	case isNameByte(c) && s.mayStart(i):
		return s.word(i)
	}
	_, size := utf8.DecodeRuneInString(s.text[i:])
	s.out.WriteString(s.text[i : i+size])
	return i + size
}

// escape reads a backslash: the character behind it is text, and a blank is
// nothing.
func (s *scanner) escape(i int) int {
	if i+1 == len(s.text) {
		return i + 1
	}
	r, size := utf8.DecodeRuneInString(s.text[i+1:])
	if !unicode.IsSpace(r) {
		s.out.WriteString(s.text[i+1 : i+1+size])
	}
	return i + 1 + size
}

// mayStart reports whether markup may start at i by what stands before.
func (s *scanner) mayStart(i int) bool {
	if i == 0 {
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(s.text[:i])
	return unicode.IsSpace(before) || strings.ContainsRune(`'"([{<-/:`, before) ||
		before >= utf8.RuneSelf && unicode.In(before, unicode.Pi, unicode.Ps, unicode.Pd, unicode.Po, unicode.Pf)
}

// mayFollow reports whether markup may end before i by what stands there.
func (s *scanner) mayFollow(i int) bool {
	if i >= len(s.text) {
		return true
	}
	after, _ := utf8.DecodeRuneInString(s.text[i:])
	return unicode.IsSpace(after) || strings.ContainsRune(`'")]}>-/:.,;!?\`, after) || after >= utf8.RuneSelf && unicode.IsPunct(after)
}

// ending finds the mark that ends what starts before from; -1 if there is
// none.
func (s *scanner) ending(mark string, from int, escapes bool) int {
	if s.endless[mark] || from >= len(s.text) || isSpaceByte(s.text[from]) {
		return -1
	}
	for i := from; ; {
		n := strings.Index(s.text[i:], mark)
		if n < 0 {
			break
		}
		i += n
		if i > from && !isSpaceByte(s.text[i-1]) && !(escapes && s.text[i-1] == '\\') && s.endsAt(mark, i+len(mark)) {
			return i
		}
		i++
	}
	s.endless[mark] = true
	return -1
}

// endsAt reports whether a mark may end right before i. What a role or a link
// needs may stand there as well.
func (s *scanner) endsAt(mark string, i int) bool {
	if s.mayFollow(i) {
		return true
	}
	if mark != "`" && mark != "|" {
		return false
	}
	return s.text[i] == '_'
}

func isSpaceByte(c byte) bool { return c == ' ' || c == '\n' || c == '\t' }

// markup reads what starts with a mark at i; it returns i if nothing does.
func (s *scanner) markup(i int) int {
	rest := s.text[i:]
	switch {
	case strings.HasPrefix(rest, "``"):
		return s.between(i, "``", func(inside string) string { return inside })
	case strings.HasPrefix(rest, "**"):
		return s.between(i, "**", unescaped)
	case rest[0] == '*':
		return s.between(i, "*", unescaped)
	case strings.HasPrefix(rest, "_`"):
		return s.target(i)
	case rest[0] == '|':
		return s.substitution(i)
	case rest[0] == '[':
		return s.noteReference(i)
	case rest[0] == '`':
		return s.interpreted(i, i, "")
	case rest[0] == ':':
		if found := role.FindStringSubmatch(rest[:min(len(rest), longestName)]); found != nil {
			return s.interpreted(i, i+len(found[0])-1, found[1])
		}
	}
	return i
}

// longestName bounds the names of roles and footnotes.
const longestName = 100

var role = regexp.MustCompile("^:([A-Za-z][\\w.:+-]*):`")

// between reads what stands between two equal marks.
func (s *scanner) between(i int, mark string, text func(string) string) int {
	from := i + len(mark)
	end := s.ending(mark, from, mark != "``")
	if end < 0 {
		return i
	}
	s.out.WriteString(text(s.text[from:end]))
	return end + len(mark)
}

var escaped = regexp.MustCompile(`\\(\s|.|$)`)

// unescaped takes the backslashes off a text.
func unescaped(text string) string {
	if !strings.Contains(text, `\`) {
		return text
	}
	return escaped.ReplaceAllStringFunc(text, func(s string) string { return strings.TrimSpace(s[1:]) })
}

func (s *scanner) target(i int) int {
	end := s.ending("`", i+2, true)
	if end < 0 {
		return i
	}
	s.out.WriteString(unescaped(s.text[i+2 : end]))
	return end + 1
}

func (s *scanner) substitution(i int) int {
	end := i + 1 + strings.IndexByte(s.text[i+1:], '|')
	if end <= i+1 || isSpaceByte(s.text[i+1]) || isSpaceByte(s.text[end-1]) || !s.endsAt("|", end+1) {
		return i
	}
	s.out.WriteString(s.substituted(s.text[i+1 : end]))
	return s.underscores(end + 1)
}

// underscores skips what makes a link of the text before.
func (s *scanner) underscores(i int) int {
	for n := 0; n < 2 && i < len(s.text) && s.text[i] == '_'; n++ {
		i++
	}
	return i
}

var reference = regexp.MustCompile(`^\[(\d+|#[\w.-]*|\*|[A-Za-z][\w.:+-]*)\]_`)

func (s *scanner) noteReference(i int) int {
	found := reference.FindStringSubmatch(s.text[i:min(i+longestName, len(s.text))])
	if found == nil || !s.mayFollow(i+len(found[0])) {
		return i
	}
	s.out.WriteString("[" + s.noteLabel(found[1], &s.unnamedReferences) + "]")
	return i + len(found[0])
}

var suffixRole = regexp.MustCompile("^:([A-Za-z][\\w.:+-]*):")

// interpreted reads what stands between single backquotes at open: a link, or
// text in a role, which may stand before or behind it.
func (s *scanner) interpreted(i, open int, role string) int {
	end := s.ending("`", open+1, true)
	if end < 0 {
		return i
	}
	text, next := s.text[open+1:end], end+1
	if found := suffixRole.FindStringSubmatch(s.text[next:min(next+longestName, len(s.text))]); found != nil && role == "" && s.mayFollow(next+len(found[0])) {
		role, next = found[1], next+len(found[0])
	}
	if role != "" {
		s.out.WriteString(s.inRole(role, text))
		return next
	}
	if after := s.underscores(next); after > next {
		label, _ := cutTarget(text)
		s.out.WriteString(unescaped(label))
		return after
	}
	s.out.WriteString(unescaped(text))
	return next
}

func isNameByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c >= utf8.RuneSelf
}

// nameEnd is where the name that starts at i ends: letters and digits, with
// single marks between them.
func (s *scanner) nameEnd(i int) int {
	end := i
	for at := i; at < len(s.text); {
		r, size := utf8.DecodeRuneInString(s.text[at:])
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			end = at + size
		case at == i || end < at || !strings.ContainsRune("-._+", r):
			return end
		}
		at += size
	}
	return end
}

// word copies a word, without the underscore that makes a link of it.
func (s *scanner) word(i int) int {
	last := s.nameEnd(i)
	end := s.underscores(last)
	if last == i { // a sign that is no letter
		_, size := utf8.DecodeRuneInString(s.text[i:])
		s.out.WriteString(s.text[i : i+size])
		return i + size
	}
	name, marks := s.text[i:last], s.text[last:end]
	linked := marks == "__" || marks == "_" && s.names.targets[nameOf(name)]
	if linked && s.mayFollow(end) {
		s.out.WriteString(name)
		return end
	}
	s.out.WriteString(s.text[i:end])
	return end
}
