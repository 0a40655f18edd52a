package gate

import (
	"strconv"
	"strings"
)

// A reading is a number as it stands in a text.
type reading struct {
	value float64
	// key is set for digits that are no number, such as 1.2.3.
	key string
	// end is the token behind it.
	end     int
	ordinal bool
	decade  bool
	// loose is set for a bare "one", and for a numeral within a word of a
	// language that does not part words.
	loose bool
}

// number reads a value of the word lists.
func number(s string) float64 {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return 0
	}
	return v
}

// unitOf splits the value of a unit, such as "year*10".
func unitOf(s string) (string, float64) {
	name, factor, ok := strings.Cut(s, "*")
	if !ok {
		return name, 1
	}
	return name, number(factor)
}

// readNumber reads a number in digits or words.
func readNumber(tokens []token, i int, t text) (reading, bool) {
	if tokens[i].kind == digits {
		return readDigits(tokens, i, t)
	}
	if v, ok := vulgar(tokens[i].lower); ok {
		return reading{value: v, end: i + 1}, true
	}
	if minus(tokens, i) {
		if n, ok := readDigits(tokens, i+1, t); ok {
			n.value = -n.value
			return n, true
		}
	}
	return readNumerals(tokens, i)
}

// minus reports whether the token is the sign of the number behind it.
func minus(tokens []token, i int) bool {
	if l := tokens[i].lower; l != "-" && l != "−" && l != "–" {
		return false
	}
	return i+1 < len(tokens) && tokens[i+1].kind == digits && !tokens[i+1].spaced && (i == 0 || tokens[i].spaced || tokens[i-1].lower == "(")
}

// vulgar tells the value of a fraction that is one character.
func vulgar(s string) (float64, bool) {
	switch s {
	case "½":
		return 1. / 2, true
	case "¼":
		return 1. / 4, true
	case "¾":
		return 3. / 4, true
	case "⅓":
		return 1. / 3, true
	case "⅔":
		return 2. / 3, true
	case "⅛":
		return 1. / 8, true
	case "⅜":
		return 3. / 8, true
	case "⅝":
		return 5. / 8, true
	case "⅞":
		return 7. / 8, true
	case "⅕":
		return 1. / 5, true
	}
	return 0, false
}

func readDigits(tokens []token, i int, t text) (reading, bool) {
	s := tokens[i].lower
	n := reading{end: i + 1}
	v, ok := parseDigits(s, t.language)
	if !ok {
		n.key = s
		return n, true
	}
	n.value = v
	if n.end >= len(tokens) {
		return n, true
	}
	next := tokens[n.end]
	if f, ok := vulgar(next.lower); ok {
		n.value, n.end = n.value+f, n.end+1
		return n, true
	}
	if f, ok := slashed(tokens, n.end, t.language); ok && v > 0 {
		n.value, n.end = v/f, n.end+2
		return n, true
	}
	if !next.spaced && next.kind == letters && !unspaced(next.lower) {
		switch {
		case next.lower == "s" && len(s) >= 2 && strings.HasSuffix(s, "0"):
			n.decade, n.end = true, n.end+1
			return n, true
		case ordinalEnding(next.lower):
			n.ordinal, n.end = true, n.end+1
			return n, true
		}
	}
	if next.lower == "'" && n.end+1 < len(tokens) && tokens[n.end+1].lower == "s" && strings.HasSuffix(s, "0") && len(s) == 4 && !next.spaced {
		n.decade, n.end = true, n.end+2
		return n, true
	}
	if p, k := find(tokens, n.end, "thousands"); k > 0 && !(next.lower == "m" && next.spaced) {
		if next.lower != "m" || i > 0 && tokens[i-1].kind == mark {
			n.value, n.end = n.value*number(p.value), n.end+k
		}
	} else if p, k := find(tokens, n.end, "scale"); k > 0 {
		n.value, n.end = n.value*number(p.value), n.end+k
	}
	return n, true
}

func unspaced(s string) bool {
	for _, r := range s {
		return unspacedScript(r)
	}
	return false
}

// slashed reads the lower part of a fraction such as 3/4.
func slashed(tokens []token, at int, language string) (float64, bool) {
	if at+1 >= len(tokens) || tokens[at].lower != "/" || tokens[at].spaced || tokens[at+1].kind != digits || tokens[at+1].spaced {
		return 0, false
	}
	if at+2 < len(tokens) && tokens[at+2].lower == "/" && !tokens[at+2].spaced {
		return 0, false // a date or a path
	}
	v, ok := parseDigits(tokens[at+1].lower, language)
	return v, ok && v > 0
}

// ordinalEnding tells the endings that make ordinals of digits.
func ordinalEnding(s string) bool {
	switch s {
	case "st", "nd", "rd", "th", "er", "ère", "e", "ème", "º", "ª", "й", "я", "го", "inci":
		return true
	}
	return false
}

// decimalComma tells the languages that write 1.000,5.
func decimalComma(language string) bool {
	switch base, _, _ := strings.Cut(language, "-"); base {
	case "de", "fr", "es", "ru", "tr", "it", "pt", "nl", "pl", "cs", "sv", "da", "nb", "fi", "ro", "hu", "uk":
		return true
	}
	return false
}

// parseDigits reads digits with their marks by the habits of the language. A
// mark that cannot be of a group is a decimal one.
func parseDigits(s, language string) (float64, bool) {
	if strings.Trim(s, "0123456789") == "" {
		v, err := strconv.ParseFloat(s, 64)
		return v, err == nil
	}
	group, decimal := ",", "."
	if decimalComma(language) {
		group, decimal = ".", ","
	}
	s = strings.NewReplacer("\u00a0", "", "\u202f", "", "\u2009", "", "'", "", "’", "").Replace(s)
	if grouped(s, group) {
		s = strings.ReplaceAll(s, group, "")
	} else if strings.Count(s, group) == 1 && !strings.Contains(s, decimal) {
		s = strings.Replace(s, group, ".", 1)
	} else if strings.Contains(s, group) {
		whole, rest, _ := strings.Cut(s, decimal)
		if !grouped(whole, group) {
			if !grouped(s, decimal) {
				return 0, false
			}
			s = strings.ReplaceAll(s, decimal, "")
		} else {
			s = strings.ReplaceAll(whole, group, "") + decimal + rest
		}
	}
	if strings.Count(s, decimal) > 1 && grouped(s, decimal) {
		s = strings.ReplaceAll(s, decimal, "")
	}
	v, err := strconv.ParseFloat(strings.Replace(s, decimal, ".", 1), 64)
	return v, err == nil
}

// grouped reports whether the marks in s part groups of three digits.
func grouped(s, mark string) bool {
	parts := strings.Split(s, mark)
	if len(parts) < 2 || len(parts[0]) == 0 || len(parts[0]) > 3 || parts[0] == "0" {
		return false
	}
	for _, p := range parts[1:] {
		if len(p) != 3 || strings.Trim(p, "0123456789") != "" {
			return false
		}
	}
	return strings.Trim(parts[0], "0123456789") == ""
}
