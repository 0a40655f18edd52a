package discordtest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"regexp"
	"strings"
	"time"
)

// Limits of uploads, in bytes.
const (
	fileLimit    = 10 << 20
	requestLimit = 25 << 20
)

// A Request is one that the bot sent over REST.
type Request struct {
	At time.Time
	// Path has no version, such as /channels/1/messages; Query follows it.
	Method, Path, Query string
	// Body is the decoded JSON, that of payload_json for an upload; nil for none.
	Body any
	// Status is that of the response; 0 while there is none, and when the
	// connection was cut.
	Status int
	// Code is Discord's code of an error.
	Code int
}

// Requests returns the requests so far.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := make([]Request, len(s.requests))
	for i, r := range s.requests {
		all[i] = *r
	}
	return all
}

// A call is a request that is being answered.
type call struct {
	r       *http.Request
	at      time.Time
	path    string
	pattern string // the route's, such as POST /channels/{channel}/messages
	raw     []byte // the JSON
	body    any
	files   []Attachment
	whole   int // bytes of the request
	issues  []issue
}

// object is the body, empty when it is none.
func (c *call) object() Object {
	o, _ := c.body.(Object)
	return o
}

// value is the value of a part of the path.
func (c *call) value(name string) string { return c.r.PathValue(name) }

var versionPattern = regexp.MustCompile(`^/api(/v\d+)?/`)

// ServeHTTP answers REST and the gateway.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/" || r.URL.Path+"/" == resumePath || r.URL.Path == resumePath {
		s.serveGateway(w, r)
		return
	}
	if s.serveFile(w, r) {
		return
	}
	c := &call{r: r, at: s.now(), path: versionPattern.ReplaceAllString(r.URL.Path, "/")}
	c.pattern = s.routes.match(c)
	err := c.read(w)
	entry := s.log(c)
	injection := s.inject(c)
	if injection != nil && injection.Do.delay > 0 {
		s.sleep(r, injection.Do.delay)
	}
	var answer *reply
	switch {
	case injection != nil && injection.Do.instead():
		answer = injection.Do.reply()
	case err != nil:
		s.violate(c.violation(issue{rule: "body", detail: err.Error()}))
		answer = refuse(400, 50109, "The request body contains invalid JSON.")
	default:
		answer = s.answer(c)
	}
	if injection != nil && injection.Do.cutAfter {
		answer = &reply{cut: true}
	}
	s.finishLog(entry, answer)
	answer.write(w)
}

// sleep waits, in real time, as long as the client and the server are there.
func (s *Server) sleep(r *http.Request, delay time.Duration) {
	timer := time.NewTimer(delay)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-r.Context().Done():
	case <-s.closed:
	}
}

// answer checks the request and does what it asks for.
func (s *Server) answer(c *call) *reply {
	s.check(c)
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, found := range c.issues {
		s.violations = append(s.violations, c.violation(found))
	}
	answer, limits := s.limited(c)
	if answer == nil {
		answer = c.refusal()
	}
	if answer == nil {
		answer = s.routes.handlers[c.pattern](s, c)
	}
	for name, value := range limits {
		answer.set(name, value)
	}
	s.countInvalid(c, answer)
	return answer
}

func (s *Server) violate(v Violation) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.violations = append(s.violations, v)
}

// log notes the request.
func (s *Server) log(c *call) *Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	entry := &Request{At: c.at, Method: c.r.Method, Path: c.path, Query: c.r.URL.RawQuery, Body: c.body}
	s.requests = append(s.requests, entry)
	return entry
}

func (s *Server) finishLog(entry *Request, answer *reply) {
	s.mu.Lock()
	defer s.mu.Unlock()
	entry.Status = answer.status
	if o, ok := answer.body.(Object); ok && answer.status >= 400 {
		entry.Code = number(o["code"])
	}
}

// read takes the body apart.
func (c *call) read(w http.ResponseWriter) error {
	data, err := io.ReadAll(http.MaxBytesReader(w, c.r.Body, requestLimit+1<<20))
	if err != nil {
		return fmt.Errorf("reading the body: %w", err)
	}
	c.whole, c.raw = len(data), data
	kind, parameters, _ := mime.ParseMediaType(c.r.Header.Get("Content-Type"))
	if kind == "multipart/form-data" {
		if err := c.readParts(multipart.NewReader(bytes.NewReader(data), parameters["boundary"])); err != nil {
			return fmt.Errorf("reading the parts of the body: %w", err)
		}
	} else if len(data) > 0 && kind != "application/json" {
		return fmt.Errorf("the content type %q is none that Discord reads", kind)
	}
	if len(c.raw) == 0 {
		return nil
	}
	if err := json.Unmarshal(c.raw, &c.body); err != nil {
		return fmt.Errorf("decoding the body: %w", err)
	}
	return nil
}

func (c *call) readParts(parts *multipart.Reader) error {
	c.raw = nil
	for {
		part, err := parts.NextPart()
		if err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		data, err := io.ReadAll(part)
		if err != nil {
			return err
		}
		switch name := part.FormName(); {
		case name == "payload_json":
			c.raw = data
		case strings.HasPrefix(name, "files[") && strings.HasSuffix(name, "]"), name == "file":
			c.files = append(c.files, Attachment{Name: part.FileName(), ContentType: part.Header.Get("Content-Type"), Data: data})
		default:
			return fmt.Errorf("no part is named %q", name)
		}
	}
}

// A reply is what the fake answers.
type reply struct {
	status int
	header map[string]string
	body   any    // JSON
	html   string // instead of JSON
	cut    bool   // the connection, instead of all else
}

func ok(body any) *reply { return &reply{status: http.StatusOK, body: body} }

func nothing() *reply { return &reply{status: http.StatusNoContent} }

// refuse is an error in Discord's form.
func refuse(status, code int, message string) *reply {
	return &reply{status: status, body: Object{"message": message, "code": code}}
}

func (r *reply) set(name, value string) {
	if r.header == nil {
		r.header = map[string]string{}
	}
	if _, has := r.header[name]; !has {
		r.header[name] = value
	}
}

func (r *reply) write(w http.ResponseWriter) {
	if r.cut {
		panic(http.ErrAbortHandler)
	}
	for name, value := range r.header {
		w.Header()[name] = []string{value} // in Discord's capitals
	}
	switch {
	case r.html != "":
		w.Header().Set("Content-Type", "text/html; charset=UTF-8")
		w.WriteHeader(r.status)
		_, _ = io.WriteString(w, r.html) // a client that left is no fault
	case r.body != nil:
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(r.status)
		_ = json.NewEncoder(w).Encode(r.body)
	default:
		w.WriteHeader(r.status)
	}
}
