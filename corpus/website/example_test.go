package website_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"time"

	"footnote/corpus"
	"footnote/corpus/fetch"
	"footnote/corpus/sources"
	"footnote/corpus/website"
)

func Example() {
	pages := map[string]string{
		"/guide/":     `<title>The guide</title><p>Start with <a href="mill">the mill</a>, or <a href="/shop">buy something</a>.`,
		"/guide/mill": `<title>The mill</title><p>It was built in 1788.`,
		"/shop":       `<title>The shop</title><p>Everything must go.`,
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if pages[r.URL.Path] == "" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html")
		io.WriteString(w, pages[r.URL.Path])
	}))
	defer server.Close()
	dir, err := os.MkdirTemp("", "website")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)

	client := fetch.New(fetch.Options{AllowPrivate: true}) // the server is on this computer
	site, err := website.New(client, &corpus.Files{}, dir, sources.Source{Location: server.URL + "/guide/"})
	if err != nil {
		panic(err)
	}
	site.Pause = time.Millisecond
	for doc, err := range site.Documents(context.Background()) {
		fmt.Printf("%s: %q %v\n", doc.ID, doc.Title, err)
	}
	// Output:
	// index: "The guide" <nil>
	// mill: "The mill" <nil>
}
