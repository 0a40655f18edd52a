package liar

import (
	"regexp"
	"slices"
	"strings"
)

// by finds "was done by": what it was done to, the auxiliary, an adverb, the
// participle, and the doer with what follows.
var by = regexp.MustCompile(`^([^,()]+?) (is|are|was|were|has been|have been|had been) (?:(\p{Ll}+ly|also|first|later|then) )?(\p{Ll}+) by (.+)$`)

// opening is a time or place before the sentence.
var opening = regexp.MustCompile(`^(?:In|On|During|After|Before|Since|At|By) [^,]{2,45}, `)

var pronouns = set(`he she it they we i you this these those that there which who him her them his its their itself
	himself herself themselves`)

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

// isPlainNoun reports whether the text can be moved as a subject or object: a
// noun phrase without a clause in it.
func isPlainNoun(text string) bool {
	if text == "" || strings.ContainsAny(text, ",()–—") || countWords(text) > 12 || holdsAny(text, subordinators) ||
		holdsAny(text, pronouns) || isClause(text) {
		return false
	}
	first, _, _ := strings.Cut(text, " ")
	first = strings.ToLower(first)
	return !prepositions[first] && !isAdverb(first) && !strings.HasSuffix(first, "ing") && !negations[first] && first != "also"
}

var prepositions = set(`in on at by during after before since until from for with under as to through within between among
	over about despite following including when while according unlike like along both either not only due thus then
	initially today originally`)

func isAdverb(w string) bool {
	return strings.HasSuffix(w, "ly") && !slices.Contains([]string{"italy", "family", "assembly", "supply", "early", "july"}, strings.ToLower(w))
}

// nounEnd are the words that a noun phrase ends before.
var nounEnd = set(`in on at during from for as to after before with because when while who which that where and or but until
	since by into through under over against is are was were has had have within between among about if unless so using
	along around across toward towards without despite via near upon not than then also what how whose`)

// notDoers are nouns that tell how or when and not who.
var notDoers = set(`end time beginning middle means use way hand fact mid early late addition order mid-20th turn start start
	same year years century day law name number percent day age definition contrast comparison virtue road rail sea air
	river coast lake bay width length factor`)

// bareNoun is a plural without an article.
var bareNoun = regexp.MustCompile(`^(?:\p{L}+ ){0,2}\p{Ll}+(?:rs|ns|ts|ies|men)$`)

// firstNoun cuts the noun phrase off the beginning of a text. It is "" unless
// the phrase has an article or is a name.
func firstNoun(text string) (noun, rest string) {
	fields := strings.Fields(text)
	n := 0
	for n < len(fields) && n < 8 {
		w := fields[n]
		if n > 0 && fields[n-1] == "of" && w == "the" {
			n++
			continue
		}
		if n > 0 && (w == "the" || w == "a" || w == "an" || w == "The") {
			return "", "" // two objects, or a title
		}
		if nounEnd[w] || isCapital(text) && !isCapital(w) && w != "of" {
			break // a name goes no further than its capitals
		}
		n++
		if strings.HasSuffix(w, ",") {
			break
		}
	}
	if n == 0 || n == 8 {
		return "", ""
	}
	noun = strings.Join(fields[:n], " ")
	rest = strings.TrimPrefix(text, noun)
	if strings.HasSuffix(noun, ",") {
		noun, rest = strings.TrimSuffix(noun, ","), ","+rest
	}
	article := fields[0] == "the" || fields[0] == "a" || fields[0] == "an"
	if !article && n <= 3 && bareNoun.MatchString(noun) && !pronouns[fields[0]] && isBreak(rest) && !strings.HasPrefix(rest, ",") && !holdsAny(noun, notDoers) {
		return noun, rest // "by French settlers in"
	}
	if !article && !isCapital(noun) || article && n < 2 || months[fields[0]] != 0 || holdsAny(noun, notDoers) || strings.HasSuffix(noun, " of") || isClause(noun) {
		return "", ""
	}
	return noun, rest
}

