package liar

import (
	"regexp"
	"strings"
)

// by finds "was done by": what it was done to, the auxiliary, an adverb, the
// participle, and the doer with what follows.
var by = regexp.MustCompile(`^([^,()]+?) (is|are|was|were|has been|have been|had been) (?:(\p{Ll}+ly|also|first|later|then|often|still|once|soon) )?(\p{Ll}+) by (.+)$`)

// opening is a time or place before the sentence.
var opening = regexp.MustCompile(`^(?:In|On|During|After|Before|Since|At|By) [^,]{2,45}, `)

// changeVoice turns the passive into the active and back. It works on the
// sentence, or on what is left when its tail is dropped.
func changeVoice(_ *guesser, p *page, s *sentence) []candidate {
	if s.leans {
		return nil
	}
	var list []candidate
	for _, text := range cores(s.body()) {
		lead := opening.FindString(text)
		text = text[len(lead):]
		for _, turn := range []func(*page, string) (string, bool){toActive, toPassive} {
			turned, ok := turn(p, text)
			if !ok {
				continue
			}
			if lead == "" {
				turned = capital(turned)
			}
			list = append(list, candidate{text: lead + turned + ".", change: "voice"})
		}
		if t, ok := toRelative(lead + text); ok {
			list = append(list, candidate{text: t + ".", change: "voice of a clause"})
		}
		if len(list) > 0 {
			break
		}
	}
	return list
}

var (
	// doneThing is a noun with a participle behind it, done by a name.
	doneThing = regexp.MustCompile(`(\p{Ll}+s?) (\p{Ll}+) by (.+)$`)
	// doneWhich is a relative clause in the passive.
	doneWhich = regexp.MustCompile(`\b(which|that) (?:was|were) (\p{Ll}+) by (.+)$`)
)

// toRelative turns what was done by a name into what that name did, in a clause
// that belongs to a noun.
func toRelative(text string) (string, bool) {
	if m := doneWhich.FindStringSubmatchIndex(text); m != nil {
		doer, rest := firstNoun(text[m[6]:m[7]])
		if done, ok := activeOf("was", text[m[4]:m[5]], doer); ok && doer != "" && isClauseEnd(rest) {
			return text[:m[2]] + text[m[2]:m[3]] + " " + doer + " " + done + rest, true
		}
	}
	m := doneThing.FindStringSubmatchIndex(text)
	if m == nil {
		return "", false
	}
	noun, participle := text[m[2]:m[3]], text[m[4]:m[5]]
	doer, rest := firstNoun(text[m[6]:m[7]])
	_, known := words().participles[participle]
	done, ok := activeOf("was", participle, doer)
	before := wordBefore(text, m[2])
	if !known || !ok || doer == "" || finite[before] || notNoun[before] || !isBreak(rest) || nounEnd[noun] || finite[noun] || isAdverb(noun) || notNoun[noun] || participle == "followed" ||
		!isClauseEnd(rest) && !finite[wordAfter(rest, 0)] && words().past[wordAfter(rest, 0)].past == "" {
		return "", false
	}
	return text[:m[3]] + " that " + doer + " " + done + rest, true
}

// notNoun are words before a participle that are none it can belong to.
var notNoun = set("be been being also first later it them him her not never often so both either still now get got originally he she they and")

// firstPredicate leaves out a second predicate of the same subject, or a
// comma and what follows that only adds to the last name.
func firstPredicate(rest string) string {
	if i := strings.Index(rest, " and "); i >= 0 {
		w := wordAfter(rest, i+4)
		_, past := words().past[w]
		_, present := words().present[w]
		_, participle := words().participles[w]
		if past || present || participle || finite[w] {
			rest = rest[:i]
		}
	}
	for _, added := range []string{", a ", ", an ", ", the ", ", who ", ", which ", ", where "} {
		if i := strings.Index(rest, added); i >= 0 && !strings.Contains(rest[i+2:], ",") && !strings.Contains(rest[i:], ", and ") && !strings.Contains(rest[i:], " and ") {
			return rest[:i]
		}
	}
	return rest
}

