package ooxml

import (
	"testing"
	"unicode/utf8"
)

// TestFormat holds what LibreOffice and Excel show.
func TestFormat(t *testing.T) {
	for _, tt := range []struct {
		code  string
		value float64
		want  string
	}{
		{"", 717710, "717710"}, {"General", 0.1 + 0.2, "0.3"}, {"General", 1e20, "1E+20"}, {"", 1234567.891, "1234567.891"}, {"General", -12, "-12"},
		{"0", 2.5, "3"}, {"0.00", 2.675, "2.68"}, {"0.00", -1.005, "-1.01"}, {"#,##0", 1234567, "1,234,567"}, {"#,##0.00", 1234.5, "1,234.50"},
		{"0%", 0.256, "26%"}, {"0.0%", 0.256, "25.6%"}, {"0.00E+00", 12345, "1.23E+04"}, {"00000", 42, "00042"}, {"#.##", 0.5, ".5"}, {"0.0##", 1.25, "1.25"},
		{`"$"#,##0.00;[Red]("$"#,##0.00)`, -12.5, "($12.50)"}, {`[$€-407] #,##0.00`, 45, "€ 45.00"}, {`#,##0.00\ [$€-1]`, 45, "45.00 €"}, {`_-* #,##0.00\ "€"_-`, 45, "45.00 €"},
		{`0" kg"`, 12, "12 kg"}, {"#,##0,", 1234567, "1,235"}, {`0.0,,"M"`, 2500000, "2.5M"}, {`0;-0;"none"`, 0, "none"}, {"[>100]0.0", 5, "5.0"}, {"# ?/?", 0.5, "0.5"},
		{"yyyy-mm-dd", 45356, "2024-03-05"}, {"d/m/yyyy", 45356, "5/3/2024"}, {"dd.mm.yyyy", 45356, "05.03.2024"}, {`d" de "mmmm`, 45356, "5 de March"}, {"dddd, d mmm yy", 45356, "Tuesday, 5 Mar 24"},
		{"h:mm", 0.75, "18:00"}, {"h:mm AM/PM", 0.75, "6:00 PM"}, {"mm:ss", 0.0011574074, "01:40"}, {"[h]:mm", 1.5, "36:00"}, {"yyyy-mm-dd hh:mm:ss", 45356.9999999, "2024-03-06 00:00:00"},
		{`yyyy\-mm\-dd\Thh:mm`, 45356.5, "2024-03-05T12:00"}, {"mm:ss.0", 0.00001, "00:00.9"}, {"yyyy-mm-dd", -40756, "1788-05-29"}, {"yyyy-mm-dd", -115858, "1582-10-15"}, {"yyyy-mm-dd", -311179, "1048-01-01"}, {"yyyy-mm-dd", -115859, "1582-10-04"}, {"yyyy-mm-dd", -693595, "0001-01-01"}, {"yyyy", -700000, "-700000"}, {"d mmm yyyy", 1, "1 Jan 1900"}, {"yyyy-mm-dd", 61, "1900-03-01"},
		{"[$-F800]dddd, mmmm dd, yyyy", 45356, "Tuesday, March 05, 2024"}, {`0.00"`, 1, "1.00"}, {"[", 1, ""}, {"0000-000-000", 1234567890, "1234-567-890"}, {"(###) ###-####", 5551234567, "(555) 123-4567"}, {"@", 5, "5"},
	} {
		if got := parseFormat(tt.code).show(tt.value, false); got != tt.want {
			t.Errorf("%v as %q is %q, want %q", tt.value, tt.code, got, tt.want)
		}
	}
	if got := parseFormat("yyyy-mm-dd").show(43894, true); got != "2024-03-05" {
		t.Errorf("counted from 1904: %q", got)
	}
}

func FuzzFormat(f *testing.F) {
	f.Add("#,##0.00;[Red]-0", 1.5)
	f.Add(`yyyy"x"mm [h]:mm:ss.000 AM/PM`, 45356.7)
	f.Add("# ?/?%E+00", -1e300)
	f.Fuzz(func(t *testing.T, code string, value float64) {
		text := parseFormat(code).show(value, value > 5)
		if utf8.ValidString(code) && !utf8.ValidString(text) || len(text) > 10_000 {
			t.Errorf("%v as %q is %q", value, code, text)
		}
	})
}
