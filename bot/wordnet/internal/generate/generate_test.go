package main

import (
	"bytes"
	"os"
	"slices"
	"testing"
	"testing/fstest"

	"footnote/bot/wordnet/internal/lexicon"
)

// tiny is a database of six synsets: to rise and to fall, a riser who is a person
// by name, galore and its head, and a family of plants.
func tiny() fstest.MapFS {
	files := fstest.MapFS{}
	for name, text := range map[string]string{
		"data.noun": "  1 the licence\n" +
			"00000100 18 n 01 Riser 0 002 @i 00000200 n 0000 + 00000100 v 0101 | someone\n" +
			"00000200 03 n 02 rise 0 going_up 0 001 + 00000100 v 0101 | a gloss\n" +
			"00000300 20 n 02 Rosaceae 0 family_Rosaceae 0 001 @ 00000200 n 0000 | roses\n",
		"data.verb": "00000100 30 v 0a rise 0 b 0 c 0 d 0 e 0 f 0 g 0 h 0 i 0 lift_right_up 0 002 ! 00000200 v 0101 + 00000200 n 0101 02 + 02 00 | up\n" +
			"00000200 30 v 01 fall 0 001 ! 00000100 v 0101 | down\n",
		"data.adj":    "00000100 00 s 01 galore(ip) 0 001 & 00000200 a 0000 | many\n00000200 00 a 01 abundant 0 001 & 00000100 s 0000 | many\n",
		"data.adv":    "",
		"noun.exc":    "risen rise\n",
		"verb.exc":    "rose rise\nfallen fall\nfallen fallen\n",
		"adj.exc":     "",
		"adv.exc":     "",
		"index.sense": "rise%1:04:00:: 00000200 1 7\nrise%2:30:00:: 00000100 5 1\nfall%2:30:00:: 00000200 1 0\n",
	} {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return files
}

func TestBuild(t *testing.T) {
	db, err := read(tiny())
	if err != nil {
		t.Fatal(err)
	}
	b := &builder{db: db, words: map[string][]use{}, numbers: map[string]int{}, senses: map[use]int{}}
	b.collect()
	b.number()
	b.addPointers()
	b.addIrregular()
	for word, want := range map[string]bool{
		"rise": true, "fall": true, "going up": true, "galore": true, "rose": true,
		"riser": false, "rosaceae": false, "lift right up": false,
	} {
		if _, ok := b.numbers[word]; ok != want {
			t.Errorf("%q is in the thesaurus: %v, want %v", word, ok, want)
		}
	}
	rise, fall := b.words["rise"], b.words["fall"]
	if len(rise) != 2 || rise[0].synset.part != lexicon.Noun {
		t.Fatalf("rise has the senses %v", rise)
	}
	c := b.contents
	noun, verb, down := b.senses[rise[0]], b.senses[rise[1]], b.senses[fall[0]]
	if !slices.Contains(c.Derived, lexicon.Pair{From: verb, To: noun}) || !slices.Contains(c.Derived, lexicon.Pair{From: noun, To: verb}) {
		t.Errorf("to rise and a rise are not derived: %v", c.Derived)
	}
	if !slices.Contains(c.Antonyms, lexicon.Pair{From: down, To: verb}) {
		t.Errorf("to fall is not the opposite of to rise: %v", c.Antonyms)
	}
	if want := (lexicon.Pair{From: b.numbers["rose"], To: b.numbers["rise"]}); !slices.Contains(c.Irregular[1], want) {
		t.Errorf("rose is no form of rise: %v", c.Irregular)
	}
	if n := b.numbers["fallen"]; slices.Contains(c.Irregular[1], lexicon.Pair{From: n, To: b.numbers["fall"]}) {
		t.Error("fallen, listed as its own lemma, is a form of fall")
	}
	if len(c.Hypernyms) != 0 {
		t.Errorf("what was left out has hypernyms: %v", c.Hypernyms)
	}
	galore, abundant := b.db.places[address{lexicon.Adjective, 100}], b.db.places[address{lexicon.Adjective, 200}]
	if !slices.Contains(c.Similar, lexicon.Pair{From: abundant, To: galore}) {
		t.Errorf("abundant is not similar to galore: %v", c.Similar)
	}
}

func TestFrequent(t *testing.T) {
	at := func(offset int) use { return use{"hold", address{lexicon.Verb, offset}} }
	b := &builder{db: &database{
		uses:   map[use]frequency{at(1): {4, 0}, at(2): {5, 2}, at(3): {6, 1}, at(4): {7, 0}},
		totals: map[wordPart]int{{"hold", lexicon.Verb}: 100},
	}}
	for offset, want := range map[int]bool{1: true, 2: true, 3: false, 4: false} {
		if got := b.frequent(at(offset)); got != want {
			t.Errorf("sense %d is frequent: %v, want %v", offset, got, want)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	for name, c := range map[string]struct{ file, text string }{
		"a line cut short":        {"data.noun", "00000100 18 n 01 riser\n"},
		"an unknown type":         {"data.noun", "00000100 18 x 01 riser 0 000 | someone\n"},
		"no number":               {"data.noun", "0000010x 18 n 01 riser 0 000 | someone\n"},
		"an unknown sense":        {"index.sense", "rise%9:04:00:: 00000200 1 7\n"},
		"no key":                  {"index.sense", "rise 00000200 1 7\n"},
		"three fields of a sense": {"index.sense", "rise%1:04:00:: 00000200 1\n"},
	} {
		files := tiny()
		files[c.file] = &fstest.MapFile{Data: []byte(c.text)}
		if _, err := read(files); err == nil {
			t.Errorf("%s: read", name)
		}
	}
	files := tiny()
	delete(files, "verb.exc")
	if _, err := read(files); err == nil {
		t.Error("read without a file")
	}
}

func TestRows(t *testing.T) {
	got, err := rows("# a comment\n\nverb a b # another\n", 3)
	if err != nil || len(got) != 1 || !slices.Equal(got[0], []string{"verb", "a", "b"}) {
		t.Errorf("got %q, %v", got, err)
	}
	if _, err := rows("verb a\n", 3); err == nil {
		t.Error("a row of two fields was taken for one of three")
	}
}

// TestCommittedFile: the file in the package is what this program makes.
func TestCommittedFile(t *testing.T) {
	folder := os.Getenv("WORDNET")
	if folder == "" {
		t.Skip("WORDNET does not name a folder with the files of WordNet")
	}
	to := t.TempDir() + "/wordnet.bin"
	if err := run(folder, to); err != nil {
		t.Fatal(err)
	}
	made, err := os.ReadFile(to)
	if err != nil {
		t.Fatal(err)
	}
	committed, err := os.ReadFile("../../wordnet.bin")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(made, committed) {
		t.Error("the committed file is another one: run go generate")
	}
}
