package prompts

import (
	"regexp"
	"strings"
	"unicode"

	"footnote/bot/draft"
)

var (
	// ending is what begins like the mark around passages, however written.
	ending = regexp.MustCompile(`(?i)<(\s*/?\s*passage)`)
	// special are the tokens that chat templates give a meaning to; some
	// servers read them in the text of messages too.
	special = regexp.MustCompile(`(?i)<(/?(?:s|bos|eos|pad|unk|think|thinking|tool_call|tool_response|start_of_turn|end_of_turn|start_of_image|end_of_image)|\|[^<>|\n]{0,40}\||｜[^<>｜\n]{0,40}｜)>`)
	roles   = regexp.MustCompile(`(?i)\[(/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_RESULTS|TOOL_CALLS))\]`)
	system  = regexp.MustCompile(`(?i)<<(/?SYS)>>`)
	// label is a line that looks like the label of a passage, with any sort of
	// brackets.
	label = regexp.MustCompile(`(?m)^([^\pL\pN\n]*)[\[【［〔〚⟦❲](\s*\^?\p{N}+\s*)[\]】］〕〛⟧❳]`)
)

// data makes a text harmless to stand in a prompt. It may have many lines.
func data(text string) string {
	text = strings.Map(plainRune, strings.ReplaceAll(text, "\r\n", "\n"))
	text = ending.ReplaceAllString(text, "($1")
	text = special.ReplaceAllString(text, "($1)")
	text = roles.ReplaceAllString(text, "($1)")
	text = system.ReplaceAllString(text, "($1)")
	text = draft.Unmarked(text)
	text = label.ReplaceAllString(text, "$1($2)")
	return strings.Trim(text, "\n")
}

// plainRune takes every break of lines for the common one and drops what
// cannot be seen: it would only hide something from people.
func plainRune(r rune) rune {
	switch {
	case r == '\r' || r == '\v' || r == '\f' || r == '\u0085' || r == '\u2028' || r == '\u2029':
		return '\n'
	case r == '\t' || r == '\n':
		return r
	case r == '\u200c' || r == '\u200d': // joiners, which some scripts need
		return r
	case unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r) || r == '\ufffd':
		return -1
	}
	return r
}

// line makes a text harmless and one line.
func line(text string) string {
	return strings.Join(strings.Fields(data(text)), " ")
}
