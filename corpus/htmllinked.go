package corpus

import (
	"encoding/json"
	"strings"
)

// linkedData returns what schema.org's JSON-LD says of the article, or other
// work, that a page is. What cannot be parsed says nothing.
func linkedData(source string) metadata {
	var v any
	if json.Unmarshal([]byte(source), &v) != nil {
		return metadata{}
	}
	objects := linkedObjects(v, 0)
	// A page is described beside the article on it, and knows less.
	work := firstOfType(objects, "Article", "Posting", "Report", "HowTo", "Book")
	if work == nil {
		work = firstOfType(objects, "Page")
	}
	if work == nil {
		return metadata{}
	}
	title := words(work["headline"])
	if title == "" {
		title = words(work["name"])
	}
	return metadata{
		title:     title,
		author:    linkedName(work["author"], objects),
		publisher: linkedName(work["publisher"], objects),
		date:      words(work["datePublished"]),
		url:       words(work["url"]),
		version:   words(work["version"]),
	}
}

// linkedObjects lists the objects at the top, those of lists and of graphs
// included.
func linkedObjects(v any, depth int) []map[string]any {
	if depth > 3 {
		return nil
	}
	switch v := v.(type) {
	case []any:
		var objects []map[string]any
		for _, e := range v {
			objects = append(objects, linkedObjects(e, depth+1)...)
		}
		return objects
	case map[string]any:
		return append([]map[string]any{v}, linkedObjects(v["@graph"], depth+1)...)
	}
	return nil
}

// firstOfType returns the first object whose type ends in one of the suffixes.
func firstOfType(objects []map[string]any, suffixes ...string) map[string]any {
	for _, o := range objects {
		for kind := range strings.SplitSeq(words(o["@type"]), ", ") {
			for _, suffix := range suffixes {
				if strings.HasSuffix(kind, suffix) {
					return o
				}
			}
		}
	}
	return nil
}

// linkedName is the name of a person or organisation, which may be given by
// reference to another object.
func linkedName(v any, objects []map[string]any) string {
	if name := words(v); name != "" {
		return name
	}
	reference, ok := v.(map[string]any)
	if !ok {
		return ""
	}
	id := words(reference["@id"])
	for _, o := range objects {
		if id != "" && words(o["@id"]) == id {
			return words(o["name"])
		}
	}
	return ""
}
