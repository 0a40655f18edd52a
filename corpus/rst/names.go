package rst

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// names are what a file defines and refers to from elsewhere in it. They are
// gathered before it is read.
type names struct {
	// substitutions are the texts of |names|.
	substitutions map[string]string
	// titles are the titles that labels stand above.
	titles map[string]string
	// targets are the names that links may lead to.
	targets map[string]bool
	// notes are the numbers of footnotes with a name, unnamed those without, in
	// order.
	notes   map[string]string
	unnamed []string
}

var (
	substitution = regexp.MustCompile(`^ *\.\. +\|([^|]+)\| +([A-Za-z-]+)::(?: +(.*))?$`)
	target       = regexp.MustCompile("^ *\\.\\. +_(`[^`]+`|(?:\\\\.|[^:\\\\])+):(?: +(.*))?$")
	note         = regexp.MustCompile(`^\.\. +\[(\d+|#[\w.-]*|\*|[A-Za-z][\w.:+-]*)\](?: +|$)`)
)

// maxSubstitution bounds the text of a substitution in bytes.
const maxSubstitution = 2000

func namesOf(lines []string) *names {
	n := &names{substitutions: map[string]string{}, titles: map[string]string{}, targets: map[string]bool{}, notes: map[string]string{}}
	var labels []string // those right above the line
	var notes []string
	for i, line := range lines {
		if found := substitution.FindStringSubmatch(line); found != nil {
			n.substitutions[nameOf(found[1])] = substitutionText(found[2], found[3], lines[i+1:])
		}
		if found := target.FindStringSubmatch(line); found != nil {
			label := nameOf(strings.Trim(found[1], "`"))
			n.targets[label] = true
			labels = append(labels, label)
			continue
		}
		if found := note.FindStringSubmatch(strings.TrimLeft(line, " ")); found != nil {
			notes = append(notes, found[1])
		}
		if line == "" {
			continue
		}
		if title, _, taken := titleOf(lines[i:min(i+3, len(lines))]); taken > 0 {
			for _, label := range labels {
				n.titles[label] = title
			}
			n.targets[nameOf(title)] = true
		}
		labels = nil
	}
	n.number(notes)
	return n
}

// number gives the footnotes without numbers those that are left.
func (n *names) number(labels []string) {
	taken := map[string]bool{}
	for _, label := range labels {
		taken[label] = true
	}
	next := 1
	for _, label := range labels {
		if label[0] != '#' {
			continue
		}
		for taken[strconv.Itoa(next)] {
			next++
		}
		if label == "#" {
			n.unnamed = append(n.unnamed, strconv.Itoa(next))
		} else {
			n.notes[label] = strconv.Itoa(next)
		}
		next++
	}
}

// nameOf is the form of a name in which two are the same.
func nameOf(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(strings.ReplaceAll(s, "\\", "")), " "))
}

// substitutionText is what a definition puts in place of its name.
func substitutionText(directive, argument string, below []string) string {
	body := dedent(below[:indented(below)])
	if len(body) > 50 {
		body = body[:50]
	}
	switch directive {
	case "replace":
		for _, line := range body {
			if line == "" {
				break
			}
			argument += " " + line
		}
	case "unicode":
		argument = unicodeText(argument)
	case "image":
		argument = ""
		for _, line := range body {
			if alt, ok := strings.CutPrefix(line, ":alt:"); ok {
				argument = alt
			}
		}
	default:
		return ""
	}
	argument = strings.TrimSpace(argument)
	if len(argument) > maxSubstitution {
		return ""
	}
	return argument
}

// unicodeText reads the codes of characters, and text between them.
func unicodeText(argument string) string {
	argument, _, _ = strings.Cut(argument, " .. ")
	var parts []string
	for word := range strings.FieldsSeq(argument) {
		code := word
		for _, before := range []string{"0x", "0X", "U+", "u+", "\\u", "\\x", "x"} {
			if digits, ok := strings.CutPrefix(word, before); ok {
				code = digits
				break
			}
		}
		base := 16
		if code == word {
			base = 10
		}
		if r, err := strconv.ParseUint(code, base, 21); err == nil {
			word = string(rune(r))
		}
		parts = append(parts, word)
	}
	return strings.Join(parts, "")
}

// substituted is what stands for |name|: its text, or the name if the file
// does not define it.
func (p *parser) substituted(name string) string {
	text, known := p.names.substitutions[nameOf(name)]
	if !known {
		return name
	}
	if p.substituting >= 3 || p.grows(len(text)) {
		return ""
	}
	p.substituting++
	defer func() { p.substituting-- }()
	return p.inline(text)
}

// grows counts what is put in place of other text, and reports whether it is
// too much.
func (p *parser) grows(by int) bool {
	p.grown += by
	return p.grown > p.out.Max
}

// noteLabel is the number or name that a footnote, or a reference to one, is
// shown by. Count is how many without a name came before.
func (p *parser) noteLabel(label string, count *int) string {
	if label == "#" {
		*count++
		if *count <= len(p.names.unnamed) {
			return p.names.unnamed[*count-1]
		}
		return fmt.Sprint(*count)
	}
	if number, ok := p.names.notes[label]; ok {
		return number
	}
	return strings.TrimPrefix(label, "#")
}
