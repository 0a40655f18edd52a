package draft

import "footnote/bot/gate"

// A Statement is a claim of a draft and how it was laid out.
type Statement struct {
	gate.Claim
	// Block numbers the paragraph, list item or row that the statement stands
	// in. It rises through the draft.
	Block int
	// Lead is what a list item begins with, such as "- " or "1. ".
	Lead string
	// Code is set for a block of fenced code, whose Text keeps its lines.
	Code bool
}

// addMarkers adds those that the claim does not bear yet.
func addMarkers(claim *gate.Claim, markers []int) {
	for _, m := range markers {
		known := false
		for _, have := range claim.Markers {
			known = known || have == m
		}
		if !known {
			claim.Markers = append(claim.Markers, m)
		}
	}
}
