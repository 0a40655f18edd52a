package gate

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// described tells a quantity in one line.
func described(q quantity) string {
	var s string
	switch q.kind {
	case day:
		s = fmt.Sprintf("%04d-%02d-%02d", q.date.year, q.date.month, q.date.day)
		if q.date.weekday > 0 {
			s = fmt.Sprintf("weekday %d", q.date.weekday)
		}
	case clock:
		s = fmt.Sprintf("%02d:%02d", int(q.value)/60, int(q.value)%60)
	case exact:
		s = q.key
	case ordinal:
		s = fmt.Sprintf("%gth", q.value)
	case decade:
		s = fmt.Sprintf("%gs", q.value)
	default:
		s = fmt.Sprintf("%.6g", q.value)
	}
	if q.unit != "" {
		s += " " + q.unit
	}
	if q.approximation != "" {
		s = q.approximation + " " + s
	}
	return s
}

// readings are a language, a text, and what is read in it.
const readings = `en	four bridges	4
en	twenty-five bridges	25
en	two hundred and five bridges	205
en	a hundred bridges	100
en	three thousand two hundred bridges	3200
en	1,000 bridges	1000
en	1.5 million bridges	1.5e+06
en	two dozen eggs	24
en	half a million people	500000
en	a million and a half people	1.5e+06
en	two and a half million people	2.5e+06
en	they mark 25 years	25 year
en	half of the eggs	0.5
en	two thirds of the eggs	0.666667
en	two-thirds of the eggs	0.666667
en	a quarter of the eggs	0.25
en	three and a half miles	3.5 mile
en	6½ inches	6.5 inch
en	3/4 of them	0.75
en	the second half began	2th
en	the fourth quarter	4th
en	the 2nd bridge	2th
en	the twenty-first bridge	21th
en	the 19th century	19th century
en	the nineteenth century	19th century
en	the 1990s	1990s
en	the 1990's	1990s
en	two decades	20 year
en	12 percent	12 percent
en	12 per cent	12 percent
en	12.5%	12.5 percent
en	3 percentage points	3 point of percent
en	$40 million	4e+07 dollar
en	40 million dollars	4e+07 dollar
en	US$5	5 dollar
en	£3bn	3e+09 pound
en	€7.50	7.5 euro
en	12 km	12 kilometre
en	12-kilometre	12 kilometre
en	5 km²	5 square kilometre
en	30 °C	30 celsius
en	30 degrees Celsius	30 celsius
en	-5 °C	-5 celsius
en	60 miles per hour	60 mile per hour
en	from 10 to 20 km	10 kilometre, 20 kilometre
en	won 23–16	23, 16
en	July 1, 2025	2025-07-01
en	1 July 2025	2025-07-01
en	the 1st of July 2025	2025-07-01
en	July 1st, 2025	2025-07-01
en	2025-07-01	2025-07-01
en	01.07.2025	2025-07-01
en	7/1/2025	2025-07-01
en	25/12/2024	2024-12-25
en	Jul. 1	0000-07-01
en	July 2025	2025-07-00
en	in late July	0000-07-00
en	in May	0000-05-00
en	they may march	
en	on Tuesday	weekday 2
en	at 7:30 p.m.	19:30
en	at 7 pm	19:00
en	at 19:30	19:30
en	44 BC	44 bc
en	a 39-year-old	39 year
en	at age 39	39 year
en	39 years old	39 year
en	version 1.2.3.4	1.2.3.4
en	hundreds of people	hundreds
en	about 300 people	about 300
en	more than 300 people	more 300
en	at least 300 people	atleast 300
en	up to 300 people	atmost 300
en	nearly 300 people	almost 300
en	300 or more people	atleast 300
en	exactly 300 people	exact 300
en	some 300 people	about 300
en	XLIX	
en	as one might say	
de	1.000,5 Meter	1000.5 metre
de	fünfundzwanzig Jahre	25 year
de	am 1. Juli 2025	2025-07-01
de	3,5 Prozent	3.5 percent
de	zwei Millionen Euro	2e+06 euro
fr	quatre-vingt-dix-sept kilomètres	97 kilometre
fr	le 14 juillet 1789	1789-07-14
fr	12 pour cent	12 percent
es	treinta y cinco años	35 year
es	el 1 de julio de 2025	2025-07-01
es	12 por ciento	12 percent
ru	двадцать пять лет	25 year
ru	1 июля 2025 года	2025-07-01
ru	12 процентов	12 percent
zh	二十五年	25 year
zh	2025年7月1日	2025-07-01
zh	百分之二十五	25 percent
tr	yirmi beş yıl	25 year
tr	1 Temmuz 2025	2025-07-01
tr	yüzde 25	25 percent`

