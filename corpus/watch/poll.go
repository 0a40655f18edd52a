package watch

import (
	"context"
	"encoding/binary"
	"hash/maphash"
	"io/fs"
	"path/filepath"
	"time"
)

// poll looks at all files again and again until the context ends.
func (w *Watcher) poll(ctx context.Context, changed func()) error {
	last := w.print(ctx)
	if ctx.Err() == nil {
		changed()
	}
	tell := newMerger(w.options)
	defer tell.stop()
	// A walk may take long: between two there is as much time as one took.
	next := time.NewTimer(w.options.Walk)
	defer next.Stop()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tell.due():
			tell.told()
			changed()
		case <-next.C:
			start := time.Now()
			if now := w.print(ctx); now != last && ctx.Err() == nil {
				last = now
				tell.happened()
			}
			next.Reset(max(w.options.Walk, time.Since(start)))
		}
	}
}

// print is a print of all files below the roots, of their names, sizes and
// times. Those with equal prints are equal but for a chance of 2^-64.
func (w *Watcher) print(ctx context.Context) uint64 {
	var h maphash.Hash
	h.SetSeed(w.seed)
	note := func(path string, info fs.FileInfo) {
		h.WriteString(path)
		h.WriteByte(0)
		binary.Write(&h, binary.LittleEndian, [2]int64{info.Size(), info.ModTime().UnixNano()})
	}
	seen := map[string]bool{}
	walk := walk{ctx: ctx, unruled: w.options.NoIgnore, file: note, folder: func(path string, _ *rules) (bool, error) {
		enter := !seen[path]
		seen[path] = true
		return enter, nil
	}}
	for _, r := range w.roots {
		stamp := stampOf(r.path)
		h.WriteString(stamp)
		h.WriteByte(0)
		if real, err := filepath.EvalSymlinks(r.path); err == nil && stamp != "" {
			walk.root(real)
		}
	}
	return h.Sum64()
}
