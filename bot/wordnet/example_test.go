package wordnet_test

import (
	"fmt"
	"log"

	"footnote/bot/wordnet"
)

func Example() {
	t, err := wordnet.New()
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(t.Lemmas("taught"), t.Parts("taught"))
	fmt.Println(t.Relation("began", "commenced"))
	fmt.Println(t.Relation("organised", "organization"))
	fmt.Println(t.Relation("supports", "opposed"))
	// Output:
	// [teach] verb
	// synonym
	// derived
	// antonym
}

// To compare each word of one text with each of another, look each up once.
func ExampleThesaurus_Look() {
	t, err := wordnet.New()
	if err != nil {
		log.Fatal(err)
	}
	statement := t.Look("purchased")
	for _, word := range []string{"company", "sold", "bought"} {
		fmt.Println(word, "–", statement.Relation(t.Look(word)))
	}
	// Output:
	// company – none
	// sold – antonym
	// bought – synonym
}
