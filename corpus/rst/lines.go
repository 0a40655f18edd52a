package rst

import "strings"

// splitLines cuts a text into lines without the white space at their ends,
// tabs made blanks.
func splitLines(text string) []string {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(expandTabs(line), " \f\v")
	}
	return lines
}

// expandTabs moves what stands behind a tab to the next eighth column.
func expandTabs(line string) string {
	if !strings.Contains(line, "\t") {
		return line
	}
	var b strings.Builder
	column := 0
	for _, r := range line {
		if r != '\t' {
			b.WriteRune(r)
			column++
			continue
		}
		b.WriteString("        "[column%8:])
		column += 8 - column%8
	}
	return b.String()
}

// indentOf is how many blanks a line begins with.
func indentOf(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }

// indented returns how many lines from the first on are moved in or blank,
// without blank lines at the end.
func indented(lines []string) int {
	n := 0
	for i, line := range lines {
		if line != "" && line[0] != ' ' {
			break
		}
		if line != "" {
			n = i + 1
		}
	}
	return n
}

// dedent moves lines out by the blanks that they share.
func dedent(lines []string) []string {
	least := -1
	for _, line := range lines {
		if line != "" && (least < 0 || indentOf(line) < least) {
			least = indentOf(line)
		}
	}
	return moveOut(lines, max(least, 0))
}

// moveOut takes up to n blanks off the start of each line.
func moveOut(lines []string, n int) []string {
	out := make([]string, len(lines))
	for i, line := range lines {
		out[i] = line[min(n, indentOf(line)):]
	}
	return out
}

// hanging returns what belongs to an item whose text begins at a column of the
// first line, moved out, and how many lines it takes. A line right below, with
// no blank line between, belongs to it even if it is not moved in so far.
func hanging(lines []string, column int) ([]string, int) {
	first := ""
	if column < len(lines[0]) {
		first = lines[0][column:]
	} else if len(lines) > 1 && indentOf(lines[1]) > 0 {
		column = indentOf(lines[1])
	}
	body, n := []string{first}, 1
	for i := 1; i < len(lines); i++ {
		line := lines[i]
		indent := indentOf(line)
		if line != "" && indent < column && (indent == 0 || lines[i-1] == "") {
			break
		}
		body = append(body, line[min(column, indent):])
		if line != "" {
			n = i + 1
		}
	}
	return body[:n], n
}

// isPunctuation reports whether c may underline a title.
func isPunctuation(c byte) bool {
	return '!' <= c && c <= '/' || ':' <= c && c <= '@' || '[' <= c && c <= '`' || '{' <= c && c <= '~'
}

// isRule reports whether a line is one mark again and again.
func isRule(line string) bool {
	return line != "" && isPunctuation(line[0]) && strings.Trim(line, line[:1]) == ""
}

// width is how many columns a line takes; signs of East Asia take two.
func width(line string) int {
	n := 0
	for _, r := range line {
		n += columns(r)
	}
	return n
}

func columns(r rune) int {
	if r >= 0x1100 && (r <= 0x115f || r >= 0x2e80 && r <= 0xd7a3 || r >= 0xf900 && r <= 0xfaff || r >= 0xfe30 && r <= 0xfe6f ||
		r >= 0xff00 && r <= 0xff60 || r >= 0xffe0 && r <= 0xffe6 || r >= 0x1f300 && r <= 0x1faff || r >= 0x20000 && r <= 0x3fffd) {
		return 2
	}
	return 1
}
