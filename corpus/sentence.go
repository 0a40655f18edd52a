package corpus

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestSentence bounds a sentence in bytes: text without full stops is cut.
const longestSentence = 2000

// Sentences returns the sentences of a text in order, without the white space
// around them. A heading, a list item, a row of a table or a line of code is a
// sentence. The language is an ISO 639-1 code, "" if it is not known; it tells
// which abbreviations there are.
func Sentences(text, language string) []Span {
	s := segmenter{text: text, words: lexiconOf(language)}
	var spans []Span
	for _, b := range blocksOf(text, 0, len(text)) {
		if b.kind != markupBlock {
			spans = s.block(spans, b)
		}
	}
	return spans
}

// A segmenter cuts blocks into sentences.
type segmenter struct {
	text  string
	words lexicon
	// start is where the sentence at hand starts, end where its block ends.
	start, end int
	// lower tells whether the block has capital letters. It is found out when
	// it is first asked for.
	lower caseness
}

type caseness uint8

const (
	unknownCase caseness = iota
	mixedCase
	// lowerCase is text without capital letters: a small letter may start a
	// sentence.
	lowerCase
	// lowerCaseSpaced is such text with " . " between its sentences, as old
	// abstracts have it: other full stops belong to abbreviations.
	lowerCaseSpaced
)

// block appends the sentences of b to spans.
func (s *segmenter) block(spans []Span, b block) []Span {
	const longestItem = 400
	s.start, s.end, s.lower = b.Start, b.End, unknownCase
	i := b.Start
	switch {
	case b.kind == headingBlock || b.kind == rowBlock || b.kind == codeBlock || b.kind == itemBlock && b.End-b.Start <= longestItem:
		i = b.End
	case b.kind == itemBlock:
		i += markerLength(s.text[b.Start:b.End])
	}
	for i < b.End {
		if !mayEnd[s.text[i]] {
			i++
			continue
		}
		next, ends := s.mark(i)
		if ends {
			spans = s.add(spans, next)
		}
		i = next
	}
	if s.start < b.End {
		spans = s.add(spans, b.End)
	}
	return spans
}

// add appends the sentence from start to end, in pieces if it is too long, and
// starts the next.
func (s *segmenter) add(spans []Span, end int) []Span {
	sp := trim(s.text, Span{s.start, end})
	s.start = trim(s.text, Span{end, s.end}).Start
	for limit := s.limit(sp); sp.End-sp.Start > limit; {
		at := cutBefore(s.text, sp.Start, sp.Start+limit)
		spans = append(spans, trim(s.text, Span{sp.Start, at}))
		sp = trim(s.text, Span{at, sp.End})
	}
	if sp.Start < sp.End {
		spans = append(spans, sp)
	}
	return spans
}

// limit is how long a sentence may be. Scripts that write no full stops put
// spaces between clauses, so that a short limit finds them.
func (s *segmenter) limit(sp Span) int {
	const unstopped = 400
	if sp.End-sp.Start <= unstopped {
		return longestSentence
	}
	for i := sp.Start; i < sp.Start+unstopped/2; i++ {
		if c := s.text[i]; c == 0xE0 || c == 0xE1 {
			r, _ := utf8.DecodeRuneInString(s.text[i:])
			if unicode.In(r, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.Tibetan) {
				return unstopped
			}
		}
	}
	return longestSentence
}

// mayEnd tells the bytes that a mark which can end a sentence starts with.
var mayEnd = [256]bool{
	'.': true, '!': true, '?': true,
	0xD6: true, 0xD8: true, 0xDB: true,
	0xE0: true, 0xE1: true, 0xE2: true, 0xE3: true, 0xEF: true,
}

// A stop is what one or more marks that may end a sentence amount to.
type stop uint8

const (
	period   stop = 1 << iota // one full stop
	ellipsis                  // three dots, or more
	strong                    // ? or !
	full                      // a mark that is used for nothing else, as 。
)

func stopOf(r rune) stop {
	switch r {
	case '.':
		return period
	case '!', '?', '‼', '⁇', '⁈', '⁉':
		return strong
	case '…':
		return ellipsis
	case '。', '！', '？', '｡', '．', // full-width
		'\u0964', '\u0965', // Devanagari danda
		'\u061F', '\u06D4', // Arabic and Urdu
		'\u0589',                     // Armenian
		'\u1362', '\u1367', '\u1368', // Ethiopic
		'\u17D4', '\u17D5', '\u104B', '\u0F0D': // Khmer, Burmese, Tibetan
		return full
	}
	return 0
}

