package gate

import "testing"

func TestHedgesThatAgree(t *testing.T) {
	newBench(t).passes(t, "en", []trial{
		{"The dam may break.", "The dam might break."},
		{"The dam could break.", "The dam may break."},
		{"The dam can break.", "The dam could break."},
		{"Possibly the dam will break.", "The dam may break."},
		{"The dam has the potential to break.", "The dam may break."},
		{"The council plans to build a dam.", "The council intends to build a dam."},
		{"The council wants to build a dam.", "The council hopes to build a dam."},
		{"Building a dam is the council's aim.", "The council aims to build a dam."},
		{"The dam is thought to be old.", "Some believe that the dam is old."},
		{"The dam may be old.", "The dam is old."},
		{"The dam is old.", "Anna said that the dam is old."},
		{"Many mills closed.", "Most mills closed."},
		{"Most mills closed.", "The majority of the mills closed."},
		{"The dam is one of the oldest works.", "The dam is among the oldest works."},
		{"The dam often leaks.", "The dam usually leaks."},
		{"In May 1852 the dam opened.", "The dam opened in May 1852."},
		{"The dam later became a road.", "The dam would later become a road."},
	})
}

func TestHedgesThatDisagree(t *testing.T) {
	newBench(t).rejects(t, "en", []trial{
		{"The dam will break.", "The dam may break."},
		{"The dam breaks in winter.", "The dam might break in winter."},
		{"The dam broke.", "The dam probably broke."},
		{"The council built a dam.", "The council plans to build a dam."},
		{"The council transformed the dam into a road.", "The council is looking to transform the dam into a road."},
		{"The council closed the mill.", "The council is considering closing the mill."},
		{"The dam caused the flood.", "The dam allegedly caused the flood."},
		{"The miller left for Bern.", "The miller reportedly tried to leave for Bern."},
		{"The dam is old.", "The dam seems to be old."},
		{"Mills closed in winter.", "Some mills closed in winter."},
		{"All mills closed in winter.", "Most mills closed in winter."},
		{"Every miller agrees.", "Many millers agree."},
		{"The dam always leaks.", "The dam sometimes leaks."},
		{"The dam is the oldest work.", "The dam is one of the oldest works."},
		{"The test opened the gate.", "A test was planned to open the gate."},
	})
}

func TestHedgesOfOtherLanguages(t *testing.T) {
	b := newBench(t)
	b.rejects(t, "de", []trial{{"Der Damm ist gebrochen.", "Der Damm ist vermutlich gebrochen."}})
	b.rejects(t, "fr", []trial{{"Le barrage est fermé.", "Le barrage est probablement fermé."}})
	b.rejects(t, "es", []trial{{"La presa está cerrada.", "La presa posiblemente está cerrada."}})
	b.rejects(t, "ru", []trial{{"Плотина закрыта.", "Плотина возможно закрыта."}})
	b.passes(t, "de", []trial{{"Der Damm ist wahrscheinlich gebrochen.", "Der Damm ist vermutlich gebrochen."}})
}
