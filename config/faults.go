package config

import "strings"

// Faults are all that is wrong with a configuration.
type Faults []Fault

// Error lists the faults, one a line.
func (f Faults) Error() string {
	lines := make([]string, len(f))
	for i, fault := range f {
		lines[i] = fault.String()
	}
	return strings.Join(lines, "\n")
}

// A Fault is one thing that is wrong with a configuration.
type Fault struct {
	// From is the place it stands in: a file, a variable, a flag.
	From string
	// Setting is the name of the setting, "" when the place itself is at fault.
	Setting string
	// Value is what was given, quoted, and "" where that does not help.
	Value   string
	Problem string
}

// String tells the fault in one line.
func (f Fault) String() string {
	var b strings.Builder
	b.WriteString(f.From + ": ")
	if f.Setting != "" {
		b.WriteString(f.Setting + " ")
	}
	if f.Value != "" {
		b.WriteString(f.Value + " ")
	}
	return b.String() + f.Problem
}
