package corpus

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
)

//go:embed languagewords.txt
var languageWords string

// A vote is what a word or a letter says for some languages.
type vote struct {
	languages []uint8 // places in votes.languages
	weight    float64 // for each of them
}

type votes struct {
	languages []string
	words     map[string]vote
	endings   map[string]vote
	letters   map[rune]vote
}

// letterVotes lists letters that few languages have.
var letterVotes = map[string]string{
	"ß": "de", "äö": "de sv fi et", "ü": "de tr hu et", "¿¡": "es", "ñ": "es gl", "ãõ": "pt", "ç": "fr pt tr ca", "œêûîë": "fr",
	"èìò": "it", "ł": "pl", "ąę": "pl lt", "żźśń": "pl", "řěů": "cs", "ľĺŕô": "sk", "čšž": "cs sk hr sl lv lt",
	"ćđ": "hr", "őű": "hu", "ășțţ": "ro", "ğış": "tr", "å": "sv da no", "æø": "da no", "ơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ": "vi",
	"āēīūģķļņ": "lv", "ėįųū": "lt", "õ": "et pt",
	"ыэё": "ru be", "юяй": "ru uk bg be", "іїєґ": "uk", "ў": "be", "ъщ": "bg ru", "јљњ": "sr mk", "ћђ": "sr", "ќѓѕ": "mk", "әғқңөұүһ": "kk", "ðþ": "is",
}

// What a letter or an ending says counts less than a word. One ending alone
// must not decide: names and the words of other languages have it as well.
const (
	letterWeight = 0.5
	endingWeight = 0.3
)

// loadVotes reads the embedded table, once.
var loadVotes = sync.OnceValue(func() votes {
	v := votes{words: map[string]vote{}, endings: map[string]vote{}, letters: map[rune]vote{}}
	places := map[string]uint8{}
	for row := range strings.Lines(languageWords) {
		fields := strings.Fields(row)
		if len(fields) == 0 || fields[0] == "#" {
			continue
		}
		place := uint8(len(v.languages))
		v.languages = append(v.languages, fields[0])
		places[fields[0]] = place
		for _, w := range fields[1:] {
			if ending, ok := strings.CutPrefix(w, "-"); ok {
				add(v.endings, ending, place)
			} else {
				add(v.words, w, place)
			}
		}
	}
	for letters, codes := range letterVotes {
		for _, r := range letters {
			for _, code := range strings.Fields(codes) {
				add(v.letters, r, places[code])
			}
		}
	}
	weigh(v.words, 1)
	weigh(v.endings, endingWeight)
	weigh(v.letters, letterWeight)
	return v
})

func add[K comparable](votes map[K]vote, key K, place uint8) {
	known := votes[key]
	if n := len(known.languages); n == 0 || known.languages[n-1] != place {
		known.languages = append(known.languages, place)
	}
	votes[key] = known
}

// weigh shares a weight among the languages of a vote: what many of them have
// tells little.
func weigh[K comparable](votes map[K]vote, weight float64) {
	for key, known := range votes {
		known.weight = weight / float64(len(known.languages))
		votes[key] = known
	}
}

// Endings are looked up by their length in bytes.
const (
	shortestEnding = 2
	longestEnding  = 10
)

// ending is the vote of the longest ending of a word that is listed. The word
// must have three bytes in front of it.
func (v votes) ending(word string) vote {
	for n := min(longestEnding, len(word)-3); n >= shortestEnding; n-- {
		if found, ok := v.endings[word[len(word)-n:]]; ok {
			return found
		}
	}
	return vote{}
}

// voteOnWords tells languages apart by their words and letters.
func voteOnWords(text string) string {
	language, score, second, words := tally(text, true)
	// A few words must speak clearly; of many, a fair share must speak at all.
	if score < max(0.5, 0.01*float64(words)) || score < 1.15*second {
		return ""
	}
	return language
}

// tally counts the votes of the words of a text, and those of its letters and
// endings if they are to be trusted. It returns the winner, its votes and those
// of the next.
func tally(text string, letters bool) (winner string, score, second float64, words int) {
	v := loadVotes()
	scores := make([]float64, len(v.languages))
	count := func(vote vote) {
		for _, l := range vote.languages {
			scores[l] += vote.weight
		}
	}
	heard := map[string]int{}
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
		words++
		word = strings.ToLower(word)
		// A name that comes again and again, as Los Angeles may, is no grammar.
		if heard[word]++; heard[word] > 3 {
			continue
		}
		known, ok := v.words[word]
		count(known)
		if !letters {
			continue
		}
		if !ok {
			count(v.ending(word))
		}
		for _, r := range word {
			if r >= 0x80 {
				count(v.letters[r])
			}
		}
	}
	for l, s := range scores {
		switch {
		case s > score:
			winner, score, second = v.languages[l], s, score
		case s > second:
			second = s
		}
	}
	return winner, score, second, words
}
