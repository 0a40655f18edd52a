package ooxml

import (
	"strings"
	"unicode/utf8"
)

// A formatToken is one part of the code of a format.
type formatToken struct {
	kind tokenKind
	text string
}

type tokenKind int

const (
	literalToken tokenKind = iota
	numberToken            // digits, points and commas: "#,##0.00"
	dateToken              // "yyyy", "[h]", "AM/PM"
	generalToken
)

// maxDigits bounds how many digits a format may ask for.
const maxDigits = 40

// formatTokens cuts the code of a format into the tokens of its sections.
func formatTokens(code string) [][]formatToken {
	sections := [][]formatToken{nil}
	for len(code) > 0 {
		if code[0] == ';' {
			sections = append(sections, nil)
			code = code[1:]
			continue
		}
		token, size := formatTokenAt(code)
		last := len(sections) - 1
		if n := len(sections[last]); token.kind == numberToken && n > 0 && sections[last][n-1].kind == numberToken {
			sections[last][n-1].text += token.text
		} else if token.text != "" {
			sections[last] = append(sections[last], token)
		}
		code = code[size:]
	}
	return sections
}

// formatTokenAt reads the token that code starts with.
func formatTokenAt(code string) (formatToken, int) {
	lower := strings.ToLower(code[:min(len(code), 8)])
	_, width := utf8.DecodeRuneInString(code)
	switch c := lower[0]; {
	case c == '"':
		if end := strings.IndexByte(code[1:], '"'); end >= 0 {
			return formatToken{literalToken, code[1 : end+1]}, end + 2
		}
		return formatToken{}, 1
	case c == '\\' || c == '!':
		_, next := utf8.DecodeRuneInString(code[1:])
		return formatToken{literalToken, code[1 : 1+next]}, 1 + next
	case c == '_' || c == '*': // a blank as wide as a character, or filled with it
		_, next := utf8.DecodeRuneInString(code[1:])
		return formatToken{}, 1 + next
	case c == '[':
		if end := strings.IndexByte(code, ']'); end > 0 {
			return bracketed(code[1:end]), end + 1
		}
		return formatToken{}, 1
	case strings.HasPrefix(lower, "general"):
		return formatToken{generalToken, "General"}, len("general")
	case strings.HasPrefix(lower, "am/pm"):
		return formatToken{dateToken, "am/pm"}, len("am/pm")
	case strings.HasPrefix(lower, "a/p"):
		return formatToken{dateToken, "am/pm"}, len("a/p")
	case strings.HasPrefix(lower, "e+") || strings.HasPrefix(lower, "e-"):
		return formatToken{numberToken, "E"}, 2
	case strings.IndexByte("0#?.,%/", c) >= 0:
		return formatToken{numberToken, code[:1]}, 1
	case strings.IndexByte("ymdhsbeg", c) >= 0:
		n := len(lower) - len(strings.TrimLeft(lower, lower[:1]))
		return formatToken{dateToken, lower[:n]}, n
	}
	return formatToken{literalToken, code[:width]}, width
}

// bracketed reads what stands in brackets: elapsed hours, a currency, or a
// colour, a condition or a language, which are nothing to show.
func bracketed(inner string) formatToken {
	lower := strings.ToLower(inner)
	if lower != "" && strings.Trim(lower, lower[:1]) == "" && strings.IndexByte("hms", lower[0]) >= 0 {
		return formatToken{dateToken, "[" + lower[:1] + "]"}
	}
	if currency, ok := strings.CutPrefix(inner, "$"); ok {
		currency, _, _ = strings.Cut(currency, "-")
		return formatToken{literalToken, currency}
	}
	return formatToken{}
}

// sectionOf makes a section of its tokens.
func sectionOf(tokens []formatToken) section {
	s := section{tokens: tokens}
	for _, t := range tokens {
		s.date = s.date || t.kind == dateToken
		s.general = s.general || t.kind == generalToken
	}
	if s.date {
		return s
	}
	for i, t := range tokens {
		if t.kind != numberToken {
			continue
		}
		switch rest := strings.Trim(t.text, "%"); {
		case rest == "": // a percent sign by itself
			s.percent += len(t.text)
			s.tokens[i] = formatToken{literalToken, t.text}
		case rest == "/" || rest == ",": // between texts
			s.tokens[i] = formatToken{literalToken, t.text}
		default:
			s.places(t.text)
			if n := strings.Count(t.text, "%"); n > 0 {
				s.percent += n
				s.tokens = append(append(append([]formatToken{}, s.tokens[:i+1]...), formatToken{literalToken, strings.Repeat("%", n)}), s.tokens[i+1:]...)
				return s
			}
		}
	}
	return s
}

// places reads how many digits a number is shown with.
func (s *section) places(code string) {
	if strings.Contains(code, "/") {
		s.fraction = true
		return
	}
	code = strings.ReplaceAll(code, "%", "")
	mantissa, exponent, hasExponent := strings.Cut(code, "E")
	if hasExponent {
		s.exponent = max(len(exponent), 1)
	}
	whole, behind, _ := strings.Cut(mantissa, ".")
	for _, part := range []*string{&behind, &whole} {
		if bare := strings.TrimRight(*part, ","); len(bare) < len(*part) && (part == &behind || behind == "") {
			s.scale += len(*part) - len(bare)
			*part = bare
		}
	}
	s.grouped = s.grouped || strings.Contains(whole, ",")
	s.least += strings.Count(whole, "0")
	s.most += len(strings.ReplaceAll(whole, ",", ""))
	s.leastBehind = strings.Count(behind, "0")
	s.behind = min(len(behind), maxDigits)
	s.least = min(s.least, maxDigits)
}
