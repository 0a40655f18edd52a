package faultserver

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// Always gives the same reply to each request.
func Always(reply Reply) Script {
	return func(Request) Reply { return reply }
}

// InTurn gives one reply after the other; the last one repeats.
func InTurn(replies ...Reply) Script {
	return func(r Request) Reply { return replies[min(r.Number, len(replies))-1] }
}

// Answering streams, as a well-behaved server does, the text that write
// computes from the request.
func Answering(write func(Chat) string) Script {
	return func(r Request) Reply { return Text(write(r.Chat)) }
}

// Text streams a text word by word, with a finish_reason, the usage if asked
// for, and [DONE]; or sends it whole to a request that wants no stream.
func Text(text string) Reply {
	return func(w http.ResponseWriter, call *Call) {
		prompt := 0
		for _, m := range call.Chat.Messages {
			prompt += 4 + len(m.Content)/4
		}
		Counted(text, prompt)(w, call)
	}
}

// Counted is Text that reports a number of prompt tokens.
func Counted(text string, promptTokens int) Reply {
	return func(w http.ResponseWriter, call *Call) {
		usage := usageOf(promptTokens, text)
		if !call.Chat.Stream {
			Whole(text, "stop")(w, call)
			return
		}
		lines := []string{Chunk("")}
		for _, piece := range strings.SplitAfter(text, " ") {
			lines = append(lines, Chunk(piece))
		}
		lines = append(lines, Finish("stop"))
		if o := call.Chat.StreamOptions; o != nil && o.IncludeUsage {
			lines = append(lines, `data: {"object":"chat.completion.chunk","model":"test-model","choices":[],"usage":`+usage+`}`)
		}
		Stream(append(lines, "data: [DONE]")...)(w, call)
	}
}

func usageOf(prompt int, text string) string {
	reply := len(strings.Fields(text))
	return fmt.Sprintf(`{"prompt_tokens":%d,"completion_tokens":%d,"total_tokens":%d}`, prompt, reply, prompt+reply)
}

// Whole sends a whole chat completion as JSON, whether a stream was asked for or not.
func Whole(text, finish string) Reply {
	return JSON(http.StatusOK, fmt.Sprintf(
		`{"object":"chat.completion","model":"test-model","choices":[{"index":0,"message":{"role":"assistant","content":%s},"finish_reason":%q}],"usage":%s}`,
		quote(text), finish, usageOf(10, text)))
}

// Chunk is the line of a stream that bears a piece of text.
func Chunk(text string) string { return Delta("content", text) }

// Delta is the line of a stream that bears a text in a field such as
// "content", "reasoning" or "reasoning_content".
func Delta(field, text string) string {
	return fmt.Sprintf(`data: {"object":"chat.completion.chunk","model":"test-model","choices":[{"index":0,"delta":{%q:%s},"finish_reason":null}]}`,
		field, quote(text))
}

// Finish is the line of a stream that tells how the reply ended.
func Finish(reason string) string {
	return fmt.Sprintf(`data: {"object":"chat.completion.chunk","model":"test-model","choices":[{"index":0,"delta":{},"finish_reason":%q}]}`, reason)
}

func quote(text string) string {
	b, err := json.Marshal(text)
	if err != nil {
		panic(err) // a string always marshals
	}
	return string(b)
}

// Stream sends lines as server-sent events, flushing after each, and ends the
// response cleanly.
func Stream(lines ...string) Reply {
	return func(w http.ResponseWriter, _ *Call) {
		startStream(w)
		sendLines(w, lines)
	}
}

// Raw sends the bytes as the body of an event stream, in the given pieces.
func Raw(pieces ...string) Reply {
	return func(w http.ResponseWriter, _ *Call) {
		startStream(w)
		for _, piece := range pieces {
			send(w, piece)
		}
	}
}

// Hang sends lines and then nothing more until the client leaves. Without
// lines it does not even send headers.
func Hang(lines ...string) Reply {
	return func(w http.ResponseWriter, call *Call) {
		if len(lines) > 0 {
			startStream(w)
			sendLines(w, lines)
		}
		<-call.Gone
	}
}

// Break sends lines and then breaks the connection.
func Break(lines ...string) Reply {
	return func(w http.ResponseWriter, _ *Call) {
		startStream(w)
		sendLines(w, lines)
		panic(http.ErrAbortHandler)
	}
}

// Paced sends lines with a pause after each.
func Paced(pause time.Duration, lines ...string) Reply {
	return func(w http.ResponseWriter, call *Call) {
		startStream(w)
		for _, line := range lines {
			send(w, line+"\n\n")
			select {
			case <-time.After(pause):
			case <-call.Gone:
				return
			}
		}
	}
}

// Slowly waits before a reply.
func Slowly(wait time.Duration, then Reply) Reply {
	return func(w http.ResponseWriter, call *Call) {
		select {
		case <-time.After(wait):
			then(w, call)
		case <-call.Gone:
		}
	}
}

// JSON sends a body as application/json, with headers as pairs of name and value.
func JSON(status int, body string, headers ...string) Reply {
	return Body(status, "application/json", body, headers...)
}

// Body sends a body of any type, with headers as pairs of name and value.
func Body(status int, contentType, body string, headers ...string) Reply {
	return func(w http.ResponseWriter, _ *Call) {
		w.Header().Set("Content-Type", contentType)
		for i := 0; i+1 < len(headers); i += 2 {
			w.Header().Set(headers[i], headers[i+1])
		}
		w.WriteHeader(status)
		send(w, body)
	}
}

// startStream sends the headers, unless a reply before in the same response
// did.
func startStream(w http.ResponseWriter) {
	if w.Header().Get("Content-Type") != "" {
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	w.WriteHeader(http.StatusOK)
}

func sendLines(w http.ResponseWriter, lines []string) {
	for _, line := range lines {
		send(w, line+"\n\n")
	}
}

// send writes and flushes; a client that left is no fault.
func send(w http.ResponseWriter, text string) {
	_, _ = w.Write([]byte(text))
	if f, ok := w.(http.Flusher); ok {
		f.Flush()
	}
}
