package compose_test

import (
	"fmt"

	"footnote/corpus/compose"
)

func ExampleWriter() {
	var w compose.Writer
	w.Heading(1, "The mill")
	w.Label("Note: ")
	w.Paragraph("It was built\n  in 1788.")
	w.Item("- ")
	w.Paragraph("the wheel")
	w.Item("1. ")
	w.Paragraph("its axle")
	w.EndItem()
	w.EndItem()
	w.Item("- ")
	w.Code("grind(corn)")
	w.EndItem()
	w.Table([][]string{{"part", "made of"}, {"", ""}, {"wheel", "oak"}}, 1)
	fmt.Print(w.Text())
	fmt.Println(w.Sections())
	// Output:
	// # The mill
	//
	// Note: It was built
	// in 1788.
	//
	// - the wheel
	//   1. its axle
	// - ```
	//   grind(corn)
	//   ```
	//
	// | part | made of |
	// | --- | --- |
	// | wheel | oak |
	// [{The mill 1 0 143}]
}
