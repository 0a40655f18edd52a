package wordnet

import "testing"

func opened(t testing.TB) *Thesaurus {
	t.Helper()
	th, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return th
}

// inverse is what holds of b and a when a relation holds of a and b.
func inverse(r Relation) Relation {
	switch r {
	case Broader:
		return Narrower
	case Narrower:
		return Broader
	case Entails:
		return EntailedBy
	case EntailedBy:
		return Entails
	}
	return r
}

// relations are pairs of words for each relation, from a to b.
var relations = map[Relation][][2]string{
	Same: {
		{"held", "hold"}, {"taught", "teaches"}, {"children", "child"}, {"went", "going"}, {"better", "good"},
		{"diplomats", "diplomat"}, {"Studies", "studied"}, {"organised", "organizes"}, {"colour", "colors"},
		{"centres", "center"}, {"defence", "defense"}, {"programmes", "program"}, {"travelling", "traveled"},
		{"analysed", "analyze"}, {"catalogue", "catalog"}, {"grey", "gray"}, {"cheque", "check"},
		{"fulfil", "fulfill"}, {"judgement", "judgment"}, {"co-operate", "cooperating"}, {"higher", "high"},
		{"carried out", "carry out"}, {"think tanks", "think tank"}, {"took_part", "take part"},
		{"chatbots", "chatbot"}, {"gezorked", "gezork"}, {"hoped", "hoping"},
		{"cyber-security", "cybersecurity"}, {"policy-makers", "policymaker"}, {"manoeuvres", "maneuver"}, {"sulphur", "sulfur"},
	},
	Derived: {
		{"organiser", "organised"}, {"organize", "organisation"}, {"teacher", "taught"}, {"inventor", "invention"},
		{"French", "France"}, {"quickly", "quick"}, {"diplomat", "diplomatic"}, {"decided", "decision"},
		{"participants", "participated"}, {"donor", "donation"}, {"grew", "growth"}, {"safety", "safe"},
		{"Russian", "Russia"}, {"presidential", "president"}, {"founder", "founded"},
		{"strengthened", "strong"}, {"chosen", "choice"}, {"modernisation", "modern"}, {"threatens", "threats"},
	},
	Synonym: {
		{"began", "starting"}, {"begin", "commenced"}, {"bought", "purchased"}, {"large", "big"},
		{"took part", "participated"}, {"set up", "established"}, {"founded", "established"},
		{"nation", "country"}, {"nuclear", "atomic"}, {"treaty", "pact"}, {"annual", "yearly"},
		{"annually", "yearly"}, {"built", "constructed"}, {"author", "writer"}, {"students", "pupils"},
		{"shows", "demonstrated"}, {"risks", "danger"}, {"governments", "authorities"}, {"connects", "links"},
	},
	Antonym: {
		{"increase", "decreased"}, {"rise", "fall"}, {"supports", "opposed"}, {"supporters", "opponent"},
		{"allow", "forbid"}, {"allowed", "banned"}, {"war", "peace"}, {"won", "lost"}, {"minimum", "maximum"},
		{"first", "last"}, {"always", "never"}, {"include", "excluded"}, {"imports", "exports"}, {"legal", "illegal"},
		{"possible", "impossible"}, {"swift", "slow"}, {"growth", "shrinking"}, {"employer", "employee"},
		{"useful", "useless"}, {"majority", "minority"}, {"arrived", "departed"}, {"created", "destroyed"},
		{"before", "after"}, {"approve", "rejected"}, {"agreement", "disagreements"}, {"safety", "danger"},
		{"father", "mother"}, {"eastern", "western"}, {"harm", "harmless"}, {"praised", "criticism"},
	},
	Similar: {
		{"huge", "big"}, {"new", "modern"}, {"special", "primary"}, {"worldwide", "comprehensive"},
	},
	DerivedSynonym: {
		{"organise", "arrangement"}, {"founder", "establishes"}, {"recognition", "identified"},
		{"education", "trained"}, {"found", "creation"},
	},
	Broader: {
		{"think tank", "organisation"}, {"dogs", "animal"}, {"treaty", "agreement"}, {"ambassador", "diplomats"},
		{"France", "country"}, {"donated", "give"}, {"universities", "institution"},
	},
	Narrower: {{"animal", "dog"}, {"device", "computers"}},
	Entails:  {{"snores", "sleep"}, {"killed", "die"}, {"bring", "come"}},
	EntailedBy: {
		{"sleep", "snoring"},
	},
	Sister: {
		{"Monday", "Tuesday"}, {"red", "blue"}, {"April", "July"}, {"city", "town"},
		{"Armenia", "Kazakhstan"}, {"university", "school"},
	},
	None: {
		{"Monday", "treaty"}, {"chatbot", "diplomat"}, {"", ""}, {"", "word"}, {"number", "numb"},
		{"offer", "off"}, {"seed", "see"}, {"bed", "be"}, {"rating", "rat"}, {"qqq", "zzz"}, {"banana", "quickly"},
		{"his", "hi"},
	},
}

func TestRelation(t *testing.T) {
	th := opened(t)
	for want, pairs := range relations {
		for _, p := range pairs {
			if got := th.Relation(p[0], p[1]); got != want {
				t.Errorf("%q is to %q %v, want %v", p[0], p[1], got, want)
			}
			if got := th.Relation(p[1], p[0]); got != inverse(want) {
				t.Errorf("%q is to %q %v, want %v", p[1], p[0], got, inverse(want))
			}
		}
	}
}

func TestRelationNames(t *testing.T) {
	seen := map[string]bool{}
	for r := range Same + 1 {
		if seen[r.String()] || r.String() == "" {
			t.Errorf("relation %d has the name %q of another", r, r)
		}
		seen[r.String()] = true
	}
	if got := (Same + 1).String(); got != "unknown relation" {
		t.Errorf("a relation that there is not is called %q", got)
	}
}
