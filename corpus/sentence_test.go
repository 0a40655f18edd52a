package corpus

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func texts(text string, spans []Span) []string {
	var out []string
	for _, sp := range spans {
		out = append(out, text[sp.Start:sp.End])
	}
	return out
}

// In these tables ¦ marks where one sentence ends and the next starts, beside
// the white space that stands there anyway.
func checkSentences(t *testing.T, language string, tests []string) {
	t.Helper()
	for _, marked := range tests {
		var want []string
		for part := range strings.SplitSeq(marked, "¦") {
			want = append(want, strings.TrimSpace(part))
		}
		text := strings.ReplaceAll(marked, "¦", "")
		if got := texts(text, Sentences(text, language)); !slices.Equal(got, want) {
			t.Errorf("%s: got\n\t%q\nwant\n\t%q", language, got, want)
		}
	}
}

func TestSentencesOfEnglish(t *testing.T) {
	checkSentences(t, "en", []string{
		"One. ¦Two! ¦Three?",
		"Is it so?! ¦Yes. ¦No...",
		"Mr. Kiryushin met Dr. Su and Prof. Cull. ¦They spoke.",
		"Sen. Smith and Gov. Jones met St. Peter. ¦He left.",
		"J. R. R. Tolkien wrote it. ¦He smoked.",
		"George W. Bush and John F. Kennedy were presidents.",
		"It was J.R.R. Tolkien. ¦He wrote.",
		"Pi is 3.14 and e is 2.718. ¦Use v1.2.3 now. ¦It costs $8.50.",
		"The U.S. Secretary left. ¦He lives in the U.S. ¦The end.",
		"It opens at 9 a.m. on Monday. ¦It closes at 5 p.m. ¦The shop is small.",
		"Foo Inc. bought Bar Ltd. in May. ¦The price was high.",
		"He works for Foo Inc. ¦She works for Bar Corp. ¦They met.",
		"Apples, pears, etc. are fruit. ¦He bought apples, pears, etc. ¦Then he left.",
		"Some, e.g. Smith, i.e. the smith, cf. Jones et al. 2020, agree.",
		"See No. 5, pp. 12 and Fig. 3 in vol. 2. ¦It helps.",
		"He said no. ¦That was clear.",
		"They met on Jan. 5 and on Oct. 12, 2020. ¦It rained.",
		"It happened in 1990. ¦The war ended.",
		"See example.com or www.example.org/a.b?c=d.e for more. ¦Write to a.b@example.com. ¦Open main.go.",
		"Run ./a.sh. ¦Then open http://example.com/. ¦It works.",
		"I wonder... ¦It was long ago. ¦Well... maybe. ¦Hm… ¦Yes.",
		"I wonder . . . perhaps. ¦He went.",
		"“Where is it?” she asked. ¦“Here!” he cried. ¦“It is here.”",
		"\"Where is it?\" she asked. ¦\"Here.\" ¦\"Good.\"",
		"He said (she was there.) ¦They left (at once). ¦Good.",
		"He left. ¦(She stayed.) ¦[They slept.] ¦“Oh.”",
		"It is so.[1] ¦It was so.[12][13] ¦It is (1). ¦In 2012 too.",
		"“Hello.” – said he.",
		"What? – asked he.",
		"The Yahoo! search engine is old. ¦Use it.",
		"It stops.¦Next it goes. ¦It ends.¦The other starts!¦What now?",
		"Call fmt.Println or use strings.Index(s) in os.Open. ¦Node.js is fine.",
		"Ask foo.Bar() and a.B for System.Out.",
		"a wing in a slipstream . ¦an experimental study was made . ¦the end .",
		"a wing by g. i. taylor in ref. 2 . ¦see proc. roy. soc. p. 5 . ¦the end .",
		"i went home. ¦then i slept. ¦was it good? ¦yes, e.g. this.",
		"eBay grew. ¦iPhone sales fell. ¦macOS stayed.",
		"He has a Ph.D. in physics. ¦She has an M.A. ¦They met at 5 ft. 3 in. of height.",
		"Plan B. ¦He went with vitamin C. ¦The rest is known.",
		"World War II. ¦The end of it came.",
		"He asked: what is it? ¦It is that: a thing.",
		"Stop! ¦Wait? ¦Go.",
		"It **matters.** ¦It *does.* ¦_Yes._ ¦And `no.`",
		"He was born c. 1850 and d. 1900 at Foo St. ¦He was old.",
		"Smith v. Jones was heard. ¦It ended.",
		"First sentence.\u00a0 ¦Second sentence.",
		"He met Gen. Lee in Washington, D.C. ¦It was cold.",
		"Is that all, Mr. President? ¦Yes.",
		"Version 2.0. ¦It is new.",
		"Costs rose 5.5% vs. 3% before. ¦Good.",
		"The time is 10.30 a.m. ¦We go.",
		"The temperature was -5. ¦It froze.",
		"We saw three. ¦5 more came. ¦10,000 left.",
		"Oh! ¦“What a day!” she said.",
		"> 2. Either direction works. ¦It does.",
		"‘Is it?’ she asked. ¦‘It is.’",
		"He said, “Go.” ¦She went.",
	})
}

