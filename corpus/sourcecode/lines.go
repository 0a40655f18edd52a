package sourcecode

import "strings"

// lines finds declarations that begin on lines of their own, in languages where
// the indentation tells what stands in what.
func lines(g *grammar, text string, m masked) []declaration {
	var found []declaration
	var around []holder
	for at := 0; at < len(text); {
		end := at + lineEnd(text[at:])
		line := m.code[at:end]
		if indent, blank := indentOf(line); !blank {
			for len(around) > 0 && indent <= around[len(around)-1].indent {
				around = around[:len(around)-1]
			}
			if match := g.declares.FindSubmatchIndex(line); match != nil && visible(around) {
				kind, name := g.declared(line, match)
				found = append(found, declaration{start: g.withComment(text, m, at), title: titled(kind, around, name)})
				around = append(around, holder{indent: indent, name: name, open: g.containers[kind]})
			}
		}
		at = end + 1
	}
	return found
}

// A holder is a declaration that others may stand in.
type holder struct {
	indent int
	name   string
	open   bool // its members are sections of their own
}

// visible reports whether a declaration inside of all of these is a section.
func visible(around []holder) bool {
	return len(around) == 0 || around[len(around)-1].open
}

// declared is what a match declares. Of groups with one name, one has matched.
func (g *grammar) declared(text []byte, match []int) (kind, name string) {
	for i, of := range g.declares.SubexpNames() {
		if of == "" || match[2*i] < 0 {
			continue
		}
		if value := string(text[match[2*i]:match[2*i+1]]); of == "kind" {
			kind = strings.ToLower(strings.Join(strings.Fields(value), " "))
		} else {
			name = strings.Trim(value, "\"`[]")
		}
	}
	return kind, name
}

// titled is the name of a section: what is declared, and in what it stands.
func titled(kind string, around []holder, name string) string {
	full := name
	for i := len(around) - 1; i >= 0; i-- {
		if around[i].name != "" {
			full = around[i].name + "." + full
		}
	}
	return strings.TrimSpace(kind + " " + full)
}

// indentOf is how far a line is moved in, and whether there is nothing on it.
func indentOf(line []byte) (indent int, blank bool) {
	for _, c := range line {
		switch c {
		case ' ':
			indent++
		case '\t':
			indent += 8 - indent%8
		case '\r', '\f':
		default:
			return indent, false
		}
	}
	return 0, true
}
