package corpus

import (
	"slices"
	"strings"
	"testing"
)

// quoted returns the sentences of a text that may be quoted.
func quoted(text string) []string {
	var out []string
	for _, c := range (Splitter{MaxTokens: 100_000}).Split(Document{Text: text}) {
		out = append(out, texts(text, c.Sentences)...)
	}
	return out
}

func TestBoilerplateLines(t *testing.T) {
	const story = "The forum was held in the town on the first of July.\n\n"
	for _, line := range []string{
		"Subscribe to our newsletter!",
		"Sign up for our free weekly newsletter and get the best stories in your inbox.",
		"Get the day's stories sent directly to you! Sign up via the website or subscribe to our X, Facebook and Telegram!",
		"Follow us on Facebook and Twitter",
		"Follow us on Telegram.",
		"Like us on Facebook!",
		"Share this article",
		"SHARE",
		"Share on Facebook",
		"Facebook Twitter Email Print",
		"Read more",
		"READ MORE »",
		"Read more in French here",
		"By Mara Oduya",
		"By Mara Oduya and Tom Lister · March 4, 2025",
		"Read also: The other story of the town",
		"Read next:",
		"Related stories",
		"Related stories: Ten bridges you must see",
		"Recommended articles: Ten bridges that everybody must have seen once",
		"You may also like",
		"Advertisement",
		"ADVERTISEMENT - CONTINUE READING BELOW",
		"Photo credit: Jane Doe",
		"Photo: Jane Doe/Reuters",
		"Image courtesy of the Institute of Things",
		"© 2024 The Daily Things. All rights reserved.",
		"Copyright © 2020-2024 Things Ltd.",
		"All rights reserved.",
		"This website uses cookies to ensure you get the best experience.",
		"We use cookies to improve your experience on our site. By continuing to browse the site you agree to our use of cookies.",
		"Accept all cookies",
		"Please enter your email",
		"Please Enter Your Email ID",
		"Enter your email address",
		"You are currently viewing The Necessity of Things",
		"Leave a comment",
		"Your email address will not be published. Required fields are marked *",
		"Skip to main content",
		"Tags: town, forum",
		"- Subscribe to our newsletter",
		"Abonnieren Sie unseren Newsletter!",
		"Jetzt abonnieren",
		"Folgen Sie uns auf Facebook und Instagram!",
		"Mehr lesen",
		"Das könnte Sie auch interessieren",
		"Diese Website verwendet Cookies, um Ihnen den besten Dienst zu bieten.",
		"Alle Rechte vorbehalten",
		"Foto: dpa",
		"Abonnez-vous à notre newsletter",
		"Suivez-nous sur Twitter",
		"Lire aussi : Une autre histoire",
		"Lire la suite",
		"Tous droits réservés",
		"Suscríbete a nuestro boletín",
		"Síguenos en Twitter",
		"Leer más",
		"Noticias relacionadas",
		"Noticias relacionadas: Diez puentes",
		"Iscriviti alla nostra newsletter",
		"Seguici su Facebook",
		"Leggi anche: Un'altra storia",
		"Articoli correlati",
		"Continua a leggere",
		"Assine nossa newsletter",
		"Siga-nos no Instagram",
		"Leia também",
		"Volg ons op Twitter",
		"Lees ook: Een ander verhaal",
		"Zapisz się na nasz newsletter",
		"Czytaj także: Inna historia",
		"Läs mer",
		"Подписывайтесь на наш канал в Telegram!",
		"Читайте также: Другая история",
		"Читайте также",
		"Материалы по теме",
		"По теме: Десять мостов",
		"Все права защищены",
		"Реклама",
		"Фото: ТАСС",
		"Подробнее",
		"Підписуйтесь на наш канал",
		"Читайте також",
		"订阅我们的新闻",
		"关注我们",
		"分享到微博",
		"阅读更多",
		"相关文章",
		"版权所有 © 2024 某某网",
		"图片来源：新华社",
		"责任编辑：王某",
		"広告",
		"関連記事",
	} {
		for _, text := range []string{line, story + line, line + "\n\n" + story} {
			if strings.Contains(text, story) {
				if got := quoted(text); !slices.Equal(got, []string{strings.TrimSpace(story)}) {
					t.Errorf("%q: quoted %q", line, got)
				}
			} else if got := quoted(text); len(got) > 0 {
				t.Errorf("%q alone is quoted", line)
			}
		}
	}
}

