package pdf

import (
	"strconv"
	"strings"
	"testing"

	"footnote/corpus/readertest"
	"footnote/corpus/readertest/hostile"
)

// TestGolden reads the samples in testdata, made by other programs.
func TestGolden(t *testing.T) { readertest.Golden(t, shared(t), "testdata/*.pdf", 8) }

func FuzzRead(f *testing.F) { readertest.Fuzz(f, shared(f), "a.pdf", "testdata/ieee.pdf") }

// FuzzContent reads a page on which anything is written.
func FuzzContent(f *testing.F) {
	for _, content := range []string{
		hostile.PDFWords, "", "BT /F 12 Tf 50 700 Td [(a) -900 (b)] TJ T* (c) Tj ET", "q 0 1 -1 0 50 50 cm " + hostile.PDFWords + " Q",
		"BT /F 24 Tf 50 700 Td (Title) Tj 0 -40 Td /F 10 Tf (One line.) Tj 300 0 Td (Another) Tj ET",
		"BT /F 10 Tf 50 700 Td (x) Tj 5 Ts /F 6 Tf (2) Tj 0 Ts 0 -20 Td (1. a) Tj 0 -12 Td (- b) Tj ET", "BI /W 1 /H 1 ID x EI",
	} {
		f.Add([]byte(content))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		readertest.Read(t, shared(t), "a.pdf", hostile.OnePage("<</Length "+strconv.Itoa(len(content))+">>\nstream\n"+string(content)+"\nendstream"))
	})
}

// FuzzCompose sets letters anywhere on some pages.
func FuzzCompose(f *testing.F) {
	f.Add([]byte("The harbour\x10\x20\x30\x40 of Lindvik 123"))
	f.Fuzz(func(t *testing.T, data []byte) {
		sheets := make([]sheet, 3)
		var glyphs []glyph
		for i := 0; i+6 < len(data); i += 6 {
			g := glyph{char: rune(data[i]) | rune(data[i+5]&7)<<8, angle: float64(data[i+5]>>6) * 1.57, stretch: i / 30}
			left, bottom := float64(data[i+1])*2, float64(data[i+2])*3
			g.size, g.bold, g.mono = float64(data[i+3]%40), data[i+3] > 200, data[i+3] > 240
			g.box = box{left, bottom, left + float64(data[i+4]%16), bottom + g.size*.7}
			glyphs = append(glyphs, g)
		}
		for i := range sheets {
			sheets[i] = sheet{number: i, runs: runsOf(glyphs[i*len(glyphs)/3 : (i+1)*len(glyphs)/3])}
		}
		doc := compose(t.Context(), sheets, []entry{{title: "The harbour", level: 2, page: 1}})
		if strings.TrimSpace(doc.Text) != "" {
			readertest.Check(t, doc)
		}
	})
}
