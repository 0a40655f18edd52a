package discordtest

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strconv"
)

// plain is the call as the document describes it: without the version, and with
// the JSON of an upload for the body.
func (c *call) plain() *http.Request {
	body := c.raw
	if c.body != nil {
		body = encode(described(decode(c.raw)))
	}
	r := c.r.Clone(c.r.Context())
	r.URL = &url.URL{Path: c.path, RawQuery: c.r.URL.RawQuery}
	r.Host, r.RequestURI = "", ""
	r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	r.Header.Del("Content-Type")
	if len(body) > 0 {
		r.Header.Set("Content-Type", "application/json")
	}
	return r
}

// decode keeps numbers as they were written: IDs do not fit into a float64.
func decode(data []byte) any {
	var value any
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	if d.Decode(&value) != nil {
		return nil
	}
	return value
}

// described writes values as the document has them, where Discord takes another
// form too: permissions as text, and the numbers of uploaded files.
func described(value any) any {
	switch v := value.(type) {
	case []any:
		for _, inner := range v {
			described(inner)
		}
	case Object:
		if set, ok := v["default_member_permissions"].(string); ok {
			if n, err := strconv.ParseInt(set, 10, 64); err == nil {
				v["default_member_permissions"] = n
			}
		}
		for _, file := range objects(v["attachments"]) {
			if n, ok := file["id"].(json.Number); ok {
				file["id"] = n.String()
			}
		}
		described(v["data"])
	}
	return value
}
