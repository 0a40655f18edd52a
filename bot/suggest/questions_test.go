package suggest

import (
	"strings"
	"testing"
	"unicode/utf8"

	"footnote/corpus"
)

func maker(t testing.TB) *Maker {
	t.Helper()
	m, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestQuestions(t *testing.T) {
	m := maker(t)
	for name, test := range map[string]struct {
		text string
		want []string
	}{
		"en": {"# The harbour of Lindvik\n\nThe harbour of Lindvik (HL) is a small port on the coast. It is old. The crane was built by Marta Olsen in 1931. Marta Olsen is a retired engineer. Owls eat mice.\n\n## How to rent a boat?\n\nAsk at the office.\n\n## How to leave\n\nBy boat.\n",
			[]string{"How to rent a boat?", "How do I leave?", "Who is Marta Olsen?", "What is the harbour of Lindvik?", "When was the crane built?"}},
		"de": {"# Der Hafen von Lindvik\n\nDer Hafen von Lindvik ist ein kleiner Hafen an der Küste. Der Leuchtturm wurde 1902 von Ib Holm gebaut. Er ist hoch und steht auf einem Felsen. Die Mole besteht aus Granit.\n\n## Öffnungszeiten\n\nDas Büro hat von neun bis fünf geöffnet.\n",
			[]string{"Was ist der Hafen von Lindvik?", "Wann wurde der Leuchtturm gebaut?", "Woraus besteht die Mole?", "Was steht da über „Öffnungszeiten“?"}},
		"fr": {"# Le port\n\nLe port de Lindvik est un petit port de la côte. Le phare a été construit par Ib Holm en 1902. Astana est la capitale du pays. L’aspirine est un médicament, et elle est bien connue.\n\n## Comment louer un bateau\n\nIl faut demander au bureau.\n",
			[]string{"Comment louer un bateau ?", "Qu’est-ce qu’Astana ?", "Qu’est-ce que le port de Lindvik ?", "Qu’est-ce que l’aspirine ?", "Quand a été construit le phare ?"}},
		"es": {"# El puerto\n\nEl puerto de Lindvik es un pequeño puerto de la costa. El faro fue construido en 1902 por Ib Holm.\n\n## Horario\n\nLa oficina abre a las nueve.\n",
			[]string{"¿Qué es el puerto de Lindvik?", "¿Cuándo fue construido el faro?", "¿Qué se dice sobre «Horario»?"}},
		"ru": {"# Порт\n\nПорт Линдвик — это небольшой порт на побережье. Маяк был построен в 1902 году. На берегу стоит маяк. Он — высокий.\n\n## Как взять лодку\n\nСпросите в конторе.\n",
			[]string{"Как взять лодку?", "Что такое порт Линдвик?", "Когда был построен маяк?"}},
		"zh": {"# 港口\n\n林德维克港是一个小港口。灯塔建于1902年。它是一座白色的塔。\n\n## 如何租船\n\n请到办公室询问。\n",
			[]string{"如何租船？", "林德维克港是什么？", "灯塔建于哪一年？"}},
		// Of a text in another language only the headings are asked about.
		"it": {"# Il porto\n\nIl porto di Lindvik è un piccolo porto della costa, e il faro è stato costruito nel 1902 da Ib Holm.\n\n## Orari di apertura\n\nL'ufficio apre alle nove di mattina e chiude alle cinque.\n",
			[]string{"What is said about “Orari di apertura”?"}},
		"en-nothing": {"It rains and rains.\n", nil},
	} {
		t.Run(name, func(t *testing.T) {
			doc, err := corpus.Read(name+".md", []byte(test.text))
			if err != nil {
				t.Fatal(err)
			}
			if got := m.Questions(doc, 5); strings.Join(got, "\n") != strings.Join(test.want, "\n") {
				t.Errorf("%s: questions\n%s\nwant\n%s", doc.Language, strings.Join(got, "\n"), strings.Join(test.want, "\n"))
			}
		})
	}
}

// A pattern may use no group that it does not have, and each language has ways
// to ask of headings and of sentences.
func TestPatterns(t *testing.T) {
	m := maker(t)
	of := map[string]int{}
	for _, p := range m.patterns {
		of[p.language+" "+string(p.source)]++
		for _, group := range []string{"x", "y", "v", "w"} {
			named := strings.Contains(p.form, "${"+group+"}") || group == "x" && strings.Contains(p.form, "$x")
			if named && p.match.SubexpIndex(group) < 0 {
				t.Errorf("%s asks %q without the group %s", p.match, p.form, group)
			}
		}
	}
	for _, language := range []string{"en", "ru", "zh", "de", "es", "fr"} {
		if of[language+" heading"] < 2 || of[language+" sentence"] < 2 {
			t.Errorf("%s has too few patterns: %v", language, of)
		}
	}
}

func FuzzQuestions(f *testing.F) {
	f.Add("# A $x ${y}\n\n$1 is a thing that {x} is.\n", "en", 0)
	f.Add("Le port est un port", "fr", 3)
	f.Add("港是一个港", "zh", 1)
	m := maker(f)
	f.Fuzz(func(t *testing.T, text, language string, body int) {
		doc := corpus.Document{Text: strings.ToValidUTF8(text, ""), Language: language}
		if 0 <= body && body <= len(doc.Text) && utf8.ValidString(doc.Text[body:]) {
			doc.Body = body
		}
		for _, q := range m.Questions(doc, 4) {
			if n := utf8.RuneCountInString(q); n == 0 || n > longest || !utf8.ValidString(q) {
				t.Errorf("the question %q of %d characters", q, n)
			}
		}
	})
}

func BenchmarkQuestions(b *testing.B) {
	m := maker(b)
	doc := corpus.Document{Language: "en", Text: strings.Repeat("The harbour of Lindvik is a small port on the coast. ", 2000)}
	b.SetBytes(int64(min(len(doc.Text), read)))
	for b.Loop() {
		m.Questions(doc, 5)
	}
}
