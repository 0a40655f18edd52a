package sourcecode

import (
	"strings"
	"unicode/utf8"
)

// A span is a range of bytes of a file.
type span struct{ start, end int }

// A quote is a form of strings: what opens and closes them, and whether a
// backslash escapes and lines may break in them.
type quote struct {
	open, close string
	escapes     bool
	lines       bool
	// short is set for quotation marks of single characters.
	short bool
}

// masked is a file in which only code is left: comments and what is in strings
// are blanks, line ends are where they were.
type masked struct {
	code     []byte
	comments []span
	// prose are strings that describe what they stand in, as Python has them.
	prose []span
}

// mask takes the comments and strings out of a file.
func (g *grammar) mask(text string) masked {
	m := masked{code: []byte(text)}
	l := lexer{grammar: g, text: text}
	for i := 0; i < len(text); {
		end, kind := l.token(i)
		switch kind {
		case commentToken:
			m.comments = append(m.comments, span{i, end})
			m.blank(i, end)
		case directiveToken:
			m.blank(i, end)
		case stringToken:
			if g.docstrings && startsLine(text, i) && end-i > 6 {
				m.prose = append(m.prose, span{i, end})
			}
			m.blank(i+1, end-1) // the quotation marks stay
		}
		i = end
	}
	return m
}

// A lexer tells comments, strings and code apart.
type lexer struct {
	*grammar
	text string
	// wasted counts the bytes looked at for ends that are not there.
	wasted int
}

// maxWasted is how much may be wasted on a file before the rest is taken for
// code.
const maxWasted = 64 << 20

func (m *masked) blank(start, end int) {
	for i := start; i < end; i++ {
		if m.code[i] != '\n' {
			m.code[i] = ' '
		}
	}
}

type lexeme int

const (
	codeToken lexeme = iota
	commentToken
	stringToken
	directiveToken
)

// token tells what begins at i, and where it ends.
func (l *lexer) token(i int) (end int, kind lexeme) {
	if !l.starts[l.text[i]] || l.wasted > maxWasted {
		return i + 1, codeToken
	}
	rest := l.text[i:]
	for _, c := range l.blockComments {
		if strings.HasPrefix(rest, c.open) && (!c.lines || startsLine(l.text, i)) {
			return i + c.length(rest, l.nested), commentToken
		}
	}
	for _, mark := range l.lineComments {
		if strings.HasPrefix(rest, mark) && (mark != "#" || i == 0 || isBlank(l.text[i-1]) || l.text[i-1] == ';') {
			return i + lineEnd(rest), commentToken
		}
	}
	if l.preprocessor && rest[0] == '#' && startsLine(l.text, i) {
		return i + directiveEnd(rest), directiveToken
	}
	if n := l.stringLength(rest, l.text[:i]); n > 0 {
		return i + n, stringToken
	}
	return i + 1, codeToken
}

// stringLength is how long a string is that begins here; 0 if none does.
func (l *lexer) stringLength(rest, before string) int {
	if l.heredocs && strings.HasPrefix(rest, "<<") {
		if n := heredoc(rest); n > 0 {
			return n
		}
		l.wasted += len(rest)
	}
	for _, q := range l.quotes {
		if strings.HasPrefix(rest, q.open) {
			if n := q.length(rest); n > 0 {
				return n
			}
			l.wasted += lineEnd(rest)
		}
	}
	if l.patterns && rest[0] == '/' && patternMayStart(before) {
		if n := pattern(rest); n > 0 {
			return n
		}
		l.wasted += lineEnd(rest)
	}
	return 0
}

