package discordtest

import (
	"io"
	"net/http"
	"testing"
)

// TestResolved: what an option stands for comes along, and files can be had.
func TestResolved(t *testing.T) {
	w := newWorld(t, Options{})
	role := w.AddRole(w.guild, "crew", 0)
	hidden := w.AddChannel(w.guild, "hidden")
	w.DenyAll(hidden, PermissionViewChannel)
	into := Object{}
	w.mu.Lock()
	for _, value := range []any{w.channel, hidden, role, File{Name: "a.txt", Data: []byte("text")}, "plain"} {
		w.resolve(w.user, value, into)
	}
	w.mu.Unlock()
	channels, _ := into["channels"].(Object)
	for id, want := range map[string]bool{w.channel.ID: true, hidden.ID: false} {
		c, _ := channels[id].(Object)
		if sees := text(c["permissions"]) != "0"; sees != want {
			t.Errorf("the channel comes as %v", c)
		}
	}
	if roles, _ := into["roles"].(Object); len(roles) != 1 || len(into) != 3 {
		t.Errorf("resolved: %v", into)
	}
	files, _ := into["attachments"].(Object)
	for _, f := range files {
		answer, err := http.Get(text(f.(Object)["url"]))
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(answer.Body)
		answer.Body.Close()
		if err != nil || string(data) != "text" {
			t.Errorf("the file holds %q, %v", data, err)
		}
	}
	answer, err := http.Get(w.URL() + "/" + attachments + "9/b.txt")
	if err != nil || answer.StatusCode != http.StatusNotFound {
		t.Errorf("an unknown file: %v, %v", answer, err)
	}
}
