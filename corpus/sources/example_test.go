package sources_test

import (
	"context"
	"fmt"
	"os"

	"footnote/corpus/sources"
)

func Example() {
	dir, err := os.MkdirTemp("", "data")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	ctx := context.Background()
	registry, err := sources.Open(dir, nil)
	if err != nil {
		panic(err)
	}
	for _, location := range []string{"https://docs.example.org/guide/", "https://github.com/example/harbour"} {
		source, err := sources.Of(location, "")
		if err != nil {
			panic(err)
		}
		if err := registry.Add(ctx, source); err != nil {
			panic(err)
		}
	}
	all, err := registry.List(ctx)
	if err != nil {
		panic(err)
	}
	for _, s := range all {
		fmt.Println(s.Name, s.Kind, s.Location)
	}
	// Output:
	// docs-example-org-guide website https://docs.example.org/guide/
	// harbour git https://github.com/example/harbour
}
