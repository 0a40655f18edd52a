package corpus

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// startsAfter looks at what follows the white space at i: it returns where the
// next sentence's first word would start, and -1 if what follows goes on with
// the sentence before.
func (s *segmenter) startsAfter(i int) int {
	for i < s.end {
		r, w := utf8.DecodeRuneInString(s.text[i:s.end])
		switch {
		case unicode.IsSpace(r) || isOpener(r):
			i += w
		case r == ',' || r == ';' || r == ':' || r == '–' || r == '—' || r == ')':
			return -1
		case isLower(r) && !s.isLowerCase() && !s.isCamel(i):
			return -1
		default:
			return i
		}
	}
	return s.end
}

func isOpener(r rune) bool {
	switch r {
	case '"', '\'', '“', '‘', '«', '»', '„', '‚', '‹', '(', '[', '*', '_', '`', '¿', '¡', '>':
		return true
	}
	return false
}

// isCamel reports whether the word at i is like iPhone or eBay.
func (s *segmenter) isCamel(i int) bool {
	return strings.IndexFunc(s.wordAfter(i), unicode.IsUpper) > 0
}

// isLowerCase reports whether the block is written without capital letters.
func (s *segmenter) isLowerCase() bool {
	if s.lower == unknownCase {
		rest := s.text[s.start:s.end]
		switch {
		case strings.IndexFunc(rest, unicode.IsUpper) >= 0:
			s.lower = mixedCase
		case strings.Contains(rest, " . "):
			s.lower = lowerCaseSpaced
		default:
			s.lower = lowerCase
		}
	}
	return s.lower != mixedCase
}

// periodEnds reports whether the full stop at i ends a sentence; white space
// follows at after.
func (s *segmenter) periodEnds(i, after int) bool {
	if i > s.start && s.text[i-1] == ' ' {
		return true // set apart by spaces
	}
	next := s.startsAfter(after)
	if next < 0 || s.isLowerCase() && s.lower == lowerCaseSpaced {
		return false
	}
	word := s.wordBefore(i)
	if word == "" || next == s.end {
		return true
	}
	if isNumber(word) {
		return !s.isEnumerator(i, word) && !s.isOrdinal(i-len(word), word, next)
	}
	class := s.words.class(word)
	first, _ := utf8.DecodeRuneInString(s.text[next:s.end])
	switch {
	case class&(titleWord|shortWord) == titleWord && isCapitalised(word):
		return false
	case class&numberWord != 0 && unicode.IsDigit(first):
		return false
	case class&monthWord != 0 && unicode.IsDigit(first) && isCapitalised(word):
		return false
	case class&(titleWord|shortWord) != 0 || s.isInitial(i, word, next):
		return s.isStarter(next)
	}
	return true
}

// wordBefore is the word that stands before i, with the full stops in it.
func (s *segmenter) wordBefore(i int) string {
	j := i
	for j > s.start && i-j < longestWord {
		r, w := utf8.DecodeLastRuneInString(s.text[s.start:j])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && r != '.' && r != '-' && r != '№' && r != '§' {
			break
		}
		j -= w
	}
	return s.text[j:i]
}

func (s *segmenter) wordAfter(i int) string {
	j := i
	for j < s.end && j-i < longestWord {
		r, w := utf8.DecodeRuneInString(s.text[j:s.end])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) {
			break
		}
		j += w
	}
	return s.text[i:j]
}

// isStarter reports whether the word at i is one that usually starts a
// sentence, and is written as one.
func (s *segmenter) isStarter(i int) bool {
	word := s.wordAfter(i)
	if word == "" || !isCapitalised(word) && !s.isLowerCase() {
		return false
	}
	if j := i + len(word); j < s.end && s.text[j] == '.' {
		return false
	}
	return s.words.class(word)&startWord != 0
}

// isEnumerator reports whether the number in front of the full stop at i is the
// only word of the sentence.
func (s *segmenter) isEnumerator(i int, word string) bool {
	return strings.IndexFunc(s.text[s.start:i-len(word)], isWordRune) < 0
}

// isOrdinal reports whether the number at i is an ordinal, as in "3. Oktober"
// and "der 2. Weltkrieg".
func (s *segmenter) isOrdinal(i int, word string, next int) bool {
	if len(word) > 2 {
		return false
	}
	if s.words.class(s.wordAfter(next))&monthWord != 0 {
		return true
	}
	before := trim(s.text, Span{s.start, i})
	return s.words.class(s.wordBefore(before.End))&articleWord != 0
}

// crammed reports whether a sentence ends at the mark text[i:j] though no space
// follows: "stops.The next", but not "example.Com" or "strings.Index".
func (s *segmenter) crammed(i, j int) bool {
	before, after := s.wordBefore(i), s.wordAfter(j)
	if utf8.RuneCountInString(before) < 2 || strings.IndexFunc(before, isNotLower) > 0 ||
		!isCapitalised(after) || strings.IndexFunc(after[firstWidth(after):], isNotLower) >= 0 {
		return false
	}
	if !s.isPlain(i-len(before)-1) || !s.isPlain(j+len(after)) {
		return false
	}
	return s.text[i] != '.' || s.words.class(after)&startWord != 0
}

// isPlain reports whether the byte at i is none of those within addresses and
// names of files.
func (s *segmenter) isPlain(i int) bool {
	return i < s.start || i >= s.end || strings.IndexByte("/@:_.(`\\#=&", s.text[i]) < 0
}

// isInitial reports whether the word before the full stop at i is a capital
// letter, or one of several letters with full stops between or after them, as in
// "Ph.D." and "z. B."; next is where the next word starts.
func (s *segmenter) isInitial(i int, word string, next int) bool {
	letters := 0
	for _, r := range word {
		if r == '.' || r == '-' {
			letters = 0
			continue
		}
		if letters++; letters > 2 || !unicode.IsLetter(r) {
			return false
		}
	}
	first, w := utf8.DecodeRuneInString(word)
	if w < len(word) {
		return strings.Contains(word, ".") && !strings.Contains(word, "-")
	}
	after, w := utf8.DecodeRuneInString(s.text[next:s.end])
	if unicode.IsUpper(first) || unicode.IsDigit(after) {
		return true
	}
	if unicode.IsLetter(after) && next+w < s.end && s.text[next+w] == '.' {
		return true
	}
	before := s.wordBefore(trim(s.text, Span{s.start, i - len(word)}).End)
	return len(before) > 1 && before[len(before)-1] == '.' && utf8.RuneCountInString(before) == 2
}

func isNumber(word string) bool {
	for i := range len(word) {
		if word[i] < '0' || word[i] > '9' {
			return false
		}
	}
	return word != ""
}

func isCapitalised(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}

func isLower(r rune) bool    { return unicode.IsLower(r) }
func isNotLower(r rune) bool { return !unicode.IsLower(r) && !unicode.IsMark(r) }

func firstWidth(word string) int {
	_, w := utf8.DecodeRuneInString(word)
	return w
}
