package openaichat

import "strings"

// blocks are the forms that models write reasoning in, in lower case. What
// follows an opening one is not shown, up to the closing one.
var blocks = []struct {
	open, close string
	// inclusive blocks close with a text that may begin as the opening one does.
	inclusive bool
}{
	{open: "<think>", close: "</think>"},
	{open: "<thinking>", close: "</thinking>"},
	{open: "<thought>", close: "</thought>"},
	{open: "<reasoning>", close: "</reasoning>"},
	{open: "<seed:think>", close: "</seed:think>"},
	{open: "[think]", close: "[/think]"},
	{open: "◁think▷", close: "◁/think▷"},
	{open: "</think>", close: ""}, // the template opened it, and the model had no thoughts
	{open: "<|channel|>", close: "<|channel|>final<|message|>", inclusive: true},
	{open: "<|start|>", close: "<|channel|>final<|message|>", inclusive: true},
}

// strayClose is the end of reasoning whose beginning stood in the prompt's
// template. It counts only alone on its line, since an answer may be about tags.
const strayClose = "\n</think>\n"

// A stripper takes reasoning out of a reply that arrives in pieces. What comes
// out does not depend on how the reply is cut into pieces.
type stripper struct {
	state stripState
	// close is what ends the block at hand.
	close string
	// held is what arrived and cannot be judged yet. What stood before it in
	// stripHeld is kept, in case it was text.
	held string
	kept strings.Builder
	// lone is set when the reply held the end of reasoning, not its beginning.
	lone bool
}

type stripState int

const (
	stripStart  stripState = iota // before the first text
	stripInside                   // within reasoning
	stripHeld                     // in what is reasoning if "</think>" comes
	stripText
)

// newStripper returns a stripper. If the model is known to begin within
// reasoning, nothing passes before the end of it.
func newStripper(beginsWithin bool) *stripper {
	if beginsWithin {
		return &stripper{state: stripHeld}
	}
	return &stripper{}
}

// next takes the next piece and returns the text that may pass.
func (s *stripper) next(piece string) string {
	s.held += piece
	var out strings.Builder
	for s.step(&out) {
	}
	return out.String()
}

// end returns what was held back and turned out to be text.
func (s *stripper) end() string {
	text := s.held
	s.held = ""
	switch s.state {
	case stripInside:
		return ""
	case stripHeld: // no end of reasoning came: it was text after all
		rest := newStripper(false)
		return rest.next(s.kept.String()+text) + rest.end()
	case stripText:
		if s.closesAtEnd(text) {
			s.lone = true
			return ""
		}
	}
	return text
}

// closesAtEnd reports whether the text is a stray end of reasoning after which
// the reply ended.
func (s *stripper) closesAtEnd(text string) bool {
	return text == strings.TrimSuffix(strayClose, "\n")
}

// step goes on by one state; it reports whether there is more to do.
func (s *stripper) step(out *strings.Builder) bool {
	switch s.state {
	case stripStart:
		return s.stepStart()
	case stripInside:
		return s.skipPast(s.close, stripStart)
	case stripHeld:
		s.lone = s.skipPast("</think>", stripStart) || s.lone
		return s.state != stripHeld
	default:
		return s.stepText(out)
	}
}

// stepStart decides whether reasoning or text begins.
func (s *stripper) stepStart() bool {
	s.held = trimBlanks(s.held)
	if s.held == "" {
		return false
	}
	for _, b := range blocks {
		switch {
		case hasPrefixFold(s.held, b.open):
			s.state, s.close = stripInside, b.close
			if !b.inclusive {
				s.held = s.held[len(b.open):]
			}
			return true
		case hasPrefixFold(b.open, s.held):
			return false // may become this one
		}
	}
	s.state = stripText
	return true
}

// skipPast drops all up to and with the end; until it comes, only so much is
// held as may be the beginning of it.
func (s *stripper) skipPast(end string, then stripState) bool {
	if i := indexFold(s.held, end); i >= 0 {
		s.held, s.state = s.held[i+len(end):], then
		return true
	}
	known := len(s.held) - overlap(s.held, end)
	if s.state == stripHeld {
		s.kept.WriteString(s.held[:known])
	}
	s.held = s.held[known:]
	return false
}

// stepText passes text on, without a stray end of reasoning.
func (s *stripper) stepText(out *strings.Builder) bool {
	if i := indexFold(s.held, strayClose); i >= 0 {
		out.WriteString(s.held[:i] + "\n\n")
		s.held, s.lone = s.held[i+len(strayClose):], true
		return true
	}
	n := len(s.held) - overlap(s.held, strayClose)
	out.WriteString(s.held[:n])
	s.held = s.held[n:]
	return false
}

// overlap is the length of the longest end of text that pattern begins with.
func overlap(text, pattern string) int {
	for n := min(len(text), len(pattern)-1); n > 0; n-- {
		if hasPrefixFold(pattern, text[len(text)-n:]) {
			return n
		}
	}
	return 0
}

// trimBlanks drops blanks of ASCII at the start; others may arrive cut in two.
func trimBlanks(text string) string { return strings.TrimLeft(text, " \t\r\n") }

// hasPrefixFold is strings.HasPrefix with ASCII letters folded. Lengths in
// bytes stay, which full folding would not grant.
func hasPrefixFold(text, prefix string) bool {
	return len(text) >= len(prefix) && lower(text[:len(prefix)]) == lower(prefix)
}

func indexFold(text, pattern string) int { return strings.Index(lower(text), pattern) }

// lower folds ASCII letters, and leaves every other byte as it is.
func lower(text string) string {
	b := []byte(text)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}
