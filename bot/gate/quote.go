package gate

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/corpus"
)

const (
	// leastQuote is how many characters a quote needs to prove anything.
	leastQuote = 12
	// leastRun is the share of a quote that must stand in the passage as one
	// run.
	leastRun = 0.85
)

// quoteStands reports where a quote stands in a passage: at least 85 % of it as
// one run, whatever the case, the white space and the forms of its marks. The
// parts around an ellipsis must stand in their order.
func quoteStands(quote, passage string) (corpus.Span, bool) {
	whole := plainOf(passage)
	var span corpus.Span
	from, length := 0, 0
	for _, part := range quoteParts(quote) {
		wanted := plainOf(part).runes
		if len(wanted) == 0 {
			continue
		}
		start, end, ok := whole.run(wanted, from)
		if !ok {
			return corpus.Span{}, false
		}
		if length == 0 {
			span.Start = whole.at[start]
		}
		span.End = whole.end(end - 1)
		from, length = end, length+len(wanted)
	}
	return span, length >= leastQuote
}

// quoteParts splits a quote at its ellipses.
func quoteParts(quote string) []string {
	r := strings.NewReplacer("[…]", "\x00", "[...]", "\x00", "(...)", "\x00", "…", "\x00", "...", "\x00")
	return strings.Split(r.Replace(quote), "\x00")
}

// A plain text is one without what makes no difference to a quote.
type plain struct {
	runes []rune
	at    []int // byte offsets of the characters
	raw   string
}

// end is the offset behind the i-th character.
func (p plain) end(i int) int {
	_, size := utf8.DecodeRuneInString(p.raw[p.at[i]:])
	return p.at[i] + size
}

// plainOf leaves letters, digits, marks and single spaces, in lower case.
func plainOf(s string) plain {
	p := plain{raw: s, runes: make([]rune, 0, len(s)), at: make([]int, 0, len(s))}
	for at, r := range s {
		switch {
		case r < utf8.RuneSelf:
			p.ascii(at, r)
		case r == '\u00ad' || r == '\u200b' || r == '\u200c' || r == '\u200d' || r == '\ufeff' || r == '\u2060':
		default:
			p.other(at, r)
		}
	}
	for len(p.runes) > 0 && !telling(p.runes[len(p.runes)-1]) {
		p.runes, p.at = p.runes[:len(p.runes)-1], p.at[:len(p.at)-1]
	}
	return p
}

// telling reports whether a character may end a quote: one of "%" and letters,
// but no point or comma of the sentence around.
func telling(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) || unicode.IsSymbol(r) || r == '%'
}

func (p *plain) ascii(at int, r rune) {
	switch {
	case r == '*' || r == '`' || r == '_' || r == '#' || r == '"' || r == '\'':
	case r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '-':
		p.space(at)
	case 'A' <= r && r <= 'Z':
		p.put(at, r+'a'-'A')
	default:
		p.put(at, r)
	}
}

func (p *plain) other(at int, r rune) {
	switch {
	case unicode.IsSpace(r) || unicode.Is(unicode.Pd, r) || r == '−':
		p.space(at)
	case unicode.Is(unicode.Pi, r) || unicode.Is(unicode.Pf, r) || r == '„' || r == '‚' || r == '′' || r == '″':
	case r >= 'ﬀ' && r <= 'ﬆ':
		for _, l := range ligature(r) {
			p.put(at, l)
		}
	default:
		p.put(at, unicode.ToLower(r))
	}
}

// ligature spells out letters that are set as one.
func ligature(r rune) string {
	return [...]string{"ff", "fi", "fl", "ffi", "ffl", "st", "st"}[r-'ﬀ']
}

func (p *plain) put(at int, r rune) {
	p.runes, p.at = append(p.runes, r), append(p.at, at)
}

func (p *plain) space(at int) {
	if n := len(p.runes); n > 0 && p.runes[n-1] != ' ' {
		p.put(at, ' ')
	}
}

// run finds where, from a character on, the quote stands in the text: whole,
// or all but a little at its ends.
func (p plain) run(quote []rune, from int) (start, end int, ok bool) {
	least := max(1, (len(quote)*85+99)/100)
	if leastRun*float64(len(quote)) > float64(least) {
		least++
	}
	// Any run of that length holds the middle of the quote.
	lo, hi := len(quote)-least, least
	if hi <= lo {
		return 0, 0, false
	}
	core := quote[lo:hi]
	best := 0
	for at := from; at+len(core) <= len(p.runes); at++ {
		if p.runes[at] != core[0] || !sameRunes(p.runes[at:at+len(core)], core) {
			continue
		}
		a, b := at, at+len(core)
		for i := lo - 1; i >= 0 && a > from && p.runes[a-1] == quote[i]; i-- {
			a--
		}
		for i := hi; i < len(quote) && b < len(p.runes) && p.runes[b] == quote[i]; i++ {
			b++
		}
		if b-a >= least && b-a > best {
			start, end, best = a, b, b-a
		}
	}
	return start, end, best > 0
}

func sameRunes(a, b []rune) bool {
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// leastClaim is how many words between quotation marks are claimed to stand in
// the passage word for word.
const leastClaim = 3

// checkQuoted tells of words that the statement puts between quotation marks
// but that stand in none of the passages.
func checkQuoted(statement string, passages []string) string {
	for _, q := range quoted(statement) {
		if len(strings.Fields(q)) < leastClaim {
			continue
		}
		stands := false
		for _, p := range passages {
			whole := plainOf(p)
			from, all := 0, true
			for _, part := range quoteParts(q) {
				wanted := plainOf(part).runes
				if len(wanted) == 0 {
					continue
				}
				_, end, ok := whole.run(wanted, from)
				all, from = all && ok, end
			}
			stands = stands || all
		}
		if !stands {
			return "the words \"" + q + "\" stand in no cited passage"
		}
	}
	return ""
}

// quoted lists what stands between quotation marks.
func quoted(s string) []string {
	var found []string
	start, closing := -1, rune(0)
	for at, r := range s {
		switch {
		case start >= 0 && (r == closing || closing == '“' && r == '”'):
			if closing == '\'' && at+1 < len(s) && s[at+1] != ' ' && s[at+1] != ',' && s[at+1] != '.' && s[at+1] != ';' {
				continue
			}
			found = append(found, s[start:at])
			start = -1
		case start < 0:
			if c := closingMark(s, at, r); c != 0 {
				start, closing = at+utf8.RuneLen(r), c
			}
		}
	}
	return found
}

// closingMark returns the mark that ends the quotation that r begins at the
// offset; 0 if it begins none.
func closingMark(s string, at int, r rune) rune {
	switch r {
	case '"':
		return '"'
	case '“':
		return '”'
	case '„':
		return '“'
	case '«':
		return '»'
	case '「':
		return '」'
	case '\'', '‘':
		if at > 0 && s[at-1] != ' ' && s[at-1] != '(' {
			return 0 // an apostrophe
		}
		if r == '‘' {
			return '’'
		}
		return '\''
	}
	return 0
}
