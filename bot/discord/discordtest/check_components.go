package discordtest

import (
	"strconv"
)

// Types of components that the checks know.
const (
	componentRow     = 1
	componentButton  = 2
	componentSelect  = 3
	componentInput   = 4
	componentText    = 10
	componentLabel   = 18
	buttonLink       = 5
	firstV2Component = 9
)

// checkComponents holds the components of a message to what Discord's document
// does not say. An edit may leave the flag of components v2 unsaid, so that it
// is not known whether they are.
func (c *call) checkComponents(components []Object, v2, edit bool) {
	ids := map[string]bool{}
	count, length := 0, 0
	c.visit(components, []string{"components"}, func(o Object, at []string) {
		count++
		kind := number(o["type"])
		if kind == componentText {
			length += characters(text(o["content"]))
		}
		if kind >= firstV2Component && kind < componentLabel && !v2 && !edit {
			c.wrong("v2-without-flag", at, "UNION_TYPE_CHOICES", "a component of type %d needs the flag of components v2", kind)
			v2 = true // once is enough
		}
		c.checkID(o, at, ids)
		c.checkButton(o, at)
		c.checkSelect(o, at)
		if kind == componentRow {
			c.checkRow(o, at)
		}
	})
	switch {
	case v2 && count > v2Limit, edit && count > v2Limit:
		c.wrong("components-count", []string{"components"}, "BASE_TYPE_BAD_LENGTH", "%d components, of at most %d", count, v2Limit)
	case !v2 && len(components) > rowsLimit && !(edit && hasV2(components)):
		c.wrong("rows-count", []string{"components"}, "BASE_TYPE_BAD_LENGTH", "%d rows, of at most %d", len(components), rowsLimit)
	}
	if length > v2TextLimit {
		c.wrong("components-text", []string{"components"}, "", "the texts have %d characters, of at most %d", length, v2TextLimit)
	}
}

// hasV2 reports whether one of the components is of v2.
func hasV2(components []Object) bool {
	found := false
	walk(components, func(o Object) { found = found || number(o["type"]) >= firstV2Component })
	return found
}

// visit calls for each component, in order, with the way to it.
func (c *call) visit(components []Object, at []string, call func(Object, []string)) {
	for i, o := range components {
		here := within(at, strconv.Itoa(i))
		call(o, here)
		c.visit(objects(o["components"]), within(here, "components"), call)
		for _, key := range []string{"accessory", "component"} {
			if inner, ok := o[key].(Object); ok {
				call(inner, within(here, key))
			}
		}
	}
}

func (c *call) checkID(o Object, at []string, seen map[string]bool) {
	id := text(o["custom_id"])
	if id == "" {
		return
	}
	if seen[id] {
		c.wrong("custom-id-duplicate", within(at, "custom_id"), "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated: %q", id)
	}
	seen[id] = true
	if n := characters(id); n > 100 {
		c.wrong("custom-id-length", within(at, "custom_id"), "BASE_TYPE_BAD_LENGTH", "Must be 100 or fewer in length; it has %d.", n)
	}
}

func (c *call) checkButton(o Object, at []string) {
	if number(o["type"]) != componentButton {
		return
	}
	link := number(o["style"]) == buttonLink
	switch {
	case link && (text(o["url"]) == "" || text(o["custom_id"]) != ""):
		c.wrong("button-link", at, "BUTTON_COMPONENT_INVALID_URL", "a link has a url and no custom_id")
	case !link && number(o["style"]) < buttonLink && (text(o["custom_id"]) == "" || text(o["url"]) != ""):
		c.wrong("button-custom-id", within(at, "custom_id"), "BUTTON_COMPONENT_CUSTOM_ID_REQUIRED", "a button has a custom_id and no url")
	}
	if text(o["label"]) == "" && o["emoji"] == nil && number(o["style"]) <= buttonLink {
		c.wrong("button-empty", at, "BUTTON_COMPONENT_REQUIRES_LABEL_OR_EMOJI", "a button needs a label or an emoji")
	}
}

func (c *call) checkSelect(o Object, at []string) {
	if number(o["type"]) != componentSelect {
		return
	}
	options := objects(o["options"])
	if len(options) == 0 {
		c.wrong("select-options", within(at, "options"), "BASE_TYPE_REQUIRED", "a menu needs options")
		return
	}
	values, chosen := map[string]bool{}, 0
	for i, option := range options {
		value := text(option["value"])
		if value == "" || text(option["label"]) == "" {
			c.wrong("select-options", within(at, "options", strconv.Itoa(i)), "BASE_TYPE_REQUIRED", "an option needs a label and a value")
		}
		if values[value] {
			c.wrong("select-duplicate", within(at, "options", strconv.Itoa(i), "value"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
				"The specified option value is already used: %q", value)
		}
		values[value] = true
		if is, _ := option["default"].(bool); is {
			chosen++
		}
	}
	most := 1
	if has(o, "max_values") {
		most = number(o["max_values"])
	}
	if most > len(options) || chosen > most {
		c.wrong("select-values", within(at, "max_values"), "", "%d options of which %d are chosen, and at most %d values", len(options), chosen, most)
	}
}

func (c *call) checkRow(o Object, at []string) {
	inner := objects(o["components"])
	if len(inner) == 0 {
		c.wrong("row-empty", within(at, "components"), "BASE_TYPE_BAD_LENGTH", "a row needs components")
		return
	}
	for _, component := range inner {
		kind := number(component["type"])
		if kind != componentButton && len(inner) > 1 {
			c.wrong("row-width", within(at, "components"), "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "a menu or an input has a row to itself")
			return
		}
	}
}

// checkCallback checks the responses that are no messages.
func (c *call) checkCallback() {
	if c.pattern != "POST /interactions/{interaction}/{token}/callback" {
		return
	}
	data, _ := c.object()["data"].(Object)
	switch number(c.object()["type"]) {
	case RespondDeferred:
		if flags := number(data["flags"]); flags&^FlagEphemeral != 0 {
			c.warn("deferral-flags", []string{"data", "flags"}, "a deferred reply can only be ephemeral; the flags are %d", flags)
		}
		for key := range data {
			if key != "flags" && key != "allowed_mentions" {
				c.warn("deferral-data", []string{"data", key}, "a deferred reply has nothing to show yet")
			}
		}
	case RespondModal:
		components, ids, at := objects(data["components"]), map[string]bool{}, []string{"data", "components"}
		if len(components) < 1 || len(components) > modalRowsLimit {
			c.wrong("modal-rows", at, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and %d in length; it has %d.", modalRowsLimit, len(components))
		}
		c.visit(components, at, func(o Object, at []string) {
			c.checkID(o, at, ids)
			if number(o["type"]) == componentInput && text(o["custom_id"]) == "" {
				c.wrong("input-custom-id", at, "BASE_TYPE_REQUIRED", "an input needs a custom_id")
			}
		})
	case RespondChoices:
		for i, choice := range objects(data["choices"]) {
			if text(choice["name"]) == "" {
				c.wrong("choice-name", []string{"data", "choices", strconv.Itoa(i), "name"}, "BASE_TYPE_REQUIRED", "a choice needs a name")
			}
			if n := characters(text(choice["value"])); n > 100 {
				c.wrong("choice-value", []string{"data", "choices", strconv.Itoa(i), "value"}, "BASE_TYPE_BAD_LENGTH", "Must be 100 or fewer in length; it has %d.", n)
			}
		}
	}
}
