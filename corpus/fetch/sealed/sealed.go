// Package sealed keeps a value in a file that is whole or counts as not there:
// however it was damaged, what is read is what was written.
package sealed

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"footnote/corpus/sources"
)

var errDamaged = errors.New("the file is damaged")

// Write makes a file of a value, as JSON behind a line with its SHA-256. A
// crash leaves the file as it was.
func Write(name string, value any) error {
	data, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("writing %s: %w", name, err)
	}
	if err := sources.WriteFile(name, append([]byte(Sum(data)+"\n"), data...)); err != nil {
		return fmt.Errorf("writing %s: %w", name, err)
	}
	return nil
}

// Read reads what Write wrote.
func Read(name string, value any) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	return Open(data, value)
}

// Open reads what stands in a file that Write wrote.
func Open(data []byte, value any) error {
	sum, rest, ok := bytes.Cut(data, []byte("\n"))
	if !ok || string(sum) != Sum(rest) {
		return errDamaged
	}
	return json.Unmarshal(rest, value)
}

// Sum is the hex SHA-256 of data.
func Sum(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
