package gate

import "strings"

// sameMatter reports whether both sentences are about the same thing, as far as
// what stands around them tells.
func (p *pair) sameMatter(a, b Saying, akin bool) bool {
	if pointsBack(p.a.text) || pointsBack(p.b.text) {
		if !p.alikeTexts(a.Before, b.Before, a.Language) {
			return false
		}
	}
	s, t := p.terms(a.Section, a.Language), p.terms(b.Section, b.Language)
	switch {
	case akin:
		return p.overlap(s, t) > 0 || len(p.shared) >= certainWords
	case labelOf(a.Title) != labelOf(b.Title) && labelOf(a.Title) != "" && labelOf(b.Title) != "":
		return false
	}
	return p.sharedName() || p.sameTitle(p.terms(a.Title, a.Language), s, p.terms(b.Title, b.Language), t)
}

const (
	// certainWords is how many words two sentences share that are of the same
	// thing whatever their headings are.
	certainWords = 5
	// alikeShare is the share of the words of a title, or of a sentence, from
	// which on two are of the same thing.
	alikeShare = 0.6
)

// sameTitle reports whether two documents are about one thing by their titles and
// the headings, or the sentences name what one of the titles names.
func (p *pair) sameTitle(a, headingA, b, headingB map[string]bool) bool {
	switch {
	case p.named(a) || p.named(b), within(a, headingB) || within(b, headingA):
		return true
	case len(a) == 0 || len(b) == 0: // a handbook, or a list of questions
		return len(p.shared) > leastShared && p.overlap(headingA, headingB) > 0
	}
	return p.overlap(a, b) >= alikeShare && (p.overlap(headingA, headingB) > 0 || within(headingA, b) || within(headingB, a))
}

// within reports whether all words of a title stand in a heading.
func within(title, heading map[string]bool) bool {
	for term := range title {
		if !heading[term] {
			return false
		}
	}
	return len(title) > 0
}

// named reports whether both sentences hold all words of a title.
func (p *pair) named(title map[string]bool) bool {
	shared := map[string]bool{}
	for _, i := range p.shared {
		shared[p.a.words[i].term] = true
	}
	for term := range title {
		if !shared[term] {
			return false
		}
	}
	return len(title) > 0
}

// labelOf is what tells one of several things of a kind: the digits of a title, and
// single capitals behind its first word, as in "Team A".
func labelOf(title string) string {
	var label strings.Builder
	for i, w := range strings.Fields(title) {
		if strings.ContainsAny(w, "0123456789") || i > 0 && len(w) == 1 && w[0] >= 'A' && w[0] <= 'Z' {
			label.WriteString(w + " ")
		}
	}
	return label.String()
}

// sharedName reports whether a name stands in both sentences.
func (p *pair) sharedName() bool {
	for _, n := range p.a.names {
		for i := n.first; i < n.end; i++ {
			if j := p.to[i]; j >= 0 && p.b.words[j].capital() {
				return true
			}
		}
	}
	return false
}

// terms are the stems of a title or heading that tell what it is about.
func (p *pair) terms(title, language string) map[string]bool {
	terms := map[string]bool{}
	for _, w := range readText(p.gate.analyzer, title, language).words {
		if !w.stop && !isDigit(w.surface[0]) && !saysKind(w.lower) {
			terms[w.term] = true
		}
	}
	return terms
}

// saysKind tells words of titles that say what kind of text it is, and not what
// it is about.
func saysKind(w string) bool {
	switch w {
	case "handbook", "guide", "manual", "faq", "questions", "question", "answers", "policy", "policies", "rules", "terms", "notes", "readme",
		"overview", "introduction", "document", "documentation", "version", "draft", "final", "edition", "general", "information", "about",
		"handbuch", "leitfaden", "fragen", "antworten", "regeln", "satzung", "ordnung", "fassung", "entwurf", "allgemeines",
		"manuel", "règlement", "manual-de-uso", "reglamento":
		return true
	}
	return false
}

// overlap is the share of the smaller set that stands in the other, 1 if one is
// empty.
func (p *pair) overlap(a, b map[string]bool) float64 {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) == 0 {
		return 1
	}
	n := 0
	for term := range a {
		if b[term] {
			n++
		}
	}
	return float64(n) / float64(len(a))
}

// alikeTexts reports whether two sentences are about the same.
func (p *pair) alikeTexts(a, b, language string) bool {
	s, t := p.terms(a, language), p.terms(b, language)
	return len(s) > 0 && len(t) > 0 && p.overlap(s, t) >= alikeShare
}

// pointsBack reports whether a sentence begins with a word for what stands
// before.
func pointsBack(t text) bool {
	if len(t.words) == 0 {
		return false
	}
	switch t.words[0].lower {
	case "he", "she", "it", "they", "this", "these", "those", "that", "his", "her", "its", "their", "there", "here", "er", "sie", "es", "dies",
		"diese", "dieser", "dieses", "sein", "ihr", "il", "elle", "ils", "elles", "ce", "cette", "ces", "él", "ella", "ellos", "este", "esta":
		return true
	}
	return false
}

// otherTime reports whether one sentence tells what is, and the other what was.
func (p *pair) otherTime() bool {
	past := func(s *side) (was, is bool) {
		for _, w := range s.words {
			switch w.lower {
			case "was", "were", "had", "formerly", "previously", "war", "waren", "hatte", "hatten", "wurde", "était", "était-ce", "étaient", "era", "eran", "fue":
				was = true
			case "is", "are", "has", "have", "will", "ist", "sind", "hat", "haben", "wird", "est", "sont", "es", "son":
				is = true
			}
		}
		return was, is
	}
	was, is := past(&p.a)
	wasToo, isToo := past(&p.b)
	return was && !is && isToo && !wasToo || is && !was && wasToo && !isToo
}
