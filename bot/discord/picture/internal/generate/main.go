// Command generate draws the pictures of the documentation. A bot that answers
// from the embedded library is asked what the pictures show, and what it sends
// is drawn; nothing in them is made up but the names of people.
//
//	generate [-o FOLDER]
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
)

func main() {
	to := flag.String("o", "docs/pictures", "the folder to write to")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *to); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, to string) error {
	drawn, err := pictures(ctx)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(to, 0o755); err != nil {
		return fmt.Errorf("making the folder of the pictures: %w", err)
	}
	for name, data := range drawn {
		if err := os.WriteFile(filepath.Join(to, name), data, 0o644); err != nil {
			return fmt.Errorf("writing a picture: %w", err)
		}
	}
	return nil
}
