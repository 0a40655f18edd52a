package vectorcache_test

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"log/slog"
	"math"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"footnote/retrieval/vectorcache"
)

func Example() {
	dir, err := os.MkdirTemp("", "vectors")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	key := sha256.Sum256([]byte("model\x00text"))

	cache, err := vectorcache.Open(dir, vectorcache.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(cache.Put([][32]byte{key}, [][]float32{{0.5, -0.5, 0.5, 0.5}}), cache.Close())

	cache, err = vectorcache.Open(dir, vectorcache.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer cache.Close()
	fmt.Println(cache.Get(key))
	// Output:
	// <nil> <nil>
	// [0.5 -0.5 0.5 0.5] true
}

func open(t *testing.T, dir string, options vectorcache.Options) *vectorcache.Cache {
	t.Helper()
	c, err := vectorcache.Open(dir, options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

func close(t rapid.TB, c *vectorcache.Cache) {
	t.Helper()
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
}

func key(i int) [32]byte { return sha256.Sum256(fmt.Append(nil, i)) }

// vector is one of length 1 that stands for i.
func vector(i, dimensions int) []float32 {
	v := make([]float32, dimensions)
	sum := 0.0
	for j := range v {
		v[j] = float32(math.Sin(float64(i*dimensions + j + 1)))
		sum += float64(v[j]) * float64(v[j])
	}
	for j := range v {
		v[j] /= float32(math.Sqrt(sum))
	}
	return v
}

func put(t rapid.TB, c *vectorcache.Cache, first, end, dimensions int) {
	t.Helper()
	for i := first; i < end; i++ {
		if err := c.Put([][32]byte{key(i)}, [][]float32{vector(i, dimensions)}); err != nil {
			t.Fatal(err)
		}
	}
}

func holds(t rapid.TB, c *vectorcache.Cache, i, dimensions int) bool {
	t.Helper()
	got, ok := c.Get(key(i))
	if !ok {
		return false
	}
	want := vector(i, dimensions)
	if len(got) != len(want) {
		t.Fatalf("vector %d has %d dimensions, want %d", i, len(got), len(want))
	}
	for j := range want {
		if math.Abs(float64(got[j]-want[j])) > 1.0/2048 {
			t.Fatalf("vector %d is %v, want %v", i, got, want)
		}
	}
	return true
}

func file(dir string) string { return filepath.Join(dir, "vectors.cache") }

func TestWhatWasPutIsThereAgain(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "made", "when missing")
	c := open(t, dir, vectorcache.Options{})
	put(t, c, 0, 50, 7)
	put(t, c, 50, 60, 300)
	close(t, c)
	c = open(t, dir, vectorcache.Options{})
	put(t, c, 60, 61, 7)
	for i := range 61 {
		dimensions := 7
		if i >= 50 && i < 60 {
			dimensions = 300
		}
		if !holds(t, c, i, dimensions) {
			t.Errorf("vector %d is gone", i)
		}
	}
	if _, ok := c.Get(key(99)); ok || c.Len() != 61 {
		t.Errorf("%d vectors; one that was never put: %v", c.Len(), ok)
	}
}

func TestPutTwiceIsKeptOnce(t *testing.T) {
	dir := t.TempDir()
	c := open(t, dir, vectorcache.Options{})
	keys := [][32]byte{key(1), key(2), key(1), key(3)}
	vectors := [][]float32{vector(1, 4), vector(2, 4), vector(9, 4), {}}
	for range 3 {
		if err := c.Put(keys, vectors); err != nil {
			t.Fatal(err)
		}
	}
	info, err := os.Stat(file(dir))
	if err != nil || c.Len() != 2 || !holds(t, c, 1, 4) || info.Size() != int64(len("footnote vectors 1\n"))+2*(40+8) {
		t.Errorf("%d are held in %d bytes, %v", c.Len(), info.Size(), err)
	}
	if err := c.Put(keys, nil); err == nil {
		t.Error("keys without vectors are no error")
	}
}

// A file that breaks off anywhere opens with what is whole, and takes more.
func TestEveryBeginningOpens(t *testing.T) {
	dir := t.TempDir()
	c := open(t, dir, vectorcache.Options{})
	put(t, c, 0, 4, 5)
	close(t, c)
	whole, err := os.ReadFile(file(dir))
	if err != nil {
		t.Fatal(err)
	}
	const head, record = len("footnote vectors 1\n"), 40 + 10
	for n := range whole {
		if err := os.WriteFile(file(dir), whole[:n], 0o600); err != nil {
			t.Fatal(err)
		}
		c := open(t, dir, vectorcache.Options{})
		if want := max(0, n-head) / record; c.Len() != want {
			t.Fatalf("the first %d bytes hold %d vectors, want %d", n, c.Len(), want)
		}
		put(t, c, 0, 4, 5)
		close(t, c)
		if again, err := os.ReadFile(file(dir)); err != nil || !bytes.Equal(again, whole) {
			t.Fatalf("after %d bytes it is written otherwise, %v", n, err)
		}
	}
}

// Damage costs vectors, and never gives wrong ones.
func TestDamage(t *testing.T) {
	dir := t.TempDir()
	c := open(t, dir, vectorcache.Options{})
	put(t, c, 0, 8, 5)
	close(t, c)
	whole, err := os.ReadFile(file(dir))
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		data := bytes.Clone(whole)
		at := rapid.IntRange(0, len(data)-1).Draw(t, "at")
		data[at] ^= byte(rapid.IntRange(1, 255).Draw(t, "change"))
		if err := os.WriteFile(file(dir), data, 0o600); err != nil {
			t.Fatal(err)
		}
		var log bytes.Buffer
		c, err := vectorcache.Open(dir, vectorcache.Options{Logger: slog.New(slog.NewTextHandler(&log, nil))})
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		for i := range c.Len() {
			if !holds(t, c, i, 5) {
				t.Fatalf("%d are held, and not vector %d", c.Len(), i)
			}
		}
		if c.Len() == 8 || log.Len() == 0 {
			t.Fatalf("%d vectors after damage at %d; the log: %s", c.Len(), at, &log)
		}
		put(t, c, 0, 8, 5)
	})
}

func TestDamageWhileOpen(t *testing.T) {
	dir := t.TempDir()
	c := open(t, dir, vectorcache.Options{})
	put(t, c, 0, 2, 5)
	if err := os.Truncate(file(dir), 60); err != nil {
		t.Fatal(err)
	}
	if _, ok := c.Get(key(1)); ok {
		t.Error("a vector that is gone is found")
	}
}

func TestOneWritesOthersRead(t *testing.T) {
	dir := t.TempDir()
	early := open(t, t.TempDir(), vectorcache.Options{})
	if !early.Writes() {
		t.Fatal("the first does not write")
	}
	writer := open(t, dir, vectorcache.Options{})
	put(t, writer, 0, 3, 5)
	reader := open(t, dir, vectorcache.Options{})
	if reader.Writes() || !holds(t, reader, 2, 5) {
		t.Fatalf("the second writes: %v; it holds %d", reader.Writes(), reader.Len())
	}
	put(t, reader, 3, 4, 5) // does nothing
	put(t, writer, 4, 5, 5)
	if reader.Len() != 3 || writer.Len() != 4 {
		t.Errorf("the reader holds %d, the writer %d", reader.Len(), writer.Len())
	}
	close(t, writer)
	if next := open(t, dir, vectorcache.Options{}); !next.Writes() || next.Len() != 4 {
		t.Errorf("the next one writes: %v, and holds %d", next.Writes(), next.Len())
	}
	if err := writer.Put([][32]byte{key(9)}, [][]float32{{1}}); err == nil {
		t.Error("a closed one takes vectors")
	}
	if _, ok := writer.Get(key(0)); ok {
		t.Error("a closed one gives vectors")
	}
}

// A reader may open a folder before anything was written.
func TestReadNothing(t *testing.T) {
	dir := t.TempDir()
	open(t, dir, vectorcache.Options{})
	if err := os.Remove(file(dir)); err != nil {
		t.Fatal(err)
	}
	reader := open(t, dir, vectorcache.Options{})
	if _, ok := reader.Get(key(0)); ok || reader.Len() != 0 {
		t.Errorf("an empty one holds %d", reader.Len())
	}
}

func TestTheNewerHalfIsKept(t *testing.T) {
	dir := t.TempDir()
	const record = 40 + 2*30
	options := vectorcache.Options{MaxBytes: 20 * record}
	c := open(t, dir, options)
	reader := open(t, dir, options)
	for i := range 100 {
		put(t, c, i, i+1, 30)
		info, err := os.Stat(file(dir))
		if err != nil || info.Size() > options.MaxBytes {
			t.Fatalf("the file has %d bytes after %d vectors, %v", info.Size(), i+1, err)
		}
		for j := max(0, i-8); j <= i; j++ {
			if !holds(t, c, j, 30) {
				t.Fatalf("vector %d is gone after %d", j, i)
			}
		}
	}
	if holds(t, c, 50, 30) || reader.Len() != 0 {
		t.Errorf("%d vectors are held", c.Len())
	}
	close(t, c)
	options.MaxBytes = 6 * record
	if c := open(t, dir, options); c.Len() == 0 || c.Len() > 3 || !holds(t, c, 99, 30) {
		t.Errorf("opened with a smaller limit, it holds %d", c.Len())
	}
}

func TestConcurrentUse(t *testing.T) {
	c := open(t, t.TempDir(), vectorcache.Options{MaxBytes: 10_000})
	var group sync.WaitGroup
	for i := range 4 {
		group.Go(func() {
			for j := range 100 {
				put(t, c, i*50+j, i*50+j+1, 16)
				holds(t, c, j, 16)
			}
		})
	}
	group.Wait()
	if c.Len() == 0 {
		t.Error("nothing is held")
	}
}
