package faultserver

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
)

// Fault returns the reply of the name; it panics if there is none such.
func Fault(name string) Reply {
	reply, ok := faults()[name]
	if !ok {
		panic(fmt.Sprintf("faultserver: no fault is named %q", name))
	}
	return reply
}

// Faults lists the names of the faults, in alphabetical order. Those that
// begin with "odd:" are no failure: the reply is whole, in an unusual form.
func Faults() []string {
	return slices.Sorted(maps.Keys(faults()))
}

// OddText is the text of the replies whose names begin with "odd:".
const OddText = "The harbour was built in 1890 [1]."

func faults() map[string]Reply {
	all := map[string]Reply{}
	for _, group := range []map[string]Reply{refusals(), streamErrors(), cuts(), oddities(), silences()} {
		maps.Copy(all, group)
	}
	return all
}

// refusals are replies with a status that says no.
func refusals() map[string]Reply {
	return map[string]Reply{
		"unknown model, Ollama": JSON(404, `{"error":{"message":"model 'test-model' not found","type":"not_found_error","param":null,"code":null}}`),
		"unknown model, OpenAI": JSON(404, `{"error":{"message":"The model 'test-model' does not exist or you do not have access to it.","type":"invalid_request_error","param":null,"code":"model_not_found"}}`),
		"wrong path":            Body(404, "text/plain", "404 page not found"),
		"wrong path, JSON":      JSON(404, `{"detail":"Not Found"}`),
		"wrong key":             JSON(401, `{"error":{"message":"Incorrect API key provided","type":"invalid_request_error","code":"invalid_api_key"}}`),
		"no access":             JSON(403, `{"error":{"message":"forbidden"}}`),
		"loading":               JSON(503, `{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}`),
		"busy, Ollama":          JSON(503, `{"error":{"message":"server busy, please try again. maximum pending requests exceeded","type":"api_error","code":null}}`),
		"rate limit":            JSON(429, `{"error":{"message":"Rate limit reached","type":"tokens","code":"rate_limit_exceeded"}}`, "Retry-After", "1"),
		"no credit":             JSON(429, `{"error":{"message":"You exceeded your current quota","type":"insufficient_quota","code":"insufficient_quota"}}`),
		"gateway down":          Body(502, "text/html", "<html><head><title>502 Bad Gateway</title></head></html>"),
		"too long, 400":         JSON(400, `{"error":{"code":400,"message":"the request exceeds the available context size","type":"exceed_context_size_error"}}`),
		"too long, OpenAI":      JSON(400, `{"error":{"message":"This model's maximum context length is 4096 tokens.","type":"invalid_request_error","code":"context_length_exceeded"}}`),
		"filtered, 400":         JSON(400, `{"error":{"message":"The response was filtered","code":"content_filter"}}`),
		"bad request":           JSON(400, `{"error":{"message":"messages: field required","type":"invalid_request_error"}}`),
		"runner aborts":         JSON(500, `{"error":{"message":"model runner has unexpectedly stopped","type":"api_error","code":null}}`),
		"no memory":             JSON(500, `{"error":{"message":"model requires more system memory (5.3 GiB) than is available (2.7 GiB)","type":"api_error"}}`),
		"string error, 500":     JSON(500, `{"error":"llama runner process has terminated"}`),
	}
}

// streamErrors are errors within a 200.
func streamErrors() map[string]Reply {
	const gone = `{"error":{"code":500,"message":"the slot is gone","type":"server_error"}}`
	head := []string{Chunk("The harbour "), Chunk("was ")}
	after := func(lines ...string) Reply { return Stream(append(slices.Clone(head), lines...)...) }
	return map[string]Reply{
		"error line":                    after("error: " + gone[len(`{"error":`):len(gone)-1]),
		"error line and DONE":           after("error: "+gone, "data: [DONE]"),
		"context full in stream":        Stream(`error: {"code":500,"message":"context shift is disabled","type":"server_error"}`, "data: [DONE]"),
		"data error":                    after("data: " + gone),
		"data error, then silence":      Hang(append(slices.Clone(head), "data: "+gone)...),
		"data error with a space":       after(`data: { "error": {"message": "the slot is gone"} }`),
		"data error, string":            after(`data: {"error":"the slot is gone"}`),
		"event error":                   after("event: error\ndata: {\"message\":\"the slot is gone\"}"),
		"choices empty and error":       after(`data: {"id":"x","choices":[],"error":{"message":"the slot is gone","code":502}}`),
		"bare error line":               after(gone),
		"whole JSON error":              JSON(200, gone),
		"whole JSON error, string":      JSON(200, `{"error":"the slot is gone"}`),
		"HTML page":                     Body(200, "text/html", "<!DOCTYPE html><html><head><title>Sign in</title></head></html>"),
		"HTML page as stream":           Raw("<html><head><title>Sign in</title></head></html>"),
		"whole JSON of something else":  JSON(200, `{"status":"ok"}`),
		"chunk that is no JSON":         after(`data: {"choices":[{"delta":`),
		"line without end":              Raw("data: ", strings.Repeat("x", 2<<20)),
		"tool call":                     after(`data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"name":"f","arguments":""}}]},"finish_reason":"tool_calls"}]}`, "data: [DONE]"),
		"filtered in stream":            after(Finish("content_filter"), "data: [DONE]"),
		"refused in the refusal field":  Stream(Delta("refusal", "I cannot help with that."), Finish("stop"), "data: [DONE]"),
		"finish reason says error":      after(Finish("error"), "data: [DONE]"),
		"whole JSON, connection breaks": brokenWhole(),
	}
}

