package phrases

import (
	"fmt"
	"strconv"
	"strings"
)

// A text is one that was read, ready to be filled.
type text []piece

// A piece is a stretch of a text: words, or what depends on an argument.
type piece struct {
	words string // as they are written
	arg   int    // -1 for words
	forms []string
	rank  bool // the forms go with the argument as a rank
}

// parse reads a text.
func (g grammar) parse(source string) (text, error) {
	var t text
	for rest := source; rest != ""; {
		words, after, found := strings.Cut(rest, "{")
		if strings.Contains(words, "}") {
			return nil, fmt.Errorf("a } without its { in %q", source)
		}
		if words != "" {
			t = append(t, piece{words: words, arg: -1})
		}
		if !found {
			break
		}
		inside, next, closed := strings.Cut(after, "}")
		if !closed {
			return nil, fmt.Errorf("a { without its } in %q", source)
		}
		p, err := g.placeholder(inside)
		if err != nil {
			return nil, fmt.Errorf("%w in %q", err, source)
		}
		t, rest = append(t, p), next
	}
	return t, nil
}

// placeholder reads what stands between braces.
func (g grammar) placeholder(inside string) (piece, error) {
	p := piece{words: "{" + inside + "}"}
	number, want := inside, 0
	if i := strings.IndexAny(inside, "|#"); i >= 0 {
		number, p.forms, want = inside[:i], strings.Split(inside[i+1:], "|"), len(g.cardinal)
		if p.rank = inside[i] == '#'; p.rank {
			want = len(g.ordinal)
		}
	}
	if len(number) != 1 || number[0] < '0' || number[0] > '9' {
		return p, fmt.Errorf("%s does not begin with the number of an argument", p.words)
	}
	p.arg = int(number[0] - '0')
	if len(p.forms) != want {
		return p, fmt.Errorf("%s has %d forms, and %s has %d", p.words, len(p.forms), g.code, want)
	}
	return p, nil
}

// fill puts arguments in. A placeholder without one stays as it is.
func (g grammar) fill(t text, args []any) string {
	var b strings.Builder
	for _, p := range t {
		switch {
		case p.arg < 0 || p.arg >= len(args):
			b.WriteString(p.words)
		case p.forms == nil:
			fmt.Fprint(&b, args[p.arg])
		default:
			b.WriteString(p.forms[g.formFor(p, args[p.arg])])
		}
	}
	return b.String()
}

// formFor is the index of the form that goes with an argument; the last one if it
// is no whole number.
func (g grammar) formFor(p piece, arg any) int {
	n, err := strconv.Atoi(fmt.Sprint(arg))
	if err != nil {
		return len(p.forms) - 1
	}
	return g.form(p.rank, n)
}
