package corpus

func readHTML(data []byte) (Document, *Fault) { return readText(data) }
