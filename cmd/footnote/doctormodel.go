package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"footnote/bot/openaichat"
	"footnote/config"
)

// models examines the language model, its fallbacks and the judge.
func (x *examination) models(ctx context.Context) error {
	writer := x.config.Writer
	x.about = "language model"
	if !writer.On() {
		return x.ok("model", "none is set: answers are quotes")
	}
	x.about = "model " + named(writer.Endpoint)
	if err := x.model(ctx, writer.Endpoint, true); err != nil {
		return err
	}
	for i, f := range writer.Fallbacks {
		x.about = fmt.Sprintf("fallback %d, %s", i+1, named(f))
		if err := x.model(ctx, f, true); err != nil {
			return err
		}
	}
	if writer.Judge == "" {
		return nil
	}
	judge := writer.Endpoint
	judge.Model = writer.Judge
	x.about = "judge " + named(judge)
	return x.model(ctx, judge, false)
}

// named tells an endpoint without what may be secret in its address.
func named(e config.Endpoint) string {
	return strings.TrimPrefix(openaichat.Config{Model: e.Model, BaseURL: e.URL}.String(), "the model ")
}

// A patient is a model that is examined.
type patient struct {
	*examination
	model *openaichat.Model
}

// model examines one endpoint: all that answers need, or only whether it
// replies. What rests on something that failed is not examined.
func (x *examination) model(ctx context.Context, e config.Endpoint, all bool) error {
	model, err := x.languageModel(e)
	if err != nil {
		return x.fault("settings", "", "%v", err)
	}
	defer model.Close()
	p := patient{x, model}
	steps := []func(context.Context) (bool, error){p.reached, p.replies}
	if all {
		steps = append(steps, p.system, p.schema, p.limit, p.context)
	}
	for _, step := range steps {
		if on, err := step(ctx); err != nil || !on {
			return err
		}
	}
	return nil
}

// reached asks for the list of models, which a server need not have.
func (p patient) reached(ctx context.Context) (on bool, err error) {
	names, err := p.model.Models(ctx)
	switch {
	case errors.Is(err, openaichat.ErrNotOffered):
		return true, p.ok("reached", "yes; it offers no list of its models")
	case err != nil:
		return false, p.failed(ctx, "reached", err)
	case p.model.Lists(names):
		return true, p.ok("reached", "yes, and the model is on its list of %d", len(names))
	}
	const most = 10
	list := strings.Join(names[:min(most, len(names))], ", ")
	if len(names) > most {
		list += ", ..."
	}
	return true, p.warn("reached", "set FOOTNOTE_MODEL to one of them if there is no answer below", "yes, but the model is not on its list: %s", list)
}

func (p patient) replies(ctx context.Context) (on bool, err error) {
	reply, err := p.model.ProbeReply(ctx)
	if err != nil {
		return false, p.failed(ctx, "reply", err)
	}
	const few = 3 // words may well come in one piece
	brief := len(strings.Fields(reply.Text)) <= few
	how := "streamed"
	switch {
	case !reply.Streamed && brief:
		how = "brief"
	case !reply.Streamed:
		how = "in one piece"
	}
	text := fmt.Sprintf("%s, ended by %q; the first piece after %s, the end after %s", how, reply.Finish, seconds(reply.First), seconds(reply.Whole))
	if reply.Reasoned {
		text += "; the model reasons first, which counts as part of max-tokens"
	}
	if !reply.Streamed && !brief {
		return true, p.warn("reply", "let the server stream, so that statements are shown as they are proven", "%s", text)
	}
	if reply.Finish == "length" {
		return true, p.warn("reply", "set FOOTNOTE_MAX_TOKENS higher, or choose a model that reasons less", "%s: the model comes to no end in time", text)
	}
	return true, p.ok("reply", "%s", text)
}

func seconds(d time.Duration) string { return fmt.Sprintf("%.1f s", d.Seconds()) }

