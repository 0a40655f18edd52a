package chatlog_test

import (
	"context"
	"fmt"

	"footnote/corpus"
	"footnote/corpus/chatlog"
)

var background = context.Background()

func ExampleReader() {
	log := corpus.File{Name: "#gates_20240501.log", Data: []byte("[12:01] <ann> When does the gate open?\n[12:02] <bob> at six\n[18:30] <ann> It is open.\n")}
	for doc, err := range chatlog.New().ReadAll(context.Background(), log) {
		fmt.Printf("%s is %q %v\n%s", doc.ID, doc.Title, err, doc.Text)
	}
	// Output:
	// 2024-05-01T12:01 is "#gates, 2024-05-01" <nil>
	// ann, 2024-05-01 12:01: When does the gate open?
	//
	// bob, 2024-05-01 12:02: at six
	// 2024-05-01T18:30 is "#gates, 2024-05-01" <nil>
	// ann, 2024-05-01 18:30: It is open.
}
