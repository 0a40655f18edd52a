package corpus

import "strings"

// Decode makes text of the bytes of a file for readers of formats that are
// text: UTF-8 as it is, without its byte order mark; other encodings as far as
// they can be told. The error is a *Fault; one of kind Doubtful comes with
// the text.
func Decode(data []byte) (string, error) {
	text, fault := decode(data)
	if fault == nil {
		return strings.TrimPrefix(text, string(utf8BOM)), nil
	}
	return strings.TrimPrefix(text, string(utf8BOM)), fault
}

// ISODate turns a date as people write it into ISO 8601, without the time of
// day, if it can be told for certain; otherwise it is returned as it is.
func ISODate(s string) string { return isoDate(s) }
