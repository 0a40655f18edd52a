package history

import (
	_ "embed"
	"slices"
	"strings"
	"unicode"

	"github.com/bwmarrin/discordgo"
)

//go:embed solved.txt
var solvedWords string

// A lexicon is the words that tell tags for what is solved.
type lexicon struct{ solved, not map[string]bool }

func newLexicon() lexicon {
	l := lexicon{map[string]bool{}, map[string]bool{}}
	for line := range strings.Lines(solvedWords) {
		words := strings.Fields(line)
		switch {
		case len(words) == 0 || words[0] == "#":
		case words[0] == "!":
			for _, w := range words[1:] {
				l.not[w] = true
			}
		default:
			for _, w := range words {
				l.solved[w] = true
			}
		}
	}
	return l
}

// says reports whether a tag's name says that something is solved.
func (l lexicon) says(name string) bool {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) })
	return slices.ContainsFunc(words, func(w string) bool { return l.solved[w] }) &&
		!slices.ContainsFunc(words, func(w string) bool { return l.not[w] })
}

// solvedTags are the IDs of a forum's tags for what is solved.
func (l lexicon) solvedTags(forum *discordgo.Channel) map[string]bool {
	tags := map[string]bool{}
	for _, t := range forum.AvailableTags {
		tags[t.ID] = l.says(t.Name)
	}
	return tags
}
