package hostile

import (
	"bytes"
	"fmt"
)

// texts are plain texts and programs.
func texts() map[string][]byte {
	return map[string][]byte{
		"nuls.txt":        bytes.Repeat([]byte("a\x00b\x00\x00"), 100_000),
		"few-nuls.txt":    []byte(repeat("The mill was built in 1788. ", 500) + "\x00 The end.\n"),
		"invalid.txt":     bytes.Repeat([]byte{0xff, 0xc0, 0xaf, 0x80, ' '}, 100_000),
		"overlong.txt":    []byte("The word \xc0\xaf\xe0\x80\xaf\xf0\x80\x80\xaf and \xed\xa0\x80 surrogates \xf4\x90\x80\x80.\n"),
		"half-utf16.txt":  []byte("\xff\xfea\x00b\x00c"),
		"surrogates.txt":  append([]byte("\xfe\xff"), bytes.Repeat([]byte{0xd8, 0x00}, 50_000)...),
		"utf32.txt":       []byte("\xff\xfe\x00\x00a\x00\x00\x00b\x00\x00\x00"),
		"only-mark.txt":   []byte("\xef\xbb\xbf"),
		"marks.txt":       []byte(repeat("\ufeff", 100_000) + "text"),
		"returns.txt":     bytes.Repeat([]byte("\r"), 5_000_000),
		"lines.txt":       bytes.Repeat([]byte("\n"), 5_000_000),
		"blanks.txt":      append(bytes.Repeat([]byte(" "), 5_000_000), "text"...),
		"one-word.txt":    bytes.Repeat([]byte("a"), 8_000_000),
		"one-line.txt":    bytes.Repeat([]byte("a b. "), 1_000_000),
		"stops.txt":       bytes.Repeat([]byte("e.g. "), 500_000),
		"letters.txt":     bytes.Repeat([]byte("A. "), 500_000),
		"combining.txt":   []byte("e" + repeat("\u0301", 500_000)),
		"joined.txt":      []byte(repeat("\u200d", 500_000) + "text"),
		"overrides.txt":   []byte("The invoice \u202etxt.exe\u202c and \u2066hidden\u2069 text.\n"),
		"escapes.txt":     []byte("The colour \x1b[31mred\x1b[0m \x1b]0;title\x07 rings \x07 the bell\x08.\n" + repeat("The mill was built in 1788. ", 50)),
		"chinese.txt":     []byte(repeat("磨坊建成于一七八八年", 200_000)),
		"quotes.txt":      []byte(repeat("“‘\"'", 300_000)),
		"underlines.txt":  []byte(repeat("A\n=\n", 300_000)),
		"README":          {0x7f, 'E', 'L', 'F', 2, 1, 1},
		"picture.txt":     append([]byte("\x89PNG\r\n\x1a\n"), bytes.Repeat([]byte{0, 1, 2, 0xff}, 1000)...),
		"brackets.go":     []byte("package a\n\nvar x = " + repeat("(", 500_000)),
		"deep.go":         []byte("package a\n\nfunc f() {" + repeat("{", 200_000)),
		"brackets.js":     bytes.Repeat([]byte("({["), 300_000),
		"parameters.java": []byte("class A { void f(" + repeat("(", 100_000)),
		"quotes.py":       bytes.Repeat([]byte(`"""'''"`), 200_000),
		"indents.py":      []byte(pythonIndents(2000)),
		"templates.cpp":   []byte(repeat("template<", 100_000)),
		"comments.c":      bytes.Repeat([]byte("/*//"), 300_000),
		"heredocs.sh":     []byte(repeat("cat <<A <<B\n", 100_000)),
		"brackets.rs":     []byte("impl" + repeat("<", 200_000) + repeat("/*", 100_000)),
		"create.sql":      []byte(repeat("create or replace temporary ", 100_000)),
		"one-line.min.js": []byte("function a(){" + repeat("b(c);", 800_000) + "}"),
	}
}

func pythonIndents(depth int) string {
	var b []byte
	for i := range depth {
		b = fmt.Appendf(b, "%sclass A%d:\n", repeat(" ", i), i)
	}
	return string(b)
}

