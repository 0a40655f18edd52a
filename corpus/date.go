package corpus

import (
	"strings"
	"time"
)

// dateLayouts are the forms that mean one day only; 01/02/2006 does not.
var dateLayouts = []string{
	"2006-01-02", "2006/01/02", "2006.01.02", "20060102",
	"2 January 2006", "January 2, 2006", "January 2 2006", "2 Jan 2006", "Jan 2, 2006", "Jan. 2, 2006",
	"Monday, January 2, 2006", "Monday, 2 January 2006", "Mon, 2 Jan 2006",
	time.RFC1123, time.RFC1123Z, time.RFC3339, "2006-01-02T15:04:05.999Z0700",
	"2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02T15:04Z0700", "2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02 15:04:05 -0700",
	"2006-01-02 15:04:05Z07:00", "2006-01-02T15:04:05-0700",
}

// isoDate turns a date into ISO 8601, without the time of day, if it can be
// told for certain; otherwise it is returned as it is.
func isoDate(s string) string {
	s = oneLine(s)
	if len(s) < len("20060102") || len(s) > 40 || !strings.ContainsAny(s, "0123456789") {
		return s // trying all layouts is slow, and this is asked of many lines
	}
	for _, layout := range dateLayouts {
		if t, err := time.Parse(layout, s); err == nil {
			return t.Format(time.DateOnly)
		}
	}
	return s
}

// isDate reports whether isoDate understands s.
func isDate(s string) bool {
	_, err := time.Parse(time.DateOnly, isoDate(strings.TrimSpace(s)))
	return err == nil
}
