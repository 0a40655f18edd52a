package sealed_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"footnote/corpus/fetch/sealed"
)

func Example() {
	name := filepath.Join(os.TempDir(), "sealed-example.json")
	defer os.Remove(name)
	if err := sealed.Write(name, map[string]int{"pages": 3}); err != nil {
		panic(err)
	}
	var value map[string]int
	fmt.Println(sealed.Read(name, &value), value)
	os.Truncate(name, 70)
	fmt.Println(sealed.Read(name, &value))
	// Output:
	// <nil> map[pages:3]
	// the file is damaged
}

// TestDamaged cuts a file at every byte, and turns every bit.
func TestDamaged(t *testing.T) {
	name := filepath.Join(t.TempDir(), "file")
	var value []string
	if err := sealed.Read(name, &value); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
	if err := sealed.Write(name, []string{"a", "b\n"}); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := sealed.Open(data, &value); err != nil || len(value) != 2 {
		t.Fatalf("%q %v", value, err)
	}
	for i := range data {
		if sealed.Open(data[:i], &value) == nil {
			t.Errorf("cut at %d it is taken for whole", i)
		}
		for bit := range 8 {
			data[i] ^= 1 << bit
			if sealed.Open(data, &value) == nil {
				t.Errorf("with bit %d of byte %d turned it is taken for whole", bit, i)
			}
			data[i] ^= 1 << bit
		}
	}
	if err := sealed.Write(name, func() {}); err == nil {
		t.Error("a function was written")
	}
	if err := sealed.Write(filepath.Join(name, "below"), 1); err == nil {
		t.Error("a file was written below a file")
	}
}
