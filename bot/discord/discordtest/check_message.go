package discordtest

import (
	"strconv"
	"strings"
)

// What a message may hold, beside what the document says.
const (
	contentLimit   = 2000
	embedsLimit    = 6000
	rowsLimit      = 5
	v2Limit        = 40
	v2TextLimit    = 4000
	modalRowsLimit = 5
)

// within adds a step to the way to an issue.
func within(at []string, steps ...string) []string { return append(at[:len(at):len(at)], steps...) }

func (c *call) checkMessage(body Object, edit bool) {
	content := text(body["content"])
	if n := characters(content); n > contentLimit {
		c.wrong("content-length", []string{"content"}, "BASE_TYPE_BAD_LENGTH", "Must be %d or fewer in length; it has %d.", contentLimit, n)
	}
	c.checkMentions(body, edit)
	c.checkEmbeds(objects(body["embeds"]))
	v2 := number(body["flags"])&FlagComponentsV2 != 0
	if v2 {
		for _, key := range []string{"content", "embeds", "poll", "sticker_ids"} {
			if value := body[key]; value != nil && value != "" && !emptyList(value) {
				c.wrong("v2-beside", []string{key}, "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
					"The %s field cannot be used with components v2", key)
			}
		}
	}
	if number(body["flags"])&FlagEphemeral != 0 && strings.HasPrefix(c.pattern, "POST /channels/") {
		c.wrong("ephemeral-flag", []string{"flags"}, "", "only a response to an interaction can be ephemeral")
	}
	c.checkComponents(objects(body["components"]), v2, edit)
	c.checkAttachments(objects(body["attachments"]), edit)
	if !edit && c.showsNothing(body) {
		c.add(issue{rule: "empty-message", detail: "the message shows nothing", answer: refuse(400, 50006, "Cannot send an empty message")})
	}
}

func emptyList(value any) bool {
	list, ok := value.([]any)
	return ok && len(list) == 0
}

func (c *call) showsNothing(body Object) bool {
	return strings.TrimSpace(text(body["content"])) == "" && len(objects(body["embeds"])) == 0 &&
		len(objects(body["components"])) == 0 && len(c.files) == 0 && body["poll"] == nil &&
		(body["sticker_ids"] == nil || emptyList(body["sticker_ids"]))
}

// checkMentions holds every message and edit to pinging no one.
func (c *call) checkMentions(body Object, edit bool) {
	rule, ok := body["allowed_mentions"].(Object)
	if !ok {
		what := "a message"
		if edit {
			what = "an edit"
		}
		c.warn("allowed-mentions", []string{"allowed_mentions"}, "%s without them parses the mentions in its text", what)
		return
	}
	parse, named := rule["parse"].([]any)
	replied, _ := rule["replied_user"].(bool)
	switch {
	case !named || len(parse) > 0:
		c.warn("allowed-mentions", []string{"allowed_mentions", "parse"}, "it must be there and empty; it is %v", rule["parse"])
	case replied:
		c.warn("allowed-mentions", []string{"allowed_mentions", "replied_user"}, "it pings whom the message answers")
	}
	for _, key := range []string{"users", "roles"} {
		if list, _ := rule[key].([]any); len(list) > 0 {
			c.warn("allowed-mentions", []string{"allowed_mentions", key}, "it pings %v", list)
		}
	}
}

func (c *call) checkEmbeds(embeds []Object) {
	total := 0
	for i, embed := range embeds {
		at := []string{"embeds", strconv.Itoa(i)}
		total += characters(text(embed["title"])) + characters(text(embed["description"]))
		if author, ok := embed["author"].(Object); ok {
			total += characters(text(author["name"]))
		}
		if footer, ok := embed["footer"].(Object); ok {
			total += characters(text(footer["text"]))
		}
		for j, field := range objects(embed["fields"]) {
			for _, key := range []string{"name", "value"} {
				total += characters(text(field[key]))
				if strings.TrimSpace(text(field[key])) == "" {
					c.wrong("embed-field-empty", within(at, "fields", strconv.Itoa(j), key), "BASE_TYPE_REQUIRED", "This field is required")
				}
			}
		}
	}
	if total > embedsLimit {
		c.wrong("embeds-length", []string{"embeds"}, "MAX_EMBED_SIZE_EXCEEDED",
			"Embed size exceeds maximum size of %d; it is %d", embedsLimit, total)
	}
}

// checkAttachments holds the list to what is uploaded: each new file has an
// entry of its number or none.
func (c *call) checkAttachments(list []Object, edit bool) {
	for i, o := range list {
		n, err := strconv.Atoi(idText(o["id"]))
		uploaded := err == nil && n >= 0 && n < len(c.files)
		if !uploaded && !edit {
			c.wrong("attachment-unknown", []string{"attachments", strconv.Itoa(i), "id"}, "", "no file %v is uploaded", o["id"])
		}
	}
}

// idText is an ID that may be written as a number.
func idText(value any) string {
	if n, ok := value.(float64); ok {
		return strconv.Itoa(int(n))
	}
	return text(value)
}
