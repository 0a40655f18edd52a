package gate

import "strings"

// strength tells what a cue asks of the other text.
type strength uint8

const (
	peak   strength = iota // "no other is larger" denies what "the largest" says
	weak                   // serves as a counterpart only
	middle                 // needs a counterpart when what it touches is shared
	strong                 // needs a counterpart
)

// A cue is a word or phrase that denies or hedges what stands behind it.
type cue struct {
	strength   strength
	first, end int // the tokens [first, end)
	// word is the first word of the cue, -1 for none.
	word int
	// value is what the word lists say of it.
	value string
	// scope are the content words that it touches, the first most of all.
	scope []int
	// loose is set where words are pairs of characters, so that the first of
	// the scope is none that matters more.
	loose bool
	// elided is set when what the cue denies stands before it: "but Anna did not".
	elided bool
}

// cueClasses names the classes of the word lists by their strength; plain
// phrases look like cues and are none.
type cueClasses struct {
	plain, suffix string
	classes       [4]string
}

func negationClasses() cueClasses {
	return cueClasses{"plain", "n't", [...]string{peak: "peak", weak: "weak", middle: "middle", strong: "strong"}}
}

func hedgeClasses() cueClasses {
	return cueClasses{"certain", "", [...]string{peak: "", weak: "hint of doubt", middle: "hedge", strong: "doubt"}}
}

// scopeWords is how many content words a cue touches at most.
const scopeWords = 4

// readCues finds the cues of a text. The month of May is none.
func readCues(tokens []token, t text, dates []quantity, classes cueClasses) []cue {
	var found []cue
	for i := 0; i < len(tokens); i++ {
		if len(tokens[i].entries) == 0 && (classes.suffix == "" || !strings.HasSuffix(tokens[i].lower, classes.suffix)) {
			continue
		}
		for len(dates) > 0 && dates[0].end <= i {
			dates = dates[1:]
		}
		if len(dates) > 0 && dates[0].first <= i && dates[0].kind == day {
			continue
		}
		if _, n := find(tokens, i, classes.plain); n > 0 {
			i += n - 1
			continue
		}
		c, ok := classes.at(tokens, i)
		if !ok {
			continue
		}
		if len(dates) > 0 && dates[0].first == c.end && dates[0].approximation != "" {
			continue // "some 27 %" is about the number
		}
		c.word = -1
		for _, k := range tokens[c.first:c.end] {
			if k.word >= 0 {
				c.word = k.word
				break
			}
		}
		c.scope = scopeOf(tokens, t, c)
		c.loose = len(c.scope) > 0 && unspaced(t.words[c.scope[0]].lower)
		c.elided = c.strength == strong && c.end < len(tokens) && (tokens[c.end].kind == mark || tokens[c.end].lower == "and")
		if c.elided {
			c.scope = nil
		}
		if classes.suffix != "" && c.strength == strong && lifted(tokens, c) {
			c.strength = weak
		}
		found = append(found, c)
		i = c.end - 1
	}
	return found
}

func (classes cueClasses) at(tokens []token, i int) (cue, bool) {
	for s := strong; ; s-- {
		if name := classes.classes[s]; name != "" {
			if p, n := find(tokens, i, name); n > 0 {
				return cue{strength: s, first: i, end: i + n, value: p.value}, true
			}
		}
		if s == peak {
			break
		}
	}
	if classes.suffix != "" && strings.HasSuffix(tokens[i].lower, classes.suffix) {
		return cue{strength: strong, first: i, end: i + 1}, true
	}
	return cue{}, false
}

// lifted reports whether a negation only says since when: "did not open until
// 1990".
func lifted(tokens []token, c cue) bool {
	for i := c.end; i < len(tokens) && i < c.end+6 && tokens[i].clause == tokens[c.first].clause; i++ {
		if _, n := find(tokens, i, "lifts"); n > 0 {
			return true
		}
	}
	return false
}

// scopeOf lists the content words behind a cue in its clause.
func scopeOf(tokens []token, t text, c cue) []int {
	var scope []int
	for _, k := range tokens[c.end:] {
		if k.clause != tokens[c.first].clause || len(scope) == scopeWords {
			break
		}
		if k.word < 0 || t.words[k.word].stop || len(scope) > 0 && scope[len(scope)-1] == k.word {
			continue
		}
		scope = append(scope, k.word)
	}
	return scope
}

// cueText is what stands in a text for a cue and the word behind it.
func (f *facts) cueText(c cue) string {
	end := c.end
	if end < len(f.tokens) && f.tokens[end].clause == f.tokens[c.first].clause {
		end++
	}
	return "\"" + strings.Join(strings.Fields(f.raw[f.tokens[c.first].Start:f.tokens[end-1].End]), " ") + "\""
}
