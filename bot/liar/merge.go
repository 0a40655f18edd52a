package liar

import "strings"

// merge joins a sentence with the one after it.
func merge(g *guesser, p *page, s *sentence) []candidate {
	next := s.next
	if s.leans || next == nil || countWords(s.text)+countWords(next.text) > 48 {
		return nil
	}
	from := s.from + " " + next.from
	if !strings.Contains(p.Text, from) {
		return nil
	}
	second, ok := p.world.uncapital(next.text)
	if !ok || strings.HasPrefix(second, "for instance") || strings.HasPrefix(second, "for example") || subordinators[strings.ToLower(strings.Fields(second)[0])] {
		return nil
	}
	joint := []string{", and ", "; ", ", while "}[g.rand.IntN(3)]
	switch opening := strings.TrimRight(connectives.FindString(next.from), ", "); {
	case opening == "However":
		joint = ", but "
	case opening == "For example" || opening == "For instance":
		joint = "; for example, "
	case joint == ", while " && (next.leans || strings.ContainsAny(second, ",") || strings.Contains(s.text, ",")):
		joint = ", and "
	case strings.Contains(s.text, " and ") && joint == ", and ":
		joint = "; "
	}
	return []candidate{{text: s.body() + joint + second, from: from, change: "joined with the next sentence"}}
}
