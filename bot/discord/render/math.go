package render

import (
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// A mathParser keeps formulas in LaTeX as they stand. Only those are taken
// that Markdown would spoil: "from $5 to $10" is none.
type mathParser struct{}

// formula matches a formula at the beginning of a text.
var (
	formula  = regexp.MustCompile(`^(?:\$\$[^$\n]+\$\$|\$[^\s$](?:[^$\n]*[^\s$\\])?\$|\\\([^\n]+?\\\)|\\\[[^\n]+?\\\])`)
	spoilt   = regexp.MustCompile(`[\\^_=*{}]`)
	loneMark = regexp.MustCompile(`^\\[()\[\]]\s*$`)
)

// Trigger is what formulas begin with.
func (mathParser) Trigger() []byte { return []byte{'$', '\\'} }

// Parse takes a formula.
func (mathParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	rest, _ := block.PeekLine()
	found := formula.Find(rest)
	if found == nil {
		found = loneMark.Find(rest) // a formula of several lines
	} else if inner := found[2 : len(found)-1]; !spoilt.Match(inner) {
		return nil
	}
	if len(found) == 0 {
		return nil
	}
	for len(found) > 0 && (found[len(found)-1] == '\n' || found[len(found)-1] == ' ') {
		found = found[:len(found)-1]
	}
	block.Advance(len(found))
	return ast.NewString(append([]byte{}, found...))
}
