package picture

import (
	"fmt"
	"regexp"
	"strconv"
	"time"
)

// timestamp is a time as messages hold it.
var timestamp = regexp.MustCompile(`^<t:(\d{1,11})(?::([tTdDfFsSR]))?>`)

// instant shows a time in the form that a letter stands for: how long ago it
// is, or the time in UTC.
func instant(seconds, form string, now time.Time) string {
	n, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil {
		return seconds
	}
	t := time.Unix(n, 0).UTC()
	switch form {
	case "R":
		return distance(now.Sub(t))
	case "t":
		return t.Format("15:04")
	case "T":
		return t.Format("15:04:05")
	case "d":
		return t.Format("02/01/2006")
	case "D":
		return t.Format("2 January 2006")
	}
	return t.Format("2 January 2006 15:04")
}

// distance says how far a time is from now, in the largest unit that fits.
func distance(ago time.Duration) string {
	form := "%s ago"
	if ago < 0 {
		ago, form = -ago, "in %s"
	}
	for _, unit := range []struct {
		name string
		long time.Duration
	}{{"day", 24 * time.Hour}, {"hour", time.Hour}, {"minute", time.Minute}, {"second", time.Second}} {
		n := int64(ago / unit.long)
		if n == 1 {
			return fmt.Sprintf(form, "1 "+unit.name)
		}
		if n > 1 || unit.long == time.Second {
			return fmt.Sprintf(form, fmt.Sprint(n, " ", unit.name, "s"))
		}
	}
	return ""
}