func TestOrdinarySentencesAreQuoted(t *testing.T) {
	for _, text := range []string{
		"The newsletter was founded in 1920.",
		"By Monday All Was Over.",
		"By the river stands a mill",
		"By Mara Oduya the story was told in another way.",
		"Subscribers to the newsletter rose by ten percent.",
		"She subscribes to the theory that prices follow wages.",
		"The bank sends a newsletter to your address every month.",
		"“Sign up for our newsletter,” he said.",
		"Sign up for the marathon closed on Friday.",
		"Sign up on the website before May 5.",
		"1. Click to select the file",
		"- Share it with your team",
		"Inscrivez-vous à la bibliothèque.",
		"Leggi di Newton",
		"Zapisz się na kurs",
		"Подписаться на журнал можно на почте.",
		"He signed up for the army in 1914.",
		"Copyright lasts for seventy years after the author's death.",
		"Copyright law protects the works of authors.",
		"All rights reserved to the states are listed in the tenth amendment of the constitution, which the court has read in many ways over the two centuries that it has been in force, and which it reads in another way today than it did then, as the scholars of the law have long pointed out in their many books about it.",
		"Cookies are small files that a site stores on your computer.",
		"The site uses cookies to remember the session.",
		"Read more books.",
		"Read the full report before the meeting.",
		"Follow us into the cave, said the guide.",
		"Share prices rose on Monday.",
		"Share this burden with me.",
		"Print this page with the command lpr.",
		"The company spends much on advertisement.",
		"Advertisement is the art of selling.",
		"Related work was done by Smith in 1990.",
		"Related stories of the flood are told in other lands.",
		"You may also like the second book of the author.",
		"The photo credit goes to Jane Doe.",
		"Photo: a picture that is made with a camera.",
		"Image: a read-only template with instructions for making a container.",
		"Please enter the building by the back door.",
		"Click the button to start the program.",
		"Tags are labels that you put on a message.",
		"Jump to conclusions and you will fall.",
		"Learn more languages and you will see more of the world.",
		"Next to the church stands a school.",
		"Previous work has shown that it fails.",
		"Comments are ignored by the compiler.",
		"Support our troops was the slogan of the day.",
		"Join the two tables by their keys.",
		"Get the keys from the porter.",
		"Facebook and Twitter played a role in the revolution.",
		"Facebook, Twitter and Telegram were blocked in 2021.",
		"He posted on X, Facebook and Instagram.",
		"Twitter",
		"Die Anzeige wurde bei der Polizei erstattet.",
		"Anzeigen können Sie bei jeder Wache.",
		"Mehr als hundert Menschen kamen.",
		"Lesen Sie das Buch bis zum Ende.",
		"Der Newsletter erscheint jeden Monat.",
		"La publicité est interdite aux enfants.",
		"Suivez la rivière jusqu'au pont.",
		"El boletín se publica cada mes.",
		"La pubblicità è ovunque.",
		"Реклама занимает треть рынка.",
		"Подписка на журнал стоит сто рублей.",
		"广告业在增长。",
		"他分享了他的故事。",
		"版权法保护作者的权利。",
		"订阅人数增长了一倍。",
	} {
		if got := strings.Join(quoted(text), " "); got != text {
			t.Errorf("%q: quoted %q", text, got)
		}
	}
}

func TestTeasersAreNotQuoted(t *testing.T) {
	story := "The forum was held in the town.\n\nIt was good."
	teasers := "\n\nTown drops its plans for a bridge\n\nThe town will drop its plans for...\n\nWill the council vote for aid?\n\nThere will be no more money without…"
	want := []string{"The forum was held in the town.", "It was good."}
	if got := quoted(story + teasers); !slices.Equal(got, want) {
		t.Errorf("teasers at the end: quoted %q", got)
	}
	if got := quoted(story + "\n\nRelated stories\n\nTown drops its plans for a bridge\n\nWill the council vote for aid?\n"); !slices.Equal(got, want) {
		t.Errorf("announced teasers: quoted %q", got)
	}
	if got := quoted("Related stories\n\nTown drops its plans\n\n" + story + "\n\nA line without end\n"); !slices.Equal(got, append(slices.Clone(want), "A line without end")) {
		t.Errorf("after announced teasers: quoted %q", got)
	}
	ending := "The end came slowly\n\nAnd then there was nothing..."
	if got := quoted(story + "\n\n" + ending); len(got) != 4 {
		t.Errorf("the end of a story: quoted %q", got)
	}
}

func TestCaptionsAreNotQuotedTwice(t *testing.T) {
	text := "Opening.\n\nTitled Things of Today, the forum was held by the Institute of Things. Photo credit: Institute of Things\n\n" +
		"Titled Things of Today, the forum was held by the Institute of Things, a new one.\n\n" +
		"The chair smiles. Photo credit: Institute of Things\n"
	want := []string{"Opening.", "Titled Things of Today, the forum was held by the Institute of Things, a new one.", "The chair smiles."}
	if got := quoted(text); !slices.Equal(got, want) {
		t.Errorf("quoted %q", got)
	}
}
