package chatlog

import (
	"context"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"footnote/corpus"
)

var (
	// stamp is what a line of a log begins with: perhaps a date, and a time.
	stamp = regexp.MustCompile(`^([\[(])?(?:(\d{4}-\d{2}-\d{2})[T ]|([A-Z][a-z]{2} +\d{1,2}) )?(\d{1,2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?(?:Z|[+-]\d{2}:?\d{2})?[\])]?[ \t]+`)
	// angled is a message of IRC, tabbed one of WeeChat, colon one of others,
	// action what somebody does.
	angled = regexp.MustCompile(`^<[@+%~&! ]*([^<>\s]{1,64})> ?\t?(.*)$`)
	tabbed = regexp.MustCompile(`^[@+%~&]?([^\s<>:*|-][^\s<>]{0,63})\t(.*)$`)
	colon  = regexp.MustCompile(`^([^\s:<>\[\]/=(){}.,]{1,32}(?: [\pL\d_.-]{1,20}){0,2}): (.*)$`)
	action = regexp.MustCompile(`^(?:\*|\[\*\])[ \t]?([^\s*<>:]{1,64}) (.*)$`)
	// notice is what the program of the chat says.
	notice = regexp.MustCompile(`^(?:-!-|\*\*\*|-->|<--|--|==|=!=)[ \t]|^\* (?:Joins|Parts|Quits|Now talking|Disconnected|Topic|Set by|Attempting)\b|^\S+ (?:has |\([^)]*\) has )?(?:joined|left|quit|parted)\b`)
	// level is what programs begin their own logs with.
	level = regexp.MustCompile(`(?i)^(?:info|warn|warning|error|err|debug|trace|fatal|notice|critical|severe|panic|verbose|crit|emerg|alert|exception|caused by)$`)
	// opening are lines that tell the day.
	opening = regexp.MustCompile(`^(?:--- (?:Log opened|Log closed|Day changed)|\*\*\*\* (?:BEGIN|ENDING) LOGGING AT|Session (?:Start|Close|Time):|\[?--- Day changed) *(?:[A-Z][a-z]{2},? )?(.*?)\]?$`)
	ident   = regexp.MustCompile(`^Session Ident: (\S+)`)
	dayName = regexp.MustCompile(`(\d{4})[-_.]?(\d{2})[-_.]?(\d{2})`)
)

// A logLine is a line of a log, read.
type logLine struct {
	date, monthDay, clock string
	author, text          string
	said, angled          bool // somebody says or does it; marks show that
	other                 bool // a program says it
}

func readLogLine(line string) logLine {
	if opening.MatchString(line) || ident.MatchString(line) {
		return logLine{other: true}
	}
	at := stamp.FindStringSubmatch(line)
	if at == nil {
		return logLine{}
	}
	l := logLine{date: at[2], monthDay: at[3], clock: at[4]}
	rest := line[len(at[0]):]
	for i, form := range []*regexp.Regexp{angled, tabbed, action, colon} {
		if i > 1 && notice.MatchString(rest) {
			break
		}
		found := form.FindStringSubmatch(rest)
		if found == nil || i == 3 && (at[1] == "" || level.MatchString(found[1])) {
			continue
		}
		l.author, l.text, l.said, l.angled = found[1], found[2], true, i < 3
		return l
	}
	l.other = notice.MatchString(rest)
	return l
}

// isTextLog recognises the log of a chat.
func isTextLog(_ string, head []byte) bool {
	lines, known, marked, colons := 0, 0, 0, 0
	authors := map[string]bool{}
	for line := range strings.Lines(string(head)) {
		if line = strings.TrimRight(line, " \r\n"); strings.TrimSpace(line) == "" {
			continue
		}
		l := readLogLine(line)
		switch {
		case l.said && l.angled:
			marked++
		case l.said:
			colons++
			authors[l.author] = true
		}
		if l.said || l.other {
			known++
		}
		if lines++; lines == 200 {
			break
		}
	}
	if known*5 < lines*3 {
		return false
	}
	// A name and a colon are in many logs of programs as well; people come
	// again, and are not many.
	return marked >= 2 || colons >= 4 && len(authors) >= 2 && len(authors)*2 <= colons
}

