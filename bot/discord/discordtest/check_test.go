package discordtest

import (
	"fmt"
	"strings"
	"testing"
)

func row(components ...Object) Object { return Object{"type": 1, "components": components} }

func button(id string) Object {
	return Object{"type": 2, "style": 1, "label": "Press", "custom_id": id}
}

func menu(values ...string) Object {
	options := []Object{}
	for _, v := range values {
		options = append(options, Object{"label": "Option " + v, "value": v})
	}
	return Object{"type": 3, "custom_id": "menu", "options": options}
}

func rows(n int) []Object {
	var all []Object
	for i := range n {
		all = append(all, row(button(fmt.Sprint(i))))
	}
	return all
}

func texts(n int, text string) []Object {
	var all []Object
	for range n {
		all = append(all, Object{"type": 10, "content": text})
	}
	return all
}

func v2(components []Object) Object {
	return Object{"type": 17, "components": components}
}

// A messageRule is a message that is good, or breaks one rule.
type messageRule struct {
	name    string
	changes Object
	status  int
	code    int
	rules   []string
}

// run sends the message.
func (w *world) run(all []messageRule) {
	for _, test := range all {
		w.t.Run(test.name, func(t *testing.T) {
			outer := w.t
			w.t = t
			defer func() { w.t = outer }()
			status, body := w.post(test.changes)
			if status != test.status || number(body["code"]) != test.code {
				t.Errorf("got %d %v, want %d and code %d", status, body, test.status, test.code)
			}
			if test.code == 50035 && body["errors"] == nil {
				t.Errorf("an invalid form without the tree of errors: %v", body)
			}
			w.wantRules(test.rules...)
		})
	}
}

func TestMessageRules(t *testing.T) {
	w := newWorld(t, Options{})
	field := func(value string) []Object { return []Object{{"fields": []Object{{"name": "n", "value": value}}}} }
	w.run([]messageRule{
		{"plain", nil, 200, 0, nil},
		{"content full", Object{"content": repeat(2000)}, 200, 0, nil},
		{"content over", Object{"content": repeat(2001)}, 400, 50035, []string{"content-length"}},
		{"content over by emoji", Object{"content": strings.Repeat("👍", 1001)}, 400, 50035, []string{"content-length"}},
		{"nothing", Object{"content": ""}, 400, 50006, []string{"empty-message"}},
		{"blanks", Object{"content": " \n "}, 400, 50006, []string{"empty-message"}},
		{"mentions missing", Object{"allowed_mentions": nil}, 200, 0, []string{"allowed-mentions"}},
		{"mentions parsed", Object{"allowed_mentions": Object{"parse": []string{"users"}}}, 200, 0, []string{"allowed-mentions"}},
		{"mentions unsaid", Object{"allowed_mentions": Object{}}, 200, 0, []string{"allowed-mentions"}},
		{"mentions of a user", Object{"allowed_mentions": Object{"parse": []string{}, "users": []string{w.user.ID}}}, 200, 0, []string{"allowed-mentions"}},
		{"reply that pings", Object{"allowed_mentions": Object{"parse": []string{}, "replied_user": true}}, 200, 0, []string{"allowed-mentions"}},
		{"embed", Object{"embeds": field("v")}, 200, 0, nil},
		{"embed with an empty field", Object{"embeds": field(" ")}, 400, 50035, []string{"embed-field-empty"}},
		{"embeds over", Object{"embeds": []Object{{"description": repeat(3001)}, {"description": repeat(3000)}}}, 400, 50035, []string{"embeds-length"}},
		{"embeds full", Object{"embeds": []Object{{"description": repeat(3000)}, {"description": repeat(3000)}}}, 200, 0, nil},
	})
}

