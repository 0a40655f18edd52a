package main

import (
	"context"
	"fmt"
	"os"
	"strings"
)

// The whole program can be called as a function: nothing of it reaches for the
// environment of the process by itself.
func Example() {
	environment := map[string]string{"FOOTNOTE_DATA": os.TempDir()}
	getenv := func(name string) string { return environment[name] }
	code := run(context.Background(), []string{"ask", " "}, getenv, strings.NewReader(""), os.Stdout, os.Stdout)
	fmt.Println("exit code", code)
	// Output:
	// footnote: the question is empty; ask like this: footnote ask "Who wrote it?"
	// exit code 2
}
