package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"footnote": main})
}

// racedScripts are those in which much goes on at the same time.
var racedScripts = []string{"ask", "background", "chat", "embeddings", "index", "model", "serve", "sync"}

func TestScripts(t *testing.T) {
	dir, files := filepath.Join("testdata", "script"), []string(nil)
	if raced && testing.Short() {
		for _, name := range racedScripts {
			files = append(files, filepath.Join(dir, name+".txtar"))
		}
		dir = ""
	}
	testscript.Run(t, testscript.Params{
		Dir: dir, Files: files,
		Setup: func(env *testscript.Env) error {
			samples, err := filepath.Abs(filepath.Join("..", "..", "corpus"))
			if err != nil {
				return err
			}
			env.Setenv("SAMPLES", samples) // of files, by formats
			env.Setenv("HOME", filepath.Join(env.WorkDir, "home"))
			env.Setenv("FOOTNOTE_DATA", filepath.Join(env.WorkDir, "data"))
			remember(env)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "keys": keys, "poll": poll, "generate": generateFile,
			"serve": serve, "server": server,
		},
		RequireExplicitExec: true,
	})
}

// exits runs a command and checks its exit code: exits 3 footnote ask ...
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE PROGRAM ARG...")
	}
	err := ts.Exec(args[1], args[2:]...)
	code := 0
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		code = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if fmt.Sprint(code) != args[0] {
		ts.Fatalf("exit code %d, want %s\nstdout: %s\nstderr: %s", code, args[0], ts.ReadFile("stdout"), ts.ReadFile("stderr"))
	}
}

// keys checks the keys of the JSON object in a file, or of what a path such as
// .passages.0 leads to: keys stdout .passages.0 document title ...
func keys(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: keys FILE .PATH KEY...")
	}
	var value any
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[0])), &value))
	for _, step := range strings.Split(strings.Trim(args[1], "."), ".") {
		switch at := value.(type) {
		case map[string]any:
			if step != "" {
				value = at[step]
			}
		case []any:
			if len(at) == 0 {
				ts.Fatalf("%s: the list is empty", args[1])
			}
			value = at[0]
		}
	}
	object, ok := value.(map[string]any)
	if !ok {
		ts.Fatalf("%s is no object but %v", args[1], value)
	}
	for _, key := range args[2:] {
		if _, ok := object[key]; !ok {
			ts.Fatalf("%s has no key %s: %v", args[1], key, object)
		}
	}
}

// poll runs a command until its output holds a text: poll TEXT PROGRAM ARG...
func poll(ts *testscript.TestScript, neg bool, args []string) {
	for range 200 {
		err := ts.Exec(args[1], args[2:]...)
		if err == nil && strings.Contains(ts.ReadFile("stdout"), args[0]) {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	ts.Fatalf("never came upon %q; last stdout: %s", args[0], ts.ReadFile("stdout"))
}

// generateFile writes files that an archive of text cannot hold.
func generateFile(ts *testscript.TestScript, neg bool, args []string) {
	content := map[string][]byte{
		"binary":    {0x7f, 'E', 'L', 'F', 0, 1, 2, 0xff, 0xfe, 0, 0, 0},
		"utf16":     {0xff, 0xfe, 'O', 0, 'w', 0, 'l', 0, 's', 0, ' ', 0, 's', 0, 'l', 0, 'e', 0, 'e', 0, 'p', 0, '.', 0},
		"latin1":    []byte("The caf\xe9 of M\xfcnster opens at nine. It closes at f\xfcnf.\n"),
		"escapes":   []byte("# Harmful\n\nThe harmful dragon \x1b[31mis red\x1b[0m and rings \x07 the bell.\n"),
		"questions": bytes.Repeat([]byte("What do owls eat at night? "), 4000),
		"nul":       []byte("What do \x00owls eat?\n"),
	}[args[0]]
	if args[0] == "many" {
		dir := ts.MkAbs(args[1])
		ts.Check(os.MkdirAll(dir, 0o755))
		for i := range 60 {
			text := fmt.Sprintf("# Town %d\n\nTown %d has %d inhabitants. Its river is called Brook %d. The mayor of town %d is Ann Lee.\n", i, i, 1000+i, i, i)
			ts.Check(os.WriteFile(filepath.Join(dir, fmt.Sprintf("town%02d.md", i)), []byte(text), 0o644))
		}
		return
	}
	if content == nil {
		ts.Fatalf("unknown kind of file %q", args[0])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), content, 0o644))
}

// Every command tells by example how it is used.
func TestHelpHasExamples(t *testing.T) {
	p := &program{}
	root := p.rootCommand()
	root.InitDefaultCompletionCmd()
	for _, cmd := range root.Commands() {
		if cmd.Name() == "completion" {
			continue // cobra's own, with instructions for each shell
		}
		if !strings.Contains(cmd.Example, "footnote "+cmd.Name()) || cmd.Short == "" {
			t.Errorf("%s has no example", cmd.Name())
		}
	}
}

func TestEveryCommandHasAScript(t *testing.T) {
	scripts := ""
	err := filepath.WalkDir(filepath.Join("testdata", "script"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		scripts += string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, cmd := range (&program{}).rootCommand().Commands() {
		if !cmd.Hidden && !strings.Contains(scripts, "footnote "+cmd.Name()) {
			t.Errorf("no script runs footnote %s", cmd.Name())
		}
	}
}
