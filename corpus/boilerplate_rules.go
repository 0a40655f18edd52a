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
	ids map[string]wordID
	// starting and anywhere are the rules by each of the words they start with.
	starting, anywhere [][]rule
	// maybe is set at the bucket of each word of ids: most words of a text fall
	// into others, so that they need not be looked up.
	maybe [1 << 12]bool
}

// bucket is a cheap hash of a word.
func bucket(word []byte) int {
	last := len(word) - 1
	return (int(word[0])*37 + int(word[last])*5 + int(word[last/2])*131 + last*17) & (1<<12 - 1)
}

// match returns the kind of the first rule that matches the words of a
// sentence; starts and ends say where the sentence stands in its block.
func (rs *ruleSet) match(words []wordID, starts, ends bool) ruleKind {
	if len(words) > 0 {
		for _, r := range rs.starting[words[0]] {
			if (starts || !r.blockStart) && (ends || !r.blockEnd) && matchWords(r.words, words, r.blockEnd) {
				return r.kind
			}
		}
	}
	for i, id := range words {
		for _, r := range rs.anywhere[id] {
			if (ends || !r.blockEnd) && matchWords(r.words, words[i:], r.blockEnd) {
				return r.kind
			}
		}
	}
	return noRule
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
	rs := &ruleSet{ids: map[string]wordID{"<year>": yearWord}}
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
			rs.add(r)
		default:
			panic(fmt.Sprintf("boilerplate.txt: unknown kind in %q", line))
		}
	}
	return rs
}

// add files a rule under the words that it starts with.
func (rs *ruleSet) add(r rule) {
	more := len(rs.ids) + 1 - len(rs.starting)
	rs.starting = append(rs.starting, make([][]rule, more)...)
	rs.anywhere = append(rs.anywhere, make([][]rule, more)...)
	by := rs.starting
	if r.anywhere {
		by = rs.anywhere
	}
	for _, id := range r.words[0] {
		by[id] = append(by[id], r)
	}
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
			rs.maybe[bucket([]byte(w))] = true
		}
		ids = append(ids, id)
	}
	return ids
}

// appendWords appends the words of a sentence to ids.
func (rs *ruleSet) appendWords(ids []wordID, sentence string) []wordID {
	eachWord(sentence, func(w []byte) {
		var id wordID
		if rs.maybe[bucket(w)] {
			id = rs.ids[string(w)]
		}
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
	for i, w := 0, 0; i < len(text); i += w {
		lower, alone := rune(asciiWords[text[i]]), false
		if w = 1; text[i] >= utf8.RuneSelf {
			var r rune
			r, w = utf8.DecodeRuneInString(text[i:])
			lower, alone = wordRune(r)
		} else if text[i] == ':' || text[i] == '@' {
			alone = true
		}
		if lower != 0 && !alone {
			if len(word) < longestWord {
				word = utf8.AppendRune(word, lower)
			}
			continue
		}
		if len(word) > 0 {
			yield(word)
			word = buffer[:0]
		}
		if alone {
			yield(utf8.AppendRune(word, lower))
		}
	}
	if len(word) > 0 {
		yield(word)
	}
}

// asciiWords are the characters of words in lower case, and those that are
// words of their own; 0 for all others.
var asciiWords = func() (t [utf8.RuneSelf * 2]byte) {
	for c := range byte(utf8.RuneSelf) {
		if isWordRune(rune(c)) || c == ':' || c == '@' {
			t[c] = byte(unicode.ToLower(rune(c)))
		}
	}
	return t
}()

// wordRune returns a rune beyond ASCII as it is compared, 0 if it is in no word,
// and whether it is a word of its own.
func wordRune(r rune) (lower rune, alone bool) {
	switch {
	case r == '：':
		return ':', true
	case r == '©', r >= 0x2E80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
		return r, true
	case isWordRune(r) || unicode.IsMark(r):
		return unicode.ToLower(r), false
	}
	return 0, false
}
