package gate

import (
	"fmt"
	"strings"
)

// turnedRange tells of a range or a score whose ends the statement exchanged.
func (b binder) turnedRange() string {
	for k := 1; k < len(b.s.quantities); k++ {
		q, o := b.s.quantities[k-1], b.s.quantities[k]
		if !b.s.ranges(q, o) || q.value == o.value {
			continue
		}
		right, turned := false, false
		for j := 1; j < len(b.e.quantities); j++ {
			p, r := b.e.quantities[j-1], b.e.quantities[j]
			if !b.e.ranges(p, r) {
				continue
			}
			right = right || q.supportedBy(p, b.e) && o.supportedBy(r, b.e)
			turned = turned || q.supportedBy(r, b.e) && o.supportedBy(p, b.e)
		}
		if turned && !right {
			return fmt.Sprintf("the evidence has %q and %q the other way round", b.s.said(q), b.s.said(o))
		}
	}
	return ""
}

// ranges reports whether two quantities are the ends of a range or a score.
func (f *facts) ranges(q, o quantity) bool {
	if o.first-q.end != 1 || q.hint || o.hint {
		return false
	}
	switch f.tokens[q.end].lower {
	case "and":
		return q.first > 0 && f.tokens[q.first-1].lower == "between"
	case "-", "–", "—", "to", "until", "till", "bis", "à", "a", "до", "至":
		return true
	}
	return false
}

// miscast tells of a count that the statement makes a year, or a year that it
// makes a count: "in 17", "with 1901 patents".
func (b binder) miscast() string {
	for _, q := range b.s.quantities {
		if q.kind != cardinal || q.hint || q.unit != "" {
			continue
		}
		dated, counted := b.s.dates(q) && !q.yearly(), b.s.countsThings(q) && q.yearly()
		if !dated && !counted {
			continue
		}
		borne := false
		for _, p := range b.e.quantities {
			if q.supportedBy(p, b.e) {
				borne = borne || dated && !b.e.countsThings(p) || counted && p.kind == cardinal && !b.e.dates(p)
			}
		}
		if !borne {
			return fmt.Sprintf("the evidence means something else by %q", b.s.said(q))
		}
	}
	return ""
}

// miscounted tells of things that the evidence counts to another number.
func (b binder) miscounted() string {
	for _, q := range b.s.quantities {
		what := b.s.counted(q, 1)
		if q.hint || q.kind != cardinal || q.unit != "" || q.yearly() || len(what) == 0 {
			continue
		}
		borne, other := false, ""
		for _, p := range b.e.quantities {
			if p.kind != cardinal {
				continue
			}
			if q.supportedBy(p, b.e) {
				for _, w := range b.e.counted(p, 4) {
					borne = borne || w == what[0]
				}
			} else if head := b.e.counted(p, 1); !p.hint && len(head) > 0 && head[0] == what[0] {
				other = b.e.said(p)
			}
		}
		if other != "" && !borne {
			return fmt.Sprintf("the evidence says %q where the statement says %q", other, b.s.said(q))
		}
	}
	return ""
}

// counted lists the stems of up to n words behind a number, if a content word
// stands next to it.
func (f *facts) counted(q quantity, n int) []string {
	var terms []string
	for at := q.end; at < len(f.tokens) && at < q.end+n; at++ {
		t := f.tokens[at]
		if t.word < 0 || f.words[t.word].stop {
			break
		}
		terms = append(terms, f.words[t.word].term)
	}
	return terms
}

// dates reports whether a number stands where a year would: "in 17,".
func (f *facts) dates(q quantity) bool {
	if q.first == 0 {
		return false
	}
	switch f.tokens[q.first-1].lower {
	case "in", "since", "until", "during":
		return q.end >= len(f.tokens) || f.tokens[q.end].kind == mark || f.tokens[q.end].word >= 0 && f.words[f.tokens[q.end].word].stop
	}
	return false
}

// countsThings reports whether things in the plural stand behind a number that
// no article makes a name of them: not "the 1990 elections".
func (f *facts) countsThings(q quantity) bool {
	if q.end >= len(f.tokens) || q.first > 0 && datesNext(f.tokens[q.first-1].lower) {
		return false
	}
	for at := q.end; at < len(f.tokens) && at < q.end+3; at++ {
		t := f.tokens[at]
		if t.word < 0 || f.words[t.word].stop {
			return false
		}
		if strings.HasSuffix(t.lower, "s") && !strings.HasSuffix(t.lower, "ss") {
			return true
		}
	}
	return false
}

// datesNext reports whether a number behind the word may be a year, whatever
// stands behind it: "in 1949 soldiers", "the 1990 elections".
func datesNext(word string) bool {
	switch word {
	case "the", "in", "since", "until", "during", "by", "from", "to", "before", "after", "of", "late", "early", "mid", "for", "and", ",":
		return true
	}
	return false
}
