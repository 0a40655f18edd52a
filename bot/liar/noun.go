package liar

import (
	"regexp"
	"slices"
	"strings"
)

var pronouns = set(`he she it they we i you this these those that there which who him her them his its their itself
	himself herself themselves`)

// isPlainNoun reports whether the text can be moved as a subject or object: a
// noun phrase without a clause in it.
func isPlainNoun(text string) bool {
	if text == "" || strings.ContainsAny(text, ",()–—") || countWords(text) > 12 || holdsAny(text, subordinators) ||
		holdsAny(text, pronouns) || holdsVerb(text) {
		return false
	}
	first, _, _ := strings.Cut(text, " ")
	first = strings.ToLower(first)
	return !prepositions[first] && !isAdverb(first) && !strings.HasSuffix(first, "ing") && !negations[first] && first != "also"
}

// holdsVerb is isClause, but for a past behind an article: "the rebuilt pier".
func holdsVerb(noun string) bool {
	_, rest, _ := strings.Cut(noun, " ")
	if first := strings.ToLower(strings.TrimSuffix(noun, " "+rest)); first == "the" || first == "a" || first == "an" {
		if next, after, _ := strings.Cut(rest, " "); words().past[next].past != "" {
			rest = after
		}
		return isClause(rest)
	}
	return isClause(noun)
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
	river coast lake bay width length factor mistake accident train mail default nature birth chance marriage half third two three four six ten degrees
	force comparison extension contrast analogy one another`)

// andNames goes on with a second name.
var andNames = regexp.MustCompile(`^ and \p{Lu}[\p{L}’-]*(?: \p{Lu}[\p{L}’-]*)*`)

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
	if isCapital(fields[n-1]) && !strings.HasSuffix(fields[n-1], ",") {
		if more := andNames.FindString(rest); more != "" {
			noun, rest = noun+more, rest[len(more):]
		}
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

// isLastNoun reports whether all of the text is one noun phrase, or two with
// "and", such as "disease and hunger".
func isLastNoun(text string) bool {
	fields := strings.Fields(text)
	if len(fields) > 7 || strings.ContainsAny(text, ",()–—\"'’") || isClause(text) || isDoing(text) || holdsAny(text, notDoers) || holdsAny(text, pronouns) {
		return false
	}
	return !slices.ContainsFunc(fields, func(w string) bool {
		return nounEnd[w] && w != "and" || months[w] != 0 || w[0] >= '0' && w[0] <= '9' || strings.HasSuffix(w, "ed")
	})
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

// isBreak reports whether a noun phrase surely ends before the text.
func isBreak(rest string) bool {
	return rest == "" || rest[0] == ',' || nounEnd[strings.Fields(rest)[0]]
}

// isClauseEnd is stricter: what follows belongs to the verb.
func isClauseEnd(rest string) bool {
	f := strings.Fields(rest)
	return len(f) == 0 || (rest[0] == ',' || set("in on at during after before until")[f[0]]) && !strings.Contains(rest, " and ")
}

// addition is what is added behind a comma.
var addition = regexp.MustCompile(`^, (?:which|who|where|as|a|an|the|\p{Ll}+ing) [^,]*$`)

// belongs reports whether what follows the object of a verb can follow the
// passive.
func belongs(rest string) bool {
	f := strings.Fields(rest)
	return len(f) == 0 || set("in on at during after before to as from since until within")[f[0]] &&
		!strings.ContainsAny(rest, ",()–—\"“") && !isClause(rest) && !holdsAny(rest, set("he she they it himself themselves him them who which that but or where when"))
}

// goesOn reports whether a name may go on after a preposition, as in "The Book
// on Songs".
func goesOn(name, rest string) bool {
	f := strings.Fields(rest)
	return isCapital(name) && len(f) > 1 && isCapital(f[1]) && set("on for to as")[f[0]] && months[f[1]] == 0
}

// timeNoun are words after an article that begin a time.
var timeNoun = set("next following same first last previous day year month week time whole entire")

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