func TestSentencesOfOtherLanguages(t *testing.T) {
	for language, tests := range map[string][]string{
		"de": {
			"Am 3. Oktober kam Dr. Müller z. B. nach Bonn. ¦Es regnete.",
			"Der 2. Weltkrieg endete 1945. ¦Danach kam der Frieden.",
			"Im 19. Jahrhundert lebte er u.a. in Köln bzw. Bonn. ¦Dort starb er.",
			"Nach Art. 5 Abs. 1 GG gilt das. ¦Siehe Nr. 7 und S. 12.",
			"Er sagte: „Komm.“ ¦Sie kam. ¦„Warum?“, fragte er.",
			"Die Firma Foo e.V. ist alt. ¦Sie hat ca. 10 Mitglieder, ggf. mehr.",
			"Es waren 12. ¦Sie gingen.",
		},
		"fr": {
			"M. Dupont et Mme. Durand sont là. ¦Ils parlent.",
			"C'était env. 5 km, etc. ¦Il est parti. ¦Pourquoi ? ¦Parce que !",
			"« Où est-il ? » demanda-t-elle. ¦« Ici. » ¦Bon.",
			"Voir p. 12 et art. 3. ¦C'est clair.",
		},
		"es": {
			"El Sr. García y la Dra. Ruiz viven en EE.UU. ¦Ellos son amigos.",
			"¿Dónde está? ¦¡Aquí! ¦Está en la pág. 5.",
		},
		"it": {"Il sig. Rossi e il dott. Bianchi sono qui. ¦Perché? ¦Vedi pag. 3."},
		"pt": {"O Sr. Silva e a Dra. Costa vivem na Av. Brasil. ¦Eles são amigos."},
		"nl": {"Dhr. Jansen kwam o.a. op 3 mei. ¦Het regende bijv. in Breda."},
		"pl": {"Prof. Nowak i dr Lis mieszkają m.in. w Polsce, np. w Łodzi. ¦To dobrze."},
		"cs": {"Dne 3. října přišel p. Novák. ¦Bylo to např. v Praze."},
		"ru": {
			"Проф. Иванов и т. д. пришли. ¦Это было в 1990 г. в Москве. ¦Он ушёл.",
			"А. С. Пушкин родился в 1799 г. ¦Он был поэтом.",
			"«Где он?» — спросила она. ¦«Здесь!» ¦Хорошо.",
			"См. рис. 5 и стр. 12. ¦Так и есть.",
		},
		"el": {"Ο κ. Παπαδόπουλος ήρθε, π.χ. χθες. ¦Είναι εδώ."},
		"zh": {
			"你好。¦我来了！¦真的吗？¦是的。",
			"他说：“走吧。”¦然后走了。",
			"（他走了。）¦价格是3.14元。¦好！！¦好吗？！",
			"版本１．２已发布。¦完。",
			"他来了。¦“这是什么？”他问。¦“是茶！”老人们笑着说。",
		},
		"ja": {"これは本です。¦「行くよ。」と言った。¦はい！"},
		"hi": {"यह एक किताब है। ¦वह गया॥ ¦क्या?"},
		"ar": {"هل هذا كتاب؟ ¦نعم. ¦ذهب الولد."},
		"ur": {"یہ کتاب ہے۔ ¦وہ گیا۔"},
		"hy": {"Սա գիրք է։ ¦Նա գնաց։"},
		"am": {"ይህ መጽሐፍ ነው። ¦ሄደ።"},
		"":   {"Mr. Su kam am 3. Oktober. ¦Il sig. Rossi arrivò. ¦Это т. е. так."},
	} {
		checkSentences(t, language, tests)
	}
}

