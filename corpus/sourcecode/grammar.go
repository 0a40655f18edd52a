package sourcecode

import (
	"context"
	"regexp"
)

// A grammar says what of a language has to be known to find its declarations.
type grammar struct {
	lineComments  []string
	blockComments []comment
	nested        bool // comments may stand in comments
	quotes        []quote
	heredocs      bool
	patterns      bool // a slash may begin a pattern
	preprocessor  bool // lines that begin with a hash are instructions
	docstrings    bool // strings on lines of their own describe what they stand in
	// starts are the bytes that comments and strings begin with.
	starts [256]bool

	// declares finds declarations; its groups "kind" and "name" say what they
	// declare. Where find is braces, it looks at what stands before a brace or
	// a semicolon, from the start of a line on.
	declares *regexp.Regexp
	// functions finds functions that no word announces, as in C; "name" is
	// its group.
	functions *regexp.Regexp
	// containers are the kinds whose members are sections of their own, spaces
	// those of them that are none themselves.
	containers, spaces map[string]bool
	// above matches lines that may stand between a comment and a declaration.
	above *regexp.Regexp
	// find finds the declarations in code without comments and strings.
	find func(g *grammar, text string, m masked) []declaration
	// parse finds an outline in another way.
	parse func(text string) (outline, bool)
}

// outline finds the declarations of a file.
func (g *grammar) outline(ctx context.Context, text string) outline {
	if g.parse != nil {
		if found, ok := g.parse(text); ok {
			return found
		}
	}
	m := g.mask(text)
	if ctx.Err() != nil {
		return outline{}
	}
	return outline{declarations: g.find(g, text, m), prose: proseOf(text, m)}
}

// with fills in what follows from the rest.
func (g grammar) with() *grammar {
	mark := func(s string) { g.starts[s[0]] = true }
	for _, s := range g.lineComments {
		mark(s)
	}
	for _, c := range g.blockComments {
		mark(c.open)
	}
	for _, q := range g.quotes {
		mark(q.open)
	}
	if g.heredocs {
		mark("<")
	}
	if g.patterns {
		mark("/")
	}
	if g.preprocessor {
		mark("#")
	}
	return &g
}

func set(words ...string) map[string]bool {
	s := map[string]bool{}
	for _, w := range words {
		s[w] = true
	}
	return s
}

// group is what a group of a pattern matched at the places told.
func group(pattern *regexp.Regexp, name string, text []byte, at []int) string {
	i := pattern.SubexpIndex(name)
	if i < 0 || at[2*i] < 0 {
		return ""
	}
	return string(text[at[2*i]:at[2*i+1]])
}
