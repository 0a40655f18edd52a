package gate

import (
	"slices"
	"strings"
)

// A chunkKind is what a chunk is in its clause.
type chunkKind uint8

const (
	nounChunk chunkKind = iota // a noun phrase without what follows its head
	verbChunk                  // a verb with its auxiliaries
	prepositionChunk
	subordinatorChunk
	relativeChunk
	coordinatorChunk
)

// A chunk is words in a row that belong together.
type chunk struct {
	kind       chunkKind
	first, end int
	// head is the word that the others describe.
	head int
	// gap is what stands before the chunk: "," or "(" and the like.
	gap string
	// genitive noun phrases own the next one; titles stand before a name.
	genitive, title, name, pronoun, when bool
	passive, copula, finite              bool
	form                                 verbForm
	// infinitive is set for "to sing".
	infinitive bool
}

// A chunker groups the words of a tagged text.
type chunker struct {
	*grammar
	text
	names  []name
	tags   []tag
	dates  map[string]bool
	chunks []chunk
}

// chunk groups the words of the text. Adverbs stay outside the groups.
func (g *grammar) chunk(t text, names []name, tags []tag, dates map[string]bool) []chunk {
	c := chunker{grammar: g, text: t, names: names, tags: tags, dates: dates}
	for i := 0; i < len(t.words); {
		i = c.next(i)
	}
	return c.chunks
}

// next takes up the chunk that begins at the i-th word and returns its end.
func (c *chunker) next(i int) int {
	w := c.words[i].lower
	follows := ""
	if c.plain(i) {
		follows = c.words[i+1].lower
	}
	switch {
	case w == "such" && follows == "as":
		return c.add(chunk{kind: prepositionChunk, first: i, end: i + 2, head: i})
	case w == "as" && follows == "well" && i+2 < len(c.words) && c.words[i+2].lower == "as":
		return c.add(chunk{kind: coordinatorChunk, first: i, end: i + 3, head: i})
	case (w == "together" || w == "along") && follows == "with":
		return c.add(chunk{kind: coordinatorChunk, first: i, end: i + 2, head: i})
	case w == "because" && follows == "of", w == "according" && follows == "to", w == "due" && follows == "to":
		return c.add(chunk{kind: prepositionChunk, first: i, end: i + 2, head: i})
	}
	switch c.tags[i] {
	case adverbTag, negationTag:
		return i + 1
	case prepositionTag:
		return c.add(chunk{kind: prepositionChunk, first: i, end: i + 1, head: i})
	case subordinatorTag:
		return c.add(chunk{kind: subordinatorChunk, first: i, end: i + 1, head: i})
	case relativeTag:
		return c.add(chunk{kind: relativeChunk, first: i, end: i + 1, head: i})
	case coordinatorTag:
		return c.add(chunk{kind: coordinatorChunk, first: i, end: i + 1, head: i})
	case verbTag, auxiliaryTag, toTag:
		return c.verbs(i)
	case pronounTag:
		return c.add(chunk{kind: nounChunk, first: i, end: i + 1, head: i, pronoun: true})
	}
	return c.nouns(i)
}

func (c *chunker) add(k chunk) int {
	if k.first > 0 {
		k.gap = strings.TrimSpace(c.between(k.first - 1))
		for i := k.first - 1; i > 0 && (c.tags[i] == adverbTag || c.tags[i] == negationTag); i-- {
			k.gap = strings.TrimSpace(c.between(i-1)) + k.gap // marks before adverbs
		}
	}
	c.chunks = append(c.chunks, k)
	return k.end
}

// verbs takes up a verb with what helps it.
func (c *chunker) verbs(i int) int {
	k := chunk{kind: verbChunk, first: i, head: i, infinitive: c.tags[i] == toTag, form: baseForm}
	been := false
	j := i
	for ; j < len(c.words); j++ {
		if j > i && !c.plain(j-1) {
			break
		}
		w := c.words[j].lower
		if c.tags[j] == auxiliaryTag {
			k.head = j
			been = c.is("be", w)
			if j == i {
				k.finite = w != "being" && w != "having" && w != "been" && w != "be"
			}
			continue
		}
		if c.tags[j] == adverbTag || c.tags[j] == negationTag || j == i && k.infinitive {
			continue
		}
		if c.tags[j] == verbTag {
			k.head = j
			k.form = c.form(w)
			k.passive = been && (k.form == pastParticiple || k.form == participle)
			been = false
			if j == i {
				k.finite = k.form != gerund && k.form != participle && k.form != pastParticiple
			}
			j++
		}
		break
	}
	k.end = j
	k.copula = been
	return c.add(k)
}

