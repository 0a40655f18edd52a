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
//go:embed lists/orders.txt
var orderList string

// obedienceList are those by which a model obeys them.
//
//go:embed lists/obedience.txt
var obedienceList string

// readExpressions makes one expression of a list.
func readExpressions(list string) (*regexp.Regexp, error) {
	return regexp.Compile(" (?:" + strings.Join(entries(list), "|") + ") ")
}

// turn is a line that pretends to be a turn of a conversation with a model.
var turn = regexp.MustCompile(`(?im)^[ \t>*#_\[(<|]*(?:assistant|system|user|human|ai|bot|chatbot|model|developer|instruction|tool)s?[ \t*_\])>|]*:`)

// orders returns the ranges of a text in which a model is told what to do: from
// the line or sentence with the order to the end of the paragraph. Nothing
// there proves anything: what a planted order wants to be said stands behind it.
func (g *Gate) orders(text, language string) []corpus.Span {
	var found []corpus.Span
	for start := 0; start < len(text); {
		end := len(text)
		if i := strings.Index(text[start:], "\n\n"); i >= 0 {
			end = start + i + 2
		}
		paragraph := text[start:end]
		first := len(paragraph)
		if at := turn.FindStringIndex(paragraph); at != nil {
			first = at[0]
		}
		if g.gives(paragraph) {
			for _, s := range corpus.Sentences(paragraph, language) {
				if g.gives(paragraph[s.Start:s.End]) {
					first = min(first, s.Start)
				}
			}
			if first == len(paragraph) {
				first = 0 // an order over several sentences
			}
		}
		if first < len(paragraph) {
			found = append(found, corpus.Span{Start: start + first, End: end})
		}
		start = end
	}
	return found
}

// without is a text without the ranges.
func without(text string, ranges []corpus.Span) string {
	var b strings.Builder
	from := 0
	for _, r := range ranges {
		b.WriteString(text[from:r.Start])
		from = r.End
	}
	return b.String() + text[from:]
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
