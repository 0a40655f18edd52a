package draft_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"footnote/bot/draft"
)

// parse reads a finished draft in pieces of n bytes.
func parse(text string, n int) ([]draft.Statement, bool, error) {
	p := draft.Parser{Passages: 9}
	var all []draft.Statement
	for len(text) > 0 {
		piece := text[:min(n, len(text))]
		text = text[len(piece):]
		more, err := p.Feed(piece)
		all = append(all, more...)
		if err != nil {
			return all, p.NoAnswer(), err
		}
	}
	more, err := p.Close()
	return append(all, more...), p.NoAnswer(), err
}

// show writes statements one a line: block, lead, text, markers and quotes.
func show(statements []draft.Statement) string {
	var b strings.Builder
	for _, s := range statements {
		fmt.Fprintf(&b, "%d %s%s %v", s.Block, s.Lead, s.Text, s.Markers)
		if s.Code {
			b.WriteString(" code")
		}
		for _, q := range s.Quotes {
			fmt.Fprintf(&b, " > %d %q", q.Marker, q.Text)
		}
		b.WriteString("\n")
	}
	return b.String()
}

var plainDrafts = []struct{ name, text, want string }{
	{"empty", "", ""},
	{"one sentence", "The harbour was dug in 1887 [1].", "0 The harbour was dug in 1887. [1]\n"},
	{"marker behind the stop", "It was dug in 1887. [1]", "0 It was dug in 1887. [1]\n"},
	{"marker close behind the stop", "It was dug in 1887.[1] She came later.[2]", "0 It was dug in 1887. [1]\n0 She came later. [2]\n"},
	{"markers between", "It was dug in 1887. [1][2] She came in 1890. [3]", "0 It was dug in 1887. [1 2]\n0 She came in 1890. [3]\n"},
	{"none", "It was dug. She came.", "0 It was dug. []\n0 She came. []\n"},
	{"no stop", "It was dug [1]", "0 It was dug [1]\n"},
	{"list of numbers", "A b [1, 2]. C d [1; 3]. E f [1-3]. G h [2–4]. I j [1 and 2].", "0 A b. [1 2]\n0 C d. [1 3]\n0 E f. [1 2 3]\n0 G h. [2 3 4]\n0 I j. [1 2]\n"},
	{"forms", "A b [^1]. C d 【2】. E f [Passage 3]. G h 【4†source】. I j [Source 5, Source 6]. K l ［7］. M n 【8:0†a】.", "0 A b. [1]\n0 C d. [2]\n0 E f. [3]\n0 G h. [4]\n0 I j. [5 6]\n0 K l. [7]\n0 M n. [8]\n"},
	{"separated", "A b [1], [2]. C d [1] [2]. E f [1] and [3]. G h. ([1]) I j (see [2]; [3]).", "0 A b. [1 2]\n0 C d. [1 2]\n0 E f. [1 3]\n0 G h. [1]\n0 I j. [2 3]\n"},
	{"comma behind", "It was dug [1], and she came [2].", "0 It was dug, and she came. [1 2]\n"},
	{"no markers", "It rose by (1) crown, x[i], [2023], [] and [sic].", "0 It rose by (1) crown, x[i], [2023], [] and [sic]. []\n"},
	{"in code", "Write `a[1]` there [2].", "0 Write `a[1]` there. [2]\n"},
	{"in the middle", "The crane [1] lifts ten tons. It[2]is old.", "0 The crane lifts ten tons. [1]\n0 It is old. [2]\n"},
	{"according to", "According to [1], the harbour was dug in 1887. As stated in passage [2], it rains.", "0 The harbour was dug in 1887. [1]\n0 It rains. [2]\n"},
	{"the passage says", "[1] states that it rains. Passage [2] says that it snows.", "0 It rains. [1]\n0 It snows. [2]\n"},
	{"abbreviations", "Dr. Olsen built it at 3.5 m, e.g. in Bergen. [1] On Jan. 4 it was lit. [2]", "0 Dr. Olsen built it at 3.5 m, e.g. in Bergen. [1]\n0 On Jan. 4 it was lit. [2]\n"},
	{"next line", "It was dug.\n[1]\nShe came.\n\n[2]", "0 It was dug. [1]\n0 She came. [2]\n"},
	{"markers lead lines", "[1] It was dug.\n[2] She came.", "0 It was dug. [1]\n0 She came. [2]\n"},
	{"paragraphs", "It was dug. [1]\n\nShe came. [2]\nHe left. [3]", "0 It was dug. [1]\n1 She came. [2]\n1 He left. [3]\n"},
	{"wrapped", "The harbour of Lindvik was dug in the year\n1887 by men from Bergen\nand others. [1] A long line that is full up to its end of\nCapitals [2].", "0 The harbour of Lindvik was dug in the year 1887 by men from Bergen and others. [1]\n0 A long line that is full up to its end of Capitals. [2]\n"},
	{"list", "There are three:\n\n- cod [1]\n- herring, from May on. [2] Not before.\n* **mackerel** [1]\n\nNo more.", "0 There are three: []\n1 - cod [1]\n2 - herring, from May on. [2]\n2 - Not before. []\n3 - mackerel [1]\n4 No more. []\n"},
	{"numbered list", "1. cod [1]\n2) herring\n   from May [2]\n", "1 - cod [1]\n2 - herring from May [2]\n"},
	{"heading", "# The harbour\nIt was dug. [1]\n**Ferries**\nThey sail. [2]\n---\nEnd.", "1 The harbour []\n2 It was dug. [1]\n2 Ferries []\n2 They sail. [2]\n3 End. []\n"},
	{"quotes", "It was dug in 1887. [1]\n> [1] \"was dug in 1887\"\nShe came.\n\n> \"She came\" [2]\n> “late”", "0 It was dug in 1887. [1] > 1 \"was dug in 1887\"\n0 She came. [2] > 2 \"She came\"\n"},
	{"quotes that nobody waited for", "It was dug. [1]\n\n> [1] \"was dug\"\n\nThe corpus says: [2]\n\n> She came. [2]\n\n> He left. [3]", "0 It was dug. [1]\n1 The corpus says: [2]\n2 She came. [2]\n"},
	{"quote gives the marker", "It was dug.\n> [3] \"was dug in 1887\"\n", "0 It was dug. [3] > 3 \"was dug in 1887\"\n"},
	{"quotation as statement", "The corpus says:\n> It was dug in 1887. [1]\n", "0 The corpus says: []\n1 It was dug in 1887. [1]\n"},
	{"code", "Run this:\n```go\nx[1] = 2\n```\n[1]\nDone.", "0 Run this: []\n1 x[1] = 2 [1] code\n2 Done. []\n"},
	{"unclosed code", "Run this:\n```\nrm -rf", "0 Run this: []\n"},
	{"table", "| Month | Mean |\n|---|---|\n| July | 13 degrees [1] |\n| May | 9 |\n", "1 - July: 13 degrees [1]\n2 - May: 9 []\n"},
	{"table without head", "| July | 13 |\n| May | 9 |\nEnd.", "1 - July: 13 []\n2 - May: 9 []\n3 End. []\n"},
	{"chinese", "港口建于1887年。[1]奥尔森后来设计了起重机【2】。她也建了灯塔。", "0 港口建于1887年。 [1]\n0 奥尔森后来设计了起重机。 [2]\n0 她也建了灯塔。 []\n"},
	{"nothing to say", "... [1]\n\n- [2]\n***\n", ""},
	{"lines without stops", "The harbour of Lindvik was dug in the year 1887 [1]\nMarta Olsen designed the crane [2]", "0 The harbour of Lindvik was dug in the year 1887 [1]\n0 Marta Olsen designed the crane [2]\n"},
	{"sources behind", "It was dug. [1]\n\nSources:\n[1] The harbour\n[2] The mill", "0 It was dug. [1]\n"},
	{"sources in a line", "It was dug. [1]\n\n**References**: [1] The harbour.", "0 It was dug. [1]\n"},
	{"too long to be a sentence", strings.Repeat("so it goes ", 230) + "on. It was dug. [1]", "0 It was dug. [1]\n"},
	{"hidden characters", "It\u200b was\u202e d\x07ug. [\u200b1]", "0 It was dug. [1]\n"},
	{"windows", "It was dug. [1]\r\n> [1] \"dug\"\r\n\r\n- She came.\r\n[2]\r\n", "0 It was dug. [1] > 1 \"dug\"\n1 - She came. [2]\n"},
	{"link", "See [1](https://a.example/b) there.", "0 See (https://a.example/b) there. [1]\n"},
	{"tags", "The <b>harbour</b> of <EM>Lindvik</EM> was dug<br/>in <span class=\"a\">1887</span>.<sup>[1]</sup><br>She came. [2]", "0 The harbour of Lindvik was dug in 1887. [1]\n0 She came. [2]\n"},
	{"tags of paragraphs", "<p>It was dug. [1]</p>\n<p>She came. [2]<br>\nHe left. [3]</p>", "1 It was dug. [1]\n2 She came. [2]\n2 He left. [3]\n"},
	{"tags of a list", "Three: <ul><li>cod [1]</li><li>\nherring [2]</ul>", "0 Three: []\n1 - cod [1]\n2 - herring [2]\n"},
	{"tags of links", "It is <a href=\"https://a.example/b\" target=_blank>deep</a> and <a href='#x'>old</a>. [1]", "0 It is deep (https://a.example/b) and old. [1]\n"},
	{"tags in headings, rows and quotes", "## The <i>harbour</i>\n| a<br>b | c |\n\nIt was dug. [1]\n> [1] \"was<br>dug\"", "1 The harbour []\n2 - a; b: c []\n3 It was dug. [1] > 1 \"was dug\"\n"},
	{"tags in code", "Write `<b>` and <code><i>a</code> there. [1]\n```\n<b>x</b>\n```", "0 Write `<b>` and `<i>a` there. [1]\n1 <b>x</b> [] code\n"},
	{"no tags", "It is so if a < b, a <b and c> d, x<y or <dialog> is <b", "0 It is so if a < b, a <b and c> d, x<y or <dialog> is <b []\n"},
	{"superscripts", "It was dug.¹ She came². Olsen, an engineer,³ left ⁴. It<sup>5</sup> is old.<sup>6,7</sup>", "0 It was dug. [1]\n0 She came. [2]\n0 Olsen, an engineer, left. [3 4]\n0 It⁵ is old. [6 7]\n"},
	{"superscripts that say something", "It has 12 km², 3 m³, 10⁶ stones, ³He, 20<sup>th</sup> rank and 10 cm<sup>2</sup> of Beton⁵⁰.", "0 It has 12 km², 3 m³, 10⁶ stones, ³He, 20th rank and 10 cm² of Beton⁵⁰. []\n"},
	{"round brackets", "It was dug (1). She came. (2) He left (3, 4).\n- cod (5)\n- § 5 (1)\n- class (12)", "0 It was dug. [1]\n0 She came. [2]\n0 He left. [3 4]\n1 - cod [5]\n2 - § 5 (1) []\n3 - class (12) []\n"},
	{"escaped and doubled", "It was dug \\[1\\]. She came [[2]](#2). He left [3](#cite-3), too. [[4], [5]] A \\ b \\[c\\].", "0 It was dug. [1]\n0 She came. [2]\n0 He left, too. [3 4 5]\n0 A \\ b \\[c\\]. []\n"},
	{"passages named in words", "According to passage 1, it was dug. As passage [2] says, she came. Passages 3 and 4 state that it rains. According to the passages, it snows. As source 5 notes, he left. According to passage 10, it is old.", "0 It was dug. [1]\n0 She came. [2]\n0 It rains. [3 4]\n0 It snows. []\n0 He left. [5]\n0 According to passage 10, it is old. []\n"},
	{"endnotes", "It was dug.[^1] She came. [2]\n\n[^1]: The harbour\n[2]: The mill", "0 It was dug. [1]\n0 She came. [2]\n"},
	{"markers with colons lead lines", "[1]: It was dug.\n[2]: She came.", "0 It was dug. [1]\n0 She came. [2]\n"},
	{"no answer with more", "NO_ANSWER: it is not said. It rains. [1]", "0 It rains. [1]\n"},
	{"json behind words", "Here you are:\n```json\n{\"statements\":[{\"text\":\"It rains.\",\"markers\":[1]}]}\n```", "0 Here you are: []\n0 It rains. [1]\n"},
}

