package bot

import "testing"

func TestAsksFor(t *testing.T) {
	tests := []struct {
		question, language string
		want               kind
	}{
		{"When was it founded?", "en", kindTime},
		{"In what year was it founded?", "en", kindTime},
		{"Who led the team when it won?", "en", kindPerson},
		{"Where does the river rise?", "", kindPlace},
		{"How many goals were scored?", "en", kindNumber},
		{"How much does it weigh?", "en", kindNumber},
		{"Why did the tower fall?", "en", kindReason},
		{"What is a gate?", "en", kindAny},
		{"", "en", kindAny},
		{"Wie viele Tore fielen?", "de", kindNumber},
		{"Wie heißt der Fluss?", "de", kindAny},
		{"Кто открыл Америку?", "ru", kindPerson},
		{"¿Cuándo empezó?", "es", kindTime},
		{"谁写了这本书?", "zh", kindPerson},
	}
	cues := newCues()
	for _, test := range tests {
		if got := cues.asksFor(test.question, test.language); got != test.want {
			t.Errorf("%q asks for %q, want %q", test.question, got, test.want)
		}
	}
}

func TestEvidence(t *testing.T) {
	tests := []struct {
		kind               kind
		question, sentence string
		want               float64
	}{
		{kindTime, "When did it start?", "It started in 1914.", 1},
		{kindTime, "When did it start?", "It started in March, on a Friday.", 1},
		{kindTime, "When did it start?", "It started slowly.", 0},
		{kindTime, "When did the war of 1914 end?", "The war of 1914 was long.", 0},
		{kindNumber, "How many were there?", "There were 12,000 of them.", 1},
		{kindNumber, "How many were there?", "There were forty of them.", 1},
		{kindNumber, "How many were there?", "There were some.", 0},
		{kindPerson, "Who wrote it?", "It was written by Ada Lovelace.", 1},
		{kindPerson, "Who was Ada?", "She is Ada.", 0.5},
		{kindPerson, "Who wrote it?", "it was written in haste.", 0},
		{kindPerson, "谁写了它?", "这本书是鲁迅写的。", 0.5},
		{kindReason, "Why did it fall?", "It fell because of the wind.", 1},
		{kindReason, "Why did it fall?", "It fell down.", 0},
		{kindAny, "What is it?", "It is a bird.", 0.5},
	}
	e := newEvidence()
	for _, test := range tests {
		if got := e.holds(test.kind, test.question, test.sentence); got != test.want {
			t.Errorf("%q for %q: %v, want %v", test.sentence, test.question, got, test.want)
		}
	}
}

func TestAsksForMany(t *testing.T) {
	tests := []struct {
		question string
		want     bool
	}{
		{"What are the four challenges that she described?", true},
		{"Which countries are members?", true},
		{"List the members.", true},
		{"On which three dimensions does it focus?", true},
		{"What is the capital?", false},
		{"What does it do?", false},
		{"Who organised it?", false},
	}
	for _, test := range tests {
		if got := asksForMany(test.question); got != test.want {
			t.Errorf("%q: %v, want %v", test.question, got, test.want)
		}
	}
}
