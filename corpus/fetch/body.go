package fetch

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// body reads the body of an answer within the limits.
func (c *Client) body(resp *http.Response, r Request, stop context.CancelCauseFunc) ([]byte, error) {
	limit := c.options.MaxBytes
	if r.MaxBytes > 0 {
		limit = min(limit, r.MaxBytes)
	}
	large := refuse(resp.Request.URL, "is larger than the limit of %d MiB", limit>>20)
	if limit < 1<<20 {
		large = refuse(resp.Request.URL, "is larger than the limit of %d bytes", limit)
	}
	if resp.ContentLength > limit {
		return nil, large
	}
	// What was asked for is undone by the transport.
	if coding := resp.Header.Get("Content-Encoding"); coding != "" && !strings.EqualFold(coding, "identity") {
		return nil, &Error{Kind: Forbidden, URL: resp.Request.URL.String(), Status: resp.StatusCode,
			Err: fmt.Errorf("the server packs it as %q, which it was not asked for", coding)}
	}
	idle := c.options.IdleTimeout
	timer := time.AfterFunc(idle, func() {
		stop(&Error{Kind: Down, URL: resp.Request.URL.String(), Status: resp.StatusCode,
			Err: fmt.Errorf("the server sends nothing for %v in the middle of it; it is tried again later", idle)})
	})
	defer timer.Stop()
	var data bytes.Buffer
	for buffer := make([]byte, 64<<10); ; {
		n, err := resp.Body.Read(buffer)
		if n > 0 {
			timer.Reset(idle)
			data.Write(buffer[:n])
		}
		switch {
		case int64(data.Len()) > limit:
			return nil, large
		case err == io.EOF:
			return data.Bytes(), nil
		case err != nil:
			return nil, err
		}
	}
}
