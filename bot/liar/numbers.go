package liar

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

var (
	figure = regexp.MustCompile(`\d[\d,]*(?:\.\d+)?`)
	year   = regexp.MustCompile(`^(?:1[0-9]|20)\d\d$`)
	// numberWords are changed among each other.
	numberWords = strings.Fields("two three four five six seven eight nine ten eleven twelve")
	monthNames  = strings.Fields("January February March April May June July August September October November December")
	months      = monthNumbers()
	century     = regexp.MustCompile(`\b(\d{1,2})th[ -]century`)
)

func monthNumbers() map[string]int {
	m := map[string]int{}
	for i, name := range monthNames {
		m[name] = i + 1
	}
	return m
}

// bounds before a number make another number true as well, or not false.
var bounds = set(`than least most over under to within below above between from before after since until by or and about
	around approximately nearly almost roughly some minimum maximum every circa as exceed exceeds exceeded exceeding`)

// A numberAt is a number in a text.
type numberAt struct {
	text       string
	start, end int
	word       bool
}

// numbersIn returns the numbers that count something: no years, no days of a
// month, no part of a name or of a longer figure.
func numbersIn(text string) []numberAt {
	var list []numberAt
	for _, m := range figure.FindAllStringIndex(text, -1) {
		n := numberAt{strings.TrimRight(text[m[0]:m[1]], ","), m[0], m[1], false}
		n.end = n.start + len(n.text)
		if counts(text, n) && !year.MatchString(n.text) {
			list = append(list, n)
		}
	}
	for _, w := range numberWords {
		for _, i := range indexes(text, w) {
			n := numberAt{w, i, i + len(w), true}
			if counts(text, n) {
				list = append(list, n)
			}
		}
	}
	slices.SortFunc(list, func(a, b numberAt) int { return a.start - b.start })
	return list
}

// counts reports whether a number stands for itself.
func counts(text string, n numberAt) bool {
	before, after := wordBefore(text, n.start), wordAfter(text, n.end)
	rest := text[n.end:]
	switch {
	case !isApart(text, n.start, n.end), strings.HasPrefix(rest, "–"), strings.HasSuffix(text[:n.start], "–"),
		strings.HasPrefix(rest, "/"), strings.HasSuffix(strings.TrimRight(text[:n.start], " "), "."), strings.HasSuffix(text[:n.start], "/"):
		return false
	case isCapital(before) && n.start != 0 || months[after] != 0 || bounds[strings.ToLower(before)]:
		return false // "Bowl 50", "May 5", "at least 5"
	case after == "or" || after == "to" || after == "and" || after == "of":
		return false // "two or three", "two of the three"
	}
	return true
}

// changeNumber changes a number into one that the passage lacks, or exchanges
// two.
func changeNumber(g *guesser, p *page, s *sentence) []candidate {
	if s.leans {
		return nil
	}
	text := s.body()
	numbers := numbersIn(text)
	var list []candidate
	for _, n := range numbers {
		if other := g.otherNumber(p, n); other != "" && !isTooMany(other, text[n.end:]) {
			list = append(list, candidate{text: put(text, n.start, n.end, other) + ".", change: n.text + " → " + other})
		}
	}
	for i := range numbers {
		for j := i + 1; j < len(numbers); j++ {
			a, b := numbers[i], numbers[j]
			between := text[a.end:b.start]
			if a.text == b.text || a.word != b.word || countWords(between) < 3 || wordAfter(text, a.end) == wordAfter(text, b.end) && strings.Contains(between, ",") {
				continue
			}
			lie := text[:a.start] + b.text + between + a.text + text[b.end:]
			list = append(list, candidate{text: lie + ".", change: a.text + " ↔ " + b.text})
		}
	}
	return list
}

// isTooMany reports whether a number cannot be: more than the whole.
func isTooMany(number, rest string) bool {
	value, err := strconv.ParseFloat(number, 64)
	percent := strings.HasPrefix(rest, "%") || strings.HasPrefix(rest, " percent") || strings.HasPrefix(rest, " per cent")
	return percent && (err != nil || value > 100)
}

// otherNumber returns a larger number of the same form, so that the statement
// does not follow from the passage: who has five has three.
func (g *guesser) otherNumber(p *page, n numberAt) string {
	if n.word {
		i := slices.Index(numberWords, n.text)
		for range 10 {
			j := g.rand.IntN(len(numberWords))
			value := strconv.Itoa(j + 2)
			if j > i && !hasPhrase(strings.ToLower(p.Text), numberWords[j]) && !hasPhrase(p.Text, value) {
				return numberWords[j]
			}
		}
		return ""
	}
	whole, fraction, _ := strings.Cut(strings.ReplaceAll(n.text, ",", ""), ".")
	value, err := strconv.Atoi(whole)
	if err != nil || value == 0 {
		return ""
	}
	for range 10 {
		other := value + max(1, value/5) + g.rand.IntN(max(2, value))
		if value >= 100 && value%10 == 0 {
			other -= other % 10
		}
		written := strconv.Itoa(other)
		if strings.Contains(n.text, ",") {
			written = grouped(other)
		}
		if fraction != "" {
			written += "." + fraction
		}
		if !hasPhrase(p.Text, written) && (other >= len(numberWords)+2 || !hasPhrase(strings.ToLower(p.Text), numberWords[max(0, other-2)])) {
			return written
		}
	}
	return ""
}

// grouped writes a number with commas.
func grouped(n int) string {
	if n < 1000 {
		return strconv.Itoa(n)
	}
	return grouped(n/1000) + fmt.Sprintf(",%03d", n%1000)
}
