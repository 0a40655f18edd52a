package feed_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"

	"footnote/corpus/feed"
	"footnote/corpus/fetch"
	"footnote/corpus/sources"
)

func Example() {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/" {
			io.WriteString(w, `<!doctype html><link rel="alternate" type="application/rss+xml" href="/news.xml">`)
			return
		}
		io.WriteString(w, `<rss version="2.0"><channel><title>The harbour</title>
			<item><title>The crane is back</title><link>https://harbour.example/2024/crane</link><pubDate>Wed, 01 May 2024 10:00:00 GMT</pubDate>
			<description>&lt;p&gt;It was &lt;b&gt;mended&lt;/b&gt; in Oslo.&lt;/p&gt;</description></item>
		</channel></rss>`)
	}))
	defer server.Close()
	dir, err := os.MkdirTemp("", "feed")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)

	client := fetch.New(fetch.Options{AllowPrivate: true}) // the server is on this computer
	news, err := feed.New(client, dir, sources.Source{Location: server.URL})
	if err != nil {
		panic(err)
	}
	for doc, err := range news.Documents(context.Background()) {
		fmt.Printf("%s, %s, %s: %q %v\n", doc.ID, doc.Publisher, doc.Date, doc.Text, err)
	}
	// Output:
	// 2024/crane, The harbour, 2024-05-01: "It was mended in Oslo.\n" <nil>
}
