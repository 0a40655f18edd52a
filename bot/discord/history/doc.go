// Package history reads what was said in a channel of Discord, a thread or a
// forum, as documents: conversations, threads and posts, those that were solved
// as question and answer.
//
// An Origin asks Discord through a small API, which link.Link is, and keeps what
// it read in the source's folder, so that a sync reads what is new and what may
// have changed, and not all of a forum. What was deleted there goes from here as
// well. Documents bear the labels of those who may see the channel now; where
// that cannot be known, of those who are in the channel only.
package history
