// Package suggest makes questions that a document should be able to answer, of
// its headings and of sentences that say what something is, who did it and
// when. Whether it does answer them is for whoever asks to find out.
package suggest
