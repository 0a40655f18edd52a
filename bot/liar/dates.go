package liar

import (
	"regexp"
	"strconv"
	"strings"
)

var (
	yearAt  = regexp.MustCompile(`\b(?:1[0-9]|20)\d\d\b`)
	monthAt = regexp.MustCompile(`\b(January|February|March|April|May|June|July|August|September|October|November|December) \d|\b\d{1,2} (January|February|March|April|May|June|July|August|September|October|November|December)\b`)
	dayAt   = regexp.MustCompile(`\b(?:January|February|March|April|May|June|July|August|September|October|November|December) (\d{1,2})\b`)
	// whenAt are the words before a year that is a date.
	whenAt = set("in during of early late mid year")
)

// changeDate changes a year, a month, a day or a century into one that the
// passage lacks, or exchanges two years.
func changeDate(g *guesser, p *page, s *sentence) []candidate {
	if s.leans {
		return nil
	}
	text := s.body()
	var list []candidate
	add := func(start, end int, with string) {
		list = append(list, candidate{text: text[:start] + with + text[end:] + ".", change: text[start:end] + " → " + with})
	}
	years := yearsIn(text)
	for _, m := range years {
		if other := g.otherYear(p, text[m[0]:m[1]]); other != "" {
			add(m[0], m[1], other)
		}
	}
	if len(years) == 2 && text[years[0][0]:years[0][1]] != text[years[1][0]:years[1][1]] && countWords(text[years[0][1]:years[1][0]]) > 3 {
		a, b := years[0], years[1]
		lie := text[:a[0]] + text[b[0]:b[1]] + text[a[1]:b[0]] + text[a[0]:a[1]] + text[b[1]:]
		list = append(list, candidate{text: lie + ".", change: text[a[0]:a[1]] + " ↔ " + text[b[0]:b[1]]})
	}
	for _, m := range monthAt.FindAllStringSubmatchIndex(text, -1) {
		start, end := max(m[2], m[4]), max(m[3], m[5])
		if other := monthNames[g.rand.IntN(12)]; !strings.Contains(p.Text, other) {
			add(start, end, other)
		}
	}
	for _, m := range dayAt.FindAllStringSubmatchIndex(text, -1) {
		other := strconv.Itoa(1 + g.rand.IntN(28))
		if !hasPhrase(p.Text, other) && !strings.HasPrefix(text[m[3]:], "–") && !strings.HasPrefix(text[m[3]:], "-") {
			add(m[2], m[3], other)
		}
	}
	for _, m := range century.FindAllStringSubmatchIndex(text, -1) {
		other := strconv.Itoa(4 + g.rand.IntN(16))
		if !strings.Contains(p.Text, other+"th") {
			add(m[2], m[3], other)
		}
	}
	return list
}

// yearsIn returns the years that say when something was.
func yearsIn(text string) [][]int {
	var list [][]int
	for _, m := range yearAt.FindAllStringIndex(text, -1) {
		before := wordBefore(text, m[0])
		if isApart(text, m[0], m[1]) && !strings.HasPrefix(text[m[1]:], "–") && (whenAt[strings.ToLower(before)] || months[before] != 0) {
			list = append(list, m)
		}
	}
	return list
}

// otherYear returns a year near the given one that the passage lacks.
func (g *guesser) otherYear(p *page, of string) string {
	value, _ := strconv.Atoi(of)
	for range 10 {
		other := strconv.Itoa(value + (1+g.rand.IntN(20))*(2*g.rand.IntN(2)-1))
		if other < "2027" && !strings.Contains(p.Text, other) {
			return other
		}
	}
	return ""
}

// changeUnit changes the unit of a number.
func changeUnit(_ *guesser, p *page, s *sentence) []candidate {
	if s.leans {
		return nil
	}
	text := s.body()
	var list []candidate
	for _, r := range words().units {
		for _, i := range indexes(text, r.from) {
			number := numberBefore.FindString(text[:i])
			if number = strings.TrimSuffix(number, " "); !isNumber(number) || strings.HasPrefix(text[i+len(r.from):], "/") {
				continue
			}
			if bounds[strings.ToLower(wordBefore(text, i-len(number)-1))] || strings.Contains(p.Text, number+" "+r.to) {
				continue
			}
			list = append(list, candidate{text: put(text, i, i+len(r.from), r.to) + ".", change: r.from + " → " + r.to})
		}
	}
	return list
}

// numberBefore is what ends a text before a unit.
var numberBefore = regexp.MustCompile(`[\p{L}\d.,]+ $`)

func isNumber(word string) bool {
	if word == "" {
		return false
	}
	for _, w := range numberWords {
		if w == word {
			return true
		}
	}
	return word[0] >= '0' && word[0] <= '9' && strings.Trim(word, "0123456789.,") == "" && !year.MatchString(word)
}