func TestPlainDrafts(t *testing.T) {
	for _, test := range plainDrafts {
		t.Run(test.name, func(t *testing.T) {
			for _, n := range []int{1, 2, 3, 7, 1 << 20} {
				statements, _, err := parse(test.text, n)
				if got := show(statements); got != test.want || err != nil {
					t.Fatalf("in pieces of %d: got (%v)\n%swant\n%s", n, err, got, test.want)
				}
			}
		})
	}
}

var jsonDrafts = []struct{ name, text, want, fault string }{
	{"one", `{"statements":[{"text":"It rains.","markers":[1],"quotes":[{"marker":1,"text":"rains"}]}],"answered":true}`, "0 It rains. [1] > 1 \"rains\"\n", ""},
	{"fenced", "```json\n{ \"statements\" : [ {\"text\":\"It rains.\"} , {\"text\":\"It snows. [3] She [4] came.\",\"markers\":[\"1\",\"[2]\"]} ] }\n```\nI hope this helps.", "0 It rains. []\n0 It snows. [1 2 3]\n0 She came. [1 2 4]\n", ""},
	{"bare fence", "```\n{\"statements\":[]}\n```", "", ""},
	{"other members", `{"thoughts":{"a":["}"]},"n":-1.5e3,"answered":true,"statements":[{"text":"It \"rains\"\u002e","markers":null,"sure":0.5}]}`, "0 It \"rains\". []\n", ""},
	{"list item", `{"statements":[{"text":"- cod"},{"text":"More."}]}`, "1 - cod []\n2 More. []\n", ""},
	{"empty object", `{}`, "", "no statements"},
	{"cut", `{"statements":[{"text":"It rains."},{"text":"It sn`, "0 It rains. []\n", "ends before"},
	{"cut behind a statement", `{"statements":[{"text":"It rains."}`, "0 It rains. []\n", "ends before"},
	{"statements no list", `{"statements":"It rains."}`, "", "must not"},
	{"statement no object", `{"statements":["It rains."]}`, "", "no statement"},
	{"no text", `{"statements":[{"markers":[1]}]}`, "", "no text"},
	{"text a number", `{"statements":[{"text":1}]}`, "", "a statement"},
	{"markers no list", `{"statements":[{"text":"A.","markers":1}]}`, "", "a statement"},
	{"marker a word", `{"statements":[{"text":"A.","markers":["one"]}]}`, "", "no marker"},
	{"marker a fraction", `{"statements":[{"text":"A.","markers":[1.5]}]}`, "", "no marker"},
	{"marker below nothing", `{"statements":[{"text":"A.","markers":[-1]}]}`, "", "no marker"},
	{"quote a string", `{"statements":[{"text":"A.","quotes":["a"]}]}`, "", "a statement"},
	{"quote without text", `{"statements":[{"text":"A.","quotes":[{"marker":1}]}]}`, "", "no text"},
	{"answered a word", `{"answered":"yes"}`, "", "neither"},
	{"bad value", `{"a":nonsense}`, "", "no value"},
	{"bad key", `{a:1}`, "", "key"},
	{"twice", `{"statements":[],"statements":[]}`, "", "twice"},
	{"comma missing", `{"statements":[{"text":"A."}{"text":"B."}]}`, "0 A. []\n", "must not"},
	{"list outside", `[{"text":"A."}]`, "", "must not"},
	{"another object", `{"answer":"It rains."}`, "", "no statements"},
	{"no answer without statements", `{"answered":false}`, "", ""},
}

