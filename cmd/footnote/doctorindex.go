package main

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"footnote/config"
	"footnote/retrieval"
	"footnote/retrieval/sqlitestore"
	"footnote/retrieval/uselite"
)

// settingsThere tells which settings count and where they were read.
func (x *examination) settingsThere(context.Context) error {
	x.about = "settings"
	c := x.config
	if len(c.Origins) == 0 {
		if err := x.ok("read", "nothing is set: Footnote works offline and answers by quotes"); err != nil {
			return err
		}
	}
	places := byPlace(c.Origins)
	for _, place := range slices.Sorted(maps.Keys(places)) {
		if err := x.ok("read", "%s: %s", place, strings.Join(places[place], ", ")); err != nil {
			return err
		}
	}
	if _, set := c.Origins["base-url"]; set && !c.Writer.On() && !c.Embeddings.On() {
		if err := x.warn("model", "set FOOTNOTE_MODEL to the name of a model there", "there is an address but no model, so answers are quotes"); err != nil {
			return err
		}
	}
	return x.keys()
}

// byPlace lists what was read in each place, under the name that it has there.
func byPlace(origins map[string]string) map[string][]string {
	names := map[string][]string{}
	for _, name := range slices.Sorted(maps.Keys(origins)) {
		place := origins[name]
		if variable, ok := strings.CutPrefix(place, "environment, "); ok {
			place, name = "environment", variable
		}
		if flag, ok := strings.CutPrefix(place, "flag "); ok {
			place, name = "flags", flag
		}
		names[place] = append(names[place], name)
	}
	return names
}

// keys tells of keys that others can read.
func (x *examination) keys() error {
	for _, name := range []string{"api-key", "embeddings-api-key", "fallback-api-keys"} {
		info, err := os.Stat(x.config.Origins[name])
		if err == nil && runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
			if err := x.warn("keys", "chmod 600 "+x.config.Origins[name], "others on this machine can read the keys in %s", x.config.Origins[name]); err != nil {
				return err
			}
			break
		}
	}
	for _, e := range append(append([]config.Endpoint{x.config.Writer.Endpoint}, x.config.Writer.Fallbacks...), x.config.Embeddings.Endpoint) {
		if e.On() && !e.Key.IsZero() && inTheClear(e.URL) {
			if err := x.warn("keys", "write the address with https, if the server has it", "the key for %s crosses the network unencrypted", e.URL); err != nil {
				return err
			}
		}
	}
	return nil
}

// inTheClear reports whether what is sent to an address can be read on the
// way.
func inTheClear(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" || u.Hostname() == "localhost" {
		return false
	}
	ip := net.ParseIP(u.Hostname())
	return ip == nil || !ip.IsLoopback()
}

// index tells what is in the index, and whether its vectors are those that the
// settings ask for.
func (x *examination) index(ctx context.Context) error {
	x.about = "index in " + x.config.Data
	store, err := sqlitestore.Open(ctx, x.config.Data, sqlitestore.Read)
	if errors.Is(err, fs.ErrNotExist) {
		return x.ok("there", "no index yet, so the embedded library answers; to index: footnote index PATH")
	}
	if err != nil {
		return x.broken(err)
	}
	defer store.Close()
	if err := store.Check(ctx); err != nil {
		return x.broken(err)
	}
	state, err := store.State(ctx)
	if err != nil {
		return x.broken(err)
	}
	if state.Documents == 0 {
		return x.warn("there", "footnote index PATH", "it holds no documents")
	}
	if err := x.ok("there", "%s, %s, intact", count(state.Documents, "document"), count(state.Chunks, "passage")); err != nil {
		return err
	}
	return x.vectors(state)
}

// broken tells of an index that cannot be read. Its errors say how to mend it.
func (x *examination) broken(err error) error {
	text, mend, _ := strings.Cut(err.Error(), "; ")
	return x.fault("there", mend, "%s", text)
}

func (x *examination) vectors(state retrieval.State) error {
	same, err := x.embeddedBy(state.Model)
	if err != nil {
		return x.fault("embedded", "", "%v", err)
	}
	switch {
	case state.Model == "":
		return x.warn("embedded", "footnote index", "nothing is embedded yet: passages are found by their words only")
	case !same:
		local, err := uselite.New()
		if err != nil {
			return err
		}
		return x.fault("embedded", "footnote index, which embeds it anew; or name the model that it was made by",
			"by the model %s, but the settings name %s: passages are found by their words only", state.Model, x.embeddingName(local))
	}
	x.indexed = state.Model
	if state.Embedded < state.Chunks {
		return x.warn("embedded", "footnote index", "%d of %s, the others are found by their words only", state.Embedded, count(state.Chunks, "passage"))
	}
	folder := ""
	if x.config.Embeddings.On() {
		folder = "; what the server was asked is kept in " + filepath.Join(x.config.Data, embeddingsFolder)
	}
	return x.ok("embedded", "all by the model %s, as the settings ask%s", state.Model, folder)
}