// data are tables, chats and records.
func data() map[string][]byte {
	discord := `{"guild":{"id":"1","name":"G"},"channel":{"id":"2","type":"GuildTextChat","name":"c"},"messages":[`
	message := `{"id":"3","type":"Default","timestamp":"2024-03-05T10:00:00+00:00","content":"hello","author":{"id":"4","name":"a"}}`
	return map[string][]byte{
		"columns.csv":        []byte(repeat("a,", 1_000_000) + "\n" + repeat("1,", 1_000_000) + "\n"),
		"rows.csv":           []byte(repeat("a,b\n", 500_000)),
		"quote.csv":          []byte("a,b\n\"" + repeat("never closed, ", 300_000)),
		"quotes.csv":         []byte(repeat(`"a""b",`, 200_000)),
		"separators.csv":     []byte(repeat(",;\t|", 300_000)),
		"nuls.csv":           bytes.Repeat([]byte("a\x00,b\n"), 10_000),
		"formulas.csv":       []byte("Name,Value\n=cmd|' /C calc'!A0,1\n@SUM(1),2\n"),
		"deep-discord.json":  []byte(discord + repeat("[", 500_000)),
		"deep-content.json":  []byte(discord + `{"id":"3","content":` + repeat(`{"a":`, 200_000)),
		"keys-discord.json":  []byte(discord + "{" + repeat(`"id":"1",`, 300_000) + `"x":1}]}`),
		"ends-discord.json":  []byte(discord + repeat(message+",", 1000)),
		"types-discord.json": []byte(discord + `{"id":3,"timestamp":[],"content":{"a":1},"author":"x"},` + message + `],"messageCount":"many"}`),
		"years-discord.json": []byte(discord + `{"id":"3","type":"Default","timestamp":"9999-99-99T99:99:99Z","content":"late","author":{"name":"a"}},{"id":"9","type":"Reply","reference":{"messageId":"9"},"timestamp":"2024-03-05T10:00:00Z","content":"self","author":{"name":"a"}}]}`),
		"telegram.json":      []byte(`{"name":"n","type":"private_group","id":1,"messages":[{"id":1,"type":"message","date":"2024-03-05T10:00:00","from":"a","text":` + repeat("[", 200_000)),
		"slack/users.json":   []byte(`[{"id":"U1","name":"` + repeat("a", 1_000_000) + `"}]`),
		"slack/c/day.json":   []byte("[" + repeat(`{"type":"message","user":"U1","text":"<@U1> <@U1> <@U1> <@U1>","ts":"1709632800.000100"},`, 3000) + `{"type":"message","user":"U1","text":"end","ts":"1709632900.000100"}]`),
		"chat.txt":           []byte(repeat("17/04/2023, 09:12 - A: \n", 50_000)),
		"chat-long.txt":      []byte("17/04/2023, 09:12 - A: hello\n" + repeat("more of the same message\n", 200_000)),
		"irc.log":            []byte(repeat("09:12 <a> b\n09:12 <a>\n", 50_000)),
		"deep.jsonl":         []byte(`{"_id":"1","text":` + repeat("[", 500_000) + "\n" + `{"_id":"2","title":"T","text":"A good record."}` + "\n"),
		"line.jsonl":         []byte(`{"_id":"1","text":"` + repeat("a ", 10_000_000) + "\n"),
		"ids.jsonl":          []byte(repeat(`{"_id":"same","text":"a"}`+"\n", 2000)),
		"escapes.jsonl":      []byte(`{"_id":"\u001b[31m\n\u202e","title":"\u0000\ud800","text":"Escapes \u001b[2J in a record."}` + "\n"),
		"deep.json":          bytes.Repeat([]byte("["), 3_000_000),
		"deep.yaml":          bytes.Repeat([]byte("- "), 500_000),
		"laughs.yaml":        []byte(yamlLaughs()),
		"laughs.xml":         []byte(laughs() + "<a>" + laughsText + "</a>"),
		".gitignore":         []byte("private.txt\n" + repeat("**/a*", 2000) + "\n" + repeat("[", 5000) + "\n" + repeat("!*?*?*?*?*?*?*?b\n", 2000)),
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.txt": []byte("A file that a rule looks at.\n"),
	}
}

// names are small texts with names that lead astray.
func names() map[string][]byte {
	all := map[string][]byte{}
	for i, name := range []string{
		"line\nbreak.txt", "return\rback.txt", "\x1b[31mred\x1b[0m.txt", "\x1b]0;title\x07.txt", "bell\x07.txt", "back\x08\x08.txt", "tab\t.txt", "\x7f.txt",
		"\u202egpj.exe.txt", "\u2066a\u2069.txt", "zero\u200bwidth.txt", "e\u0301.txt", "\u00e9.txt", "\xff\xfe.txt", "\xc3.txt", "-rf.txt", "--help.txt", "%s%n%x.txt", "$(touch x).txt", "`id`.txt", "a;b|c&d.txt", "'quotes\".txt",
		"..a.txt", "a..txt", " blank .txt", "a .txt", "CON.txt", "con.", "a\\b.txt", "a:b.txt", "a*?.txt", "<b>.txt", "@everyone.txt", "[link](http://x.example).txt", "#2.txt", "a#1.txt",
		repeat("n", 250) + ".txt", repeat("ж", 125) + ".txt", "\U0001f9f1\u200d\U0001f525.txt", ".md", "..md",
	} {
		all[name] = fmt.Appendf(nil, "The name of this file is odd; it is number %d of them.\n", i)
	}
	all[repeat("deep/", 300)+"deep.txt"] = []byte("This file lies deep.\n")
	return all
}
