package gate

// features are what is seen of how a statement is covered by its evidence.
type features struct {
	covered   float64 // share of the weight, with credit for related words
	exact     float64 // share by stems alone
	missing   float64 // weight of the words without a counterpart
	longest   float64 // weight of the longest run of such
	partial   float64
	sentences float64
	window3   float64
	window4   float64 // least share of 4 content words in a row, in one sentence
	window6   float64
	window8   float64
	one       float64 // share in the best sentence
	words     float64
}

func (c *Checker) features(s *statement, e evidence, a alignment) features {
	var f features
	run, total := 0.0, 0.0
	var content []int
	for i, w := range s.weights {
		if w == 0 {
			continue
		}
		content = append(content, i)
		f.covered += w * a.credit[i]
		total += w
		if a.credit[i] == 1 {
			f.exact += w
		}
		if a.credit[i] < .5 {
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
	if total == 0 {
		return f
	}
	f.covered /= total
	f.exact /= total
	f.words = float64(len(content))
	f.sentences = float64(len(e.sources))
	by := make([][]float64, len(e.sources))
	for k, src := range e.sources {
		by[k] = c.cover(s, src)
	}
	f.window3 = worstWindow(s, content, by, 3)
	f.window4 = worstWindow(s, content, by, 4)
	f.window6 = worstWindow(s, content, by, 6)
	f.window8 = worstWindow(s, content, by, 8)
	f.one = worstWindow(s, content, by, 1000)
	return f
}

// worstWindow is the least share of n content words in a row that a sentence
// holds, or one sentence their beginning and another their end.
func worstWindow(s *statement, content []int, by [][]float64, n int) float64 {
	n = min(n, len(content))
	worst := 1.0
	for i := 0; i+n <= len(content); i++ {
		worst = min(worst, windowShare(s, content[i:i+n], by))
	}
	return worst
}

func windowShare(s *statement, window []int, by [][]float64) float64 {
	total := 0.0
	for _, k := range window {
		total += s.weights[k]
	}
	// heads[i] and tails[i] are the most that one sentence holds of the words
	// before the i-th, and from it on.
	heads, tails := make([]float64, len(window)+1), make([]float64, len(window)+1)
	for _, credit := range by {
		sum := 0.0
		for i, k := range window {
			sum += s.weights[k] * credit[k]
			heads[i+1] = max(heads[i+1], sum)
		}
		sum = 0
		for i := len(window) - 1; i >= 0; i-- {
			sum += s.weights[window[i]] * credit[window[i]]
			tails[i] = max(tails[i], sum)
		}
	}
	best := 0.0
	for i := range heads {
		best = max(best, heads[i]+tails[i])
	}
	return best / total
}
