package hostile_test

import (
	"fmt"

	"footnote/corpus/readertest/hostile"
)

func ExampleDamaged() {
	for _, f := range hostile.Damaged("notes/mill.txt", []byte("It was built in 1788."), 2, 1) {
		fmt.Println(f.Name, len(f.Data))
	}
	// Output:
	// damaged/mill-cut-5.txt 5
	// damaged/mill-cut-15.txt 15
	// damaged/mill-turned-0.txt 21
}
