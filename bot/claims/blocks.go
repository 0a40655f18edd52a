package claims

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	fence   = regexp.MustCompile("^\\s*(```+|~~~+)")
	item    = regexp.MustCompile(`^\s*(?:[-*+•–]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?`)
	heading = regexp.MustCompile(`^\s*#{1,6}\s+\S`)
	subtext = regexp.MustCompile(`^\s*-#\s+`)
)

// blocks are the lines of a message that may hold claims, as plain text. A line
// goes on in the next one when it seems to be wrapped.
func blocks(message string) []string {
	var found []string
	open := false // the last block may go on
	for _, line := range outsideFences(strings.Split(message, "\n")) {
		trimmed := strings.TrimSpace(line)
		if strings.HasPrefix(trimmed, ">>> ") {
			break // all that follows is a quotation
		}
		begins := item.FindString(line)
		text := ""
		if !strings.HasPrefix(trimmed, ">") && !isRow(trimmed) && !heading.MatchString(line) {
			text = plain(subtext.ReplaceAllString(line[len(begins):], ""))
		}
		switch {
		case text == "":
		case open && begins == "" && goesOn(found[len(found)-1], text):
			found[len(found)-1] += " " + text
		default:
			found = append(found, text)
		}
		open = text != ""
	}
	return found
}

// outsideFences leaves out blocks of code, with an empty line for each. A fence
// that is never closed is none.
func outsideFences(lines []string) []string {
	var kept []string
	unclosed := "" // a fence like this one has no end
	for i := 0; i < len(lines); i++ {
		mark := fence.FindStringSubmatch(lines[i])
		if mark == nil {
			kept = append(kept, lines[i])
			continue
		}
		kept = append(kept, "")
		if mark[1] == unclosed || strings.Count(lines[i], mark[1]) > 1 {
			continue // or it ends in its line
		}
		closes := func(line string) bool { return strings.HasPrefix(strings.TrimSpace(line), mark[1]) }
		if n := slices.IndexFunc(lines[i+1:], closes); n >= 0 {
			i += n + 1
		} else {
			unclosed = mark[1]
		}
	}
	return kept
}

// isRow reports whether a line is a row of a table, and no hidden text.
func isRow(line string) bool { return strings.HasPrefix(line, "|") && !strings.HasPrefix(line, "||") }

// goesOn reports whether a line seems to go on in the next: it has no end, and
// that begins with a small letter.
func goesOn(line, next string) bool {
	last, _ := utf8.DecodeLastRuneInString(line)
	first, _ := utf8.DecodeRuneInString(next)
	return !strings.ContainsRune(".!?…:;。！？", last) && unicode.IsLower(first)
}
