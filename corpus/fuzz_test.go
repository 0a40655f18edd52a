package corpus

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"
)

// fuzzRead checks what holds of every document, whatever the file.
func fuzzRead(f *testing.F, name string, seeds ...string) {
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := Read(name, data)
		if err != nil {
			fault := faultOf(t, err)
			if strings.ContainsAny(fault.Error(), "\r\n") {
				t.Errorf("the fault %q takes more than a line", fault.Error())
			}
			if strings.Contains(fault.Error(), "broke down") {
				t.Error(fault)
			}
			if fault.Kind != Doubtful {
				return
			}
		}
		checkDocument(t, doc)
		if err == nil && FormatOf(name) != HTML && doc.Text != string(data) {
			t.Errorf("the text %q is not the file %q", doc.Text, data)
		}
	})
}

func FuzzReadText(f *testing.F) {
	fuzzRead(f, "a.txt", "The mill\n\nBy A B\n\n1. One\n\ntext.\n", "\ufeffA\r\n\r\nb\fc", "\xff\xfea\x00", "caf\xe9 \xc3\xa9", "A\n===\n\n# B\n\nc d e f.\x00", "Ünï\u2028\u0085A")
}

func FuzzReadMarkdown(f *testing.F) {
	fuzzRead(f, "a.md", "---\ntitle: T\naudience: [a]\n---\n# A\n", "+++\na = 1\n+++\nA\n===\n", "\ufeff# A *b*\r\n```\n# c\n```\n", "> # a\n- # b\n1. # c\n\n# &amp; `x` [y](z)\n", "A\n-\n\x00\n## \n")
}

func FuzzReadHTML(f *testing.F) {
	fuzzRead(f, "a.html", "<title>T</title><h1>A</h1><p>b<sup>2</sup><ul><li>c<ol><li>d", "<table><tr><td>a<td>b<caption>c</table><pre>```\n</pre>",
		"<script type='application/ld+json'>{\"@type\":\"Article\",\"headline\":\"x\"}</script><main><nav>a</nav>b</main>", "<li><h2>a</h2></li><h2> <br>b</h2>", "<meta charset=gbk>\xc4\xe3")
}

func FuzzReadJSONLines(f *testing.F) {
	f.Add([]byte(`{"_id":"1","title":"T","text":"a","metadata":{"author":["A"],"audience":"x"}}` + "\n{\n"))
	f.Add([]byte("\ufeff\r\n{\"_id\":1,\"text\":\"\xff\"}"))
	f.Add(zipped(`{"_id":"1","text":"a"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		for doc, err := range ReadJSONLines("a.jsonl", bytes.NewReader(data), 1000) {
			if err != nil {
				if fault := faultOf(t, err); strings.ContainsAny(fault.Error(), "\r\n") {
					t.Errorf("the fault %q takes more than a line", fault.Error())
				}
				continue
			}
			checkDocument(t, doc)
			if doc.ID == "" {
				t.Error("a document has no ID")
			}
		}
	})
}

func FuzzDecode(f *testing.F) {
	for _, s := range []string{"a", "\ufeffa", "caf\xe9", "\xff\xfea\x00\x3d\xd8", "\xfe\xff\x00a", "a\x00b\x00", "é\xe9", "é\xc3", "\x80\x81"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		text, fault := decode(data)
		if !utf8.ValidString(text) {
			t.Errorf("%q is not UTF-8", text)
		}
		if fault == nil && text != string(data) {
			t.Errorf("%q became %q without a word", data, text)
		}
		if (text == "") != (fault != nil && fault.Kind == Refused) {
			t.Errorf("text %q with the fault %v", text, fault)
		}
	})
}

func FuzzFrontMatter(f *testing.F) {
	for _, s := range []string{"---\na: &x [*x]\n---\n", "---\naudience: x\n---\n", "+++\n[a.b]\nc=1979-05-27\n+++\n", "---\n? {a: b}\n: c\n...\n", "\ufeff---\r\ntitle: 'a\n---"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, source string) {
		_, body, fault := frontMatter(source)
		if body < 0 || body > len(source) || body > 0 && body < len(source) && body != len(utf8BOM) && source[body-1] != '\n' {
			t.Errorf("the body of %q starts at %d", source, body)
		}
		if fault != nil && fault.Kind == Unread {
			t.Errorf("%v", fault)
		}
	})
}

func FuzzDetectLanguage(f *testing.F) {
	for _, s := range []string{"what is it", "что это", "这是什么", "é\xff", "İıſ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if code := DetectLanguage(text); code != "" && languageCode(code) != code {
			t.Errorf("%q is no code of ISO 639-1", code)
		}
	})
}
