package link

import (
	"strings"
	"testing"
)

func TestRouteOf(t *testing.T) {
	for _, test := range []struct {
		method, path string
		want         route
	}{
		{"GET", "/gateway", route{name: "GET /gateway"}},
		{"GET", "/channels/12/messages?limit=3", route{name: "GET /channels/:id/messages", major: "12"}},
		{"DELETE", "/channels/12/messages/34", route{name: "DELETE /channels/:id/messages/:id", major: "12"}},
		{"GET", "/guilds/5/channels", route{name: "GET /guilds/:id/channels", major: "5"}},
		{"PUT", "/applications/9/guilds/5/commands", route{name: "PUT /applications/:id/guilds/:id/commands"}},
		{"POST", "/interactions/1/tok/callback", route{name: "POST /interactions/:id/:token/callback", major: "1/tok", exempt: true, callback: true}},
		{"POST", "/webhooks/9/tok?wait=true", route{name: "POST /webhooks/:id/:token", major: "9/tok", exempt: true}},
		{"PATCH", "/webhooks/9/tok/messages/@original", route{name: "PATCH /webhooks/:id/:token/messages/:id", major: "9/tok", exempt: true}},
		{"GET", "/webhooks/9", route{name: "GET /webhooks/:id", major: "9"}},
		{"GET", "/users/@me", route{name: "GET /users/@me"}},
		{"GET", "/", route{name: "GET /"}},
	} {
		if got := routeOf(test.method, test.path); got != test.want {
			t.Errorf("%s %s is %+v, want %+v", test.method, test.path, got, test.want)
		}
	}
}

func TestShown(t *testing.T) {
	for path, want := range map[string]string{
		"/webhooks/9/tok/messages/1?x=tok": "/webhooks/9/[redacted]/messages/1",
		"/interactions/1/tok/callback":     "/interactions/1/[redacted]/callback",
		"//webhooks/9/tok":                 "/webhooks/9/[redacted]",
		"/channels/1":                      "/channels/1",
	} {
		if got := shown(path); got != want {
			t.Errorf("%s is shown as %s, want %s", path, got, want)
		}
	}
}

// A token never stands in the name of a route, nor in what is shown.
func FuzzRoute(f *testing.F) {
	f.Add("/webhooks/9/", "secret", "/messages/@original")
	f.Add("/interactions/1/", "secret", "/callback")
	f.Add("/webhooks//", "secret", "?a=b")
	f.Fuzz(func(t *testing.T, before, token, after string) {
		path := before + "TOKEN" + strings.Map(func(r rune) rune {
			if r == '/' || r == '?' {
				return -1
			}
			return r
		}, token) + after
		if checkPath(path) != nil {
			return
		}
		parts := strings.Split(before, "/")
		if len(parts) != 4 || parts[3] != "" || parts[1] != "webhooks" && parts[1] != "interactions" {
			return
		}
		if strings.Contains(after, "TOKEN") {
			return
		}
		if got := shown(path) + routeOf("GET", path).name; strings.Contains(got, "TOKEN") {
			t.Errorf("%s shows as %s", path, got)
		}
	})
}
