package gate

import (
	_ "embed"
	"strings"
)

// aliasList are names of the same country or body that do not look alike, those
// of one in a line.
//
//go:embed lists/aliases.txt
var aliasList string

// openerList are words that begin sentences and are no names, though no
// dictionary of nouns and verbs has them or they are as common with a capital.
//
//go:embed lists/openers.txt
var openerList string

// dateList are the names of months and days.
//
//go:embed lists/calendar.txt
var dateList string

// connectorList are words that begin another clause or phrase.
//
//go:embed lists/connectors.txt
var connectorList string

// conjunctionList are words that begin another clause.
//
//go:embed lists/conjunctions.txt
var conjunctionList string

// lists are the words that the gate knows by heart.
type lists struct {
	dates, openers, connectors, conjunctions map[string]bool
	// aliases is the number of the line that a name stands in, from 1.
	aliases map[string]int
}

func newLists() lists {
	l := lists{dates: map[string]bool{}, openers: map[string]bool{}, connectors: map[string]bool{}, conjunctions: map[string]bool{}, aliases: map[string]int{}}
	for number, line := range entries(aliasList) {
		for _, name := range strings.Fields(line) {
			l.aliases[name] = number + 1
		}
	}
	for _, line := range entries(openerList) {
		l.openers[line] = true
	}
	for _, line := range entries(connectorList) {
		l.connectors[line] = true
	}
	for _, line := range entries(conjunctionList) {
		l.conjunctions[line] = true
	}
	for _, line := range entries(dateList) {
		l.dates[line] = true
	}
	return l
}

// entries are the lines of an embedded list; # starts a comment.
func entries(list string) []string {
	var all []string
	for line := range strings.Lines(list) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			all = append(all, line)
		}
	}
	return all
}
