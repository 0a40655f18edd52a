package ignore

import (
	"path"
	"strings"
)

// A Verdict is what patterns say of a name.
type Verdict int

const (
	// Unnamed means that no pattern matches.
	Unnamed Verdict = iota
	// Out means that it is left out.
	Out
	// In means that it is not, though another pattern may match.
	In
)

// Patterns are those of the ignore files of one folder, in order. The last one
// that matches counts.
type Patterns struct {
	all []rule
}

// A rule is one pattern with what stands around it.
type rule struct {
	keep   bool // it begins with an exclamation mark
	folder bool // it ends with a slash: it is about folders only
	whole  bool // it holds a slash: it is about the whole path, not the name
	glob   glob
}

// Limits of one file: far beyond those that people write.
const (
	maxFile     = 1 << 20
	maxPatterns = 20_000
	maxPattern  = 4096
)

// Add adds the patterns of a file.
func (p *Patterns) Add(data []byte) {
	text := strings.TrimPrefix(string(data[:min(len(data), maxFile)]), "\ufeff")
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r")
		if r, ok := parse(line); ok && len(p.all) < maxPatterns {
			p.all = append(p.all, r)
		}
	}
}

// Empty reports whether there are no patterns.
func (p *Patterns) Empty() bool { return len(p.all) == 0 }

// Match tells what the patterns say of a file or folder, by its slash-separated
// path from the folder that they are in. They say nothing of what is in a
// folder that is left out: whoever walks does not enter it.
func (p *Patterns) Match(name string, folder bool) Verdict {
	base := path.Base(name)
	for i := len(p.all) - 1; i >= 0; i-- {
		r := &p.all[i]
		about := base
		if r.whole {
			about = name
		}
		if r.folder && !folder || !r.glob.match(about) {
			continue
		}
		if r.keep {
			return In
		}
		return Out
	}
	return Unnamed
}

// parse reads a line; ok is false if it holds no pattern.
func parse(line string) (r rule, ok bool) {
	if line == "" || line[0] == '#' || len(line) > maxPattern {
		return rule{}, false
	}
	line = withoutBlanks(line)
	line, r.keep = strings.CutPrefix(line, "!")
	line, r.folder = strings.CutSuffix(line, "/")
	line, rooted := strings.CutPrefix(line, "/")
	r.whole = rooted || strings.Contains(line, "/")
	if line == "" {
		return rule{}, false
	}
	r.glob, ok = compile(line)
	return r, ok
}

// withoutBlanks takes blanks off the end of a line, up to one that a backslash
// keeps.
func withoutBlanks(line string) string {
	end := 0
	for i := 0; i < len(line); i++ {
		if line[i] == '\\' && i+1 < len(line) {
			i++
			end = i + 1
		} else if line[i] != ' ' {
			end = i + 1
		}
	}
	return line[:end]
}
