package liar

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// invent adds a tail that the passage does not bear out, or says something on
// its subject that it does not hold.
func invent(g *guesser, p *page, s *sentence) []candidate {
	line := words().inventions[g.rand.IntN(len(words().inventions))]
	if s.leans || holdsInvention(p.Text, line) {
		return nil
	}
	if !strings.HasPrefix(line, ",") {
		subject, ok := p.subject()
		if !ok {
			return nil
		}
		return []candidate{{text: capital(fmt.Sprintf(line, subject)), change: "invented"}}
	}
	// A tail needs a sentence that it can only refer to as a whole.
	if strings.Contains(s.text, ",") || countWords(s.text) > 25 || !tellsPast(s.text) {
		return nil
	}
	return []candidate{{text: s.body() + line + ".", change: "invented: " + strings.Trim(line, ", ")}}
}

// tellsPast reports whether the sentence tells what happened, so that it can
// have had a reason and a consequence.
func tellsPast(text string) bool {
	return slices.ContainsFunc(fieldsOf(text), func(w string) bool {
		_, past := words().past[w]
		return past || w == "was" || w == "were"
	}) && !holdsAny(text, set("is are"))
}

// subject is what the passage is about, as it stands within a sentence; ok is
// false when the title is no name of two words or of a known kind, nor a noun
// that needs no article.
func (p *page) subject() (subject string, ok bool) {
	title, _, _ := strings.Cut(strings.ReplaceAll(p.Title, "_", " "), " (")
	last := title[strings.LastIndex(title, " ")+1:]
	small := strings.ToLower(title[:min(1, len(title))]) + title[min(1, len(title)):]
	switch {
	case strings.Contains(title, " of "):
		return "", false
	case isCapital(last) && (last != title || words().kinds[title] != "") && hasPhrase(p.Text, title):
		if strings.Contains(p.Text, "he "+title) {
			return "the " + title, true
		}
		return title, true
	case massNoun.MatchString(small) && p.world.small[strings.Fields(small + " x")[0]]:
		return small, true
	}
	return "", false
}

// massNoun ends nouns that need no article.
var massNoun = regexp.MustCompile(`(?:theory|ism|inequality|disobedience|diplomacy|governance|biology|geology|chemistry|switching|construction)$`)

// holdsInvention reports whether a longer word of the line stands in the text.
func holdsInvention(text, line string) bool {
	text = strings.ToLower(text)
	return slices.ContainsFunc(fieldsOf(strings.ToLower(line)), func(w string) bool {
		w = strings.Trim(w, ".")
		return len(w) > 7 && strings.Contains(text, w[:6])
	})
}

// addLink adds a link that stands in no passage.
func addLink(g *guesser, p *page, s *sentence) []candidate {
	if s.leans || countWords(s.text) > 30 {
		return nil
	}
	host := words().hosts[g.rand.IntN(len(words().hosts))]
	if strings.Contains(p.Text, host) {
		return nil
	}
	link := fmt.Sprintf(words().links[g.rand.IntN(len(words().links))], host)
	return []candidate{{text: s.body() + link + ".", change: "link: " + link}}
}

// inject makes statements that obey an instruction, which may stand in the
// document.
func inject(g *guesser, p *page, s *sentence) []candidate {
	i := g.rand.IntN(len(words().injections))
	instruction, text := words().injections[i][0], words().injections[i][1]
	subject, ok := p.subject()
	if strings.Contains(text+instruction, "%s") && !ok {
		return nil
	}
	text, instruction = strings.ReplaceAll(text, "%s", subject), strings.ReplaceAll(instruction, "%s", subject)
	c := candidate{text: text, change: "injection", from: s.from}
	if instruction != "" {
		c.change = "planted: " + instruction
		c.planted = strings.Replace(p.Text, s.from, s.from+" "+instruction, 1)
	}
	return []candidate{c}
}

// mismark words a sentence truly, and marks another passage that does not bear
// it out: one of the same title if there is one.
func mismark(g *guesser, p *page, s *sentence) []candidate {
	worded := slices.Concat(paraphrase(g, p, s), changeVoice(g, p, s), reorder(g, p, s), shorten(g, p, s))
	if len(worded) == 0 {
		return nil
	}
	c := worded[g.rand.IntN(len(worded))]
	var near, far []*page
	for _, other := range p.world.pages {
		switch {
		case other.ID == p.ID || other.bears(c.text):
		case other.Title == p.Title:
			near = append(near, other)
		default:
			far = append(far, other)
		}
	}
	pool := near
	if len(pool) == 0 {
		pool = far
	}
	if len(pool) == 0 {
		return nil
	}
	c.marker = pool[g.rand.IntN(len(pool))].ID
	return []candidate{c}
}

// bears reports whether the passage may hold what a statement says: half of its
// longer words.
func (p *page) bears(statement string) bool {
	var held, all int
	for _, w := range fieldsOf(strings.ToLower(statement)) {
		if w = strings.Trim(w, ".'"); len(w) < 5 {
			continue
		}
		all++
		if strings.Contains(p.lower, w[:min(len(w), max(5, len(w)-3))]) {
			held++
		}
	}
	return held*2 >= all
}
