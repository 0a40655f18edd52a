package discordtest

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// commandsLimit is how many commands of each type a scope may have.
var commandsLimit = map[int]int{1: 100, 2: 15, 3: 15}

// commandTextLimit is for all names, descriptions and values of a command.
const commandTextLimit = 8000

var namePattern = regexp.MustCompile(`^[-_'\p{L}\p{N}\p{Devanagari}\p{Thai}]{1,32}$`)

// locales are those that names may be localised to.
var locales = strings.Fields("id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko")

// checkCommands checks the registration of commands.
func (c *call) checkCommands() {
	if !strings.Contains(c.pattern, "/commands") || c.body == nil {
		return
	}
	if list, ok := c.body.([]any); ok {
		counts, seen := map[int]int{}, map[string]bool{}
		for i, o := range objects(list) {
			at := []string{strconv.Itoa(i)}
			kind := commandType(o)
			counts[kind]++
			if key := strconv.Itoa(kind) + text(o["name"]); seen[key] {
				c.wrong("command-duplicate", within(at, "name"), "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
			} else {
				seen[key] = true
			}
			c.checkCommand(o, at, false)
		}
		for kind, limit := range commandsLimit {
			if counts[kind] > limit {
				c.add(issue{rule: "command-count", detail: "too many commands of type " + strconv.Itoa(kind),
					answer: refuse(400, 30032, "Maximum number of application commands reached")})
			}
		}
		return
	}
	c.checkCommand(c.object(), nil, strings.HasPrefix(c.pattern, "PATCH"))
}

func (c *call) checkCommand(o Object, at []string, partial bool) {
	kind := commandType(o)
	if !partial || has(o, "name") {
		c.checkName(o, at, kind == 1)
	}
	described := text(o["description"]) != ""
	switch {
	case kind == 1 && !described && (!partial || has(o, "description")):
		c.wrong("command-description", within(at, "description"), "BASE_TYPE_REQUIRED", "This field is required")
	case kind != 1 && (described || len(objects(o["options"])) > 0):
		c.wrong("command-menu", within(at, "description"), "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION",
			"a command of a menu has neither description nor options")
	}
	c.checkLocales(o, at, kind == 1)
	c.checkOptions(objects(o["options"]), within(at, "options"), 0)
	if n := textOf(o); n > commandTextLimit {
		c.wrong("command-length", at, "APPLICATION_COMMAND_TOO_LARGE", "Command exceeds maximum size (%d); it is %d", commandTextLimit, n)
	}
}

// checkName checks the name of a command or option; those of menus may have
// capitals and blanks.
func (c *call) checkName(o Object, at []string, strict bool) {
	name := text(o["name"])
	switch {
	case name == "" || characters(name) > 32:
		c.wrong("command-name", within(at, "name"), "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 32 in length: %q", name)
	case strict && (!namePattern.MatchString(name) || strings.ToLower(name) != name):
		c.wrong("command-name", within(at, "name"), "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid: %q", name)
	}
}

func (c *call) checkLocales(o Object, at []string, strict bool) {
	for _, key := range []string{"name_localizations", "description_localizations"} {
		list, _ := o[key].(Object)
		for locale, value := range list {
			here := within(at, key, locale)
			if !slices.Contains(locales, locale) {
				c.wrong("command-locale", here, "DICT_TYPE_INVALID_KEY", "no locale %q", locale)
			}
			if key == "name_localizations" {
				c.checkName(Object{"name": value}, here, strict)
			} else if n := characters(text(value)); n < 1 || n > 100 {
				c.wrong("command-description", here, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length; it has %d.", n)
			}
		}
	}
}

// checkOptions checks the options, and those within, which may go two deep.
func (c *call) checkOptions(options []Object, at []string, depth int) {
	optional, seen, branches := false, map[string]bool{}, 0
	for i, o := range options {
		here := within(at, strconv.Itoa(i))
		c.checkName(o, here, true)
		c.checkLocales(o, here, true)
		if n := characters(text(o["description"])); n < 1 || n > 100 {
			c.wrong("command-description", within(here, "description"), "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length; it has %d.", n)
		}
		if seen[text(o["name"])] {
			c.wrong("option-duplicate", within(here, "name"), "APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATE", "the name %q is taken", o["name"])
		}
		seen[text(o["name"])] = true
		if kind := number(o["type"]); kind == 1 || kind == 2 {
			branches++
			if depth+kind > 2 { // a group holds subcommands, and they hold neither
				c.wrong("option-depth", here, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "a subcommand or group stands where none may be")
			}
			c.checkOptions(objects(o["options"]), within(here, "options"), depth+3-kind)
			continue
		}
		required, _ := o["required"].(bool)
		if required && optional {
			c.wrong("option-order", within(here, "required"), "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", "Required options must be placed before non-required options")
		}
		optional = optional || !required
		if auto, _ := o["autocomplete"].(bool); auto && len(objects(o["choices"])) > 0 {
			c.wrong("option-autocomplete", within(here, "autocomplete"), "APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES", "choices and autocomplete exclude each other")
		}
	}
	if branches > 0 && branches < len(options) {
		c.wrong("option-mixture", at, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-command and sub-command group option types are mutually exclusive to all other types")
	}
}

// textOf counts the names, descriptions and values of a command.
func textOf(o Object) int {
	total := 0
	for _, key := range []string{"name", "description", "value"} {
		longest := characters(text(o[key]))
		list, _ := o[key+"_localizations"].(Object)
		for _, value := range list {
			longest = max(longest, characters(text(value)))
		}
		total += longest
	}
	for _, key := range []string{"options", "choices"} {
		for _, inner := range objects(o[key]) {
			total += textOf(inner)
		}
	}
	return total
}
