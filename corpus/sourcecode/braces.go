package sourcecode

import (
	"bytes"
	"regexp"
	"strings"
)

// braces finds declarations in languages that put what belongs together in
// braces. It looks at what stands before each brace and semicolon outside of
// functions: there the declarations are.
func braces(g *grammar, text string, m masked) []declaration {
	b := braceReader{grammar: g, text: text, masked: m}
	for i, c := range m.code {
		switch c {
		case '(', '[', '{':
			b.opens(i, c)
		case ')', ']', '}':
			b.closes(i, c)
		case ';':
			if b.closed == 0 {
				b.statement(i)
				b.from = i + 1
			}
		}
	}
	if b.closed == 0 {
		b.statement(len(m.code))
	}
	return b.found
}

// A braceReader goes through a file once.
type braceReader struct {
	*grammar
	text   string
	masked masked
	found  []declaration
	// from is where the statement at hand begins.
	from int
	// around are the open containers, closed how many brackets are open inside
	// of the innermost that hold no sections.
	around []holder
	closed int
}

// opens takes up an opening bracket.
func (b *braceReader) opens(i int, c byte) {
	if b.closed > 0 || c != '{' {
		b.closed++
		return
	}
	if h, ok := b.statement(i); ok && h.open && len(b.around) < 50 {
		b.around = append(b.around, h)
		b.from = i + 1
		return
	}
	b.closed++
}

// closes takes up a closing bracket.
func (b *braceReader) closes(i int, c byte) {
	switch {
	case b.closed > 0:
		if b.closed--; b.closed == 0 && c == '}' {
			b.from = i + 1
		}
	case len(b.around) > 0 && c == '}':
		b.around = b.around[:len(b.around)-1]
		b.from = i + 1
	}
}

// longestStatement bounds what is looked at before a brace.
const longestStatement = 20_000

// labels are what stands before some members of a class in C++.
var labels = regexp.MustCompile(`^\s*(?:(?:public|private|protected|signals|Q_SIGNALS)(?:\s+(?:slots|Q_SLOTS))?\s*:\s*)+`)

// statement finds the declarations that end at a place, and returns what the
// last of them may hold.
func (b *braceReader) statement(end int) (last holder, ok bool) {
	b.from = max(b.from, end-longestStatement)
	code := b.masked.code[b.from:end]
	if label := labels.Find(code); label != nil {
		b.from += len(label)
		code = code[len(label):]
	}
	skip := len(code) - len(bytes.TrimLeft(code, " \t\r\n\f"))
	if skip == len(code) {
		return holder{}, false
	}
	matches := b.declares.FindAllSubmatchIndex(code, -1)
	for _, match := range matches {
		kind, name := b.declared(code, match)
		last, ok = holder{name: typeName(name), open: b.containers[kind]}, true
		if b.spaces[kind] {
			last.name = ""
			continue
		}
		b.add(b.from+match[0], kind, name)
	}
	if ok || b.functions == nil {
		return last, ok
	}
	return b.function(b.from+skip, bytes.TrimSpace(code))
}

// typeName is the name of the type that "impl Display for Gate<'a>" of Rust is
// about; other names stay.
func typeName(name string) string {
	if _, after, implements := strings.Cut(name, " for "); implements {
		name = after
	}
	name, _, _ = strings.Cut(name, "<")
	return strings.TrimSpace(name)
}

// notFunctions are words that stand before brackets, and are no functions.
var notFunctions = set("if", "for", "while", "switch", "catch", "return", "else", "do", "sizeof", "new", "throw", "try", "with", "using", "lock", "foreach",
	"synchronized", "function", "await", "typeof", "delete", "super", "this", "require", "import", "assert", "case", "defined", "fixed", "yield", "guard")

// function finds a function that no word announces.
func (b *braceReader) function(start int, code []byte) (holder, bool) {
	match := b.functions.FindSubmatchIndex(code)
	if match == nil {
		return holder{}, false
	}
	name := group(b.functions, "name", code, match)
	open := bytes.IndexByte(code, '(')
	declares := b.closesWithBrace(start + len(code))
	// A call ends with a semicolon as well, but no type stands before its name.
	if !declares && (len(bytes.Fields(code[:max(open, 0)])) < 2 || bytes.ContainsAny(code[:max(open, 0)], "=.")) || notFunctions[name] || notFunctions[string(firstWord(code))] {
		return holder{}, false
	}
	b.add(start+match[0], "", name)
	return holder{}, true
}

// closesWithBrace reports whether the next thing after a statement is a brace.
func (b *braceReader) closesWithBrace(end int) bool {
	rest := bytes.TrimLeft(b.masked.code[end:min(len(b.masked.code), end+100)], " \t\r\n\f")
	return len(rest) > 0 && rest[0] == '{'
}

func firstWord(code []byte) []byte {
	n := 0
	for n < len(code) && isWord(code[n]) {
		n++
	}
	return code[:n]
}

// add notes a declaration.
func (b *braceReader) add(start int, kind, name string) {
	if name == "" {
		return
	}
	for start < len(b.masked.code) && isBlank(b.masked.code[start]) {
		start++
	}
	b.found = append(b.found, declaration{start: b.withComment(b.text, b.masked, start), title: titled(kind, b.around, name)})
}
