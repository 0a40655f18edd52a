package gate

import (
	_ "embed"
	"regexp"
	"strings"
	"unicode"

	"footnote/corpus"
)

// orderList are expressions by which a text gives orders to a language model.
//
//go:embed orders.txt
var orderList string

// obedienceList are those by which a model obeys them.
//
//go:embed obedience.txt
var obedienceList string

// readExpressions makes one expression of a list.
func readExpressions(list string) (*regexp.Regexp, error) {
	return regexp.Compile(" (?:" + strings.Join(entries(list), "|") + ") ")
}

// orders returns the paragraphs of a passage in which a model is told what to
// do. Nothing in them proves anything: what a planted order wants to be said
// stands in the same paragraph.
func (g *Gate) orders(text string) []corpus.Span {
	var found []corpus.Span
	for start := 0; start < len(text); {
		end := len(text)
		if i := strings.Index(text[start:], "\n\n"); i >= 0 {
			end = start + i + 2
		}
		if g.gives(text[start:end]) {
			found = append(found, corpus.Span{Start: start, End: end})
		}
		start = end
	}
	return found
}

// gives reports whether the paragraph gives orders to a model.
func (g *Gate) gives(paragraph string) bool {
	return g.ordersGiven.MatchString(plainText(paragraph))
}

// obeys reports whether a statement obeys or hands on such orders.
func (g *Gate) obeys(statement string) bool {
	plain := plainText(statement)
	return g.ordersGiven.MatchString(plain) || g.ordersObeyed.MatchString(plain)
}

// plainText is a text in lower case with single spaces between its words and
// around it, so that no punctuation hides a phrase.
func plainText(text string) string {
	var b strings.Builder
	b.WriteByte(' ')
	space := true
	for _, r := range text {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(unicode.ToLower(r))
			space = false
		case r == '\'' || r == '’' || r == '\u00ad' || r == '\u200b':
		case !space:
			b.WriteByte(' ')
			space = true
		}
	}
	if !space {
		b.WriteByte(' ')
	}
	return b.String()
}
