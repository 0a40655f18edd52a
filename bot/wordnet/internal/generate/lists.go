package main

import (
	_ "embed"
	"fmt"
	"strings"

	"footnote/bot/wordnet/internal/lexicon"
)

// irregularList adds to WordNet's lists of irregular forms: on each line the part
// of speech, the form and its lemma.
//
//go:embed irregular.txt
var irregularList string

// addIrregular puts the forms of a list beside those of WordNet.
func (db *database) addIrregular(list string) error {
	rows, err := rows(list, 3)
	if err != nil {
		return fmt.Errorf("irregular forms: %w", err)
	}
	for _, f := range rows {
		part, ok := partNamed(f[0])
		if !ok {
			return fmt.Errorf("irregular forms: unknown part of speech %q", f[0])
		}
		db.irregular[part] = append(db.irregular[part], f[1:])
	}
	return nil
}

// rows are the lines of a list of our own, without comments, in fields.
func rows(list string, fields int) ([][]string, error) {
	var all [][]string
	for line := range strings.Lines(list) {
		line, _, _ = strings.Cut(line, "#")
		f := strings.Fields(line)
		if len(f) == 0 {
			continue
		}
		if len(f) != fields {
			return nil, fmt.Errorf("%q does not have %d fields", strings.TrimSpace(line), fields)
		}
		all = append(all, f)
	}
	return all, nil
}

// partNamed is the part of speech that a list names.
func partNamed(name string) (lexicon.Part, bool) {
	for _, f := range files {
		if f.name == name {
			return f.part, true
		}
	}
	return 0, false
}
