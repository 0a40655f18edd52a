package gate

import "testing"

func TestPolarityThatAgrees(t *testing.T) {
	newBench(t).passes(t, "en", []trial{
		{"The mill did not close.", "The mill did not close."},
		{"The mill didn't close.", "The mill never closed."},
		{"The town lacks a mill.", "The town does not have a mill."},
		{"The town is without a mill.", "There is no mill in the town."},
		{"Most towns lack a mill.", "Most towns have not yet built a mill."},
		{"Anna built the mill.", "Anna, not Otto, built the mill."},
		{"The mill is old and loud.", "The mill is not only old but also loud."},
		{"The mill opened in 1990.", "The mill did not open until 1990."},
		{"The mill opened only in 1990.", "The mill did not open until 1990."},
		{"The miller no longer grinds corn.", "The miller has stopped grinding corn."},
		{"The miller was unable to pay.", "The miller could not pay."},
		{"It is impossible to stop the wheel.", "The wheel cannot be stopped."},
		{"The visit is common.", "The visit is not uncommon."},
		{"The council rejected the plan.", "The plan was rejected by the council."},
		{"The council failed to agree.", "The council did not agree."},
		{"The wheel is small.", "The wheel is not large."},
		{"Limits reduce the effectiveness of the wheel.", "Limits make the wheel less effective."},
		{"The flood came before the fire.", "The fire came after the flood."},
		{"The price rose in May and fell in June.", "In June the price fell, after it rose in May."},
		{"No mill is larger than the one in Bern.", "The largest mill is the one in Bern."},
		{"Nobody but Anna may enter.", "Only Anna may enter."},
		{"Unlike Bern, Basel has a mill.", "Basel has a mill, but Bern does not."},
		{"No. 4 is the best wheel.", "The best wheel is No. 4."},
		{"Without doubt the mill is old.", "The mill is old."},
		{"Anna grinds corn.", "Anna grinds corn rather than wheat."},
	})
}

func TestPolarityThatDisagrees(t *testing.T) {
	newBench(t).rejects(t, "en", []trial{
		{"The mill closed in winter.", "The mill did not close in winter."},
		{"The mill did not close in winter.", "The mill closed in winter."},
		{"The miller never paid the tax.", "The miller paid the tax."},
		{"The miller paid the tax.", "The miller never paid the tax."},
		{"The town has a mill.", "The town has no mill."},
		{"No town has a mill.", "A town has a mill."},
		{"The council agreed.", "The council failed to agree."},
		{"The council approved the plan.", "The council refused to approve the plan."},
		{"The miller can't pay the tax.", "The miller can pay the tax."},
		{"The wheel turned without water.", "The wheel turned with water."},
		{"Output increased in 1990.", "Output decreased in 1990."},
		{"Output rose in 1990.", "Output fell in 1990."},
		{"The mill in the north is old.", "The mill in the south is old."},
		{"The new wheel is less loud.", "The new wheel is more loud."},
		{"The council supported the canal.", "The council opposed the canal."},
		{"The law allows dams.", "The law forbids dams."},
		{"The list includes mills.", "The list excludes mills."},
		{"The largest wheel is made of oak.", "The smallest wheel is made of oak."},
		{"The flood came after the fire.", "The flood came before the fire."},
		{"The minimum depth is low.", "The maximum depth is low."},
		{"The early wheels were made of oak.", "The late wheels were made of oak."},
		{"The change left the price of corn unchanged.", "The change left the price of corn changed."},
		{"The first mill was made of oak.", "The last mill was made of oak."},
		{"The old mill kept its wheels.", "The old mill lost its wheels."},
		{"Anna won the race in Bern.", "Anna did not win the race in Bern."},
		{"The wheels were not all broken.", "The wheels were broken."},
		{"Monks could not break their vows without sin.", "Monks could break their vows without sin."},
	})
}

func TestPolarityOfOtherLanguages(t *testing.T) {
	b := newBench(t)
	for _, x := range []struct{ language, with, without string }{
		{"de", "Die Mühle wurde nicht geschlossen.", "Die Mühle wurde geschlossen."},
		{"fr", "Le moulin n'a jamais fermé.", "Le moulin a fermé."},
		{"es", "El molino no cerró.", "El molino cerró."},
		{"ru", "Мельница не закрылась.", "Мельница закрылась."},
		{"zh", "磨坊没有关闭。", "磨坊关闭。"},
	} {
		b.passes(t, x.language, []trial{{x.with, x.with}, {x.without, x.without}})
		b.rejects(t, x.language, []trial{{x.with, x.without}, {x.without, x.with}})
	}
}
