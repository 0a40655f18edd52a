package bot

import (
	"footnote/bot/draft"
	"footnote/bot/gate"
)

// A prelude is a proven statement that ends with a colon. It waits for
// what it introduces: alone it would pass for an answer.
type prelude struct {
	draft.Statement
	proofs []statement
	at     int // its place among the verdicts
}

// deliver writes down a proven statement, the at-th of the draft, unless it
// must wait for another.
func (w *writing) deliver(s draft.Statement, proofs []statement, at int) {
	if in := w.waiting; in != nil && (s.Lead != "" || s.Code || at == in.at+1) {
		w.verdicts[in.at].Markers = w.page.add(in.Statement, in.proofs, w.labelOf(in.proofs))
		w.waiting = nil
	}
	w.dismiss()
	if endsWithColon(s.Text) && !s.Code {
		w.waiting = &prelude{s, proofs, at}
		return
	}
	w.verdicts[at].Markers = w.page.add(s, proofs, w.labelOf(proofs))
}

// dismiss drops the prelude that waits: nothing will follow it.
func (w *writing) dismiss() {
	if w.waiting == nil {
		return
	}
	v := &w.verdicts[w.waiting.at]
	v.Status, v.Reason = gate.Dropped, "nothing of what it introduces is proven"
	w.waiting = nil
}
