// Package website reads a website, or the part of one below an address: the
// pages that its sitemaps list or, if it has none, those that links lead to
// from the first one, and the documents of other formats that they link to.
//
// It asks as a guest does. robots.txt is obeyed as RFC 9309 says, with
// Crawl-delay, and so are noindex and nofollow; one request goes to a host at a
// time, with a pause before it; a server that asks to be left alone is. Pages
// that were read before are asked for with what the server said of them then,
// and cost an answer without a body if they are as they were.
//
// All pages are fetched before the first document is yielded. Only then can be
// told which pages are the same one at several addresses, and whether a site
// has broken down and answers everything with the same apology.
package website
