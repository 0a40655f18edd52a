package corpus

func textHeadings(blocks [][]textLine) []head { return nil }

func byline(doc *Document, blocks [][]textLine) {}
