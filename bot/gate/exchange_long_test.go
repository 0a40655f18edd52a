package gate

import (
	"strings"
	"testing"
)

// A table without sentences must neither take long nor contradict anything.
func TestExchangedInLongText(t *testing.T) {
	g := plainGate(t)
	passage := strings.Repeat("Oslo, Bergen of Norway; Malmö, Lund in Sweden; ", 200)
	if fault := exchangeFault(g, passage, "Lund and Malmö are in Sweden."); fault != "" {
		t.Error(fault)
	}
}
