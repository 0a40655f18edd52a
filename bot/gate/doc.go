// Package gate proves the statements of a draft by the passages that they were
// written from.
//
// A statement passes when a passage bears it out: the quote stands in it, its
// numbers, names, negations and hedges agree, and its words are covered by a few
// sentences, which become its proof. It needs no network and no model: the same
// statement over the same passages always gets the same verdict.
//
// A Gate is opened over the passages of one question; the Checker that it gives
// takes the statements of the draft in their order.
package gate
