package liar

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// dangling begins sentences that lean on the one before.
var dangling = set(`He She It They This These That Those Its His Her Their There Such Here Another Both Other Others
	Neither Either So Thus Then Also Instead Hence`)

// openers are words that may begin a sentence and are written small elsewhere.
var openers = set(`The A An In On At By During After Before Since Until From For With Under As Although Though While
	When Because If Many Most Several Various Some Few It He She They This These Those That There Its His Her Their
	One Two Three Four Five Six Seven Eight Nine Ten Each Every Other Another Such All Both According Despite Through
	Within Between Among Over About No Not Any More Early Late Later Today Prior Unlike Like Following Along`)

// linking are further words that are written small within a sentence.
var linking = set("Therefore However Thus Hence Moreover Nevertheless Meanwhile Furthermore Today Sometimes Often Perhaps")

// connectives may be cut off the beginning of a sentence.
var connectives = regexp.MustCompile(`^(However|Therefore|For example|For instance|In addition|Additionally|Moreover|Furthermore|Consequently|Meanwhile|In fact|Indeed|Nevertheless|Similarly|Thus|Finally|Also), `)

// finite are the verbs that a clause needs at least one of, beside pasts.
var finite = set(`is are was were has have had can could will would may might must should does did do
	became began includes contains remains consists states says means makes gives takes`)

// subordinators begin clauses that a rule which moves or cuts must not touch.
var subordinators = set(`that which who whom whose when where while because if although though whether since unless
	as than so after before until how why what once`)

func set(s string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		m[w] = true
	}
	return m
}

// isWordRune reports whether a rune is part of a word, so that "part" is not
// found in "party", "co-part" or "part's".
func isWordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' || r == '\'' || r == '’' || r == '_'
}

// isApart reports whether text[i:j] is not part of a longer word.
func isApart(text string, i, j int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	after, _ := utf8.DecodeRuneInString(text[j:])
	return (i == 0 || !isWordRune(before)) && (j == len(text) || !isWordRune(after))
}

// indexes returns where a phrase stands in the text, as whole words.
func indexes(text, phrase string) []int {
	var at []int
	for i := 0; ; {
		j := strings.Index(text[i:], phrase)
		if j < 0 {
			return at
		}
		if i += j; isApart(text, i, i+len(phrase)) {
			at = append(at, i)
		}
		i += len(phrase)
	}
}

func hasPhrase(text, phrase string) bool { return len(indexes(text, phrase)) > 0 }

// fieldsOf returns the words without the marks around them.
func fieldsOf(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return !isWordRune(r) && r != '.' || r == '"' })
}

// wordBefore and wordAfter return the neighbours of a place in the text, "" if
// a mark stands between.
func wordBefore(text string, i int) string {
	t := strings.TrimSuffix(text[:i], " ")
	j := strings.LastIndexFunc(t, func(r rune) bool { return !isWordRune(r) })
	return t[j+1:]
}

func wordAfter(text string, j int) string {
	t := strings.TrimPrefix(text[j:], " ")
	if k := strings.IndexFunc(t, func(r rune) bool { return !isWordRune(r) }); k >= 0 {
		return t[:k]
	}
	return t
}

// holdsAny reports whether one of the words stands in the text, in any case.
func holdsAny(text string, words map[string]bool) bool {
	return slices.ContainsFunc(fieldsOf(text), func(w string) bool {
		return words[strings.ToLower(strings.TrimRight(w, "."))]
	})
}

// isClause reports whether the text holds a finite verb that we know.
func isClause(text string) bool {
	return slices.ContainsFunc(fieldsOf(text), func(w string) bool {
		w = strings.TrimRight(w, ".")
		_, past := words().past[w]
		return past || finite[w]
	})
}

// mayBeClause also takes words such as "serves", which may be nouns.
func mayBeClause(text string) bool {
	return isClause(text) || slices.ContainsFunc(fieldsOf(text), func(w string) bool {
		_, present := words().present[strings.TrimRight(w, ".")]
		return present
	})
}

// allow reports whether r may stand in for text[i:j].
func (r replacement) allow(text string, i int) bool {
	return !slices.Contains(r.before, strings.ToLower(wordBefore(text, i))) &&
		!slices.Contains(r.after, strings.ToLower(wordAfter(text, i+len(r.from))))
}

// put replaces text[i:j] and mends "a" and "an" before it.
func put(text string, i, j int, with string) string {
	head := text[:i]
	for _, article := range []string{"an ", "An ", "a ", "A "} {
		if !strings.HasSuffix(head, article) || !isApart(head, len(head)-len(article), len(head)-1) {
			continue
		}
		head = head[:len(head)-len(article)] + article[:1]
		if strings.ContainsRune("aeioAEIO", rune(with[0])) {
			head += "n"
		}
		return head + " " + with + text[j:]
	}
	return head + with + text[j:]
}

// capital writes the first letter large.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

func isCapital(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

func countWords(s string) int { return len(strings.Fields(s)) }
