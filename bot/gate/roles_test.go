package gate

import (
	"strings"
	"testing"

	"footnote/corpus"
	"footnote/retrieval"
)

// exchangeCases are a passage, what follows from it, and the same with two of
// its names or things in each other's place; none where that would be true too.
var exchangeCases = []struct{ form, passage, holds, swapped string }{
	{"active to passive", "Marlow defeated Renner in the final.", "Renner was defeated in the final by Marlow.", "Marlow was defeated in the final by Renner."},
	{"passive to active", "The mill was bought by Hobart from Linden.", "Hobart bought the mill from Linden.", "Linden bought the mill from Hobart."},
	{"parallel clauses", "Anders scored twice, while Bekker saved three penalties.", "Bekker saved three penalties, and Anders scored twice.", "Bekker scored twice, while Anders saved three penalties."},
	{"parallel with whereas", "Oslo charges drivers a toll, whereas Bergen bans old diesel cars.", "Old diesel cars are banned in Bergen, whereas Oslo charges a toll.", "Bergen charges drivers a toll, whereas Oslo bans old diesel cars."},
	{"reduced participle", "The choir led by Tamsin Grey toured Norway with the orchestra led by Piers Holt.", "Tamsin Grey led the choir, and Piers Holt led the orchestra.", "Piers Holt led the choir, and Tamsin Grey led the orchestra."},
	{"relative clause", "Keller, who trained in Basel, taught Moser, who later moved to Vienna.", "Moser, whom Keller taught, later moved to Vienna.", "Keller, whom Moser taught, later moved to Vienna."},
	{"apposition", "Ida Brandt, the chief engineer, and Otto Weiss, the treasurer, signed the plan.", "The plan was signed by Otto Weiss, the treasurer, and by Ida Brandt, the chief engineer.", "The plan was signed by Ida Brandt, the treasurer, and by Otto Weiss, the chief engineer."},
	{"title", "Festival director Nora Lind thanked composer Emil Sand.", "Composer Emil Sand was thanked by festival director Nora Lind.", "Festival director Emil Sand thanked composer Nora Lind."},
	{"genitive", "Turner's translation of the saga was set to music by Whitfield.", "Whitfield set Turner's translation of the saga to music.", "Whitfield's translation of the saga was set to music by Turner."},
	{"of-phrase", "The hymns of Wessel were printed by Gerdes in Lübeck.", "Gerdes printed Wessel's hymns in Lübeck.", "Wessel printed the hymns of Gerdes in Lübeck."},
	{"student of", "Farrow, a pupil of Denholm, founded the observatory.", "The observatory was founded by Farrow, who had been a pupil of Denholm.", "The observatory was founded by Denholm, who had been a pupil of Farrow."},
	{"respectively", "Alder, Birch and Cedar built Riverside, Hilltop and Lakeview, respectively.", "Riverside, Hilltop and Lakeview were built by Alder, Birch and Cedar, respectively.", "Alder, Birch and Cedar built Hilltop, Riverside and Lakeview, respectively."},
	{"said after", "“The dam is safe,” said Orlov. Petrenko had asked for an inspection.", "Orlov said that the dam is safe.", "Petrenko said that the dam is safe."},
	{"said before", "Mayor Quist said the bridge would reopen, and contractor Dahl promised a lift.", "According to Quist, the bridge would reopen, and Dahl promised a lift.", "Dahl said the bridge would reopen, and Quist promised a lift."},
	{"quote to another", "“Prices will fall,” Harlow argued. Jensen doubted the forecast.", "Harlow argued that prices will fall.", "Jensen argued that prices will fall."},
	{"opinions", "The ministry of Valdoria regards mining as a danger, while the council of Esmere welcomes mining as a chance.", "Esmere's council welcomes mining as a chance, whereas Valdoria's ministry regards it as a danger.", "The council of Esmere regards mining as a danger, while the ministry of Valdoria welcomes mining as a chance."},
	{"origin and goal", "The pipeline carries gas from Tarvos to Milland.", "Gas is carried by the pipeline from Tarvos to Milland.", "The pipeline carries gas from Milland to Tarvos."},
	{"comparison", "Unlike Corvin, Delmar has a harbour.", "Delmar has a harbour, unlike Corvin.", "Unlike Delmar, Corvin has a harbour."},
	{"than", "Lake Oster is deeper than Lake Vann.", "Lake Oster is deeper than Lake Vann is.", "Lake Vann is deeper than Lake Oster."},
	{"dependent on", "Morland depends on Pryce for grain.", "For grain, Morland depends on Pryce.", "Pryce depends on Morland for grain."},
	{"numbers", "Hanna ran 42 kilometres and Britta ran 30 kilometres.", "Britta ran 30 kilometres, while Hanna ran 42 kilometres.", "Hanna ran 30 kilometres and Britta ran 42 kilometres."},
	{"years", "Alma won the prize in 1990 and Berta won the cup in 1995.", "Berta won the cup in 1995, and Alma won the prize in 1990.", "Alma won the prize in 1995 and Berta won the cup in 1990."},
	{"counts", "In 1900 there were 5,000 Finns and 3,000 Danes in the town.", "The town had 3,000 Danes and 5,000 Finns in 1900.", "In 1900 there were 5,000 Danes and 3,000 Finns in the town."},
	{"languages", "The preface was written in Latin, but the last chapter was written in Greek.", "The last chapter was written in Greek, although the preface was in Latin.", "The preface was written in Greek, but the last chapter was written in Latin."},
	{"lists with labels", "The club has two honorary members, Aiken and Bow, and two trainers, Cole and Dunn.", "Cole and Dunn are the two trainers, and Aiken and Bow the honorary members.", "The club has two honorary members, Aiken and Cole, and two trainers, Bow and Dunn."},
	{"adjective of a people", "The Danish government advised Swedish farmers to sell their cattle.", "Swedish farmers were advised by the Danish government to sell their cattle.", "The Swedish government advised Danish farmers to sell their cattle."},
	{"blocked", "Norland barred the Sarkian company Vexo from the auction.", "The Sarkian company Vexo was barred from the auction by Norland.", "Sarkia barred the Norlandish company Vexo from the auction."},
	{"gave to", "Edith lent the violin to Clara.", "The violin was lent to Clara by Edith.", "Clara lent the violin to Edith."},
	{"infinitive", "Rolf persuaded Greta to sell the farm.", "Greta was persuaded by Rolf to sell the farm.", "Greta persuaded Rolf to sell the farm."},
	{"gerund", "By lowering the tariff, Astel drew merchants away from Bresk.", "Astel drew merchants away from Bresk by lowering the tariff.", "By lowering the tariff, Bresk drew merchants away from Astel."},
	{"fronted participle", "Founded by Lassen, the school was later closed by Mikkel.", "Lassen founded the school, which Mikkel later closed.", "Founded by Mikkel, the school was later closed by Lassen."},
	{"copula", "Vilora is the capital and Marena is the largest port.", "The largest port is Marena, and the capital is Vilora.", "Marena is the capital and Vilora is the largest port."},
	{"became", "Sten became chairman and Tor became secretary.", "Tor became secretary, and Sten chairman.", "Tor became chairman and Sten became secretary."},
	{"parentheses", "Route 12 (Forest Road) leads north and Route 15 (Quarry Road) leads south.", "Route 15, known as Quarry Road, leads south.", "Route 12 (Quarry Road) leads north and Route 15 (Forest Road) leads south."},
	{"shared verb", "Britt designed the tower and hired Frode, who painted the ceiling.", "Frode, whom Britt hired, painted the ceiling.", "Frode designed the tower and hired Britt, who painted the ceiling."},
	{"light verb", "Dr Amsel made a speech on vaccines after Dr Rabe had opened the congress.", "Dr Amsel gave a speech on vaccines.", "Dr Rabe gave a speech on vaccines."},
	{"deed of another sentence", "Lindqvist surveyed the glacier. Norberg drew the first map of the valley.", "The first map of the valley was drawn by Norberg.", "The first map of the valley was drawn by Lindqvist."},
	{"another of the passage", "The theatre was restored by Falk. Years before, Ekman had managed a hotel.", "Falk restored the theatre.", "Ekman restored the theatre."},
	{"cleft", "The strike was ended by Moran after Casey had begun it.", "It was Moran who ended the strike.", "It was Casey who ended the strike."},
	{"for and by", "The clock was made for Duke Aldric by Jonas Veit.", "Jonas Veit made the clock for Duke Aldric.", "Duke Aldric made the clock for Jonas Veit."},
	{"same first name", "Carl Busch built the engine and Carl Lang sold it.", "The engine was built by Carl Busch.", "The engine was built by Carl Lang."},
	{"same family name", "The surgeon in Turku is Anna Holm, and the pilot in Vaasa is Erik Holm.", "The pilot in Vaasa is Erik Holm.", "The surgeon in Turku is Erik Holm, and the pilot in Vaasa is Anna Holm."},
	{"known as", "In the plains the wind is called Sirra and in the hills it is called Tamun.", "The wind is called Tamun in the hills and Sirra in the plains.", "In the plains the wind is called Tamun and in the hills it is called Sirra."},
	{"complement", "Judge Marr ruled that the contract was void, and Judge Pell held that the fine was lawful.", "Judge Pell held that the fine was lawful.", "Judge Pell ruled that the contract was void, and Judge Marr held that the fine was lawful."},
	{"nested", "While Ryder was in Cairo, Sloane translated the papyrus.", "Sloane translated the papyrus while Ryder was in Cairo.", "While Sloane was in Cairo, Ryder translated the papyrus."},
	{"things", "In spring the larvae eat algae, while in autumn the adults eat snails.", "The adults eat snails in autumn, while the larvae eat algae in spring.", "In spring the adults eat algae, while in autumn the larvae eat snails."},
	{"things in phrases", "Copper is smelted in the north and tin is smelted in the south.", "Tin is smelted in the south, and copper in the north.", "Tin is smelted in the north and copper is smelted in the south."},
	{"support lies", "The Reformers' support lies in the cities, while the Agrarians' support lies in the villages.", "The Reformers draw their support from the cities, the Agrarians from the villages.", "The Agrarians draw their support from the cities, while the Reformers draw theirs from the villages."},
	{"pronoun", "Helga studied law in Lund. She later advised Premier Dorn.", "Helga later advised Premier Dorn.", "Premier Dorn later advised Helga."},
	{"description", "Nordbank bought Fisco in 2001. The company was sold to Trident in 2005.", "Fisco was bought by Nordbank in 2001 and sold to Trident in 2005.", "Nordbank was bought by Fisco in 2001."},
	{"with a title word", "President Ilves met farmers in Tartu, and Minister Kask opened a school in Narva.", "Kask, the minister, opened a school in Narva.", "President Ilves opened a school in Narva, and Minister Kask met farmers in Tartu."},
	{"named after", "The crater was named by Holub after the poet Seifert.", "Holub named the crater after the poet Seifert.", "Seifert named the crater after the poet Holub."},
	{"succeeded", "Aldo succeeded Bruno as abbot in 1310.", "Bruno was succeeded as abbot by Aldo in 1310.", "Bruno succeeded Aldo as abbot in 1310."},
	{"attacked", "Troops of Carvia attacked the fortress of Dorne.", "The fortress of Dorne was attacked by Carvia's troops.", "Troops of Dorne attacked the fortress of Carvia."},
	{"such as", "Northern firms such as Vasa export timber, and southern firms such as Solen export fruit.", "Solen and other southern firms export fruit.", "Northern firms such as Solen export timber, and southern firms such as Vasa export fruit."},
	{"winner and runner-up", "Gold medallist Ana Ruiz thanked silver medallist Eva Pons.", "Eva Pons, the silver medallist, was thanked by Ana Ruiz, who won gold.", "Silver medallist Ana Ruiz thanked gold medallist Eva Pons."},
	{"three clauses", "Ulm hosts the archive, Jena the laboratory, and Gera the museum.", "The museum is hosted by Gera, the laboratory by Jena and the archive by Ulm.", "Gera hosts the archive, Jena the laboratory, and Ulm the museum."},
	{"exported to", "Taron exports steel to Belmar and imports wool from Quint.", "Taron imports wool from Quint and exports steel to Belmar.", "Taron exports steel to Quint and imports wool from Belmar."},
	{"between dates", "From 1980 Norden was governed by Hauge, and from 1988 it was governed by Lie.", "Lie governed Norden from 1988, and Hauge from 1980.", "From 1980 Norden was governed by Lie, and from 1988 it was governed by Hauge."},
	{"accused", "Senator Boyle accused Governor Tate of fraud.", "Governor Tate was accused of fraud by Senator Boyle.", "Governor Tate accused Senator Boyle of fraud."},
	{"left for", "After Rasmus left the band, Henrik became its singer.", "Henrik became the band's singer after Rasmus left.", "After Henrik left the band, Rasmus became its singer."},
	{"belongs to", "The island of Hest belongs to Ravnia, and the island of Kvit belongs to Storland.", "Hest belongs to Ravnia.", "The island of Hest belongs to Storland, and the island of Kvit belongs to Ravnia."},
	{"discovered in", "Sorel found the manuscript that Blanchard had hidden.", "The manuscript hidden by Blanchard was found by Sorel.", "Blanchard found the manuscript that Sorel had hidden."},
	{"as a", "Ferris worked as a nurse and Gable worked as a welder.", "Gable worked as a welder, Ferris as a nurse.", "Gable worked as a nurse and Ferris worked as a welder."},
	{"according to", "Harlow argued that prices will fall. Jensen said wages would rise.", "According to Harlow, prices will fall.", "According to Jensen, prices will fall."},
	{"another verb of saying", "Dr Voss noted that the vaccine works, and Dr Hahn complained about its price.", "Dr Voss says that the vaccine works.", "Dr Hahn says that the vaccine works, according to the report."},
	{"reporting in the middle", "The harbour, Captain Ruud explained, freezes every winter, but pilot Sande disagreed.", "Captain Ruud explained that the harbour freezes every winter.", "Pilot Sande explained that the harbour freezes every winter."},
	{"exchanged targets", "Minister Oder sent envoys to Kesh and soldiers to Palan.", "Envoys were sent to Kesh and soldiers to Palan by Minister Oder.", "Minister Oder sent envoys to Palan and soldiers to Kesh."},
	{"long sentence", "Although the council had promised in May to repair the bridge near Sundt, the work was given to Brekke, a builder from Rana, who finished it before Fosse could protest.", "Brekke, a builder from Rana, was given the work and finished it before Fosse could protest.", "Fosse, a builder from Rana, was given the work and finished it before Brekke could protest."},
	{"among others", "The jury, led by Orla Finn, chose the design of Petra Voigt over that of Sven Aas.", "Petra Voigt's design was chosen by the jury led by Orla Finn.", "Orla Finn's design was chosen by the jury led by Petra Voigt."},
	{"both and", "Both Kiel and Turku have shipyards, but only Kiel has a canal.", "Turku and Kiel both have shipyards, but Kiel alone has a canal.", ""},
	{"meeting each other", "Ambassador Lowe met Minister Sato in Geneva.", "Minister Sato met Ambassador Lowe in Geneva.", ""},
	{"list in another order", "Members are Chad, Niger, Mali and Togo.", "Togo, Mali, Niger and Chad are members.", ""},
	{"acronym", "The Northern Trade Union (NTU) signed a pact with the League of Ports (LOP).", "The NTU signed a pact with the LOP.", ""},
	{"pronoun for the doer", "Hedda Krog grew up in Moss. She founded the Viking Museum with Lars Dahl.", "Hedda Krog founded the Viking Museum.", ""},
	{"nominalisation", "Rome's conquest of Dacia ended in 106.", "The conquest of Dacia by Rome ended in 106.", ""},
	{"description for the name", "Astra Motors opened a plant in Lodz. The firm hired Welders United to train its workers.", "Astra Motors hired Welders United to train its workers.", ""},
	{"title after the name", "Governor Pike vetoed the bill of Senator Moss.", "The bill of Moss, a senator, was vetoed by Pike, the governor.", ""},
	{"relative with preposition", "Baron Holst, for whom Meyer painted the portrait, lived in Celle.", "Meyer painted the portrait for Baron Holst, who lived in Celle.", ""},
	{"people and country", "Troops from France occupied the port until the British fleet arrived.", "French troops occupied the port until the fleet of Britain arrived.", ""},
	{"quoted speaker", "“We need more boats,” said Admiral Krag, whose fleet was at Holm.", "Admiral Krag, whose fleet was at Holm, said that more boats were needed.", ""},
	{"plain other subject", "Astrid Lomm became the first pilot ever to cross the Strait of Kall alone. The past record was held by Jonas Rehn, who flew to Moss.", "Astrid Lomm was the first pilot to cross the Strait of Kall alone.", "Jonas Rehn was the first pilot to cross the Strait of Kall alone."},
	{"subjects without names", "The weaving process is fast but leaves many holes in the cloth. The knitting process always gives dense fabric but wears out needles.", "The weaving process is fast but leaves many holes, whereas the knitting process always gives dense fabric but wears out needles.", "The knitting process is fast but leaves many holes, whereas the weaving process always gives dense fabric but wears out needles."},
	{"office behind a list", "In May Secretary Ode Brandt and Ivar Lund, Norway's Minister of Trade and Shipping, agreed to meet.", "Ivar Lund is Norway's Minister of Trade and Shipping.", "Ode Brandt is Norway's Minister of Trade and Shipping."},
	{"twinned lists", "The red team of Lundy beat the blue team of Arran.", "The blue team of Arran was beaten by the red team of Lundy.", "The blue team of Arran beat the red team of Lundy."},
}

