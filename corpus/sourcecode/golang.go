package sourcecode

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
)

// parseGo finds the declarations of a file in Go. A file with errors has those
// that could be parsed.
func parseGo(text string) (found outline, ok bool) {
	set := token.NewFileSet()
	file, _ := parser.ParseFile(set, "", text, parser.ParseComments|parser.SkipObjectResolution)
	if file == nil || !file.Package.IsValid() {
		return outline{}, false
	}
	at := func(p token.Pos) int { return lineStart(text, set.Position(p).Offset) }
	for _, decl := range file.Decls {
		switch d := decl.(type) {
		case *ast.FuncDecl:
			found.declarations = append(found.declarations, declaration{start: at(first(d.Doc, d)), title: "func " + receiver(d) + d.Name.Name})
		case *ast.GenDecl:
			found.declarations = append(found.declarations, general(d, at)...)
		}
	}
	var b strings.Builder
	for _, group := range file.Comments {
		b.WriteString(group.Text())
	}
	found.prose = b.String()
	return found, true
}

// first is where a node with its comment begins.
func first(doc *ast.CommentGroup, node ast.Node) token.Pos {
	if doc != nil {
		return doc.Pos()
	}
	return node.Pos()
}

// receiver is the name of the type that a method belongs to, and a point.
func receiver(d *ast.FuncDecl) string {
	if d.Recv == nil || len(d.Recv.List) == 0 {
		return ""
	}
	for e := d.Recv.List[0].Type; ; {
		switch t := e.(type) {
		case *ast.StarExpr:
			e = t.X
		case *ast.ParenExpr:
			e = t.X
		case *ast.IndexExpr:
			e = t.X
		case *ast.IndexListExpr:
			e = t.X
		case *ast.Ident:
			return t.Name + "."
		default:
			return ""
		}
	}
}

// general finds what a declaration of types, constants or variables declares:
// each type, and constants and variables together.
func general(d *ast.GenDecl, at func(token.Pos) int) []declaration {
	if d.Tok == token.IMPORT {
		return nil
	}
	var names []string
	var types []declaration
	for _, spec := range d.Specs {
		switch s := spec.(type) {
		case *ast.TypeSpec:
			types = append(types, declaration{start: at(first(s.Doc, s)), title: "type " + s.Name.Name})
		case *ast.ValueSpec:
			for _, name := range s.Names {
				names = append(names, name.Name)
			}
		}
	}
	if len(types) > 0 {
		types[0].start = at(first(d.Doc, d))
		return types
	}
	const most = 4
	if len(names) > most {
		names = append(names[:most], "…")
	}
	if len(names) == 0 {
		return nil
	}
	return []declaration{{start: at(first(d.Doc, d)), title: d.Tok.String() + " " + strings.Join(names, ", ")}}
}