// nouns takes up a noun phrase.
func (c *chunker) nouns(i int) int {
	j := i + 1
	for j < len(c.words) && c.plain(j-1) && !genitive(c.text, j-1) && c.continues(i, j) {
		j++
	}
	if t := c.titleEnd(i, j); t > i {
		c.noun(i, t, true)
		return c.noun(t, j, false)
	}
	return c.noun(i, j, false)
}

// continues reports whether the j-th word goes on with the noun phrase begun at
// the i-th.
func (c *chunker) continues(i, j int) bool {
	if c.year(j-1) && (j-1 == i || c.dates[c.words[j-2].lower]) {
		return false // "in 1971 connections ..."
	}
	switch c.tags[j] {
	case nounTag, nameTag, adjectiveTag, numberTag:
		return true
	case determinerTag, possessiveTag:
		return c.tags[j-1] == determinerTag
	case adverbTag:
		return j+1 < len(c.words) && c.plain(j) && (c.tags[j+1] == adjectiveTag || c.tags[j+1] == nounTag && c.tags[j-1] == determinerTag) && c.tags[j-1] != nounTag
	case coordinatorTag:
		// "eastern and outer suburbs"
		return c.tags[j-1] == adjectiveTag && j+2 < len(c.words) && c.plain(j) && c.tags[j+1] == adjectiveTag && c.plain(j+1) &&
			(c.tags[j+2] == nounTag || c.tags[j+2] == adjectiveTag)
	}
	return false
}

// year reports whether the i-th word is a year behind a preposition or a month.
func (c *chunker) year(i int) bool {
	w := c.words[i].lower
	return len(w) == 4 && (strings.HasPrefix(w, "1") || strings.HasPrefix(w, "20")) && c.tags[i] == numberTag &&
		i > 0 && (c.tags[i-1] == prepositionTag || c.dates[c.words[i-1].lower])
}

// titleEnd finds where a name begins that a title stands before, as in "the
// engine inventor Charles Porter".
func (c *chunker) titleEnd(i, j int) int {
	t := j
	for t > i && (c.tags[t-1] == nameTag || t == j && j-i > 1 && c.tags[t-1] == numberTag && c.tags[t-2] == nameTag) {
		t--
	}
	if t == j || t == i || c.tags[t-1] != nounTag {
		return i
	}
	return t
}

func (c *chunker) noun(i, j int, title bool) int {
	k := chunk{kind: nounChunk, first: i, end: j, head: j - 1, title: title}
	for h := j - 1; h >= i; h-- {
		if c.tags[h] == nounTag || c.tags[h] == nameTag {
			k.head = h
			break
		}
	}
	k.name = c.tags[k.head] == nameTag || j-i == 1 && c.words[i].capital() && c.tags[i] == nounTag
	k.genitive = genitive(c.text, j-1) || j-i == 1 && c.tags[i] == possessiveTag
	head := c.words[k.head].lower
	k.when = c.dates[head] || head == "year" || head == "decade" || head == "century" || j-i == 1 && len(head) == 4 && (strings.HasPrefix(head, "1") || strings.HasPrefix(head, "20"))
	return c.add(k)
}

// quotation reports whether the gap holds a mark of quotation.
func quotation(gap string) bool { return strings.ContainsAny(gap, "\"“”") }

// breaks reports whether the gap ends a clause for sure.
func breaks(gap string) bool {
	return strings.ContainsAny(gap, ";:?!") || strings.Contains(gap, "—")
}

// pauses reports whether the gap may end a clause or a phrase.
func pauses(gap string) bool { return strings.ContainsAny(gap, ",()–—;:") || gap == "-" }

// chunkOf tells for each word the chunk it stands in, or else the nearest.
func chunkOf(chunks []chunk, words int) []int {
	of := slices.Repeat([]int{-1}, words)
	for k, c := range chunks {
		for i := c.first; i < c.end; i++ {
			of[i] = k
		}
	}
	for i := range of {
		if of[i] >= 0 {
			continue
		}
		if i > 0 {
			of[i] = of[i-1]
		}
		for j := i + 1; j < words && (of[i] < 0 || chunks[of[i]].kind != verbChunk); j++ {
			if of[j] >= 0 {
				if of[i] < 0 || chunks[of[j]].kind == verbChunk && j == i+1 {
					of[i] = of[j]
				}
				break
			}
		}
	}
	return of
}
