package corpus

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// bylineReach is how many blocks at either end of a text are searched for
// lines about it.
const bylineReach = 5

var (
	labelled = regexp.MustCompile(`(?i)^(authors?|written by|publisher|published by|source|date|published|published on|url)\s*:\s*(\S.*)$`)
	by       = regexp.MustCompile(`^(?:By|BY|Written by)\s+(\p{Lu}.*)$`)
)

// byline takes up what lines near the top and the end say for certain about
// author, publisher, date and address.
func byline(doc *Document, blocks [][]textLine) {
	var m metadata
	for i, block := range blocks {
		top, end := i < bylineReach, i >= len(blocks)-bylineReach
		if !top && !end {
			continue
		}
		for _, l := range block[:min(len(block), 2*bylineReach)] {
			if found := labelled.FindStringSubmatch(l.text); found != nil {
				m.label(strings.ToLower(found[1]), found[2])
			} else if found := by.FindStringSubmatch(l.text); found != nil && top && m.author == "" {
				m.by(found[1])
			}
		}
	}
	m.apply(doc)
}

// bylineSeparators stand between the author and the date of a byline.
var bylineSeparators = []string{" · ", " • ", " | ", " — ", " – ", " - ", ", ", " on "}

// by takes up what stands behind the "By" of a line: names, or names and a
// date.
func (m *metadata) by(value string) {
	if areNames(value) {
		m.author = value
		return
	}
	for _, separator := range bylineSeparators {
		names, day, found := strings.Cut(value, separator)
		if !found || !areNames(names) || !isDate(day) {
			continue
		}
		m.author = names
		if m.date == "" {
			m.date = isoDate(day)
		}
		return
	}
}

// isByline reports whether a line says by whom, and perhaps when, a text was
// written, and nothing else.
func isByline(line string) bool {
	found := by.FindStringSubmatch(line)
	if found == nil {
		return false
	}
	var m metadata
	m.by(found[1])
	return m.author != ""
}

// label takes up one labelled line, if its value is what the label promises.
func (m *metadata) label(label, value string) {
	switch {
	case strings.HasPrefix(label, "author") || label == "written by":
		if m.author == "" && areNames(value) {
			m.author = value
		}
	case label == "publisher" || label == "published by":
		if m.publisher == "" && utf8.RuneCountInString(value) <= maxHeading && !endsLikeSentence(value) {
			m.publisher = value
		}
	case label == "url" || label == "source" && webURL(value) != "":
		if m.url == "" {
			m.url = webURL(value)
		}
	case label != "source":
		if m.date == "" && isDate(value) {
			m.date = isoDate(value)
		}
	}
}

// areNames reports whether s can only be names of people: a few words in
// capitals, with particles between them.
func areNames(s string) bool {
	words := strings.Fields(s)
	if len(words) < 2 || len(words) > 12 || strings.ContainsAny(s, "?!;:…*") {
		return false
	}
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		switch {
		case unicode.IsUpper(r) || unicode.IsLetter(r) && !unicode.IsLower(r):
			if strings.HasSuffix(w, ".") && utf8.RuneCountInString(w) > 4 {
				return false // the end of a sentence, no initial
			}
		case strings.Contains(" and & und et y e de da di du del la le van von der den bin ibn al ", " "+strings.Trim(w, ",")+" "):
		default:
			return false
		}
	}
	return true
}
