package discordtest

import (
	"slices"
	"strconv"
	"strings"
)

// unknown returns the ways to keys of the value that no alternative knows.
func (d *document) unknown(value any, alternatives []Object, at []string) [][]string {
	all := d.expand(alternatives)
	var found [][]string
	switch v := value.(type) {
	case []any:
		var items []Object
		for _, schema := range all {
			if item, ok := schema["items"].(Object); ok {
				items = append(items, item)
			}
		}
		for i, inner := range v {
			found = append(found, d.unknown(inner, items, within(at, strconv.Itoa(i)))...)
		}
	case Object:
		for key, inner := range v {
			schemas, known := keySchemas(d.fitting(v, all), key)
			if !known && inner == nil {
				continue // null says nothing, and clients write it for what they have not
			}
			if !known {
				found = append(found, within(at, key))
				continue
			}
			found = append(found, d.unknown(inner, schemas, within(at, key))...)
		}
	}
	slices.SortFunc(found, func(a, b []string) int { return strings.Compare(strings.Join(a, "."), strings.Join(b, ".")) })
	return found
}

// keySchemas returns what the alternatives say of the key, and whether one of
// them knows it. Where there is none, all keys are known.
func keySchemas(alternatives []Object, key string) (schemas []Object, known bool) {
	if len(alternatives) == 0 {
		return nil, true
	}
	for _, schema := range alternatives {
		properties, _ := schema["properties"].(Object)
		if property, ok := properties[key].(Object); ok {
			schemas, known = append(schemas, property), true
		}
		switch additional := schema["additionalProperties"].(type) {
		case Object:
			schemas, known = append(schemas, additional), true
		case bool:
			known = known || additional
		}
	}
	return schemas, known
}

// expand replaces references and unions by what they stand for.
func (d *document) expand(schemas []Object) []Object {
	var all []Object
	for _, schema := range schemas {
		if reference := text(schema["$ref"]); reference != "" {
			target, _ := d.schemas[reference[strings.LastIndex(reference, "/")+1:]].(Object)
			all = append(all, d.expand([]Object{target})...)
			continue
		}
		all = append(all, schema)
		for _, union := range []string{"oneOf", "anyOf", "allOf"} {
			all = append(all, d.expand(objects(schema[union]))...)
		}
	}
	return all
}

// fitting returns the alternatives that are objects; of those, if some are for
// the type that the value says it has, only these.
func (d *document) fitting(value Object, alternatives []Object) []Object {
	var all, typed []Object
	for _, schema := range alternatives {
		properties, closed := schema["properties"].(Object)
		if !closed && !has(schema, "additionalProperties") {
			continue
		}
		all = append(all, schema)
		if kind, ok := properties["type"].(Object); ok {
			if enum, ok := kind["enum"].([]any); ok && slices.Contains(enum, value["type"]) {
				typed = append(typed, schema)
			}
		}
	}
	if len(typed) > 0 {
		return typed
	}
	return all
}
