package rst

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"
)

var bullets = []string{"*", "+", "-", "•", "‣", "⁃"}

// bullet is the mark that a line begins with as an item of a list does, and
// the column where its text begins.
func bullet(line string) (mark string, column int) {
	for _, mark := range bullets {
		if line == mark {
			return mark, len(mark)
		}
		if strings.HasPrefix(line, mark+" ") {
			return mark, len(mark) + indentOf(line[len(mark):])
		}
	}
	return "", 0
}

func (p *parser) bulletList(lines []string) int {
	mark, _ := bullet(lines[0])
	if mark == "" {
		return 0
	}
	p.out.EndList()
	return p.items(lines, func(line string) (string, int) {
		found, column := bullet(line)
		if found != mark {
			return "", 0
		}
		return "- ", column
	})
}

// items reads the items of a list. The function tells of a line the marker to
// write and the column where the item's text begins, 0 if it begins none.
func (p *parser) items(lines []string, starts func(line string) (marker string, column int)) int {
	n := 0
	for n < len(lines) && !p.stopped() {
		if lines[n] == "" {
			n++
			continue
		}
		marker, column := starts(lines[n])
		if column == 0 {
			break
		}
		body, taken := hanging(lines[n:], column)
		p.out.Item(marker)
		p.within(body)
		p.out.EndItem()
		n += taken
	}
	return n
}

var enumerator = regexp.MustCompile(`^(?:(?:\d{1,9}|#|[A-Za-z]|[ivxlcdm]{1,9}|[IVXLCDM]{1,9})[.)]|\((?:\d{1,9}|#|[A-Za-z]|[ivxlcdm]{1,9}|[IVXLCDM]{1,9})\))(?: +|$)`)

// enumeratedList reads items with numbers or letters. A line that begins like
// one is none if a line of running text follows.
func (p *parser) enumeratedList(lines []string) int {
	if !enumerator.MatchString(lines[0]) {
		return 0
	}
	if len(lines) > 1 && lines[1] != "" && lines[1][0] != ' ' && !enumerator.MatchString(lines[1]) {
		return 0
	}
	p.out.EndList()
	count, form := 0, enumeratorForm(enumerator.FindString(lines[0]))
	return p.items(lines, func(line string) (string, int) {
		found := enumerator.FindString(line)
		if found == "" || enumeratorForm(found) != form {
			return "", 0
		}
		count++
		return strings.Replace(strings.TrimSpace(found), "#", fmt.Sprint(count), 1) + " ", len(found)
	})
}

// enumeratorForm is what the enumerators of one list share: whether they are
// numbers, and the marks around them.
func enumeratorForm(found string) string {
	form := ""
	for _, r := range found {
		switch {
		case strings.ContainsRune("().", r):
			form += string(r)
		case strings.ContainsRune("#0123456789", r) && !strings.HasSuffix(form, "1"):
			form += "1"
		}
	}
	return form
}

var field = regexp.MustCompile("^:([^:\\s](?:[^:\\\\]|\\\\.|:[^ `:])*?):(?: +|$)")

// fieldList reads fields. Those at the top of a file tell about it.
func (p *parser) fieldList(lines []string) int {
	if !field.MatchString(lines[0]) {
		return 0
	}
	top := p.inner == 0 && p.aboveText()
	p.out.EndList()
	n := 0
	for n < len(lines) && !p.stopped() {
		if lines[n] == "" {
			n++
			continue
		}
		found := field.FindStringSubmatch(lines[n])
		if found == nil {
			break
		}
		body, taken := fieldBody(lines[n:], len(found[0]))
		n += taken
		if !top || !p.tell(found[1], body) {
			p.labelled(p.inline(found[1]), body)
		}
	}
	return n
}

// fieldBody returns what stands behind a field's name and below it.
func fieldBody(lines []string, column int) ([]string, int) {
	n := 1 + indented(lines[1:])
	first := lines[0][min(column, len(lines[0])):]
	return append([]string{first}, dedent(lines[1:n])...), n
}

// labelled writes an item that begins with a name.
func (p *parser) labelled(name string, body []string) {
	p.out.Item("- ")
	p.out.Label(withColon(name))
	p.within(body)
	p.out.EndItem()
}

func withColon(name string) string {
	name = strings.Join(strings.Fields(name), " ")
	if last, _ := utf8.DecodeLastRuneInString(name); strings.ContainsRune(":?!.", last) {
		return name + " "
	}
	return name + ": "
}

const option = `(?:-[A-Za-z0-9?](?: ?<[^<>]+>| ?[A-Za-z][\w-]*)?|--?[A-Za-z][\w-]*(?:[ =](?:<[^<>]+>|[A-Za-z][\w:.-]*))?|/[A-Z](?: \w+)?)`

var options = regexp.MustCompile(`^(` + option + `(?:, ` + option + `)*)(?:  +|$)`)

// optionList reads the options of a command with what they mean.
func (p *parser) optionList(lines []string) int {
	isOption := func(lines []string) bool {
		found := options.FindString(lines[0])
		return found != "" && (len(found) < len(lines[0]) || len(lines) > 1 && indentOf(lines[1]) > 0)
	}
	return p.entries(lines, isOption, func(lines []string) int {
		found := options.FindStringSubmatch(lines[0])
		body, taken := fieldBody(lines, len(found[0]))
		p.labelled(found[1], body)
		return taken
	})
}

// entries reads a list by its entries: begins tells where one does, and take
// reads one. It returns how many lines the list has, 0 where none begins.
func (p *parser) entries(lines []string, begins func([]string) bool, take func([]string) int) int {
	if !begins(lines) {
		return 0
	}
	p.out.EndList()
	n := 0
	for n < len(lines) && !p.stopped() {
		switch {
		case lines[n] == "":
			n++
		case !begins(lines[n:]):
			return n
		default:
			n += take(lines[n:])
		}
	}
	return n
}

// definitionList reads terms, each with lines below it that are moved in.
func (p *parser) definitionList(lines []string) int {
	isTerm := func(lines []string) bool {
		return len(lines) > 1 && lines[0] != "" && lines[0][0] != ' ' && indentOf(lines[1]) > 0 &&
			!strings.HasSuffix(lines[0], "::") && !strings.HasPrefix(lines[0], ".. ")
	}
	first := true
	return p.entries(lines, func(lines []string) bool { return isTerm(lines) && (first || !p.startsOther(lines[0])) }, func(lines []string) int {
		first = false
		taken := 1 + indented(lines[1:])
		p.labelled(p.inline(lines[0]), dedent(lines[1:taken]))
		return taken
	})
}

// startsOther reports whether a line begins an item of another kind of list.
func (p *parser) startsOther(line string) bool {
	mark, _ := bullet(line)
	return mark != "" || enumerator.MatchString(line) || field.MatchString(line) || options.MatchString(line)
}
