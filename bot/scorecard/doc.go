// Package scorecard judges answers by a set of questions with known answers.
//
// An answerable question is right when one of the documents that hold its
// answer is cited and the cited quotes hold what is expected; an unanswerable
// one is right when it is refused.
package scorecard
