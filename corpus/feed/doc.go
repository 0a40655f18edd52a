// Package feed reads RSS, Atom and JSON Feed, by gofeed: a document for each
// item, with what the feed holds of it. The pages that items lead to are not
// fetched; website reads those.
//
// A feed shows its newest items only. Those that it no longer shows are kept,
// up to a number, in the folder that a Feed is given; if that is lost, so are
// they. An item that was changed takes the place of what it was, by its
// identifier; one that was taken out from between others goes.
package feed
