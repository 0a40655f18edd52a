package ooxml

import (
	"strconv"
	"strings"

	"footnote/corpus/markup"
	"footnote/corpus/office"
)

// drawnText reads the paragraphs of a shape. Those of one that is bulleted are
// items, unless they say otherwise.
func drawnText(r *markup.Reader, bulleted bool) ([]office.Block, error) {
	var blocks []office.Block
	var counts [maxLevels + 1]int
	err := r.Each(func(e markup.Element) error {
		if e.Name.Local != "p" {
			return nil
		}
		p := drawnParagraph{r: r, bullet: bulleted}
		err := r.Each(p.visit)
		b := office.Block{Text: office.Spaced(p.text.String())}
		switch {
		case b.Text == "":
			return err
		case p.numbered:
			counts[p.level]++
			b.Kind, b.Level, b.Marker = office.Item, p.level, strconv.Itoa(counts[p.level])+". "
		case p.bullet:
			b.Kind, b.Level, b.Marker = office.Item, p.level, "- "
		}
		if !p.numbered {
			counts[p.level] = 0
		}
		clear(counts[p.level+1:])
		blocks = append(blocks, b)
		return err
	})
	return blocks, err
}

// A drawnParagraph is a paragraph of a shape.
type drawnParagraph struct {
	r                *markup.Reader
	level            int
	bullet, numbered bool
	text             strings.Builder
}

func (p *drawnParagraph) visit(e markup.Element) error {
	switch e.Name.Local {
	case "pPr":
		p.level = min(number(e, "lvl", 0), maxLevels-1)
		return p.r.Each(func(e markup.Element) error {
			switch e.Name.Local {
			case "buNone":
				p.bullet = false
			case "buChar", "buBlip":
				p.bullet = true
			case "buAutoNum":
				p.numbered = true
			}
			return nil
		})
	case "r", "fld":
		raised := false
		return p.r.Each(func(e markup.Element) error {
			switch e.Name.Local {
			case "rPr":
				baseline, _ := strconv.Atoi(markup.Attr(e, "baseline"))
				raised = baseline > 0
			case "t":
				text, err := p.r.Text()
				if text = office.Visible(text); raised {
					text = office.Superscript(p.text.String(), text)
				}
				p.text.WriteString(text)
				return err
			}
			return nil
		})
	case "br":
		p.text.WriteByte('\n')
	case "AlternateContent":
		return chosen(p.r, p.visit)
	case "m", "oMath", "oMathPara":
		text, err := p.r.Text()
		p.text.WriteString(text)
		return err
	}
	return nil
}
