package corpus

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"
)

func BenchmarkRead(b *testing.B) {
	article, err := os.ReadFile("testdata/html/article.html")
	if err != nil {
		b.Fatal(err)
	}
	page := bytes.Replace(article, []byte("<h2>What it cost"), []byte(strings.Repeat("<h2>More</h2><p>"+prose+"</p>", 500)+"<h2>What it cost"), 1)
	for name, data := range map[string][]byte{
		"a.txt":  []byte(strings.Repeat("The Wheel\n\n"+prose+" "+prose+"\n\n", 500)),
		"a.md":   []byte(strings.Repeat("## The *wheel*\n\n"+prose+" "+prose+"\n\n- one\n- two\n\n", 500)),
		"a.html": page,
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				if _, err := Read(name, data); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkReadJSONLines(b *testing.B) {
	var lines bytes.Buffer
	for i := range 1000 {
		fmt.Fprintf(&lines, "{\"_id\":\"%d\",\"title\":\"The mill\",\"text\":%q}\n", i, prose+" "+prose)
	}
	b.SetBytes(int64(lines.Len()))
	for b.Loop() {
		for _, err := range ReadJSONLines("a.jsonl", bytes.NewReader(lines.Bytes()), DefaultMaxRecord) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkDetectLanguage(b *testing.B) {
	for name, text := range map[string]string{
		"question": "What are the four challenges that she described?",
		"document": strings.Repeat(prose+" ", 30),
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				DetectLanguage(text)
			}
		})
	}
}
