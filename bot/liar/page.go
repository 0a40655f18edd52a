package liar

import (
	"regexp"
	"strings"

	"footnote/corpus"
)

// A page is a passage as the rules see it.
type page struct {
	Passage
	world     *world
	lower     string // the text in small letters
	sentences []*sentence
	names     []string          // the names that stand in it, of every kind
	families  map[string]string // the family names of persons, with the whole name
}

// A sentence of a page that statements can be made of.
type sentence struct {
	// from is the sentence as it stands in the passage, text the same without
	// an opening such as "However,".
	from, text string
	// leans is set when it can be understood only after the one before.
	leans bool
	// next is the sentence that follows at once, nil if that is not usable.
	next *sentence
}

// A world is all that is known from all passages together.
type world struct {
	pages []*page
	// small and large hold the words that stand within sentences in small
	// letters and with a capital.
	small, large map[string]bool
	names        map[string][]string // the names of each kind, in order
	kinds        map[string]string
}

func newWorld(passages []Passage) *world {
	w := &world{small: map[string]bool{}, large: map[string]bool{}, names: map[string][]string{}, kinds: map[string]string{}}
	for _, p := range passages {
		if p.Language != "" && p.Language != "en" {
			continue
		}
		g := &page{Passage: p, world: w, lower: strings.ToLower(p.Text)}
		w.learnCase(p.Text)
		g.names = w.learnNames(p.Text)
		g.sentences = sentencesOf(p.Text)
		w.pages = append(w.pages, g)
	}
	w.learnFamilies()
	return w
}

// learnCase notes which words are written small and large within sentences.
func (w *world) learnCase(text string) {
	for _, span := range corpus.Sentences(text, "en") {
		for i, f := range fieldsOf(text[span.Start:span.End]) {
			f = strings.TrimRight(f, ".")
			if f == "" || i == 0 {
				continue
			}
			if isCapital(f) {
				w.large[f] = true
			} else {
				w.small[f] = true
			}
		}
	}
}

func sentencesOf(text string) []*sentence {
	var list []*sentence
	var before *sentence
	for _, span := range corpus.Sentences(text, "en") {
		s := newSentence(text[span.Start:span.End])
		if s != nil {
			list = append(list, s)
			if before != nil {
				before.next = s
			}
		}
		before = s
	}
	return list
}

// unclean finds what makes a sentence no plain statement.
var unclean = regexp.MustCompile(` [.,]|[\n?!:;„«»\[\]@]|https?:|www\.|\.\.|…`)

// newSentence returns nil if the text is no plain statement.
func newSentence(from string) *sentence {
	s := &sentence{from: from, text: from}
	if m := connectives.FindString(from); m != "" {
		s.text = capital(from[len(m):])
	}
	n := countWords(s.text)
	if n < 6 || n > 40 || !strings.HasSuffix(s.text, ".") || unclean.MatchString(s.text) || !mayBeClause(s.text) {
		return nil
	}
	if !isCapital(s.text) || !isBalanced(s.text) {
		return nil
	}
	s.leans = leans(s.text)
	return s
}

// leans reports whether a sentence can be understood only after the one before:
// its subject points back.
func leans(text string) bool {
	if laterPronoun.MatchString(text) || pointsBack.MatchString(text) {
		return true
	}
	if m := opening.FindString(text); m != "" && len(m) < len(text) {
		text = capital(text[len(m):])
	}
	_, text = cutAdverb(text)
	f := strings.Fields(text)
	first, second := strings.Trim(f[0], ",.'"), strings.Trim(f[1], ",.")
	return dangling[first] || openers[first] && finite[second] || subordinators[strings.ToLower(first)] && dangling[capital(second)]
}

// laterPronoun is a main clause about "it", behind an opening.
var laterPronoun = regexp.MustCompile(`^[^,]+, (?:he|she|it|they|this|these|those|his|her|its|their) `)

// pointsBack are subjects that name one of those before.
var pointsBack = regexp.MustCompile(`^The (?:former|latter|other|others|same|second two|first two|two) `)

// cutAdverb cuts an adverb and its comma off the beginning.
func cutAdverb(text string) (string, string) {
	if first, rest, ok := strings.Cut(text, ", "); ok && !strings.Contains(first, " ") && strings.Contains(rest, " ") {
		return first, capital(rest)
	}
	return "", text
}

// uncapital writes the first word of a sentence as it is written within one;
// ok is false when that is not certain.
func (w *world) uncapital(text string) (string, bool) {
	first, rest, _ := strings.Cut(text, " ")
	word := strings.TrimSuffix(strings.TrimSuffix(strings.Trim(first, ",."), "'s"), "’s")
	small := strings.ToLower(word[:1]) + word[1:]
	switch {
	case openers[word], isAdverb(word), linking[word]:
		return strings.ToLower(text[:1]) + text[1:], true
	case word == "I" || strings.ToUpper(word) == word && len(word) > 1, isCapital(rest) && first == word && !openers[word], words().kinds[word] != "":
		return text, true
	case w.large[word] && !w.small[small]:
		return text, true
	case w.small[small] && !w.large[word]:
		return strings.ToLower(text[:1]) + text[1:], true
	}
	return "", false
}

// body returns the sentence without its full stop.
func (s *sentence) body() string { return strings.TrimSuffix(s.text, ".") }

// isBalanced reports whether brackets and quotation marks come in pairs.
func isBalanced(text string) bool {
	return strings.Count(text, "(") == strings.Count(text, ")") && strings.Count(text, "\"")%2 == 0 &&
		strings.Count(text, "“") == strings.Count(text, "”")
}
