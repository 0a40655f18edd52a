// Package watch tells that something below files and folders has changed.
//
// It tells that, and not what: whoever is told looks at all of it, which costs
// little as long as files are known by their stamps. So nothing is lost when
// events are merged, come out of order or are too many to be kept.
//
// Where the system cannot watch that many folders, they are walked through
// every few seconds instead.
package watch
