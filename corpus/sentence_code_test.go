package corpus

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestSplitCode checks what can be quoted of programs.
func TestSplitCode(t *testing.T) {
	for name, tt := range map[string]struct {
		text string
		want []string
	}{
		"Go": {"// Open opens a file. It\n// must be closed.\nfunc Open() {\n\treturn nil\n}\n",
			[]string{"// Open opens a file.", "It\n// must be closed.", "func Open() {", "return nil"}},
		"hashes": {"# Reads the file.\n#\n# - one\n# - two\n#include <x>\nx = 1 # one\n\n# More\n# of it.",
			[]string{"# Reads the file.", "# - one", "# - two", "#include <x>", "x = 1 # one", "# More\n# of it."}},
		"kinds":      {"#!/bin/x\n# A b\n\"\"\"C d.\"\"\"\n// e\n/* f */", []string{"#!/bin/x", "# A b", "\"\"\"C d.\"\"\"", "// e", "/* f */"}},
		"stars":      {"/**\n * Reads. It\n * does.\n */\nvoid x(); /* y */\n", []string{"* Reads.", "It\n * does.", "void x(); /* y */"}},
		"docstring":  {"def x():\n    \"\"\"Reads the file\n    that is open.\n\n    All of it.\n    \"\"\"\n    y()\n", []string{"def x():", "\"\"\"Reads the file\n    that is open.", "All of it.", "y()"}},
		"one line":   {"/* a b. */\n\"\"\"c d.\"\"\"\nx = 1", []string{"/* a b.", "\"\"\"c d.\"\"\"", "x = 1"}},
		"no end":     {"/* A b\nc d.", []string{"/* A b\nc d."}},
		"dashes":     {"-- A table.\ncreate table x (\n  y int -- z\n);\n--i;", []string{"-- A table.", "create table x (", "y int -- z", "--i;"}},
		"no comment": {"*p = 1;\n# define", []string{"*p = 1;", "# define"}},
	} {
		t.Run(name, func(t *testing.T) {
			doc := Document{Text: tt.text, Language: "en", Sections: []Section{{Title: "x", End: len(tt.text)}}}
			var got []string
			for _, c := range (Splitter{}).Split(doc) {
				checkChunks(t, doc, []Chunk{c}, DefaultMaxTokens)
				for _, s := range c.Sentences {
					got = append(got, tt.text[s.Start:s.End])
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func FuzzSplitCode(f *testing.F) {
	f.Add("// a\n/* b\n*/\n\"\"\"c\n# d\n\n- e")
	f.Fuzz(func(t *testing.T, text string) {
		covered := 0
		for _, b := range codeBlocksOf(text, 0, len(text)) {
			if b.Start < covered || b.End <= b.Start || b.End > len(text) || strings.TrimSpace(text[covered:b.Start]) != "" {
				t.Fatalf("the block %v after %d of %q", b, covered, text)
			}
			covered = b.End
		}
		if strings.TrimSpace(text[covered:]) != "" {
			t.Errorf("%q is in no block", text[covered:])
		}
	})
}
