package chatlog

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
)

// A jsonHead is what is known of a JSON value by its start: the members of the
// object that it is, or of the first object of the list that it is. Members
// that are lists or objects are "[" or "{".
type jsonHead struct {
	list    bool
	members map[string]string
}

// headOf reads how a file begins.
func headOf(head []byte) (found jsonHead, ok bool) {
	head = bytes.TrimSpace(head)
	if len(head) == 0 || head[0] != '{' && head[0] != '[' {
		return jsonHead{}, false
	}
	found.members = map[string]string{}
	d := json.NewDecoder(bytes.NewReader(head))
	d.UseNumber()
	if head[0] == '[' {
		found.list = true
		if _, err := d.Token(); err != nil {
			return jsonHead{}, false
		}
	}
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return found, err == nil
	}
	for {
		key, err := d.Token()
		name, isName := key.(string)
		if err != nil || !isName {
			return found, true
		}
		value, err := d.Token()
		if err != nil {
			return found, true
		}
		switch v := value.(type) {
		case json.Delim:
			found.members[name] = v.String()
			if !skip(d) {
				return found, true
			}
		case string:
			found.members[name] = v
		case json.Number:
			found.members[name] = v.String()
		default:
			found.members[name] = ""
		}
	}
}

// skip passes over the rest of a list or object that was entered.
func skip(d *json.Decoder) bool {
	for depth := 1; depth > 0; {
		t, err := d.Token()
		if err != nil {
			return false
		}
		if delim, ok := t.(json.Delim); ok {
			if strings.ContainsAny(delim.String(), "[{") {
				depth++
			} else {
				depth--
			}
		}
	}
	return true
}

// has reports whether all members are there.
func (h jsonHead) has(names ...string) bool {
	for _, name := range names {
		if _, ok := h.members[name]; !ok {
			return false
		}
	}
	return true
}

// members calls visit with the name of each member of the object that follows,
// which reads the value. It returns false to pass over it.
func members(d *json.Decoder, visit func(name string) (bool, error)) error {
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return wrong(err)
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return err
		}
		name, _ := key.(string)
		read, err := visit(name)
		if err != nil {
			return err
		}
		if !read {
			var ignored json.RawMessage
			if err := d.Decode(&ignored); err != nil {
				return err
			}
		}
	}
	_, err := d.Token()
	return err
}

// elements calls visit for each element of the list that follows, which reads
// it.
func elements(d *json.Decoder, visit func() error) error {
	if t, err := d.Token(); err != nil || t != json.Delim('[') {
		return wrong(err)
	}
	for d.More() {
		if err := visit(); err != nil {
			return err
		}
	}
	_, err := d.Token()
	return err
}

// decode reads a value. What of it is of another type than it should be is left
// out.
func decode(d *json.Decoder, into any) error {
	err := d.Decode(into)
	if wrongType := new(json.UnmarshalTypeError); errors.As(err, &wrongType) {
		return nil
	}
	return err
}

func wrong(err error) error {
	if err == nil {
		return errForm
	}
	return err
}

var errForm = errors.New("it is not of the form that such exports have")

// decoder reads JSON behind a byte order mark.
func decoder(data []byte) *json.Decoder {
	return json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))))
}