func TestJSONDrafts(t *testing.T) {
	for _, test := range jsonDrafts {
		t.Run(test.name, func(t *testing.T) {
			for _, n := range []int{1, 2, 3, 7, 1 << 20} {
				statements, _, err := parse(test.text, n)
				if got := show(statements); got != test.want {
					t.Fatalf("in pieces of %d: got (%v)\n%swant\n%s", n, err, got, test.want)
				}
				if (err != nil) != (test.fault != "") || err != nil && !strings.Contains(err.Error(), test.fault) {
					t.Fatalf("in pieces of %d: got %v, want %q", n, err, test.fault)
				}
			}
		})
	}
}

func TestNoAnswer(t *testing.T) {
	for text, want := range map[string]bool{
		"NO_ANSWER": true, "NO_ANSWER.": true, " **NO_ANSWER**\n": true, "no answer": true, "NO_ANSWER [1]": true,
		"NO_ANSWER\n\nThe passages speak of ferries.": true,
		`{"statements":[],"answered":false}`:          true,
		`{"statements":[{"text":"NO_ANSWER"}]}`:       true,
		"No answer is known.":                         false,
		`{"statements":[],"answered":true}`:           false,
		"":                                            false,
	} {
		statements, got, err := parse(text, 1)
		if got != want || err != nil {
			t.Errorf("%q: got %v, %v", text, got, err)
		}
		for _, s := range statements {
			if strings.Contains(s.Text, draft.NoAnswer) {
				t.Errorf("%q gives the statement %q", text, s.Text)
			}
		}
	}
}

