package config

import (
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"
)

func discordSettings() []setting {
	return []setting{
		{name: "discord-token", own: "DISCORD_TOKEN", secret: true, set: func(c *Config, v string) error { return setToken(&c.Discord.Token, v) }},
		{name: "discord-api", own: "DISCORD_API_BASE", set: func(c *Config, v string) error { return setServer(&c.Discord.API, v) }},
		{name: "guild", set: func(c *Config, v string) error { return setSnowflake(&c.Discord.Guild, v) }},
		{name: "message-content", kind: kindPlain, set: func(c *Config, v string) error { return setBool(&c.Discord.MessageContent, v) }},
		{name: "shard", set: func(c *Config, v string) error { return setShard(&c.Discord, v) }},
		{name: "workers", kind: kindPlain, set: func(c *Config, v string) error { return setNumber(&c.Discord.Workers, v, 1, 1024) }},
	}
}

// setToken takes a token as it is pasted, also with the word that stands before
// it in requests.
func setToken(to *Secret, value string) error {
	return setSecret(to, strings.TrimPrefix(strings.TrimSpace(value), "Bot "))
}

// setServer takes the address of a Discord-compatible server.
func setServer(to *string, value string) error {
	u, err := url.Parse(strings.TrimSpace(value))
	switch {
	case err != nil || strings.Contains(value, "@"):
		return withheld{errors.New("is no address, or holds a name or a key; write it like http://localhost:3001/api")}
	case u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.RawQuery != "" || u.Fragment != "":
		return errors.New("is no address of a server; write it like http://localhost:3001/api")
	}
	*to = strings.TrimRight(u.String(), "/")
	return nil
}

func setSnowflake(to *string, value string) error {
	value = strings.TrimSpace(value)
	if _, err := strconv.ParseUint(value, 10, 64); err != nil {
		return errors.New("is no ID; switch on the developer mode in Discord's settings, and copy the ID from the server's menu")
	}
	*to = value
	return nil
}

// setShard takes "N/COUNT".
func setShard(to *Discord, value string) error {
	first, second, _ := strings.Cut(strings.TrimSpace(value), "/")
	n, err1 := strconv.Atoi(first)
	count, err2 := strconv.Atoi(second)
	if err1 != nil || err2 != nil || n < 0 || n >= count {
		return fmt.Errorf("is no shard; write it like 0/2 for the first of two")
	}
	to.Shard, to.Shards = n, count
	return nil
}
