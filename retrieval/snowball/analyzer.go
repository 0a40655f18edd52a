package snowball

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/corpus"
	"footnote/retrieval"
)

// version is part of what an index is stamped with. It must change whenever
// any text would get other terms than before.
const version = "snowball-3"

// An Analyzer turns text into terms. It is safe for concurrent use.
type Analyzer struct {
	languages map[string]*language
	unknown   *language
}

var _ retrieval.Analyzer = (*Analyzer)(nil)

// New returns an Analyzer of all the languages that Languages lists.
func New() *Analyzer {
	return &Analyzer{languages: newLanguages(), unknown: &language{thousands: ","}}
}

// Version names this analysis; another version gives other terms.
func (a *Analyzer) Version() string { return version }

// Languages lists the ISO 639-1 codes that are stemmed, sorted.
func (a *Analyzer) Languages() []string { return slices.Sorted(maps.Keys(a.languages)) }

// Terms calls yield for each word of text until it returns false. Of a
// compound that is yielded whole, the whole comes before its parts.
func (a *Analyzer) Terms(text, code string, yield func(retrieval.Token) bool) {
	w := writer{
		text:     text,
		language: a.language(code),
		mixed:    strings.IndexFunc(text, unicode.IsLower) >= 0,
		yield:    yield,
	}
	scan := scanner{text: text, splitAtApostrophe: w.language.apostrophe == apostropheSplits}
	var compound []run
	for r, ok := scan.next(); ok && !w.stopped; r, ok = scan.next() {
		if len(compound) > 0 && !r.hyphened {
			w.compound(compound)
			compound = compound[:0]
		}
		compound = append(compound, r)
	}
	if !w.stopped {
		w.compound(compound)
	}
}

func (a *Analyzer) language(code string) *language {
	if l, ok := a.languages[code]; ok {
		return l
	}
	base, _, _ := strings.Cut(strings.ToLower(code), "-")
	if l, ok := a.languages[base]; ok {
		return l
	}
	return a.unknown
}

// A writer yields the tokens of runs.
type writer struct {
	text     string
	language *language
	// mixed is set when the text has lower-case letters, so that a word in
	// capitals is meant to be in capitals.
	mixed   bool
	yield   func(retrieval.Token) bool
	stopped bool
}

// compound yields the words of runs that hyphens join, most often just one.
func (w *writer) compound(runs []run) {
	if len(runs) > 1 && writtenInOne(runs) {
		w.joined(runs)
	}
	for _, r := range runs {
		if w.stopped {
			return
		}
		if r.unspaced {
			w.pairs(r)
		} else {
			w.word(r.Span)
		}
	}
}

// writtenInOne tells compounds that are also written as one word: those of few
// parts with a short one, as in e-mail, COVID-19, co-operate or F-16.
func writtenInOne(runs []run) bool {
	if len(runs) > 3 {
		return false
	}
	short := false
	for _, r := range runs {
		if r.unspaced {
			return false
		}
		short = short || r.End-r.Start <= 2
	}
	return short
}

func (w *writer) joined(runs []run) {
	var b strings.Builder
	for _, r := range runs {
		b.WriteString(w.text[r.Start:r.End])
	}
	e := w.language.entry(b.String())
	w.emit(corpus.Span{Start: runs[0].Start, End: runs[len(runs)-1].End}, e.term, e.stop)
}

func (w *writer) word(span corpus.Span) {
	surface := w.text[span.Start:span.End]
	e := w.language.entry(surface)
	w.emit(span, e.term, e.stop && !(w.mixed && acronym(surface)))
}

// pairs yields the overlapping pairs of characters of a run, or its only
// character.
func (w *writer) pairs(r run) {
	var first, second corpus.Span
	n := 0
	for at := r.Start; at < r.End && !w.stopped; n++ {
		first, second = second, corpus.Span{Start: at, End: characterEnd(w.text, at, r.End)}
		at = second.End
		if n > 0 {
			w.folded(corpus.Span{Start: first.Start, End: second.End})
		}
	}
	if n == 1 {
		w.folded(second)
	}
}

func (w *writer) folded(span corpus.Span) {
	w.emit(span, fold(normalize(w.text[span.Start:span.End], false)), false)
}

func (w *writer) emit(span corpus.Span, term string, stop bool) {
	if term != "" && !w.stopped {
		w.stopped = !w.yield(retrieval.Token{Span: span, Term: term, Stop: stop})
	}
}

// acronym reports whether a word is written in capitals, as WHO and US are
// where who and us are stop words.
func acronym(s string) bool {
	n := 0
	for _, r := range s {
		switch {
		case unicode.IsUpper(r):
			n++
		case r != '.':
			return false
		}
	}
	return n >= 2
}

// characterEnd is where the character at a place ends, with its marks.
func characterEnd(text string, at, end int) int {
	_, size := utf8.DecodeRuneInString(text[at:end])
	for at += size; at < end; at += size {
		var r rune
		if r, size = utf8.DecodeRuneInString(text[at:end]); !unicode.IsMark(r) {
			break
		}
	}
	return at
}
