package history_test

import (
	"fmt"
	"testing"
	"time"
)

// BenchmarkSync measures a further sync of a channel with 10,000 messages, over
// loopback and within Discord's limits.
func BenchmarkSync(b *testing.B) {
	w := openTown(b)
	for i := range 10_000 {
		w.said(w.ada, w.square, fmt.Sprintf("Statement number %d is that %s knows the **gate** of quay %d.", i, w.ben.Mention(), i%97))
		if i%40 == 0 {
			w.pass(5 * time.Hour)
		}
	}
	docs := w.read(w.square)
	from := len(w.Requests())
	n := 0
	for b.Loop() {
		docs = w.read(w.square)
		n++
	}
	b.ReportMetric(float64(len(w.Requests())-from)/float64(n), "requests/op")
	b.ReportMetric(float64(len(docs)), "documents")
}

// BenchmarkRestingForum measures a further sync of a forum with 1,000 posts that
// nobody writes in any more.
func BenchmarkRestingForum(b *testing.B) {
	w := openTown(b)
	forum := w.AddForum(w.guild, "help")
	for i := range 1000 {
		post, _ := w.Post(w.ada, forum, fmt.Sprint("Question ", i), "How do I open the gate?")
		w.said(w.ben, post, "Push it.")
		w.Archive(post, w.clock.Now())
	}
	w.read(forum)
	from := len(w.Requests())
	n := 0
	for b.Loop() {
		w.read(forum)
		n++
	}
	b.ReportMetric(float64(len(w.Requests())-from)/float64(n), "requests/op")
}
