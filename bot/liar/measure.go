package liar

import "slices"

// A Delivery is what became of a statement.
type Delivery struct {
	Delivered bool
	// Passages are the IDs of the passages that it was delivered with.
	Passages []string
	// Reason tells why it was delivered or not.
	Reason string
}

// A Report counts what became of statements.
type Report struct {
	// Classes has the classes that there were statements of, in the order of
	// the function Classes.
	Classes []Tally `json:"classes"`
	// Total counts all. Its Precision is the share of what was delivered that
	// may be shown, its Recall the share of the true that was delivered.
	Total Tally `json:"total"`
	// Wrong are the statements that were treated wrongly.
	Wrong []Fault `json:"wrong,omitempty"`
}

// A Tally counts the statements of one class.
type Tally struct {
	Class Class `json:"class,omitempty"`
	True  bool  `json:"true"`
	Count int   `json:"count"`
	// Delivered counts those that were shown; of wrong markers, those that
	// were shown with the wrong one.
	Delivered int `json:"delivered"`
	// Mended counts wrong markers that were replaced by the right one.
	Mended int `json:"mended,omitempty"`
	// Precision is the share of the true among what is delivered of this class
	// and of all of the other label: of a true class and all lies, or of a
	// class of lies and all that is true. Recall is the share of the class that
	// was treated rightly: true ones delivered, lies held back.
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
}

// Rate is the share that was delivered.
func (t Tally) Rate() float64 { return share(t.Delivered, t.Count) }

// A Fault is a lie that was delivered or a true statement that was not.
type Fault struct {
	Statement Statement `json:"statement"`
	Delivered bool      `json:"delivered"`
	Reason    string    `json:"reason,omitempty"`
}

// Measure puts every statement to deliver, in their order, and counts.
func Measure(statements []Statement, deliver func(Statement) Delivery) Report {
	tallies := map[Class]*Tally{}
	var report Report
	for _, s := range statements {
		t := tallies[s.Class]
		if t == nil {
			t = &Tally{Class: s.Class, True: s.True}
			tallies[s.Class] = t
		}
		t.Count++
		d := deliver(s)
		shown := d.Delivered
		if shown && s.Class == WrongMarker && !slices.Contains(d.Passages, s.Marker) {
			shown = false
			t.Mended++
		}
		if shown {
			t.Delivered++
		}
		if shown != s.True {
			report.Wrong = append(report.Wrong, Fault{s, shown, d.Reason})
		}
	}
	report.sum(tallies)
	return report
}

// sum puts the tallies in order and computes the shares.
func (r *Report) sum(tallies map[Class]*Tally) {
	var truths, shownTruths, lies, shownLies, mended int
	for _, c := range Classes() {
		t := tallies[c]
		switch {
		case t == nil:
		case t.True:
			truths, shownTruths = truths+t.Count, shownTruths+t.Delivered
		default:
			lies, shownLies, mended = lies+t.Count, shownLies+t.Delivered, mended+t.Mended
		}
	}
	for _, c := range Classes() {
		t := tallies[c]
		if t == nil {
			continue
		}
		if t.True {
			t.Precision, t.Recall = share(t.Delivered, t.Delivered+shownLies), t.Rate()
		} else {
			good := shownTruths + t.Mended
			t.Precision, t.Recall = share(good, good+t.Delivered), 1-t.Rate()
		}
		r.Classes = append(r.Classes, *t)
	}
	shown := shownTruths + mended
	r.Total = Tally{
		Count: truths + lies, Delivered: shown + shownLies, Mended: mended,
		Precision: share(shown, shown+shownLies), Recall: share(shownTruths, truths),
	}
}

// share is part of whole, and 1 of nothing: nothing went wrong.
func share(part, whole int) float64 {
	if whole == 0 {
		return 1
	}
	return float64(part) / float64(whole)
}
