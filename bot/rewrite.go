package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"footnote/bot/prompts"
	"footnote/corpus"
	"footnote/retrieval"
)

// What the rewriting of a question may take.
const (
	rewriteTokens  = 100
	rewriteTimeout = 10 * time.Second
	// rewriteShare is the part of the time left that it may take: one of so
	// many.
	rewriteShare = 5
	// longestRewriting is in characters, as is longestTold of the answers that
	// the model is told.
	longestRewriting = 300
	longestTold      = 600
	turnsTold        = 3
)

// rewrite lets the model make a follow-up stand alone. What it writes is an
// error unless it says nothing that the conversation does not.
func (a *Answerer) rewrite(ctx context.Context, question Question) (string, error) {
	timeout := min(rewriteTimeout, a.writer.timeout)
	if deadline, ok := ctx.Deadline(); ok {
		timeout = min(timeout, time.Until(deadline)/rewriteShare)
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	turns := question.History[max(0, len(question.History)-turnsTold):]
	ask := prompts.Rewrite{Question: question.Text, Language: corpus.DetectLanguage(question.Text)}
	for _, t := range turns {
		ask.Turns = append(ask.Turns, prompts.Turn{Question: t.Question, Answer: firstRunes(t.Answer, longestTold)})
	}
	prompt := ask.Prompt()
	reply, err := replyOf(ctx, a.writer.model, Prompt{System: prompt.System, User: prompt.User, MaxTokens: rewriteTokens})
	if err != nil {
		return "", err
	}
	return reply, a.quoter.faithful(reply, question.Text, turns)
}

func firstRunes(text string, n int) string {
	for i := range text {
		if n--; n < 0 {
			return text[:i]
		}
	}
	return text
}

// faithful tells what is wrong with a rewriting, if anything: it must be one
// question in the same language, made of words of the conversation.
func (q *quoter) faithful(rewriting, question string, turns []Turn) error {
	language := corpus.DetectLanguage(question)
	switch {
	case rewriting == "" || strings.ContainsAny(rewriting, "\n\r"):
		return errors.New("the rewriting is not one line")
	case utf8.RuneCountInString(rewriting) > longestRewriting:
		return fmt.Errorf("the rewriting has more than %d characters", longestRewriting)
	case asks(question) && !asks(rewriting):
		return errors.New("the rewriting is no question")
	case strings.EqualFold(oneLine(rewriting), oneLine(question)):
		return errors.New("the rewriting is the question itself")
	}
	if other := corpus.DetectLanguage(rewriting); language != "" && other != "" && other != language {
		return fmt.Errorf("the rewriting is in another language: %s", other)
	}
	known := map[string]bool{}
	q.terms(question, language, func(term string, _ bool) { known[term] = true })
	for _, t := range turns {
		for _, text := range []string{t.Question, t.Answer} {
			q.terms(text, language, func(term string, _ bool) { known[term] = true })
		}
	}
	foreign := ""
	q.terms(rewriting, language, func(term string, stop bool) {
		if foreign == "" && !stop && !known[term] {
			foreign = term
		}
	})
	if foreign != "" {
		return fmt.Errorf("the rewriting holds a word that the conversation does not: %q", foreign)
	}
	return nil
}

// asks reports whether a text ends as a question does.
func asks(text string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimSpace(text))
	return strings.ContainsRune("?？؟;", r)
}

// terms calls yield for each word of the text.
func (q *quoter) terms(text, language string, yield func(term string, stop bool)) {
	q.analyzer.Terms(text, language, func(t retrieval.Token) bool {
		yield(t.Term, t.Stop)
		return true
	})
}
