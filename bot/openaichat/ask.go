package openaichat

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	openai "github.com/sashabaranov/go-openai"

	"footnote/bot"
)

// maxReply bounds the bytes of a reply, its reasoning counted. A model may go
// round in circles, and a server may ignore the limit of tokens.
const maxReply = 4 << 20

// afterFinish bounds the wait for what may follow a finished reply: the usage
// and the end of the stream, which come at once if they come.
const afterFinish = 300 * time.Millisecond

// A reply is what was heard of a reply so far.
type reply struct {
	model, finish string
	usage         openai.Usage
	// bytes counts text and reasoning, pieces the chunks that bore some.
	bytes, pieces int
	// text is set once text that is not blank was passed on or is in rest,
	// reasoned when there was reasoning, lone as in stripper.
	text, reasoned, refused, lone bool
	// rest is text that was held back to the end.
	rest string
}

// A chunk is an element of a stream, as far as it matters. The library's own
// type lacks the field "reasoning".
type chunk struct {
	Model   string
	Choices []choice
	Usage   *openai.Usage
}

type choice struct {
	Index        int
	Delta        delta
	Message      *delta // in a reply that was not streamed
	FinishReason string `json:"finish_reason"`
}

type delta struct {
	Content          content
	Reasoning        content
	ReasoningContent content `json:"reasoning_content"`
	Refusal          string
}

// content is a text, which some servers write as a list of parts.
type content string

// UnmarshalJSON reads a string, a list of parts of type text, or anything else
// as nothing.
func (c *content) UnmarshalJSON(data []byte) error {
	var text string
	var parts []struct{ Type, Text string }
	if json.Unmarshal(data, &text) != nil && json.Unmarshal(data, &parts) == nil {
		for _, p := range parts {
			if p.Type == "text" {
				text += p.Text
			}
		}
	}
	*c = content(text)
	return nil
}

// An exchange is one request and its response, as go-openai sees them. It
// stands below the library, which takes many faults for the end of a reply.
type exchange struct {
	client *http.Client
	// whole is set where no stream is asked for.
	whole bool
	// sent is set when the library found nothing wrong with the request, begun
	// when the server began to answer.
	sent, begun bool
}

// Do implements openai.HTTPDoer.
func (x *exchange) Do(request *http.Request) (*http.Response, error) {
	x.sent = true
	response, err := x.client.Do(request)
	if err != nil {
		return nil, err
	}
	x.begun = true
	if response.StatusCode/100 != 2 {
		defer response.Body.Close()
		return nil, readRefusal(response)
	}
	if !x.whole {
		response.Body = newSieve(response.Body)
	}
	return response, nil
}

// readRefusal reads a response whose status says no.
func readRefusal(response *http.Response) *refusal {
	body, _ := io.ReadAll(io.LimitReader(response.Body, 64<<10)) // the status tells enough
	told := parseError(body)
	if told == nil {
		told = readError(body)
	}
	if told == nil {
		told = &refusal{message: pageText(string(body))}
	}
	told.status = response.StatusCode
	told.after = retryAfter(response.Header, time.Now())
	told.elsewhere = elsewhere(response)
	return told
}

// elsewhere is the base of the address that a server sends requests on to.
func elsewhere(response *http.Response) string {
	to, err := response.Location()
	if response.StatusCode/100 != 3 || err != nil {
		return ""
	}
	base := shownURL(to.String())
	for _, function := range []string{"/chat/completions", "/models"} {
		base = strings.TrimSuffix(strings.TrimRight(base, "/"), function)
	}
	return base
}

// pageText is the title of a web page, and any other text as it is.
func pageText(body string) string {
	if !strings.HasPrefix(strings.TrimSpace(body), "<") {
		return body
	}
	_, title, _ := strings.Cut(body, "<title>")
	title, _, _ = strings.Cut(title, "</title>")
	return "a web page: " + title
}

// open sends the request and waits for the headers of the response.
func (m *Model) open(ctx context.Context, x *exchange, request openai.ChatCompletionRequest) (*openai.ChatCompletionStream, error) {
	stream, err := m.library(x).CreateChatCompletionStream(ctx, request)
	if err != nil && !x.sent { // the library knows models that do not take it
		return nil, &refusal{status: http.StatusBadRequest, message: err.Error()}
	}
	return stream, err
}

// ask sends a prompt once and passes the text on as it comes. Errors are raw.
func (m *Model) ask(ctx context.Context, prompt bot.Prompt, used habits, pass func(bot.Piece) error) (*reply, error) {
	watch, inner := newWatch(ctx)
	defer watch.close()
	x := &exchange{client: m.client}
	watch.start(limit{"the server to answer", m.config.Limits.Headers})
	stream, err := m.open(inner, x, m.request(prompt, used))
	if err != nil {
		return nil, m.why(inner, err, x.begun)
	}
	defer stream.Close()
	watch.start(limit{"the first word", m.config.Limits.FirstToken})
	r := &reply{}
	if err := m.listen(stream, r, newStripper(used.has(beginsThinking)), watch, pass); err != nil {
		return nil, m.why(inner, err, true)
	}
	return r, nil
}