func TestReadQuantities(t *testing.T) {
	b := newBench(t)
	for _, line := range strings.Split(readings, "\n") {
		x := strings.Split(line, "\t")
		language, text, want := x[0], x[1], x[2]
		var got []string
		for _, q := range b.read(text, language).quantities {
			if !q.hint {
				got = append(got, described(q))
			}
		}
		if d := cmp.Diff(want, strings.Join(got, ", ")); d != "" {
			t.Errorf("%s %q: %s", language, text, d)
		}
	}
}

func TestQuantitiesThatAgree(t *testing.T) {
	newBench(t).passes(t, "en", []trial{
		{"The mill has 4 wheels.", "The mill has four wheels."},
		{"The mill was built in 1852.", "The mill was built on 3 May 1852."},
		{"The mill was built in May 1852.", "On May 3, 1852, the mill was built."},
		{"It was finished on July 1.", "It was finished on 1 July 2025."},
		{"A quarter of a century passed.", "Twenty-five years passed; a quarter of a century."},
		{"Two decades passed.", "Twenty years passed."},
		{"She won at age 39.", "The 39-year-old won."},
		{"The dam holds at least 300 litres.", "The dam holds more than 300 litres."},
		{"About 300 people came.", "Exactly 300 people came."},
		{"The share is 12 percent.", "The share is 12%."},
		{"He won it two times.", "He won it twice."},
		{"Smith and Jones, the two, met.", "Smith met Jones."},
		{"Anna Smith and Otto Jones, two millers, met.", "The millers Anna Smith and Otto Jones met."},
		{"Three towns, Bern, Basel and Chur, have mills.", "Bern, Basel and Chur have mills."},
		{"In 1949 soldiers took the mill.", "In 1949, as troops advanced, the soldiers took the mill."},
		{"Nine tenths of the mills closed.", "90% of the mills closed."},
		{"The mills of the 1950s are large.", "In 1955 the large mills were built."},
		{"They walked 5 km and their dogs 7.", "They walked 5 km, their dogs 7 km."},
		{"It began in 1990 and ended ten years later.", "It began in 1990 and ended in 2000."},
		{"Over 300 people came.", "The people who came exceeded 300."},
		{"Live animals have 8 rows.", "There were 20, far more than the 8 of live animals."},
		{"In 1902 Ada wrote a book and in 1905 a play.", "Ada wrote a play in 1905; she wrote a book in 1902."},
		{"Between 1701 and 1750 there were nine floods.", "There were nine floods from 1701 to 1750."},
		{"Bern gave up 308 points and caught 24 passes.", "The team of Bern gave up just 308 points while it caught 24 passes."},
	})
}

func TestQuantitiesThatDisagree(t *testing.T) {
	newBench(t).rejects(t, "en", []trial{
		{"The mill has five wheels.", "The mill has four wheels."},
		{"The mill was built in 1853.", "The mill was built in 1852."},
		{"The mill was built on 4 May 1852.", "The mill was built in May 1852."},
		{"The mill was built in June.", "The mill was built in late July."},
		{"The road is 12 miles long.", "The road is 12 km long."},
		{"The prize is 12 euros.", "The prize is 12 dollars."},
		{"300 people came.", "About 300 people came."},
		{"Exactly 300 people came.", "Around 300 people came."},
		{"300 people came.", "Up to 300 people came."},
		{"More than 300 people came.", "Fewer than 300 people came."},
		{"Over 300 people came.", "300 people came."},
		{"The third wheel broke.", "The second wheel broke."},
		{"It flourished in the 1980s.", "It flourished in the 1990s."},
		{"It opened at 7 pm.", "It opened at 7 am."},
		{"There are two plans: a dam and a canal.", "There are plans for a dam and a canal."},
		{"The team gave up 24 points and caught 308 passes.", "The team gave up 308 points and caught 24 passes."},
		{"Ada wrote a book in 1905 and a play in 1902.", "Ada wrote a book in 1902 and a play in 1905."},
		{"The museum had nine rooms and four towers.", "The museum had four rooms and nine towers."},
		{"It ran from 1939 to 1870.", "It ran from 1870 to 1939."},
		{"Bern won 16–23.", "Bern won 23–16."},
		{"The signal came in 17.", "The signal came with 17 patents."},
		{"Half of the mills closed.", "A third of the mills closed."},
		{"Thousands of people came.", "Hundreds of people came."},
		{"Anna Smith and Otto Jones, three millers, met.", "The millers Anna Smith and Otto Jones met."},
		{"The council will mark 25 months of work.", "The council will mark 25 years of work."},
		{"Five officers sailed with five cooks.", "Five officers sailed with nine cooks."},
	})
}

