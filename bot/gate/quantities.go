package gate

import "math"

// A quantityKind tells numbers apart that are equal but do not mean the same.
type quantityKind uint8

const (
	cardinal quantityKind = iota
	ordinal
	decade // 1990s
	clock  // 7:30 p.m., in minutes
	day    // a date, or a part of one
	exact  // a version, or a vague number such as "hundreds": compared as text
)

// A quantity is a number, an amount or a date that a text states.
type quantity struct {
	kind  quantityKind
	value float64
	// key is what stands there, for exact ones.
	key string
	// unit is the name of the unit, "" for none.
	unit string
	// approximation is "" for a number that is meant as it stands, else
	// "about", "more", "atleast", "less", "atmost", "almost" or "exact".
	approximation string
	date          date
	first, end    int // the tokens [first, end)
	// place is set when the approximation may be a preposition: "domes over two
	// dishes".
	place bool
	// hint is set for words that imply a number without stating it, such as
	// "both", and for "one", which rarely counts: they support a statement,
	// but need no support.
	hint bool
	// age is set for the years that someone has lived.
	age bool
	// half is "am" or "pm" for times of the day, "" if it is not said.
	half string
}

// readQuantities finds the quantities of a text, in their order.
func readQuantities(tokens []token, t text) []quantity {
	var found []quantity
	r := quantityReader{tokens: tokens, text: t}
	pending, at, place := "", -1, false // an approximation, and the token that it stands before
	for i := 0; i < len(tokens); {
		if q, ok := r.read(i); ok {
			if at == i {
				q.approximation, q.place = pending, place
			}
			q = r.behind(q)
			r.pronoun(&q)
			found = append(found, q)
			i = q.end
			continue
		}
		if p, n := find(tokens, i, "approx"); n > 0 {
			pending, at, place = p.value, i+n, r.preposition(i)
			i += n
			continue
		}
		if at == i && carries(tokens[i].lower) {
			at++
			if tokens[i].lower == "the" && pending != "about" && (i+1 >= len(tokens) || tokens[i+1].lower != "age") {
				at = -1 // "more than the eight" compares
			}
		}
		i++
	}
	r.share(found)
	r.sameYear(found)
	return found
}

// preposition reports whether an approximation may tell where something is: it
// follows a word of its own.
func (r quantityReader) preposition(i int) bool {
	switch r.tokens[i].lower {
	case "over", "under", "above", "below", "around", "about":
		return i > 0 && r.tokens[i-1].word >= 0 && !r.text.words[r.tokens[i-1].word].stop
	}
	return false
}

// pronoun makes a hint of "the two" that stands for things named before.
func (r quantityReader) pronoun(q *quantity) {
	if q.kind != cardinal || q.value != 2 || q.unit != "" || q.first == 0 || q.end >= len(r.tokens) {
		return
	}
	switch r.tokens[q.first-1].lower {
	case "the", "these", "those":
		next := r.tokens[q.end]
		q.hint = next.kind == mark || next.word >= 0 && r.text.words[next.word].stop
	}
}

// sameYear gives a date "of the same year" the year before it.
func (r quantityReader) sameYear(found []quantity) {
	year := 0
	for k := range found {
		q := &found[k]
		if q.kind == day && q.date.year == 0 && q.end < len(r.tokens) && year > 0 {
			if _, n := find(r.tokens, q.end, "sameyear"); n > 0 {
				q.date.year = year
			}
		}
		if q.yearly() && q.years() > 0 {
			year = int(q.years())
		}
	}
}

// carries reports whether a word may stand between an approximation and its
// number.
func carries(word string) bool {
	switch word {
	case "the", "a", "an", "another", "of", "age", "year", "les", "die", "los":
		return true
	}
	return false
}

// A quantityReader reads quantities off tokens.
type quantityReader struct {
	tokens []token
	text   text
}

// read reads the quantity that begins at the i-th token.
func (r quantityReader) read(i int) (quantity, bool) {
	if r.tokens[i].kind == letters && len(r.tokens[i].entries) == 0 {
		return quantity{}, false // most words
	}
	if q, ok := r.dateAt(i); ok {
		return q, true
	}
	if q, ok := r.clockAt(i); ok {
		return q, true
	}
	if q, ok := r.amountAt(i); ok {
		return q, true
	}
	if p, n := find(r.tokens, i, "vague"); n > 0 {
		return quantity{kind: exact, key: p.value, first: i, end: i + n}, true
	}
	if p, n := find(r.tokens, i, "hint"); n > 0 {
		return quantity{value: number(p.value), first: i, end: i + n, hint: true}, true
	}
	if p, n := find(r.tokens, i, "ordinalhint"); n > 0 {
		return quantity{kind: ordinal, value: number(p.value), first: i, end: i + n, hint: true}, true
	}
	return quantity{}, false
}

