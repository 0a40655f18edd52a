package gate

import "testing"

func TestQuantifiersThatAgree(t *testing.T) {
	newBench(t).passes(t, "en", []trial{
		{"All mills closed.", "Every mill closed."},
		{"All three mills closed.", "The three mills closed."},
		{"Anna and Otto have all left.", "Anna left, and Otto left."},
		{"Only the mill survived.", "The mill alone survived."},
		{"The dam is always closed.", "The dam is permanently closed."},
		{"The mill was the first in Bern.", "It was the first mill of Bern."},
		{"The mill is the oldest in Bern.", "The mill is the oldest of Bern."},
		{"The mill is Bern's largest.", "Bern's leading mill is the mill."},
		{"It surely leaks.", "It certainly leaks."},
		{"First, the mill closed.", "The mill closed."},
		{"A forest and a guest show interest.", "A forest and a guest show interest."},
	})
}

func TestQuantifiersThatDisagree(t *testing.T) {
	newBench(t).rejects(t, "en", []trial{
		{"All mills closed.", "The mills closed in Bern."},
		{"The mill is the only work of Anna.", "The mill is a work of Anna."},
		{"The dam constantly leaks.", "The dam leaks from time to time."},
		{"The mill was the first work of Anna.", "The mill was a work of Anna."},
		{"The mill is the oldest work of Anna.", "The mill is an old work of Anna."},
		{"The find proves the age of the dam.", "The find tells the age of the dam."},
		{"Everyone praised the mill.", "Anna praised the mill."},
		{"The mill is exclusively used by Anna.", "The mill is used by Anna."},
	})
}