func TestComponentRules(t *testing.T) {
	w := newWorld(t, Options{})
	bare := func(components ...Object) Object {
		return Object{"content": nil, "flags": FlagComponentsV2, "components": components}
	}
	w.run([]messageRule{
		{"five rows", Object{"components": rows(5)}, 200, 0, nil},
		{"six rows", Object{"components": rows(6)}, 400, 50035, []string{"rows-count"}},
		{"a row of nothing", Object{"components": []Object{row()}}, 400, 50035, []string{"row-empty"}},
		{"ids twice", Object{"components": []Object{row(button("a"), button("a"))}}, 400, 50035, []string{"custom-id-duplicate"}},
		{"id too long", Object{"components": []Object{row(button(repeat(101)))}}, 400, 50035, []string{"custom-id-length"}},
		{"button without id", Object{"components": []Object{row(Object{"type": 2, "style": 1, "label": "l"})}}, 400, 50035, []string{"button-custom-id"}},
		{"button without label", Object{"components": []Object{row(Object{"type": 2, "style": 1, "custom_id": "l"})}}, 400, 50035, []string{"button-empty"}},
		{"link", Object{"components": []Object{row(Object{"type": 2, "style": 5, "label": "l", "url": "https://example.org"})}}, 200, 0, nil},
		{"link with id", Object{"components": []Object{row(Object{"type": 2, "style": 5, "label": "l", "url": "https://example.org", "custom_id": "l"})}}, 400, 50035, []string{"button-link"}},
		{"menu", Object{"components": []Object{row(menu("1", "2"))}}, 200, 0, nil},
		{"menu of nothing", Object{"components": []Object{row(menu())}}, 400, 50035, []string{"select-options"}},
		{"menu of one thing twice", Object{"components": []Object{row(menu("1", "1"))}}, 400, 50035, []string{"select-duplicate"}},
		{"menu beside a button", Object{"components": []Object{row(menu("1"), button("b"))}}, 400, 50035, []string{"row-width"}},
		{"ephemeral", Object{"flags": FlagEphemeral}, 400, 50035, []string{"ephemeral-flag"}},
		{"v2", bare(v2(texts(2, "Hello"))), 200, 0, nil},
		{"v2 full", bare(v2(texts(39, "a"))), 200, 0, nil},
		{"v2 over", bare(v2(texts(40, "a"))), 400, 50035, []string{"components-count"}},
		{"v2 with too much text", bare(v2(texts(2, repeat(2001)))), 400, 50035, []string{"components-text"}},
		{"v2 beside content", Object{"flags": FlagComponentsV2, "components": texts(1, "a")}, 400, 50035, []string{"v2-beside"}},
		{"v2 without flag", Object{"components": texts(2, "a")}, 400, 50035, []string{"v2-without-flag"}},
		{"attachment of nothing", Object{"attachments": []Object{{"id": 0, "filename": "a.txt"}}}, 400, 50035, []string{"attachment-unknown"}},
	})
}

// TestEditRules: an edit is held to what a message is, and to the message.
func TestEditRules(t *testing.T) {
	w := newWorld(t, Options{})
	posted := w.want(200, 0)(w.post(nil))
	path := w.messages() + "/" + text(posted["id"])
	w.want(200, 0)(w.do("PATCH", path, message(Object{"content": "Edited"})))
	w.want(400, 50006)(w.do("PATCH", path, message(Object{"content": ""})))
	w.want(400, 50035)(w.do("PATCH", path, message(Object{"content": "x", "flags": FlagComponentsV2})))
	w.wantRules("v2-beside")
	w.want(400, 50035)(w.do("PATCH", path, Object{"flags": FlagComponentsV2, "components": texts(1, "a"), "allowed_mentions": Object{"parse": []string{}}}))
	w.wantRules()
	w.want(400, 50035)(w.do("PATCH", path, message(Object{"components": texts(1, "a")})))
	w.wantRules()
	w.want(200, 0)(w.do("PATCH", path, Object{"content": "no mentions said"}))
	w.wantRules("allowed-mentions")
	m, _ := w.Message(text(posted["id"]))
	if m.Content != "no mentions said" || len(m.Edits) != 2 {
		t.Errorf("the message is %+v", m)
	}
}

func command(changes Object) Object {
	body := Object{"name": "ask", "description": "Ask."}
	for key, value := range changes {
		body[key] = value
	}
	return body
}

func option(name string, changes Object) Object {
	o := Object{"type": 3, "name": name, "description": "An option."}
	for key, value := range changes {
		o[key] = value
	}
	return o
}

// TestCommandRules registers commands, each of which is good or breaks a rule.
func TestCommandRules(t *testing.T) {
	w := newWorld(t, Options{})
	options := func(all ...Object) Object { return Object{"options": all} }
	for _, test := range []struct {
		name    string
		changes Object
		rules   []string
	}{
		{"plain", nil, nil},
		{"permissions as text", Object{"default_member_permissions": "32"}, nil},
		{"Cyrillic", Object{"name_localizations": Object{"ru": "вопрос"}}, nil},
		{"capitals", Object{"name": "Ask"}, []string{"command-name"}},
		{"blank", Object{"name": "ask me"}, []string{"command-name"}},
		{"capitals in a locale", Object{"name_localizations": Object{"ru": "Вопрос"}}, []string{"command-name"}},
		{"no such locale", Object{"name_localizations": Object{"xx": "ask"}}, []string{"command-locale"}},
		{"no description", Object{"description": ""}, []string{"command-description"}},
		{"menu", Object{"name": "Ask about this", "type": 3, "description": ""}, nil},
		{"menu with description", Object{"name": "Ask about this", "type": 3}, []string{"command-menu"}},
		{"required first", options(option("a", Object{"required": true}), option("b", nil)), nil},
		{"required last", options(option("b", nil), option("a", Object{"required": true})), []string{"option-order"}},
		{"option capitals", options(option("Big", nil)), []string{"command-name"}},
		{"option twice", options(option("a", nil), option("a", nil)), []string{"option-duplicate"}},
		{"choices", options(option("a", Object{"choices": []Object{{"name": "A", "value": "a"}}})), nil},
		{"choices and autocomplete", options(option("a", Object{"autocomplete": true, "choices": []Object{{"name": "A", "value": "a"}}})), []string{"option-autocomplete"}},
		{"subcommand", options(Object{"type": 1, "name": "s", "description": "S", "options": []Object{option("a", nil)}}), nil},
		{"group", options(Object{"type": 2, "name": "g", "description": "G", "options": []Object{{"type": 1, "name": "s", "description": "S"}}}), nil},
		{"group in a subcommand", options(Object{"type": 1, "name": "s", "description": "S", "options": []Object{{"type": 2, "name": "g", "description": "G"}}}), []string{"option-depth"}},
		{"subcommand beside option", options(Object{"type": 1, "name": "s", "description": "S"}, option("a", nil)), []string{"option-mixture"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			w.t = t
			status, body := w.do("POST", "/applications/"+w.Bot().ID+"/commands", command(test.changes))
			if (status < 300) != (len(test.rules) == 0) {
				t.Errorf("got %d %v", status, body)
			}
			w.wantRules(test.rules...)
		})
	}
}

