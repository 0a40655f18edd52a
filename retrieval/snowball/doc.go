// Package snowball is a retrieval.Analyzer for prose in many languages: it
// cuts text into words, folds them to lower case without diacritics and, for
// the languages it knows, marks stop words and stems by the Snowball
// algorithms, or by the first letters of a word where there is none.
//
// Scripts that are written without spaces become overlapping pairs of
// characters. Text in a language that is not known is folded, not stemmed.
//
// Words joined by hyphens are taken apart, so that "data-hub" and "data hub"
// are the same. Where a part is as short as in "e-mail" or "COVID-19" the
// joined word comes as well, in front of its parts, since such words are also
// written in one.
package snowball
