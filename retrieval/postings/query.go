package postings

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"footnote/corpus"
	"footnote/retrieval"
)

const (
	// maxWords and maxGrams bound the terms of a query, so that one of 100 kB
	// is answered as fast as one of a few sentences. The rarest are kept.
	maxWords = 64
	maxGrams = 256
)

// A queryTerm is a term as it is scored: several forms count as one.
type queryTerm struct {
	hashes []uint64
	df     int
	idf    float64
}

// A query is a question made ready for a snapshot.
type query struct {
	terms  []retrieval.Term
	fields [fields][]queryTerm
	// lengths are the mean lengths of a chunk.
	lengths [fields]float64
}

func (x *Index) newQuery(s *snapshot, text string) query {
	var q query
	for f := range fields {
		q.lengths[f] = float64(s.lengths[f]) / float64(max(s.live, 1))
	}
	found := s.words(x.wordsOf(s, text))
	for _, w := range found {
		q.terms = append(q.terms, retrieval.Term{
			Surface: text[w.span.Start:w.span.End], Forms: w.forms, DocumentFrequency: w.df, IDF: w.idf,
		})
		q.fields[words] = append(q.fields[words], w.queryTerm)
	}
	q.fields[grams] = s.grams(text)
	return q
}

// A queryWord is a word of a query in all the languages of an index.
type queryWord struct {
	queryTerm
	span  corpus.Span
	forms []string
	// stops has a bit for each language in which it is a stop word.
	stops uint64
}

// wordsOf analyses a query in every language of the snapshot and returns its
// words in order. A word that is a stop word in one language has no form there,
// but keeps its others, unless the query seems to be in that language.
func (x *Index) wordsOf(s *snapshot, text string) []*queryWord {
	languages := x.queryLanguages(s)
	places := map[corpus.Span]*queryWord{}
	var all []*queryWord
	stops := make([]map[string]bool, len(languages))
	for i, language := range languages {
		stops[i] = map[string]bool{}
		x.analyzer.Terms(text, language, func(t retrieval.Token) bool {
			w, ok := places[t.Span]
			if !ok {
				w = &queryWord{span: t.Span}
				places[t.Span] = w
				all = append(all, w)
			}
			if t.Stop {
				w.stops |= 1 << i
				stops[i][t.Term] = true
			} else {
				w.addForms(t.Term)
			}
			return true
		})
	}
	asked := languageAsked(stops)
	all = slices.DeleteFunc(all, func(w *queryWord) bool { return len(w.forms) == 0 || w.stops&asked != 0 })
	slices.SortStableFunc(all, func(a, b *queryWord) int {
		return cmp.Or(cmp.Compare(a.span.Start, b.span.Start), cmp.Compare(b.span.End, a.span.End))
	})
	return joinRepeated(all)
}

func (w *queryWord) addForms(forms ...string) {
	for _, form := range forms {
		if !slices.Contains(w.forms, form) {
			w.forms = append(w.forms, form)
			w.hashes = append(w.hashes, hashOf(form))
		}
	}
}

// languageAsked guesses the language of a query by its stop words: the one in
// which at least two are stop words, and more than in any other. What is a stop
// word there is meant as one, though it may be a rare word in another
// language. It returns the language's bit, or 0.
func languageAsked(stops []map[string]bool) (asked uint64) {
	most := 1
	for i, s := range stops {
		if len(s) > most {
			asked, most = 1<<i, len(s)
		} else if len(s) == most {
			asked = 0
		}
	}
	return asked
}

// joinRepeated leaves out words that share a form with one that stands in the
// query before, but keeps their other forms.
func joinRepeated(all []*queryWord) []*queryWord {
	owner := map[string]*queryWord{}
	return slices.DeleteFunc(all, func(w *queryWord) bool {
		first := w
		for _, form := range w.forms {
			if o, ok := owner[form]; ok {
				first = o
				break
			}
		}
		first.addForms(w.forms...)
		for _, form := range w.forms {
			if owner[form] == nil {
				owner[form] = first
			}
		}
		return first != w
	})
}

// queryLanguages lists the languages of the snapshot that are stemmed, and ""
// for all others.
func (x *Index) queryLanguages(s *snapshot) []string {
	var codes []string
	for code := range s.languages {
		code, _, _ = strings.Cut(strings.ToLower(code), "-") // en-GB is en
		if !x.known[code] {
			code = ""
		}
		if !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	slices.Sort(codes)
	return codes
}

// words weighs the words of a query. Those that occur nowhere are left out
// if they are stop words in some language, or where another word at the same
// place occurs: of a compound, the spelling that the index knows counts.
func (s *snapshot) words(all []*queryWord) []*queryWord {
	for _, w := range all {
		w.df = s.documentFrequency(words, w.hashes)
		w.idf = idf(s.live, w.df)
	}
	if len(all) > maxWords {
		all = rarest(all, maxWords, func(w *queryWord) int { return w.df })
	}
	var kept []*queryWord
	for _, w := range all {
		overlaps := func(o *queryWord) bool {
			return o.df > 0 && o.span.Start < w.span.End && w.span.Start < o.span.End
		}
		if w.df > 0 || w.stops == 0 && !slices.ContainsFunc(all, overlaps) {
			kept = append(kept, w)
		}
	}
	return kept
}

// grams weighs the 4-grams of a query.
func (s *snapshot) grams(text string) []queryTerm {
	var terms []queryTerm
	seen := map[uint64]bool{}
	gramsOf(text, func(gram uint64) {
		if seen[gram] {
			return
		}
		seen[gram] = true
		hashes := []uint64{gram}
		df := s.documentFrequency(grams, hashes)
		terms = append(terms, queryTerm{hashes: hashes, df: df, idf: idf(s.live, df)})
	})
	if len(terms) > maxGrams {
		terms = rarest(terms, maxGrams, func(t queryTerm) int { return t.df })
	}
	return terms
}

// rarest keeps the n terms of the lowest document frequency, in their order.
// Terms that occur nowhere come last, since they find nothing.
func rarest[T any](terms []T, n int, df func(T) int) []T {
	order := make([]int, len(terms))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		return cmp.Compare(uint(df(terms[i])-1), uint(df(terms[j])-1))
	})
	order = order[:n]
	slices.Sort(order)
	kept := make([]T, n)
	for i, o := range order {
		kept[i] = terms[o]
	}
	return kept
}

func idf(n, df int) float64 {
	return math.Log(1 + (float64(n-df)+.5)/(float64(df)+.5))
}
