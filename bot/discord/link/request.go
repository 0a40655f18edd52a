package link

import (
	"bytes"
	"encoding/json"
	"fmt"
	"mime/multipart"
	"net/textproto"
	"strings"

	"footnote/bot/discord/wire"
)

// A Request is one call of the REST API.
type Request struct {
	Method string
	// Path begins behind the version, such as /channels/1/messages?limit=2.
	Path string
	// Body is sent as JSON; nil for none.
	Body any
	// Files are sent with it.
	Files []wire.File
	// Repeatable says that doing it twice does no harm, for methods of which
	// that cannot be known: a POST is sent again after a failure only when it is
	// repeatable, has an enforced nonce, or replies to an interaction.
	Repeatable bool
}

// A body is a request's, ready to be sent, perhaps several times.
type body struct {
	data        []byte
	contentType string
	// once says that Discord itself drops a second one.
	once bool
}

// encode makes the body: JSON alone, or with files as a form.
func (r Request) encode() (body, error) {
	if r.Body == nil && len(r.Files) == 0 {
		return body{}, nil
	}
	data, err := json.Marshal(r.Body)
	if err != nil {
		return body{}, fmt.Errorf("encode the body: %w", err)
	}
	var nonce struct {
		Nonce   any  `json:"nonce"`
		Enforce bool `json:"enforce_nonce"`
	}
	_ = json.Unmarshal(data, &nonce) // bodies of another form have none
	b := body{data, "application/json", nonce.Enforce && nonce.Nonce != nil}
	if len(r.Files) > 0 {
		b.data, b.contentType, err = form(data, r.Files)
	}
	return b, err
}

var quotes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\r", " ", "\n", " ")

// form puts JSON and files into a multipart form, as Discord wants it.
func form(data []byte, files []wire.File) ([]byte, string, error) {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	add := func(disposition, contentType string, content []byte) error {
		part, err := w.CreatePart(textproto.MIMEHeader{
			"Content-Disposition": {"form-data; " + disposition}, "Content-Type": {contentType}})
		if err == nil {
			_, err = part.Write(content)
		}
		return err
	}
	err := add(`name="payload_json"`, "application/json", data)
	for i, f := range files {
		kind := f.ContentType
		if kind == "" {
			kind = "application/octet-stream"
		}
		if err == nil {
			err = add(fmt.Sprintf(`name="files[%d]"; filename="%s"`, i, quotes.Replace(f.Name)), kind, f.Data)
		}
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		return nil, "", fmt.Errorf("encode the files: %w", err)
	}
	return b.Bytes(), w.FormDataContentType(), nil
}
