package liar

import (
	"embed"
	"fmt"
	"strings"
	"sync"
)

//go:embed words
var wordFiles embed.FS

// A replacement is words that may stand for others.
type replacement struct {
	from, to      string
	before, after []string // words that must not stand next to it
}

// A verb is a transitive one, in the forms that the rules need.
type verb struct{ base, past, participle string }

// A lexicon holds the lists of words that the rules work with.
type lexicon struct {
	synonyms, antonyms, hedges, units []replacement
	verbs                             []verb
	past, participles, present        map[string]verb     // present is that of the third person
	kinds                             map[string]string   // kind of a name
	names                             map[string][]string // names of a kind
	given                             map[string]bool
	inventions, links, hosts          []string
	injections                        [][2]string // instruction, statement
}

// words returns the lexicon. Its files are embedded, so that a fault in them is
// one of the program.
var words = sync.OnceValue(func() *lexicon {
	l := &lexicon{
		synonyms: replacements("synonyms.tsv"), antonyms: replacements("antonyms.tsv"),
		hedges: replacements("hedges.tsv"), units: replacements("units.tsv"),
		past: map[string]verb{}, participles: map[string]verb{}, present: map[string]verb{},
		kinds: map[string]string{}, names: map[string][]string{}, given: map[string]bool{},
		inventions: lines("inventions.txt"), links: lines("links.txt"), hosts: lines("hosts.txt"),
	}
	for _, line := range lines("verbs.txt") {
		f := strings.Fields(line)
		v := verb{f[0], f[1], f[len(f)-1]}
		l.verbs = append(l.verbs, v)
		l.past[v.past], l.participles[v.participle], l.present[v.third()] = v, v, v
	}
	for _, line := range lines("names.tsv") {
		kind, name, _ := strings.Cut(line, "\t")
		l.kinds[name] = kind
		l.names[kind] = append(l.names[kind], name)
	}
	for _, line := range lines("given.txt") {
		for name := range strings.FieldsSeq(line) {
			l.given[name] = true
		}
	}
	for _, line := range lines("injections.tsv") {
		instruction, statement, _ := strings.Cut(line, "\t")
		l.injections = append(l.injections, [2]string{instruction, statement})
	}
	return l
})

// lines returns the lines of a file of words that are not comments.
func lines(name string) []string {
	data, err := wordFiles.ReadFile("words/" + name)
	if err != nil {
		panic(fmt.Sprintf("liar: read the embedded list %s: %v", name, err))
	}
	var list []string
	for line := range strings.Lines(string(data)) {
		line = strings.TrimRight(line, "\r\n")
		if line != "" && !strings.HasPrefix(line, "#") {
			list = append(list, line)
		}
	}
	return list
}

func replacements(name string) []replacement {
	var list []replacement
	for _, line := range lines(name) {
		f := append(strings.Split(line, "\t"), "", "")
		list = append(list, replacement{f[0], f[1], commaList(f[2]), commaList(f[3])})
	}
	return list
}

// commaList splits at commas; a lone comma is an item itself.
func commaList(s string) []string {
	if s == "" || s == "," {
		return nil
	}
	return strings.Split(s, ",")
}

// third returns the present of the third person singular.
func (v verb) third() string {
	n := len(v.base)
	switch {
	case v.base[n-1] == 'y' && !strings.ContainsRune("aeou", rune(v.base[n-2])):
		return v.base[:n-1] + "ies"
	case strings.HasSuffix(v.base, "s"), strings.HasSuffix(v.base, "sh"), strings.HasSuffix(v.base, "ch"), strings.HasSuffix(v.base, "x"):
		return v.base + "es"
	}
	return v.base + "s"
}
