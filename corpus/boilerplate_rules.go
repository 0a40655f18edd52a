package corpus

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed boilerplate.txt
var boilerplateList string

// boilerplateRules are the rules of the embedded list.
var boilerplateRules = sync.OnceValue(func() *ruleSet { return parseRules(boilerplateList) })

// A ruleKind says what a sentence that a rule matches is.
type ruleKind uint8

const (
	noRule  ruleKind = iota
	notice           // never quoted
	credit           // names who made the picture that its paragraph describes
	related          // stands before teasers of other texts
)

// A wordID names a word that occurs in the rules; 0 is any other word.
type wordID uint16

// yearWord is the word of <year>.
const yearWord wordID = 1

// A rule matches a sentence by its words.
type rule struct {
	kind       ruleKind
	blockStart bool
	blockEnd   bool
	anywhere   bool
	// words are the words one after the other, each one of several; nil stands
	// for up to maxGap words.
	words [][]wordID
}

const maxGap = 6

// A ruleSet finds the rules that match.
type ruleSet struct {
	ids   map[string]wordID
	first map[wordID][]rule // by each of the words that a rule starts with
}

// match returns the kind of the first rule that matches the words of a
// sentence; starts and ends say where the sentence stands in its block.
func (rs *ruleSet) match(words []wordID, starts, ends bool) ruleKind {
	for i, id := range words {
		if id == 0 {
			continue
		}
		for _, r := range rs.first[id] {
			switch {
			case i > 0 && !r.anywhere, r.blockStart && !starts, r.blockEnd && !ends:
			case r.matches(words[i:]):
				return r.kind
			}
		}
	}
	return noRule
}

func (r rule) matches(words []wordID) bool {
	return matchWords(r.words, words, r.blockEnd)
}

func matchWords(pattern [][]wordID, words []wordID, whole bool) bool {
	for i, set := range pattern {
		if set == nil {
			for gap := 0; gap <= min(maxGap, len(words)); gap++ {
				if matchWords(pattern[i+1:], words[gap:], whole) {
					return true
				}
			}
			return false
		}
		if len(words) == 0 || !slices.Contains(set, words[0]) {
			return false
		}
		words = words[1:]
	}
	return !whole || len(words) == 0
}

// parseRules reads the list, whose form its own head describes. A fault in it
// is one of the program.
func parseRules(list string) *ruleSet {
	rs := &ruleSet{ids: map[string]wordID{"<year>": yearWord}, first: map[wordID][]rule{}}
	sets := map[string][]string{}
	kinds := map[string]ruleKind{"notice": notice, "credit": credit, "related": related}
	for line := range strings.Lines(list) {
		fields := strings.Fields(line)
		switch {
		case len(fields) == 0 || fields[0] == "#":
		case fields[0] == "set":
			sets["<"+fields[1]+">"] = fields[2:]
		case kinds[fields[0]] != noRule:
			r := rs.parseRule(fields[1:], sets)
			r.kind = kinds[fields[0]]
			for _, id := range r.words[0] {
				rs.first[id] = append(rs.first[id], r)
			}
		default:
			panic(fmt.Sprintf("boilerplate.txt: unknown kind in %q", line))
		}
	}
	return rs
}

func (rs *ruleSet) parseRule(fields []string, sets map[string][]string) rule {
	var r rule
	for _, f := range fields {
		switch f {
		case "^":
			r.blockStart = true
		case "$":
			r.blockEnd = true
		case "..":
			r.anywhere = true
		case "*":
			r.words = append(r.words, nil)
		default:
			r.words = append(r.words, rs.parseWords(f, sets)...)
		}
	}
	return r
}

// parseWords reads "a|b", "<set>" or a word, which may be several characters of
// a script without spaces.
func (rs *ruleSet) parseWords(field string, sets map[string][]string) [][]wordID {
	if set, ok := sets[field]; ok {
		return [][]wordID{rs.intern(set)}
	}
	if field == "<year>" {
		return [][]wordID{{yearWord}}
	}
	if strings.Contains(field, "|") {
		var all []string
		for w := range strings.SplitSeq(field, "|") {
			if set, ok := sets[w]; ok {
				all = append(all, set...)
			} else {
				all = append(all, w)
			}
		}
		return [][]wordID{rs.intern(all)}
	}
	var words [][]wordID
	eachWord(field, func(w []byte) {
		words = append(words, rs.intern([]string{string(w)}))
	})
	return words
}

func (rs *ruleSet) intern(words []string) []wordID {
	var ids []wordID
	for _, w := range words {
		id, ok := rs.ids[w]
		if !ok {
			id = wordID(len(rs.ids) + 1)
			rs.ids[w] = id
		}
		ids = append(ids, id)
	}
	return ids
}

// appendWords appends the words of a sentence to ids.
func (rs *ruleSet) appendWords(ids []wordID, sentence string) []wordID {
	eachWord(sentence, func(w []byte) {
		id := rs.ids[string(w)]
		if len(w) == 4 && (w[0] == '1' && w[1] == '9' || w[0] == '2' && w[1] == '0') {
			id = yearWord
		}
		ids = append(ids, id)
	})
	return ids
}

// eachWord calls yield with the words of a text in lower case, without
// punctuation. The bytes are reused.
func eachWord(text string, yield func(word []byte)) {
	var buffer [longestWord + utf8.UTFMax]byte
	word := buffer[:0]
	for _, r := range text {
		alone := isAlone(r)
		if !alone && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)) {
			if len(word) < longestWord {
				word = utf8.AppendRune(word, unicode.ToLower(r))
			}
			continue
		}
		if len(word) > 0 {
			yield(word)
			word = buffer[:0]
		}
		if alone {
			if r == '：' {
				r = ':'
			}
			yield(utf8.AppendRune(word, r))
		}
	}
	if len(word) > 0 {
		yield(word)
	}
}

// isAlone reports whether a rune is a word of its own.
func isAlone(r rune) bool {
	return r == ':' || r == '©' || r == '@' || r == '：' ||
		r >= 0x2E80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}