// toActive turns what was done by somebody into what somebody did.
func toActive(p *page, text string) (string, bool) {
	m := by.FindStringSubmatch(text)
	if m == nil {
		return "", false
	}
	object, aux, adverb, participle := m[1], m[2], m[3], m[4]
	doer, rest := firstNoun(m[5])
	rest = firstPredicate(rest)
	if isLastNoun(m[5]) {
		doer, rest = m[5], ""
	}
	if doer == "" || !isPlainNoun(object) || !isTail(rest) || isDoing(strings.TrimPrefix(doer, "the ")) {
		return "", false
	}
	done, ok := activeOf(aux, participle, doer)
	if !ok || goesOn(doer, rest) {
		return "", false
	}
	object, ok = p.world.uncapital(object)
	if !ok {
		return "", false
	}
	if adverb != "" {
		done = adverb + " " + done
	}
	return doer + " " + done + " " + object + rest, true
}

// notDone are participles in "-ed" that are no deed, or are followed by "by"
// for another reason.
var notDone = set("located situated based concerned increased reduced decreased divided multiplied united need linked required needed indeed separated bounded bordered known")

// activeOf returns the verb of the active sentence.
func activeOf(aux, participle, doer string) (string, bool) {
	if notDone[participle] {
		return "", false
	}
	v, known := words().participles[participle]
	if !known {
		if !strings.HasSuffix(participle, "ed") {
			return "", false
		}
		v = verb{past: participle, participle: participle}
	}
	plural := isPlural(doer) || bareNoun.MatchString(doer) || strings.HasSuffix(doer, "s") && !isCapital(doer) || strings.Contains(doer, " and ")
	switch aux {
	case "was", "were":
		return v.past, true
	case "had been":
		return "had " + v.participle, true
	case "has been", "have been":
		if plural {
			return "have " + v.participle, true
		}
		return "has " + v.participle, true
	}
	switch {
	case !known, strings.Contains(doer, " and "): // "the Tyne and Wear Metro" is one
		return "", false
	case plural:
		return v.base, true
	}
	return v.third(), true
}

// doneVerb finds a verb before an article or a name.
var doneVerb = regexp.MustCompile(`^([^,()]+?) (?:(\p{Ll}+ly|also|first|later|then) )?(\p{Ll}+) ((?:the |a |an |\p{Lu}).+)$`)

// toPassive turns what somebody did into what was done by somebody.
func toPassive(p *page, text string) (string, bool) {
	m := doneVerb.FindStringSubmatch(text)
	if m == nil {
		return "", false
	}
	doer, adverb := m[1], m[2]
	v, ok := words().past[m[3]]
	now := false
	if !ok && strings.HasSuffix(m[3], "ed") && isApart(m[4], 0, len("the")) && strings.HasPrefix(m[4], "the") {
		v, ok = verb{past: m[3], participle: m[3]}, true
	}
	if !ok {
		v, now = words().present[m[3]]
		ok = now && strings.HasPrefix(m[4], "the ")
	}
	if !ok || !isPlainNoun(doer) || countWords(doer) > 8 || isDoing(doer) || intransitive[m[3]] || endsInNonDoer(doer) {
		return "", false
	}
	object, rest := firstNoun(m[4])
	if goesOn(object, rest) {
		return "", false
	}
	if i := strings.Index(rest, ","); i > 0 && addition.MatchString(rest[i:]) {
		rest = rest[:i]
	}
	if object == "" || !belongs(rest) || isDoing(object) || timeNoun[strings.Fields(object + " x x")[1]] {
		return "", false
	}
	small, ok := p.world.uncapital(doer)
	if !ok {
		return "", false
	}
	was := be(now, isPlural(object)) + " "
	if adverb != "" {
		was += adverb + " "
	}
	return object + " " + was + v.participle + " by " + small + rest, true
}

// intransitive are pasts that an article may follow without an object, or with
// two of them.
var intransitive = set(`named gave held moved told showed proved made ruled spoke taught found renamed elected appointed
	considered called remained lasted weighed appeared seemed turned lived stayed died arrived happened occurred resembled
	measured numbered totaled ranked finished joined earned allowed offered granted awarded denied owed sent brought served
	entered reached followed included contained needed wanted lacked equaled departed returned ended started opened`)

// endsInNonDoer reports whether the words before a verb end in what belongs to
// the verb.
func endsInNonDoer(doer string) bool {
	last := strings.ToLower(doer[strings.LastIndex(doer, " ")+1:])
	return nounEnd[last] || last == "of" || last == "the" || isAdverb(last) || last == "not"
}

// be returns the auxiliary of the passive.
func be(now, plural bool) string {
	switch {
	case now && plural:
		return "are"
	case now:
		return "is"
	case plural:
		return "were"
	}
	return "was"
}
