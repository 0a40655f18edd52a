// Package fetch gets what is at an address on the web that somebody else may
// have chosen: it can be made neither to reach into the network that it runs
// in, nor to wait or to read without end.
//
// An address is checked when a connection is made to it, so after names were
// looked up and at every redirect; what is dialled is what was checked. Proxies
// of the environment are not used, since it would be they who dial; cookies are
// not kept.
package fetch
