package liar

import (
	"regexp"
	"strings"
)

var (
	parenthesis = regexp.MustCompile(` \([^()]*\)`)
	// lastRelative is a clause at the end that only adds something.
	lastRelative = regexp.MustCompile(`^([^,]+), (?:which|who|whose|where) [^,]+$`)
	// lastDoing is a participle at the end that only adds something.
	lastDoing = regexp.MustCompile(`^([^,]+), (?:making|leading|resulting|causing|allowing|including|such as|becoming|replacing|giving|creating|especially|particularly|along with|as well as) .+$`)
	// lastPronoun is a second main clause about the same.
	lastPronoun = regexp.MustCompile(`^([^,]+), and (?:it|he|she|they) \w+ [^,]+$`)
	// aside is what stands between the two commas of a sentence, after the
	// subject and before its verb.
	aside = regexp.MustCompile(`^([^,]+), (?:which|who|whose|a|an|the|also known as|known as|located|based|born) [^,]+, ((?:is|are|was|were|has|had|have|became|began|can|could|will|would|includes|contains)\b [^,]+)$`)
)

// shorten leaves out what the rest does not depend on.
func shorten(_ *guesser, _ *page, s *sentence) []candidate {
	if s.leans {
		return nil
	}
	text := s.body()
	var list []candidate
	keep := func(short, change string) {
		if countWords(short) >= 5 && isClause(short) && !strings.ContainsAny(short, "()") {
			list = append(list, candidate{text: short + ".", change: change})
		}
	}
	bare := parenthesis.ReplaceAllString(text, "")
	if bare != text {
		keep(bare, "parentheses dropped")
	}
	if m := aside.FindStringSubmatch(bare); m != nil && isPlainNoun(m[1]) {
		keep(m[1]+" "+m[2], "aside dropped")
	}
	if isSubordinate(bare) {
		return list
	}
	if m := lastRelative.FindStringSubmatch(bare); m != nil {
		keep(m[1], "relative clause dropped")
	}
	if m := lastDoing.FindStringSubmatch(bare); m != nil && !holdsAny(bare[len(m[1]):], set("is are was were has have had")) {
		keep(m[1], "addition dropped")
	}
	if m := lastPronoun.FindStringSubmatch(bare); m != nil {
		keep(m[1], "second clause dropped")
	}
	return list
}

// isSubordinate reports whether the sentence begins with something that what
// follows the first comma is needed for.
func isSubordinate(text string) bool {
	first := strings.ToLower(strings.Fields(text)[0])
	_, participle := words().participles[first]
	return subordinators[first] || prepositions[first] || participle || strings.HasSuffix(first, "ing") || isAdverb(first)
}
