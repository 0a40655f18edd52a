package chatlog

import (
	"regexp"
	"strings"
)

var (
	// discordNames are emoji of a server.
	discordNames = regexp.MustCompile(`<a?:(\w+):\d+>`)

	discordMarks = []*regexp.Regexp{doubled(`\*\*`, `*`), doubled(`__`, `_`), doubled(`~~`, `~`), doubled(`\|\|`, `|`), single(`*`), single(`_`), single("`")}
	slackMarks   = []*regexp.Regexp{single(`*`), single(`_`), single(`~`), single("`")}
)

// doubled matches text between two marks of two signs.
func doubled(mark, sign string) *regexp.Regexp {
	return regexp.MustCompile(`()` + mark + `([^` + regexp.QuoteMeta(sign) + `\n]+)` + mark + `()`)
}

// single matches text between single marks, at the edges of words.
func single(mark string) *regexp.Regexp {
	m := regexp.QuoteMeta(mark)
	return regexp.MustCompile(`(^|[\s(\["'>])` + m + `([^\s` + mark + `]|[^\s` + mark + `][^` + mark + `\n]*[^\s` + mark + `])` + m + `($|[\s.,;:!?)\]"'<])`)
}

// unmarked takes the marks off a text, but not off the code in it.
func unmarked(text string, marks []*regexp.Regexp) string {
	if !strings.ContainsAny(text, "*_~|`") {
		return text
	}
	parts := strings.Split(text, "```")
	for i := 0; i < len(parts); i += 2 {
		for _, mark := range marks {
			parts[i] = mark.ReplaceAllString(parts[i], "$1$2$3")
		}
	}
	return strings.Join(parts, "```")
}

// attached tells that a file came with a message.
func attached(name string) string {
	if name = oneLine(name); name == "" {
		return ""
	}
	return "[file: " + name + "]"
}

// joined puts what is there of a message on lines.
func joined(parts []string) string {
	var kept []string
	for _, p := range parts {
		if strings.TrimSpace(p) != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, "\n")
}
