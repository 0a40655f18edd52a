package corpus

import (
	"bytes"
	"context"
	"iter"
)

// ReadData yields the documents of data that stands in no folder, such as a
// page of a website. Its path is written as Document.Path is and tells the
// format; id is the ID of its document. Errors are as those of Documents.
func (f *Files) ReadData(ctx context.Context, path, id string, data []byte) iter.Seq2[Document, error] {
	return func(yield func(Document, error) bool) {
		r := reading{files: f, ctx: ctx, ids: identities{}, yield: yield}
		in := &input{path: path, id: id, named: true, size: int64(len(data)), head: data[:min(len(data), HeadSize)],
			source: bytes.NewReader(data), random: bytes.NewReader(data), settled: func() bool { return true }}
		unpacker := f.Archives.of(path)
		if unpacker == nil && !r.readInput(in) || unpacker != nil && !r.readArchive(in, unpacker) {
			return
		}
		if err := ctx.Err(); err != nil {
			yield(Document{}, err)
		}
	}
}
