package main

import (
	"bufio"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"footnote/bot/wordnet/internal/lexicon"
)

// database is what the files of WordNet say.
type database struct {
	// synsets stand in the order of the files.
	synsets []synset
	// places are where in synsets they are.
	places map[address]int
	uses   map[use]frequency
	// totals are how often a word was found as one part of speech.
	totals map[wordPart]int
	// irregular are the lines of the lists of exceptions: a form and its lemmas.
	irregular map[lexicon.Part][][]string
}

// address names a synset: its place in the file of its part of speech.
type address struct {
	part   lexicon.Part
	offset int
}

type synset struct {
	part lexicon.Part
	// topic is the number of the file that the lexicographers kept it in.
	topic    int
	words    []string
	pointers []pointer
}

// pointer leads from a synset, or one of its words, to another.
type pointer struct {
	symbol string
	to     address
	// fromWord and toWord count from 1; 0 stands for the whole synset.
	fromWord, toWord int
}

// use is a word with one of its meanings.
type use struct {
	word   string
	synset address
}

// wordPart is a word as one part of speech.
type wordPart struct {
	word string
	part lexicon.Part
}

// frequency is the rank of a use among those of the word with the same part of
// speech, from 1, and how often it was found in the texts that were annotated.
type frequency struct {
	rank, count int
}

// files are the endings of the files' names.
var files = []struct {
	part lexicon.Part
	name string
}{
	{lexicon.Noun, "noun"}, {lexicon.Verb, "verb"}, {lexicon.Adjective, "adj"}, {lexicon.Adverb, "adv"},
}

func read(folder fs.FS) (*database, error) {
	db := &database{
		places:    map[address]int{},
		uses:      map[use]frequency{},
		totals:    map[wordPart]int{},
		irregular: map[lexicon.Part][][]string{},
	}
	for _, f := range files {
		err := eachLine(folder, "data."+f.name, func(line string) error {
			offset, s, err := parseSynset(line)
			db.places[address{f.part, offset}] = len(db.synsets)
			db.synsets = append(db.synsets, s)
			return err
		})
		if err != nil {
			return nil, err
		}
		err = eachLine(folder, f.name+".exc", func(line string) error {
			db.irregular[f.part] = append(db.irregular[f.part], strings.Fields(line))
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	if err := db.addIrregular(irregularList); err != nil {
		return nil, err
	}
	return db, eachLine(folder, "index.sense", db.addUse)
}

// eachLine hands on the lines of a file without those of the licence, which start
// with a blank.
func eachLine(folder fs.FS, name string, do func(line string) error) error {
	f, err := folder.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		if line := lines.Text(); line != "" && line[0] != ' ' {
			if err := do(line); err != nil {
				return fmt.Errorf("%s:%d: %w", name, n, err)
			}
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("reading %s: %w", name, err)
	}
	return nil
}

// kinds are the numbers that stand for parts of speech in the key of a sense.
var kinds = map[string]lexicon.Part{
	"1": lexicon.Noun, "2": lexicon.Verb, "3": lexicon.Adjective, "4": lexicon.Adverb,
	"5": lexicon.Adjective, // one that is similar to others
}

// addUse reads a line of index.sense: the key of the sense, the offset of the
// synset, rank and count.
func (db *database) addUse(line string) error {
	fields := strings.Fields(line)
	if len(fields) != 4 {
		return fmt.Errorf("%d fields, not 4", len(fields))
	}
	word, rest, _ := strings.Cut(fields[0], "%")
	kind, _, _ := strings.Cut(rest, ":")
	part, ok := kinds[kind]
	if !ok {
		return fmt.Errorf("unknown part of speech in %s", fields[0])
	}
	var n [3]int
	for i := range n {
		var err error
		if n[i], err = strconv.Atoi(fields[i+1]); err != nil {
			return err
		}
	}
	db.uses[use{spaced(word), address{part, n[0]}}] = frequency{rank: n[1], count: n[2]}
	db.totals[wordPart{spaced(word), part}] += n[2]
	return nil
}

// spaced is a word as people write it, in lower case.
func spaced(word string) string {
	return strings.ToLower(strings.ReplaceAll(word, "_", " "))
}
