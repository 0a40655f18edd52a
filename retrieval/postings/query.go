package postings

import (
	"cmp"
	"math"
	"slices"

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
	// stopIn counts the languages in which it is a stop word.
	stopIn int
}

// wordsOf analyses a query in every language of the snapshot. A word that is a
// stop word in one language has no form there, but keeps its others.
func (x *Index) wordsOf(s *snapshot, text string) []queryWord {
	places := map[corpus.Span]*queryWord{}
	var order []*queryWord
	languages := x.queryLanguages(s)
	asked := x.languageOf(text, languages)
	for _, language := range languages {
		x.analyzer.Terms(text, language, func(t retrieval.Token) bool {
			w, ok := places[t.Span]
			if !ok {
				w = &queryWord{span: t.Span}
				places[t.Span] = w
				order = append(order, w)
			}
			if t.Stop {
				w.stopIn++
				if language == asked {
					w.stopIn = len(languages)
				}
			} else if !slices.Contains(w.forms, t.Term) {
				w.forms = append(w.forms, t.Term)
			}
			return true
		})
	}
	var kept []queryWord
	seen := map[string]bool{}
	for _, w := range order {
		if len(w.forms) == 0 || w.stopIn >= len(languages) || seen[w.forms[0]] {
			continue
		}
		seen[w.forms[0]] = true
		for _, form := range w.forms {
			w.hashes = append(w.hashes, hashOf(form))
		}
		kept = append(kept, *w)
	}
	slices.SortStableFunc(kept, func(a, b queryWord) int {
		return cmp.Or(cmp.Compare(a.span.Start, b.span.Start), cmp.Compare(b.span.End, a.span.End))
	})
	return kept
}

// queryLanguages lists the languages of the snapshot that are stemmed, and ""
// for all others.
func (x *Index) queryLanguages(s *snapshot) []string {
	var codes []string
	for code := range s.languages {
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

// languageOf guesses the language of a query by its stop words: the one in
// which at least two are stop words, and more than in any other. Its stop
// words are meant as such, though they may be rare words in another language.
func (x *Index) languageOf(text string, languages []string) string {
	asked, most := "none", 1
	for _, language := range languages {
		stops := map[string]bool{}
		x.analyzer.Terms(text, language, func(t retrieval.Token) bool {
			if t.Stop {
				stops[t.Term] = true
			}
			return true
		})
		if len(stops) > most {
			asked, most = language, len(stops)
		} else if len(stops) == most {
			asked = "none"
		}
	}
	return asked
}

// words weighs the words of a query. Those that occur nowhere are left out
// where another word at the same place occurs: of a compound, the spelling
// that the index knows counts.
func (s *snapshot) words(all []queryWord) []queryWord {
	for i := range all {
		all[i].df = s.documentFrequency(words, all[i].hashes)
		all[i].idf = idf(s.live, all[i].df)
	}
	all = slices.DeleteFunc(slices.Clone(all), func(w queryWord) bool {
		if w.df > 0 {
			return false
		}
		return w.stopIn > 0 || slices.ContainsFunc(all, func(o queryWord) bool {
			return o.df > 0 && o.span.Start < w.span.End && w.span.Start < o.span.End
		})
	})
	if len(all) <= maxWords {
		return all
	}
	return rarest(all, maxWords, func(w queryWord) int { return w.df })
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
