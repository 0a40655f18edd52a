package discordtest

import (
	"regexp"
	"slices"
)

var (
	codePattern = regexp.MustCompile("(?s)```.*?```|`[^`\n]*`")
	linkPattern = regexp.MustCompile(`(<?)https?://[^\s<>]+(>?)`)
)

// Previews returns the messages of the bot, deleted ones excepted, that have a
// link in their content for which Discord would show a preview: one that is
// neither in <> nor code, in a message without FlagSuppressEmbeds.
func (s *Server) Previews() []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []Message
	for _, m := range s.messages {
		if m.Author.ID == s.bot.ID && !m.Deleted && m.Flags&FlagSuppressEmbeds == 0 && previewed(m.Content) {
			all = append(all, m.snapshot())
		}
	}
	slices.SortFunc(all, func(a, b Message) int { return compareIDs(a.ID, b.ID) })
	return all
}

func previewed(content string) bool {
	for _, match := range linkPattern.FindAllStringSubmatch(codePattern.ReplaceAllString(content, ""), -1) {
		if match[1] == "" || match[2] == "" {
			return true
		}
	}
	return false
}
