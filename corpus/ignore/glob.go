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
	i := 1
	negated := i < len(pattern) && (pattern[i] == '!' || pattern[i] == '^')
	if negated {
		i++
	}
	last := -1 // the byte that a range may begin with
	for first := i; ; first = -1 {
		if i >= len(pattern) {
			return byteSet{}, 0
		}
		c := pattern[i]
		switch {
		case c == ']' && i != first:
			set[0] &^= 1 << '/' // no set holds the slash
			if negated {
				set = except(set)
			}
			return set, i + 1
		case c == '[' && i+1 < len(pattern) && pattern[i+1] == ':':
			name, _, closed := strings.Cut(pattern[i+2:], ":]")
			member, known := classes[name]
			if !closed || strings.Contains(name, "]") {
				set.add('[') // no name, but these two
				last = '['
				i++
				continue
			}
			if !known {
				return byteSet{}, 0
			}
			for b := range 256 {
				if member(byte(b)) {
					set.add(byte(b))
				}
			}
			i += len(name) + 4
			last = -1
			continue
		case c == '-' && last >= 0 && i+1 < len(pattern) && pattern[i+1] != ']':
			if i++; pattern[i] == '\\' && i+1 < len(pattern) {
				i++
			}
			for b := last; b <= int(pattern[i]); b++ {
				set.add(byte(b))
			}
			i++
			last = -1
			continue
		case c == '\\':
			if i++; i >= len(pattern) {
				return byteSet{}, 0
			}
			c = pattern[i]
		}
		set.add(c)
		last = int(c)
		i++
	}
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
