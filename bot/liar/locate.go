package liar

import (
	"math"
	"slices"
	"strings"

	"footnote/corpus"
)

// Locate fills in From, where a statement lacks it, with the sentence of its
// passage that shares most words with it. Passages of a document count as the
// document's, as PassagesOf names them. Injections come from no sentence.
func Locate(statements []Statement, passages []Passage) []Statement {
	sentences := map[string][]string{}
	frequency := map[string]int{}
	for _, p := range passages {
		id, _, _ := strings.Cut(p.ID, "#")
		for _, span := range corpus.Sentences(p.Text, p.Language) {
			s := p.Text[span.Start:span.End]
			sentences[id] = append(sentences[id], s)
			for stem := range stems(s) {
				frequency[stem]++
			}
		}
	}
	located := slices.Clone(statements)
	for i, s := range located {
		if s.From == "" && s.Class != Injection {
			id, _, _ := strings.Cut(s.Passage, "#")
			located[i].From = nearest(s.Text, sentences[id], frequency)
		}
	}
	return located
}

// nearest returns the sentence that shares most rare words with the text, long
// sentences counting for less; "" if none shares any.
func nearest(text string, sentences []string, frequency map[string]int) string {
	wanted, best, found := stems(text), 0.0, ""
	for _, s := range sentences {
		held, score := stems(s), 0.0
		for stem := range wanted {
			if held[stem] {
				score += 1 / (1 + math.Log(float64(1+frequency[stem])))
			}
		}
		if score /= math.Pow(float64(5+len(held)), 0.4); score > best+1e-9 {
			best, found = score, s
		}
	}
	return found
}

// stems are the beginnings of the words of a text that are no mere links.
func stems(text string) map[string]bool {
	m := map[string]bool{}
	for _, f := range fieldsOf(text) {
		f = strings.Trim(f, ".'’")
		if f == "" || openers[capital(strings.ToLower(f))] || finite[strings.ToLower(f)] {
			continue
		}
		r := []rune(strings.ToLower(f))
		m[string(r[:min(6, len(r))])] = true
	}
	return m
}
