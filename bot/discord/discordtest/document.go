package discordtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// A document is Discord's OpenAPI document.
type document struct {
	paths, schemas Object
	// validate holds a request to the document; nil when it cannot be used.
	validate func(*http.Request) error
	// sound are short requests that were found to be right, IDs apart.
	sound sync.Map
}

// loadDocument reads the document, once; nil when it is not at hand.
var loadDocument = sync.OnceValue(func() *document {
	data, err := os.ReadFile(documentPath())
	if err != nil {
		return nil
	}
	var raw struct {
		Paths      Object `json:"paths"`
		Components struct {
			Schemas Object `json:"schemas"`
		} `json:"components"`
	}
	if err := json.Unmarshal(data, &raw); err != nil {
		panic(fmt.Sprintf("discordtest: reading Discord's document: %v", err))
	}
	return &document{paths: raw.Paths, schemas: raw.Components.Schemas, validate: newValidator(data)}
})

// documentPath is where the document is: beside the module's folder.
func documentPath() string {
	folder, err := os.Getwd()
	if err != nil {
		return ""
	}
	for folder != filepath.Dir(folder) {
		if _, err := os.Stat(filepath.Join(folder, "go.mod")); err == nil {
			return filepath.Join(folder, "..", "shared", "discord", "openapi.json")
		}
		folder = filepath.Dir(folder)
	}
	return ""
}

// checkDocument holds the call to the document.
func (s *Server) checkDocument(c *call) {
	if s.document == nil {
		return
	}
	if s.options.ValidateShapesOnce {
		if _, known := s.shapes.LoadOrStore(c.pattern+" "+shape(c.body), true); known {
			return
		}
	}
	short := len(c.raw) <= shortBody
	if _, known := s.document.sound.Load(soundKey(c)); short && known {
		return
	}
	before := len(c.issues)
	if schema, ok := s.document.bodyOf(c); ok {
		for _, at := range s.document.unknown(c.body, []Object{schema}, nil) {
			c.warn("unknown-key", at, "Discord knows no such key")
		}
	}
	if s.document.validate == nil {
		return
	}
	if err := s.document.validate(c.plain()); err != nil {
		at, detail := explain(err)
		c.wrong("openapi", at, "BASE_TYPE_INVALID", "%s", detail)
	}
	if short && len(c.issues) == before {
		s.document.sound.Store(soundKey(c), true)
	}
}

// shortBody is how long the body of a request may be that is not checked again.
// The first responses to interactions are such, which must not wait: a check
// takes long, and longer when many tests run.
const shortBody = 100

var idPattern = regexp.MustCompile(`[0-9]+`)

// soundKey names a short request by all that the document says anything about.
func soundKey(c *call) string {
	body := c.raw[:min(len(c.raw), shortBody+1)]
	return c.r.Method + " " + idPattern.ReplaceAllString(c.path, "0") + "?" + c.r.URL.RawQuery + " " + string(body)
}

// shape names the kinds of all values of a body: two requests of one shape
// differ in texts and numbers only.
func shape(value any) string {
	switch v := value.(type) {
	case Object:
		var parts []string
		for key, inner := range v {
			part := key + ":" + shape(inner)
			if key == "type" {
				part += fmt.Sprint(inner)
			}
			parts = append(parts, part)
		}
		slices.Sort(parts)
		return "{" + strings.Join(parts, ",") + "}"
	case []any:
		var parts []string
		for _, inner := range v {
			parts = append(parts, shape(inner))
		}
		slices.Sort(parts)
		return "[" + strings.Join(slices.Compact(parts), ",") + "]"
	case string:
		return "s"
	case float64:
		return "n"
	case bool:
		return "b"
	}
	return "-"
}

// bodyOf returns the schema of the call's body.
func (d *document) bodyOf(c *call) (Object, bool) {
	best, literals := Object(nil), -1
	steps := strings.Split(c.path, "/")
	for template, item := range d.paths {
		if n := literalSteps(strings.Split(template, "/"), steps); n > literals {
			if operation, ok := item.(Object)[strings.ToLower(c.r.Method)].(Object); ok {
				best, literals = operation, n
			}
		}
	}
	body, _ := best["requestBody"].(Object)
	content, _ := body["content"].(Object)
	kind, _ := content["application/json"].(Object)
	schema, ok := kind["schema"].(Object)
	return schema, ok
}

// literalSteps counts the steps that a path shares with a template; -1 when it
// does not fit.
func literalSteps(template, path []string) int {
	if len(template) != len(path) {
		return -1
	}
	n := 0
	for i, step := range template {
		switch {
		case step == path[i]:
			n++
		case !strings.HasPrefix(step, "{"):
			return -1
		}
	}
	return n
}