// brokenWhole promises more bytes than it sends.
func brokenWhole() Reply {
	return func(w http.ResponseWriter, call *Call) {
		JSON(200, `{"choices":[{"message":{"content":"The har`, "Content-Length", "5000")(w, call)
		panic(http.ErrAbortHandler)
	}
}

// cuts are replies that end too early, or hold nothing.
func cuts() map[string]Reply {
	return map[string]Reply{
		"runner killed, Ollama":       Stream(Chunk("The harbour "), Chunk("was "), `data: {"choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}`),
		"runner killed, llama-server": Break(Chunk("The harbour "), Chunk("was ")),
		"DONE without finish reason":  Stream(Chunk("The harbour "), "data: [DONE]"),
		"cut by length":               Stream(Chunk("The harbour "), Finish("length"), "data: [DONE]"),
		"whole JSON, cut by length":   Whole("The harbour was", "length"),
		"whole JSON, no finish":       Whole("The harbour was", ""),
		"empty":                       Stream(Chunk(""), Finish("stop"), "data: [DONE]"),
		"only blanks":                 Stream(Chunk(" \n"), Chunk("\t"), Finish("stop"), "data: [DONE]"),
		"only reasoning":              Stream(Delta("reasoning", "Let me see."), Finish("stop"), "data: [DONE]"),
		"only a think block":          Stream(Chunk("<think>Let me"), Chunk(" see.</think>\n"), Finish("stop"), "data: [DONE]"),
		"think block without end":     Stream(Chunk("<think>Let me"), Chunk(" see."), Finish("stop"), "data: [DONE]"),
		"nothing at all":              Raw(),
	}
}

// oddities are whole replies in unusual forms; each holds OddText.
func oddities() map[string]Reply {
	done := "data: [DONE]"
	pings := strings.Repeat(": ping\n\n", 1000)
	return map[string]Reply{
		"odd: no DONE":                    Stream(Chunk(OddText), Finish("stop")),
		"odd: connection breaks at end":   Break(Chunk(OddText), Finish("stop")),
		"odd: silence instead of DONE":    Hang(Chunk(OddText), Finish("stop")),
		"odd: a thousand pings":           Raw(pings, Chunk(OddText)+"\n\n", pings, Finish("stop")+"\n\n", done+"\n\n"),
		"odd: empty data lines":           Raw(strings.Repeat("data:\n\n", 1000), Chunk(OddText)+"\n\n", "data: \n\n", Finish("stop")+"\n\n", done+"\n\n"),
		"odd: CRLF":                       Raw(strings.ReplaceAll(Chunk(OddText)+"\n\n"+Finish("stop")+"\n\n"+done+"\n\n", "\n", "\r\n")),
		"odd: bytes one by one":           Raw(strings.Split(Chunk(OddText)+"\n\n"+Finish("stop")+"\n\n"+done+"\n\n", "")...),
		"odd: no space after data":        Raw(strings.ReplaceAll(Chunk(OddText)+"\n\n"+Finish("stop")+"\n\n"+done+"\n\n", "data: ", "data:")),
		"odd: events, ids and retry":      Stream("event: message\nid: 7\nretry: 100\n"+Chunk(OddText), Finish("stop"), done),
		"odd: null error beside text":     Stream(strings.Replace(Chunk(OddText), `"model"`, `"error":null,"model"`, 1), Finish("stop"), done),
		"odd: null error first":           Stream(strings.Replace(Chunk(OddText), `{"object"`, `{"error":null,"object"`, 1), Finish("stop"), done),
		"odd: whole JSON":                 Whole(OddText, "stop"),
		"odd: whole JSON over many lines": JSON(200, "{\n \"choices\": [\n {\"message\": {\"content\": "+quote(OddText)+"},\n \"finish_reason\": \"stop\"}]}\n"),
		"odd: reasoning field":            Stream(Delta("reasoning", "Let me see."), Chunk(OddText), Finish("stop"), done),
		"odd: reasoning_content field":    Stream(Delta("reasoning_content", "Let me see."), Chunk(OddText), Finish("stop"), done),
		"odd: think block split":          Stream(Chunk("<th"), Chunk("ink>Let me see.</thi"), Chunk("nk>\n\n"+OddText), Finish("stop"), done),
		"odd: usage with choices empty":   Stream(Chunk(OddText), Finish("stop"), `data: {"choices":[],"usage":{"prompt_tokens":11,"completion_tokens":7}}`, done),
		"odd: usage on the last chunk":    Stream(Chunk(OddText), `data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":11,"completion_tokens":7}}`, done),
		"odd: fields of other types":      Stream(Chunk(OddText), `data: {"created":"today","choices":[{"index":0,"delta":{"content":null},"finish_reason":"stop"}],"usage":{"prompt_tokens":11.5}}`, done),
		"odd: content as parts":           Stream(`data: {"choices":[{"delta":{"content":[{"type":"thinking","thinking":"Hm."},{"type":"text","text":`+quote(OddText)+`}]}}]}`, Finish("stop"), done),
		"odd: another model's name":       Stream(strings.Replace(Chunk(OddText), "test-model", "renamed", 1), Finish("stop"), done),
	}
}

// silences are servers that stop talking.
func silences() map[string]Reply {
	return map[string]Reply{
		"no headers":       Hang(),
		"no first token":   Hang(": ping"),
		"only empty ones":  Hang(Chunk("")),
		"silence mid-text": Hang(Chunk("The harbour ")),
	}
}
