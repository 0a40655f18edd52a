package corpus

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// readAll collects what ReadJSONLines yields.
func readAll(t *testing.T, source io.Reader, maxRecord int) (docs []Document, faults []string) {
	t.Helper()
	for doc, err := range ReadJSONLines("dir/corpus.jsonl", source, maxRecord) {
		if err != nil {
			fault := faultOf(t, err)
			faults = append(faults, fmt.Sprintf("%d %s", fault.Kind, fault))
			continue
		}
		checkDocument(t, doc)
		docs = append(docs, doc)
	}
	return docs, faults
}

func zipped(s string) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	io.WriteString(w, s)
	w.Close()
	return b.Bytes()
}

func TestJSONLines(t *testing.T) {
	const one = `{"_id":"1","title":" The  mill","text":"It stands on the river."}`
	tests := []struct {
		name, data string
		want       []string
		faults     []string // how they begin, without the path
	}{
		{"one", one + "\n", []string{"1|The mill|It stands on the river."}, nil},
		{"no line end", one, []string{"1|The mill|It stands on the river."}, nil},
		{"carriage returns, blank lines, a mark", "\ufeff" + one + "\r\n\r\n" + one + "\r\n", []string{"1|The mill|It stands on the river.", "1|The mill|It stands on the river."}, nil},
		{"a number", `{"_id":7,"text":"a"}`, []string{"7||a"}, nil},
		{"no text", `{"_id":"1","text":""}`, []string{"1||"}, nil},
		{"escapes", `{"_id":"ä","text":"a\nb\u00e9"}`, []string{"ä||a\nbé"}, nil},
		{"other fields", `{"_id":"1","text":"a","metadata":{},"score":[1,{"a":null}]}`, []string{"1||a"}, nil},
		{"no id", `{"text":"a"}` + "\n", nil, []string{"0 :1: the document has no _id"}},
		{"an odd id", `{"_id":{},"text":"a"}` + "\n", nil, []string{"0 :1: the document has no _id"}},
		{"text is missing", `{"_id":"1"}` + "\n", nil, []string{`0 :1: document "1" has no text`}},
		{"text is a number", `{"_id":"1","text":7}` + "\n", nil, []string{"0 :1: the field text is of the wrong type, number"}},
		{"an array", `[1]` + "\n" + one, []string{"1|The mill|It stands on the river."}, []string{"0 :1: the line is no JSON object, but of the type array; mend or remove it"}},
		{"an array at the end", one + "\n[1]", []string{"1|The mill|It stands on the river."}, []string{"0 :2: the line is no JSON object, but"}},
		{"broken in the middle", one + "\n{\"_id\":\n" + one + "\n", []string{"1|The mill|It stands on the river.", "1|The mill|It stands on the river."}, []string{"0 :2: the line is no JSON ("}},
		{"cut off", one + "\n" + one[:30], []string{"1|The mill|It stands on the river."}, []string{"1 : the last line, 2, is cut off"}},
		{"bad UTF-8", "{\"_id\":\"1\",\"text\":\"caf\xe9\"}\n", []string{"1||caf\ufffd"}, []string{`2 :1: document "1" is not valid UTF-8`}},
		{"too long", `{"_id":"2","text":"` + strings.Repeat("x", 200) + "\"}\n" + one + "\n", []string{"1|The mill|It stands on the river."}, []string{"0 :1: the line is longer than 150 bytes"}},
		{"too long at the end", one + "\n" + strings.Repeat("x", 200), []string{"1|The mill|It stands on the river."}, []string{"0 :2: the line is longer than 150 bytes"}},
		{"a wrong audience", `{"_id":"1","text":"a","metadata":{"audience":{"a":1}}}` + "\n", nil, []string{`0 :1: the metadata of document "1" is wrong`}},
		{"metadata is a list", `{"_id":"1","text":"a","metadata":[]}` + "\n", nil, []string{"0 :1: the field metadata is of the wrong type, array"}},
		{"nothing", "", nil, []string{"0 : the file is empty"}},
		{"blank lines", "\n \n", nil, []string{"0 : the file is empty"}},
	}
	for _, tt := range tests {
		for _, form := range []string{"plain", "gzip"} {
			t.Run(tt.name+"/"+form, func(t *testing.T) {
				data := []byte(tt.data)
				if form == "gzip" {
					data = zipped(tt.data)
				}
				docs, faults := readAll(t, bytes.NewReader(data), 150)
				var got []string
				for _, d := range docs {
					got = append(got, d.ID+"|"+d.Title+"|"+d.Text)
				}
				if diff := cmp.Diff(tt.want, got); diff != "" {
					t.Errorf("documents (-want +got):\n%s", diff)
				}
				if len(faults) != len(tt.faults) {
					t.Fatalf("faults %q, want %q", faults, tt.faults)
				}
				for i, f := range faults {
					if !strings.HasPrefix(strings.Replace(f, "dir/corpus.jsonl", "", 1), tt.faults[i]) {
						t.Errorf("fault %q, want %q", f, tt.faults[i])
					}
				}
			})
		}
	}
}

