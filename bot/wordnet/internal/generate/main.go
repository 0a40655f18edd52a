// Command generate makes the file that the package wordnet embeds from the files
// of WordNet's database. The output is the same each time.
//
//	generate -o FILE FOLDER
//
// The folder holds data.noun, data.verb, data.adj, data.adv and index.sense of
// WordNet 3.1, and noun.exc, verb.exc, adj.exc and adv.exc of WordNet 3.0, which
// 3.1 came without.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"

	"footnote/bot/wordnet/internal/lexicon"
)

func main() {
	to := flag.String("o", "wordnet.bin", "the file to write")
	flag.Parse()
	if err := run(flag.Arg(0), *to); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func run(folder, to string) error {
	if folder == "" {
		return errors.New("no folder is named: give the one that holds data.noun and its like")
	}
	db, err := read(os.DirFS(folder))
	if err != nil {
		return fmt.Errorf("reading WordNet: %w", err)
	}
	contents, err := build(db)
	if err != nil {
		return fmt.Errorf("putting the thesaurus together: %w", err)
	}
	file, err := lexicon.Encode(contents)
	if err != nil {
		return fmt.Errorf("encoding the thesaurus: %w", err)
	}
	if err := os.WriteFile(to, file, 0o644); err != nil {
		return fmt.Errorf("writing the thesaurus: %w", err)
	}
	return nil
}
