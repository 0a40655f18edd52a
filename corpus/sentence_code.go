package corpus

import "strings"

// codeBlocksOf returns the blocks of the source of a program: comments are
// paragraphs, and every other line is a line of code.
func codeBlocksOf(text string, start, end int) []block {
	r := codeReader{text: text, opens: true}
	for at := start; at < end; {
		next := end
		if n := strings.IndexByte(text[at:end], '\n'); n >= 0 {
			next = at + n + 1
		}
		r.line(trim(text, Span{at, next}))
		at = next
	}
	return r.blocks
}

// A codeReader tells the blocks of a program apart, line by line.
type codeReader struct {
	text   string
	blocks []block
	// until ends the comment that the line is in, "" if it is in none.
	until string
	// goesOn is set when the next line of a comment belongs to the last block,
	// opens when a blank line, or nothing, stands before.
	goesOn, opens bool
}

func (r *codeReader) line(line Span) {
	content := r.text[line.Start:line.End]
	if content == "" {
		r.goesOn, r.opens = false, true
		return
	}
	inside := r.until != ""
	if opening, _ := opensComment(content); opening != "" && !inside {
		r.goesOn = false
	}
	said, comment := r.comment(content)
	// One that ends is followed by another, and not gone on with.
	ended := r.until == "" && (inside || isClosed(content))
	kind := codeBlock
	switch {
	case comment && said == "":
		kind = markupBlock
	case comment && r.goesOn && markerLength(said) == 0:
		r.blocks[len(r.blocks)-1].End = line.End
		r.goesOn = !ended
		return
	case comment && markerLength(said) > 0:
		kind = itemBlock
	case comment:
		kind = proseBlock
	}
	r.blocks = append(r.blocks, block{line, kind, r.opens})
	r.goesOn, r.opens = comment && said != "" && !ended, false
}

// comment returns what a line says without the marks of a comment, and whether
// it is one.
func (r *codeReader) comment(content string) (said string, ok bool) {
	switch {
	case r.until != "":
		if before, _, ends := strings.Cut(content, r.until); ends {
			content, r.until = before, ""
		}
	case strings.HasPrefix(content, "//") || isHashComment(content) || content == "--" || strings.HasPrefix(content, "-- "):
	default:
		opening, closing := opensComment(content)
		if opening == "" {
			return "", false
		}
		content = content[len(opening):]
		if before, _, ends := strings.Cut(content, closing); ends {
			content = before
		} else {
			r.until = closing
		}
	}
	said = strings.TrimSpace(strings.TrimPrefix(strings.TrimLeft(content, "/#*!= \t"), "--"))
	if strings.IndexFunc(said, isWordRune) < 0 {
		said = ""
	}
	return said, true
}

// isClosed reports whether a line is a whole comment between marks.
func isClosed(content string) bool {
	opening, closing := opensComment(content)
	return opening != "" && strings.Contains(content[len(opening):], closing)
}

// isHashComment reports whether a line is a comment of Python or a shell, and
// no instruction to the preprocessor of C.
func isHashComment(content string) bool {
	return content[0] == '#' && (len(content) == 1 || strings.IndexByte(" #:-=", content[1]) >= 0)
}

// opensComment returns the mark that a comment of several lines, or the
// description of a function in Python, begins with, and the one that ends it.
func opensComment(content string) (opening, closing string) {
	for _, marks := range [][2]string{{"/*", "*/"}, {`"""`, `"""`}, {"'''", "'''"}, {`r"""`, `"""`}, {"=begin", "=end"}, {"--[[", "]]"}} {
		if strings.HasPrefix(content, marks[0]) {
			return marks[0], marks[1]
		}
	}
	return "", ""
}
