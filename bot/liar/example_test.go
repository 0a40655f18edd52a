package liar_test

import (
	"fmt"
	"os"
	"strings"

	"footnote/bot/liar"
)

func Example() {
	passages := []liar.Passage{
		{ID: "harbour", Title: "Lindvik Harbour", Text: "The harbour of Lindvik was designed by Marta Olsen in 1887."},
	}
	statements := liar.Generate(passages, liar.Options{Classes: []liar.Class{liar.Passive, liar.Date}})
	for _, s := range statements {
		fmt.Println(s.Class, s.True, s.Text)
	}

	// A gate that lets pass whatever has no other year than the passage.
	report := liar.Measure(statements, func(s liar.Statement) liar.Delivery {
		return liar.Delivery{Delivered: strings.Contains(s.Text, "1887"), Passages: []string{s.Marker}}
	})
	if err := report.WriteTable(os.Stdout); err != nil {
		fmt.Println(err)
	}
	// Output:
	// passive true Marta Olsen designed the harbour of Lindvik in 1887.
	// date false The harbour of Lindvik was designed by Marta Olsen in 1896.
	//     class  label  count  delivered     rate  precision  recall
	//   passive   true      1          1  100.0 %      1.000   1.000
	//      date  false      1          0    0.0 %      1.000   1.000
	//       all             2          1   50.0 %      1.000   1.000
}