func TestSentencesOfLines(t *testing.T) {
	checkSentences(t, "en", []string{
		"A paragraph that is wrapped over some lines of text, as\nmail and plain files have it. ¦It goes\non. ¦And on.",
		"A heading\n\n¦A paragraph.",
	})
	for name, tt := range map[string]struct {
		text string
		want []string
	}{
		"headings":           {"# One\nText here.\n## Two\n\nMore", []string{"# One", "Text here.", "## Two", "More"}},
		"underlined heading": {"One\n===\nText\n\nTwo\n---\nMore", []string{"One", "Text", "Two", "More"}},
		"list":               {"Intro:\n- one. Two.\n- two\n  wrapped\n* three\n• four\n1. five\n2) six\na) seven\n(b) eight", []string{"Intro:", "- one. Two.", "- two\n  wrapped", "* three", "• four", "1. five", "2) six", "a) seven", "(b) eight"}},
		"nested list":        {"- one\n    - two\n    - three\n- four", []string{"- one", "- two", "- three", "- four"}},
		"table":              {"| a | b |\n|---|---|\n| One. Two. | 2 |", []string{"| a | b |", "| One. Two. | 2 |"}},
		"tabs":               {"a\tb\n1\t2. Three", []string{"a\tb", "1\t2. Three"}},
		"fenced":             {"See:\n```go\na. B\n\nc. D\n```\nDone. Yes.", []string{"See:", "a. B", "c. D", "Done.", "Yes."}},
		"tilde fence":        {"~~~\na. B\n~~~~\nDone", []string{"a. B", "Done"}},
		"unclosed fence":     {"```\na is. B is.\nc", []string{"a is.", "B is.\nc"}},
		"indented code":      {"See:\n\n    a := b. C\n    d. E\n\nDone.", []string{"See:", "a := b. C", "d. E", "Done."}},
		"indented prose":     {"    It was a dark and stormy night. The rain fell\nin torrents.", []string{"It was a dark and stormy night.", "The rain fell\nin torrents."}},
		"windows":            {"One is\r\nhere.\r\n\r\nTwo.\r\n", []string{"One is\r\nhere.", "Two."}},
		"long lines":         {strings.Repeat("A very long line without any wrap. ", 6) + "\nA heading\n" + strings.Repeat("Another very long line without wrap. ", 6), nil},
		"labels":             {"You see this line here as it stands\nAuthor: Someone\nDate: 2020", []string{"You see this line here as it stands", "Author: Someone", "Date: 2020"}},
		"name lines":         {"Jane Doe\nJane Doe\nJane Doe is a researcher at the institute of things.", []string{"Jane Doe", "Jane Doe", "Jane Doe is a researcher at the institute of things."}},
		"quoted mail":        {"> One is\n> here. Two.\n\nThree.", []string{"> One is\n> here.", "Two.", "Three."}},
		"rules":              {"One\n\n***\n\nTwo\n\n* * *\n\n----\nThree", []string{"One", "Two", "Three"}},
		"number in prose":    {"The count of all the things that there were was about\n12. That was a lot of things for anyone to count well.", []string{"The count of all the things that there were was about\n12.", "That was a lot of things for anyone to count well."}},
		"dash in prose":      {"The count of all the things that there were was high\n– so high that nobody could count them any more, ever.", []string{"The count of all the things that there were was high\n– so high that nobody could count them any more, ever."}},
		"empty":              {" \n\t\n", nil},
	} {
		t.Run(name, func(t *testing.T) {
			got := texts(tt.text, Sentences(tt.text, "en"))
			if name == "long lines" {
				if len(got) != 13 || got[6] != "A heading" {
					t.Errorf("got %q", got)
				}
				return
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got\n\t%q\nwant\n\t%q", got, tt.want)
			}
		})
	}
}

