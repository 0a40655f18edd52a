package ooxml

import (
	"strings"
	"unicode/utf8"

	"footnote/corpus/compose"
	"footnote/corpus/office"
	"footnote/corpus/table"
)

// tooLong says that a document was cut.
var tooLong = office.Doubt("is too long; the first 32 MiB of its text were read; split it")

// writeBlocks writes the blocks of a document.
func writeBlocks(f *file, blocks []block) {
	promote(blocks)
	w := blockWriter{w: &f.writer}
	w.blocks(blocks)
	w.endList()
}

// promote makes headings of bold lines in a document whose author knew no
// other.
func promote(blocks []block) {
	for _, b := range blocks {
		if b.kind == headingBlock {
			return
		}
	}
	for i := range blocks[:max(len(blocks)-1, 0)] {
		if b := &blocks[i]; b.kind == paragraphBlock && b.bold && !blocks[i+1].bold && looksLikeHeading(b.text) {
			b.kind, b.level = headingBlock, 2
		}
	}
}

func looksLikeHeading(text string) bool {
	const longest = 100
	last, _ := utf8.DecodeLastRuneInString(text)
	return utf8.RuneCountInString(text) <= longest && !strings.Contains(text, "\n") && !strings.ContainsRune(".,;:!。，；：！", last)
}

// A blockWriter writes blocks and keeps which items are open.
type blockWriter struct {
	w     *compose.Writer
	items int
	code  []string
}

func (b *blockWriter) blocks(blocks []block) {
	for i, block := range blocks {
		if block.kind == codeBlock {
			b.code = append(b.code, block.text)
			if i+1 < len(blocks) && blocks[i+1].kind == codeBlock {
				continue
			}
			b.endList()
			b.w.Code(strings.Join(b.code, "\n"))
			b.code = nil
			continue
		}
		b.block(block)
	}
}

func (b *blockWriter) block(block block) {
	switch block.kind {
	case titleBlock, headingBlock:
		b.endList()
		b.w.Heading(block.level, block.text)
	case itemBlock:
		b.endItems(block.level)
		b.w.Item(block.marker)
		b.items++
		b.w.Paragraph(block.text)
	case tableBlock:
		b.endList()
		table.Write(b.w, block.table)
	default:
		b.endList()
		b.w.Paragraph(block.text)
	}
	for _, after := range block.after { // notes stay in their item
		if after.kind == paragraphBlock && b.items > 0 {
			b.w.Paragraph(after.text)
			continue
		}
		b.block(after)
	}
}

// endItems ends the items that are open, but for some.
func (b *blockWriter) endItems(but int) {
	for ; b.items > but; b.items-- {
		b.w.EndItem()
	}
}

// endList ends all items, and the list with them.
func (b *blockWriter) endList() {
	b.endItems(0)
	b.w.EndList()
}
