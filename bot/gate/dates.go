package gate

import "strings"

// A date is a day, or what is said of it; 0 stands for what is not.
type date struct {
	year, month, day, weekday int
}

// within reports whether all that d says is said by e too.
func (d date) within(e date) bool {
	return (d.year == 0 || d.year == e.year) && (d.month == 0 || d.month == e.month) &&
		(d.day == 0 || d.day == e.day) && (d.weekday == 0 || d.weekday == e.weekday)
}

// dateAt reads the date that begins at the i-th token.
func (r quantityReader) dateAt(i int) (quantity, bool) {
	for _, read := range [...]func(int) (date, int){r.monthFirst, r.dayFirst, r.written, r.chinese} {
		if d, end := read(i); end > 0 {
			return quantity{kind: day, date: d, first: i, end: end}, true
		}
	}
	if p, n := find(r.tokens, i, "weekday"); n > 0 && (r.tokens[i].capital(r.text.raw) || r.text.language != "en") {
		return quantity{kind: day, date: date{weekday: int(number(p.value))}, first: i, end: i + n}, true
	}
	return quantity{}, false
}

// month reads the name of a month. Short names need a number beside them.
func (r quantityReader) month(i int) (month, end int, short bool) {
	if i >= len(r.tokens) {
		return 0, 0, false
	}
	if p, n := find(r.tokens, i, "month"); n > 0 {
		if r.text.language == "en" && !r.tokens[i].capital(r.text.raw) {
			return 0, 0, false
		}
		return int(number(p.value)), i + n, false
	}
	if p, n := find(r.tokens, i, "shortmonth"); n > 0 && r.tokens[i].capital(r.text.raw) {
		end = i + n
		if end < len(r.tokens) && r.tokens[end].lower == "." {
			end++
		}
		return int(number(p.value)), end, true
	}
	return 0, 0, false
}

// plain reads a number of digits alone, with its ordinal ending or point, and
// returns the token behind it.
func (r quantityReader) plain(i, least, most int) (int, int) {
	if i >= len(r.tokens) || r.tokens[i].kind != digits || len(r.tokens[i].lower) > 4 || strings.ContainsAny(r.tokens[i].lower, ".,'") {
		return 0, 0
	}
	v := int(number(r.tokens[i].lower))
	if v < least || v > most {
		return 0, 0
	}
	end := i + 1
	if v <= 31 && end < len(r.tokens) && !r.tokens[end].spaced && ordinalEnding(r.tokens[end].lower) {
		end++
	}
	return v, end
}

func (r quantityReader) year(i int) (int, int) {
	if i < len(r.tokens) && len(r.tokens[i].lower) < 3 {
		return 0, 0
	}
	y, end := r.plain(i, 100, 2999)
	if end > 0 && end < len(r.tokens) && !r.tokens[end].spaced && r.tokens[end].lower == "s" {
		return 0, 0
	}
	return y, end
}

// yearBehind reads a year behind a month or day, with a comma or "of" between.
func (r quantityReader) yearBehind(i int) (int, int) {
	if y, end := r.year(i); end > 0 {
		return y, end
	}
	if i+1 >= len(r.tokens) {
		return 0, 0
	}
	if r.tokens[i].lower == "," || r.tokens[i].lower == "." {
		return r.year(i + 1)
	}
	if _, n := find(r.tokens, i, "dateof"); n > 0 {
		return r.year(i + n)
	}
	return 0, 0
}

// monthFirst reads "July 1, 2025", "July 2025" and "July".
func (r quantityReader) monthFirst(i int) (date, int) {
	m, end, short := r.month(i)
	if end == 0 {
		return date{}, 0
	}
	d := date{month: m}
	numbered := false
	if v, behind := r.plain(end, 1, 31); behind > 0 {
		d.day, end, numbered = v, behind, true
	}
	if y, behind := r.yearBehind(end); behind > 0 {
		d.year, end, numbered = y, behind, true
	}
	if !numbered && (short || !r.alone(i)) {
		return date{}, 0
	}
	return d, end
}

// alone reports whether a name of a month without a number can be meant as
// one: "May" and "March" are other words too.
func (r quantityReader) alone(i int) bool {
	switch r.tokens[i].lower {
	case "may", "march", "mart", "ay", "mars", "ocak":
		if i == 0 {
			return false
		}
		switch r.tokens[i-1].lower {
		case "in", "of", "since", "until", "by", "late", "early", "mid", "last", "next", "and", "to", "en", "from", "-":
			return true
		}
		return false
	}
	return true
}

