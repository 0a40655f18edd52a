package syncer_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"footnote/corpus"
	"footnote/corpus/sources"
	"footnote/retrieval"
	"footnote/retrieval/sqlitestore"
	"footnote/retrieval/syncer"
)

func Example() {
	dir, err := os.MkdirTemp("", "example")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	notes, data := filepath.Join(dir, "notes.md"), filepath.Join(dir, "data")
	write := func(text string) {
		if err := os.WriteFile(notes, []byte(text), 0o600); err != nil {
			panic(err)
		}
	}
	registry, err := sources.Open(data, nil)
	if err != nil {
		panic(err)
	}
	keeper := syncer.New(syncer.Options{
		Registry: registry,
		Open: func(_ context.Context, o syncer.Opening) (sources.Origin, error) {
			return &corpus.Files{Roots: []string{o.Location}, Memory: o.Memory}, nil
		},
		Store: func(ctx context.Context) (retrieval.Store, error) {
			return sqlitestore.Open(ctx, data, sqlitestore.Write)
		},
	})

	ctx := context.Background()
	write("# Owls\n\nBarn owls eat mice.\n")
	source, err := sources.Of(notes, "")
	if err != nil {
		panic(err)
	}
	out, err := keeper.Add(ctx, source, nil)
	fmt.Println(out.Source, out.Added, "added", err)
	write("# Owls\n\nBarn owls eat mice and voles.\n")
	out, err = keeper.Sync(ctx, source.Name, false)
	fmt.Println(out.Source, out.Changed, "changed", err)
	// Output:
	// notes-md 1 added <nil>
	// notes-md 1 changed <nil>
}
