package discord_test

import (
	"slices"
	"strings"
	"testing"

	"footnote/bot/discord/discordtest"
)

// panel opens the settings.
func (w *town) panel() discordtest.Message {
	w.t.Helper()
	return w.shown(w.Slash(w.mayor, w.square, "footnote settings", nil))
}

// sets chooses a section of the panel and values in it.
func (w *town) sets(section string, values ...string) {
	w.t.Helper()
	m := w.panel()
	w.Component(w.mayor, m.ID, "set:menu", section)
	control := "set:" + section
	w.until("the section is shown", func() bool {
		m, _ := w.Message(m.ID)
		for _, c := range m.Controls() {
			if c.CustomID == control {
				return true
			}
		}
		return false
	})
	w.Component(w.mayor, m.ID, control, values...)
	w.until("the overview is back", func() bool {
		m, _ := w.Message(m.ID)
		return len(m.Controls()) == 1
	})
}

func TestSettingsAreForManagers(t *testing.T) {
	w := openTown(t).start()
	m := w.panel()
	if !m.Ephemeral() {
		t.Error("everyone sees the settings")
	}
	m = w.shown(w.Slash(w.alice, w.square, "footnote settings", nil))
	contains(t, m.Content, "Only those who manage")
	if len(m.Controls()) > 0 {
		t.Error("everyone may change the settings")
	}
}

func TestSettings(t *testing.T) {
	w := openTown(t)
	told := new(changes)
	w.options.Changed = told.note
	w.start()
	contains(t, w.panel().Content, "Hidden: Member 1")
	w.sets("authors", "names")
	w.sets("authors", "names") // which changes nothing
	if got := told.take(); !slices.Equal(got, []string{w.guild.ID}) {
		t.Errorf("of other names for authors was told %q", got)
	}
	w.sets("threads", "true")
	w.sets("language", "de")
	w.sets("verbosity", "full")
	w.sets("channels", w.square.ID)
	w.sets("roles")
	s, err := w.state.Settings(w.ctx, w.guild.ID)
	if err != nil || !s.Threads || s.Language != "de" || s.Verbosity != "full" || s.Authors != "names" || len(s.Channels) != 1 || len(s.Roles) != 0 {
		t.Errorf("settings: %+v, %v", s, err)
	}
	m := w.panel()
	contains(t, m.Content, "Deutsch", "<#"+w.square.ID+">")
	w.sets("language", "auto")
	w.sets("channels")
	if s, _ := w.state.Settings(w.ctx, w.guild.ID); s.Language != "" || len(s.Channels) != 0 {
		t.Errorf("settings: %+v", s)
	}
}

// What needs the intent says so.
func TestUnaskedNeedsIntent(t *testing.T) {
	w := openTown(t).start()
	m := w.panel()
	w.Component(w.mayor, m.ID, "set:menu", "unasked")
	w.until("the section is shown", func() bool {
		m, _ := w.Message(m.ID)
		return strings.Contains(m.Content, "⚠️") && strings.Contains(m.Content, "Message Content")
	})
	w.Component(w.mayor, m.ID, "set:back")
	w.until("the overview is back", func() bool { m, _ := w.Message(m.ID); return len(m.Controls()) == 1 })
}

func TestQuotaForm(t *testing.T) {
	w := openTown(t).start()
	m := w.panel()
	i := w.Component(w.mayor, m.ID, "set:menu", "quotas")
	r, err := i.WaitResponse(w.ctx)
	if err != nil || r.Kind != discordtest.RespondModal {
		t.Fatalf("%+v, %v", r, err)
	}
	form, _ := r.Data["custom_id"].(string)
	w.Modal(w.mayor, form, map[string]string{"user": "5", "guild": "50"})
	w.until("the quotas are saved", func() bool {
		s, err := w.state.Settings(w.ctx, w.guild.ID)
		return err == nil && s.UserQuota == 5 && s.GuildQuota == 50
	})
	i = w.Component(w.mayor, m.ID, "set:menu", "quotas")
	if _, err := i.WaitResponse(w.ctx); err != nil {
		t.Fatal(err)
	}
	told := w.shown(w.Modal(w.mayor, form, map[string]string{"user": "many", "guild": "50"}))
	contains(t, told.Content, "whole numbers")
}
