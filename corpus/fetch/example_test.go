package fetch_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"

	"footnote/corpus/fetch"
)

// What was fetched once is asked for with what the server said of it, and comes
// only if it has changed.
func Example() {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"1"`)
		if r.Header.Get("If-None-Match") == `"1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		io.WriteString(w, "The mill was built in 1788.")
	}))
	defer server.Close()
	ctx := context.Background()

	client := fetch.New(fetch.Options{AllowPrivate: true})
	page, err := client.Get(ctx, server.URL+"/mill", fetch.Validators{})
	fmt.Printf("%s %v\n", page.Data, err)
	page, err = client.Get(ctx, server.URL+"/mill", page.Validators)
	fmt.Println(page.NotModified, err)

	// Unless the operator allows it, nothing is connected to in a network of
	// one's own.
	_, err = fetch.New(fetch.Options{}).Get(ctx, "http://[::ffff:10.0.0.1]/", fetch.Validators{})
	fmt.Println(fetch.Is(err, fetch.Refused))
	// Output:
	// The mill was built in 1788. <nil>
	// true <nil>
	// true
}
