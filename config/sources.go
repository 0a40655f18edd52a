package config

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// A Source is a source of documents, as a table [sources.NAME] of the
// configuration file names it.
type Source struct {
	Name string
	// Location is a path, a link or a Discord channel; Kind "" is guessed from
	// it.
	Location, Kind string
	// Every is the time between two syncs; 0 is what is usual.
	Every time.Duration
	// Audience are the labels of those who may see it; none is everyone.
	Audience []string
	// Branch and Folder are those of a repository.
	Branch, Folder string
	// Include and Exclude are patterns of paths.
	Include, Exclude []string
	// MaxPages and MaxDepth limit how much of a website is read.
	MaxPages, MaxDepth int
	// AllowPrivate lets addresses be read that are not public.
	AllowPrivate bool
	// Authors says how the authors of messages are shown.
	Authors string
	// NoIgnore disregards ignore files.
	NoIgnore bool
}

// A field is a key of a source's table.
type field struct {
	name string
	// want tells what a value must be.
	want string
	set  func(s *Source, value any) bool
}

func fields() []field {
	return []field{
		textField("location", func(s *Source) *string { return &s.Location }),
		textField("kind", func(s *Source) *string { return &s.Kind }),
		{"every", `a time such as "30m" or "6h"`, setEvery},
		listField("audience", func(s *Source) *[]string { return &s.Audience }),
		textField("branch", func(s *Source) *string { return &s.Branch }),
		textField("folder", func(s *Source) *string { return &s.Folder }),
		listField("include", func(s *Source) *[]string { return &s.Include }),
		listField("exclude", func(s *Source) *[]string { return &s.Exclude }),
		numberField("max-pages", func(s *Source) *int { return &s.MaxPages }),
		numberField("max-depth", func(s *Source) *int { return &s.MaxDepth }),
		truthField("allow-private", func(s *Source) *bool { return &s.AllowPrivate }),
		textField("authors", func(s *Source) *string { return &s.Authors }),
		truthField("no-ignore", func(s *Source) *bool { return &s.NoIgnore }),
	}
}

func textField(name string, to func(*Source) *string) field {
	return field{name, "a string; put it into quotes", func(s *Source, value any) bool {
		text, ok := value.(string)
		*to(s) = strings.TrimSpace(text)
		return ok
	}}
}

func listField(name string, to func(*Source) *[]string) field {
	return field{name, "a string or a list of strings", func(s *Source, value any) bool {
		text, ok := kindList.text(value)
		if list, isList := value.([]any); isList {
			text = ""
			for _, item := range list {
				word, _ := item.(string)
				*to(s) = append(*to(s), word)
			}
		}
		if text != "" {
			*to(s) = []string{text}
		}
		return ok
	}}
}

func numberField(name string, to func(*Source) *int) field {
	return field{name, "a whole number above 0", func(s *Source, value any) bool {
		n, ok := value.(int64)
		*to(s) = int(n)
		return ok && n > 0 && n < 1<<31
	}}
}

func truthField(name string, to func(*Source) *bool) field {
	return field{name, "true or false", func(s *Source, value any) (ok bool) {
		*to(s), ok = value.(bool)
		return ok
	}}
}

func setEvery(s *Source, value any) bool {
	text, _ := value.(string)
	every, err := time.ParseDuration(strings.TrimSpace(text))
	s.Every = every
	return err == nil && every > 0
}

// sources reads the tables of the sources and takes them out of the tree. The
// order is that of their names.
func (l *loading) sources(path string, tree map[string]any) {
	value, given := tree["sources"]
	delete(tree, "sources")
	if !given {
		return
	}
	tables, ok := value.(map[string]any)
	if !ok {
		l.faults = append(l.faults, Fault{From: path, Setting: "sources", Problem: "is no table; name each source: [sources.handbook]"})
		return
	}
	l.config.Origins["sources"] = path
	for _, name := range slices.Sorted(maps.Keys(tables)) {
		table, ok := tables[name].(map[string]any)
		if !ok {
			l.faults = append(l.faults, Fault{From: path, Setting: "sources." + name, Problem: "is no table; write [sources." + name + "] and its location below"})
			continue
		}
		l.source(path, name, table)
	}
}

func (l *loading) source(path, name string, table map[string]any) {
	s := Source{Name: name}
	blame := func(key, problem string) {
		l.faults = append(l.faults, Fault{From: path, Setting: "sources." + name + "." + key, Problem: problem})
	}
	var known []string
	for _, f := range fields() {
		known = append(known, f.name)
		if value, given := table[f.name]; given && !f.set(&s, value) {
			blame(f.name, "is not "+f.want)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(table)) {
		if !slices.Contains(known, key) {
			blame(key, fmt.Sprintf("is no setting of a source; there are %s", strings.Join(known, ", ")))
		}
	}
	if s.Location == "" {
		blame("location", "is missing; give a path or a link")
	}
	l.config.Sources = append(l.config.Sources, s)
}