// TestHeaderRules: who sends a request must say so, as Discord asks.
func TestHeaderRules(t *testing.T) {
	for _, test := range []struct {
		name, header, value string
		status              int
		rules               []string
	}{
		{"no authorization", "Authorization", "", 401, []string{"authorization"}},
		{"another bot", "Authorization", "Bot someone", 401, []string{"authorization"}},
		{"no Bot", "Authorization", "fake-token", 401, []string{"authorization"}},
		{"no agent", "User-Agent", "Go-http-client/1.1", 200, []string{"user-agent"}},
		{"type without body", "Content-Type", "application/json", 400, []string{"content-type"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := newWorld(t, Options{})
			w.header.Set(test.header, test.value)
			w.want(test.status, 0)(w.do("GET", "/users/@me", nil))
			w.wantRules(test.rules...)
		})
	}
}

func TestOtherRules(t *testing.T) {
	w := newWorld(t, Options{})
	w.want(404, 0)(w.do("GET", "/guilds/"+w.guild.ID+"/secrets", nil))
	w.wantRules("route")
	w.want(404, 0)(w.do("PUT", "/users/@me", "{}"))
	w.wantRules("route")
	w.want(400, 50109)(w.do("POST", w.messages(), `{"content":`))
	w.wantRules("body")
	w.want(200, 0)(w.do("GET", "/users/@me?token="+w.Token(), nil))
	w.wantRules("token-in-url")
	w.want(200, 0)(w.do("GET", "/gateway", nil))
	w.wantRules()
}

func TestPreviewed(t *testing.T) {
	for content, want := range map[string]bool{
		"see https://example.org":            true,
		"see <https://example.org>":          false,
		"see [x](https://example.org)":       true,
		"see [x](<https://example.org>)":     false,
		"`https://example.org`":              false,
		"```\nhttps://example.org\n```":      false,
		"<https://a.org> http://b.org":       true,
		"no link, though it says https here": false,
	} {
		if got := previewed(content); got != want {
			t.Errorf("previewed(%q) is %v", content, got)
		}
	}
}

func TestPreviews(t *testing.T) {
	w := newWorld(t, Options{})
	w.post(Object{"content": "https://example.org", "flags": FlagSuppressEmbeds})
	shown := w.want(200, 0)(w.post(Object{"content": "https://example.org"}))
	if got := w.Previews(); len(got) != 1 || got[0].ID != shown["id"] {
		t.Errorf("previews of %v", got)
	}
}

// TestUnknownKeys finds misspelt keys, however deep, where the document is.
func TestUnknownKeys(t *testing.T) {
	w := newWorld(t, Options{})
	if w.document == nil {
		t.Skip("Discord's document is not here")
	}
	for _, changes := range []Object{
		{"contnet": "x"},
		{"embeds": []Object{{"titel": "x", "description": "y"}}},
		{"components": []Object{row(Object{"type": 2, "style": 1, "label": "l", "custom_id": "l", "placeholder": "p"})}},
		{"allowed_mentions": Object{"parse": []string{}, "replied_users": false}},
	} {
		w.want(200, 0)(w.post(changes))
		w.wantRules("unknown-key")
	}
	w.post(Object{"components": []Object{row(menu("1"))}})
	w.wantRules()
}

// TestDocument: what the document holds is found by it, when the build has the
// validator.
func TestDocument(t *testing.T) {
	w := newWorld(t, Options{})
	if !w.Checked() {
		t.Skip("requests are not checked against Discord's document here")
	}
	for _, changes := range []Object{
		{"embeds": []Object{{"title": repeat(257)}}},
		{"embeds": []Object{{"fields": []Object{{"name": repeat(257), "value": "v"}}}}},
		{"components": []Object{row(Object{"type": 2, "style": 1, "custom_id": "a", "label": repeat(81)})}},
		{"nonce": repeat(26)},
	} {
		w.want(400, 50035)(w.post(changes))
		found := w.TakeViolations()
		if len(found) != 1 || found[0].Rule != "openapi" {
			t.Errorf("%v: violations %v", changes, found)
		}
	}
}
