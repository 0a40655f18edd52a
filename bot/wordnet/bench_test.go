package wordnet

import "testing"

// benchPairs are ordinary words; "hold" and "take" have 45 and 61 meanings.
var benchPairs = map[string][2]string{
	"ordinary": {"organised", "arrangement"},
	"none":     {"diplomats", "quarterly"},
	"unknown":  {"chatbots", "zorked"},
	"manifold": {"hold", "take"},
}

func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := New(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRelation(b *testing.B) {
	th := opened(b)
	for name, p := range benchPairs {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				th.Relation(p[0], p[1])
			}
		})
	}
}

func BenchmarkPrepared(b *testing.B) {
	th := opened(b)
	for name, p := range benchPairs {
		x, y := th.Look(p[0]), th.Look(p[1])
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				x.Relation(y)
			}
		})
	}
}