func TestJSONLinesMetadata(t *testing.T) {
	docs, faults := readAll(t, strings.NewReader(`{"_id":"1","title":"T","text":"a","metadata":{"author":["A","B"],"publisher":"P","date":"4 March 2025",`+
		`"url":"https://u.example","language":"DE-at","audience":["x","y"],"title":"no"}}`), DefaultMaxRecord)
	if len(docs) != 1 || faults != nil {
		t.Fatalf("%d documents, faults %q", len(docs), faults)
	}
	want := Document{
		ID: "1", Path: "dir/corpus.jsonl", Title: "T", Author: "A, B", Publisher: "P", Date: "2025-03-04", URL: "https://u.example",
		Language: "de", Audience: []string{"x", "y"}, Text: "a",
	}
	want.Hash = want.ContentHash()
	if diff := cmp.Diff(want, docs[0]); diff != "" {
		t.Errorf("document (-want +got):\n%s", diff)
	}
}

func TestJSONLinesTruncated(t *testing.T) {
	var lines strings.Builder
	for i := range 2000 {
		fmt.Fprintf(&lines, "{\"_id\":\"%d\",\"text\":\"number %d of many, %x\"}\n", i, i, i*i*7919)
	}
	data := zipped(lines.String())
	docs, faults := readAll(t, bytes.NewReader(data[:len(data)/2]), DefaultMaxRecord)
	if len(docs) == 0 || len(docs) >= 2000 {
		t.Errorf("%d documents were read from half a file", len(docs))
	}
	if len(faults) != 1 || !strings.Contains(faults[0], "half-written") || faults[0][0] != '1' {
		t.Errorf("faults %q, want one of kind Unread", faults)
	}
	docs, faults = readAll(t, bytes.NewReader([]byte{0x1f, 0x8b, 9}), DefaultMaxRecord)
	if len(docs) != 0 || len(faults) != 1 || !strings.Contains(faults[0], "cannot be unpacked") {
		t.Errorf("of a broken head: %d documents, faults %q", len(docs), faults)
	}
}

func TestJSONLinesManyFaults(t *testing.T) {
	docs, faults := readAll(t, strings.NewReader(strings.Repeat("{}\n", 40)+`{"_id":"1","text":"a"}`), DefaultMaxRecord)
	if len(docs) != 1 || len(faults) != maxRecordFaults+1 || !strings.HasSuffix(faults[maxRecordFaults], "30 more lines are faulty") {
		t.Errorf("%d documents, %d faults, the last %q", len(docs), len(faults), faults[len(faults)-1])
	}
	docs, faults = readAll(t, strings.NewReader(strings.Repeat("{}\n", 100_000)), DefaultMaxRecord)
	if len(docs) != 0 || len(faults) != maxRecordFaults+1 || !strings.Contains(faults[maxRecordFaults], "given up after 100 lines") {
		t.Errorf("%d documents, %d faults, the last %q", len(docs), len(faults), faults[len(faults)-1])
	}
}

func TestJSONLinesStops(t *testing.T) {
	source := strings.NewReader(strings.Repeat("{}\n"+`{"_id":"1","text":"a"}`+"\n", 10))
	for range ReadJSONLines("a.jsonl", source, DefaultMaxRecord) {
		break
	}
	for _, err := range ReadJSONLines("a.jsonl", source, DefaultMaxRecord) {
		if err == nil {
			break
		}
	}
}

// failingReader fails after some data.
type failingReader struct {
	data io.Reader
	err  error
}

func (f failingReader) Read(p []byte) (int, error) {
	n, err := f.data.Read(p)
	if err == io.EOF {
		err = f.err
	}
	return n, err
}

func TestJSONLinesReadError(t *testing.T) {
	broken := errors.New("disk on fire")
	source := failingReader{strings.NewReader(`{"_id":"1","text":"a"}` + "\n" + `{"_id":"2"`), broken}
	var docs int
	var last error
	for _, err := range ReadJSONLines("a.jsonl", source, DefaultMaxRecord) {
		if err != nil {
			last = err
			continue
		}
		docs++
	}
	if docs != 1 || !errors.Is(last, broken) || faultOf(t, last).Kind != Unread {
		t.Errorf("%d documents, last error %v", docs, last)
	}
}
