package bot_test

import (
	"errors"
	"strings"
	"testing"

	"footnote/bot"
	"footnote/retrieval"
)

// A question to one document is answered from it or not at all.
func TestAnswerFromOneDocument(t *testing.T) {
	d := openIsland(t)
	tests := []struct {
		question, document string
		audience           retrieval.Audience
		want               string // in the answer; "" for a refusal
		err                error
	}{
		{harbourQuestion, "", nil, "was dug in 1887", nil},
		{harbourQuestion, "harbour.md", nil, "was dug in 1887", nil},
		{harbourQuestion, "soup.md", nil, "", nil},
		{"What broke two sails in 1987?", "mill.md", nil, "A storm broke two", nil},
		{"How much does Peder Lund earn as harbour master?", "staff.txt", retrieval.Audience{"council"}, "612,000", nil},
		{"How much does Peder Lund earn as harbour master?", "staff.txt", nil, "", retrieval.ErrNotFound},
		{harbourQuestion, "nothing.md", nil, "", retrieval.ErrNotFound},
	}
	for _, test := range tests {
		answer, err := d.Answer(t.Context(), bot.Question{Text: test.question, Audience: test.audience, Document: test.document})
		if !errors.Is(err, test.err) {
			t.Errorf("%q to %q: %v, want %v", test.question, test.document, err, test.err)
			continue
		}
		if err != nil {
			continue
		}
		if answer.Refused != (test.want == "") || !answer.Refused && !strings.Contains(answer.Text, test.want) {
			t.Errorf("%q to %q: %q", test.question, test.document, answer.Text)
		}
		if answer.Refused && !strings.HasPrefix(answer.Text, "The document ") {
			t.Errorf("%q to %q is refused with %q", test.question, test.document, answer.Text)
		}
		for _, c := range answer.Citations {
			if test.document != "" && c.Document != test.document {
				t.Errorf("%q to %q cites %s", test.question, test.document, c.Document)
			}
		}
		for _, s := range answer.Nearest {
			if test.document != "" && s.Document != test.document {
				t.Errorf("%q to %q names %s", test.question, test.document, s.Document)
			}
		}
	}
}

// A follow-up stays within the document, however it is understood.
func TestFollowUpInOneDocument(t *testing.T) {
	c := can(t, harbourQuestion)
	c.answer = func(q retrieval.Query, result retrieval.Result) retrieval.Result {
		result.Answerable.Probability = .1
		return result
	}
	question := bot.Question{Text: "And who dug it?", Document: "harbour.md", Language: "de",
		History: []bot.Turn{{Question: harbourQuestion, Answer: "In 1887."}}}
	for _, a := range []*bot.Answerer{c.answerer(), c.with(rewriting("Who dug the harbour of Lindvik?", nil, dug))} {
		c.queries = nil
		if _, err := a.Answer(t.Context(), question); err != nil {
			t.Fatal(err)
		}
		if len(c.queries) != 2 {
			t.Errorf("%d searches, want one for what is meant and one for what is said", len(c.queries))
		}
		for _, q := range c.queries {
			if q.Document != "harbour.md" {
				t.Errorf("searched %q for %q", q.Document, q.Text)
			}
		}
	}
}

// The model is asked for the language that is wanted.
func TestAnswerInALanguage(t *testing.T) {
	tests := []struct{ question, language, want string }{
		{harbourQuestion, "", "in English."},
		{harbourQuestion, "de", "in German."},
		{harbourQuestion, "zh", "in Chinese."},
		{harbourQuestion, "ru-RU", "in Russian."},
		{"Wann wurde der Hafen von Lindvik ausgehoben?", "en", "in English."},
		{harbourQuestion, "xx", "in the language of the question."},
	}
	for _, test := range tests {
		c := can(t, harbourQuestion)
		m := says(dug, nil)
		answer, err := c.with(m).Answer(t.Context(), bot.Question{Text: test.question, Language: test.language})
		if err != nil {
			t.Fatal(err)
		}
		if prompt := m.prompts()[0].System; !strings.Contains(prompt, "Write the statements "+test.want) {
			t.Errorf("%q in %q: the prompt lacks %q:\n%s", test.question, test.language, test.want, prompt)
		}
		for _, cited := range answer.Citations {
			if text := c.documents[cited.Document].Text; text[cited.Start:cited.End] != cited.Quote {
				t.Errorf("in %q the quote is %q", test.language, cited.Quote)
			}
		}
	}
}
