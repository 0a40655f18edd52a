package asciidoc

import (
	"regexp"
	"strconv"
	"strings"
)

// attributes are the names that stand for text, in lower case.
type attributes map[string]string

// newAttributes returns those that every document has.
func newAttributes() attributes {
	return attributes{
		"amp": "&", "lt": "<", "gt": ">", "apos": "'", "quot": `"`, "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”",
		"nbsp": "\u00a0", "zwsp": "", "wj": "", "deg": "°", "plus": "+", "brvbar": "¦", "vbar": "|", "caret": "^", "tilde": "~",
		"asterisk": "*", "backtick": "`", "backslash": `\`, "startsb": "[", "endsb": "]", "two-colons": "::", "two-semicolons": ";;",
		"cpp": "C++", "pp": "++", "blank": "", "empty": "", "sp": " ",
		"asciidoctor": "", "asciidoctor-version": "2.0", "backend": "html5", "backend-html5": "", "basebackend-html": "", "doctype": "article",
		"doctype-article": "", "outfilesuffix": ".html",
	}
}

var (
	entry       = regexp.MustCompile(`^:(!?[A-Za-z0-9_][\w-]*!?):(?:[ \t]+(.*))?$`)
	attribute   = regexp.MustCompile(`\\?\{(?:(counter2?|set):)?([A-Za-z0-9_][\w-]*)(?::([^{}]*))?\}`)
	conditional = regexp.MustCompile(`^(ifdef|ifndef|ifeval|endif)::([^\[]*)\[(.*)\]$`)
	include     = regexp.MustCompile(`^include::[^\[]*\[.*\]$`)
)

// maxAttribute bounds the value of an attribute in bytes.
const maxAttribute = 4000

// set takes up the attribute that a line sets or takes back, and returns how
// many lines it takes; 0 if it does neither.
func (a attributes) set(lines []string, expand func(string) string) int {
	found := entry.FindStringSubmatch(lines[0])
	if found == nil {
		return 0
	}
	name, n := strings.ToLower(found[1]), 1
	value := found[2]
	for n < len(lines) && len(value) < maxAttribute {
		start, goesOn := strings.CutSuffix(value, ` \`)
		if !goesOn {
			start, goesOn = strings.CutSuffix(value, " +")
		}
		if !goesOn {
			break
		}
		value = strings.TrimSuffix(start, " +") + " " + strings.TrimSpace(lines[n])
		n++
	}
	if bare := strings.Trim(name, "!"); bare != name {
		delete(a, bare)
		return n
	}
	if value = expand(value); len(value) <= maxAttribute {
		a[name] = value
	}
	return n
}

// count raises a counter.
func (a attributes) count(name, start string) string {
	value := "1"
	if start != "" {
		value = start
	}
	if n, err := strconv.Atoi(a[name]); err == nil {
		value = strconv.Itoa(n + 1)
	}
	if len(value) <= maxAttribute {
		a[name] = value
	}
	return value
}

// expanded is a text with the attributes in it substituted. What is not known
// stays.
func (p *parser) expanded(text string) string {
	if !strings.Contains(text, "{") {
		return text
	}
	return attribute.ReplaceAllStringFunc(text, func(s string) string {
		if s[0] == '\\' {
			return s[1:]
		}
		found := attribute.FindStringSubmatch(s)
		name := strings.ToLower(found[2])
		switch found[1] {
		case "counter":
			return p.attributes.count(name, found[3])
		case "counter2":
			p.attributes.count(name, found[3])
			return ""
		case "set":
			if len(found[3]) <= maxAttribute {
				p.attributes[name] = found[3]
			}
			return ""
		}
		value, known := p.attributes[name]
		if !known || strings.Contains(s, ":") {
			return s
		}
		if p.grown += len(value); p.grown > p.out.Max {
			return ""
		}
		return value
	})
}

// chosen are the lines that are meant for a page of HTML: those under other
// conditions are left out, and so is what stands for other files.
func chosen(lines []string) []string {
	known := newAttributes()
	keep := func(s string) string { return s }
	var out []string
	var conditions []bool // of those that the line is under, and whether they hold
	unmet := 0
	verbatim := "" // the delimiter of the block whose lines are as they stand
	set := 0       // the line behind those that set an attribute
	for i, line := range lines {
		if found := conditional.FindStringSubmatch(line); found != nil {
			if rest, ok := known.oneLine(found); ok {
				if unmet == 0 && rest != "" {
					out = append(out, rest)
				}
				continue
			}
			if found[1] != "endif" {
				conditions = append(conditions, known.hold(found[1], found[2], found[3]))
			} else if len(conditions) > 0 {
				conditions = conditions[:len(conditions)-1]
			}
			unmet = 0
			for _, holds := range conditions {
				if !holds {
					unmet++
				}
			}
			if len(conditions) > maxDepth {
				conditions = conditions[1:]
			}
			continue
		}
		if unmet > 0 || include.MatchString(line) {
			continue
		}
		switch {
		case line == verbatim:
			verbatim = ""
		case verbatim == "" && isVerbatim(line):
			verbatim = line
		case verbatim == "" && i >= set:
			set = i + known.set(lines[i:], keep)
		}
		if rest, escaped := strings.CutPrefix(line, `\`); escaped && (conditional.MatchString(rest) || include.MatchString(rest)) {
			line = rest
		}
		out = append(out, line)
	}
	return out
}

// isVerbatim reports whether a line opens a block whose lines are no markup.
func isVerbatim(line string) bool {
	return len(line) >= 4 && (strings.Trim(line, "-") == "" || strings.Trim(line, ".") == "" || strings.Trim(line, "/") == "") || strings.HasPrefix(line, "```")
}

// oneLine reads a condition whose text stands in its brackets; ok is false for
// others.
func (a attributes) oneLine(found []string) (text string, ok bool) {
	if found[3] == "" || found[1] == "ifeval" || found[1] == "endif" {
		return "", false
	}
	if a.hold(found[1], found[2], "") {
		return found[3], true
	}
	return "", true
}

// hold reports whether a condition holds.
func (a attributes) hold(kind, names, expression string) bool {
	if kind == "ifeval" {
		return a.compare(expression)
	}
	all := strings.Contains(names, "+")
	holds := all
	for name := range strings.FieldsFuncSeq(strings.ToLower(names), func(r rune) bool { return r == ',' || r == '+' }) {
		_, set := a[name]
		if all {
			holds = holds && set
		} else {
			holds = holds || set
		}
	}
	return holds == (kind == "ifdef")
}

var comparison = regexp.MustCompile(`^\s*(.*?)\s*(==|!=|<=|>=|<|>)\s*(.*?)\s*$`)

// compare reports whether a comparison of attributes holds.
func (a attributes) compare(expression string) bool {
	found := comparison.FindStringSubmatch(expression)
	if found == nil {
		return false
	}
	value := func(s string) string {
		return attribute.ReplaceAllStringFunc(strings.Trim(s, `"'`), func(s string) string { return a[strings.ToLower(strings.Trim(s, "{}"))] })
	}
	left, right := value(found[1]), value(found[3])
	order := strings.Compare(left, right)
	if x, err := strconv.ParseFloat(left, 64); err == nil {
		if y, err := strconv.ParseFloat(right, 64); err == nil {
			order = 0
			if x < y {
				order = -1
			} else if x > y {
				order = 1
			}
		}
	}
	switch found[2] {
	case "==":
		return order == 0
	case "!=":
		return order != 0
	case "<=":
		return order <= 0
	case ">=":
		return order >= 0
	case "<":
		return order < 0
	}
	return order > 0
}
