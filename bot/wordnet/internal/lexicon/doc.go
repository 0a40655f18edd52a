// Package lexicon is the format of the file that the thesaurus is stored in, for
// the program that writes it and the package that looks words up in it.
//
// The file is a header and some sections. Every section is a sorted table that
// is searched where it lies, so that opening the file costs nothing whatever its
// size. A word, a sense (a word with one of its meanings) and a synset (a meaning
// with all its words) are numbers of three bytes; the senses of a word are
// numbered in a row.
package lexicon
