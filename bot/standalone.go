package bot

import (
	"cmp"
	"slices"
	"strings"

	"footnote/corpus"
	"footnote/retrieval"
)

// leanLimit bounds the sentence that is quoted in front of another, in bytes: a
// longer one would bury the answer.
const leanLimit = 400

// standalone is the sentence itself, or with the one before it when it begins
// with a word such as "She" or "This". Only what is among all candidates, and
// so may be quoted, is put in front.
func (q *quoter) standalone(doc retrieval.StoredDocument, c candidate, all []candidate) corpus.Span {
	if !q.leans(c.text, c.language) {
		return c.span
	}
	for _, o := range all {
		if o.document == c.document && o.span.End <= c.span.Start && c.span.Start-o.span.Start <= leanLimit &&
			strings.TrimSpace(doc.Text[o.span.End:c.span.Start]) == "" && !isTableRow(o.text) &&
			sectionAt(doc.Sections, o.span.Start) == sectionAt(doc.Sections, c.span.Start) {
			return corpus.Span{Start: o.span.Start, End: c.span.End}
		}
	}
	return c.span
}

// leans reports whether the sentence begins with a word that points back. An
// unknown language is taken for English.
func (q *quoter) leans(sentence, language string) bool {
	if language == "" {
		language = "en"
	}
	words := plainWords(strings.ToLower(sentence))
	return len(words) > 0 && q.dependent[language+" "+words[0]]
}

// belowHeading is the span without the heading that it begins with: one that
// ends in a colon seems to introduce the list below it.
func belowHeading(doc retrieval.StoredDocument, span corpus.Span) corpus.Span {
	heading := slices.ContainsFunc(doc.Sections, func(s corpus.Section) bool { return s.Start == span.Start && s.Level > 0 })
	if i := strings.IndexByte(doc.Text[span.Start:span.End], '\n'); heading && i >= 0 {
		span.Start += i
	}
	return trimmed(doc.Text, span)
}

// enumerationReach is how far from the chosen sentence, in bytes, the members
// of its enumeration may stand.
const enumerationReach = 2500

// maxMembers bounds an enumeration in running text.
const maxMembers = 6

// enumeration collects the sentences near the chosen one that count up: "The
// first is ...", "... as the second", and those behind that add "She also ...".
func (q *quoter) enumeration(doc retrieval.StoredDocument, c candidate, all []candidate) []corpus.Span {
	var near []candidate
	for _, o := range all {
		distance := max(o.span.Start-c.span.Start, c.span.Start-o.span.Start)
		if o.document == c.document && distance < enumerationReach {
			near = append(near, o)
		}
	}
	slices.SortFunc(near, func(a, b candidate) int { return cmp.Compare(a.span.Start, b.span.Start) })
	near = slices.CompactFunc(near, func(a, b candidate) bool { return a.span == b.span })
	var members []corpus.Span
	ordinals := 0
	for _, o := range near {
		numbered := anyWord(o.text, q.ordinals)
		if numbered {
			ordinals++
		}
		if numbered || o.span == c.span || ordinals > 1 && anyWord(o.text, q.further) {
			members = append(members, o.span)
		}
	}
	if ordinals < 2 || len(members) > maxMembers {
		return nil
	}
	return members
}

func anyWord(sentence string, set map[string]bool) bool {
	return slices.ContainsFunc(plainWords(strings.ToLower(sentence)), func(w string) bool { return set[w] })
}

// asksForMany reports whether the question asks for several things: it names
// their number, or a plural behind its question word.
func asksForMany(question string) bool {
	words := plainWords(strings.ToLower(question))
	for i, w := range words {
		switch w {
		case "list", "enumerate", "name":
			return true
		case "which", "what":
			if plural(words[i+1:]) {
				return true
			}
		}
	}
	return false
}

// plural looks for a plural noun among the next words, as in "which countries"
// or "what are the four challenges".
func plural(words []string) bool {
	are := len(words) > 0 && (words[0] == "are" || words[0] == "were")
	for _, w := range words[:min(len(words), 5)] {
		if w == "do" || w == "does" || w == "did" || w == "is" || w == "was" || w == "has" {
			return false
		}
		if len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us") && !strings.HasSuffix(w, "is") {
			return true
		}
	}
	return are
}
