package ooxml

import (
	"strings"

	"footnote/corpus/markup"
)

// diagram reads the texts of the points of a diagram.
func (f *file) diagram(part string) ([]string, error) {
	if part == "" || !f.files.Has(part) {
		return nil, nil
	}
	var texts []string
	err := f.elements(part, func(r *markup.Reader, e markup.Element) error {
		if e.Name.Local != "ptLst" {
			return nil
		}
		return r.Each(func(markup.Element) error {
			return r.Each(func(e markup.Element) error {
				if e.Name.Local != "t" {
					return nil
				}
				text, err := r.Text()
				if text = strings.TrimSpace(text); text != "" {
					texts = append(texts, text)
				}
				return err
			})
		})
	})
	return texts, err
}