// textLog reads the log of a chat.
func (*Reader) textLog(ctx context.Context, file corpus.File, visit func(Channel) bool) error {
	text, doubt := corpus.Decode(file.Data)
	if text == "" {
		return doubt
	}
	c := Channel{Name: logName(file.Name)}
	days := dayKeeper{day: dayOfName(file.Name)}
	for line := range strings.Lines(text) {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		line = strings.TrimRight(line, " \r\n")
		if found := opening.FindStringSubmatch(line); found != nil {
			days.opened(found[1])
			continue
		}
		if found := ident.FindStringSubmatch(line); found != nil {
			c.Name = found[1]
			continue
		}
		l := readLogLine(line)
		at := days.at(l)
		if !l.said || strings.TrimSpace(l.text) == "" {
			continue
		}
		m := Message{Author: l.author, Text: l.text, Time: at}
		if at.IsZero() {
			m.Clock = strings.TrimSpace(l.monthDay + " " + l.clock)
		}
		c.Messages = append(c.Messages, m)
	}
	visit(c)
	return doubt
}

// A dayKeeper knows on which day a line was written.
type dayKeeper struct {
	day  time.Time // zero if it is not known
	last time.Duration
}

// opened takes up a line that tells the day.
func (k *dayKeeper) opened(when string) {
	when = oneLine(when)
	for _, layout := range []string{"Jan 2 15:04:05 2006", "Jan 2 2006", "Mon Jan 2 15:04:05 2006", "2 Jan 2006", "2006-01-02 15:04:05", "2006-01-02", "Jan 02 15:04:05 MST 2006"} {
		if t, err := time.Parse(layout, when); err == nil {
			k.day, k.last = t.Truncate(24*time.Hour), 0
			return
		}
	}
}

// at is when a line was written. Where only times stand, one that is earlier
// than the one before is on the next day.
func (k *dayKeeper) at(l logLine) time.Time {
	if day, err := time.Parse(time.DateOnly, l.date); err == nil {
		k.day, k.last = day, 0
	} else if day, err := time.Parse("Jan 2", oneLine(l.monthDay)); err == nil && !k.day.IsZero() {
		k.day, k.last = time.Date(k.day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, time.UTC), 0
	}
	layout := "15:04"
	if strings.Count(l.clock, ":") == 2 {
		layout = "15:04:05"
	}
	clock, err := time.Parse(layout, l.clock)
	if err != nil || k.day.IsZero() {
		return time.Time{}
	}
	since := time.Duration(clock.Hour())*time.Hour + time.Duration(clock.Minute())*time.Minute + time.Duration(clock.Second())*time.Second
	if since < k.last-12*time.Hour {
		k.day = k.day.AddDate(0, 0, 1)
	}
	k.last = since
	return k.day.Add(since)
}

// dayOfName is the day that the name of a log tells.
func dayOfName(name string) time.Time {
	found := dayName.FindStringSubmatch(titleOf(name))
	if found == nil {
		return time.Time{}
	}
	day, _ := time.Parse(time.DateOnly, found[1]+"-"+found[2]+"-"+found[3])
	return day
}

// logName is the name of the channel: that of the file without the day, or that
// of its folder.
func logName(name string) string {
	title := strings.Trim(dayName.ReplaceAllString(titleOf(name), ""), " ._-")
	if title == "" {
		title = path.Base(path.Dir(filepath.ToSlash(name)))
	}
	if at := strings.LastIndexByte(title, '#'); at >= 0 {
		title = title[at:] // a network may stand before the channel
	}
	return oneLine(title)
}
