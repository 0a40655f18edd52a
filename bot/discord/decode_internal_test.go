package discord

import (
	"encoding/json"
	"strings"
	"testing"
)

// What Discord added after discordgo was written keeps nobody from being
// answered.
func TestUnknownComponents(t *testing.T) {
	const strange = `[{"type":21,"components":[{"type":99}]},{"type":1,"components":[{"type":2,"style":2,"custom_id":"up:1","label":"x"},{"type":98}]}]`
	m, err := readMessage(json.RawMessage(`{"id":"1","channel_id":"2","content":"<@3> Who?","author":{"id":"4"},"mentions":[null,{"id":"3"}],"components":` + strange +
		`,"referenced_message":{"id":"5","channel_id":"2","author":{"id":"3"},"components":` + strange + `}}`))
	if err != nil || m.Content != "<@3> Who?" || len(m.Mentions) != 1 || m.ReferencedMessage == nil || len(m.Components) != 1 {
		t.Errorf("%+v, %v", m, err)
	}
	i, err := readInteraction(json.RawMessage(`{"id":"1","token":"t","type":2,"user":{"id":"4"},"data":{"id":"9","name":"Ask about this","type":3,"target_id":"5",` +
		`"resolved":{"messages":{"5":{"id":"5","channel_id":"2","content":"Who?","author":{"id":"4"},"components":` + strange + `}}}}}`))
	if err != nil {
		t.Fatal(err)
	}
	if m, err := target(i.ApplicationCommandData()); err != nil || m.Content != "Who?" {
		t.Errorf("%+v, %v", m, err)
	}
	for _, broken := range []string{``, `{`, `[]`, `{"id":"1"}`, `{"id":"1","token":"t","type":2,"user":{"id":"4"},"data":7}`, `{"id":1,"token":"t","type":2,"member":{}}`} {
		if _, err := readInteraction(json.RawMessage(broken)); err == nil {
			t.Errorf("%s was read", broken)
		}
	}
}

func FuzzReadInteraction(f *testing.F) {
	f.Add(`{"id":"1","token":"t","type":2,"user":{"id":"4"},"data":{"id":"9","name":"ask","type":1,"options":[{"name":"question","type":3,"value":"Who?"}]}}`)
	f.Add(`{"id":"1","token":"t","type":5,"user":{"id":"4"},"data":{"custom_id":"quotas:","components":[{"type":1,"components":[{"type":99}]}]}}`)
	f.Fuzz(func(t *testing.T, text string) {
		i, err := readInteraction(json.RawMessage(text))
		if err == nil && (i.ID == "" || i.Token == "" || i.Member == nil && i.User == nil) {
			t.Errorf("half an interaction was read: %+v", i)
		}
		m, err := readMessage(json.RawMessage(text))
		if err == nil && (m.ID == "" || m.Author == nil) {
			t.Errorf("half a message was read: %+v", m)
		}
	})
}

func TestStandsWhole(t *testing.T) {
	const url = "https://a.example/b"
	for text, want := range map[string]bool{
		"See " + url + ".":            true,
		"[here](" + url + ")":         true,
		url:                           true,
		"See " + url + "ad":           false,
		"See " + url + "/c and more":  false,
		url + "c, then <" + url + ">": true,
		"nothing":                     false,
	} {
		if got := standsWhole(text, url); got != want {
			t.Errorf("%q: %t", text, got)
		}
	}
	if standsWhole("anything", "") || strings.Contains(url, " ") {
		t.Error("no address stands nowhere")
	}
}
