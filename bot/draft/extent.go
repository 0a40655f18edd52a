package draft

// An extent finds the end of a JSON value that arrives in pieces. It goes by
// brackets and strings only; whether the value is right is for others to tell.
type extent struct {
	read    int // bytes looked at
	depth   int
	inside  bool // a string
	escaped bool
}

// find returns the length of the value that the text begins with; ok is false
// when its end is not there yet. The text may only have grown since the last
// call.
func (e *extent) find(text string) (n int, ok bool) {
	for ; e.read < len(text); e.read++ {
		c := text[e.read]
		switch {
		case e.escaped:
			e.escaped = false
		case e.inside && c == '\\':
			e.escaped = true
		case c == '"':
			e.inside = !e.inside
			if !e.inside && e.depth == 0 {
				return e.read + 1, true
			}
		case e.inside:
		case c == '{' || c == '[':
			e.depth++
		case (c == '}' || c == ']') && e.depth > 0:
			if e.depth--; e.depth == 0 {
				return e.read + 1, true
			}
		case e.depth > 0:
		case c == ',' || c == ':' || c == '}' || c == ']' || c <= ' ':
			return max(e.read, 1), true
		}
	}
	return 0, false
}