func (p patient) system(ctx context.Context) (on bool, err error) {
	if p.config.Writer.FoldSystem {
		return true, p.ok("system message", "not used, as fold-system says")
	}
	verdict, err := p.model.ProbeSystem(ctx)
	switch {
	case err != nil:
		return false, p.failed(ctx, "system message", err)
	case verdict == openaichat.Obeyed:
		return true, p.ok("system message", "reaches the model")
	case verdict == openaichat.Unclear:
		return true, p.warn("system message", "if answers ignore the instructions, set FOOTNOTE_FOLD_SYSTEM=true", "it cannot be told whether it reaches the model")
	}
	return true, p.warn("system message", "set FOOTNOTE_FOLD_SYSTEM=true", "%s: the model does not get its instructions", verdict)
}

func (p patient) schema(ctx context.Context) (on bool, err error) {
	wanted := p.config.Writer.Structured
	if wanted == config.StructuredOff {
		return true, p.ok("structured output", "not used, as structured says")
	}
	verdict, err := p.model.ProbeSchema(ctx)
	switch {
	case err != nil:
		return false, p.failed(ctx, "structured output", err)
	case verdict == openaichat.Obeyed:
		return true, p.ok("structured output", "obeyed")
	case verdict == openaichat.Unclear:
		return true, p.warn("structured output", "if replies cannot be read, set FOOTNOTE_STRUCTURED=off", "it cannot be told whether a schema is obeyed")
	case verdict == openaichat.Rejected && wanted == config.StructuredOn:
		return true, p.fault("structured output", "set FOOTNOTE_STRUCTURED to auto or off", "rejected, and the settings insist on it")
	case verdict == openaichat.Rejected:
		return true, p.ok("structured output", "rejected, so that statements are asked for as plain text")
	}
	return true, p.warn("structured output", "set FOOTNOTE_STRUCTURED=off", "ignored: the server takes a schema and does not keep to it")
}

func (p patient) limit(ctx context.Context) (on bool, err error) {
	verdict, err := p.model.ProbeMaxTokens(ctx)
	switch {
	case err != nil:
		return false, p.failed(ctx, "length of replies", err)
	case verdict == openaichat.Obeyed:
		return true, p.ok("length of replies", "kept to max-tokens, %d", p.config.Writer.ReplyTokens)
	case verdict == openaichat.Unclear:
		return true, p.ok("length of replies", "the model stopped before the limit")
	}
	mend := "set FOOTNOTE_MAX_COMPLETION_TOKENS=true"
	if p.config.Writer.MaxCompletionTokens {
		mend = "leave FOOTNOTE_MAX_COMPLETION_TOKENS out"
	}
	return true, p.warn("length of replies", mend, "the limit is %s: replies may go on until model-timeout, %v", verdict, p.config.Writer.Timeout)
}

// context sends as much as an answer may need, to notice what a server cuts
// without a word.
func (p patient) context(ctx context.Context) (on bool, err error) {
	writer := p.config.Writer
	probe, err := p.model.ProbeContext(ctx, writer.ContextTokens-writer.ReplyTokens)
	const give = "give the model a larger context (Ollama: OLLAMA_CONTEXT_LENGTH, llama-server: -c), or set FOOTNOTE_CONTEXT_TOKENS to what it has"
	switch {
	case err != nil:
		return false, p.failed(ctx, "context", err)
	case probe.Verdict == openaichat.Obeyed:
		return true, p.ok("context", "a prompt of about %d tokens is read whole (the server counts %d); with the reply that is context-tokens, %d", probe.Sent, probe.Read, writer.ContextTokens)
	case probe.Verdict == openaichat.Rejected:
		return true, p.fault("context", give, "a prompt of about %d tokens is too long for it", probe.Sent)
	case probe.Verdict == openaichat.Ignored:
		return true, p.fault("context", give, "of a prompt estimated at %d tokens it read %d and cut the rest without a word", probe.Sent, probe.Read)
	}
	return true, p.warn("context", fmt.Sprintf("make sure that the context of the model is at least context-tokens, %d", writer.ContextTokens),
		"the server does not count tokens: whether it cuts a prompt of about %d cannot be told", probe.Sent)
}
