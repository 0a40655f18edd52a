package discord_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"footnote/bot/discord/discordtest"
)

func (w *town) registrations() []discordtest.Request {
	all := slices.DeleteFunc(w.Requests(), func(r discordtest.Request) bool {
		return !strings.HasSuffix(r.Path, "/commands") || r.Method == http.MethodGet
	})
	return slices.Clone(all)
}

// again starts the bot once more, and waits until it looked at its commands.
func (w *town) again() {
	w.t.Helper()
	w.stop()
	n := strings.Count(w.log.String(), "commands registered")
	w.start()
	w.until("it looked at the commands", func() bool { return strings.Count(w.log.String(), "commands registered") > n })
}

func TestRegisterOnce(t *testing.T) {
	w := openTown(t).start()
	w.again()
	all := w.registrations()
	if len(all) != 1 || all[0].Method != http.MethodPut || all[0].Path != "/applications/"+w.Bot().ID+"/commands" {
		t.Errorf("changes of the commands: %+v", all)
	}
}

func TestRegisteredCommands(t *testing.T) {
	w := openTown(t).start()
	kinds := map[string]int{"ask": 1, "source": 1, "sources": 1, "help": 1, "status": 1, "footnote": 1, "Ask about this": 3, "Check against the corpus": 3}
	for _, c := range w.Commands("") {
		name, _ := c["name"].(string)
		if kind := kinds[name]; fmt.Sprint(c["type"]) != fmt.Sprint(kind) {
			t.Errorf("%q is of type %v, not %d", name, c["type"], kind)
		}
		delete(kinds, name)
		translated(t, name, c)
	}
	if len(kinds) > 0 {
		t.Errorf("not registered: %v", kinds)
	}
}

// translated checks that a command, and each of its options, has its texts in
// all languages.
func translated(t *testing.T, what string, o map[string]any) {
	t.Helper()
	texts := []string{"name_localizations"}
	if text, _ := o["description"].(string); text != "" {
		texts = append(texts, "description_localizations")
	}
	for _, key := range texts {
		all, _ := o[key].(map[string]any)
		for _, locale := range []string{"ru", "zh-CN", "zh-TW", "de", "es-ES", "es-419", "fr"} {
			if text, _ := all[locale].(string); text == "" {
				t.Errorf("%s: no %s in %s", what, key, locale)
			}
		}
	}
	options, _ := o["options"].([]any)
	for _, option := range options {
		if option, ok := option.(map[string]any); ok {
			translated(t, what+" "+option["name"].(string), option)
		}
	}
}

func TestRegisterInGuild(t *testing.T) {
	w := openTown(t)
	w.options.Guild = w.guild.ID
	w.start()
	all := w.registrations()
	if len(all) != 1 || all[0].Path != "/applications/"+w.Bot().ID+"/guilds/"+w.guild.ID+"/commands" || len(w.Commands("")) > 0 {
		t.Errorf("changes of the commands: %+v", all)
	}
	w.settled(w.ask(w.alice, map[string]any{"question": craneAsked}), finished)
}

// Commands that others left, and those that were changed by hand, are put
// right.
func TestRegisterStale(t *testing.T) {
	for name, spoil := range map[string]func(t *testing.T, w *town, base string){
		"more": func(t *testing.T, w *town, base string) {
			w.send(t, http.MethodPost, base, `{"name":"old","description":"Old","type":1}`)
		},
		"fewer": func(t *testing.T, w *town, base string) {
			w.send(t, http.MethodDelete, base+"/"+w.command("ask"), "")
		},
		"another description": func(t *testing.T, w *town, base string) {
			w.send(t, http.MethodPatch, base+"/"+w.command("sources"), `{"description":"Something else"}`)
		},
		"one more translation": func(t *testing.T, w *town, base string) {
			w.send(t, http.MethodPatch, base+"/"+w.command("sources"), `{"name_localizations":{"ja":"出典"}}`)
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := openTown(t).start()
			want := w.Commands("")
			w.stop()
			spoil(t, w, "/applications/"+w.Bot().ID+"/commands")
			before := len(w.Requests())
			w.start()
			w.until("they are put right", func() bool {
				all := w.requests(before, http.MethodPut, "/commands")
				return len(all) == 1 && all[0].Status == http.StatusOK && len(w.Commands("")) == len(want)
			})
			if w.command("old") != "" || w.command("ask") == "" {
				t.Errorf("commands: %v", w.Commands(""))
			}
			for _, c := range w.Commands("") {
				if c["description"] == "Something else" {
					t.Error("the description was left")
				}
				translated(t, "put right", c)
			}
		})
	}
}

// command is the ID of a registered command.
func (w *town) command(name string) string {
	for _, c := range w.Commands("") {
		if c["name"] == name {
			id, _ := c["id"].(string)
			return id
		}
	}
	return ""
}

// send changes something in the bot's name.
func (w *town) send(t *testing.T, method, path, body string) {
	t.Helper()
	request := must(http.NewRequestWithContext(w.ctx, method, w.APIBase()+"/v10"+path, strings.NewReader(body)))
	request.Header.Set("User-Agent", "DiscordBot (https://example.com, 1)")
	request.Header.Set("Authorization", "Bot "+w.Token())
	if body != "" {
		request.Header.Set("Content-Type", "application/json")
	}
	response := must(http.DefaultClient.Do(request))
	defer response.Body.Close()
	if response.StatusCode > 299 {
		t.Fatalf("%s %s: %s", method, path, response.Status)
	}
}

// A server that cannot list the commands, or not take them at first, gets them
// all the same.
func TestRegisterAgainstFaults(t *testing.T) {
	for name, fault := range map[string]discordtest.Fault{
		"no list":      {Method: http.MethodGet, Path: "/commands$", Do: discordtest.Fail(http.StatusNotFound, 0, "404: Not Found")},
		"list refused": {Method: http.MethodGet, Path: "/commands$", Times: 1, Do: discordtest.Fail(http.StatusForbidden, 50001, "Missing Access")},
		"put refused":  {Method: http.MethodPut, Path: "/commands$", Times: 1, Do: discordtest.Fail(http.StatusBadRequest, 50035, "Invalid Form Body")},
		"put fails":    {Method: http.MethodPut, Path: "/commands$", Times: 2, Do: discordtest.Page(http.StatusBadGateway)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := openTown(t)
			w.Inject(fault)
			w.start()
			w.settled(w.ask(w.alice, map[string]any{"question": craneAsked}), finished)
		})
	}
}
