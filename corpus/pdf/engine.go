package pdf

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

const (
	// memoryPages is how much memory PDFium may take for one file, in pages of
	// 64 KiB: 384 MiB.
	memoryPages = 6144
	// instances is how many files may be read at the same time.
	instances = 2
)

// An engine is PDFium, compiled when it is first needed.
type engine struct {
	cache string // the folder that keeps what was compiled; "" for none

	once  sync.Once
	pool  pdfium.Pool
	fault error
}

// open gives an instance of PDFium for one file. When ctx ends, every call of
// it fails. The caller calls done when it needs it no more.
func (e *engine) open(ctx context.Context) (in pdfium.Pdfium, done func(), err error) {
	if ctx.Err() != nil {
		return nil, nil, ctx.Err()
	}
	e.once.Do(func() { e.pool, e.fault = compile(e.cache) })
	if e.fault != nil {
		return nil, nil, fmt.Errorf("starting PDFium: %w", e.fault)
	}
	in, err = e.pool.GetInstanceWithContext(ctx)
	if err != nil {
		return nil, nil, fmt.Errorf("starting PDFium: %w", err)
	}
	stop := context.AfterFunc(ctx, func() { _ = in.Kill() })
	return in, func() {
		if stop() {
			_ = in.Close()
		}
	}, nil
}

func compile(cache string) (pdfium.Pool, error) {
	runtime := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(memoryPages).
		WithCloseOnContextDone(true)
	if cache != "" {
		// Without a folder to write to it only takes longer.
		if kept, err := wazero.NewCompilationCacheWithDir(cache); err == nil {
			runtime = runtime.WithCompilationCache(kept)
		}
	}
	return webassembly.Init(webassembly.Config{
		Context:       experimental.WithMemoryAllocator(context.Background(), experimental.MemoryAllocatorFunc(allocate)),
		MaxTotal:      instances,
		RuntimeConfig: runtime,
		FSConfig:      wazero.NewFSConfig(), // no files at all
		Stdout:        io.Discard,
		Stderr:        io.Discard,
	})
}

// close lets go of what was compiled.
func (e *engine) close() error {
	e.once.Do(func() { e.fault = errors.New("it was closed") })
	if e.pool == nil {
		return nil
	}
	return e.pool.Close()
}
