package wordnet

import "strings"

// respelling turns a spelling of British English into the American one, or the
// other way round.
type respelling struct {
	from, to string
	// final marks those that hold at the end of a word only.
	final bool
	// loose marks those that may make another word out of a word that is unknown.
	loose bool
}

// respellings are tried on any word, since one counts only if it leads to a word
// that is known and, if the first is known as well, means the same: "is" to "iz"
// turns "organisation" into "organization" and leaves "promise" alone.
var respellings = [...]respelling{
	{from: "is", to: "iz"},                // organise
	{from: "ys", to: "yz"},                // analyse
	{from: "our", to: "or"},               // colour, neighbourhood
	{from: "tre", to: "ter", final: true}, // centre
	{from: "bre", to: "ber", final: true}, // fibre
	{from: "mme", to: "m", final: true},   // programme
	{from: "ae", to: "e"},                 // anaesthetic
	{from: "oe", to: "e"},                 // foetus
	{from: "-", to: ""},                   // co-operate
	{from: "-", to: " "},                  // fund-raiser
	{from: "ce", to: "se", loose: true},   // defence
	{from: "se", to: "ce", loose: true},   // practise
	{from: "ogue", to: "og", loose: true}, // catalogue
	{from: "ll", to: "l", loose: true},    // traveller
	{from: "l", to: "ll", loose: true},    // fulfil
	{from: "gem", to: "gm", loose: true},  // judgement
	{from: "sulph", to: "sulf"},
	{from: "gre", to: "ger", final: true, loose: true}, // meagre
	{from: "oeuvre", to: "euver", loose: true},
	{from: "moustache", to: "mustache", loose: true},
	{from: "artefact", to: "artifact", loose: true},
	{from: "aeroplane", to: "airplane", loose: true},
	{from: "xion", to: "ction", loose: true},
	{from: "ageing", to: "aging", loose: true},
	{from: "grey", to: "gray", loose: true},
	{from: "tyre", to: "tire", loose: true},
	{from: "cheque", to: "check", loose: true},
	{from: "plough", to: "plow", loose: true},
	{from: "sceptic", to: "skeptic", loose: true},
	{from: "mould", to: "mold", loose: true},
	{from: "aluminium", to: "aluminum", loose: true},
	{from: "jewellery", to: "jewelry", loose: true},
	{from: "pyjama", to: "pajama", loose: true},
	{from: "draught", to: "draft", loose: true},
	{from: "storey", to: "story", loose: true},
	{from: "kerb", to: "curb", loose: true},
}

// variants yields the other spellings that a word may have.
func variants(word string, known bool) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for _, r := range respellings {
			if r.loose && !known || !strings.Contains(word, r.from) {
				continue
			}
			// The last place: endings are what differs most.
			at := strings.LastIndex(word, r.from)
			if r.final && at+len(r.from) < len(word) {
				continue
			}
			if !yield(word[:at] + r.to + word[at+len(r.from):]) {
				return
			}
		}
	}
}
