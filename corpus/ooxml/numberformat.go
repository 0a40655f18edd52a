package ooxml

import (
	"math"
	"strconv"
	"strings"
)

// builtin are the formats that workbooks name by a number only. The dates
// among them look as the reader's computer likes them; here they are written
// for all.
var builtin = map[string]string{
	"1": "0", "2": "0.00", "3": "#,##0", "4": "#,##0.00", "5": `"$"#,##0;-"$"#,##0`, "6": `"$"#,##0;-"$"#,##0`, "7": `"$"#,##0.00;-"$"#,##0.00`,
	"8": `"$"#,##0.00;-"$"#,##0.00`, "9": "0%", "10": "0.00%", "11": "0.00E+00", "14": "yyyy-mm-dd", "15": "d-mmm-yy", "16": "d-mmm", "17": "mmm-yy",
	"18": "h:mm AM/PM", "19": "h:mm:ss AM/PM", "20": "h:mm", "21": "h:mm:ss", "22": "yyyy-mm-dd hh:mm", "37": "#,##0;-#,##0", "38": "#,##0;-#,##0",
	"39": "#,##0.00;-#,##0.00", "40": "#,##0.00;-#,##0.00", "41": "#,##0;-#,##0", "42": `"$"#,##0;-"$"#,##0`, "43": "#,##0.00;-#,##0.00",
	"44": `"$"#,##0.00;-"$"#,##0.00`, "45": "mm:ss", "46": "[h]:mm:ss", "47": "mm:ss.0", "48": "##0.0E+0",
	"27": "yyyy-mm-dd", "28": "yyyy-mm-dd", "29": "yyyy-mm-dd", "30": "yyyy-mm-dd", "31": "yyyy-mm-dd", "36": "yyyy-mm-dd",
	"50": "yyyy-mm-dd", "51": "yyyy-mm-dd", "52": "yyyy-mm-dd", "53": "yyyy-mm-dd", "54": "yyyy-mm-dd", "57": "yyyy-mm-dd", "58": "yyyy-mm-dd",
}

// A format shows numbers: positive ones, negative ones and zero by a section of
// their own where there is one.
type format struct{ sections []section }

// A section is one part of a format.
type section struct {
	tokens []formatToken
	date   bool
	// digits are the places of a number: those before the point, of which some
	// are always shown, and those behind.
	least, most, behind, leastBehind int
	grouped                          bool
	percent                          int
	scale                            int // thousands that are left out
	exponent                         int // least digits of it, 0 for none
	fraction                         bool
	general                          bool
}

// parseFormat reads the code of a format; nil is the general one.
func parseFormat(code string) *format {
	if code == "" || strings.EqualFold(code, "general") || strings.EqualFold(code, "standard") || code == "@" || len(code) > 500 {
		return nil
	}
	var f format
	for _, tokens := range formatTokens(code) {
		f.sections = append(f.sections, sectionOf(tokens))
	}
	return &f
}

// show writes a number; from1904 tells from when days are counted.
func (f *format) show(n float64, from1904 bool) string {
	if f == nil || math.IsInf(n, 0) || math.IsNaN(n) {
		return general(n)
	}
	s, value := f.sections[0], n
	switch {
	case n < 0 && len(f.sections) > 1:
		s, value = f.sections[1], -n
	case n == 0 && len(f.sections) > 2:
		s = f.sections[2]
	}
	if s.date {
		if text, ok := s.moment(value, from1904); ok {
			return text
		}
		return general(n)
	}
	if s.fraction || s.general {
		return s.around(general(value))
	}
	return s.around(s.number(value))
}

// general writes a number as cells do that have no format.
func general(n float64) string {
	if a := math.Abs(n); a != 0 && (a >= 1e15 || a < 1e-9) {
		return strconv.FormatFloat(n, 'G', 6, 64)
	}
	text := strconv.FormatFloat(n, 'f', 10, 64)
	// The digits beyond the fifteenth are noise of binary numbers.
	if short, err := strconv.ParseFloat(strconv.FormatFloat(n, 'g', 15, 64), 64); err == nil {
		text = strconv.FormatFloat(short, 'f', -1, 64)
	}
	return text
}

// number writes the digits of a number.
func (s section) number(n float64) string {
	for range s.percent {
		n *= 100
	}
	for range s.scale {
		n /= 1000
	}
	if s.exponent > 0 {
		text := strconv.FormatFloat(n, 'E', s.behind, 64)
		digits, exponent, _ := strings.Cut(text, "E")
		return digits + "E" + exponent
	}
	text := strconv.FormatFloat(n, 'f', min(s.behind, 30), 64)
	// 2.675 is stored as a little less; people and spreadsheets see 2.68.
	if exact, err := strconv.ParseFloat(strconv.FormatFloat(n, 'g', 15, 64), 64); err == nil {
		half := math.Copysign(math.Pow10(-s.behind)*1e-6, exact)
		text = strconv.FormatFloat(exact+half, 'f', min(s.behind, 30), 64)
	}
	sign := ""
	if strings.HasPrefix(text, "-") {
		sign, text = "-", text[1:]
		if strings.Trim(text, "0.") == "" {
			sign = ""
		}
	}
	whole, part, _ := strings.Cut(text, ".")
	for len(part) > s.leastBehind && strings.HasSuffix(part, "0") {
		part = part[:len(part)-1]
	}
	if whole == "0" && s.least == 0 && part != "" {
		whole = ""
	}
	if missing := s.least - len(whole); missing > 0 {
		whole = strings.Repeat("0", missing) + whole
	}
	if s.grouped {
		whole = grouped(whole)
	}
	if part != "" {
		whole += "." + part
	}
	return sign + whole
}

// grouped puts a comma before every three digits.
func grouped(digits string) string {
	var b strings.Builder
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(d)
	}
	return b.String()
}

// around puts a number between the texts of the section. A minus goes in front
// of all.
func (s section) around(number string) string {
	var b strings.Builder
	if rest, negative := strings.CutPrefix(number, "-"); negative {
		b.WriteByte('-')
		number = rest
	}
	parts := s.dealt(number)
	written := false
	for _, t := range s.tokens {
		switch {
		case t.kind == literalToken:
			b.WriteString(t.text)
		case t.kind == numberToken && len(parts) > 0:
			b.WriteString(parts[0])
			parts = parts[1:]
			written = true
		}
	}
	if !written && (s.general || s.fraction) {
		b.WriteString(number)
	}
	return strings.TrimSpace(b.String())
}

// dealt deals the digits of a number out to the places between the texts of
// the section: "000-0000" parts them.
func (s section) dealt(number string) []string {
	var sizes []int
	for _, t := range s.tokens {
		if t.kind == numberToken {
			sizes = append(sizes, len(t.text))
		}
	}
	if len(sizes) < 2 || s.grouped || s.behind > 0 || s.exponent > 0 || s.fraction {
		return []string{number}
	}
	parts := make([]string, len(sizes))
	for i := len(sizes) - 1; i > 0; i-- {
		at := max(len(number)-sizes[i], 0)
		number, parts[i] = number[:at], number[at:]
	}
	parts[0] = number
	return parts
}
