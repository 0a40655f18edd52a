package chatlog

import (
	"context"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"footnote/corpus"
)

var (
	// whatsAppLine is the first line of a message: a date in the order of the
	// country, a time, and the rest.
	whatsAppLine = regexp.MustCompile(`^\[?(\d{1,4})[./-](\d{1,2})[./-](\d{1,4}),? (\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?: ?([AaPp])\.? ?[Mm]\.?)?(?:\] | - )(.*)$`)
	// whatsAppSaid is what a person says; what has no colon tells of the chat.
	whatsAppSaid = regexp.MustCompile(`^([^:]{1,80}): (.*)$`)
	whatsAppFile = regexp.MustCompile(`^<[^<>:]*: ([^<>]+)>$|^(\S+\.\w{2,5}) \([^()]+\)$`)
	leftOut      = regexp.MustCompile(`^<[^<>]+>$|^(?:This message was deleted|You deleted this message|null)\.?$`)
)

// invisible are the signs that keep the direction of writing, and blanks of
// other widths.
var invisible = strings.NewReplacer("\u200e", "", "\u200f", "", "\u202a", "", "\u202b", "", "\u202c", "", "\u202f", " ", "\u00a0", " ", "\ufeff", "")

// isWhatsApp recognises an export of WhatsApp.
func isWhatsApp(_ string, head []byte) bool {
	lines, matched, said := 0, 0, 0
	for line := range strings.Lines(string(head)) {
		if line = strings.TrimSpace(invisible.Replace(line)); line == "" {
			continue
		}
		found := whatsAppLine.FindStringSubmatch(line)
		if found != nil {
			matched++
			if whatsAppSaid.MatchString(found[8]) {
				said++
			}
		} else if lines == 0 {
			return false
		}
		if lines++; lines == 50 {
			break
		}
	}
	return said > 0 && matched*5 > lines
}

// whatsApp reads an export of WhatsApp.
func (*Reader) whatsApp(ctx context.Context, file corpus.File, visit func(Channel) bool) error {
	text, doubt := corpus.Decode(file.Data)
	if text == "" {
		return doubt
	}
	text = strings.ReplaceAll(text, "\r\n", "\n")
	c := Channel{Name: whatsAppName(file.Name)}
	order := orderOf(text)
	talking := false // the last message is one that is kept
	for line := range strings.Lines(text) {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		shown := strings.TrimSpace(invisible.Replace(line))
		found := whatsAppLine.FindStringSubmatch(shown)
		if found == nil {
			if last := len(c.Messages) - 1; talking {
				c.Messages[last].Text += "\n" + shown
			}
			continue
		}
		said := whatsAppSaid.FindStringSubmatch(found[8])
		// Where WhatsApp itself speaks, an invisible mark stands before.
		talking = said != nil && !leftOut.MatchString(said[2]) && !strings.Contains(line, ": \u200e") || said != nil && whatsAppFile.MatchString(said[2])
		if !talking {
			continue
		}
		said[2] = strings.TrimSuffix(said[2], " <This message was edited>")
		if name := whatsAppFile.FindStringSubmatch(said[2]); name != nil {
			said[2] = attached(name[1] + name[2])
		}
		c.Messages = append(c.Messages, Message{Author: oneLine(strings.TrimPrefix(said[1], "~")), Text: said[2], Time: order.time(found)})
	}
	visit(c)
	return doubt
}

// whatsAppName is the name of a chat: exports are called "WhatsApp Chat with
// Ann", or all alike.
func whatsAppName(name string) string {
	title := titleOf(name)
	if title == "_chat" {
		title = titleOf(path.Dir(filepath.ToSlash(name)))
	}
	for _, before := range []string{"WhatsApp Chat with ", "WhatsApp Chat - ", "WhatsApp-Chat mit ", "Chat de WhatsApp con ", "Discussion WhatsApp avec "} {
		title = strings.TrimPrefix(title, before)
	}
	return oneLine(title)
}

// A dateOrder is the order of day, month and year in an export.
type dateOrder struct{ year, month, day int } // groups of whatsAppLine

// orderOf finds out the order by dates that are possible in one only.
func orderOf(text string) dateOrder {
	dayFirst, monthFirst, clock12 := false, false, false
	for line := range strings.Lines(text) {
		found := whatsAppLine.FindStringSubmatch(strings.TrimSpace(invisible.Replace(line)))
		if found == nil {
			continue
		}
		if len(found[1]) == 4 {
			return dateOrder{1, 2, 3}
		}
		a, _ := strconv.Atoi(found[1])
		b, _ := strconv.Atoi(found[2])
		dayFirst = dayFirst || a > 12
		monthFirst = monthFirst || b > 12
		clock12 = clock12 || found[7] != ""
	}
	if monthFirst && !dayFirst || clock12 && !dayFirst {
		return dateOrder{3, 1, 2}
	}
	return dateOrder{3, 2, 1}
}

func (o dateOrder) time(found []string) time.Time {
	var n [7]int
	for i := 1; i < 7; i++ {
		n[i], _ = strconv.Atoi(found[i])
	}
	year, month, day, hour := n[o.year], n[o.month], n[o.day], n[4]
	if year < 100 {
		year += 2000
	}
	switch {
	case strings.EqualFold(found[7], "p") && hour < 12:
		hour += 12
	case strings.EqualFold(found[7], "a") && hour == 12:
		hour = 0
	}
	if month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || n[5] > 59 {
		return time.Time{}
	}
	return time.Date(year, time.Month(month), day, hour, n[5], n[6], 0, time.UTC)
}