// startsLine reports whether nothing but blanks stands before i on its line.
func startsLine(text string, i int) bool {
	for from := i; i > 0 && text[i-1] != '\n'; {
		if i--; !isBlank(text[i]) || from-i > longestLine {
			return false
		}
	}
	return true
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' }

// lineEnd is where the first line ends.
func lineEnd(text string) int {
	if n := strings.IndexByte(text, '\n'); n >= 0 {
		return n
	}
	return len(text)
}

// directiveEnd is where a line for the preprocessor ends, which may go on.
func directiveEnd(text string) int {
	end := lineEnd(text)
	for end < len(text) && strings.HasSuffix(strings.TrimSuffix(text[:end], "\r"), `\`) {
		end += 1 + lineEnd(text[end+1:])
	}
	return end
}

// A comment is a form of comments that end with a mark.
type comment struct {
	open, close string
	// lines is set when the marks stand at the start of lines.
	lines bool
}

// length is how long a comment is that begins here.
func (c comment) length(text string, nested bool) int {
	depth := 0
	for i := 0; i < len(text); {
		switch {
		case i > 0 && strings.HasPrefix(text[i:], c.close):
			if i += len(c.close); depth <= 1 {
				return i
			}
			depth--
		case (i == 0 || nested) && strings.HasPrefix(text[i:], c.open):
			depth++
			i += len(c.open)
		default:
			i++
		}
	}
	return len(text)
}

// length is how long a string is that begins here; 0 if it has no end on its
// line, and needs one.
func (q quote) length(text string) int {
	if q.short && !strings.HasPrefix(text, `'\`) {
		// One character; otherwise it is the name of a lifetime in Rust.
		if _, size := utf8.DecodeRuneInString(text[1:]); strings.HasPrefix(text[1+size:], "'") && size > 0 {
			return 2 + size
		}
		return 0
	}
	for i := len(q.open); i < len(text); i++ {
		switch {
		case q.open == "`" && q.escapes && strings.HasPrefix(text[i:], "${"):
			i += inserted(text[i:]) - 1
		case q.escapes && text[i] == '\\':
			i++
		case strings.HasPrefix(text[i:], q.close):
			return i + len(q.close)
		case text[i] == '\n' && !q.lines:
			return 0
		}
	}
	if q.lines {
		return len(text)
	}
	return 0
}

// inserted is how long "${...}" is in a text of JavaScript, up to the brace that
// closes it. Texts in it may hold braces.
func inserted(text string) int {
	depth := 0
	for i := 1; i < len(text) && i < 5000; i++ {
		switch c := text[i]; c {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i + 1
			}
		case '\'', '"', '`':
			// One text in another is enough; their ends are not worth more.
			if n := strings.IndexByte(text[i+1:min(len(text), i+1000)], c); n >= 0 {
				i += n + 1
			}
		}
	}
	return 2
}

// heredoc is how long a text is that begins with << and the word it ends with;
// 0 if it is none.
func heredoc(text string) int {
	rest := strings.TrimLeft(text[2:min(len(text), 100)], "<-~ ")
	word := strings.TrimLeft(rest, "'\"")
	n := 0
	for n < len(word) && (isWord(word[n])) {
		n++
	}
	if n == 0 || '0' <= word[0] && word[0] <= '9' {
		return 0
	}
	word = word[:n]
	for at := lineEnd(text); at < len(text); {
		line := text[at+1 : at+1+lineEnd(text[at+1:])]
		at += 1 + len(line)
		if strings.TrimRight(strings.TrimLeft(line, " \t"), ";\r),") == word {
			return at
		}
	}
	return 0
}

func isWord(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_' || c >= 0x80
}

// patternMayStart reports whether a slash after the text begins a pattern of
// JavaScript, and does not divide.
func patternMayStart(before string) bool {
	before = strings.TrimRight(before[max(0, len(before)-20):], " \t")
	if before == "" {
		return true
	}
	return strings.IndexByte("(,=:[!&|?{};+\n", before[len(before)-1]) >= 0 || strings.HasSuffix(before, "return")
}

// pattern is how long a pattern of JavaScript is; 0 if it is none.
func pattern(text string) int {
	class := false
	for i := 1; i < len(text) && text[i] != '\n'; i++ {
		switch c := text[i]; {
		case c == '\\':
			i++
		case c == '[':
			class = true
		case c == ']':
			class = false
		case c == '/' && !class:
			return i + 1
		}
	}
	return 0
}
