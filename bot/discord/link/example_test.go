package link_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"

	"footnote/bot/discord/link"
	"footnote/bot/discord/wire"
)

func Example() {
	discord := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Println(r.Method, r.URL.Path)
		fmt.Fprint(w, `{"id": "42"}`)
	}))
	defer discord.Close()

	l, err := link.New(link.Config{Token: "token", API: discord.URL})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer l.Close()
	sent, err := l.Send(context.Background(), "7", wire.Message{Content: "It was built in 1890.", Nonce: "answer-1"})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("sent", sent.ID)
	// Output:
	// POST /api/v9/channels/7/messages
	// sent 42
}
