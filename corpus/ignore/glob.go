package ignore

import "strings"

// A glob is a pattern of names. It is matched byte by byte, all ways at once,
// so that no pattern takes longer than its length times that of the name.
type glob []piece

type pieceKind uint8

const (
	one     pieceKind = iota // one byte of a set
	star                     // any bytes but slashes
	folders                  // nothing, or folders with the slash behind them
	rest                     // everything that is left, and that is something
)

type piece struct {
	kind pieceKind
	set  byteSet
}

// A byteSet is a set of bytes.
type byteSet [4]uint64

func (s *byteSet) add(c byte)      { s[c/64] |= 1 << (c % 64) }
func (s *byteSet) has(c byte) bool { return s[c/64]&(1<<(c%64)) != 0 }

// compile reads a pattern; ok is false if it can match nothing.
func compile(pattern string) (g glob, ok bool) {
	for i := 0; i < len(pattern); {
		switch c := pattern[i]; c {
		case '*':
			n := len(pattern[i:]) - len(strings.TrimLeft(pattern[i:], "*"))
			apart := n >= 2 && (i == 0 || pattern[i-1] == '/')
			switch {
			case apart && i+n == len(pattern):
				g = append(g, piece{kind: rest})
			case apart && pattern[i+n] == '/':
				g = append(g, piece{kind: folders})
				n++
			default:
				g = append(g, piece{kind: star})
			}
			i += n
		case '?':
			g = append(g, piece{set: except(byteSet{})})
			i++
		case '[':
			set, n := class(pattern[i:])
			if n == 0 {
				return nil, false
			}
			g = append(g, piece{set: set})
			i += n
		case '\\':
			if i++; i == len(pattern) {
				return nil, false
			}
			fallthrough
		default:
			var set byteSet
			set.add(pattern[i])
			g = append(g, piece{set: set})
			i++
		}
	}
	return g, true
}

// except is the set of all bytes but those of a set and the slash.
func except(set byteSet) byteSet {
	set.add('/')
	for i := range set {
		set[i] = ^set[i]
	}
	return set
}

// classes are the sets that have names.
var classes = map[string]func(c byte) bool{
	"alnum":  func(c byte) bool { return isLetter(c) || isDigit(c) },
	"alpha":  isLetter,
	"blank":  func(c byte) bool { return c == ' ' || c == '\t' },
	"cntrl":  func(c byte) bool { return c < ' ' || c == 0x7f },
	"digit":  isDigit,
	"graph":  func(c byte) bool { return c > ' ' && c < 0x7f },
	"lower":  func(c byte) bool { return 'a' <= c && c <= 'z' },
	"print":  func(c byte) bool { return c >= ' ' && c < 0x7f },
	"punct":  func(c byte) bool { return c > ' ' && c < 0x7f && !isLetter(c) && !isDigit(c) },
	"space":  func(c byte) bool { return c == ' ' || '\t' <= c && c <= '\r' },
	"upper":  func(c byte) bool { return 'A' <= c && c <= 'Z' },
	"xdigit": func(c byte) bool { return isDigit(c) || 'a' <= c|0x20 && c|0x20 <= 'f' },
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
func isDigit(c byte) bool  { return '0' <= c && c <= '9' }

// class reads a set in brackets, and how long it is; 0 if it has no end.
func class(pattern string) (set byteSet, n int) {
	r := classReader{pattern: pattern, at: 1, last: -1}
	negated := strings.HasPrefix(pattern[1:], "!") || strings.HasPrefix(pattern[1:], "^")
	if negated {
		r.at++
	}
	for first := r.at; ; {
		if r.at >= len(pattern) {
			return byteSet{}, 0
		}
		if pattern[r.at] == ']' && r.at != first {
			break
		}
		if !r.member() {
			return byteSet{}, 0
		}
	}
	r.set[0] &^= 1 << '/' // no set holds the slash
	if negated {
		r.set = except(r.set)
	}
	return r.set, r.at + 1
}

// A classReader is on the way through a set in brackets.
type classReader struct {
	pattern string
	at      int
	set     byteSet
	last    int // the byte that a range may begin with, -1 if there is none
}

// member reads a byte, a range or a set with a name; it fails if there is none
// of the name, or nothing behind a backslash.
func (r *classReader) member() bool {
	rest := r.pattern[r.at:]
	switch {
	case strings.HasPrefix(rest, "[:"):
		return r.named(rest)
	case rest[0] == '-' && r.last >= 0 && len(rest) > 1 && rest[1] != ']':
		r.span(rest)
		return true
	case rest[0] == '\\':
		if len(rest) == 1 {
			return false
		}
		r.at++
	}
	r.one(r.pattern[r.at])
	return true
}

func (r *classReader) one(c byte) {
	r.set.add(c)
	r.last = int(c)
	r.at++
}

// span reads the end of a range.
func (r *classReader) span(rest string) {
	end := 1
	if rest[1] == '\\' && len(rest) > 2 {
		end = 2
	}
	for b := r.last; b <= int(rest[end]); b++ {
		r.set.add(byte(b))
	}
	r.at += end + 1
	r.last = -1
}

// named reads a set with a name, such as "[:digit:]".
func (r *classReader) named(rest string) bool {
	name, _, closed := strings.Cut(rest[2:], ":]")
	if !closed || strings.Contains(name, "]") {
		r.one('[') // it is no name
		return true
	}
	member, known := classes[name]
	for b := range 256 {
		if known && member(byte(b)) {
			r.set.add(byte(b))
		}
	}
	r.at += len(name) + len("[::]")
	r.last = -1
	return known
}

// match reports whether the pattern matches all of a name.
func (g glob) match(name string) bool {
	m := matcher{glob: g, at: make([]bool, len(g)+1), next: make([]bool, len(g)+1), in: make([]bool, len(g)+1)}
	m.enter(m.at, 0)
	for i := range len(name) {
		if !m.step(name[i]) {
			return false
		}
	}
	return m.at[len(g)]
}

// A matcher is on the way through a name: at holds the pieces that may come
// next, in those of folders that it is in the middle of.
type matcher struct {
	glob     glob
	at, next []bool
	in       []bool
}

// enter says that a piece may come next, and those behind it if it may match
// nothing.
func (m *matcher) enter(set []bool, i int) {
	for ; !set[i]; i++ {
		set[i] = true
		if i == len(m.glob) || m.glob[i].kind != star && m.glob[i].kind != folders {
			return
		}
	}
}

// step takes a byte, and reports whether anything may still match.
func (m *matcher) step(c byte) bool {
	clear(m.next)
	alive := false
	for i, p := range m.glob {
		switch {
		case p.kind == one && m.at[i] && p.set.has(c):
			m.enter(m.next, i+1)
			alive = true
		case p.kind == star && m.at[i] && c != '/':
			m.enter(m.next, i)
			alive = true
		case p.kind == rest && m.at[i]:
			m.next[i] = true
			m.enter(m.next, i+1)
			alive = true
		case p.kind == folders && (m.at[i] || m.in[i]):
			m.in[i] = true
			if c == '/' {
				m.enter(m.next, i+1)
			}
			alive = true
		}
	}
	m.at, m.next = m.next, m.at
	return alive
}
