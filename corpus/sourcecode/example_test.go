package sourcecode_test

import (
	"context"
	"fmt"
	"log"

	"footnote/corpus/sourcecode"
)

func ExampleReader() {
	source := "# Gates of the harbour.\n\nclass Gate:\n    # Opens the gate unless the water is frozen.\n    def open(self):\n        pass\n"
	doc, err := sourcecode.Reader{}.Read(context.Background(), "gate.py", []byte(source))
	if err != nil {
		log.Fatal(err)
	}
	for _, s := range doc.Sections {
		fmt.Printf("%s: %q\n", s.Title, source[s.Start:s.End])
	}
	// Output:
	// gate.py: "# Gates of the harbour.\n\n"
	// class Gate: "class Gate:\n"
	// def Gate.open: "    # Opens the gate unless the water is frozen.\n    def open(self):\n        pass\n"
}