// amountAt reads a number with the signs, scales and units around it.
func (r quantityReader) amountAt(i int) (quantity, bool) {
	q := quantity{first: i}
	at := i
	p, before := find(r.tokens, i, "money")
	if before > 0 && (r.tokens[i].kind == mark || r.tokens[i].capital(r.text.raw)) {
		q.unit = p.value // "$ 5" and "USD 5", but not "mark 5 years"
	} else if p, before = find(r.tokens, i, "percentbefore"); before > 0 {
		q.unit = "percent"
	} else if p, before = find(r.tokens, i, "erabefore"); before > 0 {
		q.unit = p.value
	} else if _, before = find(r.tokens, i, "ordinalmark"); before > 0 {
		q.kind = ordinal
	}
	at += before
	if at >= len(r.tokens) || before > 0 && r.tokens[at].kind == mark {
		return q, false
	}
	n, ok := readNumber(r.tokens, at, r.text)
	if !ok {
		return q, false
	}
	if n.key != "" {
		q.kind, q.key = exact, n.key
	}
	if n.ordinal {
		q.kind = ordinal
	}
	if n.decade {
		q.kind = decade
	}
	q.value, q.end, q.hint = n.value, n.end, n.loose && before == 0
	if q.kind == cardinal && q.unit == "" || q.kind == ordinal {
		r.unit(&q)
	}
	r.age(&q)
	return q, true
}

// unit reads the unit behind a number, with or without a hyphen.
func (r quantityReader) unit(q *quantity) {
	at := q.end
	if at+1 < len(r.tokens) && r.tokens[at].lower == "-" {
		at++
	}
	if at >= len(r.tokens) {
		return
	}
	if q.kind == ordinal {
		if p, n := find(r.tokens, at, "unit"); n > 0 && p.value == "year*100" {
			q.unit, q.end = "century", at+n
		}
		return
	}
	for _, class := range [...]string{"unit", "money", "era"} {
		p, n := find(r.tokens, at, class)
		if n == 0 || class == "money" && r.tokens[at].kind == mark && r.opensNumber(at+n) || r.tokens[at].lower == "in" {
			continue
		}
		if len(r.tokens[at].lower) == 1 && r.tokens[at].kind == letters && r.tokens[at].capital(r.text.raw) && class == "unit" {
			continue // an initial
		}
		unit, factor := unitOf(p.value)
		q.unit, q.value, q.end, q.hint = unit, q.value*factor, at+n, false
		return
	}
}

// opensNumber reports whether a number in digits stands at the token, so that
// a sign before it is not a unit of the number before.
func (r quantityReader) opensNumber(at int) bool {
	return at < len(r.tokens) && r.tokens[at].kind == digits
}

// age marks the years that someone has lived: "39-year-old", "at age 39".
func (r quantityReader) age(q *quantity) {
	if q.unit == "year" {
		at := q.end
		if at+1 < len(r.tokens) && r.tokens[at].lower == "-" {
			at++
		}
		if at < len(r.tokens) {
			if _, n := find(r.tokens, at, "old"); n > 0 {
				q.age, q.end = true, at+n
			}
		}
	}
	if q.first > 0 {
		if _, n := find(r.tokens, q.first-1, "age"); n == 1 {
			q.age = true
		}
		if q.first > 1 && r.tokens[q.first-1].lower == "of" && r.tokens[q.first-2].lower == "age" {
			q.age = true
		}
	}
	if q.age {
		q.unit = "year"
	}
}

// behind reads what follows a quantity and makes it inexact, such as "or so".
func (r quantityReader) behind(q quantity) quantity {
	if q.end < len(r.tokens) {
		if p, n := find(r.tokens, q.end, "approxafter"); n > 0 {
			q.approximation, q.end = p.value, q.end+n
		}
	}
	if q.approximation == "more" && q.end > 0 && lasting(q.unit) && r.tokens[max(0, q.first-1)].lower == "over" {
		q.approximation = "" // "over two years" may mean during them
	}
	return q
}

func lasting(unit string) bool {
	switch unit {
	case "year", "month", "week", "day", "hour", "minute", "second":
		return true
	}
	return false
}

// share gives the first number of a range, "5 to 10 km", the unit of the
// second.
func (r quantityReader) share(found []quantity) {
	for k := len(found) - 2; k >= 0; k-- {
		a, b := &found[k], found[k+1]
		if a.kind != cardinal || b.kind != cardinal || a.unit != "" || b.unit == "" || b.first-a.end != 1 {
			continue
		}
		switch r.tokens[a.end].lower {
		case "to", "and", "or", "-", "–", "—", "bis", "und", "à", "a", "y", "до", "到", "至":
			a.unit = b.unit
			if b.age {
				a.age = true
			}
		}
	}
}

// sameValue reports whether two numbers are the same but for rounding errors.
func sameValue(a, b float64) bool {
	return a == b || math.Abs(a-b) <= 1e-9*max(math.Abs(a), math.Abs(b))
}
