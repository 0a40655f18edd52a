package gate

// features are what is seen of how a statement is covered by its evidence.
type features struct {
	covered   float64 // share of the weight, with credit for related words
	exact     float64 // share by stems alone
	missing   float64 // weight of the words without a counterpart
	longest   float64 // weight of the longest run of such
	partial   float64
	sentences float64
}

func (c *Checker) features(s *statement, e evidence, a alignment) features {
	var f features
	run := 0.0
	for i, w := range s.weights {
		if w == 0 {
			continue
		}
		f.covered += w * a.credit[i] / s.weight
		if a.credit[i] == 1 {
			f.exact += w / s.weight
		}
		if a.credit[i] == 0 {
			f.missing += w
			run += w
			f.longest = max(f.longest, run)
		} else {
			run = 0
		}
		if a.credit[i] > 0 && a.credit[i] < .8 {
			f.partial += w
		}
	}
	f.sentences = float64(len(e.sources))
	return f
}
