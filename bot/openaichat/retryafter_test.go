package openaichat

import (
	"net/http"
	"testing"
	"time"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

func TestRetryAfter(t *testing.T) {
	for _, c := range []struct {
		header, value string
		want          time.Duration
	}{
		{"Retry-After", "7", 7 * time.Second},
		{"Retry-After", " 7 ", 7 * time.Second},
		{"Retry-After", "0.5", 500 * time.Millisecond},
		{"Retry-After", "Sun, 22 Nov 2026 12:00:30 GMT", 30 * time.Second},
		{"Retry-After", "Sun, 22 Nov 2026 11:00:00 GMT", 0},
		{"Retry-After", "-3", 0},
		{"Retry-After", "NaN", 0},
		{"Retry-After", "soon", 0},
		{"Retry-After", "", 0},
		{"Retry-After", "1e300", longestAfter},
		{"Retry-After", "Fri, 22 Nov 2126 12:00:00 GMT", longestAfter},
		{"Retry-After-Ms", "1500", 1500 * time.Millisecond},
	} {
		h := http.Header{}
		h.Set(c.header, c.value)
		if got := retryAfter(h, noon); got != c.want {
			t.Errorf("%s: %q gives %v, want %v", c.header, c.value, got, c.want)
		}
	}
}

func FuzzRetryAfter(f *testing.F) {
	for _, seed := range []string{"7", "1e400", "-1", "Inf", "Sun, 22 Nov 2026 12:00:30 GMT", "Sunday, 22-Nov-26 12:00:30 GMT"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, value string) {
		for _, header := range []string{"Retry-After", "Retry-After-Ms"} {
			if got := retryAfter(http.Header{header: {value}}, noon); got < 0 || got > longestAfter {
				t.Errorf("%s: %q gives %v", header, value, got)
			}
		}
	})
}