// dayFirst reads "1 July 2025", "1st of July", "1. Juli" and "1 de julio de
// 2025".
func (r quantityReader) dayFirst(i int) (date, int) {
	d, at := r.plain(i, 1, 31)
	if at == 0 {
		return date{}, 0
	}
	if at < len(r.tokens) && r.tokens[at].lower == "." {
		at++
	}
	if at < len(r.tokens) {
		if _, n := find(r.tokens, at, "dateof"); n > 0 {
			at += n
		}
	}
	if other, end := r.rangeEnd(at); end > 0 && other > d {
		at = end
	}
	m, end, _ := r.month(at)
	if end == 0 {
		return date{}, 0
	}
	found := date{month: m, day: d}
	if at > i+2 && r.tokens[i+1].lower != "." && r.tokens[i+1].kind == mark {
		// a range: the later day is read by itself
		return found, i + 1
	}
	if y, behind := r.yearBehind(end); behind > 0 {
		found.year, end = y, behind
	}
	return found, end
}

// rangeEnd reads the later day of "13-15 April" behind the earlier one.
func (r quantityReader) rangeEnd(at int) (int, int) {
	if at < len(r.tokens) && (r.tokens[at].lower == "-" || r.tokens[at].lower == "–") {
		return r.plain(at+1, 1, 31)
	}
	return 0, 0
}

// written reads dates in digits: 2025-07-01, 01.07.2025 and 1/7/2025.
func (r quantityReader) written(i int) (date, int) {
	if r.tokens[i].kind != digits {
		return date{}, 0
	}
	if parts := strings.Split(r.tokens[i].lower, "."); len(parts) == 3 && len(parts[2]) == 4 {
		return ordered(parts[0], parts[1], parts[2], false), i + 1
	}
	if i+4 >= len(r.tokens) || r.tokens[i+2].kind != digits || r.tokens[i+4].kind != digits ||
		r.tokens[i+1].lower != r.tokens[i+3].lower || r.tokens[i+2].spaced || r.tokens[i+4].spaced {
		return date{}, 0
	}
	a, b, c := r.tokens[i].lower, r.tokens[i+2].lower, r.tokens[i+4].lower
	switch r.tokens[i+1].lower {
	case "-":
		if len(a) == 4 && len(b) == 2 && len(c) == 2 {
			return ordered(c, b, a, false), i + 5
		}
	case "/":
		if len(c) == 4 && len(a) <= 2 && len(b) <= 2 {
			return ordered(a, b, c, r.text.language == "en"), i + 5
		}
	}
	return date{}, 0
}

// ordered makes a date of its parts, exchanging day and month where the habit
// of the language, or a month above 12, asks for it.
func ordered(d, m, y string, american bool) date {
	found := date{day: int(number(d)), month: int(number(m)), year: int(number(y))}
	if american && found.day <= 12 || found.month > 12 {
		found.day, found.month = found.month, found.day
	}
	return found
}

// chinese reads 2025年7月1日 and its parts.
func (r quantityReader) chinese(i int) (date, int) {
	var d date
	end := 0
	for at := i; at+1 < len(r.tokens) && r.tokens[at].kind == digits; at += 2 {
		v := int(number(r.tokens[at].lower))
		switch r.tokens[at+1].lower {
		case "年":
			d.year = v
		case "月":
			d.month = v
		case "日", "号":
			d.day = v
		default:
			return d, end
		}
		if d.month > 0 {
			end = at + 2
		}
	}
	return d, end
}

// clockAt reads a time of the day, or a duration such as 3:08, in minutes.
func (r quantityReader) clockAt(i int) (quantity, bool) {
	h, at := r.plain(i, 0, 99)
	if at == 0 || at != i+1 {
		return quantity{}, false
	}
	q := quantity{kind: clock, value: float64(h) * 60, first: i, end: at}
	timed := false
	if at+1 < len(r.tokens) && r.tokens[at].lower == ":" && !r.tokens[at].spaced && !r.tokens[at+1].spaced &&
		r.tokens[at+1].kind == digits && len(r.tokens[at+1].lower) == 2 {
		q.value, q.end, timed = q.value+number(r.tokens[at+1].lower), at+2, true
	}
	if q.end < len(r.tokens) {
		if p, n := find(r.tokens, q.end, "half"); n > 0 {
			q.half, q.end, timed = p.value, q.end+n, true
			if q.value >= 12*60 {
				q.value -= 12 * 60
			}
			if p.value == "pm" {
				q.value += 12 * 60
			}
		}
	}
	return q, timed
}
