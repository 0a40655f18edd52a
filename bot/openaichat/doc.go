// Package openaichat is a bot.LanguageModel on any OpenAI-compatible endpoint.
//
// It trusts no server: a reply counts only when the server said that it is
// finished, every form of error in a stream is seen, each wait has a limit, and
// what went wrong is told as a bot.ModelError with the way to mend it. Reasoning
// is stripped. What a server cannot do is learnt from its refusals.
package openaichat
