package liar

import (
	"regexp"
	"slices"
	"strings"
)

// paraphrase replaces words by others of the same meaning, and turns shapes
// that mean the same into one another.
func paraphrase(g *guesser, p *page, s *sentence) []candidate {
	if s.leans || strings.ContainsAny(s.text, "\"“‘") {
		return nil // what is quoted must not change
	}
	text, changes := s.body(), []string(nil)
	for _, r := range shuffled(g, words().synonyms) {
		if len(changes) == 4 {
			break
		}
		if i := r.find(text); i >= 0 && !slices.ContainsFunc(changes, func(c string) bool { return strings.Contains(c, r.from) }) {
			text = put(text, i, i+len(r.from), r.to)
			changes = append(changes, r.from+" → "+r.to)
		}
	}
	text, changes = reshape(text, changes)
	if len(changes) == 0 {
		return nil
	}
	if said, ok := attribute(g, p, text); ok && len(changes) < 3 {
		text = said
		changes = append(changes, "attributed to the text")
	}
	return []candidate{{text: text + ".", change: strings.Join(changes, "; ")}}
}

func shuffled[T any](g *guesser, list []T) []T {
	list = slices.Clone(list)
	g.rand.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	return list
}

// find returns the first place in the text where r may be put, or -1.
func (r replacement) find(text string) int {
	for _, i := range indexes(text, r.from) {
		if i > 0 && r.allow(text, i) {
			return i
		}
	}
	return -1
}

// A shape is a pattern with what means the same.
type shape struct {
	pattern *regexp.Regexp
	to      string
}

var shapes = []shape{
	{regexp.MustCompile(`\b(was|were) (founded|established|opened|published|released|born|completed|signed|built|discovered|introduced) in (1\d\d\d|20\d\d)\b`), "$1 $2 in the year $3"},
	{regexp.MustCompile(`(\d)%`), "$1 percent"},
	{regexp.MustCompile(`\bthe (capital|mayor|founder|author|king|economy|constitution) of (\p{Lu}\p{Ll}+[^s\W]) (is|was|has|had|in|from)\b`), "$2's $1 $3"},
	{regexp.MustCompile(`^The ((?:[\p{L}-]+ ){0,4}[\p{L}-]+) was founded in (\d{4})$`), "The founding of the $1 took place in $2"},
	{regexp.MustCompile(`^((?:The )?(?:[\p{L}-]+ ){0,4}[\p{L}-]+) was (?:established|created) in (\d{4})$`), "$1 came into being in $2"},
}

func reshape(text string, changes []string) (string, []string) {
	for _, s := range shapes {
		if next := s.pattern.ReplaceAllString(text, s.to); next != text {
			changes = append(changes, s.pattern.FindString(text)+" → reworded")
			text = next
		}
	}
	return text, changes
}

// attributions are ways to say that the text says so.
var attributions = []string{"The text says that ", "According to the passage, ", "The article notes that "}

// attribute puts an attribution before the statement, one time in three.
func attribute(g *guesser, p *page, text string) (string, bool) {
	if g.rand.IntN(3) > 0 || strings.Contains(text, "ccording to") {
		return "", false
	}
	small, ok := p.world.uncapital(text)
	return attributions[g.rand.IntN(len(attributions))] + small, ok
}
