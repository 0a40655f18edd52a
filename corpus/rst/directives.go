package rst

import (
	"regexp"
	"strings"
)

// A directive is a block that begins with two points, a name and two colons.
type directive struct {
	name, argument string
	options        map[string]string
	body           []string
}

var (
	directiveLine = regexp.MustCompile(`^\.\. +(?:\|[^|]+\| +)?([A-Za-z0-9][\w.+:-]*?) ?::(?: +(.*))?$`)
	optionLine    = regexp.MustCompile(`^:([A-Za-z][\w -]*):(?: +(.*))?$`)
)

// explicit reads what begins with two points: footnotes, targets of links,
// directives, comments.
func (p *parser) explicit(lines []string) int {
	if strings.HasPrefix(lines[0], "__ ") {
		return 1 // where a link without a name leads
	}
	if lines[0] != ".." && !strings.HasPrefix(lines[0], ".. ") {
		return 0
	}
	n := 1 + indented(lines[1:])
	switch {
	case lines[0] == ".." && n > 1 && lines[1] == "":
		return 1 // a comment without text does not reach over a blank line
	case target.MatchString(lines[0]) || strings.HasPrefix(lines[0], ".. __") || substitution.MatchString(lines[0]):
		return n
	}
	if found := note.FindStringSubmatch(lines[0]); found != nil {
		body, taken := fieldBody(lines, len(found[0]))
		p.out.Label("[" + p.noteLabel(found[1], &p.unnamedNotes) + "] ")
		p.within(body)
		p.out.EndLabel()
		return taken
	}
	if found := directiveLine.FindStringSubmatch(lines[0]); found != nil {
		p.direct(directiveOf(found[1], found[2], lines[1:n]))
	}
	return n
}

// directiveOf tells the argument, the options and the content of a directive
// apart.
func directiveOf(name, argument string, below []string) directive {
	d := directive{name: strings.ToLower(name), argument: argument, options: map[string]string{}}
	below = dedent(below)
	i := 0
	for ; i < len(below) && below[i] != "" && !optionLine.MatchString(below[i]); i++ {
		if argument == "" {
			d.body = below[i:] // there is no argument, this is content
			return d
		}
		d.argument += "\n" + below[i]
	}
	for ; i < len(below) && below[i] != ""; i++ {
		if found := optionLine.FindStringSubmatch(below[i]); found != nil {
			d.options[found[1]] = found[2]
		}
	}
	d.body = below[i:]
	return d
}

// content is the argument, where it is the first line of the content, and what
// is below.
func (d directive) content() []string {
	if d.argument == "" {
		return d.body
	}
	return append(strings.Split(d.argument, "\n"), d.body...)
}

// labels are what admonitions begin with.
var labels = map[string]string{
	"attention": "Attention", "caution": "Caution", "danger": "Danger", "error": "Error", "hint": "Hint",
	"important": "Important", "note": "Note", "tip": "Tip", "warning": "Warning", "seealso": "See also", "todo": "To do",
}

// changes are what notes on versions begin with; a version follows.
var changes = map[string]string{
	"versionadded": "New in version ", "versionchanged": "Changed in version ", "deprecated": "Deprecated since version ",
	"versionremoved": "Removed in version ", "deprecated-removed": "Deprecated since version ",
}

// A kind of directive says what of it is written.
type directiveKind int

const (
	contentOnly directiveKind = iota
	nothing
	code
	titled     // the argument is a title of the content
	transcript // the argument belongs to the content
)

// kinds are those of directives; of those that are not known, the content is
// written.
var kinds = map[string]directiveKind{
	"code": code, "code-block": code, "sourcecode": code, "parsed-literal": code, "prompt": code, "doctest": code, "testcode": code,
	"testoutput": code, "productionlist": code, "math": code, "ipython": code, "highlight": nothing, "graphviz": nothing,
	"digraph": nothing, "graph": nothing, "mermaid": nothing, "plantuml": nothing, "uml": nothing, "plot": nothing, "jupyter-execute": code,
	"toctree": nothing, "contents": nothing, "index": nothing, "include": nothing, "literalinclude": nothing, "raw": nothing, "meta": nothing,
	"role": nothing, "default-role": nothing, "sectnum": nothing, "section-numbering": nothing, "currentmodule": nothing, "module": nothing,
	"py:module": nothing, "py:currentmodule": nothing, "tabularcolumns": nothing, "bibliography": nothing, "target-notes": nothing, "testsetup": nothing,
	"testcleanup": nothing, "header": nothing, "footer": nothing, "restructuredtext-test-directive": nothing, "autosummary": nothing, "no-index": nothing,
	"sectionauthor": nothing, "codeauthor": nothing, "moduleauthor": nothing, "program": nothing, "audio": nothing, "video": nothing, "youtube": nothing,
	"epigraph": transcript, "highlights": transcript, "pull-quote": transcript, "compound": transcript, "rubric": transcript,
	"centered": transcript, "line-block": transcript, "admonition": titled, "topic": titled, "sidebar": titled,
	"tab": titled, "tab-item": titled, "card": titled, "dropdown": titled, "grid-item-card": titled, "details": titled, "collapse": titled,
	"group-tab": titled, "code-tab": code,
}

