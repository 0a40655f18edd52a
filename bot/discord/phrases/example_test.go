package phrases_test

import (
	"fmt"
	"log"

	"footnote/bot/discord/phrases"
)

func Example() {
	catalog, err := phrases.New()
	if err != nil {
		log.Fatal(err)
	}
	for _, locale := range []string{"en-GB", "ru", "es-419"} {
		l := catalog.In(locale)
		fmt.Println(l.Text(phrases.InLine, 2), "/", l.Text(phrases.CountDocuments, 3))
	}
	// Output:
	// 2nd in line / 3 documents
	// Вы 2-й в очереди / 3 документа
	// Puesto 2 en la cola / 3 documentos
}
