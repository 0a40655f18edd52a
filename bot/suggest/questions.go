package suggest

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/corpus"
)

const (
	// read bounds how much of a document is looked at, in bytes: what it is
	// about, it says early.
	read = 64 << 10
	// longest bounds a question in characters.
	longest = 75
	// alike is how many questions may be made by one pattern.
	alike = 3
	// subjectWords is how many words something may be called by.
	subjectWords = 8
)

// Questions makes at most so many questions of a document, the best first, in
// its language where that is English, Russian, Chinese, German, Spanish or
// French; of others only the headings are asked about, in English.
func (m *Maker) Questions(doc corpus.Document, most int) []string {
	doc.Text = beginning(doc.Text)
	d := draft{doc: doc, used: map[int]int{}}
	language := doc.Language
	if !m.knows(language) {
		language = english
	}
	for _, heading := range headings(doc) {
		d.try(m.patterns, language, ofHeading, heading)
	}
	if language == doc.Language || doc.Language == "" {
		for _, span := range corpus.Sentences(doc.Text[min(doc.Body, len(doc.Text)):], doc.Language) {
			d.try(m.patterns, language, ofSentence, doc.Text[doc.Body:][span.Start:span.End])
		}
	}
	slices.SortStableFunc(d.made, func(a, b made) int { return cmp.Compare(a.rank, b.rank) })
	var list []string
	for _, q := range d.made {
		if len(list) < most && !slices.Contains(list, q.text) {
			list = append(list, q.text)
		}
	}
	return list
}

// beginning is the first part of a text, cut between characters.
func beginning(text string) string {
	if len(text) <= read {
		return text
	}
	end := read
	for end > 0 && !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end]
}

// headings are the titles of the document's sections.
func headings(doc corpus.Document) []string {
	var list []string
	for _, s := range doc.Sections {
		if title := strings.TrimSpace(s.Title); title != "" && title != doc.Title && s.Start < read {
			list = append(list, title)
		}
	}
	return list
}

// A draft is the list of questions while it is made.
type draft struct {
	doc  corpus.Document
	made []made
	used map[int]int // by pattern
}

type made struct {
	text string
	rank int // that of its pattern: less is better
}

// try makes a question by the first pattern that fits.
func (d *draft) try(patterns []pattern, language string, of source, text string) {
	text = strings.Join(strings.Fields(text), " ")
	for rank, p := range patterns {
		if p.language != language || p.source != of {
			continue
		}
		question, ok := p.question(text, d.within)
		if !ok {
			continue
		}
		if utf8.RuneCountInString(question) <= longest && d.used[rank] < alike {
			d.used[rank]++
			d.made = append(d.made, made{question, rank})
		}
		return
	}
}

// within writes what began a sentence as it stands within one: with a small
// letter where its first word is one of those, or the document has it so
// elsewhere.
func (d *draft) within(subject string, small []string) string {
	end := strings.IndexFunc(subject, func(r rune) bool { return !unicode.IsLetter(r) })
	if end < 0 {
		end = len(subject)
	}
	first := strings.ToLower(subject[:end])
	if first == subject[:end] || !slices.Contains(small, first) && !hasWord(d.doc.Text, first) {
		return subject
	}
	return first + subject[end:]
}

// hasWord reports whether a word stands in a text as it is written.
func hasWord(text, word string) bool {
	if word == "" {
		return false
	}
	for at := 0; ; {
		i := strings.Index(text[at:], word)
		if i < 0 {
			return false
		}
		start, end := at+i, at+i+len(word)
		before, _ := utf8.DecodeLastRuneInString(text[:start])
		after, _ := utf8.DecodeRuneInString(text[end:])
		if !unicode.IsLetter(before) && !unicode.IsLetter(after) {
			return true
		}
		at = end
	}
}
