package terminal_test

import (
	"fmt"

	"footnote/cmd/footnote/internal/terminal"
)

func Example() {
	style := terminal.Style{Width: 40}
	fmt.Println(style.Wrap(terminal.Sanitize("A document may hold \x1b[31mescape sequences; they are shown, not obeyed."), "  "))
	// Output:
	//   A document may hold �[31mescape
	//   sequences; they are shown, not obeyed.
}
