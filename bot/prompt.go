package bot

import (
	"slices"
	"sort"

	"footnote/bot/prompts"
	"footnote/corpus"
	"footnote/retrieval"
)

// The room that is kept in a model's context.
const (
	// unknownContext is what a model is taken to have that does not say.
	unknownContext = 4096
	// replyShare is the part of the context that is the reply's, within
	// limits, in tokens.
	replyShare            = 4
	replyLeast, replyMost = 256, 2048
	// The estimate of tokens may err by one part of marginShare, and chat
	// templates add up to marginLeast.
	marginShare, marginLeast = 10, 64
)

// promptTokens is how many tokens a prompt may have, by our estimate.
func promptTokens(context int) int {
	if context <= 0 {
		context = unknownContext
	}
	reply := min(max(context/replyShare, replyLeast), replyMost)
	return context - reply - context/marginShare - marginLeast
}

// prompt writes a prompt of so many tokens at the most, and notes what passages
// it offers: the best that fit, of those that still stand in their documents. One that does not fit even
// alone is shortened.
func (w *writing) prompt(limit int) (Prompt, error) {
	var standing []retrieval.Passage
	for _, p := range w.asked.result.Passages {
		if _, ok := w.documents[p.Document]; ok {
			standing = append(standing, p)
		}
	}
	if len(standing) == 0 {
		return Prompt{}, errNoneFound
	}
	for n := len(standing); n > 0; n-- {
		if prompt, ok := w.promptOver(standing[:n], limit); ok {
			return prompt, nil
		}
	}
	best := standing[0]
	part := func(n int) (Prompt, bool) { return w.promptOver([]retrieval.Passage{shortened(best, n)}, limit) }
	n := sort.Search(len(best.Sentences)-1, func(i int) bool {
		_, ok := part(i + 1)
		return !ok
	})
	if n < 1 {
		return Prompt{}, errTooLong
	}
	prompt, _ := part(n)
	return prompt, nil
}

// shortened is the passage up to the end of its n-th sentence.
func shortened(p retrieval.Passage, n int) retrieval.Passage {
	p.End = p.Sentences[n-1].End
	p.Text = p.Text[:p.End-p.Start]
	p.Sentences = p.Sentences[:n]
	if len(p.Vectors) > n {
		p.Vectors = p.Vectors[:n]
	}
	return p
}

// promptOver writes the prompt over these passages; ok is false when it is too
// long.
func (w *writing) promptOver(offered []retrieval.Passage, limit int) (prompt Prompt, ok bool) {
	if w.parser.Language = w.asked.language; w.parser.Language == "" {
		w.parser.Language = corpus.DetectLanguage(w.asked.text)
	}
	ask := prompts.Answer{
		Question: w.asked.text, Language: w.parser.Language, Structured: w.structured(),
	}
	for _, earlier := range slices.Backward(w.asked.earlier) {
		ask.Earlier = append(ask.Earlier, earlier)
	}
	for _, p := range offered {
		doc := w.documents[p.Document]
		ask.Passages = append(ask.Passages, prompts.Passage{Title: doc.Title, Section: p.Section, Version: doc.Version, Date: doc.Date, Text: p.Text})
	}
	written := ask.Prompt()
	w.offered, w.parser.Passages = offered, len(offered)
	prompt = Prompt{System: written.System, User: written.User}
	if ask.Structured {
		prompt.Schema = prompts.AnswerSchema()
	}
	return prompt, corpus.Tokens(prompt.System)+corpus.Tokens(prompt.User) <= limit
}
