package office

import (
	"strings"
	"unicode/utf8"

	"footnote/corpus/compose"
	"footnote/corpus/table"
)

// A Kind tells what a block is.
type Kind int

// The kinds of blocks.
const (
	Paragraph Kind = iota
	Title          // of the whole document
	Heading
	Item
	Code
	Table
)

// A Block is a part of a document that stands alone.
type Block struct {
	Kind Kind
	// Level is that of a heading, from 1, or of an item, from 0.
	Level int
	// Marker is what an item begins with, such as "- ".
	Marker string
	Text   string
	// Bold is set when all of the text is.
	Bold  bool
	Table table.Table
	// After are the blocks that belong to this one: notes and text boxes.
	After []Block
}

// Write writes the blocks of a document.
func Write(to *compose.Writer, blocks []Block) {
	w := blockWriter{w: to}
	w.blocks(blocks)
	w.endList()
}

// Promote makes headings of bold lines in a document whose author knew no
// other.
func Promote(blocks []Block) {
	for _, b := range blocks {
		if b.Kind == Heading {
			return
		}
	}
	for i := range blocks[:max(len(blocks)-1, 0)] {
		if b := &blocks[i]; b.Kind == Paragraph && b.Bold && !blocks[i+1].Bold && looksLikeHeading(b.Text) {
			b.Kind, b.Level = Heading, 2
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

func (b *blockWriter) blocks(blocks []Block) {
	for i, block := range blocks {
		if block.Kind != Code {
			b.block(block)
			continue
		}
		b.code = append(b.code, block.Text)
		if i+1 == len(blocks) || blocks[i+1].Kind != Code {
			b.endList()
			b.w.Code(strings.Join(b.code, "\n"))
			b.code = nil
		}
	}
}

func (b *blockWriter) block(block Block) {
	switch block.Kind {
	case Title, Heading:
		b.endList()
		b.w.Heading(max(block.Level, 1), block.Text)
	case Item:
		b.endItems(block.Level)
		b.w.Item(block.Marker)
		b.items++
		b.w.Paragraph(block.Text)
	case Table:
		b.endList()
		table.Write(b.w, block.Table)
	default:
		b.endList()
		b.w.Paragraph(block.Text)
	}
	for _, after := range block.After {
		if after.Kind == Paragraph && b.items > 0 {
			b.w.Paragraph(after.Text) // stays in its item
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

// Flatten makes one line of the blocks of a cell, and returns the notes in it.
func Flatten(blocks []Block) (string, []Block) {
	var texts []string
	var after []Block
	for _, b := range blocks {
		switch {
		case b.Kind == Table:
			for _, row := range b.Table.Rows {
				texts = append(texts, strings.Join(row, " "))
			}
		case b.Kind == Item && b.Marker != "- ":
			texts = append(texts, b.Marker+b.Text)
		default:
			texts = append(texts, b.Text)
		}
		after = append(after, b.After...)
	}
	return strings.Join(texts, " "), after
}