// Whoever cut the answers of the set out of its paragraphs saw sentences, too:
// a gold answer that two of ours share speaks for a wrong cut.
func TestSentencesHoldGoldAnswers(t *testing.T) {
	const set = "../../shared/eval/xquad-en/"
	paragraphs := map[string]string{}
	readLines(t, set+"corpus.jsonl", func(line []byte) error {
		var p struct {
			ID   string `json:"_id"`
			Text string
		}
		err := json.Unmarshal(line, &p)
		paragraphs[p.ID] = p.Text
		return err
	})
	answers, torn := 0, 0
	readLines(t, set+"answers.jsonl", func(line []byte) error {
		var a struct {
			Document string
			Answers  []string
		}
		if err := json.Unmarshal(line, &a); err != nil {
			return err
		}
		answers++
		text := paragraphs[a.Document]
		if !slices.ContainsFunc(texts(text, Sentences(text, "en")), func(s string) bool { return strings.Contains(s, a.Answers[0]) }) {
			torn++
			t.Logf("torn: %q", a.Answers[0])
		}
		return nil
	})
	if answers == 0 || torn > 2 {
		t.Errorf("%d of %d answers are torn", torn, answers)
	}
}

func readLines(t *testing.T, path string, yield func(line []byte) error) {
	t.Helper()
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("the test set is not here: %v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	for line := range bytes.Lines(data) {
		if err := yield(line); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
	}
}

func TestSentencesWithoutFullStops(t *testing.T) {
	for name, word := range map[string]string{
		"words": "word and ", "letters": "x", "characters": "字", "thai": "สวัสดีครับผมชื่อ ", "emoji": "👩‍👩‍👧",
	} {
		t.Run(name, func(t *testing.T) {
			text := strings.Repeat(word, 100_000/len(word))
			spans := Sentences(text, "")
			checkSpans(t, text, spans, Span{0, len(text)})
			covered := 0
			for _, sp := range spans {
				if s := text[sp.Start:sp.End]; len(s) > longestSentence || !utf8.ValidString(s) {
					t.Fatalf("%d bytes, valid %v", len(s), utf8.ValidString(s))
				}
				covered += len(strings.ReplaceAll(text[sp.Start:sp.End], " ", ""))
			}
			if want := len(strings.ReplaceAll(text, " ", "")); covered != want {
				t.Errorf("%d of %d bytes covered", covered, want)
			}
			if strings.Contains(word, " ") && strings.HasSuffix(text[spans[0].Start:spans[0].End], "an") {
				t.Error("cut within a word")
			}
		})
	}
}

func TestSentencesHoldTheText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := drawText(t)
		spans := Sentences(text, rapid.SampledFrom([]string{"", "en", "de", "xx"}).Draw(t, "language"))
		checkSpans(t, text, spans, Span{0, len(text)})
		var rest strings.Builder
		at := 0
		for _, sp := range spans {
			rest.WriteString(text[at:sp.Start])
			at = sp.End
		}
		rest.WriteString(text[at:])
		if left := strings.Trim(rest.String(), " \t\r\n\u00a0|-#=`~*:"); left != "" {
			t.Fatalf("left out: %q", left)
		}
	})
}

func FuzzSentences(f *testing.F) {
	for _, s := range fragments {
		f.Add(s, "en")
	}
	f.Add("\xff.\xfe A", "")
	f.Fuzz(func(t *testing.T, text, language string) {
		checkSpans(t, text, Sentences(text, language), Span{0, len(text)})
	})
}
