package chatlog

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"path"
	"path/filepath"
	"strings"
	"sync"

	"footnote/corpus"
)

// maxSize is how large an export may be, in bytes.
const maxSize = 256 << 20

// A Reader reads exports of chats. New makes one.
type Reader struct {
	mutex sync.Mutex
	// users are the names of those of a Slack export that was last read, and
	// usersData what they were read from.
	users     map[string]string
	usersData []byte
}

// New makes a Reader.
func New() *Reader { return &Reader{} }

// A format is a form of exports.
type format struct {
	extensions []string
	// recognises looks at the start of a file.
	recognises func(name string, head []byte) bool
	// read calls visit with each channel. It may come with channels before an
	// error.
	read func(r *Reader, ctx context.Context, file corpus.File, visit func(Channel) bool) error
}

// formats are tried in this order.
func formats() []format {
	return []format{
		{[]string{".json"}, isDiscord, (*Reader).discord},
		{[]string{".json"}, isTelegram, (*Reader).telegram},
		{[]string{".json"}, isSlack, (*Reader).slack},
		{[]string{".json"}, isSlackList, (*Reader).slackList},
		{[]string{".txt"}, isWhatsApp, (*Reader).whatsApp},
		{[]string{".txt", ".log", ".weechatlog"}, isTextLog, (*Reader).textLog},
	}
}

// Extensions are those of the names that exports may have.
func Extensions() []string { return []string{".json", ".log", ".txt", ".weechatlog"} }

// formatOf tells the format of a file; ok is false if it is no export.
func formatOf(name string, head []byte) (format, bool) {
	extension := strings.ToLower(filepath.Ext(name))
	head = bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))
	if len(head) > corpus.HeadSize {
		head = head[:corpus.HeadSize]
	}
	for _, f := range formats() {
		for _, e := range f.extensions {
			if e == extension && f.recognises(name, head) {
				return f, true
			}
		}
	}
	return format{}, false
}

// Recognises tells an export from other files by how it begins.
func (r *Reader) Recognises(name string, head []byte) bool {
	_, ok := formatOf(name, head)
	return ok
}

// ReadAll yields a document for each conversation.
func (r *Reader) ReadAll(ctx context.Context, file corpus.File) iter.Seq2[corpus.Document, error] {
	return func(yield func(corpus.Document, error) bool) {
		if len(file.Data) > maxSize {
			yield(corpus.Document{}, &corpus.Fault{Err: errors.New("is larger than the 256 MiB that are read of a chat; export it in parts")})
			return
		}
		f, ok := formatOf(file.Name, file.Data)
		if !ok {
			yield(corpus.Document{}, &corpus.Fault{Err: errors.New("is no export of a chat that is known")})
			return
		}
		goOn := true
		err := f.read(r, ctx, file, func(c Channel) bool {
			for _, doc := range Documents(c) {
				if goOn = goOn && ctx.Err() == nil && yield(doc, nil); !goOn {
					return false
				}
			}
			return true
		})
		switch {
		case ctx.Err() != nil:
			err = ctx.Err()
		case !goOn:
			return
		}
		if err != nil {
			yield(corpus.Document{}, err)
		}
	}
}

// Read makes one document of all conversations.
func (r *Reader) Read(ctx context.Context, name string, data []byte) (corpus.Document, error) {
	var all corpus.Document
	var text strings.Builder
	var fault error
	for doc, err := range r.ReadAll(ctx, corpus.File{Name: name, Data: data}) {
		if err != nil {
			fault = err
			continue
		}
		if text.Len() == 0 {
			all = doc
		} else {
			text.WriteByte('\n')
		}
		text.WriteString(doc.Text)
	}
	if text.Len() == 0 {
		if fault == nil {
			fault = &corpus.Fault{Err: errors.New("nobody says anything in it")}
		}
		return corpus.Document{}, fault
	}
	all.ID, all.Text, all.Sections = "", text.String(), nil
	if f := new(corpus.Fault); errors.As(fault, &f) {
		return all, &corpus.Fault{Kind: corpus.Doubtful, Err: f.Err}
	}
	return all, nil
}

// cutOff is the fault of an export that ends too soon or is damaged.
func cutOff(err error) error {
	return &corpus.Fault{Kind: corpus.Unread, Err: fmt.Errorf("cannot be read to its end (%w); export the chat anew", err)}
}

// titleOf is the name of a file without its extension.
func titleOf(name string) string {
	base := path.Base(filepath.ToSlash(name))
	return strings.TrimSuffix(base, path.Ext(base))
}
