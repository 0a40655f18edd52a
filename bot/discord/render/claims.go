package render

import (
	"fmt"
	"strings"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
	"footnote/bot/discord/phrases"
	"footnote/bot/discord/wire"
)

// A Verdict says what the corpus says of a claim.
type Verdict int

const (
	// NotFound is the verdict on a claim that the corpus says nothing on.
	NotFound Verdict = iota
	Supported
	Contradicted
)

// A ClaimView is a claim that was checked.
type ClaimView struct {
	Text    string
	Verdict Verdict
	// Citations prove the verdict. Claims that rest on the same quote share its
	// marker.
	Citations []bot.Citation
}

// Claims makes messages of claims that were checked, with the same limits as
// answers; more is how many were not. The last message bears the menu of
// footnotes.
func Claims(claims []ClaimView, more int, o Options) []wire.Message {
	var all []bot.Citation
	for _, c := range claims {
		all = append(all, c.Citations...)
	}
	list := footnotes(all)
	s := newScribe(o, list)
	if len(claims) == 0 {
		return s.deliver([]line{s.outside("", s.say(phrases.ClaimsNone), plain)}, delivery{})
	}
	lines := []line{s.outside("-# ", s.say(phrases.ClaimsChecked, len(claims)), plain)}
	for _, c := range claims {
		lines = append(lines, s.claim(c))
	}
	if more > 0 {
		lines = append(lines, s.outside("-# ", s.say(phrases.ClaimsMore, more), plain))
	}
	return s.deliver(lines, delivery{notes: list, rows: s.menusOnly(list), file: func() wire.File { return s.claimsFile(claims, list) }})
}

// claim is a claim on one line: the verdict, what was said, what proves it.
func (s *scribe) claim(c ClaimView) line {
	sign, key := verdict(c.Verdict)
	clusters := literal(sign+" ", plain)
	clusters = append(clusters, s.unlinked(s.say(key), bold)...)
	clusters = append(clusters, s.unlinked(" — "+oneLine(c.Text)+" ", plain)...)
	for _, note := range footnotes(c.Citations) {
		clusters = append(clusters, s.marker(fmt.Sprintf("[%d]", note.Marker), plain)...)
	}
	return line{clusters: join(clusters), space: 1, block: s.block()}
}

func verdict(v Verdict) (sign string, key phrases.Key) {
	switch v {
	case Supported:
		return "✅", phrases.ClaimSupported
	case Contradicted:
		return "❌", phrases.ClaimContradicted
	}
	return "❔", phrases.ClaimNotFound
}

// menusOnly are the menus of footnotes without an answer's buttons.
func (s *scribe) menusOnly(list []bot.Citation) []discordgo.MessageComponent {
	if s.options.Controls == "" {
		return nil
	}
	return s.menus(list, s.options.Controls)
}

// claimsFile is all claims with all their footnotes.
func (s *scribe) claimsFile(claims []ClaimView, list []bot.Citation) wire.File {
	var b strings.Builder
	for _, c := range claims {
		sign, key := verdict(c.Verdict)
		fmt.Fprintf(&b, "- %s %s: %s", sign, s.say(key), oneLine(c.Text))
		for _, note := range footnotes(c.Citations) {
			fmt.Fprintf(&b, " [%d]", note.Marker)
		}
		b.WriteString("\n")
	}
	return markdownFile(b.String() + s.fileNotes(list))
}
