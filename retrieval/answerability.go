package retrieval

func answerability(m *Matcher, passages []Passage) Answerability {
	if len(passages) == 0 || len(m.Terms()) == 0 {
		return Answerability{Reasons: []string{"nothing of the question stands in the corpus"}}
	}
	return Answerability{Probability: passages[0].Parts.Coverage}
}
