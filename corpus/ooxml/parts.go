package ooxml

import (
	"context"
	"path"
	"strings"

	"footnote/corpus/archive"
	"footnote/corpus/markup"
	"footnote/corpus/office"
)

// parts are the files that a document is made of.
type parts struct {
	ctx   context.Context
	files *archive.Archive
}

// read lets a function read a part of XML.
func (p parts) read(name string, read func(r *markup.Reader) error) error {
	from, err := p.files.Open(p.ctx, name)
	if err != nil {
		return err
	}
	defer from.Close()
	return read(markup.New(p.ctx, from))
}

// elements calls visit with each element right inside of a part's root.
func (p parts) elements(name string, visit func(r *markup.Reader, e markup.Element) error) error {
	return p.read(name, func(r *markup.Reader) error {
		return r.Each(func(markup.Element) error {
			return r.Each(func(e markup.Element) error { return visit(r, e) })
		})
	})
}

// A relation is what a part says of another.
type relation struct {
	kind string // the last word of its type
	part string // the other part
}

// relations are those of a part, by their IDs; "" is the whole package.
func (p parts) relations(part string) (map[string]relation, error) {
	folder, base := path.Split(part)
	name := folder + "_rels/" + base + ".rels"
	if !p.files.Has(name) {
		return nil, nil
	}
	all := map[string]relation{}
	err := p.elements(name, func(r *markup.Reader, e markup.Element) error {
		if markup.Attr(e, "TargetMode") != "External" {
			target := markup.Attr(e, "Target")
			if !strings.HasPrefix(target, "/") {
				target = path.Join("/", folder, target)
			}
			all[markup.Attr(e, "Id")] = relation{kind: path.Base(markup.Attr(e, "Type")), part: strings.TrimPrefix(target, "/")}
		}
		return nil
	})
	return all, err
}

// related is the first part of a kind that another relates to and that is
// there, "" if there is none.
func (p parts) related(relations map[string]relation, kind string) string {
	found := ""
	for _, r := range relations {
		if r.kind == kind && p.files.Has(r.part) && (found == "" || r.part < found) {
			found = r.part
		}
	}
	return found
}

// properties reads what the file says about itself.
func (p parts) properties(relations map[string]relation) (office.Properties, error) {
	var found office.Properties
	core := p.related(relations, "core-properties")
	if core == "" {
		return found, nil
	}
	err := p.elements(core, func(r *markup.Reader, e markup.Element) error {
		text, err := r.Text()
		switch e.Name.Local {
		case "title":
			found.Title = text
		case "creator":
			found.Author = text
		case "language":
			found.Language = text
		case "created":
			found.Created = text
		case "modified":
			found.Modified = text
		}
		return err
	})
	return found, err
}

// isOn reads a property that is on when it is there, unless it says otherwise.
func isOn(e markup.Element) bool {
	switch markup.Attr(e, "val") {
	case "0", "false", "off", "none":
		return false
	}
	return true
}
