// Package gate opens and shuts the gates of the harbour.
package gate

import "errors"

// MaxLevel is how high the water may stand, in metres.
const MaxLevel = 4

var (
	// ErrStuck says that a gate does not move.
	ErrStuck = errors.New("stuck")
	errIce   = errors.New("ice")
)

type (
	// A Gate is one of the two gates.
	Gate struct{ open bool }

	// A List holds gates.
	List[T any] []T
)

// Open opens a gate. It fails when the water is frozen.
func (g *Gate) Open() error {
	return nil
}

func (l List[T]) Len() int { return len(l) }

// close shuts a gate.
func close(g *Gate) {}
