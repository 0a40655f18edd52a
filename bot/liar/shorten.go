package liar

import (
	"regexp"
	"strings"
)

var (
	parenthesis = regexp.MustCompile(` \([^()]*\)`)
	// tail is what only adds something, after a comma, to the end of the
	// sentence.
	tail = regexp.MustCompile(`^(.+?), (?:(?:which|who|whose|where) [^,]+|` +
		`(?:making|leading|resulting|causing|allowing|including|such as|becoming|replacing|giving|creating|especially|particularly|along with|as well as|specifically|bringing|killing|forcing|providing|using|using) .+)$`)
	// second is a second main clause.
	second = regexp.MustCompile(`^(.+?), (?:and|but|while|whereas|although|though) (?:\p{L}[^,]+|.*)$`)
	// aside is what stands between two commas, after the subject and before its
	// verb.
	aside = regexp.MustCompile(`^([^,]+), (?:which|who|whose|a|an|the|also known as|known as|located|based|born) [^,]+, ((?:is|are|was|were|has|had|have|became|began|can|could|will|would|includes|contains)\b .+)$`)
	// lead is an adverbial of time or place.
	lead = regexp.MustCompile(`^(?:In|On|During|At|By|Since) (?:the )?(?:early |late |mid-)?(?:\d{4}|\p{Lu}\p{Ll}+(?: \d{1,2})?(?:,? \d{4})?|` +
		`\d{1,2} \p{Lu}\p{Ll}+(?: \d{4})?|\d{1,2}(?:st|nd|rd|th) century|\d{4}s(?: and \d{4}s)?), `)
)

// shorten leaves out what the rest does not depend on.
func shorten(_ *guesser, _ *page, s *sentence) []candidate {
	if s.leans {
		return nil
	}
	text := s.body()
	var list []candidate
	for _, core := range cores(text)[1:] {
		list = append(list, candidate{text: core + ".", change: "left out: " + leftOut(text, core)})
	}
	if m := lead.FindString(text); m != "" && isMain(text[len(m):]) && !holdsAny(text, set("only first last most")) {
		list = append(list, candidate{text: capital(text[len(m):]) + ".", change: "left out: " + m})
	}
	return list
}

// leftOut tells what a core lacks, where it is one piece.
func leftOut(text, core string) string {
	if rest, ok := strings.CutPrefix(text, core); ok {
		return strings.TrimLeft(rest, ", ")
	}
	return "an aside"
}

// cores returns the text and what is left of it when parts are dropped that the
// rest does not depend on.
func cores(text string) []string {
	list := []string{text}
	keep := func(core string) {
		if countWords(core) >= 5 && isClause(core) && !strings.ContainsAny(core, "()") && core != list[len(list)-1] {
			list = append(list, core)
		}
	}
	bare := parenthesis.ReplaceAllStringFunc(text, func(in string) string {
		if countWords(in) > 1 && len(fieldsOf(in)[0]) == 1 {
			return in // "(a, b, c)"
		}
		return ""
	})
	keep(bare)
	if strings.ContainsAny(bare, "–—\"“‘") || strings.Contains(bare, " - ") {
		return list // a comma may stand within an aside or a quotation
	}
	if m := aside.FindStringSubmatch(bare); m != nil && isPlainNoun(m[1]) {
		bare = m[1] + " " + m[2]
		keep(bare)
	}
	if m := tail.FindStringSubmatch(bare); m != nil && isWhole(m[1]) && !finiteAfterList(bare[len(m[1]):]) {
		keep(m[1])
	}
	if m := second.FindStringSubmatch(bare); m != nil && isWhole(m[1]) && isClause(bare[len(m[1])+1:]) {
		keep(m[1])
		if other := bare[len(m[1])+2:]; strings.Count(other, ",") == 0 && !holdsAny(m[1], reporting) {
			_, other, _ = strings.Cut(other, " ")
			if isMain(other) && (isCapital(other) || strings.HasPrefix(other, "the ")) {
				keep(capital(other))
			}
		}
	}
	return list
}

// reporting words tell that somebody says what follows, or that it is supposed.
var reporting = set(`that said says say believed believes argued argues claimed claims told states stated suggested suggests
	thought considered if would could might may should expected alleged reportedly allegedly`)

// finiteAfterList reports whether what began as a list may go on as a clause.
func finiteAfterList(rest string) bool {
	first := strings.Fields(strings.Trim(rest, ", "))[0]
	return !relative[first] && holdsAny(rest, set("is are was were has have had"))
}

var relative = set("which who whose where")

// isWhole reports whether a text cut off at a comma can stand as a sentence: a
// main clause that comes before every comma in it but one after an adverbial.
func isWhole(text string) bool {
	main := text
	if m := opening.FindString(text); m != "" {
		main = text[len(m):]
	}
	return !strings.Contains(main, ",") && !isSubordinate(main) && isClause(main) &&
		!holdsAny(main, set("both either neither not between whether if only")) && !relativeHolds(main) && !openClause.MatchString(main)
}

// openClause is a clause that waits for its main one.
var openClause = regexp.MustCompile(`\b(?:that|and|but) (?:because|if|when|while|although|since|after|before|as|where)\b`)

// relativeHolds reports whether the only verb of the text may be that of a
// relative clause.
func relativeHolds(text string) bool {
	for _, w := range []string{" that ", " which ", " who ", " where ", " when ", " as ", " than "} {
		if i := strings.Index(text, w); i >= 0 && !isClause(text[:i]) {
			return true
		}
	}
	return false
}

// isSubordinate reports whether the sentence begins with something that what
// follows the first comma is needed for.
func isSubordinate(text string) bool {
	first := strings.ToLower(strings.Fields(text)[0])
	_, participle := words().participles[first]
	return subordinators[first] || prepositions[first] || participle || strings.HasSuffix(first, "ing") || isAdverb(first) || first == "to"
}
