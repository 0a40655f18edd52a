package history

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// names says how what a text names is called.
type names interface {
	// person is who has an ID, as the server wants people to be called.
	person(id string) string
	// typed is a text in which the names of people are written out.
	typed(text string) string
	channel(id string) string
	role(id string) string
}

var (
	token = regexp.MustCompile(`<@!?(\d+)>|<@&(\d+)>|<#(\d+)>|</([^:<>\n]{1,100}):\d+>|<id:(\w+)>|<a?:(\w+):\d+>|<t:(-?\d{1,13})(?::([tTdDfFR]))?>|<(https?://[^\s<>]+)>`)
	// Marks mean nothing in code, and in what is no prose.
	code     = regexp.MustCompile("``[^`\n](?:[^\n]*?[^`\n])?``|`[^`\n]+`")
	noProse  = regexp.MustCompile(token.String() + `|https?://[^\s<>]+`)
	masked   = regexp.MustCompile(`\[([^\[\]\n]+)\]\(\s*(<?https?://[^\s()<>]+>?)(?:\s+"[^"\n]*")?\s*\)`)
	headline = regexp.MustCompile(`(?m)^(?:#{1,3}|-#)[ \t]+`)
	escaped  = regexp.MustCompile(`\\([[:punct:]])`)
	marks    = []*regexp.Regexp{paired(`\*\*`, `*`), paired(`__`, `_`), paired(`~~`, `~`), paired(`\|\|`, `|`), single(`*`), single(`_`)}
)

// paired matches text between two marks of two signs.
func paired(mark, sign string) *regexp.Regexp {
	return regexp.MustCompile(`()` + mark + `([^` + regexp.QuoteMeta(sign) + `\n]+)` + mark + `()`)
}

// single matches text between single marks, at the edges of words.
func single(mark string) *regexp.Regexp {
	m := regexp.QuoteMeta(mark)
	return regexp.MustCompile(`(^|[\s(\["'>])` + m + `([^\s` + m + `]|[^\s` + m + `][^` + m + `\n]*[^\s` + m + `])` + m + `($|[\s.,;:!?)\]"'<])`)
}

// plain is a text as people see it: without marks, with names for what it
// mentions, with dates for Discord's timestamps. Code keeps its fences.
func plain(text string, n names) string {
	parts := strings.Split(tidy(text), "```")
	for i := range parts {
		c := cleaner{names: n}
		if i%2 == 0 {
			parts[i] = c.unmarked(parts[i])
		} else {
			parts[i] = c.named(parts[i])
		}
		// Names are looked for once all else is as it will be shown, and people
		// that are mentioned come last: nobody's name is made of another's.
		parts[i] = put(n.typed(parts[i]), firstPerson, c.people)
	}
	return strings.Join(parts, "```")
}

// The characters from firstKept on stand for what is verbatim while marks are
// taken off, those from firstPerson on for people. No text has any: tidy takes
// them out.
const (
	firstKept   = 0xF0000
	firstPerson = 0x100000
	most        = 0xFFFE // of each
)

// tidy takes out what nobody sees.
func tidy(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r == '\r' || unicode.IsControl(r) || r >= firstKept:
			return -1
		case r == '\u200b' || r == '\u2060' || r == '\ufeff' || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069':
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\ufffd"))
}

// A cleaner cleans a stretch of a text.
type cleaner struct {
	names
	kept, people []string
}

// lay puts a character in place of a text, which put replaces again.
func lay(text string, first rune, on *[]string) string {
	if len(*on) >= most {
		return text
	}
	*on = append(*on, text)
	return string(first + rune(len(*on)-1))
}

func put(text string, first rune, laid []string) string {
	if len(laid) == 0 {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		if r >= first && int(r-first) < len(laid) {
			b.WriteString(laid[r-first])
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// unmarked takes the marks off a text without fences, and names what it
// mentions.
func (c *cleaner) unmarked(text string) string {
	text = code.ReplaceAllStringFunc(text, func(s string) string { return lay(c.named(strings.Trim(s, "`")), firstKept, &c.kept) })
	text = masked.ReplaceAllString(text, "$1 ($2)")
	text = noProse.ReplaceAllStringFunc(text, func(s string) string { return lay(c.named(s), firstKept, &c.kept) })
	text = headline.ReplaceAllString(text, "")
	for range 2 { // marks stand in marks
		for _, mark := range marks {
			text = mark.ReplaceAllString(text, "$1$2$3")
		}
	}
	text = escaped.ReplaceAllString(text, "$1")
	return put(text, firstKept, c.kept)
}

// named puts names in place of what a text mentions by numbers.
func (c *cleaner) named(text string) string {
	var b strings.Builder
	for {
		at := token.FindStringSubmatchIndex(text)
		if at == nil {
			b.WriteString(text)
			return b.String()
		}
		b.WriteString(text[:at[0]])
		group := func(i int) string {
			if at[2*i] < 0 {
				return ""
			}
			return text[at[2*i]:at[2*i+1]]
		}
		switch {
		case at[2] >= 0:
			b.WriteString(lay("@"+c.person(group(1)), firstPerson, &c.people))
		case at[4] >= 0:
			b.WriteString("@" + tidy(c.role(group(2))))
		case at[6] >= 0:
			b.WriteString("#" + tidy(c.channel(group(3))))
		case at[8] >= 0:
			b.WriteString("/" + group(4))
		case at[10] >= 0:
			b.WriteString("#" + group(5))
		case at[12] >= 0:
			b.WriteString(":" + group(6) + ":")
		case at[14] >= 0:
			b.WriteString(moment(group(7), group(8)))
		default:
			b.WriteString(group(9))
		}
		text = text[at[1]:]
	}
}

// moment writes a timestamp of Discord's, which every reader sees in a time
// zone of their own, in universal time.
func moment(seconds, style string) string {
	n, err := strconv.ParseInt(seconds, 10, 64)
	t := time.Unix(n, 0).UTC()
	if err != nil || t.Year() < 0 || t.Year() > 9999 {
		return seconds
	}
	switch style {
	case "t", "T":
		return t.Format("15:04 UTC")
	case "d", "D":
		return t.Format(time.DateOnly)
	}
	return t.Format("2006-01-02 15:04 UTC")
}
