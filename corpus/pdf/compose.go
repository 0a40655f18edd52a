package pdf

import (
	"context"
	"fmt"
	"sort"
	"strings"

	"footnote/corpus"
	composing "footnote/corpus/compose"
)

// compose makes a document of pages that were taken apart. It is not whole when
// ctx has ended.
func compose(ctx context.Context, sheets []sheet, outline []entry) corpus.Document {
	pages, printed := withoutHeads(sheets)
	regions := make([][]region, len(pages))
	known := words{}
	for i, segments := range pages {
		if ctx.Err() != nil {
			return corpus.Document{}
		}
		regions[i] = order(segments)
		regions[i] = append(regions[i], turnedRegions(sheets[i].runs)...)
		for _, r := range regions[i] {
			for n, line := range r {
				known.count(line.text(), n > 0 && strings.HasSuffix(r[n-1].text(), "-"))
			}
		}
	}
	body := bodyOf(pages)
	var all [][]block
	for i := range regions {
		for _, r := range regions[i] {
			if ctx.Err() != nil {
				return corpus.Document{}
			}
			all = append(all, blocksOf(r, i, known, body))
		}
	}
	flat := flatten(all)
	markHeadings(flat, body, outline)
	blocks := merged(unflatten(flat, all), known)
	return write(blocks, labelsOf(sheets, printed))
}

// flatten puts the blocks of all regions behind each other; unflatten takes
// them apart again.
func flatten(all [][]block) []block {
	var flat []block
	for _, blocks := range all {
		flat = append(flat, blocks...)
	}
	return flat
}

func unflatten(flat []block, like [][]block) [][]block {
	parts := make([][]block, len(like))
	for i, blocks := range like {
		parts[i], flat = flat[:len(blocks):len(blocks)], flat[len(blocks):]
	}
	return parts
}

// withoutHeads makes segments of each page, without those of its head and foot.
func withoutHeads(sheets []sheet) (pages [][]segment, printed []int) {
	pages = make([][]segment, len(sheets))
	rows := make([][]row, len(sheets))
	for i, s := range sheets {
		most, _ := upright(s.runs)
		pages[i] = segmentsOf(most)
		rows[i] = rowsOf(pages[i])
	}
	drop, printed := running(rows)
	for i, segments := range pages {
		kept := segments[:0]
		for _, s := range segments {
			if !drop[i][s.order] {
				kept = append(kept, s)
			}
		}
		pages[i] = kept
	}
	return pages, printed
}

// turnedRegions are what stands on a page in other directions than most of it,
// which is read last.
func turnedRegions(runs []run) []region {
	_, others := upright(runs)
	var regions []region
	for quarters := range 4 {
		var same []run
		for _, r := range others {
			if r.quarters == quarters {
				same = append(same, r)
			}
		}
		if len(same) > 0 {
			regions = append(regions, rowsOf(segmentsOf(same)))
		}
	}
	return regions
}

// bodyOf is how most of the text is set.
func bodyOf(pages [][]segment) font {
	weights := map[font]int{}
	for _, segments := range pages {
		for _, s := range segments {
			key := font{size: float64(sizeKey(s.size)) / 2, bold: s.bold, italic: s.italic, mono: s.mono}
			weights[key] += len(s.text)
		}
	}
	var body font
	most := 0
	for f, weight := range weights {
		if weight > most || weight == most && f.size > body.size {
			body, most = f, weight
		}
	}
	return body
}

// labelsOf are the names of pages: what the file says, or what is printed on
// them, or their places.
func labelsOf(sheets []sheet, printed []int) []string {
	labels := make([]string, len(sheets))
	numbered, shift := 0, 0
	for i, n := range printed {
		if n > 0 {
			numbered, shift = numbered+1, n-i
		}
	}
	named := false
	for i, s := range sheets {
		named = named || s.label != "" && s.label != fmt.Sprint(i+1)
	}
	for i, s := range sheets {
		switch {
		case named && s.label != "":
			labels[i] = s.label
		case numbered >= 2 && numbered*2 >= len(sheets) && i+shift > 0:
			labels[i] = fmt.Sprint(i + shift)
		default:
			labels[i] = fmt.Sprint(i + 1)
		}
	}
	return labels
}

// write writes the blocks, and where each page begins.
func write(blocks []block, labels []string) corpus.Document {
	var w composing.Writer
	var turns []turn
	at := func(offset, page int) {
		if n := len(turns); n == 0 || turns[n-1].page != page {
			turns = append(turns, turn{at: offset, page: page})
		}
	}
	for i, b := range blocks {
		at(w.Len(), b.page)
		switch b.kind {
		case heading:
			w.Heading(b.level, strings.TrimLeft(b.text, "# "))
		case table:
			w.Table(b.cells, b.headers)
		case code:
			w.Code(b.text)
		case item:
			mark := "- "
			text := bullet.ReplaceAllString(b.text, "")
			if number := enumerator.FindString(b.text); number != "" {
				mark, text = number, b.text[len(number):]
			}
			w.Item(mark)
			w.Paragraph(text)
			w.EndItem()
			if i+1 < len(blocks) && blocks[i+1].kind != item {
				w.EndList()
			}
		default:
			w.Paragraph(b.text)
		}
		for _, t := range b.turns {
			at(w.Len()-len(b.text)+t.at, t.page)
		}
	}
	doc := corpus.Document{Text: w.Text(), Sections: w.Sections()}
	for _, t := range turns {
		start := t.at
		for start < len(doc.Text) && doc.Text[start] == '\n' {
			start++
		}
		doc.Pages = append(doc.Pages, corpus.Page{Label: labels[t.page], Start: start})
	}
	sort.SliceStable(doc.Pages, func(i, j int) bool { return doc.Pages[i].Start < doc.Pages[j].Start })
	doc.Title = titleOf(blocks)
	return doc
}

// titleOf is the first heading of level 1, or else the first of all.
func titleOf(blocks []block) string {
	first := ""
	for _, b := range blocks {
		if b.kind != heading {
			continue
		}
		if b.level == 1 {
			return b.text
		}
		if first == "" {
			first = b.text
		}
	}
	return first
}