func TestExchanged(t *testing.T) {
	g := plainGate(t)
	for _, x := range exchangeCases {
		if fault := exchangeFault(g, x.passage, x.holds); fault != "" {
			t.Errorf("%s: %q dropped although true: %s", x.form, x.holds, fault)
		}
		if fault := exchangeFault(g, x.passage, x.passage); fault != "" {
			t.Errorf("%s: the passage %q dropped itself: %s", x.form, x.passage, fault)
		}
		if fault := exchangeFault(g, x.passage, x.swapped); x.swapped != "" && fault == "" {
			t.Errorf("%s: %q not caught", x.form, x.swapped)
		}
	}
}

// exchangeFault checks the statement against all sentences of the passage.
func exchangeFault(g *Gate, passage, statement string) string {
	p := retrieval.Passage{Text: passage, Language: "en", End: len(passage)}
	p.Sentences = sentencesOf(passage)
	c := g.Open([]retrieval.Passage{p})
	s := c.read(Claim{Text: statement})
	var sources []*source
	for i := range c.sources[0] {
		sources = append(sources, &c.sources[0][i])
	}
	e := joined(sources)
	return c.exchanged(s, e, c.align(s.text, e.text))
}

// sentencesOf splits the short passages of the tests.
func sentencesOf(passage string) []corpus.Span {
	var spans []corpus.Span
	for start := 0; start < len(passage); {
		end := len(passage)
		if i := strings.Index(passage[start:], ". "); i >= 0 {
			end = start + i + 1
		}
		spans = append(spans, corpus.Span{Start: start, End: end})
		start = end + 1
	}
	return spans
}
