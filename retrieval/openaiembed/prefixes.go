package openaiembed

import (
	_ "embed"
	"path"
	"strings"
	"sync"
)

// Prefixes are what a model wants in front of a text.
type Prefixes struct {
	Query, Document string
}

// PrefixesOf returns the prefixes of a well-known model, and none for others.
// It knows a model under the names that the various servers give it.
func PrefixesOf(model string) Prefixes {
	name := bareName(model)
	for _, p := range presets() {
		if fits, _ := path.Match(p.pattern, name); fits { // the patterns are well-formed, a test tells
			return p.prefixes
		}
	}
	return Prefixes{}
}

// bareName takes from a model's name what servers put around it: the registry
// and its owner, or the folder of a file; the tag; upper case.
func bareName(model string) string {
	name := strings.ToLower(model)
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	name, _, _ = strings.Cut(name, ":")
	return name
}

//go:embed prefixes.tsv
var prefixesFile string

type preset struct {
	pattern  string
	prefixes Prefixes
}

var presets = sync.OnceValue(func() []preset { return parsePresets(prefixesFile) })

func parsePresets(file string) (all []preset) {
	newLines := strings.NewReplacer(`\n`, "\n")
	for line := range strings.Lines(file) {
		line = strings.TrimRight(line, "\r\n")
		pattern, rest, ok := strings.Cut(line, "\t")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		query, document, _ := strings.Cut(rest, "\t")
		all = append(all, preset{pattern, Prefixes{Query: newLines.Replace(query), Document: newLines.Replace(document)}})
	}
	return all
}
