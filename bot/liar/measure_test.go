package liar_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"footnote/bot/liar"
)

func statement(id string, class liar.Class) liar.Statement {
	s := liar.Statement{ID: id, Class: class, True: class.True(), Text: "Text of " + id + ".", Passage: "right", Marker: "right"}
	if class == liar.WrongMarker {
		s.Marker = "wrong"
	}
	return s
}

func TestMeasure(t *testing.T) {
	statements := []liar.Statement{
		statement("t1", liar.Paraphrased), statement("t2", liar.Paraphrased), statement("t3", liar.Passive), statement("t4", liar.Passive),
		statement("n1", liar.Number), statement("n2", liar.Number), statement("n3", liar.Number), statement("n4", liar.Number),
		statement("m1", liar.WrongMarker), statement("m2", liar.WrongMarker), statement("m3", liar.WrongMarker), statement("m4", liar.WrongMarker),
	}
	fates := map[string]liar.Delivery{
		"t1": {Delivered: true}, "t2": {Delivered: true, Passages: []string{"right"}}, "t3": {Delivered: true},
		"n1": {Delivered: true, Passages: []string{"right"}, Reason: "overlooked"},
		"m1": {Delivered: true, Passages: []string{"right"}}, "m2": {Delivered: true, Passages: []string{"right", "wrong"}, Reason: "both"},
	}
	report := liar.Measure(statements, func(s liar.Statement) liar.Delivery { return fates[s.ID] })
	want := liar.Report{
		Classes: []liar.Tally{
			{Class: liar.Paraphrased, True: true, Count: 2, Delivered: 2, Precision: 0.5, Recall: 1},
			{Class: liar.Passive, True: true, Count: 2, Delivered: 1, Precision: 1.0 / 3, Recall: 0.5},
			{Class: liar.Number, Count: 4, Delivered: 1, Precision: 0.75, Recall: 0.75},
			{Class: liar.WrongMarker, Count: 4, Delivered: 1, Mended: 1, Precision: 0.8, Recall: 0.75},
		},
		// Of six delivered, three are true, one was mended and two are lies.
		Total: liar.Tally{Count: 12, Delivered: 6, Mended: 1, Precision: 4.0 / 6, Recall: 0.75},
		Wrong: []liar.Fault{
			{Statement: statements[3]},
			{Statement: statements[4], Delivered: true, Reason: "overlooked"},
			{Statement: statements[9], Delivered: true, Reason: "both"},
		},
	}
	if diff := cmp.Diff(want, report); diff != "" {
		t.Errorf("report (-want +got):\n%s", diff)
	}
}

func TestMeasureNothing(t *testing.T) {
	report := liar.Measure(nil, nil)
	if report.Total.Precision != 1 || report.Total.Recall != 1 || len(report.Classes) != 0 {
		t.Errorf("nothing measured gives %+v", report)
	}
}

func TestReportPrints(t *testing.T) {
	report := liar.Measure([]liar.Statement{statement("n1", liar.Number), statement("t1", liar.Merged)}, func(s liar.Statement) liar.Delivery {
		return liar.Delivery{Delivered: s.Class == liar.Number, Reason: "three is about four"}
	})
	var table, data bytes.Buffer
	if err := report.WriteTable(&table); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"merged", "number", "100.0 %", "delivered, number (n1): Text of n1.", "because: three is about four"} {
		if !strings.Contains(table.String(), want) {
			t.Errorf("the table lacks %q:\n%s", want, table.String())
		}
	}
	if strings.Contains(table.String(), "t1") {
		t.Errorf("the list of lies names a true statement:\n%s", table.String())
	}
	if err := report.WriteJSON(&data); err != nil {
		t.Fatal(err)
	}
	var back liar.Report
	if err := json.Unmarshal(data.Bytes(), &back); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(report, back); diff != "" {
		t.Errorf("read back from JSON (-want +got):\n%s", diff)
	}
}