func TestTooLong(t *testing.T) {
	for _, text := range []string{
		strings.Repeat("It rains. [1] ", 5000), strings.Repeat("x", draft.MaxSize+1), strings.Repeat("(", draft.MaxSize+1),
		`{"statements":[{"text":"` + strings.Repeat("y", draft.MaxSize),
	} {
		if _, _, err := parse(text, 1000); !errors.Is(err, draft.ErrTooLong) {
			t.Errorf("%.20q...: got %v", text, err)
		}
	}
}

// TestStatementsComeEarly: a statement is given out once the next word is
// there, and its JSON once its object is closed.
func TestStatementsComeEarly(t *testing.T) {
	tests := []struct {
		pieces []string
		want   []int // statements given out by each piece
	}{
		{[]string{"It rains. ", "[1] ", "She ", "came", ". [2]\n", "\n", "He "}, []int{0, 0, 1, 0, 0, 1, 0}},
		{[]string{"It rains. [1]\n", "> [1] \"rains\"", "\n", "It snows.\n\n", "> [2] \"snows\"\n"}, []int{0, 0, 1, 0, 1}},
		{[]string{"- cod [1]\n", "- her", "ring"}, []int{0, 1, 0}},
		{[]string{`{"statements":[{"text":"It rains."`, `}`, `,{"text":"She came."}`, `]`}, []int{0, 1, 1, 0}},
	}
	for _, test := range tests {
		var p draft.Parser
		for i, piece := range test.pieces {
			got, err := p.Feed(piece)
			if err != nil || len(got) != test.want[i] {
				t.Errorf("%q: %d statements (%v), want %d", piece, len(got), err, test.want[i])
			}
		}
	}
}

// FuzzPieces: what a draft holds does not depend on how it is cut.
func FuzzPieces(f *testing.F) {
	for _, d := range plainDrafts {
		f.Add(d.text, 3)
	}
	for _, d := range jsonDrafts {
		f.Add(d.text, 5)
	}
	f.Fuzz(func(t *testing.T, text string, n int) {
		n = max(1, n%100)
		want, wantNone, wantErr := parse(text, len(text)+1)
		got, none, err := parse(text, n)
		if show(got) != show(want) || none != wantNone || fmt.Sprint(err) != fmt.Sprint(wantErr) {
			t.Fatalf("in pieces of %d: got (%v, %v)\n%swant (%v, %v)\n%s", n, none, err, show(got), wantNone, wantErr, show(want))
		}
		for _, s := range got {
			if strings.TrimSpace(s.Text) == "" || !s.Code && strings.ContainsRune(s.Text, '\n') {
				t.Fatalf("the statement %q", s.Text)
			}
		}
	})
}
