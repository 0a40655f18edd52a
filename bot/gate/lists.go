package gate

import "strings"

// lists are the words that the gate knows by heart.
type lists struct {
	dates map[string]bool // names of months and days
}

func newLists() lists {
	l := lists{dates: map[string]bool{}}
	for _, w := range strings.Fields("january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday") {
		l.dates[w] = true
	}
	return l
}
