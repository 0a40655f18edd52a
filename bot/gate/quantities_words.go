package gate

// A sum adds up numerals: section is what is below the next thousand, last the
// numeral that a scale would multiply.
type sum struct {
	total, section, last float64
	numerals             int
}

func (s *sum) value() float64 { return s.total + s.section + s.last }

func (s *sum) scale(by float64) {
	if s.last == 0 {
		s.last = 1
	}
	s.section, s.last = s.section+s.last*by, 0
}

func (s *sum) thousands(by float64) {
	group := s.section + s.last
	if group == 0 {
		group = 1
	}
	s.total, s.section, s.last = s.total+group*by, 0, 0
}

// readNumerals reads a number in words: "two hundred and five", "half a
// million", "two thirds", "twenty-first".
func readNumerals(tokens []token, i int) (reading, bool) {
	if n, ok := readFraction(tokens, i); ok {
		return n, true
	}
	at := i
	if _, n := find(tokens, i, "a"); n > 0 && tokens[i].lower != "one" && i+1 < len(tokens) {
		if !scaled(tokens, i+1) {
			return reading{}, false
		}
		at++
	}
	s, end, first := addUp(tokens, at)
	if p, n := findOrdinal(tokens, end); n > 0 && (s.numerals == 0 || end > at) {
		if s.numerals == 0 && at > i {
			return reading{}, false
		}
		v := number(p.value)
		if v >= 100 {
			s.scale(v)
		} else {
			s.last += v
		}
		return reading{value: s.value(), end: end + n, ordinal: true}, true
	}
	if s.numerals == 0 {
		return reading{}, false
	}
	r := reading{value: s.value(), end: first}
	r.loose = s.numerals == 1 && (r.value == 1 || r.value == 0 || unspaced(tokens[i].lower))
	return withFraction(tokens, r), true
}

// addUp adds the numerals from token at on. It returns the token behind them
// and the hyphens or "and" that may lead on, and the one behind the last
// numeral.
func addUp(tokens []token, at int) (sum, int, int) {
	var s sum
	end := at
	for at < len(tokens) {
		if p, n := find(tokens, at, "cardinal"); n > 0 {
			v := number(p.value)
			if s.last > 0 && (s.last < 20 || v >= 10) && s.numerals > 0 {
				break // "nineteen ninety", "one two": not one number
			}
			s.last += v
			at += n
		} else if p, n := find(tokens, at, "scale"); n > 0 {
			s.scale(number(p.value))
			at += n
		} else if p, n := find(tokens, at, "thousands"); n > 0 && (s.numerals > 0 || len(tokens[at].lower) > 2) {
			s.thousands(number(p.value))
			at += n
		} else {
			break
		}
		s.numerals++
		end = at
		at = linked(tokens, at, s)
	}
	return s, at, end
}

// linked steps over a hyphen, or over "and" behind a scale, that a numeral
// follows.
func linked(tokens []token, at int, s sum) int {
	if at+1 >= len(tokens) {
		return at
	}
	link := tokens[at].lower == "-" && !tokens[at].spaced
	if _, n := find(tokens, at, "numberand"); n > 0 && s.last == 0 {
		link = true
	}
	if !link {
		return at
	}
	for _, class := range [...]string{"cardinal", "scale", "thousands"} {
		if _, n := find(tokens, at+1, class); n > 0 {
			return at + 1
		}
	}
	if _, n := findOrdinal(tokens, at+1); n > 0 {
		return at + 1
	}
	return at
}

func scaled(tokens []token, i int) bool {
	for _, class := range [...]string{"scale", "thousands"} {
		if _, n := find(tokens, i, class); n > 0 && len(tokens[i].lower) > 2 {
			return true
		}
	}
	return false
}

func findOrdinal(tokens []token, i int) (phrase, int) {
	if i >= len(tokens) {
		return phrase{}, 0
	}
	return find(tokens, i, "ordinal")
}

// readFraction reads "half", "a third of", "two thirds", "three quarters".
func readFraction(tokens []token, i int) (reading, bool) {
	upper, at := 1.0, i
	if p, n := find(tokens, i, "cardinal"); n > 0 {
		upper, at = number(p.value), i+n
	} else if _, n := find(tokens, i, "a"); n > 0 {
		at = i + n
	}
	if at > i && at < len(tokens) && tokens[at].lower == "-" {
		at++
	}
	if at >= len(tokens) {
		return reading{}, false
	}
	p, n := find(tokens, at, "fraction")
	v := number(p.value)
	of := at+1 < len(tokens) && (tokens[at+1].lower == "of" || tokens[at+1].lower == "a" || tokens[at+1].lower == "des" || tokens[at+1].lower == "de")
	if n == 0 {
		o, m := find(tokens, at, "ordinal")
		if m == 0 || number(o.value) < 3 || !of || at == i || upper != 1 {
			return reading{}, false
		}
		v, n = 1/number(o.value), m
	} else if before := i - 1; before >= 0 && at == i {
		if _, m := find(tokens, before, "ordinal"); m > 0 {
			return reading{}, false // "the second half"
		}
	}
	if v == 0.25 && at == i && !of {
		return reading{}, false // a quarter of a game or a city
	}
	r := reading{value: upper * v, end: at + n}
	if r.end+1 < len(tokens) && (tokens[r.end].lower == "a" || tokens[r.end].lower == "of" && tokens[r.end+1].lower == "a") {
		next := r.end + 1
		if tokens[r.end].lower == "of" {
			next++
		}
		if next < len(tokens) && scaled(tokens, next) {
			s, _, end := addUp(tokens, next)
			r.value, r.end = r.value*s.value(), end
		} else if next < len(tokens) {
			if p, m := find(tokens, next, "unit"); m > 0 && p.value != "" {
				r.end = next // "half a mile": the unit follows
			}
		}
	}
	return r, true
}

// withFraction adds "and a half".
func withFraction(tokens []token, r reading) reading {
	if r.end+2 >= len(tokens) {
		return r
	}
	if _, n := find(tokens, r.end, "numberand"); n == 0 {
		return r
	}
	if _, n := find(tokens, r.end+1, "a"); n == 0 {
		return r
	}
	p, n := find(tokens, r.end+2, "fraction")
	if n == 0 {
		return r
	}
	part, end := number(p.value), r.end+2+n
	if end < len(tokens) && scaled(tokens, end) { // "two and a half million"
		s, _, behind := addUp(tokens, end)
		return reading{value: (r.value + part) * s.value(), end: behind}
	}
	if s, _, _ := addUp(tokens, r.end-1); s.numerals == 1 && s.value() >= 100 {
		part *= s.value() // "a million and a half"
	}
	return reading{value: r.value + part, end: end}
}
