package bot_test

import (
	"footnote/corpus"
)

// island are documents on an island that is nowhere: with lists, with counting
// in running text, with sentences that lean on others, and with what pages
// carry around their text.
func island() []corpus.Document {
	return []corpus.Document{
		file("harbour.md", `---
title: The harbour of Lindvik
author: Ingrid Dahl
---

# The harbour of Lindvik

Subscribe to our newsletter!

## History

The harbour of Lindvik was dug in 1887. Marta Olsen, an engineer from Bergen, designed the great crane on the quay.
She also built the lighthouse at Cape Skarv. It was lit for the first time on 4 May 1902.

Follow us on Facebook and Twitter.

## Ferries

A ferry leaves for the mainland every two hours. It carries twelve cars and ninety passengers.
The crossing takes forty minutes because the boats must sail around the reef.

## What may be landed

The harbour rules allow three kinds of fish to be landed in Lindvik:

- cod, from January to April
- herring, from May on
- mackerel

Lobsters are forbidden.
`),
		file("council.txt", `The council of Lindvik

The council named four duties of the harbour master. The first duty is to keep the channel clear.
As the second duty, the harbour master collects the fees. The third is to watch the weather.
The harbour master also keeps the log of all ships.

Peder Lund has been harbour master since 1998. He was born in Tromsø.

Related stories

Ten things to do on a rainy day...
`),
		file("soup.md", `# Pea soup of the island

The cooks of Lindvik eat pea soup on Thursdays.

## Ingredients

- 500 g yellow peas
- a smoked ham bone
- two onions
`),
		file("mill.md", `# The windmill

The windmill on Gull Hill grinds rye and barley. A storm broke two of its sails in 1987.
The repair cost 40,000 crowns and was paid by the council of Lindvik.

# The museum

The museum in the old school shows the first drawings of the great crane.
Entry is free on Sundays.
`),
		file("weather.md", `# Weather

| month | mean temperature |
|---|---|
| January | -4 degrees |
| July | 13 degrees |

It rains on 210 days of the year [1]. Fog is rare [2].
`),
		file("leuchtturm.txt", `Der Leuchtturm

Der Leuchtturm am Kap Skarv wurde im Jahre 1902 von einer Ingenieurin gebaut und ist 31 Meter hoch.
Sein Licht ist bei gutem Wetter noch zwanzig Meilen weit auf dem Meer zu sehen.
`),
		file("staff.txt", "The staff files\n\nPeder Lund earns 612,000 crowns a year as harbour master of Lindvik.\n", "council"),
	}
}

// file is a document as it is read from a file of that name.
func file(name, text string, audience ...string) corpus.Document {
	doc, err := corpus.Read(name, []byte(text))
	if err != nil {
		panic(err)
	}
	doc.Audience = audience
	doc.Hash = doc.ContentHash()
	return doc
}