// why prefers the reason for which a request was ended to how the end showed.
func (m *Model) why(ctx context.Context, err error, begun bool) error {
	var late *limitError
	if errors.As(context.Cause(ctx), &late) {
		return late
	}
	return reached(err, begun)
}

// listen reads a stream to its end.
func (m *Model) listen(stream *openai.ChatCompletionStream, r *reply, strip *stripper, watch *watch, pass func(bot.Piece) error) error {
	for {
		raw, err := stream.RecvRaw()
		if err != nil {
			if r.finish == "" && !errors.Is(err, io.EOF) {
				return err
			}
			watch.stop()
			r.end(strip)
			return nil
		}
		var c chunk
		var odd *json.UnmarshalTypeError // a field of another type than usual
		if err := json.Unmarshal(raw, &c); err != nil && !errors.As(err, &odd) {
			return fmt.Errorf("a part of the reply cannot be read: %w", err)
		}
		finished := r.finish != ""
		text, alive := r.take(c)
		switch {
		case r.bytes > maxReply:
			return &endError{fault: bot.FaultCut, what: "the reply does not end", advice: adviceEmpty}
		case r.finish != "" && (alive || !finished):
			watch.start(limit{"the end of the reply", min(afterFinish, m.config.Limits.Idle)})
		case alive: // the time until the piece is taken is not the server's
			watch.stop()
		}
		if text = strip.next(text); text != "" {
			r.text = r.text || strings.TrimSpace(text) != ""
			if err := pass(bot.Piece{Text: text}); err != nil {
				return err
			}
		}
		if alive && r.finish == "" {
			watch.start(limit{"the next word", m.config.Limits.Idle})
		}
	}
}

// take notes what a chunk tells. It returns its text, and whether the model is
// alive: it wrote or reasoned.
func (r *reply) take(c chunk) (text string, alive bool) {
	if c.Model != "" {
		r.model = c.Model
	}
	if c.Usage != nil {
		r.usage = *c.Usage
	}
	for _, choice := range c.Choices {
		if choice.Index != 0 {
			continue
		}
		d := choice.Delta
		if choice.Message != nil {
			d = *choice.Message
		}
		text += string(d.Content)
		thought := len(d.Reasoning) + len(d.ReasoningContent)
		r.reasoned = r.reasoned || thought > 0
		r.refused = r.refused || d.Refusal != ""
		r.bytes += thought + len(d.Content)
		if thought > 0 || d.Content != "" {
			r.pieces++
			alive = true
		}
		if choice.FinishReason != "" {
			r.finish = choice.FinishReason
		}
	}
	return text, alive
}

// end takes what was held back.
func (r *reply) end(strip *stripper) {
	r.rest = strip.end()
	r.text = r.text || strings.TrimSpace(r.rest) != ""
	r.lone = strip.lone
}

// verdict tells whether the reply counts.
func (r *reply) verdict() error {
	switch r.finish {
	case "":
		return &endError{fault: bot.FaultCut, retry: true, advice: adviceLog, what: "the server ended the reply before the model had finished"}
	case "length", "max_tokens":
		return r.overlong()
	case "content_filter":
		return &endError{fault: bot.FaultFiltered, what: "the server withheld the rest of the reply"}
	case "tool_calls", "function_call":
		return &endError{fault: bot.FaultBroken, what: "the model called a tool, though it was offered none", advice: adviceEmpty}
	case "error":
		return &endError{fault: bot.FaultFailed, retry: true, what: "the server ended the reply with an error", advice: adviceLog}
	case "abort", "cancelled":
		return &endError{fault: bot.FaultCut, retry: true, what: "the server gave the reply up", advice: adviceLog}
	}
	switch {
	case r.text:
		return nil
	case r.refused:
		return &endError{fault: bot.FaultFiltered, what: "the model refused to answer"}
	case r.bytes > 0:
		return &endError{fault: bot.FaultEmpty, what: "the reply holds only reasoning or blanks", advice: adviceEmpty}
	}
	return &endError{fault: bot.FaultEmpty, what: "the reply holds nothing", advice: adviceEmpty}
}

// overlong tells of a reply that used up its tokens.
func (r *reply) overlong() error {
	e := &endError{fault: bot.FaultCut, what: "the reply reached its limit of tokens", advice: adviceTokens}
	if !r.text {
		e.what = "the model used up its tokens before it wrote a word"
		e.advice = "allow the reply more tokens, or choose a model that reasons less"
	}
	return e
}

// report tells how the reply came about.
func (r *reply) report(m *Model, prompt bot.Prompt) *bot.Report {
	name := r.model
	if name == "" {
		name = m.config.Model
	}
	return &bot.Report{Model: name, PromptTokens: r.usage.PromptTokens, ReplyTokens: r.usage.CompletionTokens,
		Warnings: warnings(prompt, r.usage.PromptTokens, m.config.ContextTokens)}
}
