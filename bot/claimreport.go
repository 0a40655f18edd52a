package bot

// A Finding is what the corpus says of a claim.
type Finding string

// The findings.
const (
	// Supported claims are borne out by the citations.
	Supported Finding = "supported"
	// Contradicted claims are told otherwise by the citations.
	Contradicted Finding = "contradicted"
	// NotFound claims are neither: the corpus may hold nothing of them, or put
	// it in words that are too different.
	NotFound Finding = "not found"
)

// A ClaimReport tells what the corpus says of the claims of a text.
type ClaimReport struct {
	Claims []ClaimVerdict `json:"claims"`
	// More counts the claims that were not looked at, behind the first ones.
	More int `json:"more"`
}

// A ClaimVerdict is what the corpus says of one claim.
type ClaimVerdict struct {
	// Claim is the sentence without Markdown.
	Claim string `json:"claim"`
	// Understood is what was looked up, where that is not the sentence alone: one
	// that begins with "It" is understood by the one before.
	Understood string  `json:"understood,omitempty"`
	Finding    Finding `json:"finding"`
	// Reason tells why, in plain words.
	Reason string `json:"reason"`
	// Citations prove or contradict the claim; none when it was not found.
	// Markers count up over the whole report.
	Citations []Citation `json:"citations"`
	// Nearest are the sources closest to the claim.
	Nearest []Source `json:"nearest"`
}