// mark reads the mark at i and what closes with it. It returns where to go on,
// and whether a sentence ends there.
func (s *segmenter) mark(i int) (next int, ends bool) {
	stops, j := s.stops(i)
	if stops == 0 {
		return j, false
	}
	after := s.closers(j)
	if after == s.end {
		return after, true
	}
	r, _ := utf8.DecodeRuneInString(s.text[after:s.end])
	switch {
	case stops&full != 0:
		return after, !s.goesOn(r, after, after > j)
	case !unicode.IsSpace(r):
		return after, after == j && s.crammed(i, j)
	case stops&(strong|ellipsis) != 0:
		return after, s.startsAfter(after) > 0
	}
	return after, s.periodEnds(i, after)
}

// stops reads the run of marks at i.
func (s *segmenter) stops(i int) (stop, int) {
	var stops stop
	dots := 0
	for i < s.end {
		r, w := utf8.DecodeRuneInString(s.text[i:s.end])
		st := stopOf(r)
		spaced := dots > 0 && r == ' ' && i+1 < s.end && s.text[i+1] == '.' && !s.wordAt(i+2)
		if st == 0 && !spaced {
			if stops == 0 {
				i += w
			}
			break
		}
		if st == period {
			dots++
		}
		stops |= st
		i += w
	}
	if dots > 1 {
		stops |= ellipsis
	}
	return stops, i
}

func (s *segmenter) wordAt(i int) bool {
	r, _ := utf8.DecodeRuneInString(s.text[min(i, s.end):s.end])
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// closers skips the quotes, brackets, emphasis and note numbers that close
// after a mark.
func (s *segmenter) closers(i int) int {
	for i < s.end {
		r, w := utf8.DecodeRuneInString(s.text[i:s.end])
		if r == '[' {
			n := noteNumber(s.text[i:min(s.end, i+8)])
			if n == 0 {
				return i
			}
			i += n
			continue
		}
		spaced := s.spacedCloser(i, r)
		if spaced == 0 && (!isCloser(r) || isEitherQuote(r) && s.wordAt(i+w)) {
			return i
		}
		i += w + spaced
	}
	return i
}

// spacedCloser returns the length of the quotation mark that closes after the
// space r at i, as French sets it; 0 if there is none.
func (s *segmenter) spacedCloser(i int, r rune) int {
	const mark = "»"
	next := i + utf8.RuneLen(r)
	if r != ' ' && r != '\u00a0' && r != '\u202f' || !strings.HasPrefix(s.text[next:s.end], mark) || s.wordAt(next+len(mark)) {
		return 0
	}
	return len(mark)
}

// noteNumber is the length of "[12]" at the start.
func noteNumber(t string) int {
	for i := 1; i < len(t); i++ {
		if t[i] == ']' && i > 1 {
			return i + 1
		}
		if t[i] < '0' || t[i] > '9' {
			break
		}
	}
	return 0
}

func isCloser(r rune) bool {
	switch r {
	case ')', ']', '}', '"', '\'', '*', '_', '`', '”', '’', '»', '›', '«', '“', '‘', '」', '』', '）', '】', '》', '〉', '〕', '＂', '＇':
		return true
	}
	return false
}

// isEitherQuote reports whether r closes a quotation in one language and opens
// one in another.
func isEitherQuote(r rune) bool {
	return r == '“' || r == '‘' || r == '«'
}

// goesOn reports whether the sentence goes on after a full-width mark, with r at
// i; closed is set when quotes or brackets closed in between.
func (s *segmenter) goesOn(r rune, i int, closed bool) bool {
	switch r {
	case ',', ';', '，', '、', '；', '：', ')', '）', '」', '』':
		return true
	}
	if closed {
		return unicode.Is(unicode.Hiragana, r) || s.isSaid(i)
	}
	return '0' <= r && r <= '9' || '０' <= r && r <= '９'
}

// isSaid reports whether what stands at i tells in Chinese who says what was
// quoted before it.
func (s *segmenter) isSaid(i int) bool {
	const longest = 6
	n := 0
	for _, r := range s.text[i:s.end] {
		if n++; n > longest || !unicode.IsLetter(r) {
			return false
		}
		switch r {
		case '说', '說', '问', '問', '道', '喊', '答', '叫':
			return true
		}
	}
	return false
}
