package kernel_test

import (
	"fmt"

	"footnote/retrieval/uselite/kernel"
)

func Example() {
	query := []float32{1, 2, 3}
	rows := []float32{
		1, 0, 0,
		0, 1, 1,
	}
	scores := make([]float32, 2)
	kernel.Dots(scores, query, rows)
	fmt.Println(scores, kernel.Dot(query, query))
	// Output: [1 5] 14
}