// direct writes what a directive has for people to read.
func (p *parser) direct(d directive) {
	label, admonishes := labels[d.name]
	change, versioned := changes[d.name]
	switch kind := kinds[d.name]; {
	case admonishes:
		p.labelledBlock(label, d.content())
	case versioned:
		p.versioned(change, d)
	case d.name == "title":
		p.about.title = p.inline(d.argument)
	case d.name == "image" || d.name == "figure":
		p.picture(d)
	case d.name == "table" || d.name == "csv-table" || d.name == "list-table":
		p.tableDirective(d)
	case kind == nothing || strings.HasPrefix(d.name, "auto"):
	case kind == code:
		p.caption(d)
		p.out.Code(strings.Join(d.code(), "\n"))
	case kind == transcript:
		p.within(d.content())
	case kind == titled:
		p.labelledBlock(p.inline(d.argument), d.body)
	case isObject(d):
		p.object(d)
	default:
		p.blocks(d.body)
	}
}

// code is the code of a directive, whose argument may be its language or its
// first line.
func (d directive) code() []string {
	switch d.name {
	case "math", "productionlist", "parsed-literal":
		return d.content()
	}
	return d.body
}

// labelledBlock writes content that stands apart.
func (p *parser) labelledBlock(label string, content []string) {
	p.out.Label(withColon(label))
	p.within(content)
	p.out.EndLabel()
}

func (p *parser) versioned(change string, d directive) {
	version, rest, _ := strings.Cut(d.argument, "\n")
	version, first, described := strings.Cut(version, " ")
	if d.name == "deprecated-removed" {
		removal, remark, _ := strings.Cut(first, " ")
		version, first, described = version+", will be removed in version "+removal, remark, remark != ""
	}
	body := d.body
	if described || rest != "" {
		body = append(strings.Split(first+"\n"+rest, "\n"), body...)
	}
	if len(body) == 0 {
		p.out.Paragraph(change + version + ".")
		return
	}
	p.labelledBlock(change+version, body)
}

func (p *parser) caption(d directive) {
	if caption := d.options["caption"]; caption != "" {
		p.out.Paragraph(p.inline(caption))
	}
}

// picture writes a picture's caption, or else what describes it.
func (p *parser) picture(d directive) {
	if d.name == "figure" && strings.TrimSpace(strings.Join(d.body, "")) != "" {
		p.within(d.body)
		return
	}
	p.out.Paragraph(p.inline(d.options["alt"]))
}

// objects are the directives that describe a thing of a program, where no
// domain stands before their names.
var objects = map[string]bool{"function": true, "class": true, "method": true, "attribute": true, "data": true, "exception": true, "decorator": true,
	"classmethod": true, "staticmethod": true, "property": true, "option": true, "envvar": true, "confval": true, "describe": true, "object": true,
	"macro": true, "type": true, "var": true, "member": true, "cfunction": true, "opcode": true, "cmdoption": true, "setting": true, "decoratormethod": true}

// isObject reports whether a directive describes a thing of a program. A class
// without content is about how the next block looks.
func isObject(d directive) bool {
	_, _, domain := strings.Cut(d.name, ":")
	return d.argument != "" && (domain || objects[d.name]) && (d.name != "class" || strings.TrimSpace(strings.Join(d.body, "")) != "" || strings.Contains(d.argument, "("))
}

// object writes the signatures of a thing, and what is said about it.
func (p *parser) object(d directive) {
	p.out.Paragraph(strings.ReplaceAll(d.argument, "\\", ""))
	p.inner++
	p.blocks(d.body)
	p.inner--
}
