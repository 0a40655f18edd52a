// Package wordnet is a thesaurus of English: the base forms of inflected words,
// and how the meanings of two words relate.
//
// It holds the words and pointers of WordNet 3.1 without definitions, names of
// single persons, and terms of more than two words. What WordNet turned out to lack
// stands in the lists of internal/generate: opposites such as "support" and
// "oppose", and families of words such as "strong" and "strength". The data lies in
// the program as sorted tables that are searched in place, so that a [Thesaurus]
// costs neither time to open nor memory.
//
// Two words are compared over all their meanings, since nothing tells which ones a
// text uses. WordNet lists many rare meanings, and through those almost any two
// common words are synonyms of something. So a [Synonym] must share one of the
// frequent meanings of both words, and so must the looser relations: a meaning is
// frequent when it is among the first four of the word in its part of speech, or
// makes up a fiftieth at least of its uses in the texts that Princeton annotated.
// Words that share a rare meaning only are [Similar].
//
// Little words are not its business: of "with", "no" and "everyone" it knows nothing
// or something odd.
package wordnet

//go:generate go run ./internal/generate -o wordnet.bin $WORDNET
