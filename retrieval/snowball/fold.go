package snowball

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// normalize gives a word its compatibility form in lower case, without what is
// invisible. In Turkish the capital of ı is I and that of i is İ.
func normalize(s string, turkish bool) string {
	if !turkish && ascii(s) {
		return strings.ToLower(s)
	}
	lower := unicode.ToLower
	if turkish {
		lower = unicode.TurkishCase.ToLower
	}
	s = strings.Map(func(r rune) rune {
		switch r {
		case '\u00ad', '\u200c', '\u200d':
			return -1
		case '’', 'ʼ', '＇':
			return '\''
		}
		if r >= utf8.RuneSelf && unicode.IsDigit(r) {
			return asciiDigit(r)
		}
		return lower(r)
	}, norm.NFKC.String(s))
	return norm.NFC.String(s)
}

// asciiDigit is the ASCII digit of the same value. Unicode has the ten digits of
// a script in a row.
func asciiDigit(r rune) rune {
	for _, row := range unicode.Nd.R16 {
		if rune(row.Lo) <= r && r <= rune(row.Hi) {
			return '0' + (r-rune(row.Lo))%10
		}
	}
	return r
}

// fold takes the diacritics off a word, where the script is one whose readers
// type without them, takes ligatures apart and writes letters one way that are
// typed in several.
func fold(s string) string {
	if ascii(s) {
		return s
	}
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		if unicode.Is(unicode.Mn, r) && foldable(b.String()) {
			continue
		}
		if l, ok := ligatures[r]; ok {
			b.WriteString(l)
			continue
		}
		b.WriteRune(r)
	}
	return norm.NFC.String(b.String())
}

// foldable reports whether the marks of the last letter may be dropped. In
// Cyrillic they make another letter, in the scripts of India and of South-East
// Asia a vowel.
func foldable(before string) bool {
	r, _ := utf8.DecodeLastRuneInString(before)
	return unicode.In(r, unicode.Latin, unicode.Greek, unicode.Arabic, unicode.Hebrew)
}

// ligatures also holds letters of Arabic and Persian that look alike and are
// typed for each other.
var ligatures = map[rune]string{
	'ي': "ی", 'ى': "ی", 'ك': "ک", 'ة': "ه",
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'đ': "d", 'ð': "d", 'þ': "th",
	'ł': "l", 'ħ': "h", 'ı': "i", 'ŋ': "n", 'ə': "a", 'ς': "σ",
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
