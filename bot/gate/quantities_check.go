package gate

import (
	"fmt"
	"math"
	"strings"
)

// checkQuantities tells of a number, amount or date of the statement that
// stands in no sentence of the evidence.
func checkQuantities(s, e *facts, aligned []int) string {
	for _, q := range s.quantities {
		if q.hint || q.kind == ordinal && q.value == 1 {
			continue
		}
		said := s.said(q)
		stands, close := false, ""
		for _, p := range e.quantities {
			if !q.supportedBy(p, e) {
				continue
			}
			if !p.approximates(q) || q.approximation == "exact" && e.estimated(p) {
				close = fmt.Sprintf("%q is not what the evidence says: %q", said, e.said(p))
				continue
			}
			stands = true
			break
		}
		stands = stands || s.shares(q, e) || e.apart(q) || s.sumsUp(q)
		switch {
		case stands:
		case close != "":
			return close
		case q.kind == day:
			return fmt.Sprintf("the date %q stands in no cited sentence", said)
		default:
			return fmt.Sprintf("the number %q stands in no cited sentence", said)
		}
	}
	return newBinder(s, e, aligned).exchanged()
}

// shares reports whether q leaves out a unit that the statement names with
// another number, as in "13 hours, and Belarusians 4".
func (f *facts) shares(q quantity, e *facts) bool {
	if q.unit != "" || q.kind != cardinal {
		return false
	}
	for _, o := range f.quantities {
		if o.kind != cardinal || o.unit == "" {
			continue
		}
		for _, p := range e.quantities {
			if p.kind == cardinal && p.unit == o.unit && sameValue(p.value, q.value) && approximates(p.approximation, q.approximation) {
				return true
			}
		}
	}
	return false
}

// apart reports whether q is the years between two dates of the text, as in
// "ten years later".
func (f *facts) apart(q quantity) bool {
	if q.unit != "year" || q.age || q.approximation != "" {
		return false
	}
	for _, a := range f.quantities {
		for _, b := range f.quantities {
			if a.yearly() && b.yearly() && a.years() > 0 && b.years()-a.years() == q.value {
				return true
			}
		}
	}
	return false
}

// years is the year of a date or of a number that may be one; 0 for none.
func (q quantity) years() float64 {
	if q.kind == day {
		return float64(q.date.year)
	}
	return q.value
}

// said is what stands in the text for a quantity.
func (f *facts) said(q quantity) string {
	first, last := q.first, q.end-1
	if q.approximation != "" && first > 0 {
		for k := max(0, first-4); k < first; k++ {
			if _, n := find(f.tokens, k, "approx"); n > 0 && k+n <= first {
				first = k
				break
			}
		}
	}
	return strings.Join(strings.Fields(f.raw[f.tokens[first].Start:f.tokens[last].End]), " ")
}

// supportedBy reports whether the evidence's quantity p is the same as q, or
// says more.
func (q quantity) supportedBy(p quantity, e *facts) bool {
	switch {
	case q.kind == day:
		return p.kind == day && q.date.within(p.date)
	case q.kind == decade && p.yearly() && p.years() > 0:
		return sameValue(q.value, 10*math.Floor(p.years()/10))
	case p.kind == day:
		return q.kind == cardinal && q.unit == "" && p.date.year > 0 && q.value == float64(p.date.year)
	case q.kind == exact:
		return p.kind == exact && p.key == q.key
	case q.kind == clock && p.kind == clock:
		return sameValue(q.value, p.value) || q.half == "" && sameValue(math.Mod(q.value, 720), math.Mod(p.value, 720))
	case q.kind == decade && p.kind == decade && e.behind(p):
		return sameValue(q.value, p.value+10) // "after the 1940s" begins with the 1950s
	case q.kind == decade && p.kind == decade:
		return sameValue(q.value, p.value) || min(q.value, p.value) < 100 && sameValue(math.Mod(q.value, 100), math.Mod(p.value, 100))
	case q.kind == ordinal && p.kind == cardinal:
		return sameValue(q.value, p.value) && p.unit == "" && (p.hint || e.labels(p))
	case q.kind == cardinal && p.kind == ordinal:
		return false
	}
	return q.kind == p.kind && (sameValue(q.value, p.value) && q.unitWithin(p) || sameShare(q, p) || sameShare(p, q))
}

// sameShare reports whether a fraction is the same as a percentage.
func sameShare(fraction, percent quantity) bool {
	return fraction.unit == "" && percent.unit == "percent" && fraction.kind == cardinal && percent.kind == cardinal &&
		fraction.value > 0 && fraction.value < 1 && math.Abs(100*fraction.value-percent.value) < 0.5
}

// behind reports whether the text means the time after a decade.
func (f *facts) behind(q quantity) bool {
	for k := max(0, q.first-2); k < q.first; k++ {
		if f.tokens[k].lower == "after" {
			return true
		}
	}
	return false
}

// labels reports whether a number is the name's own, as in "Super Bowl 50".
func (f *facts) labels(q quantity) bool {
	return q.first > 0 && f.tokens[q.first-1].kind == letters && f.tokens[q.first-1].capital(f.raw)
}

// unitWithin reports whether the units agree. An age needs none.
func (q quantity) unitWithin(p quantity) bool {
	return q.unit == p.unit || p.hint || (q.age || p.age) && (q.unit == "" || p.unit == "")
}

// approximates is approximates for quantities, whose approximation may be none.
func (p quantity) approximates(q quantity) bool {
	return approximates(p.approximation, q.approximation) || p.place && approximates("", q.approximation) ||
		q.place && approximates(p.approximation, "")
}

// estimated reports whether the text gives a number by an estimate, as in "an
// estimated population of 300".
func (f *facts) estimated(q quantity) bool {
	for k := max(0, q.first-4); k < q.first; k++ {
		if p, n := find(f.tokens, k, "approx"); n > 0 && p.value == "about" && f.tokens[k].clause == f.tokens[q.first].clause {
			return true
		}
	}
	return false
}

// approximates reports whether a number that the evidence states in one way
// may be stated in the other.
func approximates(evidence, statement string) bool {
	if evidence == statement {
		return true
	}
	switch evidence {
	case "", "exact":
		switch statement {
		case "", "exact", "about", "atleast", "atmost":
			return true
		}
	case "more":
		return statement == "atleast"
	case "less":
		return statement == "atmost"
	case "almost":
		return statement == "less" || statement == "about" || statement == "atmost"
	}
	return false
}
