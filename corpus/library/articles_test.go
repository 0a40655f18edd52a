package library

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// articles are the files that the briefs were written from. They are not part
// of the project; the tests that need them are skipped without them.
var articles = map[string]string{
	"sco-forum-on-digital-diplomacy-in-astana.md":       "000_a62282d331f6592b.txt",
	"shifting-cyber-agenda-in-the-sco.md":               "001_f353166f7fd4f583.txt",
	"role-of-the-sco-in-shaping-cyber-norms.md":         "002_b7f3e55d70d608bb.txt",
	"gorchakov-fund-discussion-on-digital-diplomacy.md": "003_f3a22ddd915fcc74.txt",
	"necessity-of-cyber-diplomacy.md":                   "004_350354b5f1d2acc2.txt",
}

// eachArticle runs test for every brief and the article it was written from.
func eachArticle(t *testing.T, test func(t *testing.T, b brief, article string)) {
	folder := filepath.Join("..", "..", "..", "shared", "corpus")
	if _, err := os.Stat(folder); err != nil {
		t.Skipf("the articles are not at hand: %v", err)
	}
	for _, b := range readBriefs(t) {
		t.Run(b.name, func(t *testing.T) {
			text, err := os.ReadFile(filepath.Join(folder, articles[b.name]))
			if err != nil {
				t.Fatal(err)
			}
			test(t, b, string(text))
		})
	}
}

// words are the letters and digits of text in lower case, without the 's of
// possession.
func words(text string) []string {
	text = strings.NewReplacer("'s", "", "’s", "").Replace(strings.ToLower(text))
	return strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
}

// officialNames are names and titles that have no other wording.
var officialNames = []string{
	"Digital Diplomacy Takes Center Stage at SCO Forum in Astana",
	"SCO in the Age of Digital Diplomacy: Scientific Initiatives for Global Balance",
	"Institute of East European, Russian, and Central Asian Studies of the Chinese Academy of Social Sciences",
	"Agreement among the Governments of the SCO Member States on Cooperation in the Field of Ensuring International Information Security",
	"Draft International Code of Conduct for Information Security",
	"The Vienna Convention on Cyberspace: The Gorchakov Fund hosted an expert discussion about the digital diplomacy phenomenon",
	"Digital diplomacy: Can new technologies completely transform world politics?",
	"Annenberg School for Communication and Journalism, University of South California",
	"The Necessity of Cyber-diplomacy in the Digital Age",
	// Offices and bodies.
	"Department of Strategic Studies",
	"Faculty of Urban and Regional Development",
	"Researcher on Geopolitics & Tech",
	"Representative of the Ministry of Foreign Affairs of Russia for Digital Transformation",
	"China-Pakistan Economic Corridor (CPEC)",
	"information and communications technology (ICT)",
}

// maxShared is the longest run of words that a brief may share with its
// article by accident.
const maxShared = 7

func TestWordingIsOurOwn(t *testing.T) {
	eachArticle(t, func(t *testing.T, b brief, article string) {
		theirs := runs(words(article))
		ours := maskNames(words(b.body))
		for i := 0; i+maxShared < len(ours); i++ {
			if run := strings.Join(ours[i:i+maxShared+1], " "); theirs[run] {
				t.Errorf("wording of the article: %q", run)
			}
		}
	})
}

// runs returns every run of one word more than may be shared.
func runs(words []string) map[string]bool {
	set := map[string]bool{}
	for i := 0; i+maxShared < len(words); i++ {
		set[strings.Join(words[i:i+maxShared+1], " ")] = true
	}
	return set
}

// maskNames puts a mark that no article holds in the place of each official
// name.
func maskNames(text []string) []string {
	joined := " " + strings.Join(text, " ") + " "
	for _, name := range officialNames {
		joined = strings.ReplaceAll(joined, " "+strings.Join(words(name), " ")+" ", " § ")
	}
	return strings.Fields(joined)
}

func TestEveryNumberIsKept(t *testing.T) {
	number := regexp.MustCompile(`\d[\d.,]*\d|\d`)
	eachArticle(t, func(t *testing.T, b brief, article string) {
		kept := number.FindAllString(b.body, -1)
		for _, n := range number.FindAllString(article, -1) {
			if !slices.Contains(kept, n) {
				t.Errorf("number %q is missing", n)
			}
		}
	})
}

// furniture lists, by brief, capitalised words of the page around the article
// and slips of its authors, which a brief leaves out.
var furniture = map[string][]string{
	"sco-forum-on-digital-diplomacy-in-astana.md": {
		// The line that asks to subscribe.
		"Get", "Sign", "X", "Facebook", "Instagram", "Telegram", "YouTube", "Tiktok",
	},
	"shifting-cyber-agenda-in-the-sco.md": {
		// A misspelling of Commercial.
		"Commerical",
		// Teasers of other stories.
		"UK", "Chagos", "Islands", "Mauritius", "Britain", "Congress", "Authors", "Alouddin", "Ozod", "Tanbev",
	},
	"necessity-of-cyber-diplomacy.md": {
		// The form that asks to subscribe.
		"Please", "Enter", "Your", "ID",
	},
}

// openers are ordinary words that get a capital at the start of a sentence, in
// a heading or in a form, and that a brief may do without.
var openers = strings.Fields(`
	According Additionally Along As Being Besides Consequently Courtesy Defining Despite During Existing For Furthermore Goal
	Growing However If Implementing Interference Knowing Making Meanwhile Mr Now Read She Suppose Terms There Therefore
	These Thus Titled Various We When While Will You
`)

func TestEveryNameIsKept(t *testing.T) {
	capitalised := regexp.MustCompile(`\p{Lu}[\p{L}\p{N}]*(?:[ -]\p{Lu}[\p{L}\p{N}]*)*`)
	eachArticle(t, func(t *testing.T, b brief, article string) {
		// One article sets a person's name right behind an institution's.
		article = strings.Replace(article, "Governance Oleg", "Governance, Oleg", 1)
		kept := " " + strings.Join(words(b.Publisher+" "+b.body), " ") + " "
		optional := slices.Concat(openers, furniture[b.name])
		for _, run := range capitalised.FindAllString(article, -1) {
			for _, name := range namesIn(run, optional) {
				if !strings.Contains(kept, " "+name+" ") {
					t.Errorf("name %q is missing", name)
				}
			}
		}
	})
}

// namesIn cuts a run of capitalised words at the optional ones.
func namesIn(run string, optional []string) []string {
	var names, name []string
	for _, word := range strings.FieldsFunc(run, func(r rune) bool { return r == ' ' || r == '-' }) {
		if slices.Contains(optional, word) {
			names = append(names, strings.Join(name, " "))
			name = nil
			continue
		}
		name = append(name, strings.ToLower(word))
	}
	names = append(names, strings.Join(name, " "))
	return slices.DeleteFunc(names, func(n string) bool { return n == "" })
}