func TestQuantitiesOfOtherLanguages(t *testing.T) {
	b := newBench(t)
	b.passes(t, "de", []trial{{"Die Brücke ist 1.200 Meter lang.", "Die Brücke ist 1200 m lang, also 1.200 Meter."}})
	b.rejects(t, "de", []trial{{"Die Brücke kostete drei Millionen Euro.", "Die Brücke kostete zwei Millionen Euro."}})
	b.rejects(t, "fr", []trial{{"Le pont mesure 40 mètres.", "Le pont mesure 30 mètres."}})
	b.rejects(t, "zh", []trial{{"大桥建于1956年。", "大桥建于1957年。"}})
}

// An amount in digits is read as it was written, whatever stands around it.
func TestDigitsAreReadAsWritten(t *testing.T) {
	b := newBench(t)
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 999_999_999).Draw(t, "n")
		written := rapid.SampledFrom([]func(int) string{func(n int) string { return fmt.Sprint(n) }, grouped3}).Draw(t, "how")(n)
		text := rapid.SampledFrom([]string{"%s mills", "the dam (%s)", "they saw %s, and left", "$%s"}).Draw(t, "text")
		f := b.read(fmt.Sprintf(text, written), "en")
		for _, q := range f.quantities {
			if !q.hint && q.value == float64(n) {
				return
			}
		}
		t.Fatalf("%q in %q gave %v", written, f.raw, f.quantities)
	})
}

func grouped3(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// A text agrees with itself.
func TestTextAgreesWithItself(t *testing.T) {
	b := newBench(t)
	pieces := []string{"the mill", "of Bern", "was not", "built", "in 1852", "may", "about 300", "all", "the largest", "rarely",
		"more than 12 km", "never", "first", "by two", "some", "people", ",", "increased", "before", "half of", "and", "no", "one of the oldest"}
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 14).Draw(t, "pieces")
		raw := strings.Join(words, " ") + "."
		if fault := b.check(raw, "en", raw); fault != "" {
			t.Fatalf("%q against itself: %s", raw, fault)
		}
	})
}

func FuzzReadFacts(f *testing.F) {
	for _, s := range []string{"On 1. July 2025, 3/4 of $5m", "7:30 p.m. – 1,000.5 ½", "two hundred and", "百分之", "-", "1990's", "a a a",
		"12-year-old", "1.2.3", "\xff5 km", "not only", "n't", "0001-99-99", "one half a"} {
		f.Add(s, "en")
		f.Add(s, "zh")
	}
	b := newBench(f)
	f.Fuzz(func(t *testing.T, raw, language string) {
		x := b.read(raw, language)
		for _, q := range x.quantities {
			if q.first < 0 || q.first >= q.end || q.end > len(x.tokens) {
				t.Fatalf("%q: the quantity %+v is not within %d tokens", raw, q, len(x.tokens))
			}
			if !strings.Contains(strings.Join(strings.Fields(raw), " "), x.said(q)) {
				t.Fatalf("%q does not hold %q", raw, x.said(q))
			}
		}
		for _, k := range x.tokens {
			if k.word >= len(x.words) || k.Start < 0 || k.End > len(raw) || k.Start >= k.End {
				t.Fatalf("%q: the token %+v lies outside", raw, k)
			}
		}
		b.check(raw, language, raw, raw)
	})
}
