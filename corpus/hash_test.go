package corpus

import (
	"reflect"
	"testing"
)

// TestContentHash changes every field in turn: a field that is added to
// Document and forgotten in the hash would never be indexed anew.
func TestContentHash(t *testing.T) {
	base := Document{
		ID: "id", Path: "path", Title: "title", Author: "author", Publisher: "publisher", Date: "date", URL: "url",
		Language: "en", Audience: []string{"a"}, Sections: []Section{{"s", 1, 0, 4}}, Text: "text", Body: 1,
	}
	before := base.ContentHash()
	fields := reflect.TypeFor[Document]()
	for i := range fields.NumField() {
		name := fields.Field(i).Name
		changed := base
		switch v := reflect.ValueOf(&changed).Elem().Field(i); v.Interface().(type) {
		case string:
			v.SetString(v.String() + "x")
		case int:
			v.SetInt(v.Int() + 1)
		case []string:
			v.Set(reflect.ValueOf([]string{"a", "b"}))
		case []Section:
			v.Set(reflect.ValueOf([]Section{{"s", 2, 0, 4}}))
		case []Page:
			v.Set(reflect.ValueOf([]Page{{"iv", 1}}))
		case []Link:
			v.Set(reflect.ValueOf([]Link{{1, "url"}}))
		default:
			t.Fatalf("the test does not know how to change %s", name)
		}
		depends := name != "ID" && name != "Path" && name != "Source" && name != "Hash"
		if got := changed.ContentHash() != before; got != depends {
			t.Errorf("a changed %s changes the hash: %t, want %t", name, got, depends)
		}
	}
	moved := base
	moved.Title, moved.Author = "titlea", "uthor"
	if moved.ContentHash() == before {
		t.Error("where a field ends does not count")
	}
}
