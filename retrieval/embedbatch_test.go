package retrieval

import (
	"testing"
	"time"
)

// Batches grow while the model is fast and shrink while it is slow.
func TestNextEmbedBatch(t *testing.T) {
	tests := []struct {
		perChunk time.Duration
		want     int // after many batches
	}{
		{0, mostEmbedBatch},
		{time.Millisecond, mostEmbedBatch},
		{30 * time.Millisecond, 32},
		{500 * time.Millisecond, 4},
		{time.Minute, 1},
	}
	for _, test := range tests {
		n := firstEmbedBatch
		for range 20 {
			n = nextEmbedBatch(n, time.Duration(n)*test.perChunk)
		}
		if n != test.want {
			t.Errorf("at %v a chunk, batches have %d chunks, want %d", test.perChunk, n, test.want)
		}
	}
}
