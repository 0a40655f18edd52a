package gate

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/bot/wordnet"
)

// A name is a proper name in a text: the words [first, end).
type name struct {
	first, end int
}

// namesOf finds the proper names of a text by their capitals. In languages
// without capitals it finds none.
func (c *Checker) namesOf(t text) []name {
	if t.language == "de" {
		return namesAmongNouns(t)
	}
	var names []name
	for i := 0; i < len(t.words); i++ {
		if !c.isName(t, i) {
			continue
		}
		end := i + 1
		for end < len(t.words) {
			switch {
			case nominative(t.words[end-1].lower) != t.words[end-1].lower:
				// what follows a genitive is another name
			case c.isName(t, end) && joins(t.between(end-1)):
				end++
				continue
			case end+1 < len(t.words) && connects(t.words[end].lower) && c.isName(t, end+1) &&
				joins(t.between(end-1)) && joins(t.between(end)):
				end += 2
				continue
			}
			break
		}
		if end < len(t.words) && isDigit(t.words[end].surface[0]) && t.between(end-1) == " " &&
			c.gate.grammar.is("numbered", t.words[end-1].lower) {
			end++
		}
		names = append(names, name{first: i, end: end})
		i = end - 1
	}
	return names
}

// namesAmongNouns finds names where every noun has a capital: words with a
// capital side by side, and single ones right behind a preposition, where a noun
// would have its article.
func namesAmongNouns(t text) []name {
	var names []name
	for i := 0; i < len(t.words); i++ {
		end := i
		for end < len(t.words) && t.words[end].capital() && !t.words[end].stop && (end == i || t.between(end-1) == " ") && !opens(t, end) {
			end++
		}
		behind := i > 0 && end == i+1 && barePreposition(t.words[i-1].lower) && t.between(i-1) == " "
		if end > i+1 || behind {
			names = append(names, name{first: i, end: end})
		}
		i = max(i, end-1)
	}
	return names
}

// barePreposition reports whether a German noun behind the word would have its
// article, and a name has none.
func barePreposition(w string) bool {
	switch w {
	case "von", "aus", "nach", "in", "bei":
		return true
	}
	return false
}

// joins reports whether what stands between two words leaves them together.
func joins(between string) bool {
	return between == " " || between == "&" || between == "-" || between == "–" || between == ". " || between == "." || between == "\n"
}

// connects reports whether the word holds the parts of a name together.
func connects(w string) bool {
	switch w {
	case "of", "for", "de", "la", "von", "van", "der", "al", "bin", "du", "di":
		return true
	}
	return false
}

// isName reports whether the i-th word is part of a proper name. The first
// word of a sentence is written with a capital anyway: it is a name when it is
// known for one, or when it is no common word.
func (c *Checker) isName(t text, i int) bool {
	w := t.words[i]
	if !w.capital() || c.gate.lists.dates[w.lower] {
		return false
	}
	if acronym(w.surface) {
		return true
	}
	if !opens(t, i) {
		return !(w.stop && w.lower != "us") && w.lower != "i"
	}
	if w.stop || c.gate.grammar.closed(w.lower) {
		return false
	}
	if c.known[w.lower] {
		return true
	}
	if i+1 < len(t.words) && t.words[i+1].capital() && joins(t.between(i)) && t.between(i) != "." {
		return !c.common(w)
	}
	return !c.common(w)
}

// common reports whether a word that begins a sentence may be one of the
// language's common words, and not a name. Outside English nothing tells.
func (c *Checker) common(w word) bool {
	if c.gate.thesaurus == nil || w.language != "en" && w.language != "" {
		return true
	}
	if c.gate.lists.openers[w.lower] {
		return true
	}
	lemmas := c.gate.thesaurus.Lemmas(w.lower)
	if len(lemmas) == 0 {
		return false
	}
	if c.gate.background == nil || c.gate.thesaurus.Parts(w.lower)&wordnet.Adverb != 0 {
		return true
	}
	// Japan is more common with a capital than without. Swedish is rare either
	// way, and sentences hardly begin with common words that are as rare.
	common := c.gate.background.LogProbability(w.lower)
	if c.gate.background.LogProbability(w.surface) > common+nameMargin {
		return false
	}
	for _, lemma := range lemmas {
		common = max(common, c.gate.background.LogProbability(lemma))
	}
	if c.gate.thesaurus.Parts(w.lower) == wordnet.Noun && slices.Contains(lemmas, w.lower) {
		return common > rareNounBegins
	}
	return common > rareWordBegins
}

const (
	// nameMargin is by how much a name is more common with a capital, in
	// natural logarithms of shares of running text.
	nameMargin = 0.5
	// rareWordBegins is how rare a common word is that begins a sentence,
	// rareNounBegins how rare a noun is that does so in the singular.
	rareWordBegins = -18
	rareNounBegins = -14
)

// opens reports whether the i-th word begins a sentence, a quotation or a line.
func opens(t text, i int) bool {
	if i == 0 {
		return true
	}
	before := strings.TrimRight(t.raw[t.words[i-1].End:t.words[i].Start], " ")
	return strings.ContainsAny(before, ".!?:\n“\"•") && !(before == "." && utf8.RuneCountInString(t.words[i-1].surface) <= 2)
}

// acronym reports whether the word is written in capitals, such as SCO.
func acronym(w string) bool {
	upper := 0
	for _, r := range w {
		if unicode.IsUpper(r) {
			upper++
		} else if unicode.IsLower(r) && r != 's' {
			return false
		}
	}
	return upper >= 2
}
