package gate

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"
)

//go:embed words/*.tsv
var wordFiles embed.FS

// A phrase is an entry of the word lists: words in a row that mean something
// to a check.
type phrase struct {
	// rest are the words behind the first.
	rest  []string
	class string
	value string
}

// phrases are the entries of a language by their first word, longer ones
// first.
type phrases map[string][]phrase

func (p phrases) starting(word string) []phrase { return p[word] }

// A lexicon holds the word lists of all languages.
type lexicon struct {
	languages map[string]phrases
	none      phrases
}

// newLexicon reads the embedded word lists. A line is a language, or * for
// all, a class, a phrase and a value, with tabs between. In a phrase, a|b is
// either word.
func newLexicon() (*lexicon, error) {
	l := &lexicon{languages: map[string]phrases{}, none: phrases{}}
	var lines []listLine
	files, err := fs.Glob(wordFiles, "words/*.tsv")
	if err != nil {
		return nil, fmt.Errorf("list the word lists: %w", err)
	}
	for _, name := range files {
		data, err := wordFiles.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("read the word list: %w", err)
		}
		read, err := readLines(string(data))
		if err != nil {
			return nil, fmt.Errorf("word list %s: %w", name, err)
		}
		lines = append(lines, read...)
	}
	for _, line := range lines {
		if line.language != "*" && l.languages[line.language] == nil {
			l.languages[line.language] = phrases{}
		}
	}
	for _, line := range lines {
		l.add(line)
	}
	return l, nil
}

// A listLine is a line of a word list.
type listLine struct{ language, class, phrase, value string }

func readLines(data string) ([]listLine, error) {
	var lines []listLine
	for n, line := range strings.Split(data, "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		columns := strings.Split(line, "\t")
		if len(columns) == 3 {
			columns = append(columns, "")
		}
		if len(columns) != 4 || columns[2] == "" {
			return nil, fmt.Errorf("line %d: give language, class, phrase and value, with tabs between", n+1)
		}
		lines = append(lines, listLine{columns[0], columns[1], columns[2], columns[3]})
	}
	return lines, nil
}

func (l *lexicon) add(line listLine) {
	for _, words := range expand(phraseWords(line.phrase)) {
		if line.language != "*" {
			l.languages[line.language].add(words, line)
			continue
		}
		l.none.add(words, line)
		for _, p := range l.languages {
			p.add(words, line)
		}
	}
}

func (p phrases) add(words []string, line listLine) {
	entries := p[words[0]]
	at := 0
	for at < len(entries) && len(entries[at].rest) >= len(words)-1 {
		at++
	}
	entries = append(entries, phrase{})
	copy(entries[at+1:], entries[at:])
	entries[at] = phrase{rest: words[1:], class: line.class, value: line.value}
	p[words[0]] = entries
}

// phraseWords splits a phrase as tokenize would.
func phraseWords(s string) []string {
	var words []string
	for _, w := range strings.Fields(s) {
		if strings.Contains(w, "|") {
			words = append(words, w)
			continue
		}
		for _, t := range tokenize(text{raw: w}, nil) {
			words = append(words, t.lower)
		}
	}
	return words
}

// expand returns every choice of the alternatives in the words.
func expand(words []string) [][]string {
	all := [][]string{nil}
	for _, w := range words {
		var longer [][]string
		for _, begun := range all {
			for _, choice := range strings.Split(w, "|") {
				row := append([]string(nil), begun...)
				if choice != "" {
					row = append(row, choice)
				}
				longer = append(longer, row)
			}
		}
		all = longer
	}
	return all
}

// of returns the lists of a language.
func (l *lexicon) of(language string) phrases {
	base, _, _ := strings.Cut(strings.ToLower(language), "-")
	if p, ok := l.languages[base]; ok {
		return p
	}
	return l.none
}

// find returns the longest phrase of a class that begins with the i-th token,
// and how many tokens long it is; 0 for none.
func find(tokens []token, i int, class string) (phrase, int) {
	for _, p := range tokens[i].entries {
		if p.class == class && p.stands(tokens[i+1:]) {
			return p, 1 + len(p.rest)
		}
	}
	return phrase{}, 0
}

func (p phrase) stands(tokens []token) bool {
	if len(p.rest) > len(tokens) {
		return false
	}
	for k, w := range p.rest {
		if tokens[k].lower != w {
			return false
		}
	}
	return true
}
