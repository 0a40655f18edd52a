package discordtest

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"unicode/utf16"
)

// An issue is one thing that is wrong with a request.
type issue struct {
	rule   string
	at     []string // the way to it in the body
	code   string   // Discord's name for it, within an invalid form
	detail string
	// tolerated is what Discord takes, though a bot should not send it.
	tolerated bool
	// answer is what Discord says instead of that the form is invalid.
	answer *reply
}

// violation tells of the issue.
func (c *call) violation(found issue) Violation {
	detail := found.detail
	if len(found.at) > 0 {
		detail = strings.Join(found.at, ".") + ": " + detail
	}
	return Violation{Rule: found.rule, Method: c.r.Method, Path: c.path, Detail: detail}
}

// refusal is what Discord answers because of the issues, nil when it takes the
// request.
func (c *call) refusal() *reply {
	var form []issue
	for _, found := range c.issues {
		switch {
		case found.tolerated:
		case found.answer != nil:
			return found.answer
		default:
			form = append(form, found)
		}
	}
	if len(form) == 0 {
		return nil
	}
	return invalidForm(form...)
}

// invalidForm is Discord's error 50035, with the tree that says what and where.
func invalidForm(issues ...issue) *reply {
	tree := Object{}
	for _, found := range issues {
		node := tree
		for _, step := range found.at {
			inner, ok := node[step].(Object)
			if !ok {
				inner = Object{}
				node[step] = inner
			}
			node = inner
		}
		code := found.code
		if code == "" {
			code = "BASE_TYPE_INVALID"
		}
		list, _ := node["_errors"].([]Object)
		node["_errors"] = append(list, Object{"code": code, "message": found.detail})
	}
	r := refuse(http.StatusBadRequest, 50035, "Invalid Form Body")
	r.body.(Object)["errors"] = tree
	return r
}

// add notes an issue.
func (c *call) add(found issue) { c.issues = append(c.issues, found) }

// wrong notes an issue within the body.
func (c *call) wrong(rule string, at []string, code, format string, values ...any) {
	c.add(issue{rule: rule, at: at, code: code, detail: fmt.Sprintf(format, values...)})
}

// warn notes an issue that Discord would not refuse.
func (c *call) warn(rule string, at []string, format string, values ...any) {
	c.add(issue{rule: rule, at: at, detail: fmt.Sprintf(format, values...), tolerated: true})
}

// check finds all issues of the call. It takes no lock.
func (s *Server) check(c *call) {
	if c.pattern == "" {
		c.warn("route", nil, "Discord, or this fake, has no such route")
		return
	}
	s.checkHeaders(c)
	c.checkUploads()
	c.checkWholeMessage()
	c.checkCallback()
	c.checkCommands()
	s.checkDocument(c)
}

var agentPattern = regexp.MustCompile(`^DiscordBot \([^\s,()]+, [^\s,()]+\)`)

func (s *Server) checkHeaders(c *call) {
	authorization := c.r.Header.Get("Authorization")
	switch {
	case c.byToken():
	case authorization == "":
		c.add(issue{rule: "authorization", detail: "the header is missing", answer: unauthorized()})
	case !strings.HasPrefix(authorization, "Bot ") || !s.authentic(authorization):
		c.add(issue{rule: "authorization", detail: "the header is not the bot's", answer: unauthorized()})
	}
	if agent := c.r.Header.Get("User-Agent"); !agentPattern.MatchString(agent) {
		c.warn("user-agent", nil, `%q is not of the form "DiscordBot (url, version)"`, agent)
	}
	if strings.Contains(c.r.URL.String(), s.Token()) {
		c.warn("token-in-url", nil, "the bot's token belongs in a header")
	}
	if c.whole == 0 && c.r.Header.Get("Content-Type") != "" {
		c.add(issue{rule: "content-type", detail: "a content type without a body",
			answer: refuse(400, 50109, "The request body contains invalid JSON.")})
	}
}

func unauthorized() *reply { return refuse(http.StatusUnauthorized, 0, "401: Unauthorized") }

// authentic reports whether the token is the bot's, with or without "Bot ".
func (s *Server) authentic(token string) bool {
	return strings.TrimPrefix(token, "Bot ") == s.Token()
}

func (c *call) checkUploads() {
	tooLarge := func(format string, values ...any) {
		c.add(issue{rule: "upload-size", detail: fmt.Sprintf(format, values...), answer: refuse(413, 40005, "Request entity too large")})
	}
	for _, f := range c.files {
		if len(f.Data) > fileLimit {
			tooLarge("the file %q has %d bytes, of at most %d", f.Name, len(f.Data), fileLimit)
		}
	}
	if c.whole > requestLimit {
		tooLarge("the request has %d bytes, of at most %d", c.whole, requestLimit)
	}
	if len(c.files) > 10 {
		c.wrong("upload-count", []string{"attachments"}, "BASE_TYPE_MAX_LENGTH", "%d files, of at most 10", len(c.files))
	}
}

// checkWholeMessage checks the message of the body, if it holds one.
func (c *call) checkWholeMessage() {
	body, edit, has := c.message()
	if !has {
		return
	}
	first := len(c.issues)
	c.checkMessage(body, edit)
	if strings.HasPrefix(c.pattern, "POST /interactions/") { // there it is the data of the response
		for i, found := range c.issues[first:] {
			c.issues[first+i].at = append([]string{"data"}, found.at...)
		}
	}
}

// message returns the message that the body holds, and whether it is an edit.
func (c *call) message() (body Object, edit, has bool) {
	switch c.pattern {
	case "POST /channels/{channel}/messages", "POST /webhooks/{application}/{token}":
		return c.object(), false, true
	case "PATCH /channels/{channel}/messages/{message}", "PATCH /webhooks/{application}/{token}/messages/{message}":
		return c.object(), true, true
	case "POST /interactions/{interaction}/{token}/callback":
		kind := number(c.object()["type"])
		data, _ := c.object()["data"].(Object)
		return data, kind == RespondEdit, kind == RespondMessage || kind == RespondEdit
	}
	return nil, false, false
}

// characters counts as strictly as Discord might: the larger of the number of
// code points and that of UTF-16 units, which is always the latter.
func characters(text string) int {
	units := 0
	for _, r := range text {
		units += max(utf16.RuneLen(r), 1)
	}
	return units
}
