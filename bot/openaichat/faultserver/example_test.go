package faultserver_test

import (
	"fmt"
	"io"
	"net/http"
	"strings"

	"footnote/bot/openaichat/faultserver"
)

func Example() {
	server := faultserver.New(faultserver.Answering(func(c faultserver.Chat) string {
		return "You said: " + c.User()
	}))
	defer server.Close()

	body := `{"model":"m","messages":[{"role":"user","content":"hello"}]}`
	response, err := http.Post(server.URL+"/chat/completions", "application/json", strings.NewReader(body))
	if err != nil {
		fmt.Println(err)
		return
	}
	defer response.Body.Close()
	whole, _ := io.ReadAll(response.Body)
	fmt.Println(strings.Contains(string(whole), "You said: hello"), len(server.Requests()))
	// Output: true 1
}
