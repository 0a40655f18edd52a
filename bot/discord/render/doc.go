// Package render turns answers, footnotes and documents into the messages that
// Discord shows. It is pure: it knows no network and no clock.
//
// Three promises hold whatever the text says. A message never exceeds Discord's
// limits. No text from outside pings anyone or passes for a mention. No address
// is linked but those of the corpus.
//
// Markdown is read into lines of clusters, the smallest pieces that are sent
// whole: a character with all that belongs to it, a link, a marker. Each knows
// its style, so that a line may be cut behind any of them, and what it is cut
// into opens and closes its own markup.
package render
