// Package liar makes statements about passages, true ones and lies, with their
// labels, so that whatever decides which statements may be shown can be
// measured again after every change.
//
// Generate changes the sentences of any English passages by rules: into true
// statements as a language model words them, and into lies of every class that
// models tell. A rule makes nothing where it is not certain of its label, for
// a wrong label is worse than a missing statement. Library, Articles and
// Languages are sets that were written by hand. Measure counts what becomes of
// the statements, and a Model tells them over HTTP as a language model would.
package liar
