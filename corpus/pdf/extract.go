package pdf

import (
	"context"
	"fmt"
	"math"
	"unicode/utf8"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/responses"
)

// A sheet is a page as PDFium takes it apart.
type sheet struct {
	number int    // from 0
	label  string // as the file gives it, or ""
	runs   []run  // in the order of the file
	// pictured is set when there are pictures on a page without text.
	pictured bool
	// broken is set when the page could not be read.
	broken bool
}

const (
	// maxPages is how many pages are read.
	maxPages = 20_000
	// maxBroken is how many pages may be broken in a row before the rest of
	// them is given up: a damaged file may claim to have any number.
	maxBroken = 50
	// maxCharacters is how many characters a page may have; nobody reads more.
	maxCharacters = 200_000
	// maxTotal is how many characters a document may have.
	maxTotal = 20_000_000
	// maxObjects is how many objects of a page are looked at for pictures.
	maxObjects = 1000
)

// An opened document.
type opened struct {
	pdfium.Pdfium
	document references.FPDF_DOCUMENT
}

// sheets takes the pages of a document apart. The fault tells of pages that
// were left out.
func (o opened) sheets(ctx context.Context) ([]sheet, error) {
	counted, err := o.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: o.document})
	if err != nil {
		return nil, fmt.Errorf("counting pages: %w", err)
	}
	if counted.PageCount > maxPages {
		return nil, fmt.Errorf("has %d pages, more than the limit of %d; split it", counted.PageCount, maxPages)
	}
	var all []sheet
	broken, total := 0, 0
	for i := range counted.PageCount {
		s, characters, err := o.sheet(i)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if broken++; err == nil {
			broken = 0
		}
		s.broken = err != nil
		all = append(all, s)
		if total += characters; total > maxTotal {
			return nil, fmt.Errorf("holds more than %d characters; split it", maxTotal)
		}
		if broken == maxBroken {
			break
		}
	}
	return all, nil
}

// sheet takes one page apart.
func (o opened) sheet(number int) (s sheet, characters int, err error) {
	s = sheet{number: number}
	if label, err := o.FPDF_GetPageLabel(&requests.FPDF_GetPageLabel{Document: o.document, Page: number}); err == nil {
		s.label = label.Label
	}
	loaded, err := o.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: o.document, Index: number})
	if err != nil {
		return s, 0, err
	}
	defer o.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: loaded.Page})
	page := requests.Page{ByReference: &loaded.Page}
	characters, stretches, err := o.count(page)
	if err != nil {
		return s, 0, err
	}
	if characters > maxCharacters {
		return s, 0, fmt.Errorf("has %d characters", characters)
	}
	if characters > 0 {
		glyphs := o.glyphs
		if characters*stretches > maxCompared {
			glyphs = o.glyphsOneByOne
		}
		all, err := glyphs(page)
		if err != nil {
			return s, 0, err
		}
		s.runs = runsOf(all)
	}
	if len(s.runs) == 0 {
		s.pictured = o.pictured(page)
	}
	return s, characters, nil
}

// count counts the characters of a page, and the stretches of one font on it.
func (o opened) count(page requests.Page) (characters, stretches int, err error) {
	text, err := o.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: page})
	if err != nil {
		return 0, 0, err
	}
	defer o.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: text.TextPage})
	counted, err := o.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: text.TextPage})
	if err != nil || counted.Count > maxCharacters {
		return counted.Count, 0, err
	}
	rects, err := o.FPDFText_CountRects(&requests.FPDFText_CountRects{TextPage: text.TextPage, StartIndex: 0, Count: counted.Count})
	if err != nil {
		return 0, 0, err
	}
	return counted.Count, rects.Count, nil
}

// maxCompared bounds the product of characters and stretches up to which fonts
// are asked for by stretches: that compares each with each, and cannot be
// interrupted.
const maxCompared = 3_000_000

// glyphs are the characters of a page. Asking for the font of each takes four
// times as long as asking for that of each stretch of one font.
func (o opened) glyphs(page requests.Page) ([]glyph, error) {
	characters, err := o.GetPageTextStructured(&requests.GetPageTextStructured{Page: page, Mode: requests.GetPageTextStructuredModeChars})
	if err != nil {
		return nil, err
	}
	stretches, err := o.GetPageTextStructured(&requests.GetPageTextStructured{
		Page: page, Mode: requests.GetPageTextStructuredModeRects, CollectFontInformation: true})
	if err != nil {
		return nil, err
	}
	fonts := make([]stretch, 0, len(stretches.Rects))
	for _, r := range stretches.Rects {
		if r.FontInformation != nil {
			fonts = append(fonts, stretch{box: boxOf(r.PointPosition), font: fontOf(*r.FontInformation)})
		}
	}
	glyphs := make([]glyph, 0, len(characters.Chars))
	at := 0
	for _, c := range characters.Chars {
		g := glyphOf(c)
		at = locate(fonts, g.box, at)
		if at < len(fonts) {
			g.font, g.stretch = fonts[at].font, at
		}
		glyphs = append(glyphs, g)
	}
	return glyphs, nil
}

// glyphsOneByOne asks for the font of each character.
func (o opened) glyphsOneByOne(page requests.Page) ([]glyph, error) {
	characters, err := o.GetPageTextStructured(&requests.GetPageTextStructured{
		Page: page, Mode: requests.GetPageTextStructuredModeChars, CollectFontInformation: true})
	if err != nil {
		return nil, err
	}
	glyphs := make([]glyph, 0, len(characters.Chars))
	for _, c := range characters.Chars {
		g := glyphOf(c)
		if c.FontInformation != nil {
			g.font = fontOf(*c.FontInformation)
		}
		glyphs = append(glyphs, g)
	}
	return glyphs, nil
}

func glyphOf(c *responses.GetPageTextStructuredChar) glyph {
	char, _ := utf8.DecodeRuneInString(c.Text)
	if c.Text == "" {
		char = 0
	}
	return glyph{box: boxOf(c.PointPosition), angle: c.Angle, char: char}
}

// A stretch is where text of one font stands.
type stretch struct {
	box
	font
}

// locate finds the stretch that a character stands in. They are in the order
// of the characters, so most often it is that of the one before.
func locate(fonts []stretch, b box, last int) int {
	const slack = .5
	x, y := (b.left+b.right)/2, (b.bottom+b.top)/2
	for n := range len(fonts) {
		i := (last + n) % len(fonts)
		f := fonts[i]
		if f.left-slack <= x && x <= f.right+slack && f.bottom-slack <= y && y <= f.top+slack {
			return i
		}
		if n == 200 {
			break
		}
	}
	return last
}

func boxOf(p responses.CharPosition) box {
	return box{left: finite(p.Left), bottom: finite(p.Bottom), right: finite(p.Right), top: finite(p.Top)}
}

// finite keeps numbers that a broken file may give within what a page can be.
func finite(x float64) float64 {
	const most = 1e6
	if math.IsNaN(x) {
		return 0
	}
	return min(max(x, -most), most)
}

// pictured reports whether there are pictures on a page.
func (o opened) pictured(page requests.Page) bool {
	counted, err := o.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: page})
	if err != nil {
		return false
	}
	for i := range min(counted.Count, maxObjects) {
		object, err := o.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: page, Index: i})
		if err != nil {
			return false
		}
		kind, err := o.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: object.PageObject})
		if err == nil && (kind.Type == enums.FPDF_PAGEOBJ_IMAGE || kind.Type == enums.FPDF_PAGEOBJ_FORM) {
			return true
		}
	}
	// Text whose letters are drawn as outlines takes many paths.
	return counted.Count > 200
}