// isTail reports whether the text may follow a clause whose parts were
// exchanged.
func isTail(rest string) bool {
	rest = strings.TrimSpace(rest)
	if rest == "" {
		return true
	}
	first := strings.Fields(rest)[0]
	return slices.Contains([]string{"in", "on", "at", "during", "from", "for", "as", "to", "after", "before", "until", "because", "within"}, first) &&
		!strings.ContainsAny(rest, ",()–—") && !holdsAny(rest, set("and or but which who that when where his her its their he she it they")) &&
		(first == "because" || first == "after" || first == "before" || first == "until" || !isClause(rest))
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

// isBreak reports whether a noun phrase surely ends before the text.
func isBreak(rest string) bool {
	return rest == "" || rest[0] == ',' || nounEnd[strings.Fields(rest)[0]]
}

// isClauseEnd is stricter: what follows belongs to the verb.
func isClauseEnd(rest string) bool {
	f := strings.Fields(rest)
	return len(f) == 0 || (rest[0] == ',' || set("in on at during after before until")[f[0]]) && !strings.Contains(rest, " and ")
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

func toActive(p *page, text string) (string, bool) {
	m := by.FindStringSubmatch(text)
	if m == nil {
		return "", false
	}
	object, aux, adverb, participle := m[1], m[2], m[3], m[4]
	doer, rest := firstNoun(m[5])
	rest = firstPredicate(rest)
	if doer == "" || !isPlainNoun(object) || !isTail(rest) || isDoing(strings.TrimPrefix(doer, "the ")) {
		return "", false
	}
	done, ok := activeOf(aux, participle, doer)
	if !ok {
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
var notDone = set("located situated based concerned increased reduced decreased divided multiplied united need linked required needed indeed separated bounded bordered caused limited known")

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
	plural := isPlural(doer) || bareNoun.MatchString(doer) || strings.Contains(doer, " and ")
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
	case !known:
		return "", false
	case plural:
		return v.base, true
	}
	return v.third(), true
}

// doneVerb finds a verb before an article or a name.
var doneVerb = regexp.MustCompile(`^([^,()]+?) (?:(\p{Ll}+ly|also|first|later|then) )?(\p{Ll}+) ((?:the |a |an |\p{Lu}).+)$`)

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
	if f := strings.Fields(rest); isCapital(object) && len(f) > 1 && isCapital(f[1]) {
		return "", false // "The Book on Songs" may go on after the preposition
	}
	if object == "" || !isTail(rest) || isDoing(object) || timeNoun[strings.Fields(object + " x x")[1]] || holdsAny(rest, set("for to as")) {
		return "", false
	}
	small, ok := p.world.uncapital(doer)
	if !ok {
		return "", false
	}
	was := [2][2]string{{"was ", "were "}, {"is ", "are "}}[index(now)][index(isPlural(object))]
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

// timeNoun are words after an article that begin a time.
var timeNoun = set("next following same first last previous day year month week time whole entire")

// endsInNonDoer reports whether the words before a verb end in what belongs to
// the verb.
func endsInNonDoer(doer string) bool {
	last := strings.ToLower(doer[strings.LastIndex(doer, " ")+1:])
	return nounEnd[last] || last == "of" || last == "the" || isAdverb(last) || last == "not"
}

// isDoing reports whether a noun phrase holds a participle or an adverb.
func isDoing(text string) bool {
	for _, w := range fieldsOf(text) {
		_, participle := words().participles[w]
		if participle || isAdverb(w) || w == "him" || w == "her" || strings.HasSuffix(w, "ing") && !isCapital(w) && !thing[w] {
			return true
		}
	}
	return false
}

var thing = set("king building thing wing ring spring string morning evening beginning meeting painting")

// isPlural tells it by the head of a noun phrase with an article.
func isPlural(noun string) bool {
	if strings.HasPrefix(noun, "a ") || strings.HasPrefix(noun, "an ") {
		return false
	}
	head, _, _ := strings.Cut(noun, " of ")
	head = head[strings.LastIndex(head, " ")+1:]
	switch head {
	case "people", "men", "women", "children", "media", "data", "police", "French", "British", "Dutch", "English", "Chinese", "bacteria", "Swiss", "Irish", "clergy":
		return true
	case "United States", "States", "Nations", "Netherlands", "news", "series", "Steelers":
		return false
	}
	if strings.HasPrefix(noun, "the ") || !isCapital(noun) {
		return strings.HasSuffix(head, "s") && !strings.HasSuffix(head, "ss") && !strings.HasSuffix(head, "us") && !strings.HasSuffix(head, "is")
	}
	return strings.HasSuffix(head, "ers") || strings.HasSuffix(head, "ans")
}

func index(b bool) int {
	if b {
		return 1
	}
	return 0
}
