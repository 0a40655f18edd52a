package watch_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"footnote/corpus/watch"
)

func Example() {
	docs, err := os.MkdirTemp("", "docs")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(docs)

	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	begins := true
	err = watch.New([]string{docs}, watch.Options{}).Run(ctx, func() {
		if begins { // which is told as well
			begins = false
			os.WriteFile(filepath.Join(docs, "leave.md"), []byte("There are 30 days of leave.\n"), 0o666)
			return
		}
		fmt.Println("something changed")
		stop()
	})
	fmt.Println(err)
	// Output:
	// something changed
	// context canceled
}
