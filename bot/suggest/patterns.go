package suggest

import (
	_ "embed"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// english is the language of questions about texts in none of the others.
const english = "en"

// A source is what a question is made of.
type source string

const (
	ofHeading  source = "heading"
	ofSentence source = "sentence"
)

// A pattern makes questions of texts that it matches.
type pattern struct {
	language string
	source   source
	match    *regexp.Regexp
	// form is the question, with the groups of the match as $x, $verb.
	form  string
	words *words
}

// words are what must be known of a language beside its patterns.
type words struct {
	// vague stand for something said before: what begins with one cannot be
	// asked about.
	vague []string
	// small are written with a small letter within a sentence.
	small []string
}

//go:embed patterns.tsv
var patternFile string

//go:embed vague.tsv
var vagueFile string

//go:embed small.tsv
var smallFile string

// A Maker makes questions. It is safe for concurrent use.
type Maker struct {
	patterns  []pattern
	languages []string
}

// New reads the patterns. An error tells of a fault in them, which tests would
// have found.
func New() (*Maker, error) {
	m := new(Maker)
	known := map[string]*words{}
	for _, fields := range rows(vagueFile) {
		known[fields[0]] = &words{vague: strings.Fields(fields[1])}
	}
	for _, fields := range rows(smallFile) {
		known[fields[0]].small = strings.Fields(fields[1])
	}
	for _, fields := range rows(patternFile) {
		if len(fields) != 4 {
			return nil, fmt.Errorf("reading the patterns of questions: %q has %d fields, not 4", fields, len(fields))
		}
		language, of := fields[0], source(fields[1])
		match, err := regexp.Compile(subjects.Replace(fields[2]))
		if err != nil {
			return nil, fmt.Errorf("reading the patterns of questions: %q: %w", fields, err)
		}
		if known[language] == nil || of != ofHeading && of != ofSentence {
			return nil, fmt.Errorf("reading the patterns of questions: %q is of an unknown language or source", fields)
		}
		m.patterns = append(m.patterns, pattern{language: language, source: of, match: match, form: fields[3], words: known[language]})
		if !slices.Contains(m.languages, language) {
			m.languages = append(m.languages, language)
		}
	}
	return m, nil
}

func (m *Maker) knows(language string) bool { return slices.Contains(m.languages, language) }

// subjects stand in patterns for what something is called at the beginning of a
// sentence, with or without an abbreviation in brackets behind it. {A} begins
// with a vowel.
var subjects = strings.NewReplacer(
	"{X}", `^(?P<x>[\p{Lu}\p{N}][^.,;:!?()«»„“”"]{1,70}?)(?: \([^)]{1,40}\))?`,
	"{A}", `^(?P<x>[AEIOUÉÈÊÀÂÎÔ][^.,;:!?()«»„“”"]{1,70}?)(?: \([^)]{1,40}\))?`,
	"{汉}", `^(?P<x>[\p{Han}A-Za-z0-9·]{2,15}?)(?:（[^）]{1,40}）)?`,
)

// rows are the lines of a table, without blank ones and remarks.
func rows(file string) [][]string {
	var all [][]string
	for line := range strings.Lines(file) {
		if line = strings.TrimRight(line, "\r\n"); line != "" && !strings.HasPrefix(line, "#") {
			all = append(all, strings.Split(line, "\t"))
		}
	}
	return all
}

// question makes the question of a text, if the pattern fits.
func (p pattern) question(text string, within func(string, []string) string) (string, bool) {
	at := p.match.FindStringSubmatchIndex(text)
	if at == nil {
		return "", false
	}
	form := p.form
	if i := p.match.SubexpIndex("x"); i > 0 {
		x := text[at[2*i]:at[2*i+1]]
		if len(strings.Fields(x)) > subjectWords || p.isVague(x) {
			return "", false
		}
		form = strings.ReplaceAll(form, "$x", strings.ReplaceAll(within(x, p.words.small), "$", "$$"))
	}
	return string(p.match.ExpandString(nil, form, text, at)), true
}

// isVague reports whether something is called by what was said before.
func (p pattern) isVague(subject string) bool {
	subject = strings.ToLower(subject)
	return slices.ContainsFunc(p.words.vague, func(word string) bool {
		rest, begins := strings.CutPrefix(subject, word)
		return begins && (rest == "" || p.language == "zh" || rest[0] == ' ' || rest[0] == '\'' || strings.HasPrefix(rest, "’"))
	})
}
