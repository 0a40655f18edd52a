package bot

import (
	"context"
	"fmt"
	"strings"
	"time"

	"footnote/bot/prompts"
)

// What a judge may take and say.
const (
	judgeTimeout = 10 * time.Second
	// judgeShare is the part of the time left that a judgement may take, one of
	// so many: what is proven must still be delivered.
	judgeShare = 4
	// judgeTokens leaves room for a model that thinks before it says a word.
	judgeTokens = 512
)

// overruled reports whether the judge finds that the quotes do not bear the
// statement out. A judge that fails overrules nothing, and is not asked again
// on this answer.
func (w *writing) overruled(ctx context.Context, text string, proofs []statement) bool {
	if w.unjudged {
		return false
	}
	judgement := prompts.Judgement{Question: w.asked.text, Statement: text}
	for _, p := range proofs {
		judgement.Quotes = append(judgement.Quotes, p.quote)
	}
	prompt := judgement.Prompt()
	timeout := judgeTimeout
	if deadline, ok := ctx.Deadline(); ok {
		timeout = min(timeout, time.Until(deadline)/judgeShare)
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	reply, err := replyOf(ctx, w.judge, Prompt{System: prompt.System, User: prompt.User, MaxTokens: judgeTokens})
	if err == nil {
		switch verdict(reply) {
		case "NO":
			return true
		case "YES":
			return false
		}
		err = fmt.Errorf("its reply is neither yes nor no: %.40q", reply)
	}
	w.unjudged = true
	w.warnings = append(w.warnings, "the judge failed: what it did not judge is shown as proven")
	w.log.WarnContext(ctx, "the judge did not judge", "error", err)
	return false
}

// verdict is the first word of a judge's reply.
func verdict(reply string) string {
	words := plainWords(strings.ToUpper(reply))
	if len(words) == 0 {
		return ""
	}
	return words[0]
}

// longestReply bounds, in bytes, what is read of a reply that shall be short.
const longestReply = 4 << 10

// replyOf returns a whole reply that shall be short.
func replyOf(ctx context.Context, model LanguageModel, prompt Prompt) (string, error) {
	var reply strings.Builder
	for piece, err := range pieces(ctx, model, prompt) {
		if err != nil {
			return "", err
		}
		reply.WriteString(piece.Text)
		if reply.Len() > longestReply {
			return "", fmt.Errorf("a reply of more than %d bytes where a line was asked for", longestReply)
		}
	}
	return strings.TrimSpace(reply.String()), nil
}
