package ooxml

import (
	"fmt"
	"math"
	"strings"
	"time"
)

// Days are counted from 1900; LibreOffice shows those before as well.
const (
	minDay = -693595 // the first day of the year 1
	// gregorian is the first day of today's calendar.
	gregorian = -115858
	maxDay    = 2958465 // the last day of the year 9999
)

// moment shows a number of days as a date and time; ok is false if it is none.
func (s section) moment(days float64, from1904 bool) (text string, ok bool) {
	if days < minDay || days > maxDay {
		return "", false
	}
	milliseconds := math.Round(days * 86400 * 1000)
	day := math.Floor(milliseconds / 86400000)
	t := dayAt(int(day), from1904).Add(time.Duration(milliseconds-day*86400000) * time.Millisecond)
	t = t.Round(time.Second / time.Duration(math.Pow10(s.secondDigits())))
	var b strings.Builder
	twelve := s.shows("am/pm")
	for i, token := range s.tokens {
		switch token.kind {
		case dateToken:
			b.WriteString(datePart(t, days, token.text, twelve, s.isMinute(i)))
		case numberToken:
			b.WriteString(between(token, t))
		default:
			b.WriteString(token.text)
		}
	}
	return strings.TrimSpace(b.String()), true
}

// dayAt is the start of a day.
func dayAt(day int, from1904 bool) time.Time {
	start := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case from1904:
		start = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case day < gregorian:
		return julian(day)
	case 0 <= day && day < 60: // 1900 is taken for a leap year by all workbooks
		start = start.AddDate(0, 0, 1)
	}
	return start.AddDate(0, 0, day)
}

// julian is a day by the calendar that was in use before today's.
func julian(day int) time.Time {
	c := day + 2415019 + 32082 // since March of the year -4800
	year := (4*c + 3) / 1461
	c -= 1461 * year / 4
	month := (5*c + 2) / 153
	c -= (153*month + 2) / 5
	return time.Date(year-4800+month/10, time.Month(month+3-12*(month/10)), c+1, 0, 0, 0, 0, time.UTC)
}

// shows reports whether there is a part of a date.
func (s section) shows(part string) bool {
	for _, t := range s.tokens {
		if t.kind == dateToken && t.text == part {
			return true
		}
	}
	return false
}

// secondDigits is how many digits of the parts of a second are shown.
func (s section) secondDigits() int {
	for _, t := range s.tokens {
		if n := partDigits(t); n > 0 {
			return n
		}
	}
	return 0
}

// partDigits is how many digits a token such as ".00" shows.
func partDigits(t formatToken) int {
	digits := strings.TrimLeft(t.text, ".,")
	if t.kind != numberToken || strings.Trim(digits, "0") != "" {
		return 0
	}
	return min(len(digits), 3)
}

// between is what stands between the parts of a date: its points and slashes,
// or the parts of a second.
func between(token formatToken, t time.Time) string {
	if n := partDigits(token); n > 0 {
		return "." + fmt.Sprintf("%03d", t.Nanosecond()/1e6)[:n]
	}
	return strings.Trim(token.text, "0#?")
}

// isMinute reports whether the m at a place is one of minutes: behind hours or
// before seconds.
func (s section) isMinute(at int) bool {
	for i := at - 1; i >= 0; i-- {
		if t := s.tokens[i]; t.kind == dateToken && t.text != "am/pm" {
			if strings.Trim(t.text, "[h]") == "" {
				return true
			}
			break
		}
	}
	for _, t := range s.tokens[at+1:] {
		if t.kind == dateToken && t.text != "am/pm" {
			return strings.Trim(t.text, "[s]") == ""
		}
	}
	return false
}

// datePart writes one part of a date.
func datePart(t time.Time, days float64, code string, twelve, minute bool) string {
	hour := t.Hour()
	if twelve {
		hour = (hour+11)%12 + 1
	}
	switch code {
	case "am/pm":
		return t.Format("PM")
	case "[h]":
		return fmt.Sprint(int(math.Floor(days*24 + 1e-6)))
	case "[m]":
		return fmt.Sprint(int(math.Floor(days*1440 + 1e-4)))
	case "[s]":
		return fmt.Sprint(int(math.Round(days * 86400)))
	case "d":
		return fmt.Sprint(t.Day())
	case "dd":
		return t.Format("02")
	case "ddd":
		return t.Format("Mon")
	case "h":
		return fmt.Sprint(hour)
	case "hh":
		return fmt.Sprintf("%02d", hour)
	case "s":
		return fmt.Sprint(t.Second())
	case "ss":
		return t.Format("05")
	case "yy", "y":
		return t.Format("06")
	}
	switch code[0] {
	case 'm':
		return monthOrMinute(t, code, minute)
	case 'd':
		return t.Format("Monday")
	case 'y', 'e':
		return t.Format("2006")
	}
	return ""
}

func monthOrMinute(t time.Time, code string, minute bool) string {
	switch {
	case len(code) == 1 && minute:
		return fmt.Sprint(t.Minute())
	case len(code) == 2 && minute:
		return t.Format("04")
	case len(code) == 1:
		return fmt.Sprint(int(t.Month()))
	case len(code) == 2:
		return t.Format("01")
	case len(code) == 3:
		return t.Format("Jan")
	case len(code) == 5:
		return t.Format("Jan")[:1]
	}
	return t.Format("January")
}
