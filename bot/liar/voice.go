package liar

import (
	"regexp"
	"strings"
)

// doneBy is a passive sentence whose doer is a name: what was done to, "was",
// an adverb, the participle, the doer, and what follows it.
var doneBy = regexp.MustCompile(`^(.+?) (was|were|has been|have been|had been) (?:(\w+ly|also|first|later) )?(\p{Ll}+) by ` +
	`((?:the )?\p{Lu}[\p{L}\d.'’-]*(?: (?:of|de|von|van|da|and|the)? ?\p{Lu}[\p{L}\d.'’-]*)*)((?: (?:in|on|at|during|from|for|as|to|after|before|with|because) .+)?)$`)

// didIt is an active sentence: the doer, the verb, what it was done to with an
// article, and a date.
var didIt = regexp.MustCompile(`^((?:The \p{Ll}+|The (?:\p{Lu}[\p{L}\d'’-]* ?)+\b|\p{Lu}[\p{L}\d'’-]*(?: \p{Lu}[\p{L}\d'’-]*)*)) (?:(\w+ly|also|first|later) )?(\p{Ll}+) ` +
	`((?:the|a|an) (?:[\p{L}\d'’-]+ ){0,6}?[\p{L}\d'’-]+)((?: (?:in|on) (?:early |late )?(?:\d{4}|\p{Lu}\p{Ll}+ \d{1,2}(?:, \d{4})?|\d{1,2} \p{Lu}\p{Ll}+(?: \d{4})?|\p{Lu}\p{Ll}+ \d{4}))?)$`)

// opening is a date before the sentence.
var opening = regexp.MustCompile(`^((?:In|On|By|During) (?:\p{Lu}\p{Ll}+ )?(?:\d{1,2}, )?\d{4}),? `)

// changeVoice turns the passive into the active and back.
func changeVoice(_ *guesser, p *page, s *sentence) []candidate {
	if s.leans {
		return nil
	}
	text, when := s.body(), ""
	if m := opening.FindString(text); m != "" {
		when, text = m, capital(text[len(m):])
		if strings.Contains(text[:1], " ") || holdsAny(strings.Fields(text)[0], pronouns) {
			return nil
		}
	}
	var lines []string
	if t, ok := toActive(p, text); ok {
		lines = append(lines, t)
	}
	if t, ok := toPassive(p, text); ok {
		lines = append(lines, t)
	}
	var list []candidate
	for _, line := range lines {
		if when != "" {
			small, ok := p.world.uncapital(line)
			if !ok {
				continue
			}
			line = when + small
		}
		list = append(list, candidate{text: line + ".", change: "voice"})
	}
	return list
}

var pronouns = set("he she it they we i you this these those that there which who")

// isPlainNoun reports whether the text can be moved as a subject or object: a
// noun phrase without a clause in it.
func isPlainNoun(text string) bool {
	if strings.ContainsAny(text, ",()") || countWords(text) > 12 || holdsAny(text, subordinators) || holdsAny(text, pronouns) || isClause(text) {
		return false
	}
	first, _, _ := strings.Cut(text, " ")
	return !prepositions[strings.ToLower(first)] && !isAdverb(first)
}

var prepositions = set(`in on at by during after before since until from for with under as to through within between among
	over about despite following including when while according unlike like along both either not only`)

func isAdverb(w string) bool { return strings.HasSuffix(w, "ly") && w != "Italy" && w != "family" }

func toActive(p *page, text string) (string, bool) {
	m := doneBy.FindStringSubmatch(text)
	if m == nil {
		return "", false
	}
	object, aux, adverb, participle, doer, rest := m[1], m[2], m[3], m[4], m[5], m[6]
	v, ok := words().participles[participle]
	if !ok || !isPlainNoun(object) || months[strings.Fields(doer)[0]] != 0 {
		return "", false
	}
	if strings.ContainsAny(rest, ",()") || holdsAny(rest, set("and but which who that when where")) {
		return "", false
	}
	object, ok = p.world.uncapital(object)
	if !ok {
		return "", false
	}
	done := v.past
	if aux != "was" && aux != "were" {
		done = v.participle
		have := strings.Fields(aux)[0]
		if have != "had" {
			have = "has"
			if strings.Contains(doer, " and ") {
				have = "have"
			}
		}
		done = have + " " + done
	}
	if adverb != "" {
		done = adverb + " " + done
	}
	return capital(doer) + " " + done + " " + object + rest, true
}

func toPassive(p *page, text string) (string, bool) {
	m := didIt.FindStringSubmatch(text)
	if m == nil {
		return "", false
	}
	doer, adverb, past, object, date := m[1], m[2], m[3], m[4], m[5]
	v, ok := words().past[past]
	if !ok || !isPlainNoun(object) || holdsAny(object, set("and or to in on at for from with by into against as over")) {
		return "", false
	}
	if isDoing(object) || strings.HasPrefix(doer, "In ") {
		return "", false
	}
	small, ok := p.world.uncapital(doer)
	if !ok {
		return "", false
	}
	was := "was "
	if isPlural(object) {
		was = "were "
	}
	if adverb != "" {
		was += adverb + " "
	}
	return capital(object) + " " + was + v.participle + " by " + small + date, true
}

// isDoing reports whether a noun phrase holds a participle or an adverb.
func isDoing(text string) bool {
	for _, w := range fieldsOf(text) {
		if _, ok := words().participles[w]; ok || isAdverb(w) || w == "him" || w == "her" {
			return true
		}
	}
	return false
}

// isPlural tells it by the head of a noun phrase with an article.
func isPlural(noun string) bool {
	if strings.HasPrefix(noun, "a ") || strings.HasPrefix(noun, "an ") {
		return false
	}
	head, _, _ := strings.Cut(noun, " of ")
	head = head[strings.LastIndex(head, " ")+1:]
	switch head {
	case "people", "men", "women", "children", "media", "data", "police", "French", "British":
		return true
	}
	return strings.HasSuffix(head, "s") && !strings.HasSuffix(head, "ss") && !strings.HasSuffix(head, "us") && !strings.HasSuffix(head, "is")
}
